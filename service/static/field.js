// One field of the output: headline, summary or a key point. Shown by sentences, edited in place, checked after.

import { post } from "./api.js";
import { highlight, raise } from "./source.js";
import { element, length, pieces, pointOffset, replaced } from "./text.js";

const KINDS = {
  name: "姓名", post: "职务", speaker: "讲话人", number: "数字", date: "日期", place: "地点", organisation: "单位",
  quotation: "引语", negation: "肯定否定", direction: "增减", order: "排序", lexicon: "用语", unsupported: "说法",
};
const CHECK_DELAY = 350;

export class Field {
  /** `article` is the source; `onChange` is called whenever text or findings change. */
  constructor({ name, label, text, limit, speaker = null, evidence = [], findings = [] }, article, onChange) {
    Object.assign(this, { name, label, text, limit, speaker, findings, article, onChange });
    this.sentences = [{ start: 0, end: length(text), evidence }];
    this.busy = false;
    this.edited = false;
    this.editor = null;
    this.count = element("output", { className: "count" });
    this.toggle = element("button", { type: "button", className: "quiet", text: "编辑", onclick: () => this.edit() });
    this.toggle.setAttribute("aria-label", `编辑${label}`);
    this.body = element("div", { className: "text" });
    this.list = element("ul", { className: "findings" });
    const bar = element("div", { className: "field-bar", children: [element("h2", { text: label }), this.count, this.toggle] });
    this.node = element("section", { className: "field", "data-name": name, "aria-label": label, children: [bar, this.body, this.list] });
    this.draw();
  }

  setLimit(limit) {
    this.limit = limit;
    this.drawCount();
  }

  draw() {
    this.drawCount();
    this.drawFindings();
    if (!this.editor) this.drawText();
  }

  /** Who says it, where the text itself does not name him: 省委书记胡某：再创辉煌 needs no second 胡某. */
  get said() {
    return this.speaker && !this.text.includes(this.speaker) ? `${this.speaker}：` : "";
  }

  drawCount() {
    const used = length(this.text);
    this.count.textContent = this.limit ? `${used} / ${this.limit} 字` : `${used} 字`;
    this.count.classList.toggle("over", Boolean(this.limit) && used > this.limit);
  }

  drawText() {
    const focused = [...this.body.querySelectorAll(".sentence")].indexOf(document.activeElement);
    const parts = this.said ? [element("span", { className: "speaker", text: this.said })] : [];
    for (const sentence of this.sentences) {
      const inside = this.findings
        .filter((finding) => finding.start < sentence.end && finding.end > sentence.start);
      const node = element("span", {
        className: sentence.evidence.length ? "sentence" : "sentence bare",
        tabindex: "0",
        role: "button",
        title: sentence.evidence.length ? "查看原文依据" : "原文里没有找到依据",
        onpointerenter: (event) => event.pointerType === "mouse" && this.point(node, sentence),
        onfocus: () => this.point(node, sentence),
        // In this order: on a phone there is nothing to scroll in before the source has risen.
        onclick: () => { raise(sentence.evidence.length ? node : null); this.point(node, sentence); },
        ondblclick: () => this.edit(),
        onkeydown: (event) => this.key(event),
        children: pieces(this.text, inside)
          .filter((piece) => overlaps(piece, sentence))
          .map((piece) => this.piece(piece, sentence)),
      });
      parts.push(node);
    }
    this.body.replaceChildren(...parts);
    // The check may answer while the keyboard is at one of these sentences.
    if (focused >= 0) this.body.querySelectorAll(".sentence")[Math.min(focused, this.sentences.length - 1)].focus({ preventScroll: true });
  }

  piece(piece, sentence) {
    const start = Math.max(piece.start, sentence.start);
    const text = Array.from(piece.text).slice(start - piece.start, Math.min(piece.end, sentence.end) - piece.start).join("");
    return piece.ranges.length
      ? element("span", { className: "finding", text, title: piece.ranges[0].message })
      : document.createTextNode(text);
  }

