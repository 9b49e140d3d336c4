"""Train the clause salience network on the annotated reports, over the frozen encoder of a model folder.

    python models/train_clause_salience.py models/zh-news-small-v1

The targets are those of `train_salience.py`: the share of a clause's character pairs that annotators carried into
headline and summary, or into key points. `--folds 4` prints cross-validated R² instead of writing anything.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence
from tqdm import tqdm

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from train_salience import TARGETS

from summarizer.article import read_article
from summarizer.compose.clauses import read_clauses
from summarizer.compose.phrases import bigrams
from summarizer.compose.salience import clause_table, features
from summarizer.errors import SummarizerError
from summarizer.modeling.clause_salience import ClauseReader, ClauseSalience, save_network
from summarizer.modeling.weights import load_model
from summarizer.report import read_report

HERE = Path(__file__).resolve().parent


@dataclass
class Example:
    """One report: features (C, F), encoder states (C, D), targets (C, 2), weights (C,) by characters."""

    features: Tensor
    states: Tensor
    targets: Tensor
    weights: Tensor


def read_examples(path: Path, reader: ClauseReader) -> tuple[list[Example], Sequence[str]]:
    """The annotated reports, and the names of their features; one whose body cannot be read is left out."""
    found = []
    names: Sequence[str] = ()
    for line in tqdm(path.read_text(encoding="utf-8").splitlines(), desc=path.name):
        record = json.loads(line)
        try:
            article = read_article(record["body"])
        except SummarizerError:
            continue
        report = read_report(article)
        clauses = read_clauses(article.body, report)
        table = clause_table(clauses, features(clauses, report, article.body), article.body)
        wanted = [set().union(*map(bigrams, parts(record))) for parts in TARGETS.values()]
        pairs = [bigrams(clause.text) for clause in clauses]
        targets = [[len(own & held) / max(1, len(own)) for held in wanted] for own in pairs]
        weights = [min(60, len(clause.text)) / 20 * clause.usable for clause in clauses]
        states = reader.states([table])[0]
        rows = torch.tensor(table.features)
        found.append(Example(rows, states, torch.tensor(targets), torch.tensor(weights)))
        names = table.names
    return found, names


def batch(examples: list[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Padded features, states, targets, weights, and the mask of what is padding."""
    columns = [
        pad_sequence([getattr(example, name) for example in examples], batch_first=True)
        for name in ("features", "states", "targets", "weights")
    ]
    lengths = torch.tensor([len(example.weights) for example in examples])
    padding = torch.arange(int(lengths.max()))[None] >= lengths[:, None]
    return columns[0], columns[1], columns[2], columns[3], padding


def train(examples: list[Example], epochs: int, rate: float, seed: int) -> ClauseSalience:
    """Squared error weighted by characters; the learning rate falls to nothing over the epochs."""
    torch.manual_seed(seed)
    network = ClauseSalience(examples[0].features.shape[1], examples[0].states.shape[1])
    optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.05)
    steps = epochs * -(-len(examples) // 8)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps, pct_start=0.1)
    order = np.random.default_rng(seed)
    for _ in tqdm(range(epochs), desc="epochs"):
        network.train()
        shuffled = order.permutation(len(examples))
        for start in range(0, len(shuffled), 8):
            own, states, targets, weights, padding = batch([examples[i] for i in shuffled[start : start + 8]])
            error = (network(own, states, padding) - targets) ** 2 * weights[..., None]
            loss = error.sum() / weights.sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return network.eval()


@torch.inference_mode()
def explained(network: ClauseSalience, examples: list[Example]) -> list[float]:
    """R², weighted by characters, for summary and key points."""
    predicted, targets, weights = [], [], []
    for example in examples:
        own, states, _, _, padding = batch([example])
        predicted.append(network(own, states, padding)[0])
        targets.append(example.targets)
        weights.append(example.weights)
    guess, truth = torch.cat(predicted).numpy(), torch.cat(targets).numpy()
    weight = torch.cat(weights).numpy()
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
    parser.add_argument("--seed", type=int, default=20240409)
    parser.add_argument("--folds", type=int, default=0, help="cross-validate instead of writing the network")
    options = parser.parse_args()
    model, tokenizer = load_model(options.model)
    examples, names = read_examples(options.gold, ClauseReader(model, tokenizer.pieces))
    for fold in range(options.folds):
        kept = [example for index, example in enumerate(examples) if index % options.folds != fold]
        network = train(kept, options.epochs, options.rate, options.seed)
        print(f"fold {fold}: R² summary, key points {explained(network, examples[fold :: options.folds])}")
    if not options.folds:
        network = train(examples, options.epochs, options.rate, options.seed)
        save_network(network, names, options.model)


if __name__ == "__main__":
    main()
