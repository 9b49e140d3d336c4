"""What is compared: references that people wrote and outputs that a system wrote, one JSON object a line.

References: ``id``, ``body`` (or ``text``), any of ``headline``, ``summary``, ``keypoints``, ``must_facts``.
Outputs: the result JSON of the library, the command line and batch alike, or the same three texts alone.
Key points are strings or objects with ``text``.
"""

import dataclasses
import json
import pathlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from summarizer.datamodels import Summary
from summarizer.errors import InputError, UnreadableFileError


@dataclasses.dataclass(frozen=True, slots=True)
class Reference:
    """An article and what a person would have written about it.

    Attributes:
        id: the document's identifier, shared with the outputs.
        body: the article.
        headline, summary: None where the reference has none; measures that need it are then left out.
        keypoints: empty where the reference has none.
        must_facts: facts no summary may leave out, each a list of accepted wordings.
    """

    id: str
    body: str
    headline: str | None = None
    summary: str | None = None
    keypoints: tuple[str, ...] = ()
    must_facts: tuple[tuple[str, ...], ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Output:
    """What a system wrote about one document.

    Attributes:
        id: the document's identifier, shared with its reference.
        error: code of the error when the system gave no result; its texts are then empty and score 0.
        seconds: wall time the system reports for this document, or None.
    """

    id: str
    headline: str = ""
    summary: str = ""
    keypoints: tuple[str, ...] = ()
    error: str | None = None
    seconds: float | None = None

    @property
    def text(self) -> str:
        """Headline and summary, what every reader sees."""
        return f"{self.headline}\n{self.summary}"

    @property
    def full_text(self) -> str:
        """Headline, summary and key points."""
        return "\n".join((self.headline, self.summary, *self.keypoints))

    @classmethod
    def from_summary(cls, id: str, summary: Summary) -> "Output":
        return cls(
            id=id,
            headline=summary.headline,
            summary=summary.summary,
            keypoints=tuple(point.text for point in summary.keypoints),
            seconds=summary.usage.seconds,
        )


def read_references(path: str | pathlib.Path) -> list[Reference]:
    """References of a JSONL file.

    Raises:
        UnreadableFileError: the file cannot be opened or is not UTF-8.
        InputError: a line is not a JSON object, or lacks its id or body; the message names the line.
    """
    return [reference_from_dict(record, where) for record, where in _records(path)]


def read_outputs(path: str | pathlib.Path) -> list[Output]:
    """Outputs of a JSONL file; raises what :func:`read_references` does."""
    return [output_from_dict(record, where) for record, where in _records(path)]


def reference_from_dict(record: Mapping[str, Any], where: str = "record") -> Reference:
    article = record.get("article") or {}
    body = record.get("body") or record.get("text") or article.get("body")
    if not isinstance(body, str):
        raise InputError(f"{where}: a reference needs the article's text as 'body'.")
    return Reference(
        id=_id(record, where),
        body=body,
        headline=record.get("headline"),
        summary=record.get("summary"),
        keypoints=_keypoints(record, where),
        must_facts=tuple(_wordings(fact) for fact in record.get("must_facts") or ()),
    )


def output_from_dict(record: Mapping[str, Any], where: str = "record") -> Output:
    error = record.get("error") or {}
    return Output(
        id=_id(record, where),
        headline=record.get("headline") or "",
        summary=record.get("summary") or "",
        keypoints=_keypoints(record, where),
        error=error.get("code"),
        seconds=(record.get("usage") or {}).get("seconds"),
    )


def _records(path: str | pathlib.Path) -> Iterator[tuple[dict[str, Any], str]]:
    try:
        lines = pathlib.Path(path).read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise UnreadableFileError(f"Cannot read {path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"Cannot read {path}: it is not UTF-8 text.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            where = f"{path}, line {number}"
            try:
                record = json.loads(line)
            except json.JSONDecodeError as error:
                raise InputError(f"{where}: not JSON ({error.msg}).") from error
            if not isinstance(record, dict):
                raise InputError(f"{where}: each line must be a JSON object.")
            yield record, where


def _id(record: Mapping[str, Any], where: str) -> str:
    if record.get("id") is None:
        raise InputError(f"{where}: 'id' is missing; outputs are matched to references by it.")
    return str(record["id"])


def _keypoints(record: Mapping[str, Any], where: str) -> tuple[str, ...]:
    points = record.get("keypoints") or ()
    texts = []
    for point in points:
        text = point.get("text") if isinstance(point, Mapping) else point
        if not isinstance(text, str):
            raise InputError(f"{where}: each key point must be a string or an object with 'text'.")
        texts.append(text)
    return tuple(texts)


def _wordings(fact: str | Sequence[str]) -> tuple[str, ...]:
    return (fact,) if isinstance(fact, str) else tuple(fact)
