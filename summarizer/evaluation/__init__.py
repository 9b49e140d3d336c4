"""Measures that people can trust for Chinese summaries: agreement, faithfulness, facts, budgets, intervals.

>>> from summarizer.evaluation import rouge
>>> round(rouge("临江召开科技创新大会", "临江市召开科技创新大会").rougeL.f1, 3)
0.952
"""

from typing import TYPE_CHECKING, Any

from summarizer.evaluation.facts import fact_recall
from summarizer.evaluation.judge import Judge
from summarizer.evaluation.measures import Measured, measure
from summarizer.evaluation.records import Output, Reference, read_outputs, read_references
from summarizer.evaluation.rouge import Rouge, RougeScore, rouge
from summarizer.evaluation.tokenize import TOKENIZERS

if TYPE_CHECKING:
    from summarizer.evaluation.comparison import compare

__all__ = [
    "TOKENIZERS",
    "Judge",
    "Measured",
    "Output",
    "Reference",
    "Rouge",
    "RougeScore",
    "compare",
    "fact_recall",
    "measure",
    "read_outputs",
    "read_references",
    "rouge",
]


def __getattr__(name: str) -> Any:
    # Loaded on first use: compare needs pandas, which a program that scores one pair need not pay for.
    if name == "compare":
        from summarizer.evaluation.comparison import compare

        return compare
    raise AttributeError(f"module 'summarizer.evaluation' has no attribute {name!r}")
