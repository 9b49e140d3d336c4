"""Plausible errors put into supported statements, to prove that the fact check finds them.

Each corruption changes one fact the way a model or a tired editor would: another person, another post, a digit, a
unit, 副 dropped, 增长 turned into 下降. Names and places are found by an independent tagger (jieba) as well as by
the library's own readers, so that the proof does not only meet what the check already sees. Deterministic for a seed.
"""

import random
import re
from collections.abc import Callable, Container, Iterator, Sequence
from functools import lru_cache

from summarizer.check.corruption import entities, figures, persons, wording
from summarizer.check.corruption.entities import organisations_in, places_in
from summarizer.check.corruption.models import Corruption, Statement
from summarizer.report.people import Mention, find_people

__all__ = ["MAKERS", "Corruption", "Statement", "corrupt", "make_statement", "organisations_in", "places_in"]

Maker = Callable[[Statement, random.Random], Iterator[Corruption]]

#: Every kind of corruption by the name of what it does; some make several kinds.
MAKERS: dict[str, Maker] = {
    "name_letter": persons.name_letter,
    "name_swapped": persons.name_swapped,
    "name_stranger": persons.name_stranger,
    "post_swapped": persons.post_swapped,
    "post_rank": persons.post_rank,
    "post_level": persons.post_level,
    "speaker_field": persons.speaker_field,
    "speaker_inline": persons.speaker_inline,
    "number_digit": figures.number_digit,
    "number_swapped": figures.number_swapped,
    "number_unit": figures.number_unit,
    "date_digit": figures.date_digit,
    "date_part": figures.date_part,
    "place_elsewhere": entities.place_elsewhere,
    "place_swapped": entities.place_swapped,
    "organisation": entities.organisation,
    "quotation": wording.quotation,
    "negation": wording.negation,
    "direction": wording.direction,
    "order": persons.order,
}


def corrupt(statement: Statement, rng: random.Random, leave_out: Container[str] = ()) -> Iterator[Corruption]:
    """One corruption of each kind that the statement allows, those that stay supported left out.

    Args:
        leave_out: names of makers that are not wanted any more, see :data:`MAKERS`.
    """
    for name, make in MAKERS.items():
        if name in leave_out:
            continue
        made = list(make(statement, rng))
        rng.shuffle(made)
        for corruption in made:
            if not _still_supported(corruption, statement):
                yield corruption
                break


def make_statement(
    text: str,
    body: str,
    speaker: str | None = None,
    strangers: Sequence[str] = (),
    places: Sequence[str] = (),
    organisations: Sequence[str] = (),
) -> Statement:
    """A statement with everything that its corruption needs.

    Args:
        strangers: names of persons from other articles.
        places, organisations: names of such from other articles.
    """
    body_mentions = _people(body)
    known = {mention.name for mention in body_mentions}
    mentions = tuple(m for m in find_people(text) if m.name in known and not m.press)
    return Statement(
        text,
        body,
        speaker,
        mentions,
        body_mentions,
        tuple(name for name in strangers if name not in body),
        tuple(name for name in places if name not in body),
        tuple(name for name in organisations if name not in body),
    )


@lru_cache(maxsize=4)
def _people(body: str) -> tuple[Mention, ...]:
    return find_people(body)


_CLAUSE = re.compile(r"[^，。；：！？,;:!?\s]+")


def _still_supported(corruption: Corruption, statement: Statement) -> bool:
    """Whether the body says the corrupted thing as well, word for word around the change."""
    if corruption.text == statement.text:
        return corruption.speaker == statement.speaker
    start, end = corruption.start, corruption.end
    clauses = [m for m in _CLAUSE.finditer(corruption.text) if m.start() <= end and start <= m.end()]
    if clauses and all(_standing(match[0], statement.body) for match in clauses):
        return True
    if corruption.kind.startswith(("post", "order", "negation")):
        return False
    # The new word with the neighbours the statement gives it: 李丹出席 where the body has both 出席.
    new = corruption.text[start:end]
    near = new + corruption.text[end : end + 2]
    before = corruption.text[max(0, start - 2) : start] + new
    return bool(new) and any(
        len(piece) == len(new) + 2 and _CLAUSE.fullmatch(piece) and piece in statement.body
        for piece in (near, before)
    )


def _standing(clause: str, body: str) -> bool:
    """Whether the clause stands in the body, not behind 副, 不 or a digit."""
    at = body.find(clause)
    while at >= 0:
        if not at or body[at - 1] not in "副原代不未没无0123456789.":
            return True
        at = body.find(clause, at + 1)
    return False
