"""Files of many records: JSONL, JSON, CSV and TSV, Parquet, SQLite."""

import contextlib
import csv
import io
import itertools
import json
import os
import shutil
import sqlite3
import tempfile
import urllib.parse
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from summarizer.article import decode_bytes
from summarizer.batch.columns import document_from_record, guess_columns
from summarizer.batch.documents import Item, Unreadable
from summarizer.batch.readers.entry import Entry
from summarizer.batch.settings import MIB, ReadSettings
from summarizer.batch.streams import bounded_lines, read_bounded, spooled
from summarizer.errors import InvalidRecordError, SummarizerError, TooLongError

_ROWS_AT_ONCE = 64


def read_jsonl(stream: io.BufferedReader, entry: Entry, settings: ReadSettings) -> Iterator[Item]:
    for number, line in bounded_lines(stream, settings.max_document_bytes, skip_blank=True):
        if line is not None and not line.strip():
            continue
        yield _from_json(line, entry, settings, f"{entry.name}#{number}", f"{entry.where}:{number}")


def read_json(stream: io.BufferedReader, entry: Entry, settings: ReadSettings) -> Iterator[Item]:
    """One object, or an array of objects; for larger data there is JSONL."""
    text = _decode(read_bounded(stream, settings.max_document_bytes))
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise InvalidRecordError("The JSON is nested too deeply.") from error
    except ValueError:
        # A wrong ending is common: JSONL is also saved as .json.
        lines = ((number, line.encode()) for number, line in enumerate(text.splitlines(), start=1))
        for number, line in lines:
            if line.strip():
                yield _from_json(line, entry, settings, f"{entry.name}#{number}", f"{entry.where}:{number}")
        return
    if isinstance(value, dict):
        yield document_from_record(value, settings, entry.name, entry.where, entry.folder)
        return
    for number, record in enumerate(value if isinstance(value, list) else [value], start=1):
        yield _checked(record, entry, settings, f"{entry.name}#{number}", f"{entry.where}:item {number}")


def read_csv(stream: io.BufferedReader, entry: Entry, settings: ReadSettings) -> Iterator[Item]:
    csv.field_size_limit(settings.max_document_bytes)
    source = _TextLines(stream, settings)
    lines = iter(source)
    first = next(lines, None)
    if first is None:
        return
    reader = csv.reader(itertools.chain([first], lines), delimiter=_delimiter(first, entry))
    header = [name.strip() for name in next(reader)]
    while True:
        start = reader.line_num + 1
        name, where = f"{entry.name}#{start}", f"{entry.where}:{start}"
        try:
            row = next(reader, None)
        except csv.Error as error:
            reason = InvalidRecordError(f"The row cannot be parsed: {error}.")
            yield Unreadable(name, where, reason, entry.folder)
            continue
        if source.refused:
            source.refused = False
            yield Unreadable(name, where, _too_long("row", settings), entry.folder)
            continue
        if row is None:
            return
        if not any(row):
            continue
        if len(row) != len(header):
            message = f"The row has {len(row)} fields, the header {len(header)}; check quotes and delimiter."
            yield Unreadable(name, where, InvalidRecordError(message), entry.folder)
            continue
        yield document_from_record(dict(zip(header, row, strict=True)), settings, name, where, entry.folder)


def read_parquet(stream: io.BufferedReader, entry: Entry, settings: ReadSettings) -> Iterator[Item]:
    import pyarrow.parquet

    with _seekable(stream) as file:
        table = pyarrow.parquet.ParquetFile(file)
        columns = sorted(set(guess_columns(table.schema_arrow.names, settings).values()))
        rows = (
            row
            for batch in table.iter_batches(batch_size=_ROWS_AT_ONCE, columns=columns or None)
            for row in batch.to_pylist()
        )
        yield from _rows(rows, entry, settings)


