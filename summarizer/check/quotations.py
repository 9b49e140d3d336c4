"""Quoted words and titles of works: verbatim or not at all."""

import re
from collections.abc import Iterator

from summarizer.check.alignment import align_sentence
from summarizer.check.issues import Issue
from summarizer.check.source import Source
from summarizer.check.statement import Statement
from summarizer.text.spans import QUOTES, pairs

_MARKS = re.compile(r"[^\w%‰+·.-]+")
_PAREN = re.compile(r"\([^()]*\)")
_EDGES = "、,。;:!?"


def check_quotations(statement: Statement, source: Source) -> Iterator[Issue]:
    """What stands between quotation marks or 《》 and is not in the body as it stands; only marks may differ."""
    text = statement.text
    for opener, closer in pairs(text):
        if text[opener] not in QUOTES and text[opener] != "《":
            continue
        start, end = opener + 1, closer
        words = text[start:end]
        if not words or (not _clipped(words, source) if words in source.text else _verbatim(words, source)):
            continue
        yield Issue(
            "quotation", start, end, f"引号内的“{words}”与原文不符，引文须一字不差。", _nearest(words, source)
        )


def _clipped(words: str, source: Source) -> bool:
    """Whether the body quotes these words only with a character or two more at an end: “金牌店小”."""
    text = source.text
    clipped = False
    for at in source.occurrences(words, 40):
        before, after = text[max(0, at - 3) : at], text[at + len(words) : at + len(words) + 3]
        opened = max(before.rfind(mark) for mark in "“‘《")
        closed = min((place for place in map(after.find, "”’》") if place >= 0), default=-1)
        head = before[opened + 1 :] if opened >= 0 else "?"
        rest = after[:closed] if closed >= 0 else "?"
        if not head or not rest:
            if head == rest or (head == "?" and not rest) or (rest == "?" and not head):
                return False
            clipped |= head.isalnum() or rest.isalnum()
    return clipped


def _inside(text: str, at: int) -> bool:
    """Whether a quotation mark closes soon after ``at``."""
    return any(mark in text[at : at + 40] for mark in "”’》")


def _verbatim(words: str, source: Source) -> bool:
    """Whether only marks differ, or brackets within were left out; a quotation never begins or ends with a comma."""
    if words[0] in _EDGES or words[-1] in "、,;:":
        return False
    letters = _MARKS.sub("", words)
    return letters in source.letters or letters in _MARKS.sub("", _PAREN.sub("", source.text))


def _nearest(words: str, source: Source) -> str | None:
    """The body's quotation around the best aligned clause, else the aligned stretch itself."""
    matches = align_sentence(source, words)
    if not matches:
        return None
    best = matches[0]
    start, end = source.clauses[best.clause]
    for opener, closer in pairs(source.text, max(0, start - 60), min(len(source.text), end + 60)):
        if source.text[opener] in "“‘《" and opener < best.end and best.start < closer:
            return source.text[opener + 1 : closer]
    return source.text[best.start : best.end]
