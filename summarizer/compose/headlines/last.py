"""Headlines that come last: those that say too little, and what is left where no other one is supported."""

import re
from collections.abc import Iterable, Iterator, Sequence

from summarizer.compose.clauses.reading import Clause
from summarizer.compose.clauses.standing import is_subjectless
from summarizer.compose.headlines.building import says_nothing_yet
from summarizer.compose.headlines.emphasis import is_courtesy, is_half_condition, is_only_subject
from summarizer.compose.headlines.predicate import lacks_predicate, lacks_subject
from summarizer.compose.proposals.voices import claimant

#: What is shorter says too little to stand before anything else.
SHORTEST_TELLING = 6

_DAY = re.compile(r"^(?:\d{1,2}月)?\d{1,2}日(?:[上下]午)?，")
# 李某：上午，主席同您举行了会见: words to somebody; 新华社江州8月1日电 某某将: the agency's line.
_SPOKEN_TO = re.compile(r"您|^(?:新华社|中新社|本报)[^ ]*[电讯](?: |$)|\d日[^ ]{0,4}电$")
_TITLE = re.compile(r"《[^》]*》|（[^）]*）")


def telling_first(headlines: Iterable[str], body: str) -> Iterator[str]:
    """The same in their order, those last that leave out who or what or half a condition, or only thank somebody;
    before these, with who claims it, what would tell a claim as a fact."""
    waiting, claimed = [], []
    for text in headlines:
        if who := claimant(text, body):
            claimed.append(f"{who}称{text}")
            waiting.append(text)
        elif (
            len(text) < SHORTEST_TELLING
            or is_subjectless(text)
            or lacks_predicate(text)
            or lacks_subject(text)
            or is_courtesy(text)
            or is_half_condition(text, body)
            or _SPOKEN_TO.search(text)
        ):
            waiting.append(text)
        else:
            yield text
    yield from (*claimed, *waiting)


def short_clauses(clauses: Sequence[Clause], worth: Sequence[float], body: str, budget: int) -> Iterator[str]:
    """What is left when no headline is supported: clauses that stand alone first, the most salient first of these.

    Whose words they are is said where it is known: 打赢去年那仗只是第一回合 would be the paper's own opinion.
    """

    def rank(index: int) -> tuple[bool, float]:
        clause = clauses[index]
        waits = says_nothing_yet(clause.text) or lacks_predicate(clause.text)
        waits = waits or is_only_subject(clause, body)
        alone = clause.usable and not clause.needs and not waits
        return not alone, -worth[index]

    order = sorted(range(len(clauses)), key=rank)
    best = [clauses[index] for index in order[:10]]
    told = [
        f"{clause.voice}：{clause.text}" if clause.spoken and clause.voice else _DAY.sub("", clause.text)
        for clause in best
    ]
    yield from sorted((text for text in told if len(text) <= budget), key=is_courtesy)
    # 新华社播发长篇通讯《…》: without the title that leaves no room for anything else.
    yield from (short for text in told if 0 < len(short := _TITLE.sub("", text)) <= budget)
