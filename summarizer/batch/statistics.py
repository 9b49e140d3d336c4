"""What a run counts, with bounded memory; the run report draws it."""

import dataclasses
import time
from collections import Counter
from typing import Any

from summarizer.batch.processing import Outcome, Processed

#: Points of the throughput curve; when they run out every other one is dropped.
_CURVE_POINTS = 240

#: Characters that one step of a length's counter covers, and the most steps.
LENGTH_STEPS = {"body": 100, "headline": 1, "summary": 1}
_MOST_STEPS = 500

#: Kept for the report, by way of example.
_EXAMPLES = 50


@dataclasses.dataclass(slots=True)
class Statistics:
    """Counts of one run; ``total == ok + failed + duplicates + skipped`` at every moment.

    Attributes:
        total: items found in the input.
        ok, failed, duplicates, skipped: what became of them; a duplicate equals an earlier ok document.
        computed: summaries computed in this run; the other ok ones came from the ledger.
        shared_ids: documents whose id an earlier document already had.
        errors: failed documents by error code.
        reasons: skipped items by reason.
        findings: findings of the fact check by kind.
        models: results by model name and version; several when a fallback stepped in.
        lengths: for body, headline and summary: length in characters, rounded down to a step → documents.
        ratios: summary length as a percentage of the body, whole percents → documents.
        curve: (seconds since the start, documents done).
        seconds: seconds by stage; reading and cleaning run beside the model.
        failures: the first failed documents, as written to the errors file.
    """

    total: int = 0
    ok: int = 0
    failed: int = 0
    duplicates: int = 0
    skipped: int = 0
    computed: int = 0
    shared_ids: int = 0
    unsupported: int = 0
    body_chars: int = 0
    errors: Counter[str] = dataclasses.field(default_factory=Counter)
    reasons: Counter[str] = dataclasses.field(default_factory=Counter)
    findings: Counter[str] = dataclasses.field(default_factory=Counter)
    models: Counter[str] = dataclasses.field(default_factory=Counter)
    lengths: dict[str, Counter[int]] = dataclasses.field(default_factory=dict)
    ratios: Counter[int] = dataclasses.field(default_factory=Counter)
    curve: list[tuple[float, int]] = dataclasses.field(default_factory=list)
    seconds: Counter[str] = dataclasses.field(default_factory=Counter)
    failures: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    started: float = dataclasses.field(default_factory=time.perf_counter)
    elapsed: float = 0.0
    _every: int = 1
    _windows: int = 0

    def add_window(self, processed: Processed) -> None:
        self.computed += processed.computed
        self.seconds.update(processed.seconds)
        self.elapsed = time.perf_counter() - self.started
        self._windows += 1
        if self._windows % self._every == 0:
            self.curve.append((self.elapsed, self.total))
        if len(self.curve) > _CURVE_POINTS:
            self.curve = self.curve[1::2]
            self._every *= 2

    def add_outcome(self, outcome: Outcome, duplicate: bool) -> None:
        self.total += 1
        if outcome.status == "skipped":
            self.skipped += 1
            self.reasons[outcome.reason or ""] += 1
        elif outcome.status == "failed":
            self.failed += 1
            self.errors[(outcome.error or {})["code"]] += 1
        elif duplicate:
            self.duplicates += 1
        else:
            self.ok += 1
            self._add_record(outcome.record or {})

    def add_failure(self, failure: dict[str, Any]) -> None:
        if len(self.failures) < _EXAMPLES:
            self.failures.append(failure)

    def _add_record(self, record: dict[str, Any]) -> None:
        body = record["usage"]["body_chars"]
        self.body_chars += body
        self.models[f"{record['model']['name']} {record['model']['version']}"] += 1
        lengths = {"body": body, "headline": len(record["headline"]), "summary": len(record["summary"])}
        for name, step in LENGTH_STEPS.items():
            self.lengths.setdefault(name, Counter())[min(lengths[name] // step, _MOST_STEPS) * step] += 1
        self.ratios[min(round(100 * len(record["summary"]) / max(body, 1)), 100)] += 1
        self.unsupported += not record["checks"]["supported"]
        for finding in record["checks"]["findings"]:
            self.findings[finding["kind"]] += 1

    def to_dict(self) -> dict[str, Any]:
        """The counts as plain data, for ``<output>.report.json``."""
        return {
            "total": self.total,
            "ok": self.ok,
            "failed": self.failed,
            "duplicates": self.duplicates,
            "skipped": self.skipped,
            "computed": self.computed,
            "shared_ids": self.shared_ids,
            "unsupported": self.unsupported,
            "errors": dict(self.errors.most_common()),
            "skipped_by_reason": dict(self.reasons.most_common()),
            "models": dict(self.models.most_common()),
            "findings": dict(self.findings.most_common()),
            "elapsed_seconds": round(self.elapsed, 3),
            "stage_seconds": {name: round(value, 3) for name, value in self.seconds.items()},
        }
