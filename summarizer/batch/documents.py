"""What a reader hands on: a document, or the reason why there is none."""

import dataclasses
from typing import Literal, TypeAlias

from summarizer.errors import SummarizerError

#: How the data of a document is to be turned into an article.
Media = Literal["text", "html", "markdown", "docx", "pdf"]


@dataclasses.dataclass(frozen=True, slots=True)
class Document:
    """One raw document, not cleaned yet.

    Attributes:
        id: the record's own identifier, else the path relative to the input (``#n`` added for records).
        where: the place to look at when something is wrong with it, such as ``news.jsonl:12``.
        data: the raw text, or undecoded bytes.
        media: how to read the data; ``text`` may still turn out to be HTML.
        title, source, published_at: what the record says about itself, verbatim; None when it does not.
        folder: folder of the file within the input, for digests by folder.
    """

    id: str | int
    where: str
    data: str | bytes
    media: Media = "text"
    title: str | None = None
    source: str | None = None
    published_at: str | None = None
    folder: str = ""

    @property
    def size(self) -> int:
        """Bytes (or characters, for text) held in memory; good enough to bound a window."""
        return len(self.data)


@dataclasses.dataclass(frozen=True, slots=True)
class Unreadable:
    """A document that was found but could not be read; it counts as failed."""

    id: str | int
    where: str
    error: SummarizerError
    folder: str = ""

    size = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Skipped:
    """Something found that is no document to summarise, or was left out on request; never silent.

    Attributes:
        reason: a short phrase the run report counts by, such as ``unsupported type .jpg``.
    """

    id: str | int
    where: str
    reason: str

    size = 0


Item: TypeAlias = Document | Unreadable | Skipped
