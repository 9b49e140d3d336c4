"""What is compared: our models by name, and baselines that any reader could apply by hand."""

import re
import time
from collections.abc import Iterator, Sequence

from summarizer import Article, Summarizer, SummarizerError, SummaryOptions
from summarizer.evaluation import Output, Reference

#: ``gold`` gives the references themselves: every finding in them is the fact check's own error.
BASELINES = ("lead", "first-sentence", "gold")


def run(name: str, references: Sequence[Reference], options: SummaryOptions) -> list[Output]:
    """Outputs of a baseline or of any model that ``Summarizer`` takes by name, in the references' order."""
    if name in BASELINES:
        return [_baseline(name, reference, options) for reference in references]
    return list(_model(name, references, options))


def _model(name: str, references: Sequence[Reference], options: SummaryOptions) -> Iterator[Output]:
    summarizer = Summarizer(name)
    summarizer.warm_up()
    for reference in references:
        started = time.perf_counter()
        try:
            output = Output.from_summary(reference.id, summarizer.summarize(Article(reference.body), options))
        except SummarizerError as error:
            output = Output(reference.id, error=error.code)
        yield Output(
            output.id,
            output.headline,
            output.summary,
            output.keypoints,
            output.error,
            time.perf_counter() - started,
        )
    summarizer.close()


def _baseline(name: str, reference: Reference, options: SummaryOptions) -> Output:
    """``lead`` is the body's first characters up to each budget; ``first-sentence`` is whole."""
    started = time.perf_counter()
    if name == "gold":
        return Output(reference.id, reference.headline or "", reference.summary or "", reference.keypoints)
    body = reference.body
    if name == "lead":
        headline, summary = body[: options.headline_chars], body[: options.summary_chars]
    else:
        headline = summary = first_sentence(body)
    return Output(reference.id, headline, summary, seconds=time.perf_counter() - started)


def first_sentence(body: str) -> str:
    match = re.match(r"[^。！？\n]*[。！？]?", body)
    return match[0] if match else body
