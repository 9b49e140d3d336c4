"""From a source to its documents: the content decides first, the ending of the name second."""

import codecs
import io
import os
from collections.abc import Callable, Iterator
from typing import IO, BinaryIO, cast

from summarizer.batch.documents import Document, Item, Media, Skipped, Unreadable
from summarizer.batch.readers import archives, records
from summarizer.batch.readers.entry import Entry
from summarizer.batch.settings import BATCH_EXTRA, ReadSettings
from summarizer.batch.sources import Source
from summarizer.batch.storage import filesystem, is_remote, local_path
from summarizer.batch.streams import DAMAGED, Recoded, compression, decompress, read_bounded
from summarizer.errors import BinaryInputError, MissingDependencyError, SummarizerError, UnreadableFileError

__all__ = ["Entry", "read_source"]

_MEDIA: dict[str, Media] = {
    ".txt": "text", ".text": "text", "": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".md": "markdown", ".markdown": "markdown",
    ".docx": "docx", ".pdf": "pdf",
}  # fmt: skip

_RECORDS: dict[str, Callable[[io.BufferedReader, Entry, ReadSettings], Iterator[Item]]] = {
    ".jsonl": records.read_jsonl, ".ndjson": records.read_jsonl, ".json": records.read_json,
    ".csv": records.read_csv, ".tsv": records.read_csv,
}  # fmt: skip

#: Archives within archives are opened to this depth; ``a.zip!b.jsonl.gz`` needs two.
_DEPTH = 3

_COMPRESSED_ENDINGS = {".gz", ".xz", ".zst", ".bz2", ".tgz", ".txz"}


def read_source(
    source: Source, settings: ReadSettings, watch: Callable[[int], None] | None = None
) -> Iterator[Item]:
    """Every document of a source, lazily; whatever goes wrong becomes an ``Unreadable``.

    ``watch`` is told the byte position in the source after each document.
    """
    entry = Entry(source.name, source.where, os.path.dirname(source.name), source.named)
    try:
        stream = _open(source)
    except (OSError, SummarizerError) as error:
        yield _unreadable(entry, error)
        return
    with stream:
        for item in read_stream(stream, entry, settings):
            if watch is not None and not stream.closed:
                watch(stream.tell())
            yield item


def read_stream(stream: IO[bytes], entry: Entry, settings: ReadSettings) -> Iterator[Item]:
    """The documents in a binary stream, which may be an archive member."""
    done = 0
    try:
        for item in _dispatch(_peekable(stream), entry, settings):
            done += 1
            yield item
    except MemoryError:
        raise
    except ModuleNotFoundError as error:
        raise MissingDependencyError(f"{entry.where} needs {error.name}: {BATCH_EXTRA}.") from error
    except Exception as error:
        # Damaged data makes the format libraries raise nearly anything; the rest of the source is lost.
        after = f"{entry.where} (after item {done})" if done else entry.where
        yield _unreadable(Entry(entry.name, after, entry.folder, entry.named), error)


def _dispatch(stream: io.BufferedReader, entry: Entry, settings: ReadSettings) -> Iterator[Item]:
    head = stream.peek(600)[:600]
    squeezed = compression(head)
    if entry.depth > _DEPTH:
        yield Unreadable(
            entry.name,
            entry.where,
            UnreadableFileError("Archives are nested too deeply; unpack it."),
            entry.folder,
        )
    elif squeezed:
        outer = entry.kind_name or entry.name
        name = os.path.splitext(outer)[0] if entry.ending in _COMPRESSED_ENDINGS else outer
        inner = Entry(entry.name, entry.where, entry.folder, entry.named, entry.depth + 1, kind_name=name)
        yield from _dispatch(decompress(cast(BinaryIO, stream), squeezed, settings), inner, settings)
    elif head.startswith(b"PK\x03\x04") and entry.ending != ".docx":
        yield from archives.read_zip(stream, entry, settings, read_stream)
    elif head[257:262] == b"ustar" or (entry.ending == ".tar" and head):
        yield from archives.read_tar(stream, entry, settings, read_stream)
    elif head.startswith(b"WARC/"):
        yield from archives.read_warc(stream, entry, settings)
    elif head.startswith(b"PAR1"):
        yield from records.read_parquet(stream, entry, settings)
    elif head.startswith(b"SQLite format 3\x00"):
        yield from records.read_sqlite(stream, entry, settings)
    elif head.startswith(b"%PDF-"):
        yield _whole(stream, entry, "pdf", settings)
    elif entry.ending in _RECORDS:
        if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            stream = io.BufferedReader(Recoded(stream))
        yield from _RECORDS[entry.ending](stream, entry, settings)
    elif entry.ending == ".docx" and head.startswith(b"PK\x03\x04"):
        yield _whole(stream, entry, "docx", settings)
    elif entry.ending in (".docx", ".pdf"):
        yield _whole(stream, entry, "text", settings)  # a wrong ending: the content says it is neither
    elif entry.ending in _MEDIA or entry.named:
        yield _whole(stream, entry, _MEDIA.get(entry.ending, "text"), settings)
    else:
        yield Skipped(entry.name, entry.where, f"unsupported type {entry.ending}")


def _whole(stream: IO[bytes], entry: Entry, media: Media, settings: ReadSettings) -> Item:
    data = read_bounded(stream, settings.max_document_bytes)
    return Document(entry.name, entry.where, data, media, folder=entry.folder)


def _open(source: Source) -> BinaryIO:
    if is_remote(source.path):
        remote, inner = filesystem(source.path)
        return cast(BinaryIO, remote.open(inner, "rb"))
    return open(local_path(source.path), "rb", buffering=1 << 17)


def _peekable(stream: IO[bytes]) -> io.BufferedReader:
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast(io.RawIOBase, stream), 1 << 17)


def _unreadable(entry: Entry, error: Exception) -> Unreadable:
    if isinstance(error, SummarizerError):
        known = error
    elif isinstance(error, UnicodeDecodeError):
        known = BinaryInputError(f"The data is not text: {error.reason}.")
    elif isinstance(error, OSError) and error.strerror:
        known = UnreadableFileError(f"Cannot be read: {error.strerror}.")
    elif isinstance(error, DAMAGED):
        known = UnreadableFileError(f"The data is damaged: {error}.")
    else:
        known = UnreadableFileError(f"Cannot be read: {type(error).__name__}: {error}.")
    return Unreadable(entry.name, entry.where, known, entry.folder)
