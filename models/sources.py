"""From the corpora's records to training pairs: one small reader per kind of source.

A pair is (task, source text, target text). Readers know the habits of one publisher each; what
holds for all of them (support by the source, overlap with the dev files) is in `prepare_data.py`.
"""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.modeling.control import Task
from summarizer.modeling.normalize import normalize_text
from summarizer.text.bylines import byline_end

Record = dict[str, Any]

COLUMN_TAG = re.compile(r"^(?:【[^】]*】|\[[^\]]*\]|〔[^〕]*〕)+\s*")
# 央视网消息（新闻联播）：… would become a cue for one publisher's style.
BROADCAST_BYLINE = re.compile(r"^(?:中国网络电视台|央视网|本台)消息\s*(?:[(（]新闻联播[)）])?\s*[:：,，]\s*")
EDITOR_LINE = re.compile(r"\n?[(（](?:视频|文字)?编辑[^\n]*[)）]\s*$")
BULLETIN_TITLE = re.compile(r"^(?:国内|国际)?联播(?:国际|国内)?快讯$")
NUMBERED_POINT = re.compile(r"[(（]\s*\d{1,2}\s*[)）]\s*")
SENTENCE = re.compile(r"[^。！？\n]+[。！？]?[”’）]*")
FINAL_MARKS = "。！？；：”）…"

# 原标题：… is followed by the body with no line break; these words begin a body, not a title.
_OUTLETS = (
    "本报|新华社|中新社|中新网|央广网|人民网|红网|千龙网|东方网|大众网|齐鲁网|极目新闻|封面新闻|澎湃新闻|羊城晚报|"
    "北京日报|北京青年报|新京报|中国青年报|农民日报|科技日报|光明日报|经济日报|工人日报|法治日报|湖北日报|新华日报|"
    "南方日报|南方农村报|上观新闻|九派新闻|上游新闻|潮新闻|扬子晚报|现代快报|每日经济新闻|界面新闻|财联社|证券时报|"
    "中国经济网|中国新闻网|中国日报|金台资讯|海报新闻|长江日报|楚天都市报|大河网|河北新闻网|四川在线|华龙网|川观新闻|"
    "新民晚报|环球网|央视新闻|来源|记者|通讯员|文/|作者|编者按"
)
_BODY_START = re.compile(
    rf"(?:{_OUTLETS})|近日|日前|近期|昨日|今日|今天|昨天|为(?:进一步|深入|切实|全面|扎实|积极|了)|"
    r"(?:20\d\d年)?\d{1,2}月\d{1,2}日|据[^，。]{2,14}(?:消息|报道|介绍)"
)
_OUTLET = re.compile(_OUTLETS)
_TITLE_TAIL = re.compile(r"(?:截至|本文转自.*|当地时间.*)$")
# Written by programs from price tables, thousands to one pattern.
_TICKER = re.compile(r"股票行情|基金净值|大宗交易|港股通|收盘[涨跌]|净[买卖流]|ETF|融资余额|（\d{6}）|\.HK")


@dataclass(frozen=True)
class Pair:
    """One training pair, texts normalized.

    Attributes:
        task: What the decoder is asked for.
        source: The text to read.
        target: The text to write.
        origin: Name of the corpus, kept for the mix and the counts on the model card.
    """

    task: Task
    source: str
    target: str
    origin: str


