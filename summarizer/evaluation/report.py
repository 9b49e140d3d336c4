"""A comparison as a table for the terminal, as JSON for programs, and as one HTML file for reading.

The HTML needs no network and no other file: texts side by side, shared wording marked, findings in red,
worst cases first.
"""

import difflib
import json
import math
from collections.abc import Iterable
from typing import Any

from summarizer.datamodels import Finding
from summarizer.evaluation.comparison import Comparison
from summarizer.evaluation.faithfulness import count_by_kind
from summarizer.evaluation.measures import MEASURES, Measured

#: Measures worth a bar in the figure.
_FIGURE = ["headline_rl", "summary_rl", "keypoints_rl", "facts", "facts_with_keypoints", "supported"]

#: A difference is called one when its interval leaves 0 out and its p value lies below this.
_SIGNIFICANT = 0.05

#: Shorter shared runs are mostly chance: 市, 的, 发展.
_SHARED_CHARS = 2


def to_text(comparison: Comparison) -> str:
    """A table of means with 95 % intervals, measures down, systems across; then differences and findings."""
    cells = _cells(comparison)
    measures = [name for name in MEASURES if any((system, name) in cells for system in comparison.systems)]
    rows = [["", *comparison.systems]]
    rows += [[name, *(cells.get((system, name), "-") for system in comparison.systems)] for name in measures]
    first = comparison.systems[0]
    documents = len(comparison.measured[first])
    parts = [
        f"{documents} documents, ROUGE tokens: {comparison.tokenizer}, mean [95 % bootstrap interval]",
        _columns(rows),
    ]
    for other in comparison.systems[1:]:
        parts += [f"{first} minus {other}, paired", _columns(_difference_rows(comparison, other))]
    for system, measured in comparison.measured.items():
        kinds = count_by_kind(finding for one in measured for finding in one.findings)
        parts.append(
            f"findings of {system}: {', '.join(f'{kind} {n}' for kind, n in kinds.items()) or 'none'}"
        )
    return "\n\n".join(parts)


def to_dict(comparison: Comparison) -> dict[str, Any]:
    """The same as plain data, shares between 0 and 1; absent values are None."""
    systems = {
        name: {
            "measures": {
                row["measure"]: {key: row[key] for key in ("mean", "low", "high", "documents")}
                for row in _records(comparison.table[comparison.table["system"] == name])
            },
            "findings_by_kind": count_by_kind(finding for one in measured for finding in one.findings),
        }
        for name, measured in comparison.measured.items()
    }
    return {
        "tokenizer": comparison.tokenizer,
        "systems": systems,
        "differences": _records(comparison.differences),
        "documents": _records(comparison.documents),
        "findings": _records(comparison.findings),
        "judgements": _records(comparison.judgements),
    }


def to_json(comparison: Comparison) -> str:
    return json.dumps(to_dict(comparison), ensure_ascii=False, indent=1)


def to_html(comparison: Comparison, cases: int = 50) -> str:
    """The report, with the first system's worst ``cases`` documents beside the other systems' outputs."""
    from summarizer.evaluation.figures import interval_plot

    page: str = _template("report.html").render(
        comparison=comparison,
        measures=[(name, MEASURES[name]) for name in MEASURES if name in set(comparison.table["measure"])],
        cells=_cells(comparison),
        differences={other: _difference_rows(comparison, other)[1:] for other in comparison.systems[1:]},
        kinds={
            name: count_by_kind(finding for one in measured for finding in one.findings)
            for name, measured in comparison.measured.items()
        },
        figure=interval_plot(comparison.table, _FIGURE).svg,
        cases=_worst_cases(comparison, cases),
        total=len(comparison.measured[comparison.systems[0]]),
        titles={name: measure.title for name, measure in MEASURES.items()},
    )
    return page


def cases_html(comparison: Comparison, cases: int) -> str:
    """Only the side-by-side part of the report, for a notebook's cell."""
    part: str = _template("cases.html").render(cases=_worst_cases(comparison, cases))
    return part


