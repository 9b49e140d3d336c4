"""From a raw document to a clean article."""

import dataclasses
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from summarizer.article import decode_bytes, read_article
from summarizer.batch.columns import parse_time
from summarizer.batch.documents import Document
from summarizer.batch.settings import BATCH_EXTRA
from summarizer.datamodels import Article
from summarizer.errors import (
    EmptyInputError,
    InputError,
    MissingDependencyError,
    SummarizerError,
    TooLongError,
    UnreadableFileError,
)

#: Sentences end here; a line of a PDF that ends otherwise goes on in the next.
_FINAL = "。！？；：…”）!?;:"


def clean(document: Document, max_bytes: int) -> Article:
    """The article in a document; what the record itself says about title, source and time is kept.

    Raises:
        InputError: the document cannot be used; the code says why.
        MissingDependencyError: the library for this kind of document is not installed.
    """
    data: str | bytes = document.data
    try:
        if document.media == "docx":
            data = _docx_text(data, max_bytes)
        elif document.media == "pdf":
            data = _pdf_text(data)
        elif document.media == "markdown":
            data = _markdown_text(data)
        # Of a name, only the ending of a page tells the article reader anything.
        page = "page.html" if document.media == "html" else None
        article = read_article(data, title=document.title, filename=page)
    except SummarizerError:
        raise
    except ModuleNotFoundError as error:
        raise MissingDependencyError(f"{document.where} needs {error.name}: {BATCH_EXTRA}.") from error
    except Exception as error:
        # Extraction libraries meet arbitrary bytes here; one bad document must not stop the rest.
        raise UnreadableFileError(
            f"The {document.media} data is damaged: {type(error).__name__}: {error}."
        ) from error
    return dataclasses.replace(
        article,
        id=None,
        source=document.source or article.source,
        published_at=parse_time(document.published_at) or article.published_at,
    )


def _docx_text(data: str | bytes, max_bytes: int) -> str:
    import docx

    assert isinstance(data, bytes)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if sum(part.file_size for part in parts.infolist()) > 4 * max_bytes:
            raise TooLongError("The Word file unpacks to an excessive size.")
    lines = _docx_lines(docx.Document(io.BytesIO(data)))
    return _not_empty("\n".join(filter(None, lines)), "The Word file holds no text.")


def _docx_lines(container: Any) -> Iterator[str]:
    """Paragraphs in order, those in tables included: minutes are often laid out in one."""
    for block in container.iter_inner_content():
        if not hasattr(block, "rows"):
            yield block.text.strip()
            continue
        seen = set()
        for row in block.rows:
            for cell in row.cells:
                if cell._tc not in seen:  # a merged cell is met once for each place it covers
                    seen.add(cell._tc)
                    yield from _docx_lines(cell)


def _pdf_text(data: str | bytes) -> str:
    import pypdf

    assert isinstance(data, bytes)
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError("The PDF is protected by a password; remove it first.")
    text = "\n".join(_join_lines(page.extract_text()) for page in reader.pages)
    return _not_empty(text, "The PDF holds no text; a scanned page needs character recognition first.")


def _join_lines(text: str) -> str:
    """Joins the lines a PDF breaks at the margin: as long as the longest and not ending a sentence."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    width = max(map(len, lines), default=0)
    joined = ""
    for line in lines:
        joined += line
        if line[-1] in _FINAL or len(line) < width - 4:
            joined += "\n"
    return joined


def _markdown_text(data: str | bytes) -> str:
    text = decode_bytes(data) if isinstance(data, bytes) else data
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)  # front matter
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^\s{0,3}(#{1,6}|>|[-*+]|\d+\.)\s+", "", text, flags=re.MULTILINE)
    text = re.sub(r"^\s*([-*_]\s*){3,}$", "", text, flags=re.MULTILINE)
    return re.sub(r"(\*\*|__|`)(.+?)\1", r"\2", text, flags=re.DOTALL)


def _not_empty(text: str, message: str) -> str:
    if not text.strip():
        raise EmptyInputError(message)
    return text
