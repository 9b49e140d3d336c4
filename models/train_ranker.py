"""Train the scorer of drafts on pairs that neither the model's training nor a dev file contains.

    python models/train_ranker.py models/zh-news-small-v3

Those are the records older than the recipe's `from_year`. A ridge regression per task predicts from the features of
`summarizer.modeling.ranking` how much better in ROUGE each draft is than the others of its source, and a threshold
says below which score the first sentence has been the better choice. A task for which the choice gains nothing on a
held-out third keeps the plain order.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from evaluate import BUDGETS, first_sentence
from export import record_digest
from prepare_data import supported
from sources import READERS, read_records

from summarizer.backends.base import Request, Task
from summarizer.backends.embedded import EmbeddedBackend, wants_for
from summarizer.evaluation.rouge import rouge, rouge_l
from summarizer.modeling.ranking import FEATURES, RANKER_FILE, described, plain_ranker

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib  # type: ignore[no-redef, import-not-found]

HERE = Path(__file__).resolve().parent
FEWEST = 60  # sources of a task from which a choice can be learnt


def unseen_pairs(recipe: dict[str, Any], corpora: Path) -> dict[Task, list[tuple[str, str]]]:
    """(source, target) texts of each task that are too old for the recipe, in an order that its seed fixes."""
    found: dict[Task, list[tuple[str, str]]] = defaultdict(list)
    for source in recipe["stage"]["main"]["sources"]:
        if "from_year" not in source:
            continue
        for record in read_records(corpora / source["file"]):
            if record.get("date") and int(str(record["date"])[:4]) < source["from_year"]:
                for pair in READERS[source["kind"]](record, source["file"]):
                    if supported(pair, recipe["data"]):
                        found[pair.task].append((pair.source, pair.target))
    for pairs in found.values():
        random.Random(recipe["seed"]).shuffle(pairs)
    return found


def fit(rows: np.ndarray, targets: np.ndarray, source: np.ndarray, ridge: float) -> tuple[list[float], float]:
    """Weights and bias of a ridge regression on what sets the drafts of one source apart.

    *Shape:* rows (N, features), targets (N,), source (N,) of each row.
    """
    _, place = np.unique(source, return_inverse=True)
    counts = np.bincount(place)

    def apart(values: np.ndarray) -> np.ndarray:
        return values - np.bincount(place, values)[place] / counts[place]

    centred = np.stack([apart(column) for column in rows.T], axis=1)
    spread = centred.std(axis=0) + 1e-6
    scaled = centred / spread
    gram = scaled.T @ scaled + ridge * np.eye(rows.shape[1])
    weights = np.linalg.solve(gram, scaled.T @ apart(targets)) / spread
    return weights.tolist(), float(targets.mean() - weights @ rows.mean(axis=0))


def threshold(best: list[tuple[float, float, float]]) -> float:
    """The score below which the first sentence beats the best draft on average, at least 25 cases deep.

    Args:
        best: For each source the best draft's score and ROUGE-L, and the first sentence's ROUGE-L.
    """
    ordered = sorted(best)
    gains = np.cumsum([draft - sentence for _, draft, sentence in ordered])
    losing = [at for at in range(25, len(ordered)) if gains[at] < 0]
    return ordered[losing[-1]][0] if losing else ordered[0][0] - 1.0


@dataclass(frozen=True)
class Drafts:
    """Drafts about several sources, one row each.

    Attributes:
        rows: (N, features).
        targets: (N,) mean of ROUGE-1, ROUGE-2 and ROUGE-L of each draft.
        values: (N,) ROUGE-L of each draft.
        source: (N,) which source each is about, growing; the first of a source is the plain choice.
        sentences: (sources,) ROUGE-L of the first sentences, cut to the budget.
    """

    rows: np.ndarray
    targets: np.ndarray
    values: np.ndarray
    source: np.ndarray
    sentences: np.ndarray

    def chosen(self, weights: Sequence[float], bias: float) -> list[tuple[int, float, float]]:
        """(source, score, ROUGE-L) of each source's best draft by these weights."""
        scores = self.rows @ np.array(weights) + bias
        best = []
        for source in np.unique(self.source):
            mine = np.flatnonzero(self.source == source)
            top = mine[scores[mine].argmax()]
            best.append((int(source), float(scores[top]), float(self.values[top])))
        return best


