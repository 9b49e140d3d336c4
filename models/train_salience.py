"""Fits the clause salience weights on the annotated training reports.

    python models/train_salience.py --gold ../shared/corpora/gold_meetings_train.jsonl

Ridge regression, closed form; the same data always give the same weights.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.article import read_article
from summarizer.compose.clauses import Clause, read_clauses
from summarizer.compose.phrases import bigrams
from summarizer.compose.salience import features
from summarizer.datamodels import Report
from summarizer.errors import SummarizerError
from summarizer.report import read_report

DEFAULT_OUTPUT = Path(__file__).parents[1] / "summarizer" / "data" / "salience.json"


#: What each set of weights predicts: the share of a clause's character pairs found in these parts of an annotation.
TARGETS = {
    "summary": lambda record: [record["headline"], record["summary"]],
    "keypoint": lambda record: [point["text"] for point in record["keypoints"]],
}


def read_reports(path: Path) -> Iterator[tuple[dict[str, Any], str, Report, list[Clause]]]:
    """Each annotation with its body, report and clauses; one whose body cannot be read is left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        try:
            article = read_article(record["body"])
        except SummarizerError:
            continue
        report = read_report(article)
        yield record, article.body, report, read_clauses(article.body, report)


def training_rows(path: Path) -> tuple[list[dict[str, float]], dict[str, list[float]], list[float]]:
    """Features, targets by use, and weights (characters) of every usable clause."""
    rows: list[dict[str, float]] = []
    targets: dict[str, list[float]] = {use: [] for use in TARGETS}
    weights: list[float] = []
    for record, body, report, clauses in read_reports(path):
        wanted = {use: set().union(*map(bigrams, parts(record))) for use, parts in TARGETS.items()}
        for clause, row in zip(clauses, features(clauses, report, body), strict=True):
            pairs = bigrams(clause.text)
            if clause.usable and pairs:
                rows.append(row)
                for use, held in wanted.items():
                    targets[use].append(len(pairs & held) / len(pairs))
                weights.append(float(len(clause.text)))
    return rows, targets, weights


def fit(
    rows: list[dict[str, float]], targets: list[float], weights: list[float], ridge: float
) -> dict[str, float]:
    """Weighted ridge regression in closed form; the bias is not penalised."""
    names = list(rows[0])
    design = np.array([[row[name] for name in names] for row in rows])
    scale = np.array(weights)[:, None]
    penalty = np.diag([0.0 if name == "bias" else ridge for name in names])
    solved = np.linalg.solve(design.T @ (design * scale) + penalty, (design * scale).T @ np.array(targets))
    fitted = design @ solved
    residual = np.average((fitted - targets) ** 2, weights=weights)
    variance = np.average((targets - np.average(targets, weights=weights)) ** 2, weights=weights)
    print(f"{len(rows)} clauses, R² {1 - residual / variance:.3f}")
    return {name: round(float(value), 5) for name, value in zip(names, solved, strict=True)}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=DEFAULT_OUTPUT)
    parser.add_argument("--ridge", type=float, default=2000.0)
    arguments = parser.parse_args()
    rows, targets, weights = training_rows(arguments.gold)
    fitted = {use: fit(rows, values, weights, arguments.ridge) for use, values in targets.items()}
    arguments.output.write_text(
        json.dumps({"trained_on": arguments.gold.name, **fitted}, indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
