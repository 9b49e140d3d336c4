"""An archive that wants to break the run: it finishes, and every document is accounted for."""

import gzip
import json
import os
import random
import stat
import tarfile
import tempfile
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest

from summarizer.batch.documents import Document, Skipped, Unreadable
from summarizer.batch.settings import MIB, BatchSettings, ReadSettings
from summarizer.batch.windows import find_shards, read_items

from .conftest import lines, meeting, run, write_jsonl


def build(folder: Path) -> dict[str, str]:
    """Writes the archive; returns id → what must become of it: ``ok``, an error code or ``skipped``."""
    folder.mkdir()
    expected = {}

    def put(name: str, data: bytes, outcome: str) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        expected[name] = outcome

    # Mixed encodings and wrong endings.
    put("utf8.txt", meeting(1).encode(), "ok")
    put("gbk.txt", meeting(2).encode("gb18030"), "ok")
    put("utf16.txt", meeting(3).encode("utf-16"), "ok")
    put("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary_input")
    put("text.pdf", meeting(4).encode(), "ok")
    put("broken.pdf", b"%PDF-1.7\n" + b"\x00garbage" * 100, "unreadable_file")
    put("broken.docx", b"PK\x03\x04" + b"\x00" * 500, "unreadable_file")
    put("empty.html", b"", "empty_input")
    put("noise.bin", random.Random(1).randbytes(5000), "skipped")
    put("noise.txt", random.Random(2).randbytes(5000), "binary_input")
    put("surrogate.jsonl", json.dumps({"id": "lone", "body": meeting(5) + "\ud800"}).encode(), "")
    del expected["surrogate.jsonl"]
    expected["lone"] = "invalid_text"
    put("deep.json", b"[" * 200_000, "invalid_record")
    # A name that is no UTF-8.
    with open(os.fsencode(folder) + b"/\xff\xfe.txt", "wb") as stream:
        stream.write(meeting(6).encode())
    expected["\udcff\udcfe.txt"] = "ok"
    # Half a gzip: what can be read is read.
    write_jsonl(folder / "x.jsonl", range(100, 400))
    whole = gzip.compress((folder / "x.jsonl").read_bytes())
    (folder / "x.jsonl").unlink()
    (folder / "half.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    text = zlib.decompressobj(31).decompress(whole[: len(whole) // 2])
    expected.update({f"n{100 + number}": "ok" for number in range(text.count(b"\n"))})
    # Bombs: a document, endless lines, a single endless line.
    put("bomb.txt.gz", gzip.compress(b"\x00" * (40 * MIB)), "too_long")
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
        with bomb.open("bomb.jsonl", "w", force_zip64=True) as member:
            for _ in range(100):
                member.write(b"\n" * MIB)
        bomb.writestr("after.txt", meeting(7))
    expected["bomb.zip!bomb.jsonl"] = "too_long"
    expected["bomb.zip!after.txt"] = "ok"
    with (folder / "line.jsonl").open("wb") as stream:
        stream.truncate(1 << 30)
        stream.seek(0, os.SEEK_END)
        stream.write(b"\n" + json.dumps({"id": "after the line", "body": meeting(8)}).encode())
    expected["line.jsonl#1"] = "too_long"
    expected["after the line"] = "ok"
    # Paths that want out, names that collide, links.
    with zipfile.ZipFile(folder / "names.zip", "w") as names:
        names.writestr("../../escape.txt", meeting(9))
        names.writestr("/etc/passwd.txt", meeting(10))
        with pytest.warns(UserWarning, match="Duplicate"):
            names.writestr("../../escape.txt", meeting(11))
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        names.writestr(link, "/etc/passwd")
    expected["names.zip!../../escape.txt"] = expected["names.zip!/etc/passwd.txt"] = "ok"
    expected["names.zip!../../escape.txt#2"] = "ok"
    expected["names.zip!link.txt"] = "skipped"
    with tarfile.open(folder / "links.tar.gz", "w:gz") as tape:
        for name, kind in (
            ("device", tarfile.CHRTYPE),
            ("hard.txt", tarfile.LNKTYPE),
            ("sym.txt", tarfile.SYMTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            tape.addfile(info)
            expected[f"links.tar.gz!{name}"] = "skipped"
        info = tarfile.TarInfo("real.txt")
        info.size = len(meeting(12).encode())
        tape.addfile(info, BytesIO(meeting(12).encode()))
    expected["links.tar.gz!real.txt"] = "ok"
    nest = zipfile_of("leaf.txt", meeting(13).encode())
    for level in range(6):
        nest = zipfile_of(f"{level}.zip", nest)
    put("nest.zip", nest, "")
    del expected["nest.zip"]
    expected["nest.zip!5.zip!4.zip!3.zip!2.zip"] = "unreadable_file"
    put("half.zip", zipfile_of("a.txt", meeting(14).encode())[:-40], "unreadable_file")
    (folder / "loop").mkdir()
    (folder / "loop" / "again").symlink_to(folder)
    expected["loop/again"] = "skipped"
    (folder / "dangling.txt").symlink_to("nowhere")
    expected["dangling.txt"] = "skipped"
    os.mkfifo(folder / "pipe.txt")
    expected["pipe.txt"] = "skipped"
    (folder / "unreadable.txt").symlink_to("/proc/self/mem")  # an input/output error even for root
    expected["unreadable.txt"] = "unreadable_file"
    # The same id in two files.
    put("one.jsonl", json.dumps({"id": "same", "body": meeting(15)}).encode(), "")
    put("two.jsonl", json.dumps({"id": "same", "body": "短"}).encode(), "")
    del expected["one.jsonl"], expected["two.jsonl"]
    return expected


def zipfile_of(name: str, data: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.slow
def test_every_document_is_accounted_for(tmp_path: Path) -> None:
    expected = build(tmp_path / "in")
    statistics = run(tmp_path / "in", tmp_path / "out.jsonl", digest=str(tmp_path / "d"), digest_by="folder")
    rows = lines(tmp_path / "out.jsonl")
    outcome = {
        row["id"]: row["error"]["code"] if "error" in row else "ok" for row in rows if row["id"] != "same"
    }
    half = [name for name in outcome if name == "half.jsonl.gz"]
    assert half, "the rest of the half file must be reported as lost"
    assert outcome.pop(half[0]) == "unreadable_file"
    assert outcome == {name: value for name, value in expected.items() if value != "skipped"}
    assert [("error" in row) for row in rows if row["id"] == "same"] == [False, True]
    assert statistics.shared_ids == 1
    assert statistics.skipped == sum(value == "skipped" for value in expected.values())
    assert statistics.total == len(expected) + 1 + 2
    assert statistics.total == statistics.ok + statistics.failed + statistics.duplicates + statistics.skipped
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "d", "in", "out.duplicates.jsonl", "out.errors.jsonl", "out.jsonl", "out.jsonl.ledger",
        "out.report.html", "out.report.json",
    ]  # fmt: skip
    again = run(tmp_path / "in", tmp_path / "out.jsonl")
    assert (again.computed, again.total) == (0, statistics.total)


@pytest.mark.skipif(os.geteuid() != 0, reason="becoming another user needs root")
def test_what_may_not_be_read_fails_alone() -> None:
    """Root reads everything, so the reader is somebody else."""
    with tempfile.TemporaryDirectory() as name:  # pytest's own folder is closed to others
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "good.txt").write_text(meeting(1), encoding="utf-8")
        (folder / "secret.txt").write_text(meeting(2), encoding="utf-8")
        (folder / "secret.txt").chmod(0)
        (folder / "closed").mkdir(mode=0)
        os.seteuid(65534)
        try:
            batch = BatchSettings((name,), "unused.jsonl")
            items = [item for _, shard in find_shards(batch) for item in read_items(shard, batch)]
        finally:
            os.seteuid(0)
    closed, good, secret = items
    assert isinstance(closed, Skipped)
    assert closed.reason == "folder cannot be opened (Permission denied)"
    assert isinstance(good, Document)
    assert isinstance(secret, Unreadable)
    assert (secret.error.code, secret.error.message) == (
        "unreadable_file",
        "Cannot be read: Permission denied.",
    )


def test_line_limit_follows_the_option(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "in.jsonl", range(2))
    small = run(tmp_path / "in.jsonl", tmp_path / "out.jsonl", read=ReadSettings(max_document_bytes=100))
    assert dict(small.errors) == {"too_long": 2}
