"""A long text as pieces that a model reads whole: paragraphs, then sentences, never mid-sentence."""

from collections.abc import Callable

from summarizer.text.sentences import split_clauses, split_sentences

Fits = Callable[[str], bool]


def split_text(text: str, fits: Fits) -> list[tuple[int, int]]:
    """Spans of consecutive pieces that each fit, covering every character but white space between them.

    Paragraphs stay together while they fit; one that does not is split between sentences. Only a
    sentence that does not fit alone is split at its commas, and only a clause that does not is split
    anywhere: nothing is left out.

    Args:
        text: paragraphs joined by ``\\n``.
        fits: whether the model reads a text whole; every text of one character must fit.
    """
    pieces: list[tuple[int, int]] = []
    for start, end in _units(text, fits):
        if pieces and fits(text[pieces[-1][0] : end]):
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    return pieces


def _units(text: str, fits: Fits) -> list[tuple[int, int]]:
    """The largest natural units that fit, in order."""
    units: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        if paragraph.strip():
            if fits(paragraph):
                units.append((start, end))
            else:
                for sentence in split_sentences(paragraph):
                    units += _sentence_units(text, start + sentence.start, start + sentence.end, fits)
        start = end + 1
    return units


def _sentence_units(text: str, start: int, end: int, fits: Fits) -> list[tuple[int, int]]:
    if fits(text[start:end]):
        return [(start, end)]
    units: list[tuple[int, int]] = []
    for clause in split_clauses(text, start, end):
        units += _halves(text, clause.start, clause.end, fits)
    return units


def _halves(text: str, start: int, end: int, fits: Fits) -> list[tuple[int, int]]:
    if end - start <= 1 or fits(text[start:end]):
        return [(start, end)]
    middle = (start + end) // 2
    return _halves(text, start, middle, fits) + _halves(text, middle, end, fits)
