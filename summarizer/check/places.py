"""Places: each place of the output is in the body, and where the body has it."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from summarizer.check.abbreviations import shortens
from summarizer.check.issues import Issue
from summarizer.check.slots import Slot
from summarizer.check.source import Source
from summarizer.check.statement import Statement
from summarizer.text.lexicon import load_words

#: By how much another place must fit better before two places count as exchanged.
_MARGIN = 3
_LEVELS = (
    "特别行政区 维吾尔自治区 壮族自治区 回族自治区 自治区 自治州 自治县 新区 省 市 县 区 州 盟 旗".split()
)


@lru_cache(maxsize=1)
def _by_pair() -> dict[str, tuple[str, ...]]:
    """Known places by their first two characters, the longest first."""
    found: dict[str, list[str]] = {}
    for place in frozenset().union(*load_words("places").values()):
        found.setdefault(place[:2], []).append(place)
    return {
        pair: tuple(sorted(places, key=lambda place: (-len(place), place))) for pair, places in found.items()
    }


def find_places(text: str) -> list[tuple[int, int]]:
    """Spans of known places in ``text``, longest match, in order."""
    known = _by_pair()
    spans = []
    at = 0
    while at < len(text) - 1:
        for place in known.get(text[at : at + 2], ()):
            if text.startswith(place, at):
                spans.append((at, at + len(place)))
                at += len(place) - 1
                break
        at += 1
    return spans


def places_of(source: Source) -> dict[str, list[tuple[int, int]]]:
    """The body's known places by short form, and where they stand."""
    found: dict[str, list[tuple[int, int]]] = {}
    for pair in source.postings.keys() & _by_pair().keys():
        for place in _by_pair()[pair]:
            if place in source.text:
                spans = [(at, at + len(place)) for at in source.occurrences(place)]
                found.setdefault(short_form(place), []).extend(spans)
    return found


def short_form(place: str) -> str:
    """内江市 → 内江; what is left must be two characters at least."""
    for level in _LEVELS:
        if place.endswith(level) and len(place) - len(level) >= 2:
            return place[: -len(level)]
    return place


def check_places(statement: Statement, source: Source) -> Iterator[Issue]:
    """Places that the body does not name, or names elsewhere."""
    spans = [
        span
        for span in find_places(statement.text)
        if not any(mention.start < span[1] and span[0] < mention.end for mention in statement.people)
    ]
    if not spans:
        return
    known = source.memo("places", lambda: places_of(source))
    yield from _wrong_parents(statement, source, known, spans)
    for start, end in spans:
        place = statement.text[start:end]
        short = short_form(place)
        if short not in source.text:
            if len(place) == 2 and _straddles(statement, source, start, end):
                continue
            if any(shortens(short, word) for word in known):
                continue
            yield Issue(
                "place", start, end, f"原文没有“{place}”这个地名。", _nearest(statement, known, start, end)
            )
        elif short in known:
            rivals = [
                (word, _apart(places, known[short]))
                for word, places in known.items()
                if not shortens(word, short) and not _chained(statement, word, start, end)
            ]
            winner = Slot(statement, start, end).usurper(known[short], rivals, _MARGIN)
            if winner:
                yield Issue("place", start, end, f"此处原文的地名为“{winner}”，不是“{place}”。", winner)


def _wrong_parents(
    statement: Statement,
    source: Source,
    known: dict[str, list[tuple[int, int]]],
    spans: list[tuple[int, int]],
) -> Iterator[Issue]:
    """嘉兴市金山区 where the body has 上海市金山区 and nothing of Jiaxing beside Jinshan."""
    text = statement.text
    for (start, end), (inner, last) in pairwise(spans):
        if end != inner:
            continue
        outer, own = short_form(text[start:end]), short_form(text[inner:last])
        parents = {
            word
            for word, places in known.items()
            if word != own and any(source.text.startswith(own, place_end) for _, place_end in places)
        }
        if parents and outer in known and outer not in parents:
            winner = min(parents, key=lambda word: (-len(known[word]), word))
            yield Issue("place", start, end, f"原文里“{own}”之前的地名是“{winner}”，不是“{outer}”。", winner)


def _chained(statement: Statement, word: str, start: int, end: int) -> bool:
    """Whether the other place stands right beside this one in the output: 西藏日喀则市."""
    text = statement.text
    return word in text[max(0, start - len(word) - 3) : start] or text.startswith(word, end)


def _straddles(statement: Statement, source: Source, start: int, end: int) -> bool:
    """Whether two characters are the seam of two words rather than a place: 服务和政策 holds no 和政."""
    text = statement.text
    return (
        text[max(0, start - 1) : start + 1] in source.postings or text[end - 1 : end + 1] in source.postings
    )


def _apart(places: list[tuple[int, int]], own: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places that do not touch one of ``own``: of 安徽合肥 the output may keep either part."""
    edges = {edge + gap for span in own for edge in span for gap in (-2, -1, 0, 1, 2)}
    return [(start, end) for start, end in places if start not in edges and end not in edges]


def _nearest(
    statement: Statement, known: dict[str, list[tuple[int, int]]], start: int, end: int
) -> str | None:
    return Slot(statement, start, end).usurper((), list(known.items()), 1)
