"""Train the scorer of drafts on pairs that no dev file contains, nor the model's training where it left some over.

    python models/train_ranker.py models/zh-news-small-v3
    python models/train_ranker.py models/zh-news-titles-v2 --recipe models/recipe_titles.toml

Left over are the records older than the `from_year` of the recipe's main stage; a recipe that leaves none names a
file for the ranker. A ridge regression per task predicts from the features of
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

from evaluate import BUDGETS, Example, first_sentence, request
from export import record_digest
from prepare_data import supported
from sources import READERS, read_records

from summarizer.backends.base import Task
from summarizer.backends.embedded import EmbeddedBackend, wants_for
from summarizer.evaluation.rouge import rouge, rouge_l
from summarizer.modeling.control import TASKS
from summarizer.modeling.ranking import FEATURES, RANKER_FILE, described, plain_ranker

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib  # type: ignore[no-redef, import-not-found]

HERE = Path(__file__).resolve().parent
FEWEST = 60  # sources of a task from which a choice can be learnt
CHUNK = 256  # sources written about side by side


def examples_to_learn_from(recipe: dict[str, Any], corpora: Path) -> dict[Task, list[Example]]:
    """Of each task, in an order that the seed fixes: of the file that the recipe names for the ranker, or of those
    records that are too old for its main stage."""
    found: dict[Task, list[Example]] = defaultdict(list)
    named = recipe["ranker"].get("source")
    sources = [named] if named else [s for s in recipe["stage"]["main"]["sources"] if "from_year" in s]
    for source in sources:
        first, last = source["years"] if named else (0, source["from_year"] - 1)
        for record in read_records(corpora / source["file"]):
            if not record.get("date") or not first <= int(str(record["date"])[:4]) <= last:
                continue
            for pair in READERS[source["kind"]](record, source["file"]):
                if pair.task in source.get("tasks", TASKS) and (named or supported(pair, recipe["data"])):
                    found[pair.task].append(Example(pair.source, pair.target, pair.task))
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
    """The score below which the first sentence beats the best draft, by more than chance and at least 25 cases deep.

    Args:
        best: For each source the best draft's score and ROUGE-L, and the first sentence's ROUGE-L.
    """
    ordered = sorted(best)
    gains = np.array([draft - sentence for _, draft, sentence in ordered])
    total, chance = np.cumsum(gains), 2 * np.sqrt(np.cumsum(gains**2))
    losing = [at for at in range(25, len(ordered)) if total[at] < -chance[at]]
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


def write_drafts(backend: EmbeddedBackend, examples: Sequence[Example]) -> Drafts:
    """What the model writes about the sources of `examples`, measured."""
    rows, targets, values, numbers = [], [], [], []
    for start in range(0, len(examples), CHUNK):
        chunk = examples[start : start + CHUNK]
        requests = [request(example, backend.max_source_chars) for example in chunk]
        sources = backend.decoder.encode([e.source for e in chunk], [list(r.names) for r in requests])
        written = backend.decoder.write(sources, [wants_for(asked) for asked in requests])
        for number, (example, source, drafts) in enumerate(zip(chunk, sources, written, strict=True), start):
            for draft, row in described(drafts, source, example.source):
                rows.append(row)
                result = rouge(draft.text, example.reference, "char")
                targets.append((result.rouge1.f1 + result.rouge2.f1 + result.rougeL.f1) / 3)
                values.append(result.rougeL.f1)
                numbers.append(number)
    sentences = [
        rouge_l(first_sentence(e.source)[: BUDGETS[e.task]], e.reference, "char").f1 for e in examples
    ]
    return Drafts(*map(np.array, (rows, targets, values, numbers, sentences)))


def train(backend: EmbeddedBackend, recipe: dict[str, Any], corpora: Path, limit: int) -> dict[str, Any]:
    """The ranker's numbers, with what choosing by them gains on a held-out third."""
    plain = plain_ranker()
    weights, biases, thresholds = dict(plain.weights), dict(plain.biases), dict(plain.thresholds)
    figures: dict[str, Any] = {}
    for task, examples in examples_to_learn_from(recipe, corpora).items():
        examples = examples[: limit // (3 if task == "summary" else 1)]
        if len(examples) < FEWEST:
            continue
        drafts = write_drafts(backend, examples)
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
        figures[task]["sources"] = len(examples)
        if means["chosen"] > means["plain_choice"]:
            # The third has said what the choice gains; what ships learns from it too.
            weights[task], biases[task] = fit(
                drafts.rows, drafts.targets, drafts.source, recipe["ranker"]["ridge"]
            )
            best = drafts.chosen(weights[task], biases[task])
            thresholds[task] = threshold(
                [(score, value, drafts.sentences[source]) for source, score, value in best]
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
