"""Negation and direction: 未/不/无 lost or added, 增长 where the body says 下降."""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from summarizer.check.issues import Issue, Kind
from summarizer.check.slots import Slot
from summarizer.check.source import Source
from summarizer.check.statement import Statement
from summarizer.text.lexicon import alternation, load_words

#: Opposites that tell the time: turned round, they are a wrong date.
_DAY_WORDS = frozenset("上午 下午 今年 去年 明年 昨天 今天 明天 昨日 今日 上半年 下半年".split())
#: By how much an opposite word must fit better.
_MARGIN = 4
#: Characters right of a negator that identify what it negates.
_TAIL = 2


@lru_cache(maxsize=1)
def _negator() -> re.Pattern[str]:
    return re.compile(alternation(load_words("negators")["negators"]))


@lru_cache(maxsize=1)
def _negation_near() -> re.Pattern[str]:
    groups = load_words("negators")
    return re.compile(alternation(groups["negators"] | groups["equivalents"]))


def _negated_tails(text: str) -> dict[str, list[int]]:
    """What follows a negator, two characters, and where."""
    tails: dict[str, list[int]] = {}
    for match in _negator().finditer(text):
        tail = text[match.end() : match.end() + _TAIL]
        if len(tail) == _TAIL and tail.isalnum():
            tails.setdefault(tail, []).append(match.end())
    return tails


@lru_cache(maxsize=1)
def opposites() -> dict[str, tuple[str, ...]]:
    """Each word of direction and the words that would turn it round."""
    found: dict[str, set[str]] = {}
    for line in files("summarizer").joinpath("data", "opposites.txt").read_text("utf-8").splitlines():
        left, _, right = line.partition("#")[0].partition("|")
        for word in left.split():
            found.setdefault(word, set()).update(right.split())
        for word in right.split():
            found.setdefault(word, set()).update(left.split())
    return {word: tuple(sorted(words, key=lambda w: (-len(w), w))) for word, words in found.items()}


def check_negation(statement: Statement, source: Source) -> Iterator[Issue]:
    """Negators that the body has before the same words and the output has not, and the reverse."""
    text, body = statement.text, source.text
    mine = _negated_tails(text)
    theirs = source.memo("negated_tails", lambda: _negated_tails(body))
    for tail, places in mine.items():
        if tail in theirs or tail not in source.postings:
            continue
        at = places[0]
        tail = _long_tail(source, text, at)
        if not _negated_near(source, source.occurrences(tail, 50)):
            start = next(m.start() for m in _negator().finditer(text, max(0, at - 4)) if m.end() == at)
            yield Issue("negation", start, at + len(tail), f"原文没有否定词“{text[start:at]}”。", tail)
    lost: set[int] = set()
    for tail in theirs.keys() & {text[at : at + _TAIL] for at in range(len(text) - 1)}:
        negated = set(theirs[tail])
        for at in _find_all(text, tail):
            longer = _long_tail(source, text, at)
            places = source.occurrences(longer, 50)
            if all(place in negated for place in places) and not _negator().search(text, max(0, at - 4), at):
                lost.add(at)
                yield _lost(at, at + len(longer), _negator_before(body, places[0]), longer)
    seams = source.memo("negation_seams", lambda: _seams(body))
    grams = {
        text[at : at + length] for length in range(3, 2 * _TAIL + 1) for at in range(len(text) - length + 1)
    }
    for seam in sorted(seams.keys() & grams):
        left, word, ends_clause = seams[seam]
        at = text.find(seam)
        start, end = at + left, at + len(seam)
        if start not in lost and not (ends_clause and text[end : end + 1].isalnum()) and seam not in body:
            lost.add(start)
            yield _lost(start, end, word, text[start:end])


def _lost(start: int, end: int, word: str, rest: str) -> Issue:
    return Issue("negation", start, end, f"原文此处有否定词“{word}”，不能省去。", f"{word}{rest}")


