"""Clauses of one speaker or one sentence, joined so that each still says what it said where it stood."""

import dataclasses
import re
from collections.abc import Sequence

from summarizer.compose.clauses.demands import OBLIGES_ALL
from summarizer.compose.clauses.reading import Clause
from summarizer.compose.clauses.standing import COPULA, FACT, OWN_SUBJECT, PAST
from summarizer.compose.clauses.waiting import NOBODY
from summarizer.report.people import find_people

# Verbs that quote rather than demand become the neutral one.
_NEUTRAL = {
    "说": "表示",
    "称": "表示",
    "透露": "表示",
    "提到": "表示",
    "谈到": "表示",
    "坦言": "表示",
    "告诉记者": "表示",
}
#: What stands behind these is told, not demanded, unless it says so.
TELLING = ("表示", "指出", "介绍", "认为")

# A demand that says so itself, or names who is to act.
SAYS_MOOD = re.compile(
    r"(?:[^，“]{2,16}，)?(?:[不没未已也都]|[^，“]{0,12}(?:要(?!求|点|素)|必须|须|应当?|不得|希望|将(?!来|军|士|领))|各|全[省市县区州]|广大|有关|相关)"
)
# 在信访工作上，要抓好源头治理: what is joined from elsewhere is not said of that field.
_FIELD = re.compile(r"在[^，]{2,16}(?:工作|方面|领域)[上中]?，(?=要)")

# 资产总额9361.33亿元，资产负债率61.37%
_FIGURE = re.compile(
    r"\d(?:[\d.,]*)(?:[万亿千百]|余|多)*(?:元|人|名|家|户|个|%|吨|公里|次|条|项|辆|艘|起|美元|亩)"
)

# 依法治区办副主任: nobody named yet
_BARE_POST = re.compile(r"[^，、]{2,20}(?:书记|主席|主任|委员|[局部厅院校会行省市县区州]长)")

# 精准发力繁荣消费，… goes on from a demand in the sentence before.
_IMPERATIVE = re.compile(
    rf"(?:{NOBODY.pattern})|优化|健全|夯实|压实|筑牢|守牢|牢固|聚焦|确保|继续加|精准|准确"
)


def join(group: Sequence[Clause]) -> str:
    """The clauses' words, those of another sentence after a semicolon, for they may be about something else;
    指出，形势严峻，要加强巡查: what is demanded or promised after what is stated says so."""
    words, mood = "", group[0].mood
    wanders = len({clause.sentence for clause in group}) > 1
    for clause, before in zip(group, [None, *group], strict=False):
        turns = clause.mood not in ("", mood) and (clause.mood == "要" or not mood)
        turns = bool(turns and (clause.wish or not SAYS_MOOD.match(clause.text)))
        # 江东坚持双向发力，推动融合: whose it is has just been said.
        turns = turns and not (clause.wish and before and before.text.startswith(clause.wish))
        mood = clause.mood
        if before is not None:
            goes_on = before.sentence == clause.sentence or (turns and is_fact(before))
            mark = "、" if _one_person(before, clause) else "，" if goes_on else "；"
            words += mark + (clause.mood if turns else "")
        words += _FIELD.sub("", clause.text) if wanders else clause.text
    return words


def _one_person(before: Clause, clause: Clause) -> bool:
    """法治办副主任，｜司法局局长周某汇报: two posts of whoever is named behind the second."""
    if clause.spoken or not _BARE_POST.fullmatch(before.text) or find_people(before.text):
        return False
    first = next(iter(find_people(clause.text)), None)
    return first is not None and first.post_start == 0 and first.introduced


def with_demands(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, those marked as demanded of which only an earlier clause says so.

    各部门要提高站位，｜推动大会提档升级: what goes on from a demand of everybody; 要统一思想。｜优化企业发展环境: a sentence that does.
    Nothing is demanded where the sentence tells what is so or has been done.
    """
    states = {
        one.sentence
        for one in clauses
        if FACT.search(one.text) or PAST.search(one.text) or COPULA.match(one.text)
    }
    marked: list[Clause] = []
    demanded = False
    for clause in clauses:
        before = marked[-1] if marked else None
        if before is None or before.sentence != clause.sentence:
            goes_on = before and before.spoken and before.speaker == clause.speaker and clause.verb is None
            demanded = bool(goes_on and before and before.mood == "要" and _IMPERATIVE.match(clause.text))
        if clause.spoken and not clause.mood and clause.sentence not in states:
            demanded = demanded or bool(OBLIGES_ALL.match(clause.text))
            if demanded and (OBLIGES_ALL.match(clause.text) or not OWN_SUBJECT.match(clause.text)):
                clause = dataclasses.replace(clause, mood="要")
        marked.append(clause)
    return marked


def is_fact(clause: Clause) -> bool:
    """Whether it states what has happened or is so, and nothing governs it."""
    return not clause.mood and FACT.search(clause.text) is not None


def verbs_of(clauses: Sequence[Clause]) -> list[str]:
    """The verb of saying for each clause: where a speech just goes on, what its speaker's last sentence opened with;
    a demand is stressed, whatever was introduced before, and what has been done is told, not stressed, nor are figures."""
    found, last = list[str](), dict[str | None, str]()
    for clause in clauses:
        if clause.spoken and clause.verb:
            last[clause.speaker] = clause.verb
        plain = not clause.mood and _FIGURE.search(clause.text) and not SAYS_MOOD.match(clause.text)
        default = "表示" if plain else "强调"
        verb = clause.verb or ("强调" if clause.demand else last.get(clause.speaker, default))
        told = not clause.verb and not clause.mood and PAST.match(clause.text)
        found.append("表示" if told and verb == "强调" else _NEUTRAL.get(verb, verb))
    return found