def marks(text: str, reference: str | None, findings: Iterable[Finding] = ()) -> list[tuple[str, str]]:
    """``text`` in runs of (class, text); the class is ``shared`` with the reference, ``found`` or empty."""
    classes = [""] * len(text)
    if reference:
        matcher = difflib.SequenceMatcher(None, text, reference, autojunk=False)
        for start, _, size in matcher.get_matching_blocks():
            if size >= _SHARED_CHARS:
                classes[start : start + size] = ["shared"] * size
    for finding in findings:
        classes[finding.start : finding.end] = ["found"] * (finding.end - finding.start)
    runs: list[tuple[str, str]] = []
    for kind, character in zip(classes, text, strict=True):
        if runs and runs[-1][0] == kind:
            runs[-1] = (kind, runs[-1][1] + character)
        else:
            runs.append((kind, character))
    return runs


def _template(name: str) -> Any:
    from jinja2 import Environment, PackageLoader, select_autoescape

    environment = Environment(
        loader=PackageLoader("summarizer.evaluation"),
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def _cells(comparison: Comparison) -> dict[tuple[str, str], str]:
    return {
        (row.system, row.measure): _interval(row.measure, row.mean, row.low, row.high)
        for row in comparison.table.itertuples()
    }


def _worst_cases(comparison: Comparison, cases: int) -> list[dict[str, Any]]:
    by_id = {
        name: {one.reference.id: one for one in measured} for name, measured in comparison.measured.items()
    }
    return [
        _case(one, {name: documents[one.reference.id] for name, documents in by_id.items()})
        for one in comparison.worst()[:cases]
    ]


def _case(worst: Measured, outputs: dict[str, Measured]) -> dict[str, Any]:
    reference, output = worst.reference, worst.output
    return {
        "reference": reference,
        "body": marks(reference.body, output.full_text),
        "gold": {
            "headline": marks(reference.headline or "", output.headline),
            "summary": marks(reference.summary or "", output.summary),
            "keypoints": [marks(point, "\n".join(output.keypoints)) for point in reference.keypoints],
        },
        "systems": {name: _marked(one) for name, one in outputs.items()},
    }


def _marked(one: Measured) -> dict[str, Any]:
    def found(field: str) -> list[Finding]:
        return [finding for finding in one.findings if finding.field == field]

    points = one.output.keypoints
    return {
        "one": one,
        "headline": marks(one.output.headline, one.reference.headline, found("headline")),
        "summary": marks(one.output.summary, one.reference.summary, found("summary")),
        "keypoints": [
            marks(point, "\n".join(one.reference.keypoints), found(f"keypoints[{index}]"))
            for index, point in enumerate(points)
        ],
        "values": [
            (MEASURES[name].title, f"{one.values[name] * MEASURES[name].scale:.0f}")
            for name in ("headline_rl", "summary_rl", "facts", "facts_with_keypoints")
            if name in one.values
        ],
    }


def _interval(measure: str, mean: float, low: float, high: float, sign: str = "") -> str:
    scale = MEASURES[measure].scale
    return f"{mean * scale:{sign}.2f} [{low * scale:{sign}.2f}, {high * scale:{sign}.2f}]"


def _difference_rows(comparison: Comparison, other: str) -> list[list[str]]:
    rows = [["", "difference", "p", ""]]
    for row in comparison.differences[comparison.differences["against"] == other].itertuples():
        better = MEASURES[row.measure].higher_is_better
        clear = (row.low > 0 or row.high < 0) and row.p_value < _SIGNIFICANT
        verdict = "" if better is None or not clear else "better" if (row.mean > 0) == better else "worse"
        rows.append(
            [
                row.measure,
                _interval(row.measure, row.mean, row.low, row.high, "+"),
                f"{row.p_value:.4f}",
                verdict,
            ]
        )
    return rows


def _columns(rows: list[list[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _records(frame: Any) -> list[dict[str, Any]]:
    """Rows as plain data: NaN, which JSON does not have, becomes None."""
    rows: list[dict[str, Any]] = frame.to_dict("records")
    return [
        {key: None if isinstance(value, float) and math.isnan(value) else value for key, value in row.items()}
        for row in rows
    ]
