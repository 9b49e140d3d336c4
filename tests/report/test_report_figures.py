"""The gate: figures on the annotated development set must not fall. Skipped where the corpora are absent."""

import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpora" / "gold_meetings_dev.jsonl"

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason=f"the annotated corpus is not at {CORPUS}")


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    measure: Any = runpy.run_path(str(ROOT / "benchmarks" / "report_structure.py"))["measure"]
    return measure(CORPUS)


@pytest.mark.parametrize(
    ("figure", "least"),
    [
        ("event_strict", 0.90),
        ("event_lenient", 0.90),
        ("date", 0.90),
        ("place", 0.90),
        ("speakers_strict_f1", 0.95),
        ("speakers_convention_f1", 0.95),
        ("post_equal", 0.95),
        ("said_right", 0.90),
    ],
)
def test_figure_does_not_fall(figures: dict[str, float], figure: str, least: float) -> None:
    assert figures[figure] >= least
