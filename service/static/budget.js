// What is asked for: the channel or the editor's own limits, and the model.

import { element } from "./text.js";

const $ = (selector) => document.querySelector(selector);
const NAMES = { wechat: "公众号", push: "推送", sms: "短信", weibo: "微博", brief: "简报", custom: "自定义" };
const LIMITS = {
  headline_chars: { label: "标题", unit: "字", min: 8, max: 100, start: 30 },
  summary_chars: { label: "摘要", unit: "字", min: 20, max: 2000, start: 120 },
  keypoints: { label: "要点", unit: "条", min: 0, max: 30, start: 6 },
  keypoint_chars: { label: "每条", unit: "字", min: 10, max: 200, start: 40 },
};
const custom = Object.fromEntries(Object.entries(LIMITS).map(([name, { start }]) => [name, start]));
let changed = () => {};

/** Budgets of the presets by name, as served. */
export let presets = {};

const chosen = () => $("#presets input:checked")?.value ?? "wechat";
const budget = () => (chosen() === "custom" ? custom : presets[chosen()] ?? {});

/** Most characters of the field `name`. */
export const limitOf = (name) => budget()[name === "headline" || name === "summary" ? `${name}_chars` : "keypoint_chars"];

/** What the controls ask for, as the service reads it. */
export function wishes() {
  const asked = chosen() === "custom" ? { options: { ...custom } } : { preset: chosen() };
  return $("#model").value ? { ...asked, model: $("#model").value } : asked;
}

/** Whether every limit is one; tells the editor where not. */
export const valid = () => $("#budget").reportValidity();

/** Draws the controls for what is `served`; `onChange` is called whenever they ask for something else. */
export function startBudget(served, onChange) {
  changed = onChange;
  presets = served.presets;
  const names = [...Object.keys(presets), "custom"];
  const stored = localStorage.getItem("preset");
  for (const name of names) {
    const input = element("input", { type: "radio", name: "preset", value: name });
    input.checked = name === (names.includes(stored) ? stored : names[0]);
    $("#presets").append(element("label", { children: [input, element("span", { text: NAMES[name] ?? name })] }));
  }
  for (const { name, default: first } of served.models) {
    const option = element("option", { value: name, text: name });
    option.selected = first;
    $("#model").append(option);
  }
  $("#model-choice").hidden = served.models.length < 2;
  $("#budget").addEventListener("submit", (event) => event.preventDefault());
  $("#model").addEventListener("change", changed);
  $("#presets").addEventListener("change", () => {
    localStorage.setItem("preset", chosen());
    drawLimits();
    changed();
  });
  drawLimits();
}

function drawLimits() {
  const own = chosen() === "custom";
  const shown = Object.entries(LIMITS).filter(([name]) => own || (budget()[name] && name !== "keypoint_chars"));
  $("#limits").replaceChildren(
    ...shown.map(([name, limit]) => (own ? entry(name, limit) : element("span", { text: `${limit.label} ≤ ${budget()[name]} ${limit.unit}` }))),
    ...(!own && budget().total_chars ? [element("span", { text: `合计 ≤ ${budget().total_chars} 字` })] : []),
  );
}

function entry(name, { label, unit, min, max }) {
  const input = element("input", { type: "number", min, max, value: custom[name], required: "", name });
  input.addEventListener("input", () => {
    if (input.checkValidity()) custom[name] = input.valueAsNumber;
    changed();
  });
  return element("label", { children: [document.createTextNode(label), input, document.createTextNode(unit)] });
}
