"""What the API reads and writes; the OpenAPI document is made from these classes."""

import dataclasses
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator

from service.examples import ARTICLE, CHECK, TEXT
from summarizer.datamodels import Article
from summarizer.options import LIMITS, PRESETS, SummaryOptions


def _limit(name: str, description: str) -> Any:
    low, high = LIMITS[name]
    return Field(default=None, ge=low, le=high, description=description)


class Strict(BaseModel):
    """Unknown fields are errors: a misspelt option must not be ignored in silence."""

    model_config = ConfigDict(extra="forbid")


class Options(Strict):
    """Budgets in characters; what is left out comes from the preset, or else from the defaults."""

    headline_chars: int | None = _limit("headline_chars", "Longest headline.")
    summary_chars: int | None = _limit("summary_chars", "Longest summary.")
    keypoints: int | None = _limit("keypoints", "Most key points; 0 for none.")
    keypoint_chars: int | None = _limit("keypoint_chars", "Longest key point.")
    total_chars: int | None = _limit("total_chars", "Longest headline, summary and signature together.")
    signature: str | None = Field(
        default=None, max_length=200, description="Text the channel adds itself; only its length is used."
    )

    def resolve(self, preset: str | None, lexicon: str | None) -> SummaryOptions:
        """The library's options.

        Raises:
            UnknownPresetError, InvalidOptionError: the combination cannot be used.
        """
        values = self.model_dump(include=set(Options.model_fields))
        given = {name: value for name, value in values.items() if value is not None}
        return dataclasses.replace(SummaryOptions.from_dict(given, preset), lexicon=lexicon)


Preset = Annotated[
    str | None, Field(max_length=50, description=f"Budgets of a publishing channel: {', '.join(PRESETS)}.")
]
ModelName = Annotated[str | None, Field(max_length=200, description="A name from `GET /v1/models`.")]
DocumentId = Annotated[str | None, Field(max_length=500, description="The caller's own identifier, echoed.")]
Text = Annotated[str, Field(min_length=1)]


class ArticleIn(Strict):
    """A clean article: nothing is taken out of its body."""

    body: Text = Field(description="Paragraphs joined by line breaks.")
    title: str | None = Field(default=None, max_length=500)
    source: str | None = Field(default=None, max_length=200, description="Who published it.")
    published_at: datetime | None = Field(
        default=None, description="Local time as published; a time zone is left out."
    )

    def article(self, identifier: str | None = None) -> Article:
        published = self.published_at.replace(tzinfo=None) if self.published_at else None
        return Article(self.body, self.title, self.source, published, identifier)


Format = Literal["text", "html", "article", "bytes"]


@dataclasses.dataclass(frozen=True, slots=True)
class Document:
    """One document on its way to the pipeline, not read yet: reading is work for the inference thread."""

    format: Format
    content: str | bytes | Article
    id: str | None = None
    title: str | None = None
    filename: str | None = None

    @property
    def chars(self) -> int:
        """Its length for batching, in characters; for bytes an estimate from above."""
        return len(self.content.body if isinstance(self.content, Article) else self.content)


def _one_of(*names: str) -> dict[str, JsonValue]:
    return {"oneOf": [{"required": [name]} for name in names]}


