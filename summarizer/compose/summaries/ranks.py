"""Rows of one sentence of which a summary tells no later one without those before it: who was honoured, who came.

省住建厅副厅长周某，临江市副市长唐某出席: whoever is named first is the one that counts, and would be missed.
"""

import dataclasses
import re
from collections.abc import Sequence

from summarizer.compose.clauses.phrases import is_somebody
from summarizer.compose.clauses.reading import Clause
from summarizer.report.people import find_people

# 追授甲、乙“优秀党员”称号，给予甲记功，｜授予丙“优秀党员”称号并记功: else only 丙 would have his merit.
_HONOURS = re.compile(
    r"[^，“]{0,30}?(?:追授|授予|追记|给予|颁授|命名|表彰)[^，]*(?:称号|奖章|大功|[一二三]等功|记功|嘉奖|奖励|勋章)"
)
# 省住建厅副厅长周某，｜临江市副市长唐某出席
_PRESENCE = re.compile(r"(?:出席|参加|陪同)[^，]{0,12}$")


def in_rank(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, each later one of such a row needing the one before it in its sentence."""
    found = list(clauses)
    for index in range(1, len(clauses)):
        clause, before = clauses[index], clauses[index - 1]
        if clause.sentence == before.sentence and _follows(clause, before):
            found[index] = clause.needing(index - 1)
            if not before.usable:
                found[index] = dataclasses.replace(found[index], usable=False)
    return found


def _follows(clause: Clause, before: Clause) -> bool:
    if clause.spoken:
        return False
    if _HONOURS.match(clause.text) and _HONOURS.match(before.text):
        return True
    return bool(_PRESENCE.search(clause.text) and find_people(clause.text)) and is_somebody(before.text)
