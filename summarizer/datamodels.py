"""The one kind of thing each room hands on: article, report, summary and their parts.

``Summary.to_dict`` is the JSON of the library, the command line, HTTP and batch alike.
Offsets are code points into ``Article.body``; lengths are characters; absent values are ``None``.
"""

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

#: What a report is about decides its natural form.
ReportKind = Literal[
    "meeting", "inspection", "briefing", "election", "award", "work_report", "interview", "news"
]

#: What a sentence does in its report.
SentenceRole = Literal[
    "lead",  # says what happened, when, where, who
    "statement",  # somebody's reported words
    "attendance",  # who was there, who presided, who read out a document
    "award",  # honours given, plaques unveiled, contracts signed
    "result",  # decided, adopted, elected
    "question",  # what a reporter asked: neither the speaker's words nor the report's
    "background",  # everything else
]


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A verbatim span of the article's body: ``body[start:end]``."""

    start: int
    end: int

    def text(self, body: str) -> str:
        return body[self.start : self.end]


@dataclasses.dataclass(frozen=True, slots=True)
class Article:
    """A clean article.

    Attributes:
        body: paragraphs joined by ``\\n``, page chrome removed, characters normalised.
        title: the headline the page carries, if it carries one.
        source: who published it, as the page says.
        published_at: local time as the page says, without time zone.
        id: the caller's own identifier, echoed in the result.
        dropped_chars: characters of the input left out as page chrome, advertisement or noise.
    """

    body: str
    title: str | None = None
    source: str | None = None
    published_at: datetime | None = None
    id: str | None = None
    dropped_chars: int = 0

    @property
    def paragraphs(self) -> list[str]:
        return self.body.split("\n")

    def to_dict(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "source": self.source,
            "published_at": self.published_at.isoformat() if self.published_at else None,
            "body": self.body,
        }


@dataclasses.dataclass(frozen=True, slots=True)
class Speaker:
    """A person whose statement is reported, with the post as first written."""

    name: str
    post: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the body and what it does there.

    Attributes:
        start, end: span in the body, final punctuation included.
        paragraph: index of its paragraph, from 0.
        role: what it does in the report.
        speaker: name of the person whose words it reports, resolved across 他强调 / 会议指出; else None.
        attribution: who the text itself names as saying it (会议, 他, a name), verbatim; else None.
        content: where the reported words start, after 邹自景强调，; equals ``start`` without attribution.
        clauses: spans between commas and semicolons, in order, covering the sentence.
    """

    start: int
    end: int
    paragraph: int
    role: SentenceRole
    speaker: str | None
    attribution: str | None
    content: int
    clauses: tuple[Evidence, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """What an article reports: event, date, place, who said what.

    Attributes:
        kind: decides the natural form of the summary.
        event: name of the meeting or activity as written, or None.
        date: resolved day of the event.
        date_text: the same as the text writes it (4月9日, 昨天下午, 近日).
        place: verbatim, or None.
        speakers: in order of first statement.
        sentences: all sentences of the body in order; their spans never overlap.
    """

    kind: ReportKind
    event: str | None
    date: date | None
    date_text: str | None
    place: str | None
    speakers: tuple[Speaker, ...]
    sentences: tuple[Sentence, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "event": self.event,
            "date": self.date.isoformat() if self.date else None,
            "place": self.place,
            "speakers": [{"name": speaker.name, "post": speaker.post} for speaker in self.speakers],
        }


@dataclasses.dataclass(frozen=True, slots=True)
class Keypoint:
    """One headline-style key point and the spans that support it."""

    text: str
    speaker: str | None
    evidence: tuple[Evidence, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """Something in an output that the source does not support.

    Attributes:
        field: ``headline``, ``summary`` or ``keypoints[2]``; ``text`` for free-standing text.
        kind: ``name``, ``post``, ``speaker``, ``number``, ``date``, ``place``, ``organisation``,
            ``quotation``, ``negation``, ``direction``, ``order``, ``lexicon``, or ``unsupported`` for words
            the source does not hold at all.
        start, end: characters of that output.
        text: ``output[start:end]``.
        message: one Chinese sentence for the editor.
        suggestion: nearest alternative that the source supports, or None.
    """

    field: str
    kind: str
    start: int
    end: int
    text: str
    message: str
    suggestion: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class Checks:
    """Outcome of the fact check on the shipped outputs.

    Attributes:
        supported: nothing was found in what is shipped.
        findings: what remains in the shipped outputs.
        repaired: a candidate was replaced because of a finding.
    """

    supported: bool
    findings: tuple[Finding, ...] = ()
    repaired: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Usage:
    """What a summary cost.

    Attributes:
        body_chars: characters of the body.
        read_chars: characters of the body that the summary draws on.
        input_tokens: what the model was given, by its own count, a server's by the server's; 0 without a model.
        seconds: wall time.
    """

    body_chars: int
    read_chars: int
    input_tokens: int
    seconds: float


@dataclasses.dataclass(frozen=True, slots=True)
class ModelInfo:
    name: str
    version: str


@dataclasses.dataclass(frozen=True, slots=True)
class Summary:
    """Headline, summary and key points of one article, each with evidence and checked."""

    headline: str
    summary: str
    keypoints: tuple[Keypoint, ...]
    headline_evidence: tuple[Evidence, ...]
    summary_evidence: tuple[Evidence, ...]
    checks: Checks
    article: Article
    report: Report
    usage: Usage
    model: ModelInfo
    id: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The one JSON object; see the README for its shape."""
        return {
            "id": self.id,
            "headline": self.headline,
            "summary": self.summary,
            "keypoints": [
                {"text": point.text, "speaker": point.speaker, "evidence": _spans(point.evidence)}
                for point in self.keypoints
            ],
            "evidence": {
                "headline": _spans(self.headline_evidence),
                "summary": _spans(self.summary_evidence),
            },
            "checks": {
                "supported": self.checks.supported,
                "findings": [dataclasses.asdict(finding) for finding in self.checks.findings],
                "repaired": self.checks.repaired,
            },
            "article": self.article.to_dict(),
            "report": self.report.to_dict(),
            "usage": dataclasses.asdict(self.usage),
            "model": dataclasses.asdict(self.model),
        }


def article_from_dict(record: Mapping[str, Any]) -> Article:
    """An :class:`Article` from the JSON shape that :meth:`Article.to_dict` writes (``id`` optional)."""
    published = record.get("published_at")
    return Article(
        body=record["body"],
        title=record.get("title"),
        source=record.get("source"),
        published_at=datetime.fromisoformat(published) if published else None,
        id=record.get("id"),
    )


def _spans(evidence: tuple[Evidence, ...]) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in evidence]