def _seams(body: str) -> dict[str, tuple[int, str, bool]]:
    """What the body would read without its negators: one or two characters before, two after.

    The value says how many characters stand before the negator, the negator, and whether the clause ends there.
    """
    seams: dict[str, tuple[int, str, bool]] = {}
    for match in _each_negator().finditer(body):
        before = _run_back(body, match.start())
        for word in dict.fromkeys((match[1], match[1][0])):
            after = _run_on(body, match.start() + len(word))
            for left in dict.fromkeys((before, before[-1:])):
                if left and after and len(left + after) > 2:
                    seams[left + after] = (len(left), word, len(after) < _TAIL)
    return seams


@lru_cache(maxsize=1)
def _each_negator() -> re.Pattern[str]:
    """Every negator, and 不 within 不能 as well."""
    return re.compile(f"(?=({_negator().pattern}))")


def _run_back(body: str, at: int) -> str:
    piece = body[max(0, at - _TAIL) : at]
    return piece if piece.isalnum() else piece[-1:] if piece[-1:].isalnum() else ""


def _run_on(body: str, at: int) -> str:
    piece = body[at : at + _TAIL]
    return piece if piece.isalnum() else piece[:1] if piece[:1].isalnum() else ""


def _find_all(text: str, piece: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def _negated_near(source: Source, places: list[int]) -> bool:
    """Whether the body negates nearby in other words: 皆未参与登记 for 无人登记."""
    for place in places:
        end = source.clause_at(place)[1]
        if _negation_near().search(source.text, max(0, place - 16), end):
            return True
    return False


def _long_tail(source: Source, text: str, at: int) -> str:
    """The longest stretch from ``at``, up to four characters, that the body holds."""
    for length in (4, 3):
        if len(text) >= at + length and text[at : at + length] in source.text:
            return text[at : at + length]
    return text[at : at + _TAIL]


def _negator_before(text: str, at: int) -> str:
    return next((m[0] for m in _negator().finditer(text, max(0, at - 4), at) if m.end() == at), "")


@lru_cache(maxsize=1)
def _turning() -> re.Pattern[str]:
    """Finds every word of direction, overlapping ones too (增 within 增长)."""
    return re.compile(f"(?=({alternation(opposites())}))")


def check_direction(statement: Statement, source: Source) -> Iterator[Issue]:
    """Words of direction where the body has the opposite in the same surroundings."""
    text, body = statement.text, source.text
    done = 0
    for match in _turning().finditer(text):
        at, end = match.span(1)
        if at < done:
            continue
        done = end
        word = match[1]
        rivals = opposites()[word]
        rival = _turned(text, body, at, end, rivals) or _better(statement, source, at, end, rivals)
        if rival:
            kind: Kind = "date" if word in _DAY_WORDS else "direction"
            yield Issue(kind, at, end, f"原文为“{rival}”，不是“{word}”。", rival)


def _better(statement: Statement, source: Source, at: int, end: int, rivals: tuple[str, ...]) -> str | None:
    """The opposite word that the body has in this place, judged by the wider surroundings."""
    if end - at < 2:
        return None
    places = [(word, _spans(source, word)) for word in rivals if len(word) > 1 and word in source.text]
    if not places:
        return None
    return Slot(statement, at, end).usurper(_spans(source, statement.text[at:end]), places, _MARGIN)


def _spans(source: Source, word: str) -> list[tuple[int, int]]:
    return [(at, at + len(word)) for at in source.occurrences(word, 40)]


def _turned(text: str, body: str, at: int, end: int, rivals: tuple[str, ...]) -> str | None:
    """The opposite word that the body has between the same neighbours, if it never has this one there."""
    word = text[at:end]
    contexts = [
        (text[max(0, at - 2) : at], text[end : end + 2]),
        ("", text[end : end + 4]),
        (text[max(0, at - 4) : at], ""),
    ]
    for before, after in contexts:
        if len(before) + len(after) < 3 or before + word + after in body:
            if len(before) + len(after) >= 3:
                return None
            continue
    for before, after in contexts:
        if len(before) + len(after) < 3:
            continue
        for rival in rivals:
            if before + rival + after in body:
                return rival
    return None
