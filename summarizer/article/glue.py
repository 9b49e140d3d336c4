"""What crawlers glue to the front and the end of a body, or leave inside it: headlines, publishers, captions, credits,
remains of the page, further items.

A headline taken from the front is handed on as the title; everything else is listed as dropped.
"""

import dataclasses
import re
from collections.abc import Callable
from functools import cache

from summarizer.article.appended import strip_appended
from summarizer.article.chrome import is_caption, is_credit, last_fragment, strip_inside, tail_start
from summarizer.article.metadata import Imprint, parse_moment, read_imprint
from summarizer.article.pictures import strip_pictures
from summarizer.article.refrains import strip_refrain
from summarizer.text.bylines import byline_end, find_byline, outlet_name
from summarizer.text.credits import TAKEN
from summarizer.text.lexicon import load_words

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
_LEAD_OUTLET = re.compile(
    r"^(?P<outlet>[^\s，。：:]{2,8}) (?=近日|近期|日前|今年|今天|昨天|\d{1,2}月|\d{1,2}日)"
)
_BODY_LABEL = re.compile(r"^(?:正文|全文|内文)[:：]\s?")
_LEAD_DATE = re.compile(
    r"(?:据[^，。]{2,14}，)?(?:当地时间|北京时间)?(?<![于在至从为自到据年月日定、，,。；：:（(《“\d—~-])"
    r"(?:(?:20\d\d年)?(?:\d{1,2}月)?\d{1,2}日(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚间|晚上|晚)?|近日|日前)[，,]"
)
# After 原标题： a headline stands whatever it says, and its report may open without a day: 推进会为进一步……,近日……
_LEAD_WORDS = re.compile(
    r"(?<![于在至从为自到据、，,。；：:（(《“])(?:为(?:进一步|深入|全面|切实|认真|扎实|有效|贯彻|落实|持续|积极|了)"
    r"|(?:记者|通讯员) [\u3400-\u9fff]{2,3}(?=\d{1,2}月\d{1,2}日))"
    # 学子调研“江湖锁钥”在长江中下游段，……
    r"|(?<=[”！？》])(?=在[^，。；”]{2,14}，)"
)
_CAPTION_MARK = re.compile(rf"(?:{TAKEN}|供图|资料图|图片来源[^）)]*[）)]|图片取自[^）)]*[）)]|现场。?|图)$")
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


@cache
def _source_label() -> re.Pattern[str]:
    """来源：人民网－山东频道 转自：某证券报（记者 甲乙）"""
    return re.compile(
        rf"(?:来源|转自|稿源|文章来源|信息来源)[:：] ?(?P<source>{outlet_name()}(?:[－—-]{{1,2}}[\u3400-\u9fff]{{2,4}}频道)?)"
        r"(?:网站|站|官网|微信公众号|公众号)? ?(?:[（(][^（）()\n]{0,40}[）)])? ?(?:原创稿 ?)?(?=[^\s])"
    )


def unglue(paragraphs: list[str]) -> Unglued:
    """Takes glued pieces off the front of the first and the end of the last paragraph, and advertisements."""
    result = Unglued(paragraphs)
    _strip_each(result, strip_inside)
    _unglue_appended(result)
    if result.paragraphs:
        _unglue_front(result)
    _strip_each(result, strip_pictures)
    _unglue_end(result)
    return result


def _strip_each(result: Unglued, strip: Callable[[str], tuple[str, list[str]]]) -> None:
    """Takes out of every paragraph what ``strip`` finds there; of some nothing is left."""
    stripped = [strip(paragraph) for paragraph in result.paragraphs]
    result.dropped += [piece for _, found in stripped for piece in found]
    result.paragraphs = [kept.strip() for kept, _ in stripped if kept.strip()]


def _unglue_appended(result: Unglued) -> None:
    text, found = strip_refrain("\n".join(result.paragraphs))
    text, appended = strip_appended(text)
    result.dropped += [*found, *appended]
    result.paragraphs = [paragraph for paragraph in text.strip().split("\n") if paragraph.strip()]


def _unglue_front(result: Unglued) -> None:
    text = result.paragraphs[0]
    imprint = _IMPRINT.match(text)
    if imprint:
        result.imprint = Imprint(imprint["source"], parse_moment(imprint["date"]))
        text = text[imprint.end() :]
    source = _source_label().match(text)
    if source:
        result.imprint = result.imprint.or_else(Imprint(source["source"]))
        result.dropped.append(source[0].replace(source["source"], "").strip())
        text = text[source.end() :]
    outlet = _LEAD_OUTLET.match(text)
    if outlet and outlet["outlet"] in load_words("outlets")["complete"]:
        result.dropped.append(outlet["outlet"])
        text = text[outlet.end() :]
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
        repeated, text = text[:doubled].strip(), text[doubled:].lstrip()
        if text.startswith(f"{repeated} "):
            result.dropped.append(repeated)
            text = text[len(repeated) :].lstrip()
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
    patterns = (_LEAD_DATE, _LEAD_WORDS) if trusted else (_LEAD_DATE,)
    matches = [match for pattern in patterns if (match := pattern.search(text, 8, LONGEST_HEAD_CHARS))]
    if not matches:
        return 0
    match = min(matches, key=lambda match: match.start())
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
