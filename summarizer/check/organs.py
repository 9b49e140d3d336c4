"""Government and party organs: 市教育局 is not 市公安局, even where the body names both."""

import re
from collections.abc import Iterator
from functools import lru_cache

from summarizer.check.abbreviations import shortens
from summarizer.check.issues import Issue
from summarizer.check.slots import Slot
from summarizer.check.source import Source
from summarizer.check.statement import Statement
from summarizer.text.lexicon import alternation, load_words

#: By how much another organ must fit better before two organs count as exchanged.
_MARGIN = 3
_SUFFIX = "局|厅|委|部|办"


@lru_cache(maxsize=1)
def _organ() -> re.Pattern[str]:
    return re.compile(rf"({alternation(load_words('organs')['organs'])})(?={_SUFFIX})")


def _organs_of(source: Source) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for match in _organ().finditer(source.text):
        found.setdefault(match[1], []).append(match.span(1))
    return found


def check_organs(statement: Statement, source: Source) -> Iterator[Issue]:
    """Organs the body does not name, or names elsewhere."""
    for match in _organ().finditer(statement.text):
        known = source.memo("organs", lambda: _organs_of(source))
        field, suffix = match[1], statement.text[match.end(1)]
        start, end = match.span(1)
        slot = Slot(statement, start, end)
        if field not in known and not _longer(field, suffix, source):
            winner = slot.usurper((), list(known.items()), 1)
            whole = statement.text[start : end + 1]
            better = winner + suffix if winner else None
            yield Issue("organisation", start, end + 1, f"原文没有“{whole}”这个机构。", better)
        elif field in known:
            rivals = [(other, spans) for other, spans in known.items() if not shortens(field, other)]
            winner = slot.usurper(known[field], rivals, _MARGIN)
            if winner:
                message = f"此处原文的机构为“{winner}{suffix}”，不是“{field}{suffix}”。"
                yield Issue("organisation", start, end + 1, message, winner + suffix)


def _longer(field: str, suffix: str, source: Source) -> bool:
    """Whether the body writes the organ in full or shorter: 自然资源局 for 自然资源和规划局, 发改委."""
    gaps = "[^,。;:!?、\\n]{0,6}?"
    pattern = gaps.join(map(re.escape, field)) + f"[^,。;:!?、\\n]{{0,8}}?{suffix}"
    return re.search(pattern, source.text) is not None
