"""Finding what is to be read: folders, glob patterns and URLs become an ordered stream of sources."""

import dataclasses
import fnmatch
import glob
import os
import sqlite3
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from summarizer.batch.documents import Skipped
from summarizer.batch.settings import MIB, ReadSettings
from summarizer.batch.storage import filesystem, is_remote, local_path
from summarizer.errors import UnreadableFileError

#: Names listed in memory before a folder is sorted on disk instead.
_NAMES_IN_MEMORY = 200_000


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """One file to read.

    Attributes:
        path: local path or fsspec URL to open.
        where: the same as the user would write it.
        name: path relative to the input, ``/`` between folders; what default ids are made of.
        size: bytes on disk; 0 when unknown.
        named: the user named this very file, so an unknown ending is read as text instead of skipped.
    """

    path: str
    where: str
    name: str
    size: int
    named: bool = False


Found: TypeAlias = Source | Skipped


def find_sources(inputs: Iterable[str], settings: ReadSettings) -> Iterator[Found]:
    """All sources in a fixed order: inputs as given, names sorted within each folder.

    Raises:
        UnreadableFileError: an input does not exist or matches nothing.
    """
    inputs = list(inputs)
    for given in inputs:
        # Only with several inputs can two files share a relative path, so only then it is made longer.
        prefix = "" if len(inputs) == 1 else f"{given.rstrip('/')}/"
        empty = True
        for found in _expand(given):
            empty = False
            name = found.name if isinstance(found, Source) else found.where
            if settings.include and not any(fnmatch.fnmatch(name, pattern) for pattern in settings.include):
                continue
            if any(fnmatch.fnmatch(name, pattern) for pattern in settings.exclude):
                continue
            if isinstance(found, Skipped):
                yield dataclasses.replace(found, id=prefix + name, where=prefix + name)
            elif found.named:
                yield dataclasses.replace(found, name=given.rstrip("/") if prefix else name)
            else:
                yield dataclasses.replace(found, name=prefix + name)
        if empty and not _is_folder(given):
            raise UnreadableFileError(f"No such input: {given}. Check the path, the pattern or the URL.")


def shards(found: Iterable[Found], most: int, most_bytes: int = 16 * MIB) -> Iterator[list[Found]]:
    """Groups neighbouring small sources; a source larger than ``most_bytes`` ends its shard.

    Windows never cross shards, so a shard can be read anywhere and still yield the same windows.
    """
    shard: list[Found] = []
    size = 0
    for source in found:
        shard.append(source)
        size += source.size
        if len(shard) >= most or size >= most_bytes:
            yield shard
            shard, size = [], 0
    if shard:
        yield shard


def _is_folder(given: str) -> bool:
    if is_remote(given):
        remote, inner = filesystem(given)
        return bool(remote.isdir(inner))
    return os.path.isdir(local_path(given))


def _expand(given: str) -> Iterator[Found]:
    if is_remote(given):
        yield from _expand_remote(given)
        return
    path = local_path(given)
    if os.path.isdir(path):
        yield from _walk(path)
    elif os.path.lexists(path):
        yield Source(path, path, os.path.basename(path), _size(path), named=True)
    elif glob.has_magic(path):
        for match in sorted(glob.iglob(path, recursive=True)):
            if os.path.isfile(match):
                yield Source(match, match, match, _size(match), named=True)


def _expand_remote(given: str) -> Iterator[Found]:
    remote, inner = filesystem(given)
    if remote.isdir(inner):
        root = inner.rstrip("/") + "/"
        for folder, _, files in remote.walk(inner, detail=True):
            for name, info in sorted(files.items()):
                full = f"{folder}/{name}"
                url = remote.unstrip_protocol(full)
                yield Source(url, url, full.removeprefix(root), info.get("size") or 0)
    elif glob.has_magic(inner):
        for match in sorted(remote.glob(inner)):
            url = remote.unstrip_protocol(match)
            yield Source(url, url, match, remote.size(match) or 0, named=True)
    elif remote.exists(inner):
        yield Source(given, given, os.path.basename(inner), remote.size(inner) or 0, named=True)


def _walk(root: str) -> Iterator[Found]:
    """Files below a folder, depth first, names sorted; links to folders are followed once."""
    root_state = os.stat(root)
    visited = {(root_state.st_dev, root_state.st_ino)}
    stack: list[Iterator[tuple[str, str]]] = [_children(root, "")]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        path, name = child
        base = os.path.basename(name)
        try:
            state = os.stat(path)
        except OSError as error:  # a dangling link or a loop of links
            yield Skipped(name, name, f"broken link ({error.strerror})")
            continue
        if base.startswith(".") or base == "__MACOSX":
            yield Skipped(name, name, "hidden file")
        elif os.path.isdir(path):
            if (state.st_dev, state.st_ino) in visited:
                yield Skipped(name, name, "folder already visited (link)")
                continue
            visited.add((state.st_dev, state.st_ino))
            try:
                stack.append(_children(path, name + "/"))
            except OSError as error:
                yield Skipped(name, name, f"folder cannot be opened ({error.strerror})")
        elif os.path.isfile(path):
            yield Source(path, path, name, state.st_size)
        else:
            yield Skipped(name, name, "not a regular file")


def _children(folder: str, prefix: str) -> Iterator[tuple[str, str]]:
    """Path and relative name of what a folder holds, sorted, with bounded memory for huge folders."""
    names: list[str] = []
    spilled: sqlite3.Connection | None = None
    with os.scandir(folder) as entries:
        for entry in entries:
            names.append(entry.name)
            if len(names) >= _NAMES_IN_MEMORY:
                spilled = _spill(spilled, names)
                names = []
    if spilled is None:
        return iter([(os.path.join(folder, name), prefix + name) for name in sorted(names)])
    ordered = _spill(spilled, names).execute("SELECT name FROM names ORDER BY name")
    return ((os.path.join(folder, os.fsdecode(name)), prefix + os.fsdecode(name)) for (name,) in ordered)


def _spill(database: sqlite3.Connection | None, names: list[str]) -> sqlite3.Connection:
    if database is None:
        database = sqlite3.connect(
            "", check_same_thread=False
        )  # a nameless database lives in a temporary file
        database.execute("CREATE TABLE names (name BLOB PRIMARY KEY) WITHOUT ROWID")
    database.executemany("INSERT INTO names VALUES (?)", ((os.fsencode(name),) for name in names))
    return database


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
