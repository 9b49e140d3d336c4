"""Byte streams that cannot hurt: decompression with a growth limit, lines with a length limit."""

import bz2
import codecs
import gzip
import io
import lzma
import tempfile
from collections.abc import Iterator
from typing import IO, BinaryIO, cast

from summarizer.batch.settings import MIB, ReadSettings
from summarizer.errors import TooLongError, UnreadableFileError

#: Growth is only judged beyond this much output: short repetitive files compress well and are harmless.
_JUDGED_FROM = 16 * MIB

_MAGIC = {b"\x1f\x8b": "gz", b"\xfd7zXZ\x00": "xz", b"\x28\xb5\x2f\xfd": "zst", b"BZh": "bz2"}

#: What a truncated or damaged compressed stream raises, by library.
DAMAGED = (EOFError, OSError, lzma.LZMAError, ValueError)


def compression(head: bytes) -> str | None:
    """``gz``, ``xz``, ``zst`` or ``bz2`` by the first bytes; None for anything else."""
    return next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), None)


def decompress(stream: BinaryIO, kind: str, settings: ReadSettings) -> io.BufferedReader:
    """The decompressed stream; reading it raises TooLongError once it grows like a bomb.

    Raises:
        UnreadableFileError: the header is damaged.
    """
    counted = _Counted(stream)
    source = cast(BinaryIO, io.BufferedReader(counted, 1 << 18))
    try:
        opened: IO[bytes]
        if kind == "gz":
            opened = cast("IO[bytes]", gzip.GzipFile(fileobj=source))
        elif kind == "xz":
            opened = cast("IO[bytes]", lzma.LZMAFile(source))  # noqa: SIM115 - closed with its wrapper
        elif kind == "bz2":
            opened = cast("IO[bytes]", bz2.BZ2File(source))
        else:
            import zstandard

            opened = zstandard.ZstdDecompressor().stream_reader(source, read_across_frames=True)
    except DAMAGED as error:
        raise UnreadableFileError(f"The {kind} stream is damaged: {error}.") from error
    return io.BufferedReader(_Guarded(opened, counted, settings.max_expansion), 1 << 17)


def guard(stream: IO[bytes], compressed_size: int, settings: ReadSettings) -> io.BufferedReader:
    """The same guard for an archive member whose compressed size is known."""
    return io.BufferedReader(_Guarded(stream, _Fixed(compressed_size), settings.max_expansion), 1 << 17)


def read_bounded(stream: IO[bytes], most: int) -> bytes:
    """All bytes of a stream.

    Raises:
        TooLongError: it holds more than ``most`` bytes.
    """
    data = stream.read(most + 1)
    if len(data) > most:
        raise TooLongError(f"The document is larger than {most:,} bytes; raise --max-document-mb to read it.")
    return data


def bounded_lines(
    stream: io.BufferedReader, most: int, skip_blank: bool = False
) -> Iterator[tuple[int, bytes | None]]:
    """Line numbers (from 1) and lines; None in place of a line longer than ``most`` bytes."""
    number = 0
    read_line = stream.readline
    while line := read_line(most + 1):
        number += 1
        if skip_blank and line == b"\n":
            continue  # judged here, because a bomb may be millions of them
        if len(line) <= most:
            yield number, line
            continue
        if not line.endswith(b"\n"):
            _skip_line(stream)
        yield number, None


def _skip_line(stream: io.BufferedReader) -> None:
    while chunk := stream.peek():
        end = chunk.find(b"\n") + 1
        stream.read(end or len(chunk))
        if end:
            return


def spooled(stream: IO[bytes]) -> BinaryIO:
    """A seekable copy for formats that need one, in memory while small, else in a temporary file."""
    copy = tempfile.SpooledTemporaryFile(max_size=4 * MIB)  # noqa: SIM115 - handed to the caller
    while block := stream.read(MIB):
        copy.write(block)
    copy.seek(0)
    return cast(BinaryIO, copy)


class Recoded(io.RawIOBase):
    """UTF-16 as UTF-8, for formats whose records end with a newline byte."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-16")("replace")
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._ready:
            data = self._stream.read(1 << 16)
            self._ready = self._decoder.decode(data, final=not data).encode("utf-8", "replace")
            if not data:
                break
        count = min(len(buffer), len(self._ready))
        buffer[:count], self._ready = self._ready[:count], self._ready[count:]
        return count


class _Counted(io.RawIOBase):
    """Counts the compressed bytes taken."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self.taken += len(data)
        return len(data)


class _Fixed:
    def __init__(self, taken: int) -> None:
        self.taken = taken


class _Guarded(io.RawIOBase):
    def __init__(self, stream: IO[bytes], source: "_Counted | _Fixed", factor: int) -> None:
        # One block at a time, or the end of a damaged stream takes the good part of its last buffer with it.
        self._read = getattr(stream, "read1", stream.read)
        self._source = source
        self._factor = factor
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._read(len(buffer))
        buffer[: len(data)] = data
        self._given += len(data)
        if self._given > _JUDGED_FROM and self._given > self._factor * max(self._source.taken, 1):
            raise TooLongError(
                f"The compressed data grows more than {self._factor}-fold and is taken for a bomb; "
                "unpack it yourself if it is genuine."
            )
        return len(data)
