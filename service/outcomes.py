"""What came of a document, in the form in which it travels between processes."""

import dataclasses
import json

from summarizer.datamodels import Summary
from summarizer.errors import SummarizerError


@dataclasses.dataclass(frozen=True, slots=True)
class Written:
    """A summary as JSON, which whoever answers with it or stores it passes on unread.

    Attributes:
        json: ``Summary.to_dict`` in UTF-8, on one line.
        findings: kinds of its findings.
    """

    json: bytes
    findings: tuple[str, ...]

    @classmethod
    def of(cls, summary: Summary) -> "Written":
        content = json.dumps(summary.to_dict(), ensure_ascii=False, separators=(",", ":"))
        return cls(content.encode(), tuple(finding.kind for finding in summary.checks.findings))


Outcome = Written | SummarizerError


def line(identifier: str | None, outcome: Outcome) -> bytes:
    """A document's outcome as one JSON object: the summary, or ``{"id", "error"}``."""
    if isinstance(outcome, Written):
        return outcome.json
    return json.dumps({"id": identifier, "error": outcome.to_dict()}, ensure_ascii=False).encode()
