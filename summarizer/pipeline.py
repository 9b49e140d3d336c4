"""The pipeline: the only place that knows the order of things.

raw text → article → report → candidates → checked summary
"""

import time
from collections.abc import Iterable, Iterator

from summarizer.datamodels import Article, Checks, Evidence, Finding, ModelInfo, Report, Summary, Usage
from summarizer.errors import SummarizerError
from summarizer.options import SummaryOptions


class Summarizer:
    """Summarises Chinese articles. (First simple version: the lead, so that the faces have something to serve.)"""

    def __init__(self, model: str = "extractive") -> None:
        self.model = ModelInfo(name=model, version="0")

    def summarize(self, source: str | bytes | Article, options: SummaryOptions | None = None) -> Summary:
        started = time.perf_counter()
        options = options or SummaryOptions()
        if not isinstance(source, Article):
            from summarizer.article import read_article

            source = read_article(source)
        body = source.body
        end = body.find("。") + 1 or len(body)
        lead = body[: min(end, options.summary_chars)]
        return Summary(
            id=source.id,
            headline=body[: min(len(lead), options.headline_chars)],
            summary=lead,
            keypoints=(),
            headline_evidence=(Evidence(0, min(len(lead), options.headline_chars)),),
            summary_evidence=(Evidence(0, len(lead)),),
            checks=Checks(supported=True),
            article=source,
            report=Report("news", None, None, None, None, (), ()),
            usage=Usage(len(body), len(body), 0, time.perf_counter() - started),
            model=self.model,
        )

    def summarize_many(
        self, sources: Iterable[str | bytes | Article], options: SummaryOptions | None = None
    ) -> Iterator[Summary | SummarizerError]:
        for source in sources:
            try:
                yield self.summarize(source, options)
            except SummarizerError as error:
                yield error

    def check(self, source: str, output: str) -> tuple[Finding, ...]:
        from summarizer.check import check

        return check(source, output)

    def warm_up(self) -> None:
        self.summarize(Article(body="4月9日，临江市科技创新大会召开，市委书记出席并讲话。" * 3))

    def close(self) -> None:
        """Frees the model."""


def check_text(source: str | bytes, output: str, lexicon: str | None = None) -> tuple[Finding, ...]:
    """Findings in ``output`` against an article given as text, HTML or bytes."""
    from summarizer.article import read_article
    from summarizer.check import FactChecker
    from summarizer.check.lexicon import load_lexicon
    from summarizer.report import read_report

    article = read_article(source)
    rules = load_lexicon(lexicon)
    return FactChecker(article.body, read_report(article), rules).check(output)
