"""The event of a report: what it is called, where it took place, which sentence says so.

A name is framed by verbs: 某市科技创新大会召开, 主持召开省政府第二次全体会议, 出席民营企业座谈会,
记者从……会议上了解到; a visit is named by its own verb: 调研村卫生室医保定点工作.
"""

import dataclasses
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from summarizer.datamodels import Evidence
from summarizer.report.people import Mention
from summarizer.text.bylines import byline_end
from summarizer.text.lexicon import alternation, load_words


@dataclasses.dataclass(frozen=True, slots=True)
class Event:
    """What happened, verbatim.

    Attributes:
        name: as written; only 某委员会召开会议 is turned into 某委员会会议.
        start, end: span of the name in the body.
        place: span of the place, or None.
        sentence: index of the sentence that names it.
        is_visit: an inspection or visit, named by its verb.
    """

    name: str
    start: int
    end: int
    place: Evidence | None
    sentence: int
    is_visit: bool


#: The event is looked for in this many opening sentences before anywhere else.
LEAD_SENTENCES = 6
#: In a longer sentence only this many characters are read.
LONGEST_LEAD = 500
#: Then at the start of this many later paragraphs.
LATER_PARAGRAPHS = 12

_UNIT = r"(?:“[^”\n]{1,40}”|《[^》\n]{1,40}》|（[^）\n]{1,20}）|[^，。；：！？,;:“”《》\n])"
_NO_EVENT = (
    r"(?<!委)(?<!委员)(?<!理事)(?<!监事)(?<!董事)(?<!协)(?<!社)(?<!机)(?<!工)(?<!学)(?<!基金)(?<!商)"
    r"(?<!联合)(?<!促进)(?<!妇联)(?<!国)(?<!就)(?<!将)(?<!不)(?<!都)(?<!才)(?<!省)(?<!市)(?<!议)(?<!字)(?<!总)"
    r"(?<!联谊)会"
)
_TIME = (
    r"(?:在[^，。；]{2,12}后，)?(?:(?:将|定)?于)?(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}(?:日)?(?:[至到、—-](?:\d{1,2}月)?\d{1,2})?日?)?"
    r"(?:今天|昨天|今日|昨日|近日|日前|当天)?(?:[（(][^）)]{2,8}日[）)])?(?:上午|下午|晚上?|中午|傍晚)?"
)
_MANNER = (
    r"(?:隆重|顺利|成功|胜利|正式|如期|盛大|火热|热烈|线上|在线|同步|分别|圆满|组织|主持|集中|专题|即将|将"
    r"|以[^，。；]{2,14}(?:形式|方式)){0,4}"
)
_GATHER = "召开|举行|举办|主办|开展"
_NOTHING = re.compile(r"(?!)")
_ATTENDED = re.compile(r"主持|出席|参加|列席|主办|开展")


class _Patterns(NamedTuple):
    """Frames in which an event is named; ``name`` and ``place`` are their groups."""

    subject: re.Pattern[str]  # ……大会在市会议中心召开
    unknown: re.Pattern[str]  # the same with a name that ends in no known word: ……招商路演在包头市举办。
    object: re.Pattern[str]  # 主持召开……会议
    heard: re.Pattern[str]  # 记者从……会议上了解到
    visit: re.Pattern[str]  # 到某地调研……工作


