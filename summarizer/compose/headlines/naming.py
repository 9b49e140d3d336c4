"""Openings of headlines that name the event where the report's own clause is too long for one, or is none.

省人大常委会召开《甲法》《乙条例》（简称“一法一条例”）执法检查部署会暨执法检查组全体会议 is called by less; 在调研12345热线时强调
names a visit in passing. Words are only left out; what was held and the verb may change their places (会议召开, 召开会议).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from summarizer.compose.clauses.phrases import drop_brackets, tidy
from summarizer.compose.clauses.reading import Clause
from summarizer.datamodels import Report
from summarizer.report.people import find_people
from summarizer.text.bylines import without_byline
from summarizer.text.spans import is_balanced
from summarizer.text.visiting import VISITING

#: The event is named in this many opening clauses.
NAMING_CLAUSES = 8
#: A shorter name says nothing without those who met.
SHORTEST_NAME = 8

_HELD = r"召开|举行|举办|开幕|闭幕|开班|启动"
# …大会（扩大）今天下午在世博中心｜举行
_HELD_AFTER = re.compile(
    rf"^(?:（[^（）]*）)?[^，将]{{0,24}}?(?P<place>在[^，在]{{1,14}}?)?(?P<verb>{_HELD})$"
)
_HELD_BEFORE = re.compile(
    r"^(?P<who>[^，将是]{2,22}?)(?:今天|昨天|近日|日前|分别|在(?:(?!在|分别)[^，]){2,12}){0,4}(?P<verb>召开|举行|举办|启动)了?$"
)
_OURS = re.compile(r"^我(?P<level>[省市县区州])$")
# …活动，将于8月21日至25日在江州举办
_WILL_BE_HELD = re.compile(rf"^将(?:于[^，在]{{2,24}}?)?(?P<place>在[^，在]{{2,14}}?)?(?P<verb>{_HELD})$")
# 人民法院分党组 met: the court did.
_PARTY_GROUP = re.compile(r"(?<=[院局委厅处社校司])(?:分?党组|党委|党总支|党支部)$")
# 公众号刊发了一篇该县召开…会的文章: that is told of the text
_WRITTEN = re.compile(r"刊发|刊载|转载|一篇|该")
_EVENT_END = re.compile(r"(?:会|会议|论坛|仪式|活动|[班营节展赛])$")
# 《甲法》《乙条例》（以下简称“一法一条例”） → 安全生产“一法一条例”
_CALLED = re.compile(r"(?:《[^》]*》[、和]?)+（(?:以下)?简称([^（）]+)）")
_JOINED = re.compile(r"暨|(?<=[式会])(?:及|和)(?=[^，]{2,}(?:会|会议|仪式|论坛)$)")
# 大学生“回家乡、观变化、品乡味”社会实践活动: a motto, not a name
_MOTTO = re.compile(r"“[^”]*[、，·][^”]*”(?=[^“”]{4,})|“[^”]{9,}”(?=[^“”]{6,})")
# 中国科学院、中国工程院院士江州行暨…座谈会 → 院士江州行暨…座谈会: whose members they are goes first.
_JOURNEY = re.compile(r"^[^，暨]{2,20}?(?=(?:院士|专家|学者|博士|记者|作家|企业家)[^，、暨]{2,6}行暨)")
_LIST = re.compile(r"^([^、]{2,12}(?:、[^、等]{2,12})+)(?=等)")
_STUDIES = re.compile(r"学习(?:贯彻)?习近平[^，]*?精神")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]+[届次]")
# 市长龚某今天在调研12345热线时强调, 书记胡某在该省检察院调研时指出
_IN_PASSING = re.compile(
    r"^(?:今天|昨天|近日|日前|\d{1,2}日|[上下]午)*(?:在|到|赴)(?P<place>[^，]{2,16}?)?"
    rf"(?P<verb>专题调研|{VISITING})(?P<what>[^，]{{2,18}})?时(?:强调|指出|要求|表示|提出|说)"
)


def named_openings(
    clauses: Sequence[Clause], report: Report, body: str, towns: Mapping[str, str], budget: int
) -> Iterator[str]:
    """Openings made of the event's name, longest first, and of a visit told in passing; not all of them fit."""
    yield from _visits_in_passing(report, body)
    name = tidy(report.event or "")
    if len(name) < 4:
        return
    for clause, following in zip_longest(clauses[:NAMING_CLAUSES], clauses[1 : NAMING_CLAUSES + 1]):
        at = clause.text.find(name)
        if at < 0 or clause.spoken:
            continue
        before, after = clause.text[:at], clause.text[at + len(name) :]
        if held := _HELD_AFTER.match(after):
            for short in shorter_names(name):
                yield f"{short}{held['place'] or ''}{held['verb']}"
                yield f"{short}{held['verb']}"
        elif will := _WILL_BE_HELD.match(after or (following.text if following else "")):
            yield from (f"{short}将{will['place'] or ''}{will['verb']}" for short in shorter_names(name))
        elif (
            (held := _HELD_BEFORE.match(_without_day(before)))
            and not find_people(held["who"])
            and not _WRITTEN.search(held["who"])
        ):
            who = held["who"]
            if ours := _OURS.match(who):
                who = towns.get(ours["level"], "")
            names = shorter_names(name)
            if who[:1] in ("在", "于"):
                yield from (f"{short}{who}{held['verb']}" for short in names)
                continue
            told = [
                f"{one}{held['verb']}{short.removeprefix(one)}"
                for short in names
                for one in dict.fromkeys((who, _PARTY_GROUP.sub("", who)))
                if who and not (held["verb"] == "召开" and short.endswith("活动"))
            ]
            yield from told
            if not any(len(text) <= budget for text in told):
                # 我市召开…会议, and nobody says which town that is; or no room for it.
                yield from (
                    f"{_home(who, short, towns)}{short}{held['verb']}"
                    for short in names
                    if len(short) >= SHORTEST_NAME
                )
        else:
            continue
        return