def read_records(path: Path) -> Iterator[Record]:
    """Yield the records of a JSONL file, lzma-compressed or not."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def clean_body(body: str) -> str:
    """Drop the byline, as the library's pipeline does, and the editors' line; keep the paragraphs."""
    body = EDITOR_LINE.sub("", BROADCAST_BYLINE.sub("", body)).strip()
    return body[byline_end(body.split("\n", 1)[0]) :].strip() or body


def clean_title(title: str) -> str:
    """Normalize a title and strip its column names: the body does not support them."""
    return normalize_text(COLUMN_TAG.sub("", title.strip()))


def bulletin_items(body: str) -> Iterator[tuple[str, str]]:
    """Yield (sub-headline, paragraph) of a bulletin: a line without a final mark starts an item."""
    heading, paragraph = "", []
    for line in (line.strip() for line in clean_body(body).split("\n")):
        if not line:
            continue
        if line[-1] not in FINAL_MARKS and len(line) <= 45:
            if heading and paragraph:
                yield heading, "\n".join(paragraph)
            heading, paragraph = line, []
        else:
            paragraph.append(line)
    if heading and paragraph:
        yield heading, "\n".join(paragraph)


def is_bulletin(record: Record) -> bool:
    return bool(BULLETIN_TITLE.match(record["title"].strip()))


def bigram_recall(target: str, source: str) -> float:
    """Share of the character bigrams of `target` that occur in `source`."""
    pairs = {target[i : i + 2] for i in range(len(target) - 1)}
    return sum(pair in source for pair in pairs) / max(1, len(pairs))


def broadcast(record: Record, origin: str) -> Iterator[Pair]:
    """Evening news: title → headline; bulletins and many-pointed briefs → key points."""
    body = clean_body(record["body"])
    if is_bulletin(record):
        for heading, paragraph in bulletin_items(body):
            yield Pair("keypoint", normalize_text(paragraph), normalize_text(heading), f"{origin}/bulletin")
        return
    source, title = normalize_text(body), clean_title(record["title"])
    yield Pair("headline", source, title, origin)
    brief = (record.get("brief") or "").strip()
    if NUMBERED_POINT.search(brief):
        paragraphs = [normalize_text(paragraph) for paragraph in body.split("\n") if len(paragraph) >= 20]
        for point in NUMBERED_POINT.split(brief)[1:]:
            point = normalize_text(point.strip(" ；;。\n"))
            if paragraphs:
                best = max(paragraphs, key=lambda paragraph: bigram_recall(point, paragraph))
                yield Pair("keypoint", best, point, f"{origin}/brief")
    elif 28 <= len(brief) <= 150 and bigram_recall(brief, title) < 0.6:
        # A brief that says more than the title is a one-sentence summary.
        yield Pair("summary", source, normalize_text(brief), f"{origin}/brief")


def titled(record: Record, origin: str) -> Iterator[Pair]:
    """Any archive with title and body."""
    body = record.get("body") or record.get("text") or ""
    if record.get("title") and body:
        yield Pair("headline", normalize_text(clean_body(body)), clean_title(record["title"]), origin)


def run_in_title(record: Record, origin: str) -> Iterator[Pair]:
    """Crawled pages without a title field: some bodies begin with 原标题：… run into the text."""
    body = re.sub(r"^原标题\s*[:：]\s*", "", record["body"])
    if body == record["body"]:
        return
    starts = [match.start() for match in _BODY_START.finditer(body[:60]) if match.start() >= 9]
    spaces = [
        match.end()
        for match in re.finditer(r"\s+", body[:60])
        if match.start() >= 9 and not re.search(r"\s", body[match.end() : match.end() + 24])
    ]
    cuts = starts[:1] or spaces[:1]
    if cuts:
        title, rest = body[: cuts[0]].strip(" ，,:：\n\u3000"), body[cuts[0] :]
        title = _TITLE_TAIL.sub("", title)
        dated_title = re.match(r"\S{3,20}\s", rest[:20]) and _OUTLET.search(rest[:32])
        if (
            title[-1:] not in "。；、"
            and not _TICKER.search(title)
            and not (rest[0].isdigit() and dated_title)
        ):
            yield Pair("headline", normalize_text(clean_body(rest)), clean_title(title), origin)


def annotated(record: Record, origin: str) -> Iterator[Pair]:
    """Annotated meeting reports: headline, summary, and key points with verbatim evidence."""
    body = record["body"]
    source = normalize_text(clean_body(body))
    yield Pair("headline", source, normalize_text(record["headline"]), f"{origin}/headline")
    yield Pair("summary", source, normalize_text(record["summary"]), f"{origin}/summary")
    sentences = [(match.start(), match.end()) for match in SENTENCE.finditer(body)]
    for index, point in enumerate(record["keypoints"]):
        start = body.find(point["evidence"])
        if start < 0:
            continue
        end = start + len(point["evidence"])
        inside = [i for i, (left, right) in enumerate(sentences) if left < end and right > start]
        if not inside:
            continue
        # Every second point reads a sentence of context too, as paragraphs at inference have it.
        context = index % 2
        left = sentences[max(0, inside[0] - context)][0]
        right = sentences[min(len(sentences) - 1, inside[-1])][1]
        yield Pair(
            "keypoint", normalize_text(body[left:right]), normalize_text(point["text"]), f"{origin}/keypoint"
        )


READERS: dict[str, Callable[[Record, str], Iterator[Pair]]] = {
    "broadcast": broadcast,
    "titled": titled,
    "run_in_title": run_in_title,
    "annotated": annotated,
}
