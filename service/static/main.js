// The page: what is asked for, what comes back, what happens on a key or a drop.

import { post, request } from "./api.js";
import { refresh, send, startArchive } from "./archive.js";
import { limitOf, presets, startBudget, valid, wishes } from "./budget.js";
import { drawChannels } from "./channels.js";
import { Field } from "./field.js";
import { highlight, raise, showSource } from "./source.js";
import { length } from "./text.js";

const $ = (selector) => document.querySelector(selector);
let fields = [];
let html = null; // A dropped page is sent as it is; editing the text makes it text.
let repaired = false; // Whether the check had something put right before the text was shown.
let written = null; // The budgets and model that the shown summary was written for.

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

// One article

async function summarize() {
  const text = $("#input").value;
  if (!text.trim()) {
    say("还没有内容，请先粘贴正文。", true);
    $("#input").focus();
    return;
  }
  if (!valid() || !mayReplace()) return;
  const asked = wishes();
  setWorking(true);
  try {
    const summary = await post("/v1/summaries", { ...(html === null ? { text } : { html }), ...asked });
    written = JSON.stringify(asked);
    show(summary);
  } catch (error) {
    say(error.message, true);
  } finally {
    setWorking(false);
  }
}

function setWorking(working) {
  for (const button of ["#go", "#rewrite"]) $(button).disabled = working;
  $("#rewrite").textContent = working ? "正在重写……" : "按新要求重写";
  $("#compose").classList.toggle("working", working);
}

/** Whether what was edited by hand may go. */
const mayReplace = () => !fields.some((field) => field.edited) || confirm("手工改过的内容会丢失，继续吗？");

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
  repaired = checks.repaired;
  applyLimits();
  $("#fields .sentence")?.focus({ preventScroll: true });
  scrollTo({ top: 0 });
  // The answer has one set of evidence for the whole summary; the check has it by sentence.
  fields[1].recheck(0);
}

/** Another channel, limit or model was chosen: the shown text stays until it is written anew. */
function applyLimits() {
  for (const field of fields) field.setLimit(limitOf(field.name));
  drawVerdict();
  $("#rewrite").hidden = !fields.length || written === JSON.stringify(wishes());
}

function changed(error) {
  drawVerdict();
  if (error) say(error.message, true);
}

function drawVerdict() {
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
  if (!mayReplace()) return false;
  $("#result").hidden = true;
  $("#compose").hidden = false;
  raise(null);
  fields = [];
  $("#input").focus();
  $("#input").select();
  return true;
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
  if (!compose()) return;
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
  if (!valid()) return;
  const { options, ...parameters } = wishes();
  try {
    await send(file, { ...options, ...parameters });
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
  $("#rewrite").addEventListener("click", summarize);
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
    const { files } = event.dataTransfer;
    if (files.length > 1) say("一次放一个文件；多篇请打成一个 zip 再拖进来。", true);
    else if (files.length) take(files[0]);
  });
}

async function start() {
  wire();
  startArchive(say);
  let served = { presets: {}, models: [] };
  try {
    served = await (await request("/v1/models")).json();
  } catch (error) {
    say(error.message, true);
    if (error.status === 503) setTimeout(() => location.reload(), 3000);
  }
  startBudget(served, applyLimits);
  drawCount();
  if (!matchMedia("(max-width: 56rem)").matches) $("#input").focus();
}

start();
