"""Quoted words and titles of works: verbatim or not at all."""

import re
from collections.abc import Iterator

from summarizer.check.alignment import align_sentence
from summarizer.check.issues import Issue
from summarizer.check.source import Source
from summarizer.check.statement import Statement

_QUOTED = re.compile(r"[“‘\"]([^“”‘’\"]+)[”’\"]|《([^《》]+)》")
_MARKS = re.compile(r"[^\w%‰+·.-]+")


def check_quotations(statement: Statement, source: Source) -> Iterator[Issue]:
    """What stands between quotation marks or 《》 and is not in the body as it stands; only marks may differ."""
    for match in _QUOTED.finditer(statement.text):
        group = 1 if match[1] else 2
        words = match[group]
        if words in source.text or _MARKS.sub("", words) in source.letters:
            continue
        start, end = match.span(group)
        yield Issue("quotation", start, end, f"引号内的“{words}”与原文不符，引文须一字不差。", _nearest(words, source))


def _nearest(words: str, source: Source) -> str | None:
    """The body's quotation around the best aligned clause, else the aligned stretch itself."""
    matches = align_sentence(source, words)
    if not matches:
        return None
    best = matches[0]
    start, end = source.clauses[best.clause]
    for match in _QUOTED.finditer(source.text, max(0, start - 100), end + 100):
        if match.start() < best.end and best.start < match.end():
            return match[1] or match[2]
    return source.text[best.start : best.end]
