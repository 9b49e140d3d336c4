// How each channel wants its text, and whether it fits.

import { element, length } from "./text.js";

const point = (field) => field.said + field.text;

const CHANNELS = [
  { name: "公众号", preset: "wechat", compose: ({ headline, summary, points }) => [headline, summary, ...points.map((text, index) => `${index + 1}. ${text}`)].join("\n") },
  { name: "微博", preset: "weibo", compose: ({ headline, summary }) => `【${headline}】${summary}` },
  { name: "推送", preset: "push", compose: ({ headline, summary }) => `${headline}\n${summary}` },
  { name: "短信", preset: "sms", compose: ({ headline, summary }) => `${headline}。${summary}`.replace(/[。！？]。/u, "。") },
  { name: "只要标题", compose: ({ headline }) => headline },
  { name: "只要要点", compose: ({ points }) => points.map((text, index) => `${index + 1}. ${text}`).join("\n") },
];

/** Draws the copy buttons; `say` announces what happened. */
export function drawChannels(container, fields, presets, say) {
  const parts = {
    headline: fields.find((field) => field.name === "headline")?.text ?? "",
    summary: fields.find((field) => field.name === "summary")?.text ?? "",
    points: fields.filter((field) => field.name.startsWith("keypoints")).map(point),
  };
  container.replaceChildren(...CHANNELS.filter(({ name }) => name !== "只要要点" || parts.points.length).map((channel) => {
    const text = channel.compose(parts);
    const limit = presets[channel.preset]?.total_chars;
    const count = element("span", { className: "count", text: limit ? `${length(text)} / ${limit}` : `${length(text)} 字` });
    count.classList.toggle("over", Boolean(limit) && length(text) > limit);
    return element("button", {
      type: "button",
      children: [document.createTextNode(channel.name), count],
      onclick: async (event) => {
        const button = event.currentTarget;
        await copy(text);
        button.classList.add("done");
        setTimeout(() => button.classList.remove("done"), 1500);
        const over = limit && length(text) > limit ? `，但超出 ${length(text) - limit} 字` : "";
        say(`已复制“${channel.name}”${over}`, Boolean(over));
      },
    });
  }));
}

async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // Inside a newsroom the page is often served over plain HTTP, where browsers hide the clipboard.
  const area = element("textarea", { className: "sr" });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
