"""Writes that either happened or did not: local files and, through fsspec, object stores."""

import contextlib
import os
import uuid
from collections.abc import Iterator
from typing import IO, Any, cast

from summarizer.errors import MissingDependencyError


def is_remote(path: str) -> bool:
    """True for fsspec URLs (``s3://…``, ``memory://…``); a local path or ``file://`` is not remote."""
    return "://" in path and not path.startswith("file://")


def local_path(path: str) -> str:
    return path.removeprefix("file://")


def filesystem(url: str) -> tuple[Any, str]:
    """The fsspec filesystem of a URL and the path within it.

    Raises:
        MissingDependencyError: the protocol needs a package that is not installed.
    """
    import fsspec

    try:
        return cast("tuple[Any, str]", fsspec.core.url_to_fs(url))
    except ImportError as error:
        raise MissingDependencyError(f"Reading {url} needs another package: {error}.") from error


def sync_folder(path: str) -> None:
    """Makes renames in a folder survive a power cut."""
    descriptor = os.open(path or ".", os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: str, data: bytes) -> None:
    """Writes a small file at once: after a crash at any instant it is there whole or not at all.

    Raises:
        OSError: no space, no permission.
    """
    if is_remote(path):
        remote, inner = filesystem(path)
        remote.makedirs(os.path.dirname(inner), exist_ok=True)
        remote.pipe_file(inner, data)  # one put: object stores show an object only when it is complete
        return
    path = local_path(path)
    folder = os.path.dirname(path)
    os.makedirs(folder or ".", exist_ok=True)
    temporary = os.path.join(folder, f".{uuid.uuid4().hex}.tmp")
    try:
        with open(temporary, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    sync_folder(folder)


def read_whole(path: str) -> bytes:
    if is_remote(path):
        remote, inner = filesystem(path)
        return cast(bytes, remote.cat_file(inner))
    with open(local_path(path), "rb") as stream:
        return stream.read()


@contextlib.contextmanager
def open_atomic(path: str) -> Iterator[IO[bytes]]:
    """A stream whose file takes its name only when the block ends well.

    While it grows, a local file is called ``<path>.partial`` so that one can look at it; after a failure
    the partial file stays and is overwritten by the next run.
    """
    if is_remote(path):
        remote, inner = filesystem(path)
        remote.makedirs(os.path.dirname(inner), exist_ok=True)
        stream = remote.open(inner, "wb")
        try:
            yield stream
        except BaseException:
            discard = getattr(stream, "discard", None)
            if discard is not None:
                with contextlib.suppress(Exception):
                    discard()
            raise
        stream.close()
        return
    path = local_path(path)
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    partial = f"{path}.partial"
    with open(partial, "wb", buffering=1 << 18) as local:
        yield local
        local.flush()
        os.fsync(local.fileno())
    os.replace(partial, path)
    sync_folder(os.path.dirname(path))
