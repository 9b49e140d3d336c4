"""Bylines and datelines: the words at the head of a report that say who sent it and from where.

They open a paragraph and are no part of its first sentence:

    本报讯（记者 甲乙）|3月18日，…            新华社北京4月9日电（记者甲乙、丙丁）|…
    央视网消息（新闻联播）：|…               大众网记者 甲乙 见习记者 丙丁 青岛报道|8月10日上午，…
    【瀾川訊】|…                             记者 甲乙 通讯员 丙丁|7月28日，…

Attributions that belong to a sentence stay in it: 记者从市统计局获悉，… and 据新华社报道，….
"""

import dataclasses
import re
from functools import cache

from summarizer.text.lexicon import alternation, load_words

#: A byline lies within this many characters of where it starts.
LONGEST_BYLINE_CHARS = 160

_HAN = r"\u3400-\u9fff"
_RANKS = (
    "本报 本台 本网 全媒体 融媒体 融媒 见习 实习 首席 特约 特派 高级 摄影 文字 视频 总台 央视",
    "记者 記者 通讯员 通訊員 实习生 撰稿 采写 特派员 报道员",
)
_ROLE = rf"(?:(?:{_RANKS[0].replace(' ', '|')}|驻[{_HAN}]{{1,4}})*(?:{_RANKS[1].replace(' ', '|')}))"
_NOT_NAME = "从 获悉 了解 采访 近日 日前 今天 昨天 看到 获得 发现 報導 报道 走进 跟随 来到 注意".replace(
    " ", "|"
)
_NAME = rf"(?!{_NOT_NAME})(?:(?!{_NOT_NAME})[{_HAN}·]){{2,4}}"
_NAMES = rf"{_NAME}(?:[ 、，,/／]+{_NAME}){{0,8}}"
_CREDIT = rf"{_ROLE}[ :：/／]*{_NAMES}"
_KIND_OF_REPORT = "(?:摄影|整理|综合|现场|連線)?(?:报道|報導|報道)"
_REPORTS = rf"(?:(?:发自|發自) ?[{_HAN}]{{2,10}}|[{_HAN}]{{0,6}}?{_KIND_OF_REPORT}|/文|文/?图)"
_DATE = r"(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日)"
_BRACKET = r"(?:[（(][^（()）\n]{0,90}[）)])"
# In the brackets after 讯 stand the senders; other brackets belong to the sentence.
_SENDER = "(?:记者|記者|通讯员|通訊員|实习生|编译|主播|新闻联播|文/|摄|图)"
_SENDERS = rf"(?:[（(](?:[{_HAN}]{{2,4}}|[^（()）\n]{{0,40}}{_SENDER}[^（()）\n]{{0,60}})[）)])"
_NOT_A_DATELINE = r"(?<![通资腾审问刑音电科简资通騰資])(?:讯(?!飞|息|号|问|速)|訊(?!息|號|問|速))"

