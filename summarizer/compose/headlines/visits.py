"""Openings of headlines that tell a visit: who went, where, and what for.

News tells it in one long sentence: …党委书记、局长李某带队先后赴甲市、乙区，调研督导…工作; …主席蓝某到甲、乙两市就…工作开展情况进行调研. No
clause of it is a headline: the first says nothing yet, the second has no subject. Words are only left out; of a list of
visitors the first one stands for all.
"""

import re
from collections.abc import Iterator, Sequence

from summarizer.compose.clauses.phrases import drop_adverbs, drop_brackets, tidy
from summarizer.compose.headlines.emphasis import whole_name
from summarizer.datamodels import Report
from summarizer.report.people import Mention, find_people
from summarizer.text.bylines import without_byline
from summarizer.text.spans import is_balanced
from summarizer.text.visiting import VISITING

#: A visit is told in this many opening sentences.
VISIT_SENTENCES = 3
#: Two visitors are both named.
NAMED_VISITORS = 2

_WORK = rf"(?:{VISITING}|指导)"
_TALK = r"(?:座谈交流|座谈|交流|会商)"
_VISIT = re.compile(
    r"(?:(?:一行|等|\d+人|于?(?:\d+月)?\d+日(?:[上下]午)?|近日|日前|今天|昨天)*)"
    r"(?:率队|带队|率[^，。赴到]{2,40}?(?:[组团队]|同志|人员|委员)|带领[^，。赴到深]{2,12}?|先后|分别|专程|一同|再次|还){0,3}"
    r"(?:来到|到访|前往|莅临|走进|深入|赴|到|来|在)(?P<place>(?:(?!开展|进行|调研|考察|检查)[^，。；]){2,40}?)，?"
    r"(?:(?:双方)?(?:就|围绕|对)(?P<topic>[^，。；]{4,44}?)(?:进行|开展)(?:了|实地|现场|专题|深入|专项)*(?P<did>"
    + _WORK
    + "+|"
    + _TALK
    + r")[^，。；]{0,8}"
    r"|(?P<does>开展|进行)(?P<aim>[^，。；]{2,40}?(?:监督检查|执法检查|专题调研|考察调研|调研|检查|督导|考察))"
    r"|(?:实地|现场|专题)*(?P<deed>(?:开展)?" + _WORK + r"+)(?P<what>[^，。；]{4,44}))(?=[，。；]|$)"
)
_PARTY = re.compile(
    r"(?:^|，)(?P<who>[^，。]{2,14}?(?:调研组|督导组|工作组|检查组|考察团|代表团|访问团))(?=一行|先后|专程|深入|赴|到|来|前往)"
)
_GOES = re.compile(r"[、和与及，]")
# 甲市乙区等地, 某医院（某中心）, 甲、乙两市
_PLAIN_PLACE = re.compile(r"[\u3400-\u9fff\d“”]{2,16}")
_IN_DETAIL = re.compile(r"(?:开展)?情况$")
# 展馆建设及陈展情况: where there is no room for all of it
_LAST_OF_TWO = re.compile(r"(?:以及|及|和)[^，、及和]{2,8}$")


def visits(report: Report, body: str, budget: int) -> Iterator[str]:
    """Openings of at most ``budget`` characters that tell the visit of the report's first sentences, the fullest first."""
    for sentence in report.sentences[:VISIT_SENTENCES]:
        end = sentence.content if sentence.content > sentence.start else sentence.end
        told = without_byline(tidy(body[sentence.start : end]))
        for who, rest in _visitors(told, body):
            if visit := _VISIT.match(rest):
                found = [text for text in _ways(who, visit) if len(text) <= budget and is_balanced(text)]
                yield from found[:2]
                return


def _visitors(told: str, body: str) -> Iterator[tuple[str, str]]:
    """Who may have gone, and how the sentence goes on after them."""
    for group in _groups(find_people(told), told):
        rest = told[group[-1].end :]
        first = whole_name(group[0].name, body)
        if len(group) == 1:
            yield first, rest
        else:
            both = len(group) == NAMED_VISITORS and not rest.startswith(("一行", "等"))
            yield f"{first}、{group[1].name}" if both else first, rest
    for party in _PARTY.finditer(told):
        yield party["who"], told[party.end() :]


def _groups(people: Sequence[Mention], told: str) -> list[list[Mention]]:
    """People who are listed together."""
    groups: list[list[Mention]] = []
    for mention in people:
        begins = mention.start if mention.post_start is None else mention.post_start
        if groups and _GOES.fullmatch(told[groups[-1][-1].end : begins]):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _ways(who: str, visit: re.Match[str]) -> Iterator[str]:
    place = drop_brackets(visit["place"]).removesuffix("等地")
    there = f"赴{place}" if _PLAIN_PLACE.fullmatch(place) else ""
    if visit["topic"]:
        topics = [visit["topic"], _IN_DETAIL.sub("", visit["topic"])]
        topics.append(_LAST_OF_TWO.sub("", topics[-1]))
        if len(listed := topics[0].split("、")) > NAMED_VISITORS:
            topics.append("、".join(listed[:NAMED_VISITORS]) + "等")
        for where in dict.fromkeys((there, "")):
            for topic in dict.fromkeys(topics):
                yield f"{who}{where}就{drop_adverbs(topic)}{visit['did']}"
        return
    if visit["aim"]:
        yield f"{who}{there}{visit['does']}{visit['aim']}"
        yield f"{who}{visit['does']}{visit['aim']}"
        return
    objects = [visit["what"], drop_brackets(visit["what"])]
    objects.append(_LAST_OF_TWO.sub("", _IN_DETAIL.sub("", objects[-1])))
    for where in dict.fromkeys((there, "")):
        for what in dict.fromkeys(objects):
            deed = visit["deed"]
            # 开展考察暨帮扶工作 is one deed, 开展走访 those and those another.
            yield f"{who}{where}{deed if what[:1] in '暨和及' else deed.removeprefix('开展')}{what}"
