"""The fact check: what an output says that its source does not, and where the source says what it does.

>>> from summarizer.check import check
>>> [finding.kind for finding in check("市长李丹出席会议。", "副市长李丹出席会议。")]
['post']
"""

from summarizer.check.checker import FactChecker
from summarizer.check.lexicon import Lexicon, load_lexicon
from summarizer.datamodels import Article, Finding
from summarizer.report import read_report

__all__ = ["FactChecker", "Lexicon", "check", "load_lexicon"]


def check(source: str, output: str, lexicon: Lexicon | None = None) -> tuple[Finding, ...]:
    """What ``output`` says that ``source`` does not support; usable on any pair of texts."""
    return FactChecker(source, read_report(Article(source)), lexicon).check(output)
