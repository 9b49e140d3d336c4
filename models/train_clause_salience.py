"""Train the clause salience network on annotated reports, starting from the encoder of a model folder.

    python models/train_clause_salience.py models/zh-news-small-v3

A clause's target is the share of its character pairs that the annotation kept in headline and summary, or in key
points; a piece's, the share of its characters that it kept there or in a fact that must not be lost. The marks are in
`models/annotations` (made by `models/marks.py`), the bodies in the corpora. `--held-out 4` trains on three reports of four and
prints how well it does on the fourth instead of writing anything.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import sentencepiece
import torch
from torch import Tensor
from tqdm import tqdm

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from export import record_digest
from marks import hold_out, read_reports, training_options

from summarizer.compose.clauses.phrases import bigrams
from summarizer.compose.clauses.salience import feature_names
from summarizer.modeling.clause_salience import (
    CLAUSE_USES,
    PIECE_USES,
    SALIENCE_FILE,
    ClauseSalience,
    Window,
    save_network,
    windows,
)
from summarizer.modeling.network import CopyEncoder
from summarizer.modeling.weights import load_network

#: Reports a step; their losses are averaged by characters.
BATCH = 4
#: Weight of the pieces' loss beside the clauses'.
PIECES = 0.3


@dataclass
class Example:
    """One report.

    Attributes:
        features: (C, F) plain features.
        windows: what the encoder reads.
        targets: (C, 2) shares of the clauses that were kept.
        weights: (C,) by characters, nothing for clauses that cannot be used.
        pieces: (T, 4) shares of the pieces that were kept.
    """

    features: Tensor
    windows: list[Window]
    targets: Tensor
    weights: Tensor
    pieces: Tensor


def read_examples(path: Path, corpora: Path, pieces: sentencepiece.SentencePieceProcessor) -> list[Example]:
    """The annotated reports of a marks file; one whose body cannot be read is left out."""
    found = []
    for one in tqdm(read_reports(path, corpora), desc=path.name):
        table = one.table()
        kept = [one.kept[use] for use in PIECE_USES]
        pairs = [bigrams(clause.text) for clause in one.clauses]
        cut = windows(table.texts, pieces)
        found.append(
            Example(
                torch.tensor(table.features),
                cut,
                torch.tensor(
                    [
                        [len(own & kept[use]) / max(1, len(own)) for use in range(len(CLAUSE_USES))]
                        for own in pairs
                    ]
                ),
                torch.tensor([min(60, len(clause.text)) / 20 * clause.usable for clause in one.clauses]),
                torch.tensor([row for window in cut for row in _piece_shares(window, kept, pieces)]),
            )
        )
    return found


def _piece_shares(
    window: Window, kept: Sequence[frozenset[str]], pieces: sentencepiece.SentencePieceProcessor
) -> list[list[float]]:
    """Share of each piece's characters that stand in a kept pair within their clause."""
    texts = [pieces.id_to_piece(piece).replace("▁", "") for piece in window.ids[:-1]]
    letters = [
        (number, owner, character)
        for number, (text, owner) in enumerate(zip(texts, window.owners, strict=True))
        for character in text
    ]
    rows = [[0.0] * len(kept) for _ in texts]
    for use, pairs in enumerate(kept):
        inside = [False] * len(letters)
        for at in range(len(letters) - 1):
            same = letters[at][1] == letters[at + 1][1]
            if same and letters[at][2] + letters[at + 1][2] in pairs:
                inside[at] = inside[at + 1] = True
        for (number, _, _), marked in zip(letters, inside, strict=True):
            rows[number][use] += marked / len(texts[number])
    return rows


def train(
    network: ClauseSalience,
    encoder: CopyEncoder,
    examples: list[Example],
    epochs: int,
    rate: float,
    reading_rate: float,
    seed: int,
) -> ClauseSalience:
    """Squared error of clauses, cross entropy of pieces; rates fall to nothing over the epochs."""
    reading = list(network.reading.parameters())
    known = {id(parameter) for parameter in reading}
    rest = [parameter for parameter in network.parameters() if id(parameter) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": reading, "lr": reading_rate}, {"params": rest, "lr": rate}], weight_decay=0.05
    )
    steps = epochs * -(-len(examples) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [reading_rate, rate], total_steps=steps, pct_start=0.1
    )
    order = np.random.default_rng(seed)
    progress = tqdm(total=steps, desc="steps")
    for _ in range(epochs):
        network.train()
        shuffled = order.permutation(len(examples))
        for start in range(0, len(shuffled), BATCH):
            loss = _loss(network, encoder, [examples[index] for index in shuffled[start : start + BATCH]])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            progress.update()
    progress.close()
    return network.eval()


def _loss(network: ClauseSalience, encoder: CopyEncoder, batch: list[Example]) -> Tensor:
    errors, weights, crosses, counted = [], [], [], []
    for one in batch:
        states, owners = network.states(encoder, one.windows)
        clauses, pieces = network(one.features, states, owners)
        errors.append(((clauses - one.targets) ** 2 * one.weights[:, None]).sum())
        weights.append(one.weights.sum())
        usable = (one.weights > 0).float()[owners][:, None]
        cross = torch.nn.functional.binary_cross_entropy_with_logits(pieces, one.pieces, reduction="none")
        crosses.append((cross * usable).sum())
        counted.append(usable.sum() * len(PIECE_USES))
    return sum(errors) / sum(weights) + PIECES * sum(crosses) / sum(counted)


@torch.inference_mode()
def explained(network: ClauseSalience, encoder: CopyEncoder, examples: list[Example]) -> list[float]:
    """R² of the clauses' scores, weighted by characters, for summary and key points."""
    guess = torch.cat([network(one.features, *network.states(encoder, one.windows))[0] for one in examples])
    truth = torch.cat([one.targets for one in examples]).numpy()
    weight = torch.cat([one.weights for one in examples]).numpy()
    mean = np.average(truth, axis=0, weights=weight)
    residual = np.average((guess.numpy() - truth) ** 2, axis=0, weights=weight)
    return [
        round(float(x), 4) for x in 1 - residual / np.average((truth - mean) ** 2, axis=0, weights=weight)
    ]


def main() -> None:
    parser = training_options(__doc__)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--reading-rate", type=float, default=2e-4, help="of the encoder's layers")
    parser.add_argument("--depth", type=int, default=4, help="encoder layers, from the bottom")
    parser.add_argument("--out", type=Path, help="folder to write to; the model's own by default")
    options = parser.parse_args()
    model, pieces = load_network(options.model)
    encoder = model.encoder.requires_grad_(False)
    torch.manual_seed(options.seed)
    network = ClauseSalience(len(feature_names()), encoder.config, options.depth)
    network.start_from(encoder)
    examples = read_examples(options.marks, options.corpora, pieces)
    kept, held = hold_out(examples, options.held_out)
    train(network, encoder, kept, options.epochs, options.rate, options.reading_rate, options.seed)
    if held:
        print(f"held out, R² for summary and key points: {explained(network, encoder, held)}")
        return
    save_network(network, feature_names(), options.out or options.model)
    if not options.out:
        record_digest(options.model, SALIENCE_FILE)


if __name__ == "__main__":
    main()
