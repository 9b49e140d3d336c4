"""The ledger: every result ever computed, in immutable segments that appear whole or not at all.

``<ledger>/segments/<run>/<window>.jsonl.zst`` holds what one window of documents came to. A segment is
written under a temporary name, synced and renamed (on an object store: one put), so an interruption at
any instant loses at most the windows in flight and never leaves half a result. Segments are the truth;
the SQLite index beside them only finds things fast and is rebuilt from them whenever it is missing.

A window is committed as a whole. After an interruption it is computed again with the same neighbours,
so even a model whose floating-point sums depend on the batch gives the same result.
"""

import contextlib
import dataclasses
import hashlib
import json
import os
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import zstandard

from summarizer.batch.segments import (
    decode_segment,
    delete_segment,
    encode_segment,
    list_segments,
    segment_path,
)
from summarizer.batch.storage import is_remote, local_path, read_whole, write_whole
from summarizer.batch.windows import Window
from summarizer.errors import BatchError, LedgerError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS segment (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, size INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS document (
    key BLOB PRIMARY KEY, result BLOB, error TEXT, segment INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS result (
    key BLOB PRIMARY KEY, segment INTEGER NOT NULL, line INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS failure (place BLOB PRIMARY KEY, segment INTEGER NOT NULL) WITHOUT ROWID;
PRAGMA user_version = 1;
"""

#: Decoded segments kept for reading results back; neighbours in the input are neighbours in a segment.
_CACHED_SEGMENTS = 8


@dataclasses.dataclass(frozen=True, slots=True)
class ResultEntry:
    """A computed summary: the JSON record without id, under its result key."""

    key: bytes
    record: dict[str, Any]


@dataclasses.dataclass(frozen=True, slots=True)
class DocumentEntry:
    """What became of one document.

    Attributes:
        place: key of where it was found.
        key: document key; None when it could not even be read.
        result: key of its result; None when it failed.
        error: ``{"code", "message"}`` when it failed.
    """

    place: bytes
    key: bytes | None
    result: bytes | None
    error: dict[str, str] | None


LedgerEntry: TypeAlias = ResultEntry | DocumentEntry


class Ledger:
    """Opens (or creates) a ledger and locks it against a second run.

    Raises:
        LedgerError: another run holds it, or it was written by a newer version.
        BatchError: the disk is full or cannot be written.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._cache: OrderedDict[int, list[Any]] = OrderedDict()
        self.damaged: list[str] = []
        index = _index_path(path)
        try:
            self._index = _open_index(index)
            runs = self._take_in_segments()
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise LedgerError(
                    f"Another run is using the ledger {path}; wait for it or stop it."
                ) from error
            raise BatchError(f"The ledger {path} cannot be written: {error}. Free some space.") from error
        except sqlite3.DatabaseError:
            # The index itself is damaged; the segments still hold everything.
            for ending in ("", "-wal", "-shm"):
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(index + ending)
            self._index = _open_index(index)
            runs = self._take_in_segments()
        self.run = runs + 1

    def documents(self, keys: Sequence[bytes]) -> dict[bytes, tuple[bytes | None, dict[str, str] | None]]:
        """Known document keys → (result key, None) or (None, error)."""
        rows = self._select("SELECT key, result, error FROM document WHERE key IN ({})", keys)
        return {key: (result, json.loads(error) if error else None) for key, result, error in rows}

    def results(self, keys: Iterable[bytes]) -> dict[bytes, dict[str, Any]]:
        """Known result keys → records; a result whose segment was damaged since is left out."""
        wanted = self._select("SELECT key, segment, line FROM result WHERE key IN ({})", list(keys))
        found = {}
        for key, segment, line in sorted(wanted, key=lambda row: (row[1], row[2])):
            lines = self._segment(segment)
            if lines is not None:
                found[key] = lines[line]["record"]
        return found

    def failed(self, places: Sequence[bytes]) -> set[bytes]:
        """Those of the places where a document failed and has not succeeded since."""
        return {row[0] for row in self._select("SELECT place FROM failure WHERE place IN ({})", places)}

    def commit(self, window: Window, entries: Sequence[LedgerEntry]) -> None:
        """Makes a window's outcome permanent; returns when it is on disk.

        Raises:
            BatchError: it could not be written; nothing of the window is recorded.
        """
        if entries:
            self.register(*write_segment(self.path, self.run, window, entries))

    def register(self, name: str, size: int, lines: Sequence[dict[str, Any]]) -> None:
        """Adds to the index a segment that :func:`write_segment` has written, here or on another machine."""
        try:
            with self._lock, self._index:
                self._add_to_index(name, size, lines)
        except sqlite3.OperationalError as error:
            raise _cannot_write(self.path, error) from error

    def close(self) -> None:
        with self._lock:
            self._index.close()

    def _select(self, query: str, keys: Sequence[bytes]) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        with self._lock:
            for start in range(0, len(keys), 500):
                part = keys[start : start + 500]
                rows += self._index.execute(query.format(",".join("?" * len(part))), part).fetchall()
        return rows

    def _segment(self, number: int) -> list[Any] | None:
        if number in self._cache:
            self._cache.move_to_end(number)
            return self._cache[number]
        with self._lock:
            (name,) = self._index.execute("SELECT name FROM segment WHERE id = ?", (number,)).fetchone()
        try:
            lines = decode_segment(read_whole(f"{self.path}/{name}"))
        except (OSError, ValueError, zstandard.ZstdError):
            return None
        self._cache[number] = lines
        if len(self._cache) > _CACHED_SEGMENTS:
            self._cache.popitem(last=False)
        return lines

    def _take_in_segments(self) -> int:
        """Brings the index in line with the segments; returns the number of the latest run."""
        present = dict(list_segments(self.path))
        indexed = dict(self._index.execute("SELECT name, size FROM segment").fetchall())
        with self._index:
            for name in indexed.keys() - {
                name for name, size in present.items() if indexed.get(name) == size
            }:
                self._forget(name)
        for name, size in sorted(present.items()):
            if indexed.get(name) == size:
                continue
            try:
                lines = decode_segment(read_whole(f"{self.path}/{name}"))
            except (ValueError, zstandard.ZstdError):
                # Torn by a power cut on a disk that lies about syncing: its documents are computed again.
                self.damaged.append(name)
                delete_segment(self.path, name)
                continue
            with self._index:
                self._add_to_index(name, size, lines)
        return max((int(name.split("/")[1]) for name in present), default=0)

    def _forget(self, name: str) -> None:
        (number,) = self._index.execute("SELECT id FROM segment WHERE name = ?", (name,)).fetchone()
        for table in ("document", "result", "failure"):
            self._index.execute(f"DELETE FROM {table} WHERE segment = ?", (number,))
        self._index.execute("DELETE FROM segment WHERE id = ?", (number,))

    def _add_to_index(self, name: str, size: int, lines: Sequence[dict[str, Any]]) -> None:
        cursor = self._index.execute(
            "INSERT OR REPLACE INTO segment (name, size) VALUES (?, ?)", (name, size)
        )
        segment = cursor.lastrowid
        for number, line in enumerate(lines):
            if "record" in line:
                row = (bytes.fromhex(line["result"]), segment, number)
                self._index.execute("INSERT OR REPLACE INTO result VALUES (?, ?, ?)", row)
                continue
            place, key = bytes.fromhex(line["place"]), line["document"]
            result = line["result"] and bytes.fromhex(line["result"])
            if key is not None:
                error = None if result else json.dumps(line["error"], ensure_ascii=False)
                values = (bytes.fromhex(key), result, error, segment)
                self._index.execute("INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?)", values)
            if result:
                self._index.execute("DELETE FROM failure WHERE place = ?", (place,))
            else:
                self._index.execute("INSERT OR REPLACE INTO failure VALUES (?, ?)", (place, segment))


def write_segment(
    ledger: str, run: int, window: Window, entries: Sequence[LedgerEntry]
) -> tuple[str, int, list[dict[str, Any]]]:
    """Writes a window's entries; returns what :meth:`Ledger.register` wants to know of them.

    Raises:
        BatchError: no space or no permission.
    """
    lines = [_to_json(entry) for entry in entries]
    name = segment_path(run, window.shard, window.number)
    data = encode_segment(lines)
    try:
        write_whole(f"{ledger}/{name}", data)
    except OSError as error:
        raise _cannot_write(ledger, error) from error
    return name, len(data), [{**line, "record": None} if "record" in line else line for line in lines]


def _cannot_write(ledger: str, error: Exception) -> BatchError:
    return BatchError(
        f"The ledger {ledger} cannot be written: {error}. Free some space and run the same command again; "
        "finished documents are kept."
    )


def _to_json(entry: LedgerEntry) -> dict[str, Any]:
    if isinstance(entry, ResultEntry):
        return {"result": entry.key.hex(), "record": entry.record}
    return {
        "place": entry.place.hex(),
        "document": entry.key.hex() if entry.key else None,
        "result": entry.result.hex() if entry.result else None,
        "error": entry.error,
    }


def _index_path(path: str) -> str:
    """The index lies in a local ledger's folder; for a remote ledger, in the user's cache."""
    if is_remote(path):
        cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
        folder = os.path.join(cache, "zh-news-summarizer", hashlib.sha256(path.encode()).hexdigest()[:16])
    else:
        folder = local_path(path)
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise BatchError(f"The ledger folder {folder} cannot be made: {error.strerror}.") from error
    return os.path.join(folder, "index.sqlite")


def _open_index(path: str) -> sqlite3.Connection:
    # Exclusive locking needs no shared memory, so a network file system will do, and it is also what keeps
    # a second run out. NORMAL may lose the last commits in a power cut, never the index; segments do.
    index = sqlite3.connect(path, timeout=1, check_same_thread=False)
    index.execute("PRAGMA locking_mode = EXCLUSIVE")
    index.execute("PRAGMA journal_mode = WAL")
    index.execute("PRAGMA synchronous = NORMAL")
    index.execute("BEGIN EXCLUSIVE")
    index.execute("COMMIT")
    (version,) = index.execute("PRAGMA user_version").fetchone()
    if version > 1:
        raise LedgerError(
            f"The ledger {os.path.dirname(path)} was written by a newer version; update this one."
        )
    index.executescript(_SCHEMA)
    return index