def write_drafts(backend: EmbeddedBackend, task: Task, pairs: list[tuple[str, str]]) -> Drafts:
    """What the model writes about the sources of `pairs`, measured."""
    budget = BUDGETS[task]
    sources = backend.decoder.encode([source for source, _ in pairs])
    wants = [wants_for(Request(source, task, budget, thorough=True)) for source, _ in pairs]
    rows, targets, values, numbers = [], [], [], []
    for number, (source, drafts) in enumerate(
        zip(sources, backend.decoder.write(sources, wants), strict=True)
    ):
        for draft, row in described(drafts, source):
            rows.append(row)
            result = rouge(draft.text, pairs[number][1], "char")
            targets.append((result.rouge1.f1 + result.rouge2.f1 + result.rougeL.f1) / 3)
            values.append(result.rougeL.f1)
            numbers.append(number)
    sentences = [rouge_l(first_sentence(source)[:budget], target, "char").f1 for source, target in pairs]
    return Drafts(*map(np.array, (rows, targets, values, numbers, sentences)))


def train(backend: EmbeddedBackend, recipe: dict[str, Any], corpora: Path, limit: int) -> dict[str, Any]:
    """The ranker's numbers, with what choosing by them gains on a held-out third."""
    plain = plain_ranker()
    weights, biases, thresholds = dict(plain.weights), dict(plain.biases), dict(plain.thresholds)
    figures: dict[str, Any] = {}
    for task, pairs in unseen_pairs(recipe, corpora).items():
        pairs = pairs[: limit // (3 if task == "summary" else 1)]
        if len(pairs) < FEWEST:
            continue
        drafts = write_drafts(backend, task, pairs)
        learning = drafts.source % 3 != 0
        fitted, bias = fit(
            drafts.rows[learning],
            drafts.targets[learning],
            drafts.source[learning],
            recipe["ranker"]["ridge"],
        )
        best = drafts.chosen(fitted, bias)
        usual = drafts.chosen(plain.weights[task], plain.biases[task])
        held = [source for source, *_ in best if source % 3 == 0]
        oracle = [drafts.values[drafts.source == source].max() for source in held]
        means = {
            "chosen": np.mean([value for source, _, value in best if source % 3 == 0]),
            "plain_choice": np.mean([value for source, _, value in usual if source % 3 == 0]),
            "best_of_drafts": np.mean(oracle),
            "first_sentence": drafts.sentences[held].mean(),
        }
        figures[task] = {name: round(100 * float(mean), 2) for name, mean in means.items()}
        figures[task]["sources"] = len(pairs)
        if means["chosen"] > means["plain_choice"]:
            weights[task], biases[task] = fitted, bias
            thresholds[task] = threshold(
                [(score, value, drafts.sentences[source]) for source, score, value in best if source % 3]
            )
    return {
        "features": list(FEATURES),
        "weights": weights,
        "biases": biases,
        "thresholds": thresholds,
        "held_out_rougeL": figures,
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("--recipe", type=Path, default=HERE / "recipe.toml")
    parser.add_argument("--corpora", type=Path, default=HERE.parent.parent / "shared" / "corpora")
    parser.add_argument("--limit", type=int, help="sources of each task; the recipe's by default")
    options = parser.parse_args()
    recipe = tomllib.loads(options.recipe.read_text(encoding="utf-8"))
    limit = options.limit or recipe["ranker"]["sources"]
    ranker = train(EmbeddedBackend(options.model), recipe, options.corpora, limit)
    text = json.dumps(ranker, ensure_ascii=False, indent=2) + "\n"
    (options.model / RANKER_FILE).write_text(text, encoding="utf-8")
    record_digest(options.model, RANKER_FILE)
    print(json.dumps(ranker["held_out_rougeL"], indent=2))


if __name__ == "__main__":
    main()