def read_sqlite(stream: io.BufferedReader, entry: Entry, settings: ReadSettings) -> Iterator[Item]:
    """The rows of one table in row order.

    Raises:
        InvalidRecordError: no table, or more than one, has a text column and none was named.
    """
    path = getattr(stream, "name", None)
    with contextlib.ExitStack() as stack:
        # SQLite opens paths, not streams; only an archive member or a remote file has to be copied.
        if not (isinstance(path, str) and os.path.isfile(path)):
            copy = stack.enter_context(tempfile.NamedTemporaryFile(suffix=".sqlite"))
            shutil.copyfileobj(stream, copy, MIB)
            copy.flush()
            path = copy.name
        address = f"file:{urllib.parse.quote(os.path.abspath(path))}?mode=ro"
        database = sqlite3.connect(address, uri=True, check_same_thread=False)
        stack.callback(database.close)
        database.row_factory = sqlite3.Row
        quoted = _table(database, settings).replace('"', '""')
        rows = database.execute(f'SELECT * FROM "{quoted}" ORDER BY rowid')
        yield from _rows((dict(row) for row in rows), entry, settings)


def _table(database: sqlite3.Connection, settings: ReadSettings) -> str:
    names = [
        str(row[0])
        for row in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
    ]
    if settings.table is not None:
        if settings.table in names:
            return settings.table
        raise InvalidRecordError(f"No table {settings.table!r}; the tables are {', '.join(names) or 'none'}.")
    fitting = []
    for name in names:
        quoted = name.replace('"', '""')
        columns = [row[1] for row in database.execute(f'PRAGMA table_info("{quoted}")')]
        if guess_columns(columns, settings).keys() & {"text", "html"}:
            fitting.append(name)
    if len(fitting) != 1:
        found = ", ".join(fitting or names) or "none"
        raise InvalidRecordError(f"Which table? {found}: name one with --table.")
    return fitting[0]


def _rows(rows: Iterable[Mapping[str, Any]], entry: Entry, settings: ReadSettings) -> Iterator[Item]:
    for number, row in enumerate(rows, start=1):
        yield _sized(
            document_from_record(
                row, settings, f"{entry.name}#{number}", f"{entry.where}:row {number}", entry.folder
            ),
            settings,
        )


def _sized(item: Item, settings: ReadSettings) -> Item:
    if item.size <= settings.max_document_bytes:
        return item
    return Unreadable(item.id, item.where, _too_long("record", settings))


def _too_long(what: str, settings: ReadSettings) -> TooLongError:
    size = settings.max_document_bytes
    return TooLongError(f"The {what} is larger than {size:,} bytes; raise --max-document-mb to read it.")


def _from_json(line: bytes | None, entry: Entry, settings: ReadSettings, name: str, where: str) -> Item:
    if line is None:
        return Unreadable(name, where, _too_long("line", settings), entry.folder)
    try:
        record = json.loads(_decode(line))
    except SummarizerError as error:
        return Unreadable(name, where, error, entry.folder)
    except (ValueError, RecursionError) as error:
        return Unreadable(name, where, InvalidRecordError(f"The line is not JSON: {error}."), entry.folder)
    return _checked(record, entry, settings, name, where)


def _checked(record: Any, entry: Entry, settings: ReadSettings, name: str, where: str) -> Item:
    if not isinstance(record, dict):
        message = f"A record must be a JSON object with a text field, not {type(record).__name__}."
        return Unreadable(name, where, InvalidRecordError(message), entry.folder)
    return document_from_record(record, settings, name, where, entry.folder)


class _TextLines:
    """Decoded lines, each in its own encoding: exports glued together mix UTF-8 and GBK.

    A line over the limit is left empty and noted in ``refused``, for the row it belongs to.
    """

    def __init__(self, stream: io.BufferedReader, settings: ReadSettings) -> None:
        self._lines = bounded_lines(stream, settings.max_document_bytes)
        self.refused = False

    def __iter__(self) -> Iterator[str]:
        for _, line in self._lines:
            if line is None:
                self.refused = True
            yield "\n" if line is None else _decode(line)


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode_bytes(data)


def _delimiter(first: str, entry: Entry) -> str:
    if entry.ending == ".tsv":
        return "\t"
    return max(",;\t|", key=first.count)


def _seekable(stream: io.BufferedReader) -> IO[bytes]:
    return stream if stream.seekable() else spooled(stream)
