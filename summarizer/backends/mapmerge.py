"""Texts longer than a model reads: condense each piece, then condense what the pieces gave."""

import dataclasses
from collections.abc import Callable, Sequence

from summarizer.backends.base import Backend, Candidate, Request
from summarizer.backends.chunking import split_text
from summarizer.text.sentences import split_sentences

Generate = Callable[[Sequence[Request]], list[list[Candidate]]]
Fits = Callable[[Request], bool]

#: ``max_source_chars`` of backends that call :func:`map_merge` themselves: more than any article has.
ANY_LENGTH = 2_000_000
#: Characters a piece may be condensed to; below that names and figures go, above it merging gains nothing.
PIECE_CHARS = (60, 240)
#: Condensed pieces longer than this share of their text are not condensed again: it would never end.
MAX_SHARE = 0.8


def generate_long(backend: Backend, requests: Sequence[Request]) -> list[list[Candidate]]:
    """``backend.generate`` for requests of any length, by the backend's ``max_source_chars``."""
    return map_merge(
        backend.generate, requests, lambda request: len(request.text) <= backend.max_source_chars
    )


def map_merge(generate: Generate, requests: Sequence[Request], fits: Fits) -> list[list[Candidate]]:
    """Candidates for each request, in request order; every character of every text is read.

    All pieces of all requests go to the model in one call, what they gave in another. Candidates that
    went through pieces are the model's words on its own words, so that checking them against the whole
    source matters all the more.

    Args:
        generate: the model, for requests that fit.
        requests: of any length.
        fits: whether the model reads a request's text whole.
    """
    groups = [[request] if fits(request) else _pieces(request, fits) for request in requests]
    answers = iter(generate([piece for group in groups for piece in group]))
    results: list[list[Candidate]] = []
    merges: dict[int, Request] = {}
    for index, (request, group) in enumerate(zip(requests, groups, strict=True)):
        given = [next(answers) for _ in group]
        results.append(sorted((one for many in given for one in many), key=lambda one: -one.score))
        if len(group) > 1:
            text = "\n".join(_best(piece, candidates) for piece, candidates in zip(group, given, strict=True))
            if len(text) <= MAX_SHARE * len(request.text):
                merges[index] = dataclasses.replace(request, text=text)
    if merges:
        for index, candidates in zip(merges, map_merge(generate, list(merges.values()), fits), strict=True):
            results[index] = candidates
    return results


def _pieces(request: Request, fits: Fits) -> list[Request]:
    whole = dataclasses.replace(request, task="summary")
    low, high = PIECE_CHARS
    return [
        dataclasses.replace(
            whole, text=request.text[start:end], max_chars=min(high, max(low, (end - start) // 4))
        )
        for start, end in split_text(request.text, lambda text: fits(dataclasses.replace(whole, text=text)))
    ]


def _best(piece: Request, candidates: Sequence[Candidate]) -> str:
    """What stands for a piece in the merge: the best candidate in budget, else its first sentence."""
    fitting = [one for one in candidates if len(one.text) <= piece.max_chars]
    if fitting:
        return max(fitting, key=lambda one: one.score).text
    first = split_sentences(piece.text)[0]
    return piece.text[first.start : first.end]
