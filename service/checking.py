"""The fact check on its own, in a process of its own: an editor who types must not wait for an archive."""

import functools
from typing import TYPE_CHECKING

from service.metrics import Metrics
from service.problems import Problem
from service.settings import Settings
from service.worker import Worker
from summarizer.datamodels import Article, Evidence, Finding

if TYPE_CHECKING:
    from summarizer.check import FactChecker

Sentence = tuple[Evidence, tuple[Evidence, ...]]
Checked = tuple[tuple[Finding, ...], list[Sentence]]
_MOST_WAITING = 64


class CheckDesk:
    """Checks texts against articles, the last few of which its process keeps read."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self._lexicon = settings.lexicon_path
        self._worker = Worker(settings)
        self._waiting = 0
        metrics.watch("summarizer_check", lambda: self._worker.pid)

    async def start(self) -> None:
        """Starts the process, so that the first editor does not wait for it."""
        await self._worker.call(check, None, Article("会议召开。"), "会议召开。", None)

    async def check(self, article: Article, text: str, speaker: str | None) -> Checked:
        """Findings in ``text``, and each of its sentences with the spans of the body that support it.

        Raises:
            Problem: 429 when too many checks wait.
            SummarizerError: the article or the lexicon cannot be used.
        """
        self.admit()
        self._waiting += 1
        try:
            return await self._worker.call(check, self._lexicon, article, text, speaker)
        finally:
            self._waiting -= 1

    def admit(self) -> None:
        """Raises a 429 :class:`Problem` when too many checks wait."""
        if self._waiting >= _MOST_WAITING:
            raise Problem(
                429, "queue_full", "More checks are waiting than can be done soon.", {"Retry-After": "1"}
            )

    def close(self) -> None:
        """Waits for the check in work and ends the process."""
        self._worker.close()

    def kill(self) -> None:
        """Ends the process at once."""
        self._worker.kill()


def check(lexicon: str | None, article: Article, text: str, speaker: str | None) -> Checked:
    """What the process does."""
    from summarizer.text.sentences import split_sentences

    checker = _checker(lexicon, article)
    sentences = list(zip(split_sentences(text), checker.align(text), strict=True))
    return checker.check(text, speaker=speaker), sentences


@functools.lru_cache(maxsize=8)
def _checker(lexicon: str | None, article: Article) -> "FactChecker":
    from summarizer.check import FactChecker
    from summarizer.check.lexicon import load_lexicon
    from summarizer.report import read_report

    return FactChecker(article.body, read_report(article), load_lexicon(lexicon))
