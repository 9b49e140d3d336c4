"""ROUGE-1, ROUGE-2 and ROUGE-L (Lin 2004) for Chinese.

N-gram counts come from the rouge-score package, given our tokenizers. Its longest common subsequence fills a
table in Python: 9 ms for a summary and its reference, 45 s for 5,000 pairs. Ours packs a row of the table
into one integer (Hyyrö 2004): 0.1 ms for the same number. Tests hold both equal to 1e-9.
"""

import dataclasses
import functools
from collections.abc import Sequence
from typing import Any

from summarizer.evaluation.tokenize import MAIN_TOKENIZER, Tokenizer, get_tokenizer


@dataclasses.dataclass(frozen=True, slots=True)
class RougeScore:
    """Overlap between an output and a reference, each figure between 0 and 1."""

    precision: float
    recall: float
    f1: float


@dataclasses.dataclass(frozen=True, slots=True)
class Rouge:
    """The three usual overlaps and the lengths behind them.

    Attributes:
        rouge1, rouge2: shared tokens and pairs of neighbouring tokens.
        rougeL: longest common subsequence of the two texts, each as one sequence.
        length_ratio: tokens of the output per token of the reference; 0 without a reference.
        tokenizer: name of the tokenizer, without which the figures mean nothing.
    """

    rouge1: RougeScore
    rouge2: RougeScore
    rougeL: RougeScore
    length_ratio: float
    tokenizer: str


def rouge(output: str, reference: str, tokenizer: str = MAIN_TOKENIZER) -> Rouge:
    """ROUGE of ``output`` against ``reference``; all zero when either has no tokens.

    Raises:
        InvalidOptionError: no tokenizer of that name.
    """
    tokenize = get_tokenizer(tokenizer)
    ngrams = _ngram_scorer(tokenizer).score(reference, output)
    output_tokens, reference_tokens = tokenize(output), tokenize(reference)
    return Rouge(
        rouge1=RougeScore(*ngrams["rouge1"]),
        rouge2=RougeScore(*ngrams["rouge2"]),
        rougeL=_rouge_l(output_tokens, reference_tokens),
        length_ratio=len(output_tokens) / len(reference_tokens) if reference_tokens else 0.0,
        tokenizer=tokenizer,
    )


def rouge_l(output: str, reference: str, tokenizer: str = MAIN_TOKENIZER) -> RougeScore:
    """ROUGE-L alone, for the many comparisons of matching key points."""
    tokenize = get_tokenizer(tokenizer)
    return _rouge_l(tokenize(output), tokenize(reference))


def lcs_length(left: Sequence[str], right: Sequence[str]) -> int:
    """Length of the longest common subsequence, in tokens.

    Bit i of ``row`` is 0 where the table of the classic algorithm grows from column i to i + 1.
    """
    positions: dict[str, int] = {}
    for index, token in enumerate(left):
        positions[token] = positions.get(token, 0) | 1 << index
    everything = row = (1 << len(left)) - 1
    for token in right:
        matches = row & positions.get(token, 0)
        row = (row + matches | row - matches) & everything
    return len(left) - row.bit_count()


def _rouge_l(output: Sequence[str], reference: Sequence[str]) -> RougeScore:
    if not output or not reference:
        return RougeScore(0.0, 0.0, 0.0)
    common = lcs_length(output, reference)
    precision, recall = common / len(output), common / len(reference)
    return RougeScore(precision, recall, 2 * precision * recall / (precision + recall) if common else 0.0)


class _Adapter:
    """What rouge-score calls a tokenizer."""

    def __init__(self, tokenize: Tokenizer) -> None:
        self.tokenize = tokenize


@functools.cache
def _ngram_scorer(tokenizer: str) -> Any:
    from rouge_score.rouge_scorer import RougeScorer

    return RougeScorer(["rouge1", "rouge2"], tokenizer=_Adapter(get_tokenizer(tokenizer)))
