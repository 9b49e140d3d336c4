"""Quality is a gate: what ships must not fall below these figures on the project's own references.

Twelve articles are few; the pins stand a little below what was measured (in the comment) and rise; where one fell, its
comment says what that bought.
"""

from pathlib import Path

import pytest

from benchmarks import systems
from summarizer import SummaryOptions
from summarizer.evaluation import compare, read_references

REFERENCES = Path(__file__).parents[2] / "notebooks" / "data" / "references.jsonl"

PINS = {
    "extractive": {
        "headline_rl": 0.38,  # 0.414
        "summary_rl": 0.43,  # 0.462
        "keypoints_rl": 0.46,  # 0.499
        "facts": 0.63,  # 0.683
        "facts_with_keypoints": 0.78,  # 0.824
        "supported": 1.0,  # 1.0
    },
    "embedded": {
        "headline_rl": 0.44,  # 0.481
        "summary_rl": 0.44,  # 0.476
        # 0.450; 0.495 before clauses that cannot be printed alone made no key points any more.
        "keypoints_rl": 0.42,
        "facts": 0.63,  # 0.683
        "facts_with_keypoints": 0.80,  # 0.848
        "supported": 1.0,  # 1.0
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("model", PINS)
def test_what_ships_is_not_worse_than_before(model):
    references = read_references(REFERENCES)
    comparison = compare(references, {model: systems.run(model, references, SummaryOptions()).outputs})
    means = comparison.table.set_index("measure")["mean"]
    assert {name: means[name] for name, pin in PINS[model].items() if means[name] < pin} == {}
    assert means["over_budget"] == means["failed"] == means["duplicate_keypoints"] == 0
