"""What is asked of a model and what it answers: encode once, write many drafts side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sentencepiece as spm
import torch
from torch import Tensor

from summarizer.modeling.batching import batches
from summarizer.modeling.control import EOS_ID, PAD_ID, Task
from summarizer.modeling.groups import Group
from summarizer.modeling.network import CopySeq2Seq
from summarizer.modeling.next_piece import NextPiece
from summarizer.modeling.normalize import normalize_text
from summarizer.modeling.rules import (
    FREE_CHARACTERS,
    Draft,
    LengthWindow,
    Rule,
    WholeQuotations,
    default_rules,
)
from summarizer.modeling.search import Search
from summarizer.modeling.source_facts import SourceFacts
from summarizer.modeling.vocabulary import PieceTable


@dataclass(frozen=True)
class Encoded:
    """One source, encoded.

    Attributes:
        facts: What the rules ask of it.
        ids: (S,) its pieces, end mark included.
        states: (S, D) encoder states.
        salience: (S,) log-odds that a piece would be used by a summary.
        writable: (A,) the pieces that may be written about it, growing ids.
    """

    facts: SourceFacts
    ids: Tensor
    states: Tensor
    salience: Tensor
    writable: Tensor

    def salience_covered(self, pieces: Sequence[int]) -> float:
        """Share of the source's salience that lies on the given pieces, 0 to 1."""
        weight = torch.sigmoid(self.salience.float())
        weight = weight * (weight > 0.2)
        written = torch.isin(self.ids, torch.tensor(list(pieces) or [PAD_ID], device=self.ids.device))
        return float((weight * written).sum() / weight.sum().clamp_min(1e-6))


@dataclass(frozen=True)
class Want:
    """One text to be written about a source.

    Attributes:
        task: Kind of text.
        chars: Length asked for by control token, in characters; None leaves it to the model.
        least, most: Window that the length must fall into, in characters.
        beams: Beam width; 1 is greedy.
    """

    task: Task
    chars: int | None = None
    least: int = 4
    most: int = 64
    beams: int = 1


@dataclass(frozen=True)
class Written:
    """One finished text.

    Attributes:
        text: The text.
        pieces: Its ids.
        want: What was asked.
        order: Place of the want in the source's list of wants.
        mean_logprob: Mean log-probability per piece, end mark included.
        worst_logprob: Smallest log-probability of one piece.
        copy_share: Mean share of probability that came by copying, 0 to 1.
        cut: It ends where the model would have gone on: nothing that it wanted to say fitted the rules.
    """

    text: str
    pieces: tuple[int, ...]
    want: Want
    order: int
    mean_logprob: float
    worst_logprob: float
    copy_share: float
    cut: bool = False


class Decoder:
    """Writes texts about sources with one model.

    Args:
        model: In evaluation mode.
        pieces: The model's own.
        rules: Shared by all tasks; the length window is added for each want.
        batch_pieces: Most padded source pieces encoded together.
        batch_rows: Most rows written together.
    """

    def __init__(
        self,
        model: CopySeq2Seq,
        pieces: spm.SentencePieceProcessor,
        rules: Sequence[Rule] | None = None,
        batch_pieces: int = 1024,
        batch_rows: int = 192,
    ) -> None:
        self.model = model
        self.processor = pieces
        self.table = PieceTable(self.processor, FREE_CHARACTERS)
        self.rules = list(default_rules() if rules is None else rules)
        self.batch_pieces, self.batch_rows = batch_pieces, batch_rows
        self.max_pieces = model.encoder.config.max_source_pieces

    def pieces(self, text: str) -> list[int]:
        """Ids of a normalized source, cut to what the model reads."""
        return [*self.processor.encode(text[: self.max_pieces * 6])[: self.max_pieces - 1], EOS_ID]

    @torch.inference_mode()
    def encode(self, texts: Sequence[str], protected: Sequence[Sequence[str]] | None = None) -> list[Encoded]:
        """Encode sources in batches of similar length; results in the order of `texts`.

        Args:
            texts: Any spelling; normalized here.
            protected: For each text, strings that may only be written whole.
        """
        pieces = [self.pieces(normalize_text(text)) for text in texts]
        encoded: dict[int, Encoded] = {}
        for batch in batches([len(ids) for ids in pieces], self.batch_pieces):
            source = _pad([torch.tensor(pieces[index]) for index in batch]).to(self.model.device)
            states = self.model.encode(source)
            salience = self.model.salience_head(states).squeeze(-1)
            for row, index in enumerate(batch):
                ids = pieces[index]
                # Only what was read may be copied: facts stop where the pieces stop.
                read = self.processor.decode(ids[:-1])
                names = [normalize_text(name) for name in (protected[index] if protected else ())]
                encoded[index] = Encoded(
                    SourceFacts(read, names),
                    source[row, : len(ids)],
                    states[row, : len(ids)],
                    salience[row, : len(ids)],
                    self.table.writable(read, ids).to(self.model.device),
                )
        return [encoded[index] for index in range(len(texts))]

    @torch.inference_mode()
    def write(self, sources: Sequence[Encoded], wants: Sequence[Sequence[Want]]) -> list[list[Written]]:
        """Texts for each source, in the order of its wants, several where beams are wide.

        Where nothing that the model would write fits a want, what it wrote is cut at its likeliest end and says
        so; a want that the rules make impossible yields nothing.
        """
        results: list[list[Written]] = [[] for _ in sources]
        rows = [sum(want.beams for want in wanted) for wanted in wants]
        order = sorted(
            (index for index in range(len(sources)) if rows[index]),
            key=lambda index: (rows[index], max(want.most for want in wants[index]), len(sources[index].ids)),
        )
        while order:
            width = rows[order[0]]
            count = max(1, self.batch_rows // width)
            batch = [index for index in order[:count] if rows[index] == width]
            order = order[len(batch) :]
            for index, written in zip(batch, self._write_batch(batch, sources, wants), strict=True):
                results[index] = written
        return results

    def _write_batch(
        self, batch: Sequence[int], sources: Sequence[Encoded], wants: Sequence[Sequence[Want]]
    ) -> list[list[Written]]:
        """Sources about which equally many rows are written."""
        chosen = [sources[index] for index in batch]
        writable = _pad([s.writable for s in chosen])
        memory = self.model.remember(_pad([s.ids for s in chosen]), _pad([s.states for s in chosen]))
        groups = [
            [
                Group(
                    source.facts,
                    [LengthWindow(want.least, want.most), *self.rules, WholeQuotations(want.most)],
                    want.beams,
                    want.task,
                    want.chars,
                    want.most,
                )
                for want in wants[index]
            ]
            for index, source in zip(batch, chosen, strict=True)
        ]
        Search(NextPiece(self.model, memory, writable), writable, groups).run(self.table)
        return [
            [
                self._finish(draft, want, order)
                for order, (want, group) in enumerate(zip(wants[index], mine, strict=True))
                for draft in group.ranked()
            ]
            for index, mine in zip(batch, groups, strict=True)
        ]

    def _finish(self, draft: Draft, want: Want, order: int) -> Written:
        count = len(draft.pieces) + 1
        return Written(
            draft.text.strip(),
            tuple(draft.pieces),
            want,
            order,
            draft.total / count,
            draft.worst,
            draft.copied / count,
            draft.cut,
        )


def _pad(rows: Sequence[Tensor]) -> Tensor:
    return torch.nn.utils.rnn.pad_sequence(list(rows), batch_first=True, padding_value=PAD_ID)
