"""Fits the clause salience weights, which need no model, on the annotated reports.

    python models/train_salience.py

The target is the share of a clause's character pairs that the annotation kept in headline and summary, or in key points
(the marks in `models/annotations`). Ridge regression, closed form; the same data always give the same weights.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from marks import CORPORA, MARKS, read_reports

from summarizer.compose.clauses.phrases import bigrams
from summarizer.compose.clauses.salience import features
from summarizer.modeling.clause_salience import CLAUSE_USES

DEFAULT_OUTPUT = Path(__file__).parents[1] / "summarizer" / "data" / "salience.json"


def training_rows(
    marks: Path, corpora: Path
) -> tuple[list[dict[str, float]], dict[str, list[float]], list[float]]:
    """Features, targets by use, and weights (characters) of every usable clause."""
    rows: list[dict[str, float]] = []
    targets: dict[str, list[float]] = {use: [] for use in CLAUSE_USES}
    weights: list[float] = []
    for one in read_reports(marks, corpora):
        for clause, row in zip(one.clauses, features(one.clauses, one.report, one.body), strict=True):
            pairs = bigrams(clause.text)
            if clause.usable and pairs:
                rows.append(row)
                for use in CLAUSE_USES:
                    targets[use].append(len(pairs & one.kept[use]) / len(pairs))
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
    parser.add_argument("--marks", type=Path, default=MARKS)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--output", type=Path, default=DEFAULT_OUTPUT)
    parser.add_argument("--ridge", type=float, default=2000.0)
    arguments = parser.parse_args()
    rows, targets, weights = training_rows(arguments.marks, arguments.corpora)
    fitted = {use: fit(rows, values, weights, arguments.ridge) for use, values in targets.items()}
    arguments.output.write_text(
        json.dumps({"trained_on": arguments.marks.name, **fitted}, indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
