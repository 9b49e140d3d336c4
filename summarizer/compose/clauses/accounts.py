"""What a speaker tells of the years behind him, clause after clause, and not as what is to be done.

近年来，全省宣传工作取得积极进展：在队伍方面，着力强弱项；在理论研究方面，整合优势资源。 Semicolons make sentences of it, and behind his
name each of them but the first would read as a demand.
"""

import itertools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarizer.compose.clauses.standing import OWN_SUBJECT, PAST
from summarizer.datamodels import Sentence
from summarizer.text.sentences import SEMICOLONS

if TYPE_CHECKING:
    from summarizer.compose.clauses.reading import Clause

#: All of it has been done: …，工作取得明显成效; …，圆满完成任务.
DONE = re.compile(
    r"取得(?:了[^，]{0,8}|明显|显著|扎实|积极|阶段性)(?:成效|成绩|进展|成果|突破|进步)|圆满完成|(?:成效|效果)(?:明显|显著)|(?:持续|不断)(?:优化|向好|改善|涌现)$|快速发展$|(?:运行|保持)平稳"
)


def with_accounts(clauses: "Sequence[Clause]", body: str, sentences: Sequence[Sentence]) -> "list[Clause]":
    """The clauses, those of such a sentence that goes on behind a semicolon needing what came of them, or the period told of."""
    found = list(clauses)
    head: int | None = None  # the clause with the period, while what follows is told of it
    for number, group in itertools.groupby(range(len(clauses)), key=lambda one: clauses[one].sentence):
        members = list(group)
        first = clauses[members[0]]
        speaks = [one for one in members if clauses[one].spoken]
        if not speaks or any(clauses[one].mood for one in speaks):
            head = None
        elif PAST.match(clauses[speaks[0]].text):
            head = speaks[0] if clauses[speaks[0]].usable else None
        elif head is not None and (first.verb or body[sentences[number].start - 1] not in SEMICOLONS):
            head = None
        elif head is not None:
            last = members[-1]
            told = last if clauses[last].usable and DONE.search(clauses[last].text) else head
            for one in members:
                if one != told and not OWN_SUBJECT.match(clauses[one].text):
                    found[one] = found[one].needing(told)
    return found
