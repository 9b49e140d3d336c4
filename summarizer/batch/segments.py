"""Segments: JSON lines, compressed, with a checksum and a closing line that proves they are whole."""

import contextlib
import json
import os
from collections.abc import Iterator, Sequence
from typing import Any

import zstandard

from summarizer.batch.storage import filesystem, is_remote, local_path

_ENDING = ".jsonl.zst"


def segment_path(run: int, shard: int, window: int) -> str:
    """Path within the ledger: runs are numbered so that later entries win."""
    return f"segments/{run:06d}/{shard // 1000:06d}/{shard:09d}-{window:06d}{_ENDING}"


def encode_segment(lines: Sequence[dict[str, Any]]) -> bytes:
    rows = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines]
    rows.append(json.dumps({"lines": len(lines)}))
    compressor = zstandard.ZstdCompressor(level=3, write_checksum=True, write_content_size=True)
    return compressor.compress("\n".join(rows).encode("utf-8", "surrogatepass"))


def decode_segment(data: bytes) -> list[Any]:
    """The lines of a segment.

    Raises:
        ValueError, zstandard.ZstdError: the segment is not whole.
    """
    text = zstandard.ZstdDecompressor().decompress(data).decode("utf-8", "surrogatepass")
    *lines, end = [json.loads(row) for row in text.split("\n")]
    if end != {"lines": len(lines)}:
        raise ValueError("the closing line does not fit")
    return lines


def list_segments(ledger: str) -> Iterator[tuple[str, int]]:
    """Path within the ledger and size in bytes of every segment, in no particular order."""
    if is_remote(ledger):
        remote, inner = filesystem(ledger)
        root = inner.rstrip("/") + "/"
        remote.invalidate_cache()  # other machines have written since
        with contextlib.suppress(FileNotFoundError):
            for path, info in remote.find(root + "segments", detail=True).items():
                if path.endswith(_ENDING):
                    yield path[path.index(root) + len(root) :], info["size"]
        return
    root = local_path(ledger)
    for folder, _, names in os.walk(os.path.join(root, "segments")):
        for name in names:
            path = os.path.join(folder, name)
            if name.endswith(_ENDING):
                yield os.path.relpath(path, root), os.stat(path).st_size
            elif name.endswith(".tmp"):
                os.unlink(path)  # what an interrupted run was just writing


def delete_segment(ledger: str, name: str) -> None:
    if is_remote(ledger):
        remote, inner = filesystem(f"{ledger}/{name}")
        remote.rm_file(inner)
    else:
        os.unlink(os.path.join(local_path(ledger), name))
