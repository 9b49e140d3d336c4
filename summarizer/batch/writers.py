"""Results files: one row per document of the input, in input order, ``id`` first."""

import contextlib
import csv
import io
import json
import os
from collections.abc import Iterator
from typing import IO, Any, Protocol

from summarizer.batch.storage import open_atomic
from summarizer.errors import UsageError

#: Rows of a Parquet row group: what is held in memory at once.
_ROW_GROUP = 1000

#: First characters that make Excel evaluate a cell.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

#: Columns of the flat formats.
FLAT_COLUMNS = (
    "id", "headline", "summary", "keypoints", "speakers", "supported", "findings", "kind", "event", "date",
    "place", "title", "source", "published_at", "body_chars", "read_chars", "model",
    "error_code", "error_message",
)  # fmt: skip


class Writer(Protocol):
    def write(self, record: dict[str, Any]) -> None:
        """Adds a record: a summary's JSON, or ``{"id", "error"}``."""
        ...


@contextlib.contextmanager
def open_writer(path: str, excel: bool = False) -> Iterator[Writer]:
    """A writer by the ending of the path; the file takes its name when the block ends well.

    Raises:
        UsageError: the ending is none of a known format.
        OSError: no space, no permission.
    """
    ending = os.path.splitext(path)[1].lower()
    check_format(path)
    with open_atomic(path) as stream, contextlib.ExitStack() as stack:
        if ending == ".parquet":
            writer: Writer = _ParquetWriter(stream, stack)
        elif ending in (".csv", ".tsv"):
            writer = _CsvWriter(stream, "\t" if ending == ".tsv" else ",", excel)
        else:
            writer = _JsonLinesWriter(stream)
        yield writer


def check_format(path: str) -> None:
    """Raises UsageError when the ending of a results path is none of a known format."""
    ending = os.path.splitext(path)[1].lower()
    if ending not in (".jsonl", ".ndjson", ".parquet", ".csv", ".tsv"):
        raise UsageError(
            f"Unknown output format {ending or path!r}; end it with .jsonl, .parquet, .csv or .tsv."
        )


class _JsonLinesWriter:
    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, record: dict[str, Any]) -> None:
        line = json.dumps(record, ensure_ascii=False)
        try:
            data = line.encode()
        except (
            UnicodeEncodeError
        ):  # a lone surrogate in an id or file name: only JSON's own escapes can carry it
            data = json.dumps(record).encode()
        self._stream.write(data + b"\n")


class _CsvWriter:
    def __init__(self, stream: IO[bytes], delimiter: str, excel: bool) -> None:
        self._stream = stream
        self._excel = excel
        self._buffer = io.StringIO(newline="")
        self._csv = csv.writer(self._buffer, delimiter=delimiter, lineterminator="\r\n" if excel else "\n")
        if excel:
            stream.write("\ufeff".encode())
        self._row(FLAT_COLUMNS)

    def write(self, record: dict[str, Any]) -> None:
        row = flatten(record)
        cells = ["" if row[name] is None else str(row[name]) for name in FLAT_COLUMNS]
        if self._excel:
            cells = [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]
        self._row(cells)

    def _row(self, cells: Any) -> None:
        self._csv.writerow(cells)
        self._stream.write(self._buffer.getvalue().encode("utf-8", "replace"))
        self._buffer.seek(0)
        self._buffer.truncate()


class _ParquetWriter:
    def __init__(self, stream: IO[bytes], stack: contextlib.ExitStack) -> None:
        import pyarrow.parquet

        self._schema = parquet_schema()
        self._writer = stack.enter_context(
            pyarrow.parquet.ParquetWriter(stream, self._schema, compression="zstd")
        )
        self._rows: list[dict[str, Any]] = []
        stack.callback(self._flush)  # runs before the writer's own exit, which adds the footer

    def write(self, record: dict[str, Any]) -> None:
        self._rows.append({**record, "id": _clean_text(str(record["id"]))})
        if len(self._rows) >= _ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        import pyarrow

        if self._rows:
            self._writer.write_table(pyarrow.Table.from_pylist(self._rows, self._schema))
            self._rows = []


def parquet_schema() -> Any:
    """The Arrow schema of results: the one JSON, typed, plus ``error``."""
    import pyarrow as pa

    text, whole = pa.string(), pa.int64()
    spans = pa.list_(pa.struct([("start", whole), ("end", whole)]))
    finding = [(name, whole if name in ("start", "end") else text) for name in
               ("field", "kind", "start", "end", "text", "message", "suggestion")]  # fmt: skip
    return pa.schema([
        ("id", text),
        ("headline", text),
        ("summary", text),
        ("keypoints", pa.list_(pa.struct([("text", text), ("speaker", text), ("evidence", spans)]))),
        ("evidence", pa.struct([("headline", spans), ("summary", spans)])),
        ("checks", pa.struct([("supported", pa.bool_()), ("findings", pa.list_(pa.struct(finding))),
                              ("repaired", pa.bool_())])),
        ("article", pa.struct([("title", text), ("source", text), ("published_at", text), ("body", text)])),
        ("report", pa.struct([("kind", text), ("event", text), ("date", text), ("place", text),
                              ("speakers", pa.list_(pa.struct([("name", text), ("post", text)])))])),
        ("usage", pa.struct([("body_chars", whole), ("read_chars", whole), ("input_tokens", whole),
                             ("seconds", pa.float64())])),
        ("model", pa.struct([("name", text), ("version", text)])),
        ("error", pa.struct([("code", text), ("message", text)])),
    ])  # fmt: skip


def flatten(record: dict[str, Any]) -> dict[str, Any]:
    """One record as a flat row; lists become lines of a cell."""
    row: dict[str, Any] = dict.fromkeys(FLAT_COLUMNS)
    row["id"] = record["id"]
    if "error" in record:
        row["error_code"], row["error_message"] = record["error"]["code"], record["error"]["message"]
        return row
    report, article = record["report"], record["article"]
    row.update({name: report[name] for name in ("kind", "event", "date", "place")})
    row.update({name: article[name] for name in ("title", "source", "published_at")})
    row["headline"], row["summary"] = record["headline"], record["summary"]
    row["keypoints"] = "\n".join(point["text"] for point in record["keypoints"])
    row["speakers"] = "\n".join(
        f"{speaker['name']} {speaker['post'] or ''}".strip() for speaker in report["speakers"]
    )
    row["supported"] = "yes" if record["checks"]["supported"] else "no"
    row["findings"] = "\n".join(finding["message"] for finding in record["checks"]["findings"])
    row["body_chars"], row["read_chars"] = record["usage"]["body_chars"], record["usage"]["read_chars"]
    row["model"] = f"{record['model']['name']} {record['model']['version']}"
    return row


def _clean_text(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
