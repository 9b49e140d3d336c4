// The page: what is asked for, what comes back, what happens on a key or a drop.

import { post, request } from "./api.js";
import { refresh, send, startArchive } from "./archive.js";
import { drawChannels } from "./channels.js";
import { Field } from "./field.js";
import { highlight, raise, showSource } from "./source.js";
import { element, length } from "./text.js";

const $ = (selector) => document.querySelector(selector);
const NAMES = { wechat: "公众号", push: "推送", sms: "短信", weibo: "微博", brief: "简报", custom: "自定义" };
const LIMITS = {
  headline_chars: { label: "标题", unit: "字", min: 8, max: 100, start: 30 },
  summary_chars: { label: "摘要", unit: "字", min: 20, max: 2000, start: 120 },
  keypoints: { label: "要点", unit: "条", min: 0, max: 30, start: 6 },
  keypoint_chars: { label: "每条", unit: "字", min: 10, max: 200, start: 40 },
};

let presets = {};
let fields = [];
let custom = Object.fromEntries(Object.entries(LIMITS).map(([name, { start }]) => [name, start]));
let html = null; // A dropped page is sent as it is; editing the text makes it text.

// Messages

let hiding;
function say(text, alarm = false) {
  const status = $("#status");
  status.textContent = text;
  status.classList.toggle("alarm", alarm);
  status.classList.add("shown");
  clearTimeout(hiding);
  hiding = setTimeout(() => status.classList.remove("shown"), alarm ? 6000 : 2500);
}

// Budgets

const chosen = () => $("#presets input:checked")?.value ?? "wechat";
const budget = () => (chosen() === "custom" ? custom : presets[chosen()] ?? {});

function drawPresets() {
  const names = [...Object.keys(presets), "custom"];
  const stored = localStorage.getItem("preset");
  for (const name of names) {
    const input = element("input", { type: "radio", name: "preset", value: name });
    input.checked = name === (names.includes(stored) ? stored : names[0]);
    $("#presets").append(element("label", { children: [input, element("span", { text: NAMES[name] ?? name })] }));
  }
  drawLimits();
}

function drawLimits() {
  const own = chosen() === "custom";
  const shown = Object.entries(LIMITS).filter(([name]) => own || budget()[name]);
  $("#limits").replaceChildren(
    ...shown.filter(([name]) => own || name !== "keypoint_chars").map(([name, { label, unit, min, max }]) => {
      if (!own) return element("span", { text: `${label} ≤ ${budget()[name]} ${unit}` });
      const input = element("input", { type: "number", min, max, value: custom[name], required: "", name });
      input.addEventListener("input", () => {
        if (input.checkValidity()) custom[name] = input.valueAsNumber;
        applyLimits();
      });
      return element("label", { children: [document.createTextNode(label), input, document.createTextNode(unit)] });
    }),
    ...(!own && budget().total_chars ? [element("span", { text: `合计 ≤ ${budget().total_chars} 字` })] : []),
  );
}

const limitOf = (name) => budget()[name === "headline" ? "headline_chars" : name === "summary" ? "summary_chars" : "keypoint_chars"];

function applyLimits() {
  for (const field of fields) field.setLimit(limitOf(field.name));
  drawVerdict();
}

// One article

async function summarize() {
  const text = $("#input").value;
  if (!text.trim()) {
    say("还没有内容，请先粘贴正文。", true);
    $("#input").focus();
    return;
  }
  if (!$("#budget").reportValidity()) return;
  const body = html === null ? { text } : { html };
  if (chosen() === "custom") body.options = custom;
  else body.preset = chosen();
  if ($("#model").value) body.model = $("#model").value;
  $("#go").disabled = true;
  $("#compose").classList.add("working");
  try {
    show(await post("/v1/summaries", body));
  } catch (error) {
    say(error.message, true);
  } finally {
    $("#go").disabled = false;
    $("#compose").classList.remove("working");
  }
}

function show(summary) {
  const { article, checks, evidence } = summary;
  const findings = (name) => checks.findings.filter((finding) => finding.field === name);
  const make = (parts) => new Field({ ...parts, limit: limitOf(parts.name), findings: findings(parts.name) }, article, changed);
  fields = [
    make({ name: "headline", label: "标题", text: summary.headline, evidence: evidence.headline }),
    make({ name: "summary", label: "摘要", text: summary.summary, evidence: evidence.summary }),
    ...summary.keypoints.map((point, index) =>
      make({ name: `keypoints[${index}]`, label: `要点 ${index + 1}`, ...point })),
  ];
  $("#fields").replaceChildren(...fields.map((field) => field.node));
  $("#compose").hidden = true;
  $("#result").hidden = false;
  showSource(article);
  drawVerdict(checks.repaired);
  $("#fields .sentence")?.focus({ preventScroll: true });
  scrollTo({ top: 0 });
  // The answer has one set of evidence for the whole summary; the check has it by sentence.
  fields[1].recheck(0);
}

