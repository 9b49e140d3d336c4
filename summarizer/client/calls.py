"""Every call of the API as a value: what to send and how to read the answer. Sending is the clients' part.

Signatures and docstrings here are those of the clients' methods.
"""

import dataclasses
import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar

from summarizer.client import answers
from summarizer.datamodels import Article, Summary
from summarizer.options import SummaryOptions

T = TypeVar("T")

#: Most documents the service takes in one request.
BATCH = 64


@dataclasses.dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """One request. ``parts`` are keyword arguments of httpx; ``read`` turns the answer's JSON into ``T``."""

    method: str
    path: str
    read: Callable[[Any], T]
    parts: dict[str, Any] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class Wishes:
    """How to summarise; what is None is the service's choice."""

    options: SummaryOptions | None = None
    preset: str | None = None
    model: str | None = None

    def to_dict(self) -> dict[str, Any]:
        wishes = {"preset": self.preset, "model": self.model}
        return {name: value for name, value in wishes.items() if value is not None}

    def budgets(self) -> dict[str, Any]:
        """The options that differ from the defaults; the lexicon is the operator's."""
        if self.options is None:
            return {}
        default = SummaryOptions()
        names = (field.name for field in dataclasses.fields(SummaryOptions) if field.name != "lexicon")
        return {
            name: getattr(self.options, name)
            for name in names
            if self.preset or getattr(self.options, name) != getattr(default, name)
        }


def summarize(
    source: str | Article,
    options: SummaryOptions | None = None,
    *,
    preset: str | None = None,
    model: str | None = None,
) -> Call[Summary]:
    """The summary of a text, saved page or article."""
    wishes = Wishes(options, preset, model)
    body = _document(source) | wishes.to_dict() | {"options": wishes.budgets()}
    return Call("POST", "/v1/summaries", answers.read_summary, {"json": body})


def summarize_batch(sources: Iterable[str | Article], wishes: Wishes) -> Call[list[answers.Outcome]]:
    """Outcomes of at most :data:`BATCH` sources, in order."""
    documents = [_document(source) for source in sources]
    body = {"documents": documents, "options": wishes.budgets()} | wishes.to_dict()
    return Call("POST", "/v1/summaries:batch", _read_results, {"json": body})


def check(source: str, text: str, speaker: str | None = None) -> Call[answers.CheckResult]:
    """What ``source`` does not support in ``text``, and what supports each of its sentences."""
    body = {"source": source, "text": text, "speaker": speaker}
    return Call("POST", "/v1/checks", answers.read_check, {"json": body})


def models() -> Call[tuple[str, ...]]:
    """Names of the served models."""
    return Call("GET", "/v1/models", lambda record: tuple(model["name"] for model in record["models"]))


def submit(
    archive: Path | Iterable[dict[str, Any]],
    options: SummaryOptions | None = None,
    *,
    preset: str | None = None,
    model: str | None = None,
    idempotency_key: str | None = None,
) -> Call[answers.Job]:
    """Sends an archive: a JSONL or zip file, or records with ``id``, ``title`` and ``body``.

    Retries make no second job; give a key of your own to have that hold for repeated calls too.
    """
    if isinstance(archive, Path):
        content = archive.read_bytes()
        kind = "application/zip" if archive.suffix.lower() == ".zip" else "application/x-ndjson"
    else:
        content = "\n".join(json.dumps(record) for record in archive).encode()
        kind = "application/x-ndjson"
    named = {"name": archive.name[-200:]} if isinstance(archive, Path) else {}
    wishes = Wishes(options, preset, model)
    headers = {"Content-Type": kind, "Idempotency-Key": idempotency_key or uuid.uuid4().hex}
    budgets = {name: value for name, value in wishes.budgets().items() if value is not None}
    params = budgets | wishes.to_dict() | named
    return Call(
        "POST", "/v1/jobs", answers.read_job, {"content": content, "headers": headers, "params": params}
    )


def job(job_id: str) -> Call[answers.Job]:
    """The job as it is now."""
    return Call("GET", f"/v1/jobs/{job_id}", answers.read_job)


def cancel(job_id: str) -> Call[None]:
    """Cancels an active job, or deletes an ended one."""
    return Call("DELETE", f"/v1/jobs/{job_id}", lambda _: None)


def results_path(job_id: str) -> str:
    return f"/v1/jobs/{job_id}/results"


def chunks(sources: Iterable[str | Article]) -> Iterator[list[str | Article]]:
    """As many sources as one request takes, again and again."""
    chunk: list[str | Article] = []
    for source in sources:
        chunk.append(source)
        if len(chunk) == BATCH:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _document(source: str | Article) -> dict[str, Any]:
    if isinstance(source, Article):
        return {"id": source.id, "article": source.to_dict()}
    return {"text": source}


def _read_results(record: Any) -> list[answers.Outcome]:
    return [answers.read_outcome(result) for result in record["results"]]
