"""The catch-all: words the body does not hold at all.

Every character of the output must stand in the body beside the same neighbour, or belong to a plain word of the
genre (召开, 强调, 等; ``summarizer/data/plain_words.txt``).
"""

import re
from collections.abc import Iterator

from summarizer.check.issues import Issue, Kind
from summarizer.check.source import Source
from summarizer.check.statement import Statement

_PLACES = frozenset("省市县区州盟旗镇乡村街路湖江河山岛湾港")
_ORGANISATIONS = frozenset("局厅部委院会司团校社所处署办馆室中心组队行")


def check_wording(statement: Statement, source: Source, taken: int = 0) -> Iterator[Issue]:
    """Stretches of the output without support.

    Args:
        taken: bit mask over characters that other checks answer for (numbers, dates, quotations, names).
    """
    text = statement.text
    covered = statement.plain | taken
    for at in range(len(text) - 1):
        if text[at : at + 2] in source.postings:
            covered |= 3 << at
    at = 0
    while at < len(text):
        if covered >> at & 1 or not text[at].isalnum():
            at += 1
            continue
        end = at + 1
        while end < len(text) and not covered >> end & 1 and text[end].isalnum():
            end += 1
        run = text[at:end]
        unknown = not source.chars.issuperset(run)
        if unknown or (len(run) > 1 and not _abbreviates(run, source)):
            yield Issue(_kind(text, at, end), at, end, f"原文没有“{run}”的说法，请核对。", None)
        at = end


def _abbreviates(run: str, source: Source) -> bool:
    """Whether the characters stand in this order close together in the body: 严厉打击 → 严打, 全国总工会 → 全总."""
    if not 2 <= len(run) <= 4:
        return False
    reach = r"[^,。;:!?\n]{0,5}?"
    return re.search(reach.join(map(re.escape, run)), source.text) is not None


def _kind(text: str, start: int, end: int) -> Kind:
    """A guess by the last character of the word: 市 a place, 局 an organisation."""
    last = text[end - 1 : end + 1] if end - start > 1 else text[start]
    if any(char in _PLACES for char in last):
        return "place"
    if any(char in _ORGANISATIONS for char in last):
        return "organisation"
    return "unsupported"
