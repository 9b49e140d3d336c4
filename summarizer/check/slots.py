"""How well a word sits where an output puts it, measured by the body's own surroundings of that word.

市长李丹出席并讲话 holds nothing but characters of the body; that the body says 邹自景出席并讲话 shows only in what
stands before and after the name.
"""

from collections.abc import Iterable, Sequence

from summarizer.check.source import Source

#: Characters compared on either side.
REACH = 8
#: Marks that end a comparison: beyond them the context is another one.
_STOPS = frozenset(",。;:!?\n()“”《》、")


def fit(source: Source, before: str, after: str, start: int, end: int) -> int:
    """Characters around ``source.text[start:end]`` that agree with ``before`` and ``after``, contiguously."""
    text = source.text
    left = 0
    while left < len(before) and start > left and before[-1 - left] == text[start - 1 - left]:
        if before[-1 - left] in _STOPS:
            break
        left += 1
    right = 0
    while right < len(after) and end + right < len(text) and after[right] == text[end + right]:
        if after[right] in _STOPS:
            break
        right += 1
    return left + right


def surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a span, :data:`REACH` characters each."""
    return text[max(0, start - REACH) : start], text[end : end + REACH]


def best_fit(source: Source, before: str, after: str, spans: Iterable[tuple[int, int]]) -> int:
    """The best :func:`fit` over several places; 0 for none."""
    return max((fit(source, before, after, start, end) for start, end in spans), default=0)


def usurper(
    source: Source,
    before: str,
    after: str,
    own: Sequence[tuple[int, int]],
    rivals: Iterable[tuple[str, Sequence[tuple[int, int]]]],
    margin: int,
) -> str | None:
    """The rival that the body puts into these surroundings instead, if it clearly does.

    Args:
        own: where the body has the word itself.
        rivals: words of the same kind and where the body has them.
        margin: by how many characters a rival must fit better.
    """
    mine = best_fit(source, before, after, own)
    best, winner = mine + margin - 1, None
    for name, spans in rivals:
        score = best_fit(source, before, after, spans)
        if score > best:
            best, winner = score, name
    return winner
