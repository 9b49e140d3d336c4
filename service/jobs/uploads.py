"""Reading an uploaded archive: JSONL, or a zip of texts, pages and JSONL files.

An upload is somebody else's bytes. Sizes are checked as they are read, never as declared; names are only
identifiers and touch no file system. Every entry becomes a document: one that cannot be used fails by itself
and says why, and nothing is left out in silence but folders and the litter of desktop systems.
"""

import dataclasses
import json
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from service.problems import Problem
from service.schemas import Format
from service.settings import Settings
from summarizer.errors import SummarizerError, TooLongError

#: Bytes of the table of contents that one document may take: header, a name of a hundred characters, time stamps.
_ENTRY_BYTES = 512
_MAX_RATIO = 200  # Chinese text deflates to a third; only built archives shrink two-hundredfold.
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db")


class InvalidRecordError(SummarizerError):
    code = "invalid_record"


@dataclasses.dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to store. ``error`` is set where it has failed already."""

    format: Format
    payload: bytes
    identifier: str | None = None
    title: str | None = None
    error: SummarizerError | None = None


def read_upload(path: Path, settings: Settings) -> Iterator[NewDocument]:
    """The documents of an upload, in order.

    Raises:
        Problem: the upload as a whole cannot be taken.
    """
    documents = _zip(path, settings) if zipfile.is_zipfile(path) else _jsonl_file(path, settings)
    count = 0
    for document in documents:
        count += 1
        if count > settings.max_upload_documents:
            limit = settings.max_upload_documents
            raise Problem(
                413, "too_many_documents", f"One job takes at most {limit} documents; split the archive."
            )
        yield document
    if not count:
        raise Problem(422, "empty_input", "There is no document in the upload.")


def _jsonl_file(path: Path, settings: Settings) -> Iterator[NewDocument]:
    with path.open("rb") as file:
        yield from _jsonl(file, settings)


def _jsonl(file: IO[bytes], settings: Settings) -> Iterator[NewDocument]:
    # A JSON escape takes six bytes a character; the rest is for the other fields.
    limit = settings.max_document_chars * 6 + 10_000
    number = 0
    while line := file.readline(limit):
        number += 1
        if not line.endswith(b"\n") and len(line) == limit:
            while (rest := file.readline(limit)) and not rest.endswith(b"\n"):
                pass
            error = TooLongError(f"Line {number} is longer than a document may be.")
            yield NewDocument("text", b"", error=error)
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _record(line, number)


def _record(line: bytes, number: int) -> NewDocument:
    """A document from one line: ``id``, ``title`` and one of ``body``, ``text`` and ``html``."""
    identifier: str | None = None
    try:
        record = json.loads(line.decode("utf-8-sig"))
        identifier = _plain(record.get("id"))
        title = _plain(record.get("title"))
        name = next(name for name in ("html", "body", "text") if record.get(name) is not None)
        if not isinstance(record[name], str):
            raise TypeError
        payload = record[name].encode()
    except (ValueError, TypeError, AttributeError, StopIteration, RecursionError):
        error = InvalidRecordError(
            f"Line {number} is not a JSON object with text in one of the fields body, text and html."
        )
        return NewDocument("text", b"", identifier, error=error)
    return NewDocument("html" if name == "html" else "text", payload, identifier, title)


def _plain(value: object) -> str | None:
    """An identifier or title that every database can store."""
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text.encode()
    if "\0" in text or len(text) > 500:
        raise ValueError
    return text


def _zip(path: Path, settings: Settings) -> Iterator[NewDocument]:
    try:
        _inspect_contents(path, settings)
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not _is_litter(member.filename)]
            _inspect(members, settings)
            for member in members:
                yield from _member(archive, member, settings)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as error:
        reason = (
            "is encrypted" if isinstance(error, RuntimeError) and "encrypt" in str(error) else "is damaged"
        )
        raise Problem(
            422, "unreadable_archive", f"The zip archive {reason}; nothing of it was taken."
        ) from None


def _inspect_contents(path: Path, settings: Settings) -> None:
    """Refuses a table of contents that would take gigabytes to read: zipfile reads all of it when it opens."""
    with path.open("rb") as file:
        record = zipfile._EndRecData(file)  # type: ignore[attr-defined]
    limit = settings.max_upload_documents
    if record and record[zipfile._ECD_SIZE] > max(65_536, limit * _ENTRY_BYTES):  # type: ignore[attr-defined]
        raise Problem(
            413, "too_many_documents", f"One job takes at most {limit} documents; split the archive."
        )


def _is_litter(name: str) -> bool:
    return name.endswith(("/", *_LITTER)) or name.startswith(_LITTER)


def _inspect(members: list[zipfile.ZipInfo], settings: Settings) -> None:
    """Refuses an archive that is made to do harm, before a byte of it is unpacked."""
    if len(members) > settings.max_upload_documents:
        limit = settings.max_upload_documents
        raise Problem(
            413, "too_many_documents", f"One job takes at most {limit} documents; split the archive."
        )
    # zipfile never reads past a declared size, so the declared sum bounds what is unpacked.
    if sum(member.file_size for member in members) > settings.max_upload_expanded_bytes:
        limit = settings.max_upload_expanded_bytes
        raise Problem(413, "archive_too_large", f"The archive unpacks to more than {limit} bytes; split it.")
    for member in members:
        name = PurePosixPath(member.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in name.parts[0] or "\0" in member.orig_filename:
            raise Problem(
                422, "unsafe_archive", "A name in the archive leads outside of it; nothing was taken."
            )
        if stat.S_ISLNK(member.external_attr >> 16):
            raise Problem(422, "unsafe_archive", "The archive holds a symbolic link; nothing was taken.")
        if member.file_size > 1_000_000 and member.file_size > _MAX_RATIO * max(1, member.compress_size):
            raise Problem(
                422, "unsafe_archive", "The archive unpacks to more than text does; nothing was taken."
            )


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, settings: Settings) -> Iterator[NewDocument]:
    name = _member_name(member)
    with archive.open(member) as file:
        if name.lower().endswith((".jsonl", ".ndjson")):
            yield from _jsonl(file, settings)
            return
        limit = settings.max_document_chars * 4
        data = file.read(limit + 1)
    if len(data) > limit:
        yield NewDocument(
            "bytes", b"", name, error=TooLongError("The file is longer than a document may be.")
        )
    else:
        yield NewDocument("bytes", data, name)


def _member_name(member: zipfile.ZipInfo) -> str:
    """The name as its author saw it: Chinese Windows writes GBK where the zip format has no way to say so."""
    name = member.filename
    if not member.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name[-500:]
