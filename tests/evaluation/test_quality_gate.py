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
        "summary_rl": 0.46,  # 0.496
        "keypoints_rl": 0.46,  # 0.479
        "facts": 0.66,  # 0.708
        "facts_with_keypoints": 0.84,  # 0.884
        "supported": 1.0,  # 1.0
    },
    "embedded": {
        "headline_rl": 0.46,  # 0.501
        "summary_rl": 0.45,  # 0.487
        # 0.419; 0.450 before halves of a thought, unnamed people's words and procedure made no points any more, 0.495 before
        # clauses that cannot be printed alone made none.
        "keypoints_rl": 0.39,
        "facts": 0.64,  # 0.691
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
