// Talking to the service: JSON in and out, problems as Chinese sentences, the key when one is asked for.

const MESSAGES = {
  empty_input: "还没有内容，请先粘贴正文。",
  no_article: "没有找到新闻正文，看起来只有导航、广告之类的内容。",
  not_chinese: "这似乎不是中文新闻。",
  too_short: "正文太短，没有可以概括的内容。",
  too_long: "正文太长，请分成几篇。",
  body_too_large: "文件太大。",
  binary_input: "这是图片、文档或压缩包，不是文本。请把正文复制出来粘贴。",
  undecodable_input: "认不出文件的编码，请把正文复制出来粘贴。",
  invalid_text: "文本里有无法识别的字符。",
  queue_full: "现在排队的人太多，请稍后再试。",
  too_many_jobs: "未完成的任务太多，请等一个完成。",
  deadline_exceeded: "超过了等待时间，请再试一次。",
  loading: "模型还在加载，请过几秒再试。",
  draining: "服务正在重启，请过几秒再试。",
  model_failed: "模型没有加载成功，请联系管理员。",
  unauthorized: "密钥不对，请再输入一次。",
  unreadable_archive: "压缩包损坏或已加密，没有收下任何内容。",
  unsafe_archive: "压缩包里有不安全的内容，没有收下任何内容。",
  archive_too_large: "压缩包解开后太大，请分成几个。",
  too_many_documents: "篇数太多，请分成几个文件。",
  unsupported_media_type: "请上传 zip 或 jsonl 文件。",
  invalid_option: "字数要求互相矛盾，请调整。",
  job_not_found: "这个任务已经过期或被删除。",
  database_unavailable: "任务数据库暂时连不上，请稍后再试。",
};

export class ServiceError extends Error {
  constructor(code, status, detail) {
    super(MESSAGES[code] ?? `服务出错了（${detail ?? code}）。`);
    this.code = code;
    this.status = status;
  }
}

let key = sessionStorage.getItem("api-key");
export const hasKey = () => Boolean(key);
export const headers = () => (key ? { Authorization: `Bearer ${key}` } : {});

export async function problemOf(response) {
  const problem = await response.json().catch(() => ({}));
  return new ServiceError(problem.code ?? "unknown", response.status, problem.detail);
}

/** A response, after asking for the key if it takes one. */
export async function request(path, options = {}) {
  for (;;) {
    let response;
    try {
      response = await fetch(path, { ...options, headers: { ...headers(), ...options.headers } });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new ServiceError("offline", 0, "连不上服务");
    }
    if (response.ok) return response;
    if (response.status !== 401 || !(await askForKey())) throw await problemOf(response);
  }
}

export async function post(path, body, signal) {
  const options = { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" }, signal };
  return (await request(path, options)).json();
}

let asking = null;

/** Asks for the key once, however many requests wait for it; false when the user closes the dialog. */
export function askForKey() {
  asking ??= new Promise((resolve) => {
    const dialog = document.querySelector("#key-dialog");
    const input = dialog.querySelector("input");
    input.value = "";
    dialog.returnValue = "";
    dialog.addEventListener("close", () => {
      asking = null;
      const given = dialog.returnValue === "ok" && input.value.trim();
      if (given) {
        key = given;
        sessionStorage.setItem("api-key", key);
      }
      resolve(Boolean(given));
    }, { once: true });
    dialog.showModal();
  });
  return asking;
}

/** The data of each server-sent event. EventSource could not send the key. */
export async function* events(path, signal) {
  const response = await request(path, { signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    buffer += value;
    const blocks = buffer.split("\n\n");
    buffer = blocks.pop();
    for (const block of blocks) {
      const data = block.split("\n").filter((line) => line.startsWith("data:")).map((line) => line.slice(5).trim());
      if (data.length) yield JSON.parse(data.join("\n"));
    }
  }
}

/** Uploads a file, telling how far it is; `fetch` could not tell. */
export async function upload(path, file, type, onProgress) {
  for (;;) {
    const sent = await new Promise((resolve, reject) => {
      const xhr = new XMLHttpRequest();
      xhr.open("POST", path);
      xhr.setRequestHeader("Content-Type", type);
      for (const [name, value] of Object.entries(headers())) xhr.setRequestHeader(name, value);
      xhr.upload.addEventListener("progress", (event) => onProgress(event.loaded / event.total));
      xhr.addEventListener("load", () => resolve(xhr));
      xhr.addEventListener("error", () => reject(new ServiceError("offline", 0, "连不上服务")));
      xhr.send(file);
    });
    if (sent.status < 300) return JSON.parse(sent.responseText);
    if (sent.status === 401 && (await askForKey())) continue;
    throw await problemOf(new Response(sent.responseText, { status: sent.status }));
  }
}
