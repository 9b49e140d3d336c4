"""How much an editor would want each clause, judged with the whole report in view.

Each clause is the mean of its pieces' encoder states beside its plain features; a small transformer over the clauses
of a report lets them compete (as BERTSum's sentences do, Liu and Lapata 2019). Trained by
`models/train_clause_salience.py` on annotated reports; lies beside a model's weights as `salience.safetensors`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import sentencepiece
import torch
from torch import Tensor, nn

from summarizer.modeling.control import EOS_ID, PAD_ID
from summarizer.modeling.model import CopySeq2SeqForConditionalGeneration
from summarizer.modeling.normalize import normalize_text

SALIENCE_FILE = "salience.safetensors"

#: Clauses looked at together; of a longer report every block sees the opening again, so that cost stays linear.
BLOCK = 160
OPENING = 16
#: Windows encoded together.
BATCH = 24
#: Encoder states are an order of magnitude larger than the plain features.
STATE_SCALE = 0.5


class Clauses(Protocol):
    """What is judged of one report; see :class:`summarizer.backends.base.ClauseTable`."""

    @property
    def texts(self) -> Sequence[str]: ...

    @property
    def features(self) -> Sequence[Sequence[float]]: ...


class ClauseSalience(nn.Module):
    """Two scores per clause, each about the share of its words that annotators took over.

    Args:
        features: plain features per clause.
        states: width of the encoder.
        width, layers, heads: of the transformer over clauses.
        dropout: while training; encoder states lose as much.
    """

    def __init__(
        self,
        features: int,
        states: int = 256,
        width: int = 96,
        layers: int = 1,
        heads: int = 4,
        dropout: float = 0.3,
    ) -> None:
        super().__init__()
        self.shape = {
            "features": features,
            "states": states,
            "width": width,
            "layers": layers,
            "heads": heads,
        }
        self.from_features = nn.Linear(features, width)
        self.from_states = nn.Linear(states, width)
        self.dropout = nn.Dropout(dropout)
        layer = nn.TransformerEncoderLayer(
            width, heads, 2 * width, dropout, activation="gelu", batch_first=True, norm_first=True
        )
        self.across = nn.TransformerEncoder(layer, layers, enable_nested_tensor=False)
        self.out = nn.Linear(width, 2)
        self.plain = nn.Linear(features, 2)

    def forward(self, features: Tensor, states: Tensor, padding: Tensor) -> Tensor:
        """Scores for summary and key points.

        Shape:
            features (B, C, F), states (B, C, D), padding (B, C) true where there is no clause; returns (B, C, 2).
        """
        hidden = self.from_features(features) + self.from_states(self.dropout(states * STATE_SCALE))
        hidden = self.dropout(nn.functional.gelu(hidden))
        result: Tensor = self.out(self.across(hidden, src_key_padding_mask=padding)) + self.plain(features)
        return result


class ClauseReader:
    """Encoder states of clauses, whole reports at a time."""

    def __init__(
        self, model: CopySeq2SeqForConditionalGeneration, pieces: sentencepiece.SentencePieceProcessor
    ) -> None:
        self.model, self.pieces = model, pieces
        self.window = model.config.max_source_pieces

    @torch.inference_mode()
    def states(self, reports: Sequence[Clauses]) -> list[Tensor]:
        """Mean encoder state of each clause of each report. *Shape:* (C, D) each.

        Reports are cut into windows between clauses; a clause longer than a window gives its beginning.
        """
        windows: list[tuple[list[int], list[int], int]] = []  # pieces, clause of each piece, report
        for number, report in enumerate(reports):
            ids: list[int] = []
            owners: list[int] = []
            for clause, text in enumerate(report.texts):
                pieces = self.pieces.encode(normalize_text(text))[: self.window - 1]
                if len(ids) + len(pieces) > self.window - 1:
                    windows.append((ids, owners, number))
                    ids, owners = [], []
                ids = ids + pieces
                owners = owners + [clause] * len(pieces)
            windows.append((ids, owners, number))
        width = self.model.config.d_model
        sums = [torch.zeros(len(report.texts), width) for report in reports]
        counts = [torch.zeros(len(report.texts), 1) for report in reports]
        order = sorted(windows, key=lambda window: len(window[0]))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            source = nn.utils.rnn.pad_sequence(
                [torch.tensor([*ids, EOS_ID]) for ids, _, _ in batch],
                batch_first=True,
                padding_value=PAD_ID,
            )
            hidden = self.model.encoder(source.to(self.model.device)).last_hidden_state.float().cpu()
            for row, (_, owners, number) in enumerate(batch):
                at = torch.tensor(owners, dtype=torch.long)
                sums[number].index_add_(0, at, hidden[row, : len(owners)])
                counts[number].index_add_(0, at, torch.ones(len(owners), 1))
        return [total / count.clamp_min(1) for total, count in zip(sums, counts, strict=True)]


class SalienceJudge:
    """Judges whole reports with the encoder of an embedded model."""

    def __init__(self, reader: ClauseReader, network: ClauseSalience, names: tuple[str, ...]) -> None:
        """`names` are those of the features the network was trained on."""
        self.reader, self.network, self.names = reader, network.eval(), names

    @torch.inference_mode()
    def __call__(self, reports: Sequence[Clauses]) -> list[list[tuple[float, float]]]:
        """For each clause of each report its score for summary and for key points, unbounded."""
        results = []
        for report, states in zip(reports, self.reader.states(reports), strict=True):
            features = torch.tensor(report.features, dtype=torch.float32).reshape(len(report.texts), -1)
            rows: list[list[float]] = []
            for block, kept in blocks(len(report.texts)):
                padding = torch.zeros(1, len(block), dtype=torch.bool)
                scores = self.network(features[block][None], states[block][None], padding)[0]
                rows += scores[len(block) - kept :].tolist()
            results.append([(row[0], row[1]) for row in rows])
        return results


def blocks(count: int) -> list[tuple[list[int], int]]:
    """Which of `count` clauses are looked at together, and how many at the end of each block are judged there."""
    found = [(list(range(min(BLOCK, count))), min(BLOCK, count))] if count else []
    for start in range(BLOCK, count, BLOCK - OPENING):
        own = list(range(start, min(start + BLOCK - OPENING, count)))
        found.append(([*range(OPENING), *own], len(own)))
    return found


def save_network(network: ClauseSalience, names: Sequence[str], folder: Path) -> None:
    """Write the network in half precision, its shape and the features' names beside it as metadata."""
    from safetensors.torch import save_file

    tensors = {name: tensor.half().contiguous() for name, tensor in network.state_dict().items()}
    metadata = {"shape": json.dumps(network.shape), "features": json.dumps(list(names))}
    save_file(tensors, str(folder / SALIENCE_FILE), metadata=metadata)


def load_network(folder: Path) -> tuple[ClauseSalience, tuple[str, ...]] | None:
    """The network beside a model's weights and the names of the features it was trained on; None without one."""
    from safetensors import safe_open

    path = folder / SALIENCE_FILE
    if not path.is_file():
        return None
    with safe_open(str(path), framework="pt") as file:
        metadata = file.metadata()
        network = ClauseSalience(**json.loads(metadata["shape"]))
        network.load_state_dict({name: file.get_tensor(name).float() for name in network.state_dict()})
    return network.eval(), tuple(json.loads(metadata["features"]))
