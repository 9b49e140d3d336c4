"""Headline, summary and key points of Chinese news, each traceable to the sentence that supports it.

>>> from summarizer import Summarizer
>>> Summarizer().summarize(text).headline
"""

from typing import TYPE_CHECKING, Any

from summarizer.datamodels import Article, Checks, Evidence, Finding, Keypoint, Report, Speaker, Summary
from summarizer.errors import SummarizerError
from summarizer.options import PRESETS, SummaryOptions

if TYPE_CHECKING:
    from summarizer.pipeline import Summarizer

__version__ = "0.1.0"

__all__ = [
    "PRESETS",
    "Article",
    "Checks",
    "Evidence",
    "Finding",
    "Keypoint",
    "Report",
    "Speaker",
    "Summarizer",
    "SummarizerError",
    "Summary",
    "SummaryOptions",
]


def __getattr__(name: str) -> Any:
    # Loaded on first use: the pipeline pulls in text extraction, which an importer of Article need not pay for.
    if name == "Summarizer":
        from summarizer.pipeline import Summarizer

        return Summarizer
    raise AttributeError(f"module 'summarizer' has no attribute {name!r}")
