"""What crawlers glue to the front and the end of a body: headlines, captions, credits, remains of the page.

A headline taken from the front is handed on as the title; everything else is listed as dropped.
"""

import dataclasses
import re

from summarizer.article.chrome import is_caption, is_credit, last_fragment, strip_inside, tail_start
from summarizer.article.metadata import Imprint, parse_moment, read_imprint
from summarizer.text.bylines import byline_end, find_byline

#: A headline or captions before the byline take at most this many characters.
LONGEST_HEAD_CHARS = 170
#: Captions before the byline take at most this many characters together.
LONGEST_CAPTIONS_CHARS = 120
#: Bigrams of a glued headline that must occur again in the article before it is taken for one.
HEADLINE_OVERLAP = 0.5

_IMPRINT = re.compile(
    r"^(?P<date>20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s\d{1,2}:\d{2}(?::\d{2})?)?)\s?"
    r"来源[:：]\s?(?P<source>[^\s，。]{2,20})\s?[，,]?\s?(?:正文[:：]\s?)?"
)
TITLE_LABEL = re.compile(r"^(?:原标题|原題|标题|主标题|題目|题目|標題)[:：]\s?")
# A post of a social network: #topic#【headline】text.
_BRACKETED_TITLE = re.compile(r"^(?:#[^#\n]{1,30}#\s?)*【(?P<title>[^】\n]{6,80})】\s?(?=[^】\n]{20})")
_BODY_LABEL = re.compile(r"^(?:正文|全文|内文)[:：]\s?")
_LEAD_DATE = re.compile(
    r"(?:据[^，。]{2,14}，)?(?:当地时间|北京时间)?(?<![于在至从为自到据年月日定、，,。；：:（(《“\d—~-])(?:\d{1,2}月)?\d{1,2}日"
    r"(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚间|晚上|晚)?[，,]"
)
_CAPTION_MARK = re.compile(r"(?:摄|供图|资料图|图片来源[^）)]*[）)]|图片取自[^）)]*[）)]|现场。?|图)$")
_LONGEST_CAPTION = re.compile(r"[^。]{46,}")
_PEN_NAME = re.compile(r"^[（(][\u4e00-\u9fff]{1,4}[）)]$")


@dataclasses.dataclass(slots=True)
class Unglued:
    """A body freed of what was glued to it.

    Attributes:
        paragraphs: what is left.
        title: the headline found at its front.
        imprint: source and time found at its front or end.
        dropped: the pieces left out, verbatim.
    """

    paragraphs: list[str]
    title: str | None = None
    imprint: Imprint = dataclasses.field(default_factory=Imprint)
    dropped: list[str] = dataclasses.field(default_factory=list)


def unglue(paragraphs: list[str]) -> Unglued:
    """Takes glued pieces off the front of the first and the end of the last paragraph, and advertisements."""
    result = Unglued([])
    for paragraph in paragraphs:
        kept, found = strip_inside(paragraph)
        result.dropped += found
        if kept.strip():
            result.paragraphs.append(kept.strip())
    if result.paragraphs:
        _unglue_front(result)
    _unglue_end(result)
    return result


def _unglue_front(result: Unglued) -> None:
    text = result.paragraphs[0]
    imprint = _IMPRINT.match(text)
    if imprint:
        result.imprint = Imprint(imprint["source"], parse_moment(imprint["date"]))
        text = text[imprint.end() :]
    label = TITLE_LABEL.match(text) or _BODY_LABEL.match(text)
    if label:
        result.dropped.append(label[0])
        text = text[label.end() :]
    bracketed = _BRACKETED_TITLE.match(text)
    if bracketed and not byline_end(text):
        result.title = bracketed["title"].strip()
        result.dropped.append(bracketed[0].replace(bracketed["title"], ""))
        text = text[bracketed.end() :]
    doubled = _doubled_head(text)
    if doubled:
        if result.title is None:
            result.title = text[:doubled].strip()
        else:
            result.dropped.append(text[:doubled].strip())
        text = text[doubled:].lstrip()
    byline = find_byline(text, LONGEST_HEAD_CHARS)
    if byline and byline.start:
        if _may_stand_before_byline(text[: byline.start]):
            _take_head(result, text[: byline.start])
            text = text[byline.start :]
    elif not byline:
        start = _lead_start(text, trusted=bool(imprint or (label and TITLE_LABEL.match(label[0])) or doubled))
        if start:
            _take_head(result, text[:start])
            text = text[start:]
    if text.strip():
        result.paragraphs[0] = text
    else:
        result.paragraphs.pop(0)


def _take_head(result: Unglued, head: str) -> None:
    """A headline becomes the title; captions and a headline already known are dropped."""
    head = head.strip()
    if result.title is None and "。" not in head and not _CAPTION_MARK.search(head) and len(head) >= 6:
        result.title = head
    else:
        result.dropped.append(head)


def _doubled_head(text: str) -> int:
    """Length of a headline that a crawler wrote twice, blank included; 0 when there is none."""
    for size in range(min(100, len(text) // 2), 7, -1):
        head = text[:size]
        if text.startswith(head, size) and "。" not in head and len(set(head)) > 5:
            return size
    return 0


def _may_stand_before_byline(head: str) -> bool:
    """A headline, or captions: a few short sentences. Anything else is an article quoting another."""
    if "。" in head:
        return len(head) <= LONGEST_CAPTIONS_CHARS and not _LONGEST_CAPTION.search(head)
    return len(head.strip()) >= 8


def _lead_start(text: str, trusted: bool) -> int:
    """Where 8月12日晚， begins a report right after a headline or caption without any mark between; else 0.

    Taken only when the words before it are a caption, or say again what the article says.
    """
    match = _LEAD_DATE.search(text, 8, LONGEST_HEAD_CHARS)
    if not match:
        return 0
    head = text[: match.start()]
    if _CAPTION_MARK.search(head) and not _LONGEST_CAPTION.search(head):
        return match.start()
    if "。" in head or len(head.strip()) < 10 or head.rstrip().endswith(("，", "、", "：", "；")):
        return 0
    return match.start() if trusted or _overlap(head, text[match.end() :]) >= HEADLINE_OVERLAP else 0


def _overlap(head: str, text: str) -> float:
    words = re.findall(r"[\u3400-\u9fff]{2,}", head)
    bigrams = [word[at : at + 2] for word in words for at in range(len(word) - 1)]
    return sum(bigram in text for bigram in bigrams) / len(bigrams) if bigrams else 0.0


def _unglue_end(result: Unglued) -> None:
    while result.paragraphs:
        last = result.paragraphs[-1]
        start = tail_start(last)
        if start == len(last):
            start = _credit_start(last)
        if start == len(last):
            return
        piece = last[start:].strip()
        result.imprint = result.imprint.or_else(read_imprint(piece) or Imprint())
        result.dropped.append(piece)
        last = last[:start].rstrip()
        if last:
            result.paragraphs[-1] = last
        else:
            result.paragraphs.pop()


def _credit_start(paragraph: str) -> int:
    """Where credits after the last full stop start; the paragraph's length when the rest is prose."""
    start = last_fragment(paragraph)
    fragment = paragraph[start:].strip()
    if not fragment:
        return len(paragraph)
    if is_credit(fragment) or byline_end(fragment) == len(fragment) or (start and _PEN_NAME.match(fragment)):
        return start
    if not start and is_caption(fragment):
        return start
    return len(paragraph)
