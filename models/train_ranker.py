"""Train the scorer of drafts on pairs that neither the model's training nor a dev file contains.

    python models/train_ranker.py models/zh-news-small-v1

The main stage stops before its epoch ends; what was left over is used here. A ridge regression per task
predicts each draft's ROUGE-L from the features of `summarizer.modeling.ranking`, and a threshold says
below which score the first sentence has been the better choice.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from batches import EncodedPairs
from evaluate import BUDGETS, first_sentence

from summarizer.backends.base import Request
from summarizer.backends.embedded import EmbeddedBackend, wants_for
from summarizer.evaluation.rouge import rouge_l
from summarizer.modeling.control import CONTROL_IDS, TASKS
from summarizer.modeling.ranking import FEATURES, RANKER_FILE, features

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib  # type: ignore[no-redef, import-not-found]

HERE = Path(__file__).resolve().parent


def unseen_pairs(recipe: dict[str, Any], prepared: Path, decode: Any) -> dict[str, list[tuple[str, str]]]:
    """(source, target) texts of each task that the main stage did not reach."""
    pairs, options = EncodedPairs(prepared / "main.npz"), recipe["train"]
    plan = pairs.plan(options["batch_tokens"], options["epochs"], recipe["seed"])
    arrays, found = pairs.arrays, defaultdict(list)
    seen = {tuple(_slice(arrays, "target", i)) for batch in plan[: options["steps"]] for i in batch}
    for batch in plan[options["steps"] :]:
        for index in batch:
            target = _slice(arrays, "target", index)
            if tuple(target) not in seen:
                task = TASKS[arrays["prefix"][index][0] - CONTROL_IDS["<headline>"]]
                found[task].append((decode(_slice(arrays, "source", index)), decode(target)))
    return found


def _slice(arrays: dict[str, np.ndarray], name: str, index: int) -> list[int]:
    offsets = arrays[f"{name}_offsets"]
    return arrays[name][offsets[index] : offsets[index + 1]].tolist()


def fit(rows: np.ndarray, values: np.ndarray, ridge: float) -> tuple[list[float], float]:
    """Weights and bias of a ridge regression on standardized features, given back on the plain ones."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    scaled = (rows - mean) / spread
    gram = scaled.T @ scaled + ridge * np.eye(rows.shape[1])
    weights = np.linalg.solve(gram, scaled.T @ (values - values.mean())) / spread
    return weights.tolist(), float(values.mean() - weights @ mean)


def threshold(best: list[tuple[float, float, float]]) -> float:
    """The score below which the first sentence beats the best draft on average, at least 25 cases deep.

    Args:
        best: For each source the best draft's score and ROUGE-L, and the first sentence's ROUGE-L.
    """
    ordered = sorted(best)
    gains = np.cumsum([draft - sentence for _, draft, sentence in ordered])
    losing = [at for at in range(25, len(ordered)) if gains[at] < 0]
    return ordered[losing[-1]][0] if losing else ordered[0][0] - 1.0


def train(model: Path, recipe: dict[str, Any], prepared: Path, limit: int) -> dict[str, Any]:
    """The ranker's numbers, with what choosing by them gains on a held-out third."""
    backend = EmbeddedBackend(model)
    decoder = backend.decoder
    weights, biases, thresholds, figures = {}, {}, {}, {}
    for task, pairs in unseen_pairs(recipe, prepared, decoder.processor.decode).items():
        pairs = pairs[: limit // (3 if task == "summary" else 1)]
        sources = decoder.encode([source for source, _ in pairs])
        wants = [wants_for(Request(source, task, BUDGETS[task])) for source, _ in pairs]
        rows, values, groups = [], [], []
        for index, (source, drafts) in enumerate(zip(sources, decoder.write(sources, wants), strict=True)):
            for draft in drafts:
                rows.append(features(draft, source))
                values.append(rouge_l(draft.text, pairs[index][1], "char").f1)
                groups.append(index)
        table, target, group = np.array(rows), np.array(values), np.array(groups)
        train_part = group % 3 != 0
        weights[task], biases[task] = fit(table[train_part], target[train_part], recipe["ranker"]["ridge"])
        score = table @ np.array(weights[task]) + biases[task]
        best = []
        for index in np.unique(group):
            mine = np.flatnonzero(group == index)
            top = mine[score[mine].argmax()]
            sentence = rouge_l(first_sentence(pairs[index][0])[: BUDGETS[task]], pairs[index][1], "char").f1
            best.append((index, score[top], target[top], sentence, target[mine].max(), target[mine[0]]))
        thresholds[task] = threshold([(s, draft, sentence) for i, s, draft, sentence, *_ in best if i % 3])
        held = np.array([row[2:] for row in best if row[0] % 3 == 0])
        names = ("chosen", "first_sentence", "best_of_drafts", "first_draft")
        figures[task] = dict(zip(names, np.round(100 * held.mean(axis=0), 2).tolist(), strict=True))
        figures[task]["sources"] = len(pairs)
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
    parser.add_argument("--prepared", type=Path, default=HERE / "prepared")
    parser.add_argument("--limit", type=int, help="sources of each task; the recipe's by default")
    options = parser.parse_args()
    recipe = tomllib.loads(options.recipe.read_text(encoding="utf-8"))
    limit = options.limit or recipe["ranker"]["sources"]
    (options.model / RANKER_FILE).unlink(missing_ok=True)
    ranker = train(options.model, recipe, options.prepared, limit)
    text = json.dumps(ranker, ensure_ascii=False, indent=2) + "\n"
    (options.model / RANKER_FILE).write_text(text, encoding="utf-8")
    print(json.dumps(ranker["held_out_rougeL"], indent=2))


if __name__ == "__main__":
    main()