  drawFindings() {
    this.list.replaceChildren(...this.findings.map((finding) => {
      const item = element("li", {
        children: [
          element("span", { className: "kind", text: KINDS[finding.kind] ?? "核对" }),
          element("span", { text: finding.message }),
        ],
      });
      if (finding.suggestion !== null) {
        const text = finding.suggestion ? `改为“${finding.suggestion}”` : "删去";
        item.append(element("button", { type: "button", text, onclick: () => this.accept(finding) }));
      }
      return item;
    }));
    this.list.hidden = !this.findings.length;
  }

  /** Shows a sentence's evidence in the source. */
  point(node, sentence) {
    for (const other of document.querySelectorAll(".sentence.shown")) other.classList.remove("shown");
    node?.classList.add("shown");
    highlight(sentence.evidence);
  }

  key(event) {
    const all = [...document.querySelectorAll(".sentence")];
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step) {
      event.preventDefault();
      all[all.indexOf(event.currentTarget) + step]?.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (event.key === "Enter") this.edit();
    }
  }

  edit() {
    if (this.editor) {
      this.finish();
      return;
    }
    raise(null);
    this.editor = element("textarea", {
      rows: "2", spellcheck: "false", "aria-label": this.label,
      oninput: () => this.changed(),
      onselectionchange: () => this.follow(),
      onkeyup: () => this.follow(),
      onclick: () => this.follow(),
      onkeydown: (event) => {
        if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) this.finish();
      },
    });
    this.editor.value = this.text;
    this.body.replaceChildren(this.editor);
    this.toggle.textContent = "完成";
    this.editor.focus();
  }

  finish() {
    this.editor = null;
    this.toggle.textContent = "编辑";
    this.drawText();
    this.toggle.focus();
  }

  changed() {
    this.edited = true;
    this.text = this.editor.value;
    this.drawCount();
    this.recheck(CHECK_DELAY);
  }

  /** While editing, the evidence follows the caret. */
  follow() {
    if (!this.editor) return;
    const caret = pointOffset(this.text, this.editor.selectionStart);
    const sentence = this.sentences.find((one) => one.start <= caret && caret <= one.end);
    if (sentence) highlight(sentence.evidence);
  }

  accept(finding) {
    this.edited = true;
    this.text = replaced(this.text, finding.start, finding.end, finding.suggestion);
    if (this.editor) this.editor.value = this.text;
    this.recheck(0);
  }

  /** Checks the text as it is now; an older check still on its way is forgotten. */
  async recheck(delay) {
    this.pending?.abort();
    const { signal } = (this.pending = new AbortController());
    this.busy = true;
    this.onChange();
    await new Promise((resolve) => setTimeout(resolve, delay));
    if (signal.aborted) return;
    try {
      const text = this.text;
      if (text.trim()) {
        const body = { article: { body: this.article.body, title: this.article.title }, text, speaker: this.speaker };
        const answer = await post("/v1/checks", body, signal);
        this.findings = answer.findings;
        this.sentences = covering(answer.sentences, length(text));
      } else {
        this.findings = [];
        this.sentences = [{ start: 0, end: length(text), evidence: [] }];
      }
      this.busy = false;
      this.draw();
      this.onChange();
    } catch (error) {
      if (error.name === "AbortError") return;
      this.busy = false;
      this.onChange(error);
    }
  }
}

const overlaps = (a, b) => a.start < b.end && a.end > b.start;

/** Sentences that leave no character out, so that the text on the page is the whole text. */
function covering(sentences, total) {
  if (!sentences.length) return [{ start: 0, end: total, evidence: [] }];
  return sentences.map((sentence, index) => ({
    ...sentence,
    start: index ? sentences[index].start : 0,
    end: index + 1 < sentences.length ? sentences[index + 1].start : total,
  }));
}
