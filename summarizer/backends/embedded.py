"""The model that ships with the library: offline, on CPU, several drafts ranked by a small scorer."""

import dataclasses
import functools
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.backends.base import Candidate, ClauseTable, ClauseWorth, Request, Task
from summarizer.backends.metering import TokenUsage
from summarizer.backends.settings import BackendSettings, DType
from summarizer.errors import InvalidOptionError

if TYPE_CHECKING:
    from summarizer.modeling.clause_salience import SalienceJudge
    from summarizer.modeling.decoding import Decoder, Encoded, Want, Written
    from summarizer.modeling.ranking import Ranker

logger = logging.getLogger(__name__)

#: What a piece holds on average.
CHARS_PER_PIECE = 1.42

#: Share of the budget, in characters, that each draft is asked for; None leaves the length to the model.
LENGTHS: dict[Task, tuple[float | None, ...]] = {
    "headline": (None, 0.6),
    "keypoint": (None,),
    "summary": (0.8, 0.6),
}
#: Where a request is worth it, drafts that a beam adds to a greedy one, of the length that the model chooses. The
#: likeliest of them is seldom the best, but among them, by what they agree on, there is a better one than the greedy.
BEAMS: dict[Task, int] = {"headline": 6, "keypoint": 0, "summary": 0}
#: What is asked for where every draft has overrun its budget.
SECOND_TRY: tuple[float, ...] = (0.75, 0.6, 0.45)
#: Drafts side by side where none was written at all.
LAST_TRY = 8
#: Shortest text worth showing, in characters.
LEAST_CHARS: dict[Task, int] = {"headline": 6, "keypoint": 5, "summary": 16}


