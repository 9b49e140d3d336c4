// The article as the service read it, with the evidence of one sentence highlighted.

import { element, length, pieces } from "./text.js";

const pane = document.querySelector("#source");
const container = document.querySelector("#source-text");
let paragraphs = [];

export function showSource(article) {
  container.replaceChildren();
  if (article.title) container.append(element("p", { className: "title", text: article.title }));
  const meta = [article.source, article.published_at?.slice(0, 16).replace("T", " ")].filter(Boolean).join("　");
  if (meta) container.append(element("p", { className: "meta", text: meta }));
  let start = 0;
  paragraphs = article.body.split("\n").map((text) => {
    const node = element("p", { text });
    container.append(node);
    const paragraph = { text, node, start, end: start + length(text), marked: false };
    start = paragraph.end + 1;
    return paragraph;
  });
  container.scrollTop = 0;
  document.querySelector("#source-note").textContent = `${length(article.body)} 字`;
}

/** Highlights spans of the body and brings the first into view. Only paragraphs that change are drawn anew. */
export function highlight(spans) {
  for (const paragraph of paragraphs) {
    const inside = spans
      .filter((span) => span.start < paragraph.end && span.end > paragraph.start)
      .map((span) => ({ start: span.start - paragraph.start, end: span.end - paragraph.start }));
    if (!inside.length && !paragraph.marked) continue;
    paragraph.marked = inside.length > 0;
    paragraph.node.replaceChildren(
      ...pieces(paragraph.text, inside).map((piece) =>
        piece.ranges.length ? element("mark", { text: piece.text }) : document.createTextNode(piece.text)),
    );
  }
  const first = container.querySelector("mark");
  if (!first) return;
  const box = container.getBoundingClientRect();
  const mark = first.getBoundingClientRect();
  const top = container.scrollTop + mark.top - box.top - box.height / 3;
  container.scrollTo({ top, behavior: behavior() });
}

/** On a phone the source covers the lower half while the evidence of `sentence` is looked at; null lowers it. */
export function raise(sentence) {
  pane.classList.toggle("raised", sentence !== null);
  if (sentence && matchMedia("(max-width: 56rem)").matches) {
    scrollBy({ top: sentence.getBoundingClientRect().top - innerHeight / 4, behavior: behavior() });
  }
}

const behavior = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
