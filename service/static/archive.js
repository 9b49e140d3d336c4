// Archives: upload, progress, download.

import { events, hasKey, request, upload } from "./api.js";
import { element } from "./text.js";

const STATES = { queued: "等待中", running: "进行中", finished: "已完成", cancelled: "已取消" };
const list = document.querySelector("#jobs");
const items = new Map();
const watched = new Set();
let tell = () => {};

export function startArchive(say) {
  tell = say;
}

export async function send(file, parameters) {
  const bar = document.querySelector("#upload-progress");
  const type = file.name.toLowerCase().endsWith(".zip") ? "application/zip" : "application/x-ndjson";
  bar.hidden = false;
  bar.value = 0;
  try {
    const query = new URLSearchParams({ ...parameters, name: file.name.slice(-200) });
    const job = await upload(`/v1/jobs?${query}`, file, type, (part) => { bar.value = part; });
    tell(`已收下 ${job.total} 篇`);
    show(job, true);
    watch(job);
  } finally {
    bar.hidden = true;
  }
}

export async function refresh() {
  const { jobs } = await (await request("/v1/jobs")).json();
  // Newest first. A job sent while this list was on its way is not in it, and stays above it.
  for (const job of jobs) {
    // What is watched is known better than by this list, which may be older.
    if (!watched.has(job.id)) {
      show(job);
      if (!ended(job)) watch(job);
    }
    list.append(items.get(job.id));
  }
}

const ended = (job) => job.state === "finished" || job.state === "cancelled";

async function watch(job) {
  watched.add(job.id);
  try {
    while (!ended(job)) {
      job = await follow(job);
      // The service may be restarting; the job goes on with it.
      if (!ended(job)) await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  } catch (error) {
    if (error.status === 404) forget(job.id);
  } finally {
    watched.delete(job.id);
  }
}

// Shows what happens to the job until its events end or break off; fails only where asking again is of no use.
async function follow(job) {
  try {
    for await (const state of events(job.events)) {
      job = state;
      show(job);
    }
  } catch (error) {
    if (error.status === 404 || error.status === 401) throw error;
  }
  return job;
}

function show(job, first = false) {
  let item = items.get(job.id);
  if (!item) {
    item = element("li");
    items.set(job.id, item);
    if (first) list.prepend(item);
    else list.append(item);
  }
  const finished = job.done + job.failed;
  const details = [`${finished} / ${job.total} 篇`];
  if (job.state === "running" && job.rate) details.push(`每秒 ${job.rate} 篇`);
  if (job.eta_seconds && !ended(job)) details.push(`约剩 ${duration(job.eta_seconds)}`);
  const bar = element("div", {
    className: "job-bar",
    children: [
      element("strong", { text: job.name ?? "未命名的任务" }),
      element("span", { className: "note", text: [STATES[job.state] ?? job.state, ...details].join(" · ") }),
    ],
  });
  const actions = element("div", {
    className: "job-bar",
    children: [
      element("span", { className: "note when", text: `${when(job.created_at)} 提交${job.expires_at ? `，保留到 ${when(job.expires_at)}` : ""}` }),
      ...(job.failed ? [link(job, "csv", `${job.failed} 篇未成功`, "&only=failed")] : []),
      ...(finished ? [link(job, "csv", "下载表格"), link(job, "jsonl", "下载 JSONL")] : []),
      element("button", { type: "button", className: "quiet", text: ended(job) ? "删除" : "取消", onclick: () => remove(job) }),
    ],
  });
  const progress = element("progress", { max: String(job.total), "aria-label": "进度" });
  progress.value = finished;
  item.replaceChildren(bar, progress, actions);
  document.querySelector("#no-jobs").hidden = items.size > 0;
}

function link(job, format, text, query = "") {
  const href = `${job.results}?format=${format}${query}`;
  if (!hasKey()) return element("a", { className: "quiet", href, text, download: "" });
  // A plain link cannot carry the key.
  return element("button", {
    type: "button", className: "quiet", text,
    onclick: async () => {
      const blob = await (await request(href)).blob();
      const anchor = element("a", { href: URL.createObjectURL(blob), download: `summaries-${job.id.slice(0, 8)}.${format}` });
      anchor.click();
      URL.revokeObjectURL(anchor.href);
    },
  });
}

async function remove(job) {
  try {
    await request(`/v1/jobs/${job.id}`, { method: "DELETE" });
    if (ended(job)) forget(job.id);
    else show(await (await request(`/v1/jobs/${job.id}`)).json());
  } catch (error) {
    tell(error.message, true);
  }
}

function forget(id) {
  items.get(id)?.remove();
  items.delete(id);
  document.querySelector("#no-jobs").hidden = items.size > 0;
}

const when = (time) => new Date(time).toLocaleString("zh-CN", { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });
const duration = (seconds) => (seconds < 60 ? `${Math.ceil(seconds)} 秒` : seconds < 5400 ? `${Math.round(seconds / 60)} 分钟` : `${(seconds / 3600).toFixed(1)} 小时`);
