"""The fact check on its own, on a thread of its own: an editor who types must not wait for an archive."""

import asyncio
import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from service.problems import Problem
from summarizer.datamodels import Article, Evidence, Finding

if TYPE_CHECKING:
    from summarizer.check import FactChecker

Sentence = tuple[Evidence, tuple[Evidence, ...]]
_MOST_WAITING = 64


class CheckWorker:
    """Checks texts against articles, the last few of which it keeps read."""

    def __init__(self, lexicon: str | None) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="check")
        self._waiting = 0
        self._checker: Callable[[Article], FactChecker] = functools.lru_cache(maxsize=8)(
            functools.partial(_read, lexicon)
        )

    async def check(
        self, article: Article, text: str, speaker: str | None
    ) -> tuple[tuple[Finding, ...], list[Sentence]]:
        """Findings in ``text``, and each of its sentences with the spans of the body that support it.

        Raises:
            Problem: 429 when too many checks wait.
            SummarizerError: the article or the lexicon cannot be used.
        """
        if self._waiting >= _MOST_WAITING:
            raise Problem(
                429, "queue_full", "More checks are waiting than can be done soon.", {"Retry-After": "1"}
            )
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._thread, self._check, article, text, speaker)
        finally:
            self._waiting -= 1

    def _check(
        self, article: Article, text: str, speaker: str | None
    ) -> tuple[tuple[Finding, ...], list[Sentence]]:
        from summarizer.text.sentences import split_sentences

        checker = self._checker(article)
        sentences = list(zip(split_sentences(text), checker.align(text), strict=True))
        return checker.check(text, speaker=speaker), sentences

    def close(self) -> None:
        self._thread.shutdown(wait=True, cancel_futures=True)


def _read(lexicon: str | None, article: Article) -> "FactChecker":
    from summarizer.check import FactChecker
    from summarizer.check.lexicon import load_lexicon
    from summarizer.report import read_report

    return FactChecker(article.body, read_report(article), load_lexicon(lexicon))
