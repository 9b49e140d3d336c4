"""Fits the headline ranking weights on the annotated training reports.

    python models/train_headline_ranking.py --gold ../shared/corpora/gold_meetings_train.jsonl --model embedded

Ridge regression on the character ROUGE-L of each option, centred within its report: only the order of a report's own
options matters. Run ``models/train_salience.py`` first, and again after a new model.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from summarizer.article import read_article
from summarizer.backends.loading import load_backend
from summarizer.compose.draft import headline_options
from summarizer.compose.headlines.ranking import features
from summarizer.compose.planning import plan_requests
from summarizer.errors import SummarizerError
from summarizer.evaluation.rouge import rouge_l
from summarizer.options import SummaryOptions
from summarizer.report import read_report

DEFAULT_OUTPUT = Path(__file__).parents[1] / "summarizer" / "data" / "headline_ranking.json"


def training_rows(path: Path, model: str) -> list[tuple[list[dict[str, float]], list[float]]]:
    """For each report the features of its options and the ROUGE-L each reaches."""
    backend = load_backend(model)
    limits = SummaryOptions()
    reports = []
    for line in path.open(encoding="utf-8"):
        record = json.loads(line)
        try:
            article = read_article(record["body"])
        except SummarizerError:
            continue
        plan = plan_requests(article, read_report(article), limits, backend.max_source_chars)
        proposed = backend.generate(plan.requests[:1])[0]
        options = headline_options(plan, proposed)
        if len(options) > 1:
            rows = features(options, plan.clauses, plan.salience.summary, plan.report)
            reports.append(
                (rows, [rouge_l(option.text, record["headline"], "char").f1 for option in options])
            )
    return reports


def fit(reports: list[tuple[list[dict[str, float]], list[float]]], ridge: float) -> dict[str, float]:
    """Ridge regression of centred scores on centred features; good options weigh more than the many poor ones."""
    names = list(reports[0][0][0])
    left = np.zeros((len(names), len(names)))
    right = np.zeros(len(names))
    for rows, scores in reports:
        design = np.array([[row[name] for name in names] for row in rows])
        target = np.array(scores)
        weight = np.exp(4 * (target - target.max()))
        weight /= weight.sum()
        design = design - weight @ design
        target = target - weight @ target
        left += design.T @ (design * weight[:, None])
        right += design.T @ (target * weight)
    solved = np.linalg.solve(left + ridge * np.eye(len(names)), right)
    weights = dict(zip(names, (round(float(value), 5) for value in solved), strict=True))
    chosen, best = [], []
    for rows, scores in reports:
        ranked = [sum(weights[name] * value for name, value in row.items()) for row in rows]
        chosen.append(scores[int(np.argmax(ranked))])
        best.append(max(scores))
    print(f"{len(reports)} reports: chosen {np.mean(chosen):.3f}, best possible {np.mean(best):.3f}")
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--output", type=Path, default=DEFAULT_OUTPUT)
    parser.add_argument("--ridge", type=float, default=1.0)
    arguments = parser.parse_args()
    weights = fit(training_rows(arguments.gold, arguments.model), arguments.ridge)
    arguments.output.write_text(
        json.dumps(
            {"trained_on": arguments.gold.name, "model": arguments.model, "weights": weights}, indent=1
        )
        + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
