"""Which clauses of the body a sentence came from.

Greedy cover: the clause that accounts for most of the sentence's still unexplained characters, long runs and
the neighbourhood of clauses already chosen preferred, until nothing the body holds is left unexplained. The span of
a clause reaches from its first to its last explained character.
"""

import dataclasses
from collections.abc import Iterable

from summarizer.check.source import Source

#: A pair of characters in more clauses than this chooses none by itself; it only strengthens clauses already met.
COMMON_PAIR = 64
#: Longest stretch aligned in one go, in characters; a longer sentence is aligned stretch by stretch.
STRETCH_CHARS = 240


@dataclasses.dataclass(frozen=True, slots=True)
class Match:
    """A clause of the body that supports part of a sentence.

    Attributes:
        clause: index into ``Source.clauses``.
        start, end: the supporting span of the folded body.
        chars: bit mask over the sentence's characters that the clause accounts for.
    """

    clause: int
    start: int
    end: int
    chars: int


def align_sentence(source: Source, text: str, skip: int = 0) -> list[Match]:
    """Clauses that support the folded sentence ``text``, most important first.

    Args:
        skip: bit mask over characters that need no support (plain words).
    """
    if len(text) > STRETCH_CHARS:
        return [
            match
            for at in range(0, len(text), STRETCH_CHARS)
            for match in align_sentence(source, text[at : at + STRETCH_CHARS], skip >> at)
        ]
    masks = _pair_masks(source, text)
    need = 0
    for mask in masks.values():
        need |= mask | mask << 1
    need &= ~skip
    matches: list[Match] = []
    while need:
        best = max(
            masks, key=lambda clause: _gain(source, clause, masks[clause], need, matches), default=None
        )
        if best is None:
            break
        pairs = masks.pop(best)
        gained = (pairs | pairs << 1) & need
        if not gained:
            break
        need &= ~gained
        start, end = _extent(source, best, text, pairs, gained)
        matches.append(Match(best, start, end, pairs | pairs << 1))
    return matches


def _pair_masks(source: Source, text: str) -> dict[int, int]:
    """For each clause that shares a pair of characters with ``text``: bit mask of those pairs' positions."""
    postings = source.postings
    found = [(at, postings[pair]) for at in range(len(text) - 1) if (pair := text[at : at + 2]) in postings]
    masks: dict[int, int] = {}
    for at, clauses in found:
        if len(clauses) <= COMMON_PAIR:
            for clause in clauses:
                masks[clause] = masks.get(clause, 0) | 1 << at
    if not masks and found:
        masks = {clause: 0 for clause in min((clauses for _, clauses in found), key=len)[:COMMON_PAIR]}
    for at, clauses in found:
        if len(clauses) > COMMON_PAIR:
            pair = text[at : at + 2]
            for clause in masks:
                start, end = source.clauses[clause]
                if source.text.find(pair, start, end) >= 0:
                    masks[clause] |= 1 << at
    return masks


def _gain(source: Source, clause: int, pairs: int, need: int, chosen: Iterable[Match]) -> tuple[float, int]:
    """How much of what is still needed a clause explains; runs of characters count more than strays."""
    gained = (pairs | pairs << 1) & need
    if not gained:
        return (0.0, 0)
    useful = pairs & (gained | gained >> 1)
    score = gained.bit_count() + 0.7 * (useful & useful >> 1).bit_count()
    distance = min((abs(clause - match.clause) for match in chosen), default=0)
    if distance:
        score *= 1.0 + 0.3 / distance
    return (score, -clause)


def _extent(source: Source, clause: int, text: str, pairs: int, gained: int) -> tuple[int, int]:
    """From the first to the last character of the clause that explains something gained."""
    first, last = source.clauses[clause]
    piece = source.text[first:last]
    low, high = len(piece), 0
    at = 0
    while at < len(text) - 1:
        if not pairs >> at & 1:
            at += 1
            continue
        run = at + 1
        while pairs >> run & 1 and text[at : run + 2] in piece:
            run += 1
        span = ((1 << (run + 1 - at)) - 1) << at
        if span & gained:
            found = piece.find(text[at : run + 1])
            low, high = min(low, found), max(high, found + run + 1 - at)
        at = run
    return (first + low, first + high) if low < high else (first, last)
