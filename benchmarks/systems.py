"""What is compared: our models by name, other people's, and baselines to apply by hand."""

import dataclasses
import importlib.metadata
import re
import time
from collections.abc import Callable, Sequence

from benchmarks import peers
from summarizer import Summarizer, SummarizerError, SummaryOptions
from summarizer.evaluation import Output, Reference

#: ``gold`` gives the references themselves: every finding in them is the fact check's own error.
BASELINES = ("lead", "first-sentence", "gold")


@dataclasses.dataclass(frozen=True, slots=True)
class Run:
    """Outputs of one system over a corpus, in its order, and what they cost.

    Attributes:
        name, version: of the system, as it reports itself.
        outputs: each with its wall time.
        cpu_seconds: processor time of all threads per document, the mean, after one document to warm up.
    """

    name: str
    version: str
    outputs: list[Output]
    cpu_seconds: float


def run(name: str, references: Sequence[Reference], options: SummaryOptions) -> Run:
    """A baseline, a peer or any model that ``Summarizer`` takes by name, over all references."""
    version, one = _system(name, options)
    one(references[0])
    started = time.process_time()
    outputs = [_timed(one, reference) for reference in references]
    return Run(name, version, outputs, (time.process_time() - started) / len(references))


def _system(name: str, options: SummaryOptions) -> tuple[str, Callable[[Reference], Output]]:
    if name in BASELINES:
        return "", lambda reference: _baseline(name, reference, options)
    if name in peers.PEERS:
        version = importlib.metadata.version(peers.PACKAGES[name])
        return version, lambda reference: peers.summarize(name, reference, options)
    summarizer = Summarizer(name)

    def ours(reference: Reference) -> Output:
        try:
            return Output.from_summary(reference.id, summarizer.summarize(reference.body, options))
        except SummarizerError as error:
            return Output(reference.id, error=error.code)

    return summarizer.model.version, ours


def _timed(one: Callable[[Reference], Output], reference: Reference) -> Output:
    started = time.perf_counter()
    output = one(reference)
    return dataclasses.replace(output, seconds=time.perf_counter() - started)


def _baseline(name: str, reference: Reference, options: SummaryOptions) -> Output:
    """``lead`` is the body's first characters up to each budget; ``first-sentence`` is whole."""
    if name == "gold":
        return Output(reference.id, reference.headline or "", reference.summary or "", reference.keypoints)
    body = reference.body
    if name == "lead":
        headline, summary = body[: options.headline_chars], body[: options.summary_chars]
    else:
        headline = summary = first_sentence(body)
    return Output(reference.id, headline, summary)


def first_sentence(body: str) -> str:
    match = re.match(r"[^。！？\n]*[。！？]?", body)
    return match[0] if match else body
