"""Archives are read in place: nothing is unpacked to disk, so a member's path cannot escape anywhere."""

import re
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from typing import IO, BinaryIO, cast

from summarizer.article import decode_bytes
from summarizer.batch.documents import Document, Item, Media, Skipped, Unreadable
from summarizer.batch.readers.entry import Entry
from summarizer.batch.settings import ReadSettings
from summarizer.batch.streams import guard, read_bounded, spooled
from summarizer.errors import SummarizerError, UnreadableFileError

ReadStream = Callable[[IO[bytes], Entry, ReadSettings], Iterator[Item]]

#: Content types of WARC responses that can hold an article.
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")

_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)")


def read_zip(stream: IO[bytes], entry: Entry, settings: ReadSettings, read: ReadStream) -> Iterator[Item]:
    with zipfile.ZipFile(cast(BinaryIO, stream if stream.seekable() else spooled(stream))) as archive:
        seen: dict[str, int] = {}
        for info in archive.infolist():
            if info.is_dir():
                continue
            name = _zip_name(info)
            seen[name] = seen.get(name, 0) + 1  # a zip may hold the same name twice
            member = entry.member(name, seen[name])
            if stat.S_ISLNK(info.external_attr >> 16):
                yield Skipped(member.name, member.where, "link in an archive")
                continue
            if _hidden(name):
                yield Skipped(member.name, member.where, "hidden file")
                continue
            try:
                data = guard(archive.open(info), info.compress_size, settings)
            except (RuntimeError, NotImplementedError, zipfile.BadZipFile, OSError) as error:
                reason = UnreadableFileError(f"The archive member cannot be opened: {error}.")
                yield Unreadable(member.name, member.where, reason, member.folder)
                continue
            with data:
                yield from read(data, member, settings)


def read_tar(stream: IO[bytes], entry: Entry, settings: ReadSettings, read: ReadStream) -> Iterator[Item]:
    with tarfile.open(fileobj=cast(BinaryIO, stream), mode="r|") as archive:
        seen: dict[str, int] = {}
        for info in archive:
            archive.members = []  # type: ignore[attr-defined]  # or the list grows with the archive
            if info.isdir():
                continue
            seen[info.name] = seen.get(info.name, 0) + 1
            member = entry.member(info.name, seen[info.name])
            data = archive.extractfile(info) if info.isreg() else None
            if data is None:
                yield Skipped(member.name, member.where, "link or device in an archive")
            elif _hidden(info.name):
                yield Skipped(member.name, member.where, "hidden file")
            else:
                yield from read(data, member, settings)


def read_warc(stream: IO[bytes], entry: Entry, settings: ReadSettings) -> Iterator[Item]:
    """Pages of a web archive; their id is the address they were fetched from."""
    from warcio.archiveiterator import ArchiveIterator

    for number, record in enumerate(ArchiveIterator(stream), start=1):
        where = f"{entry.where}:record {number}"
        address = record.rec_headers.get_header("WARC-Target-URI") or f"{entry.name}#{number}"
        if record.rec_type not in ("response", "resource"):
            yield Skipped(address, where, f"WARC {record.rec_type} record")
            continue
        headers = record.http_headers or record.rec_headers
        content_type = (headers.get_header("Content-Type") or "").lower()
        status = record.http_headers.get_statuscode() if record.http_headers else "200"
        if not content_type.startswith(_PAGE_TYPES):
            yield Skipped(address, where, f"WARC content of type {content_type.split(';')[0] or 'unknown'}")
        elif not (status or "").startswith("2"):
            yield Skipped(address, where, f"WARC response with status {status}")
        else:
            try:
                data = read_bounded(record.content_stream(), settings.max_document_bytes)
                charset = _CHARSET.search(content_type)
                page = decode_bytes(data, charset[1]) if charset else data
            except SummarizerError as error:
                yield Unreadable(address, where, error, entry.folder)
                continue
            media: Media = "text" if content_type.startswith("text/plain") else "html"
            yield Document(address, where, page, media, folder=entry.folder)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The member's name; Chinese Windows writes GBK names without saying so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _hidden(name: str) -> bool:
    return any(
        (part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in name.split("/")
    )