class EmbeddedBackend:
    """Proposes headlines, key points and summaries with an embedded model.

    A text is encoded once, whatever is asked about it. Of a text longer than ``max_source_chars`` only
    the beginning is read.

    Attributes:
        name: the model's name.
        max_source_chars: what the model reads of a text, in characters.
    """

    leads = False

    def __init__(
        self,
        folder: Path | str,
        threads: int | None = None,
        lengths: Mapping[Task, Sequence[float | None]] = LENGTHS,
        beams: Mapping[Task, int] = BEAMS,
        dtype: DType = "auto",
    ) -> None:
        """Nothing is loaded before the first request.

        Args:
            folder: a model folder, as found by :func:`summarizer.modeling.weights.find_model`.
            threads: threads of the arithmetic; the process's setting by default.
            lengths: for each task, the share of the budget that each draft is asked for; fewer are faster.
            beams: for each task, how many drafts a beam adds.
            dtype: number format of the products, float32 or bfloat16; ``auto`` is bfloat16 where the processor
                multiplies in it, faster by half. The two do not always write the same.

        Raises:
            InvalidOptionError: a number format that this model does not compute in.
            ModelLoadError: the metadata or the configuration cannot be read.
        """
        from summarizer.modeling.weights import read_metadata, source_pieces

        if dtype not in ("auto", "float32", "bfloat16"):
            raise InvalidOptionError(f"The embedded model computes in float32 or bfloat16, not in {dtype}.")
        self.folder = Path(folder)
        self.dtype = dtype
        self.threads = threads
        self.lengths = lengths
        self.beams = beams
        self.metadata = read_metadata(self.folder)
        self.name = str(self.metadata.get("name") or self.folder.name)
        self.max_source_chars = round(source_pieces(self.folder) * CHARS_PER_PIECE)

    @functools.cached_property
    def version(self) -> str:
        """Changes with any of the model's files, and with the number format that its products are computed in."""
        from summarizer.modeling.weights import read_version

        own = read_version(self.folder) + ("-bfloat16" if self.bfloat16 else "")
        return f"{own}+{self.for_news.version}" if self.for_news else own

    @functools.cached_property
    def for_news(self) -> "EmbeddedBackend | None":
        """The model that headlines of ordinary news are asked of, where the metadata names one and it lies in a
        folder beside this one's."""
        folder = self.folder.parent / str(self.metadata.get("headlines_of_news"))
        if "headlines_of_news" not in self.metadata or not folder.is_dir():
            return None
        return EmbeddedBackend(folder, self.threads, self.lengths, self.beams, self.dtype)

    @functools.cached_property
    def decoder(self) -> "Decoder":
        """The loaded model with its decoding rules."""
        import torch

        from summarizer.modeling.decoding import Decoder
        from summarizer.modeling.weights import load_network

        if self.threads:
            torch.set_num_threads(self.threads)
        return Decoder(*load_network(self.folder, bfloat16=self.bfloat16))

    @functools.cached_property
    def bfloat16(self) -> bool:
        """Whether products are computed in bfloat16."""
        import torch

        from summarizer.backends.device import pick_dtype

        return pick_dtype(BackendSettings(dtype=self.dtype), torch.device("cpu")) == torch.bfloat16

    @functools.cached_property
    def ranker(self) -> "Ranker":
        """Scores drafts; trained with the model and shipped beside its weights."""
        from summarizer.modeling.ranking import load_ranker

        return load_ranker(self.folder)

    def judge(self, reports: Sequence[ClauseTable]) -> list[list[ClauseWorth]] | None:
        """Worth of each clause of each report; None where no network lies beside the weights, or one trained on
        other features."""
        if self._judge is None or any(
            table.names and tuple(table.names) != self._judge.names for table in reports
        ):
            return None
        return [[ClauseWorth(*worth) for worth in report] for report in self._judge(reports)]

    @functools.cached_property
    def _judge(self) -> "SalienceJudge | None":
        from summarizer.modeling.clause_salience import SalienceJudge, load_network
        from summarizer.modeling.clause_standing import load_standing

        loaded = load_network(self.folder, self.decoder.model.encoder.config, self.bfloat16)
        if loaded is None:
            return None
        return SalienceJudge(
            self.decoder.model.encoder, self.decoder.processor, *loaded, load_standing(self.folder)
        )

    def count_tokens(self, text: str) -> int:
        """Pieces the model reads for ``text``."""
        from summarizer.modeling.normalize import normalize_text

        return len(self.decoder.pieces(normalize_text(text)))

    def generate(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Candidates for each request, best first, duplicates removed.

        Where every draft of a request had to be cut to fit its budget, shorter ones are asked for; what was cut
        comes last and is never confident.
        """
        if self.for_news is None:
            return self._generate(requests)
        of_news = [request.thorough and request.task == "headline" for request in requests]
        own = iter(self._generate([r for r, news in zip(requests, of_news, strict=True) if not news]))
        asked = [request for request, news in zip(requests, of_news, strict=True) if news]
        theirs = iter(self.for_news.generate(asked))
        return [next(theirs if news else own) for news in of_news]

    def _generate(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """What this model itself is asked for."""
        if not requests:
            return []
        names: dict[str, set[str]] = {}
        for request in requests:
            names.setdefault(request.text, set()).update(request.names)
        protected = [sorted(mine) for mine in names.values()]
        sources = dict(zip(names, self.decoder.encode(list(names), protected), strict=True))
        for meter, text in dict.fromkeys((request.meter, request.text) for request in requests):
            if meter:
                meter.add(TokenUsage(1, len(sources[text].ids)))
        results = self._write(requests, sources, self.lengths, self.beams)
        overrun = [index for index, drafts in enumerate(results) if all(draft.cut for _, _, draft in drafts)]
        if overrun:
            again = self._write(
                [requests[index] for index in overrun],
                sources,
                dict.fromkeys(LENGTHS, SECOND_TRY),
                dict.fromkeys(BEAMS, 0),
            )
            for index, drafts in zip(overrun, again, strict=True):
                results[index] = [*drafts, *results[index]]
        silent = [index for index, drafts in enumerate(results) if not drafts]
        if silent:
            # The one beginning that the model is sure of cannot go on within the rules: others are looked at.
            asked = [dataclasses.replace(requests[index], thorough=True) for index in silent]
            last = self._write(asked, sources, self.lengths, dict.fromkeys(BEAMS, LAST_TRY))
            for index, drafts in zip(silent, last, strict=True):
                results[index] = drafts
        return [_candidates(drafts) for drafts in results]

    def _write(
        self,
        requests: Sequence[Request],
        sources: "Mapping[str, Encoded]",
        lengths: Mapping[Task, Sequence[float | None]],
        beams: Mapping[Task, int],
    ) -> "list[list[tuple[float, bool, Written]]]":
        """One round of drafts, ranked; what is asked about the same text is written side by side."""
        from summarizer.modeling.normalize import normalize_text

        texts = list(dict.fromkeys(request.text for request in requests))
        wants: dict[str, list[Want]] = {text: [] for text in texts}
        spans = []
        for request in requests:
            asked = wants_for(request, lengths, beams)
            first = len(wants[request.text])
            spans.append(range(first, first + len(asked)))
            wants[request.text].extend(asked)
        written = self.decoder.write([sources[text] for text in texts], list(wants.values()))
        drafts_of = dict(zip(texts, written, strict=True))
        results = []
        for request, span in zip(requests, spans, strict=True):
            drafts = [draft for draft in drafts_of[request.text] if draft.order in span]
            article = normalize_text(request.text + request.rest)
            results.append(self.ranker.rank(drafts, sources[request.text], request.task, article))
        return results


def wants_for(
    request: Request,
    shares: Mapping[Task, Sequence[float | None]] = LENGTHS,
    beams: Mapping[Task, int] = BEAMS,
) -> "list[Want]":
    """The drafts to write for a request: a few lengths, none above the budget, or a beam's and a greedy one."""
    from summarizer.modeling.decoding import Want

    least = min(LEAST_CHARS[request.task], request.max_chars)
    width = beams[request.task] if request.thorough else 0
    lengths = [
        None if share is None else max(least, round(request.max_chars * share))
        for share in ((None,) if width else shares[request.task])
    ]
    wants = [Want(request.task, length, least, request.max_chars) for length in dict.fromkeys(lengths)]
    if width:
        wants.append(Want(request.task, None, least, request.max_chars, beams=width))
    return wants


def _candidates(ranked: "Sequence[tuple[float, bool, Written]]") -> list[Candidate]:
    best: dict[str, Candidate] = {}
    for score, confident, draft in sorted(ranked, key=lambda item: item[2].cut):
        best.setdefault(draft.text, Candidate(draft.text, score, confident and not draft.cut))
    return list(best.values())
