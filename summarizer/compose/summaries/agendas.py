"""The agenda of a meeting in a summary: never its later items without the study of a speech with which it opened."""

import dataclasses
from collections.abc import Collection, Sequence

from summarizer.compose.clauses.agenda import AGENDA, is_study, says_what, shortened
from summarizer.compose.clauses.reading import Clause


def with_first_item(clauses: Sequence[Clause]) -> list[Clause]:
    """省委书记主持召开常委会会议，传达学习…重要讲话精神，｜研究部署防汛工作: a later item needs the first.

    What the meeting then says of army and people goes back to that speech and to no later item.
    """
    found = list(clauses)
    first = _first_item(clauses)
    for index, one in enumerate(clauses):
        if first is not None and index > first and _is_opening(one) and AGENDA.match(one.text):
            found[index] = one.needing(first)
    return found


def told_briefly(clauses: Sequence[Clause], chosen: Collection[int]) -> list[Clause] | None:
    """The clauses with the first item in few words, where there was no room for it in full, or for what came after; else None.

    传达学习习近平总书记在某会议、视察某地时的重要讲话精神 → 传达学习习近平总书记重要讲话精神.
    """
    first = _first_item(clauses)
    if first is None:
        return None
    left_out = (
        index
        for index, one in enumerate(clauses)
        if index >= first and index not in chosen and _is_opening(one) and says_what(one.text)
    )
    if next(left_out, None) is None:
        return None
    text = clauses[first].text
    verb = AGENDA.match(text)
    ways = [way for way in shortened(text) if verb and way.startswith(verb.group()) and way != text]
    if not ways:
        return None
    found = list(clauses)
    found[first] = dataclasses.replace(clauses[first], text=ways[-1])
    return found


def _is_opening(clause: Clause) -> bool:
    return clause.sentence == 0 and not clause.spoken and clause.usable


def _first_item(clauses: Sequence[Clause]) -> int | None:
    return next((index for index, one in enumerate(clauses) if _is_opening(one) and is_study(one.text)), None)