def _name(ends: str, longest: int) -> str:
    """A name of at most ``longest`` characters before its last word; that word may stand in quotation marks."""
    quoted = rf"“[^”\n]{{2,60}}{ends}[^”\n]{{0,8}}”"
    return rf"(?P<name>{_UNIT}{{0,{longest}}}(?:{ends}|{quoted})(?:[（(](?!以下|简称)[^）)\n]{{1,12}}[）)])?)"


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    words = load_words("events")
    held, visiting = alternation(words["holding"]), alternation(words["visiting"])
    any_end = rf"(?:{alternation(words['meeting'] | words['activity'])}|{_NO_EVENT})"
    # 节, 展, 赛 are last words of names only where the verb follows at once.
    sure_end = rf"(?:{alternation(word for word in words['meeting'] | words['activity'] if len(word) > 1)}|{_NO_EVENT})"
    place = r"(?:在(?P<place>[^，。；在\n]{1,30}?))?"
    begins = r"(?<![^，。；：！？,;:)）】|\s])"
    goes = r"(?=[，。；、：“！\n,;]|并|时|后|上|和|以及|宣布|研究|部署|传达|学习|通报|听取|$)"
    said = "强调|指出|表示|要求|提出"
    return _Patterns(
        subject=re.compile(rf"{begins}{_name(any_end, 110)}，?{_TIME}{place}{_TIME}{_MANNER}{held}"),
        unknown=re.compile(
            rf"{begins}(?P<name>{_UNIT}{{4,70}}?)，?{_TIME}在(?P<place>[^，。；在\n]{{1,30}}?){_MANNER}{held}(?=[，。；！\n]|$)"
        ),
        object=re.compile(
            rf"(?:{place}{_TIME}{_MANNER}(?:主持|出席|组织|参加|联合|共同)?(?:{_GATHER})"
            r"|(?:在(?P<place2>[^，。；在\n]{1,20}?))?(?:主持|出席|参加|列席))"
            rf"(?:了|并参加)?{_name(sure_end, 70)}{goes}"
        ),
        heard=re.compile(
            rf"(?:从|在){_name(sure_end, 70)}(?:现场)?(?:[上中]?(?:了解到|获悉|悉|，|,)|[上中](?:{said}|作))"
        ),
        visit=re.compile(
            r"(?:(?:分别|先后|带队|率队|率领[^，。；]{2,14})*(?:到|赴|前往|来到|深入|走进|在|来)(?P<place>[^，。；\n]{1,45}?)[，,]?)?"
            r"(?:开展|进行|就[^，。；]{2,40})?(?:工作|专题|实地|集中)?"
            rf"(?P<name>{visiting}(?!{alternation(words['no_visit'])})(?P<object>[^，。；：！？\n]{{0,45}}?)"
            rf"(?=[，。；：！？\n]|[时中后]并?(?:{said})|$))"
        ),
    )


