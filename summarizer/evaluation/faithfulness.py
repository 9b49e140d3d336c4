"""Faithfulness as the fact check sees it: what an output states that its source does not support.

Every system's output goes through the same check, whatever it says of itself.
"""

from collections import Counter
from collections.abc import Iterable

from summarizer.datamodels import Finding
from summarizer.evaluation.records import Output


def findings(body: str, output: Output) -> tuple[Finding, ...]:
    """Findings in the headline, the summary and each key point of ``output``, in that order."""
    from summarizer.check import FactChecker

    checker = FactChecker(body)
    fields = {"headline": output.headline, "summary": output.summary}
    fields |= {f"keypoints[{index}]": text for index, text in enumerate(output.keypoints)}
    return tuple(
        finding for field, text in fields.items() if text for finding in checker.check(text, field=field)
    )


def count_by_kind(found: Iterable[Finding]) -> dict[str, int]:
    """How many findings of each kind, most frequent first."""
    return dict(Counter(finding.kind for finding in found).most_common())
