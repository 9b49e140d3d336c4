"""How much an editor would want each clause, judged with the whole report in view.

Each clause is the mean of its pieces' encoder states beside its plain features; a small transformer over the clauses
of a report lets them compete (as BERTSum's sentences do, Liu and Lapata 2019). The encoder is the model's own and stays
as it is; the network is trained on annotated reports (`models/train_clause_salience.py`) and lies beside the weights as
`salience.safetensors`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import sentencepiece
import torch
from torch import Tensor, nn

from summarizer.modeling.control import EOS_ID, PAD_ID
from summarizer.modeling.layers import RMSNorm
from summarizer.modeling.network import CopyEncoder, Shape
from summarizer.modeling.normalize import normalize_text

SALIENCE_FILE = "salience.safetensors"

#: Clauses looked at together; of a longer report every block sees the opening again, so that cost stays linear.
BLOCK = 160
OPENING = 16
#: Windows encoded together.
BATCH = 24


class Clauses(Protocol):
    """What is judged of one report; see :class:`summarizer.backends.base.ClauseTable`."""

    @property
    def texts(self) -> Sequence[str]: ...

    @property
    def features(self) -> Sequence[Sequence[float]]: ...


@dataclass(frozen=True)
class Window:
    """Neighbouring clauses that are encoded together.

    Attributes:
        ids: their pieces, end mark included.
        owners: the clause of each piece, the end mark left out.
    """

    ids: list[int]
    owners: list[int]


def windows(texts: Sequence[str], pieces: sentencepiece.SentencePieceProcessor, size: int) -> list[Window]:
    """Clauses packed into windows of at most `size` pieces; one longer than a window gives its beginning."""
    found, ids, owners = [], list[int](), list[int]()
    for clause, text in enumerate(texts):
        own = pieces.encode(normalize_text(text))[: size - 1]
        if len(ids) + len(own) > size - 1:
            found.append(Window([*ids, EOS_ID], owners))
            ids, owners = [], []
        ids = ids + own
        owners = owners + [clause] * len(own)
    return [*found, Window([*ids, EOS_ID], owners)]


class ClauseSalience(nn.Module):
    """Two scores per clause, each about the share of its words that annotators took over.

    Args:
        features: plain features per clause.
        config: of the model whose encoder is used.
        depth: encoder layers whose states are read, from the bottom: each costs time on the whole report.
        width, layers, heads: of the transformer over clauses.
        dropout: while training; encoder states lose as much.
    """

    def __init__(
        self,
        features: int,
        config: Shape,
        depth: int = 4,
        width: int = 96,
        layers: int = 1,
        heads: int = 4,
        dropout: float = 0.3,
    ) -> None:
        super().__init__()
        self.shape = {
            "features": features,
            "depth": depth,
            "width": width,
            "layers": layers,
            "heads": heads,
        }
        self.depth = depth
        self.norm = RMSNorm(config.d_model)
        self.from_features = nn.Linear(features, width)
        self.from_states = nn.Linear(config.d_model, width)
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
        hidden = self.from_features(features) + self.from_states(self.dropout(self.norm(states)))
        hidden = self.dropout(nn.functional.gelu(hidden))
        result: Tensor = self.out(self.across(hidden, src_key_padding_mask=padding)) + self.plain(features)
        return result


class SalienceJudge:
    """Judges whole reports with the encoder of an embedded model.

    Args:
        encoder: of the model, in evaluation mode.
        pieces: its tokenizer.
        network: as trained for this encoder.
        names: of the features the network was trained on.
    """

    def __init__(
        self,
        encoder: CopyEncoder,
        pieces: sentencepiece.SentencePieceProcessor,
        network: ClauseSalience,
        names: tuple[str, ...],
    ) -> None:
        self.encoder, self.pieces, self.network, self.names = encoder, pieces, network.eval(), names

    @torch.inference_mode()
    def __call__(self, reports: Sequence[Clauses]) -> list[list[tuple[float, float]]]:
        """For each clause of each report its score for summary and for key points, unbounded."""
        return [self._judge(report) for report in reports]

    def _judge(self, report: Clauses) -> list[tuple[float, float]]:
        count = len(report.texts)
        if not count:
            return []
        states = self.states(report.texts)
        features = torch.tensor(report.features, dtype=torch.float32).reshape(count, -1)
        rows: list[list[float]] = []
        for block, kept in blocks(count):
            padding = torch.zeros(1, len(block), dtype=torch.bool)
            scores = self.network(features[block][None], states[block][None], padding)[0]
            rows += scores[len(block) - kept :].tolist()
        return [(row[0], row[1]) for row in rows]

    def states(self, texts: Sequence[str]) -> Tensor:
        """Mean encoder state of each clause; the report's windows by the batch, so that memory stays bounded."""
        cut = windows(texts, self.pieces, self.encoder.config.max_source_pieces)
        total = torch.zeros(len(texts), self.encoder.config.d_model)
        for start in range(0, len(cut), BATCH):
            # A clause lies in one window only, so the batches' means do not overlap.
            total += mean_states(self.encoder, cut[start : start + BATCH], self.network.depth, len(texts))
        return total


def mean_states(encoder: CopyEncoder, batch: Sequence[Window], depth: int, count: int) -> Tensor:
    """Mean state of each of `count` clauses after `depth` encoder layers, 0 where it is not in `batch`.

    *Shape:* (count, D).
    """
    rows = [torch.tensor(window.ids) for window in batch]
    source = nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=PAD_ID)
    hidden = encoder.run_layers(source, encoder.layers[:depth]).float()
    owners = torch.cat([torch.tensor(window.owners, dtype=torch.long) for window in batch])
    written = torch.cat([hidden[row, : len(window.owners)] for row, window in enumerate(batch)])
    total = torch.zeros(count, hidden.shape[-1]).index_add(0, owners, written)
    pieces = torch.zeros(count, 1).index_add(0, owners, torch.ones(len(owners), 1))
    return total / pieces.clamp_min(1)


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


def load_network(folder: Path, config: Shape) -> tuple[ClauseSalience, tuple[str, ...]] | None:
    """The network beside a model's weights and the names of the features it was trained on; None without one."""
    from safetensors import safe_open

    path = folder / SALIENCE_FILE
    if not path.is_file():
        return None
    with safe_open(str(path), framework="pt") as file:
        metadata = file.metadata()
        network = ClauseSalience(config=config, **json.loads(metadata["shape"]))
        network.load_state_dict({name: file.get_tensor(name).float() for name in network.state_dict()})
    return network.eval(), tuple(json.loads(metadata["features"]))
