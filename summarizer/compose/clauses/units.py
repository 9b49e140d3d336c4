"""What of a sentence is one clause, and whether it goes on from the sentence before."""

from summarizer.compose.clauses import standing
from summarizer.compose.clauses.marks import without_stray
from summarizer.compose.clauses.phrases import drop_credit, tidy
from summarizer.datamodels import Sentence
from summarizer.text.sentences import SEMICOLONS


def units_of(body: str, sentence: Sentence, skip: int) -> list[tuple[int, int]]:
    """The sentence's clauses, each fragment joined to what follows it."""
    units: list[tuple[int, int]] = []
    start: int | None = None
    for span in sentence.clauses:
        left = span.start if start is None else start
        # Only what the fragment itself says decides, not what was joined to it before.
        own = drop_credit(tidy(without_stray(body[max(span.start, skip) : span.end])))
        if standing.is_fragment(own) and span is not sentence.clauses[-1]:
            start = left
            continue
        units.append((left, span.end))
        start = None
    if start is not None:
        units.append((start, sentence.end))
    return units


def goes_on(body: str, sentence: Sentence) -> bool:
    """Whether a sentence has its subject from the one before it: ；研究…工作, 其中，8日参加募捐, 同时邀请了专家."""
    if body[sentence.start - 1] in SEMICOLONS:
        return True
    return bool(standing.GOES_ON.match(body, sentence.start, sentence.end))
