"""From the service's JSON to the library's objects and errors."""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from summarizer import errors
from summarizer.datamodels import (
    Checks,
    Evidence,
    Finding,
    Keypoint,
    ModelInfo,
    Report,
    Speaker,
    Summary,
    Usage,
    article_from_dict,
)

Outcome = Summary | errors.SummarizerError
JobState = Literal["queued", "running", "finished", "cancelled"]


class ServiceError(errors.SummarizerError):
    """The service answered with a problem that the library has no class for.

    Attributes:
        code: the problem's stable code.
        status: HTTP status; 0 when no answer came.
        request_id: what to look for in the service's log.
    """

    def __init__(self, code: str, message: str, status: int = 0, request_id: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.status = status
        self.request_id = request_id


@dataclasses.dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of a checked text, and the spans of the source that support it."""

    start: int
    end: int
    evidence: tuple[Evidence, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class CheckResult:
    findings: tuple[Finding, ...]
    sentences: tuple[CheckedSentence, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Job:
    """An archive at the service.

    Attributes:
        name: the file it came from, if it came from one.
        total, done, failed: numbers of documents.
        rate: documents a second over the last minute.
        eta_seconds: time left at that rate; None when unknown.
    """

    id: str
    name: str | None
    state: JobState
    total: int
    done: int
    failed: int
    rate: float
    eta_seconds: float | None

    @property
    def ended(self) -> bool:
        return self.state in ("finished", "cancelled")


def read_job(record: Mapping[str, Any]) -> Job:
    return Job(**{field.name: record[field.name] for field in dataclasses.fields(Job)})


def read_check(record: Mapping[str, Any]) -> CheckResult:
    sentences = (
        CheckedSentence(one["start"], one["end"], _spans(one["evidence"])) for one in record["sentences"]
    )
    return CheckResult(tuple(Finding(**finding) for finding in record["findings"]), tuple(sentences))


def read_outcome(record: Mapping[str, Any]) -> Outcome:
    """A summary, or the error of a failed document."""
    if "error" in record:
        return known_error(record["error"]["code"], record["error"]["message"])
    return read_summary(record)


def read_summary(record: Mapping[str, Any]) -> Summary:
    """The inverse of ``Summary.to_dict``. Sentences of the report stay at the service."""
    report, checks = record["report"], record["checks"]
    return Summary(
        id=record["id"],
        headline=record["headline"],
        summary=record["summary"],
        keypoints=tuple(
            Keypoint(point["text"], point["speaker"], _spans(point["evidence"]))
            for point in record["keypoints"]
        ),
        headline_evidence=_spans(record["evidence"]["headline"]),
        summary_evidence=_spans(record["evidence"]["summary"]),
        checks=Checks(
            checks["supported"],
            tuple(Finding(**finding) for finding in checks["findings"]),
            checks["repaired"],
        ),
        article=article_from_dict({**record["article"], "id": record["id"]}),
        report=Report(
            kind=report["kind"],
            event=report["event"],
            date=date.fromisoformat(report["date"]) if report["date"] else None,
            date_text=None,
            place=report["place"],
            speakers=tuple(Speaker(one["name"], one["post"]) for one in report["speakers"]),
            sentences=(),
        ),
        usage=Usage(**record["usage"]),
        model=ModelInfo(**record["model"]),
    )


def read_problem(record: Mapping[str, Any], status: int) -> errors.SummarizerError:
    """The error of a problem document."""
    code = str(record.get("code", "http_error"))
    message = str(record.get("detail", f"The service answered with status {status}."))
    return known_error(code, message, status, record.get("request_id"))


def known_error(
    code: str, message: str, status: int = 0, request_id: str | None = None
) -> errors.SummarizerError:
    """The library's own class for a code, else :class:`ServiceError`."""
    kind = _classes(errors.SummarizerError).get(code)
    return kind(message) if kind else ServiceError(code, message, status, request_id)


def _classes(base: type[errors.SummarizerError]) -> dict[str, type[errors.SummarizerError]]:
    found = {base.code: base} if base.__module__ == errors.__name__ else {}
    for child in base.__subclasses__():
        found |= _classes(child)
    return found


def _spans(spans: Iterable[Mapping[str, int]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(span["start"], span["end"]) for span in spans)