function changed(error) {
  drawVerdict();
  if (error) say(error.message, true);
}

function drawVerdict(repaired = false) {
  if (!fields.length) return;
  const verdict = $("#verdict");
  const faults = fields.reduce((sum, field) => sum + field.findings.length, 0);
  const over = fields.filter((field) => field.limit && length(field.text) > field.limit).length;
  const busy = fields.some((field) => field.busy);
  verdict.classList.toggle("busy", busy && !faults);
  verdict.classList.toggle("alarm", faults + over > 0);
  const parts = [];
  if (faults) parts.push(`有 ${faults} 处与原文对不上，请核对`);
  if (over) parts.push(`${over} 处超出字数`);
  verdict.textContent = parts.length ? `${parts.join("；")}。`
    : busy ? "正在与原文核对……"
    : `人名、职务、数字、引语都与原文对得上${repaired ? "（有一处已自动换成与原文一致的说法）" : ""}。`;
  drawChannels($("#channels"), fields, presets, say);
}

function compose() {
  $("#result").hidden = true;
  $("#compose").hidden = false;
  raise(null);
  fields = [];
  $("#input").focus();
  $("#input").select();
}

function drawCount() {
  $("#input-count").textContent = `${length($("#input").value)} 字`;
}

// Files

async function take(file) {
  if (/\.(zip|jsonl|ndjson)$/iu.test(file.name)) {
    select("archive");
    await sendArchive(file);
    return;
  }
  if (file.size > 5_000_000) {
    say("文件太大。", true);
    return;
  }
  const bytes = await file.arrayBuffer();
  if (new Uint8Array(bytes.slice(0, 4096)).includes(0)) {
    say("这是图片、文档或压缩包，不是文本。请把正文复制出来粘贴。", true);
    return;
  }
  const text = decode(bytes);
  select("single");
  compose();
  $("#input").value = text;
  html = /\.html?$/iu.test(file.name) ? text : null;
  drawCount();
  await summarize();
}

function decode(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

async function sendArchive(file) {
  if (!$("#budget").reportValidity()) return;
  const parameters = chosen() === "custom" ? { ...custom } : { preset: chosen() };
  if ($("#model").value) parameters.model = $("#model").value;
  try {
    await send(file, parameters);
  } catch (error) {
    say(error.message, true);
  }
}

// Tabs

const tabs = ["single", "archive"];
function select(name, focus = false) {
  for (const tab of tabs) {
    const button = $(`#tab-${tab}`);
    button.setAttribute("aria-selected", String(tab === name));
    button.tabIndex = tab === name ? 0 : -1;
    $(`#${tab}`).hidden = tab !== name;
  }
  if (focus) $(`#tab-${name}`).focus();
  if (name === "archive") refresh().catch((error) => say(error.message, true));
}

// Wiring

function wire() {
  for (const tab of tabs) $(`#tab-${tab}`).addEventListener("click", () => select(tab));
  $(".tabs").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) select(tabs[(tabs.findIndex((tab) => !$(`#${tab}`).hidden) + step + tabs.length) % tabs.length], true);
  });
  $("#budget").addEventListener("submit", (event) => event.preventDefault());
  $("#presets").addEventListener("change", () => {
    localStorage.setItem("preset", chosen());
    drawLimits();
    applyLimits();
  });
  $("#compose").addEventListener("submit", (event) => {
    event.preventDefault();
    summarize();
  });
  $("#input").addEventListener("input", () => {
    html = null;
    drawCount();
  });
  $("#example").addEventListener("click", async () => {
    $("#input").value = await (await fetch("/static/example.txt")).text();
    html = null;
    drawCount();
    $("#input").focus();
  });
  $("#again").addEventListener("click", compose);
  $("#close-source").addEventListener("click", () => raise(null));
  for (const [button, input, use] of [["#choose", "#file", take], ["#choose-archive", "#archive-file", sendArchive]]) {
    $(button).addEventListener("click", () => $(input).click());
    $(input).addEventListener("change", () => {
      const [file] = $(input).files;
      $(input).value = "";
      if (file) use(file);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !$("#compose").hidden && !$("#single").hidden) summarize();
    if (event.key === "Escape") {
      raise(null);
      highlight([]);
    }
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dragging");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dragging");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dragging");
    const [file] = event.dataTransfer.files;
    if (file) take(file);
  });
}

async function start() {
  wire();
  startArchive(say);
  try {
    const served = await (await request("/v1/models")).json();
    presets = served.presets;
    for (const { name, default: first } of served.models) {
      const option = element("option", { value: name, text: name });
      option.selected = first;
      $("#model").append(option);
    }
    $("#model-choice").hidden = served.models.length < 2;
  } catch (error) {
    say(error.message, true);
    if (error.status === 503) setTimeout(() => location.reload(), 3000);
  }
  drawPresets();
  drawCount();
  if (!matchMedia("(max-width: 56rem)").matches) $("#input").focus();
}

start();