class DocumentIn(Strict):
    """Exactly one of `text`, `html` and `article`."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_one_of("text", "html", "article"))

    id: DocumentId = None
    text: Text | None = Field(default=None, description="Pasted text; page chrome in it is left out.")
    html: Text | None = Field(default=None, description="A web page as saved.")
    article: ArticleIn | None = Field(default=None, description="A clean article.")

    @model_validator(mode="after")
    def _one_source(self) -> "DocumentIn":
        if sum(value is not None for value in (self.text, self.html, self.article)) != 1:
            raise ValueError("give exactly one of text, html and article")
        return self

    def document(self) -> Document:
        if self.article is not None:
            return Document("article", self.article.article(self.id), self.id)
        if self.html is not None:
            return Document("html", self.html, self.id)
        return Document("text", self.text or "", self.id)


class SummaryRequest(DocumentIn):
    options: Options = Field(default_factory=Options)
    preset: Preset = None
    model: ModelName = None

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"text": TEXT, "preset": "wechat"}, {"article": ARTICLE}],
            **_one_of("text", "html", "article"),
        },
    )


class BatchRequest(Strict):
    documents: list[DocumentIn] = Field(min_length=1, max_length=64)
    options: Options = Field(default_factory=Options)
    preset: Preset = None
    model: ModelName = None

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"documents": [{"id": "1", "text": TEXT}], "preset": "push"}]},
    )


class CheckRequest(Strict):
    """The source, as `source` or `article`, and the text to check against it."""

    source: Text | None = Field(default=None, description="The source's text; offsets count its characters.")
    article: ArticleIn | None = None
    text: Text = Field(max_length=10_000, description="What was written about the source.")
    speaker: str | None = Field(default=None, max_length=50, description="Whose words the text reports.")

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [CHECK], **_one_of("source", "article")}
    )

    @model_validator(mode="after")
    def _one_source(self) -> "CheckRequest":
        if (self.source is None) == (self.article is None):
            raise ValueError("give exactly one of source and article")
        return self

    def source_article(self) -> Article:
        return self.article.article() if self.article else Article(self.source or "")


# Answers. They describe ``to_dict`` of the library's data models; a test compares the two.


class Span(BaseModel):
    start: int
    end: int


class KeypointOut(BaseModel):
    text: str
    speaker: str | None
    evidence: list[Span]


class EvidenceOut(BaseModel):
    headline: list[Span]
    summary: list[Span]


class FindingOut(BaseModel):
    field: str = Field(description="`headline`, `summary`, `keypoints[2]`, or `text`.")
    kind: str
    start: int
    end: int
    text: str
    message: str = Field(description="One Chinese sentence for the editor.")
    suggestion: str | None


class ChecksOut(BaseModel):
    supported: bool
    findings: list[FindingOut]
    repaired: bool


class ArticleOut(BaseModel):
    title: str | None
    source: str | None
    published_at: str | None
    body: str


class SpeakerOut(BaseModel):
    name: str
    post: str | None


class ReportOut(BaseModel):
    kind: str
    event: str | None
    date: str | None
    place: str | None
    speakers: list[SpeakerOut]


class UsageOut(BaseModel):
    body_chars: int
    read_chars: int
    input_tokens: int
    seconds: float


class ModelOut(BaseModel):
    name: str
    version: str


class SummaryOut(BaseModel):
    """Offsets are code points into `article.body`."""

    id: str | None
    headline: str
    summary: str
    keypoints: list[KeypointOut]
    evidence: EvidenceOut
    checks: ChecksOut
    article: ArticleOut
    report: ReportOut
    usage: UsageOut
    model: ModelOut


class ErrorOut(BaseModel):
    code: str
    message: str


class FailedOut(BaseModel):
    id: str | None
    error: ErrorOut


class BatchOut(BaseModel):
    results: list[SummaryOut | FailedOut] = Field(description="One for each document, in order.")


class SentenceOut(BaseModel):
    start: int
    end: int
    evidence: list[Span]


class CheckOut(BaseModel):
    findings: list[FindingOut]
    sentences: list[SentenceOut] = Field(
        description="Sentences of `text` in order, each with the spans of the source that support it."
    )


class ServedModel(BaseModel):
    name: str = Field(description="What to send as `model`.")
    version: str
    default: bool


class ModelsOut(BaseModel):
    models: list[ServedModel]
    presets: dict[str, dict[str, Any]] = Field(description="Budgets of the presets, in characters.")


class ProblemOut(BaseModel):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str = Field(description="Stable; match on this.")
    request_id: str


class JobParameters(Options):
    """Options of a job, as query parameters; they hold for all its documents."""

    preset: Preset = None
    model: ModelName = None
    name: str | None = Field(
        default=None, max_length=200, pattern=r"^[^\x00-\x1f]*$", description="What to call the job."
    )


class JobOut(BaseModel):
    id: str
    name: str | None
    state: str = Field(description="`queued`, `running`, `finished` or `cancelled`.")
    model: str
    total: int = Field(description="Documents in the job.")
    done: int
    failed: int
    rate: float = Field(description="Documents a second over the last minute.")
    eta_seconds: float | None = Field(description="Seconds to the end at this rate.")
    created_at: str | None
    started_at: str | None
    ended_at: str | None
    expires_at: str | None = Field(description="When the job and its results are deleted.")
    results: str = Field(description="Where the results are.")
    events: str = Field(description="Where progress can be followed.")


class JobsOut(BaseModel):
    jobs: list[JobOut]
