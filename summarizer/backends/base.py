"""What every kind of model looks like to the pipeline.

A backend turns a list of requests into a list of candidates and knows nothing of articles.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Literal, Protocol, runtime_checkable

from summarizer.backends.metering import Meter
from summarizer.datamodels import ModelInfo

Task = Literal["headline", "keypoint", "summary"]

#: Most characters of ``Request.rest``.
REST_CHARS = 800


@dataclasses.dataclass(frozen=True, slots=True)
class Request:
    """One text to condense.

    Attributes:
        text: the source, clean Chinese, paragraphs joined by ``\\n``.
        task: what is wanted.
        max_chars: candidates longer than this many characters are useless to the caller.
        context: the article's title or event, for models that profit from it; never to be quoted as fact.
        meter: counts what answering costs; all requests of one article share one, and only those are ever
            asked together in one conversation.
        names: persons whom the text names; a model whose decoding can be steered writes each whole or not at all.
        thorough: the answer will be taken as it is, so that more drafts to choose from are worth their time.
        rest: how the article goes on after ``text``, up to `REST_CHARS` characters: what recurs there it is about.
    """

    text: str
    task: Task
    max_chars: int
    context: str | None = None
    meter: Meter | None = None
    names: tuple[str, ...] = ()
    thorough: bool = False
    rest: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """One proposal for a request, best first in its list.

    Attributes:
        text: the proposal; may exceed ``max_chars`` only when nothing shorter exists.
        score: higher is better, comparable within one request only (mean log-probability per token,
            or salience).
        confident: False when the model itself would rather see the extractive candidate win.
        origin: the model that wrote it where that is not the backend itself (a fallback); else None.
    """

    text: str
    score: float
    confident: bool = True
    origin: ModelInfo | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class ClauseTable:
    """The clauses of one report, for a backend that judges them.

    Attributes:
        texts: each clause with whatever stands between it and the one before, in order.
        names: of the features.
        features: one row per clause, in the order of ``names``.
        ties: one row per clause, how it hangs in its sentence and its speech.
    """

    texts: Sequence[str]
    names: Sequence[str]
    features: Sequence[Sequence[float]]
    ties: Sequence[Sequence[float]]


@dataclasses.dataclass(frozen=True, slots=True)
class ClauseWorth:
    """What an editor would think of one clause.

    Attributes:
        summary, keypoint: share of it that headline and summary, or key points, would take over, about 0 to 1.
        facts: for pairs of neighbouring characters the chance that they belong to a fact that must not be lost.
        alone: chance that it can be printed behind its speaker's name as it is: whole, clear, and the speaker's.
    """

    summary: float
    keypoint: float
    facts: Mapping[str, float]
    alone: float = 1.0


@runtime_checkable
class Judge(Protocol):
    """A backend that also says how much of a report's clauses an editor would keep."""

    def judge(self, reports: Sequence[ClauseTable]) -> list[list[ClauseWorth]] | None:
        """The worth of each clause of each report; None where this model has not learnt to judge such clauses."""
        ...


class Backend(Protocol):
    """A model that proposes texts.

    Attributes:
        name: what the result's ``model.name`` says.
        max_source_chars: longest ``Request.text`` that is read whole, in characters; longer ones go through
            :func:`summarizer.backends.mapmerge.generate_long`, never cut.
        leads: its headline is taken whenever the source supports it; otherwise it competes with the
            report's own words.
    """

    name: str
    max_source_chars: int
    leads: bool

    @property
    def version(self) -> str:
        """What the result's ``model.version`` says; changes whenever outputs may change."""
        ...

    def generate(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Candidates for each request, in request order; a list may be empty when nothing is proposed.

        Raises:
            BackendError, BackendUnavailableError, DeadlineError: the model failed as a whole.
        """
        ...
