"""Train the clause salience network on the annotated reports, on top of the encoder of a model folder.

    python models/train_clause_salience.py models/zh-news-small-v2

The targets are those of `train_salience.py`: the share of a clause's character pairs that annotators carried into
headline and summary, or into key points. `--held-out 4` trains on three reports of four and prints R² on the fourth
instead of writing anything.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence
from tqdm import tqdm

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from export import record_digest
from train_salience import TARGETS, read_reports

from summarizer.compose.phrases import bigrams
from summarizer.compose.salience import clause_table, feature_names, features
from summarizer.modeling.clause_salience import (
    SALIENCE_FILE,
    ClauseSalience,
    SalienceJudge,
    save_network,
)
from summarizer.modeling.weights import load_network

HERE = Path(__file__).resolve().parent


@dataclass
class Example:
    """One report.

    Attributes:
        features: (C, F) plain features.
        states: (C, D) mean encoder states; the encoder does not learn, so they are computed once.
        targets: (C, 2) shares that annotators took over.
        weights: (C,) by characters, nothing for clauses that cannot be used.
    """

    features: Tensor
    states: Tensor
    targets: Tensor
    weights: Tensor


def read_examples(path: Path, judge: SalienceJudge) -> list[Example]:
    """The annotated reports; one whose body cannot be read is left out."""
    found = []
    for record, body, report, clauses in tqdm(read_reports(path), desc=path.name):
        table = clause_table(clauses, features(clauses, report, body), body)
        wanted = [set().union(*map(bigrams, parts(record))) for parts in TARGETS.values()]
        pairs = [bigrams(clause.text) for clause in clauses]
        targets = [[len(own & held) / max(1, len(own)) for held in wanted] for own in pairs]
        weights = [min(60, len(clause.text)) / 20 * clause.usable for clause in clauses]
        with torch.inference_mode():
            states = judge.states(table.texts)
        found.append(
            Example(
                torch.tensor(table.features), states.clone(), torch.tensor(targets), torch.tensor(weights)
            )
        )
    return found


def predict(network: ClauseSalience, examples: list[Example]) -> Tensor:
    """Scores of the clauses of several reports, one after the other. *Shape:* (all clauses, 2)."""
    lengths = torch.tensor([len(one.weights) for one in examples])
    padding = torch.arange(int(lengths.max()))[None] >= lengths[:, None]
    own = pad_sequence([one.features for one in examples], batch_first=True)
    states = pad_sequence([one.states for one in examples], batch_first=True)
    scores: Tensor = network(own, states, padding)
    return scores[~padding]


def train(
    network: ClauseSalience, examples: list[Example], epochs: int, rate: float, seed: int
) -> ClauseSalience:
    """Squared error weighted by characters; the learning rate falls to nothing over the epochs."""
    optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.05)
    steps = epochs * -(-len(examples) // 8)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps, pct_start=0.1)
    order = np.random.default_rng(seed)
    for _ in tqdm(range(epochs), desc="epochs"):
        network.train()
        shuffled = order.permutation(len(examples))
        for start in range(0, len(shuffled), 8):
            batch = [examples[index] for index in shuffled[start : start + 8]]
            weights = torch.cat([one.weights for one in batch])
            error = predict(network, batch) - torch.cat([one.targets for one in batch])
            loss = (error**2 * weights[:, None]).sum() / weights.sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return network.eval()


@torch.inference_mode()
def explained(network: ClauseSalience, examples: list[Example]) -> list[float]:
    """R², weighted by characters, for summary and key points."""
    guess = torch.cat([predict(network, [one]) for one in examples]).numpy()
    truth = torch.cat([one.targets for one in examples]).numpy()
    weight = torch.cat([one.weights for one in examples]).numpy()
    mean = np.average(truth, axis=0, weights=weight)
    residual = np.average((guess - truth) ** 2, axis=0, weights=weight)
    return [
        round(float(x), 4) for x in 1 - residual / np.average((truth - mean) ** 2, axis=0, weights=weight)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument(
        "--gold", type=Path, default=HERE.parent.parent / "shared" / "corpora" / "gold_meetings_train.jsonl"
    )
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--depth", type=int, default=4, help="encoder layers that are read, from the bottom")
    parser.add_argument("--seed", type=int, default=20240409)
    parser.add_argument(
        "--held-out", type=int, help="leave every so many-th report out and say how well it does there"
    )
    options = parser.parse_args()
    model, pieces = load_network(options.model)
    torch.manual_seed(options.seed)
    network = ClauseSalience(len(feature_names()), model.encoder.config, options.depth)
    judge = SalienceJudge(model.encoder, pieces, network, feature_names())
    examples = read_examples(options.gold, judge)
    held = examples[:: options.held_out] if options.held_out else []
    kept = [one for index, one in enumerate(examples) if not held or index % options.held_out]
    train(network, kept, options.epochs, options.rate, options.seed)
    if held:
        print(f"held out, R² for summary and key points: {explained(network, held)}")
    else:
        save_network(network, feature_names(), options.model)
        record_digest(options.model, SALIENCE_FILE)


if __name__ == "__main__":
    main()
