"""Negation and direction: 未/不/无 lost or added, 增长 where the body says 下降."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from summarizer.check.issues import Issue
from summarizer.check.source import Source
from summarizer.check.statement import Statement
from summarizer.text.lexicon import load_words

#: Characters right of a negator that identify what it negates.
_TAIL = 2


@lru_cache(maxsize=1)
def negators() -> tuple[str, ...]:
    """Words that negate what follows, longest first."""
    return tuple(sorted(load_words("negators")["negators"], key=lambda word: (-len(word), word)))


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
    seen: set[int] = set()
    for at in range(len(text) - _TAIL + 1):
        tail = text[at : at + _TAIL]
        if tail not in source.postings or not tail.isalnum():
            continue
        mine = _negator_before(text, at)
        tail = _long_tail(source, text, at)
        places = source.occurrences(tail, 50)
        theirs = [_negator_before(body, place) for place in places]
        if mine and not any(theirs) and at - len(mine) not in seen and mine + tail[:1] not in body:
            seen.add(at - len(mine))
            yield Issue("negation", at - len(mine), at + len(tail), f"原文没有否定词“{mine}”。", tail)
        elif not mine and theirs and all(theirs) and at and not _splits_word(text, at, theirs):
            word = theirs[0]
            yield Issue("negation", at, at + len(tail), f"原文此处有否定词“{word}”，不能省去。", f"{word}{tail}")


def _long_tail(source: Source, text: str, at: int) -> str:
    """The longest stretch from ``at``, up to four characters, that the body holds."""
    for length in (4, 3):
        if len(text) >= at + length and text[at : at + length] in source.text:
            return text[at : at + length]
    return text[at : at + _TAIL]


def _negator_before(text: str, at: int) -> str | None:
    return next((word for word in negators() if text.endswith(word, 0, at)), None)


def _splits_word(text: str, at: int, theirs: list[str | None]) -> bool:
    """Whether the output cut the word elsewhere, so that the negator stands a little to the left."""
    return any(word is not None and word in text[max(0, at - 4) : at] for word in theirs)


def check_direction(statement: Statement, source: Source) -> Iterator[Issue]:
    """Words of direction where the body has the opposite in the same surroundings."""
    text, body = statement.text, source.text
    for word, rivals in opposites().items():
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            rival = _turned(text, body, at, end, rivals)
            if rival:
                yield Issue("direction", at, end, f"原文为“{rival}”，不是“{word}”。", rival)
            at = text.find(word, end)


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