@lru_cache(maxsize=1)
def _verbs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Cheap tests that spare most sentences the patterns for names."""
    words = load_words("events")
    return re.compile(alternation(words["holding"])), re.compile(alternation(words["visiting"]))


def find_event(body: str, sentences: Sequence[Evidence], mentions: Sequence[Mention]) -> Event | None:
    """The event the report is about, or None for a report without one."""
    opening = range(min(LEAD_SENTENCES, len(sentences)))
    # A report that begins with a leader's written instruction names its meeting further down.
    paragraphs = [i for i in range(LEAD_SENTENCES, len(sentences)) if body[sentences[i].start - 1] == "\n"]
    for indices in (opening, paragraphs[:LATER_PARAGRAPHS]):
        found = [item for index in indices for item in _candidates(body, sentences[index], index, mentions)]
        if found:
            return max(found, key=lambda item: item[0])[1]
    return None


def _candidates(
    body: str, sentence: Evidence, index: int, mentions: Sequence[Mention]
) -> list[tuple[float, Event]]:
    subject, unknown, object_, heard, visit = _patterns()
    start, end = sentence.start, min(sentence.end, sentence.start + LONGEST_LEAD)
    if start == 0 or body[start - 1] == "\n":
        start += byline_end(body[start:end])
    if body.startswith(("图为", "会前", "据介绍"), start):
        return []
    found: list[tuple[float, Event]] = []
    first = [mention.start for mention in mentions if start <= mention.start < end and not mention.press]

    def add(
        score: float, match: re.Match[str], is_visit: bool = False, place: Evidence | None = None
    ) -> None:
        left, right = _trim_name(body, match.start("name"), match.end("name"))
        name = body[left:right]
        if len(name) < 2 or name.startswith(("正值", "恰逢", "适逢", "值此")):
            return
        if name == "会议" and (organ := _ORGAN.search(body, start, match.start("name"))):
            left, _ = _trim_name(body, organ.start("organ"), organ.end("organ"))
            name = body[left : organ.end("organ")] + "会议"
        elif _is_generic(name) and not is_visit:
            if body[max(0, left - 2) : left] in ("出席", "参加", "列席"):
                return
            # 举行座谈会，纪念某同志诞辰120周年: the purpose completes a name that says little.
            score -= 3.0
            purpose = _PURPOSE.match(body, right, end)
            right = purpose.end() if purpose else right
            name = body[left:right]
        if is_visit and not match["object"]:
            score -= 1.5
        if "原标题" in body[start:left] and "，" not in body[start:left]:
            score -= 1.0
        score += 1.5 * bool(_DAY.search(body, start, end)) - index
        score += 0.5 * (len(name) >= 6)
        found.append((score, Event(name, left, right, place or _place(match), index, is_visit)))

    held, visiting = _verbs()
    if not held.search(body, start, end):
        subject = unknown = _NOTHING
        object_ = object_ if _ATTENDED.search(body, start, end) else _NOTHING
    if not visiting.search(body, start, end):
        visit = _NOTHING
    for match in subject.finditer(body, start, end):
        future = "将" in body[match.end("name") : match.end()]
        nested = object_.match(body, match.end() - 2, end)
        if nested and not future:
            add(5.5, nested, place=_place(match))
        add(1.0 if future else 5.0, match)
    for match in unknown.finditer(body, start, end):
        add(4.2, match)
    for match in object_.finditer(body, start, end):
        weak = body.startswith(("参加", "列席", "开展"), match.start())
        add(3.5 if weak else 4.5, match)
    for match in heard.finditer(body, start, end):
        add(3.0, match)
    for match in visit.finditer(body, start, end):
        before = [at for at in first if at < match.start("name")]
        aside = _ASIDE.search(body, before[-1], match.start("name")) if before else None
        if (
            not before
            or aside
            or body[match.start("name") - 1] in "被遭受"
            or _NOT_OBJECT.match(match["object"])
        ):
            continue
        add(4.0 if index < 3 else 1.0, match, is_visit=True)
        break
    return found


def _is_generic(name: str) -> bool:
    """活动, 该会议, 一个会议: a name that tells nothing."""
    return (
        re.sub(r"^(?:该|此次|本次|这次|上述|一[个场次]|有关|相关)", "", name)
        in load_words("events")["generic"]
    )


def _place(match: re.Match[str]) -> Evidence | None:
    for group in ("place", "place2"):
        if group in match.re.groupindex and match[group]:
            start, end = match.span(group)
            if not _NO_PLACE.search(match[group]):
                # 在京与科技部举行工作会谈
                shared = match[group].find("与")
                return Evidence(start, start + shared if shared > 0 else end)
    return None


_NO_PLACE = re.compile(r"主持|领导|带领|支持|会上|讲话|指导|推动|陪同|前来|出席|^(?:这里|此|当地|现场|会)$")
_NOT_OBJECT = re.compile(r"中(?:[，,强指表要]|$)|时|期间|结束|组|的|活动(?:$|中|时)")
_DAY = re.compile(r"\d{1,2}日|[今昨]天|近日|日前")
_ORGAN = re.compile(
    rf"(?P<organ>[^，。；：“”\n]{{2,50}}?(?:委员会|常委会|领导小组|党组|工委|党委|指挥部|理事会|小组))"
    rf"(?:今天|昨天)?(?:[（(][^）)]{{2,8}}日[）)])?{_TIME}"
    r"(?:在[^，。；]{1,15})?(?:召开|举行)(?:了)?$"
)
_ASIDE = re.compile(r"一同|陪同|随同|参加|参与")
_PURPOSE = re.compile(r"，(?:隆重)?(?:纪念|庆祝|缅怀|欢迎|悼念)[^，。；\n]{2,30}")
_NAME_LEAD = re.compile(
    r"^.*?(?:[（(][^（()）]*(?:记者|通讯员)[^（()）]*[)）]|\d{1,2}日(?:上午|下午|晚上?|中午)?(?![至、到])"
    r"|(?:今|昨|近|日)[天日前](?:上午|下午|晚上?)?|为期\S{1,4}[天日周月年]的|主题为“[^”]*”的|以“[^”]*”为(?:主题|诉求主轴)的|(?:主办|承办|协办|举办|召开|举行|组织)(?:了|的)"
    r"|报道|本报讯|主持召开|组织召开|出席|参加|召开|举行|举办|主持|在线|视频形式|由[^，。；]{2,60}?的(?=\S{6}))"
)


def _trim_name(body: str, start: int, end: int) -> tuple[int, int]:
    """Without the date, organiser's verb or byline before the name."""
    while match := _NAME_LEAD.match(body[start:end]):
        # 2023年11月7日纪念大会: what follows must still be a name.
        if start + match.end() >= end - 2:
            break
        start += match.end()
    while start < end and body[start] in " \u3000，、了的·）)】":
        start += 1
    return start, end
