"""How much an editor would want each clause, and which of its words, judged with the whole report in view.

The layers of the model's encoder, trained further for this, read the report window by window; each clause is the mean of
its pieces' states beside its plain features, and a small transformer over the clauses lets them compete (as BERTSum's
sentences do, Liu and Lapata 2019). Each piece, in view of its clause, is then judged for itself: choosing clauses so
that they cover the words worth keeping beats choosing them one by one (concept-based selection, Gillick and Favre
2009). Trained on annotated reports by `models/train_clause_salience.py`; lies beside the weights as
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

from summarizer.modeling.batching import batches, runs
from summarizer.modeling.clause_standing import SALIENCE_FILE, ClauseStanding, standing_inputs
from summarizer.modeling.control import EOS_ID, PAD_ID
from summarizer.modeling.layers import EncoderLayer, RMSNorm, products_in
from summarizer.modeling.network import CopyEncoder, Shape
from summarizer.modeling.normalize import normalize_text

#: What each clause and each piece is judged for.
CLAUSE_USES = ("summary", "keypoint")
PIECE_USES = ("summary", "keypoint", "fact", "later_fact")
_FACTS = slice(2, 4)

#: Clauses looked at together; of a longer report every block sees the opening again, so that cost stays linear.
BLOCK = 160
OPENING = 16
#: Pieces read together: what the network was trained on, whatever the model itself reads of a text.
WINDOW = 160
#: Padded pieces of windows encoded together, and of reports whose windows are sorted into such batches: those of one
#: report alone, the last of them short, would be padded by a seventh.
BATCH_PIECES = 1024
TOGETHER = 16_384

#: Worth for the summary, worth for the key points, of each pair of neighbouring characters the chance that it
#: belongs to a fact which must be kept, and the chance that the clause can be printed alone.
Worth = tuple[float, float, dict[str, float], float]


class Clauses(Protocol):
    """What is judged of one report; see :class:`summarizer.backends.base.ClauseTable`."""

    @property
    def texts(self) -> Sequence[str]: ...

    @property
    def features(self) -> Sequence[Sequence[float]]: ...

    @property
    def ties(self) -> Sequence[Sequence[float]]: ...


@dataclass(frozen=True)
class Window:
    """Neighbouring clauses that are encoded together.

    Attributes:
        ids: their pieces, end mark included.
        owners: the clause of each piece, the end mark left out.
    """

    ids: list[int]
    owners: list[int]


def windows(
    texts: Sequence[str], pieces: sentencepiece.SentencePieceProcessor, size: int = WINDOW
) -> list[Window]:
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
    """Scores of clauses and of their pieces.

    Args:
        features: plain features per clause.
        config: of the model whose embeddings are used.
        depth: encoder layers.
        width, layers, heads: of the transformer over clauses.
        dropout: while training.
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
        self.reading = nn.ModuleList(
            EncoderLayer(config.d_model, config.d_ff, config.num_heads) for _ in range(depth)
        )
        self.dropout = nn.Dropout(dropout)
        self.norm = RMSNorm(config.d_model)
        self.from_features = nn.Linear(features, width)
        self.from_states = nn.Linear(config.d_model, width)
        layer = nn.TransformerEncoderLayer(
            width, heads, 2 * width, dropout, activation="gelu", batch_first=True, norm_first=True
        )
        self.across = nn.TransformerEncoder(layer, layers, enable_nested_tensor=False)
        self.out = nn.Linear(width, len(CLAUSE_USES))
        self.plain = nn.Linear(features, len(CLAUSE_USES))
        self.piece_norm = RMSNorm(config.d_model)
        self.from_piece = nn.Linear(config.d_model, width)
        self.from_clause = nn.Linear(width, width)
        self.piece_out = nn.Linear(width, len(PIECE_USES))
        self.piece_plain = nn.Linear(features, len(PIECE_USES))

    def start_from(self, encoder: CopyEncoder) -> None:
        """Begin with the layers of a trained encoder."""
        for mine, trained in zip(self.reading, encoder.layers, strict=False):
            mine.load_state_dict(trained.state_dict())

    def states(self, encoder: CopyEncoder, batch: Sequence[Window]) -> tuple[Tensor, Tensor]:
        """State of each piece and the clause it belongs to. *Shape:* (T, D) and (T)."""
        rows = [torch.tensor(window.ids) for window in batch]
        source = nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=PAD_ID)
        hidden = encoder.run_layers(source, self.reading).float()
        owners = torch.cat([torch.tensor(window.owners, dtype=torch.long) for window in batch])
        return torch.cat([hidden[row, : len(window.owners)] for row, window in enumerate(batch)]), owners

    def forward(self, features: Tensor, states: Tensor, owners: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of clauses, about 0 to 1, and log-odds of pieces, for each use.

        Shape:
            features (C, F), states (T, D), owners (T) clauses; returns (C, 2) and (T, 4).
        """
        return self.scores(features, self.seen(features, states, owners), states, owners)

    def seen(self, features: Tensor, states: Tensor, owners: Tensor) -> Tensor:
        """Each clause in view of the others. *Shape:* as for :meth:`forward`; returns (C, W)."""
        count = len(features)
        total = torch.zeros(count, states.shape[-1]).index_add(0, owners, states)
        size = torch.zeros(count, 1).index_add(0, owners, torch.ones(len(owners), 1))
        hidden = self.from_features(features) + self.from_states(
            self.dropout(self.norm(total / size.clamp_min(1)))
        )
        hidden = self.dropout(nn.functional.gelu(hidden))
        return torch.cat(
            [self.across(hidden[block][None])[0, len(block) - kept :] for block, kept in blocks(count)]
        )

    def scores(self, features: Tensor, seen: Tensor, states: Tensor, owners: Tensor) -> tuple[Tensor, Tensor]:
        """What :meth:`forward` returns, from clauses that have been seen."""
        clauses: Tensor = self.out(seen) + self.plain(features)
        word = self.from_piece(self.dropout(self.piece_norm(states))) + self.from_clause(seen)[owners]
        pieces: Tensor = (
            self.piece_out(self.dropout(nn.functional.gelu(word))) + self.piece_plain(features)[owners]
        )
        return clauses, pieces

    def standing_inputs(self, features: Tensor, seen: Tensor, states: Tensor, owners: Tensor) -> Tensor:
        """What a :class:`~summarizer.modeling.clause_standing.ClauseStanding` judges by; features have the ties beside them."""
        return standing_inputs(features, seen, self.norm(states), owners)


class SalienceJudge:
    """Judges whole reports.

    Args:
        encoder: of the model, in evaluation mode; gives the embeddings.
        pieces: its tokenizer.
        network: as trained for this model.
        names: of the features the network was trained on.
        standing: judges whether clauses can be printed alone; without it every clause can.
    """

    def __init__(
        self,
        encoder: CopyEncoder,
        pieces: sentencepiece.SentencePieceProcessor,
        network: ClauseSalience,
        names: tuple[str, ...],
        standing: ClauseStanding | None = None,
    ) -> None:
        self.encoder, self.pieces, self.network, self.names = encoder, pieces, network.eval(), names
        self.standing = standing

    @torch.inference_mode()
    def __call__(self, reports: Sequence[Clauses]) -> list[list[Worth]]:
        """The worth of each clause of each report."""
        cuts = [windows(report.texts, self.pieces) if report.texts else [] for report in reports]
        found: list[list[Worth]] = []
        for run in runs([sum(len(window.ids) for window in cut) for cut in cuts], TOGETHER):
            states = iter(self._read([window for index in run for window in cuts[index]]))
            found += [
                self._judge(reports[index], cuts[index], [next(states) for _ in cuts[index]]) for index in run
            ]
        return found

    def _read(self, cut: Sequence[Window]) -> list[Tensor]:
        """States of the pieces of each window. *Shape:* (T, D) each."""
        found: dict[int, Tensor] = {}
        for batch in batches([len(window.ids) for window in cut], BATCH_PIECES):
            states, _ = self.network.states(self.encoder, [cut[index] for index in batch])
            sizes = [len(cut[index].owners) for index in batch]
            found |= dict(zip(batch, torch.split(states, sizes), strict=True))
        return [found[index] for index in range(len(cut))]

    def _judge(self, report: Clauses, cut: Sequence[Window], read: Sequence[Tensor]) -> list[Worth]:
        """The worth of each clause of a report whose windows have been read."""
        count = len(report.texts)
        if not count:
            return []
        states = torch.cat(list(read))
        owners = torch.tensor([owner for window in cut for owner in window.owners])
        features = torch.tensor(report.features, dtype=torch.float32).reshape(count, -1)
        seen = self.network.seen(features, states, owners)
        clauses, pieces = self.network.scores(features, seen, states, owners)
        alone = [1.0] * count
        if self.standing is not None:
            beside = torch.tensor(report.ties, dtype=torch.float32).reshape(count, -1)
            inputs = self.network.standing_inputs(torch.cat([features, beside], 1), seen, states, owners)
            alone = self.standing(inputs).sigmoid().tolist()
        chances = pieces[:, _FACTS].sigmoid().amax(dim=-1).tolist()
        words = pair_chances(
            [self._text(piece) for window in cut for piece in window.ids[:-1]],
            owners.tolist(),
            chances,
            count,
        )
        return [
            (row[0], row[1], pairs, chance)
            for row, pairs, chance in zip(clauses.tolist(), words, alone, strict=True)
        ]

    def _text(self, piece: int) -> str:
        """The piece's characters; none of a byte, which is but a part of one."""
        return "" if self.pieces.is_byte(piece) else str(self.pieces.id_to_piece(piece)).replace("▁", "")


def pair_chances(
    pieces: Sequence[str], owners: Sequence[int], chances: Sequence[float], count: int
) -> list[dict[str, float]]:
    """For each of `count` clauses its pairs of neighbouring characters, each with the mean chance of its two.

    Where a piece is empty, its neighbours are none of each other.
    """
    found: list[dict[str, float]] = [{} for _ in range(count)]
    last = ("", -1, 0.0)
    for piece, owner, chance in zip(pieces, owners, chances, strict=True):
        if not piece:
            last = ("", -1, 0.0)
        for character in piece:
            if last[1] == owner:
                pair, mean = last[0] + character, (last[2] + chance) / 2
                found[owner][pair] = max(mean, found[owner].get(pair, 0.0))
            last = (character, owner, chance)
    return found


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


def load_network(
    folder: Path, config: Shape, bfloat16: bool = False
) -> tuple[ClauseSalience, tuple[str, ...]] | None:
    """The network beside a model's weights and the names of the features it was trained on; None without one.

    Args:
        bfloat16: let the products of the layers compute in it.
    """
    from safetensors import safe_open

    path = folder / SALIENCE_FILE
    if not path.is_file():
        return None
    with safe_open(str(path), framework="pt") as file:
        metadata = file.metadata()
        network = ClauseSalience(config=config, **json.loads(metadata["shape"]))
        network.load_state_dict({name: file.get_tensor(name).float() for name in network.state_dict()})
    if bfloat16:
        products_in(network, torch.bfloat16)
    return network.eval(), tuple(json.loads(metadata["features"]))
