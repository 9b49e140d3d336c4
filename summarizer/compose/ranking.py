"""Which of several headlines an editor would take: coverage of what matters, a full line, and the usual shapes."""

import math
from collections.abc import Sequence

from summarizer.compose.clauses import Clause
from summarizer.compose.phrases import bigrams
from summarizer.datamodels import Report

#: Length that annotated headlines of meeting reports have on average, in characters.
USUAL_CHARS = 22


def rank_headlines(
    options: Sequence[str], clauses: Sequence[Clause], scores: Sequence[float], report: Report, budget: int
) -> list[str]:
    """The options, best first."""
    worth: dict[str, float] = {}
    for clause, value in zip(clauses, scores, strict=True):
        for pair in bigrams(clause.text):
            worth[pair] = max(worth.get(pair, 0.0), value)
    event = bigrams(report.event or "")
    target = min(USUAL_CHARS, budget)
    rated = [(_rate(text, worth, event, target), text) for text in options]
    return [text for _, text in sorted(rated, key=lambda item: (-item[0], item[1]))]


def _rate(text: str, worth: dict[str, float], event: set[str], target: int) -> float:
    pairs = bigrams(text)
    salience = sum(worth.get(pair, 0.0) for pair in pairs) / max(1, len(pairs))
    names_event = len(pairs & event) / max(1, len(event)) if event else 0.0
    length = math.exp(-(((len(text) - target) / 9) ** 2))
    return salience + 0.25 * names_event + 0.3 * length