def _home(who: str, name: str, towns: Mapping[str, str]) -> str:
    """云溪省 where 省人大常委会 held what does not say which province's it is, and has no room for those who held it."""
    town = towns.get(who[:1])
    if not town or town in name or name.startswith(("全", who[:1])):
        return ""
    return town + who[0]


def shorter_names(name: str) -> list[str]:
    """An event's name and what is left of it as more and more words are left out."""
    steps = [name]

    def add(text: str) -> None:
        if text != steps[-1] and len(text) >= 3 and is_balanced(text) and _EVENT_END.search(text):
            steps.append(text)

    add(_CALLED.sub(r"\1", steps[-1]))
    add(drop_brackets(steps[-1]))
    add(_JOURNEY.sub("", steps[-1]))
    parts = _JOINED.split(steps[-1])
    if len(parts) > 1:
        # 院士行暨产业发展座谈会: 院士行 alone is not held.
        # 慈善活动暨动员部署会 is a meeting.
        events = [part for part in parts if _EVENT_END.search(part)]
        add(next(iter(sorted(events, key=lambda part: part.endswith("活动"))), steps[-1]))
    for count in (2, 1):
        if (listed := _LIST.match(steps[-1])) and len(items := listed.group(1).split("、")) > count:
            add("、".join(items[:count]) + steps[-1][listed.end(1) :])
    add(_MOTTO.sub("", steps[-1]))
    add(re.sub(r"^\d+[个场](?=[\u3400-\u9fff])", "", steps[-1]))
    add(_STUDIES.sub("", steps[-1]))
    add(_ORDINAL.sub("", steps[-1]))
    add(re.sub(r"^“[^”]*”(?=[^“”]{10,})", "", steps[-1]))
    return steps


def _visits_in_passing(report: Report, body: str) -> Iterator[str]:
    for sentence in report.sentences[:3]:
        opening = without_byline(tidy(body[sentence.start : sentence.content]))
        people = find_people(opening)
        if not people or len({mention.name for mention in people}) > 1:
            continue
        told = _IN_PASSING.match(opening[people[-1].end :])
        if told is None or (not told["place"] and not told["what"]):
            continue
        # 该省检察院 → 省检察院: whose is known, or will be said.
        place = (told["place"] or "").removeprefix("该")
        yield f"{people[-1].name}{f'在{place}' if place else ''}{told['verb']}{told['what'] or ''}"
        return


def _without_day(text: str) -> str:
    return re.sub(r"^(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚)?|近日|日前|近期)，?", "", text)