# 记者 甲乙 通讯员 丙丁 青岛报道: names must end where something else begins, or they are no names.
_CREDITS = re.compile(
    rf"[（(【]?(?P<outlet>[{_HAN}A-Za-z·、 ]{{0,16}}?)(?P<credits>{_CREDIT}(?:[ 、，]*(?:{_CREDIT}))*)"
    rf"(?P<end> ?{_REPORTS}|(?=\d|$|\n| )|[】）)：:])"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Byline:
    """A byline at ``text[start:end]``; what follows ``end`` is the report."""

    start: int
    end: int


@cache
def _outlet_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_words("outlets")
    return re.compile(alternation(words["complete"])), re.compile(alternation(words["suffixes"]))


@cache
def outlet_name() -> str:
    """What the name of a publisher looks like, as a pattern: 本报, 云泊日报, 人民网."""
    words = load_words("outlets")
    complete, suffixes = alternation(words["complete"]), alternation(words["suffixes"])
    return rf"(?:{complete}|[{_HAN}A-Za-z·]{{1,10}}?{suffixes})(?:{suffixes})*"


@cache
def _outlet() -> str:
    name = rf"{outlet_name()}{_BRACKET}?"
    return rf"{name}(?:[·、/ ]{{1,2}}{name})*"


@cache
def _dateline() -> re.Pattern[str]:
    """本报杭州8月7日讯（记者 甲乙）; 讯 and 电 count only where they are no part of a word."""
    return re.compile(
        rf"【[{_HAN}]{{2,10}}[讯訊电電]】 ?|【[^】\n]{{0,30}}(?:[记記]者|报道|報導|文/)[^】\n]{{0,30}}】 ?"
        rf"|[【\[（(]?(?:{_outlet()}) ?(?P<place>[{_HAN}]{{2,8}}?)??(?P<date>{_DATE})? ?"
        rf"(?:{_NOT_A_DATELINE}|(?:(?<=日)|(?<=社))[电電](?![商力子视影网话])|(?<=日)综合(?=[（(])|消息(?=[（(：:]))"
        rf"[】\])）]?[ ：:，,]*"
        rf"(?:{_SENDERS}|{_CREDIT}(?:[ 、，]*{_CREDIT})*(?: ?{_REPORTS}|(?=[ \d])))?[】）)]?[ ：:，,—\-]*"
    )


# Whatever else it holds, a byline has one of these.
_MARK = re.compile(
    r"[讯訊電]|电(?![商力子视影网话])|消息|综合|[记記]者|撰稿|采写|实习生|特派员|报道员|通訊員|报道】|【文/"
)


def byline_end(paragraph: str) -> int:
    """Where the report begins after a byline that opens ``paragraph``; 0 when none does.

    The whole paragraph is the byline when nothing else stands in it (本报记者 甲乙).
    """
    head = paragraph[:LONGEST_BYLINE_CHARS]
    if not _MARK.search(head):
        return 0
    match = _dateline().match(head)
    if match:
        return match.end()
    credits_ = _CREDITS.match(head)
    if credits_ and _is_credit(credits_, len(paragraph)):
        end = credits_.end()
        return end + len(head[end:]) - len(head[end:].lstrip(" ：:】）)"))
    return 0


def find_byline(text: str, limit: int) -> Byline | None:
    """The first dateline that starts within ``limit`` characters, also when a headline is glued to its front.

    In 凝聚合力云泊广电新媒体讯8月11日 only the text itself can say where the publisher's name starts: the
    characters before 广电新媒体 that occur together elsewhere in the text are taken for its place name.
    """
    end = byline_end(text)
    if end:
        return Byline(0, end)
    window = text[: limit + LONGEST_BYLINE_CHARS]
    for mark in _MARK.finditer(window):
        if mark.start() > limit + 40:
            break
        for start in _starts(text, mark.start()):
            end = byline_end(text[start : start + LONGEST_BYLINE_CHARS])
            if start + end > mark.start() and start <= limit and _is_certain(text, start, start + end):
                return Byline(start, start + end)
    return None


def _is_credit(match: re.Match[str], length: int) -> bool:
    """Names end at 报道, a date or the paragraph's end; at a blank only where blanks separate all."""
    if match.end() == length or _REPORTS_END.search(match[0]) or match["end"].strip():
        return True
    return " " in match["credits"] or bool(match["outlet"])


def _is_certain(text: str, start: int, end: int) -> bool:
    """In the middle of a text only a dateline counts, or names right before a date; never a photographer."""
    byline = text[start:end]
    if "摄" in byline[-4:] or "摄" in text[end : end + 2]:
        return False
    return (
        re.search(r"[讯訊电電]|报道|報導|報道|消息|综合", byline) is not None or text[end : end + 1].isdigit()
    )


_REPORTS_END = re.compile(r"(?:报道|報導|報道|/文|图)$")
_ATTRIBUTED = re.compile(r"(?:据|從|从|引述|援引|接受|告诉|对)$")


_EDGE = re.compile(r"[ 。！？）)”\n]")


def _is_place(text: str, at: int, size: int) -> bool:
    """The ``size`` characters before ``at`` stand together elsewhere in the text too."""
    place = text[at - size : at] if at >= size else ""
    return re.fullmatch(rf"[{_HAN}]+", place) is not None and text.count(place) > 1


def _starts(text: str, mark: int) -> list[int]:
    """Where a byline whose 讯, 电 or 记者 stands at ``mark`` may start, the most trustworthy first."""
    starts: list[int] = []
    if mark == 0 or text[mark - 1] in " 。！？）)”\n":
        starts.append(mark)
    reach = text[max(0, mark - 30) : mark]
    base = mark - len(reach)
    complete, suffixes = _outlet_words()
    for match in complete.finditer(reach):
        starts.append(base + match.start())
    for match in suffixes.finditer(reach):
        at = base + match.start()
        edges = [at - back for back in range(11) if _EDGE.match(text[at - back - 1 : at - back])]
        edge = max(edges, default=None)
        if at <= 10 and edge is None:
            edge = 0
        if edge is not None and edge and text[edge - 1] == " ":
            edge = None
        places = [at - size for size in (4, 3, 2) if _is_place(text, at, size)]
        starts += [start for start in (edge, *places[:1], at - 2) if start is not None and 0 <= start <= at]
    return [
        start
        for start in starts
        if not _ATTRIBUTED.search(text[max(0, start - 2) : start])
        and text[start : start + 1] not in "据从從引援"
    ]


def without_byline(text: str) -> str:
    """What ``text`` tells behind the byline that opens it; all of it where none does."""
    return text[byline_end(text) :]
