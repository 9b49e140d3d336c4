"""Uploaded archives: what is in them comes out, and those made to do harm are refused."""

import io
import json
import stat
import zipfile
from pathlib import Path

import pytest

from benchmarks.service_process import ARTICLE
from service.jobs.uploads import NewDocument, read_upload
from service.problems import Problem
from service.settings import Settings


def read(tmp_path: Path, content: bytes, **settings: int) -> list[NewDocument]:
    path = tmp_path / "upload"
    path.write_bytes(content)
    return list(read_upload(path, Settings(**settings)))


def packed(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def refusal(tmp_path: Path, content: bytes, **settings: int) -> tuple[int, str]:
    with pytest.raises(Problem) as caught:
        read(tmp_path, content, **settings)
    return caught.value.status_code, caught.value.code


def test_a_zip_of_texts_pages_and_lines(tmp_path: Path) -> None:
    line = json.dumps({"id": 7, "text": ARTICLE}).encode()
    content = packed(
        ("2024/会议.txt", ARTICLE.encode("gb18030")),
        ("page.html", b"<p>"),
        ("more.jsonl", line + b"\n" + line),
        ("folder/", b""),
        ("__MACOSX/._x", b"\0"),
        ("photo.jpg", b"\xff\xd8\xff"),
    )
    documents = read(tmp_path, content)
    assert [document.identifier for document in documents] == [
        "2024/会议.txt",
        "page.html",
        "7",
        "7",
        "photo.jpg",
    ]
    assert documents[0].payload == ARTICLE.encode("gb18030")
    assert documents[2].format == "text"


def test_names_from_chinese_windows_are_readable(tmp_path: Path) -> None:
    content = packed(("AAAA.txt", b"x"))
    gbk = "会议".encode("gbk")
    assert read(tmp_path, content.replace(b"AAAA", gbk))[0].identifier == "会议.txt"


@pytest.mark.parametrize("name", ["../x.txt", "/etc/passwd", "a/../../x", "..\\x.txt", "C:/x.txt"])
def test_names_that_lead_outside_are_refused(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path, packed((name, b"x"))) == (422, "unsafe_archive")


def test_links_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert refusal(tmp_path, packed((link, b"/etc/passwd"))) == (422, "unsafe_archive")


def test_bombs_are_refused(tmp_path: Path) -> None:
    bomb = packed(("zeros.txt", b"\0" * 20_000_000))
    assert len(bomb) < 30_000
    assert refusal(tmp_path, bomb) == (422, "unsafe_archive")
    assert refusal(tmp_path, bomb, max_upload_expanded_bytes=1_000_000) == (413, "archive_too_large")


def test_a_lying_size_unpacks_no_further(tmp_path: Path) -> None:
    honest = packed(("a.txt", b"0123456789" * 100_000))
    size = (1_000_000).to_bytes(4, "little")
    assert honest.count(size) == 2
    assert refusal(tmp_path, honest.replace(size, (10).to_bytes(4, "little"))) == (422, "unreadable_archive")


def test_damaged_and_encrypted_archives_are_refused(tmp_path: Path) -> None:
    content = bytearray(packed(("a.txt", ARTICLE.encode())))
    content[45] ^= 0xFF
    assert refusal(tmp_path, bytes(content)) == (422, "unreadable_archive")
    encrypted = bytearray(packed(("a.txt", ARTICLE.encode())))
    for header in (b"PK\x03\x04", b"PK\x01\x02"):
        flags = encrypted.index(header) + (6 if header.endswith(b"\x04") else 8)
        encrypted[flags] |= 1
    assert refusal(tmp_path, bytes(encrypted)) == (422, "unreadable_archive")


def test_too_many_documents_are_refused(tmp_path: Path) -> None:
    content = packed(*((f"{number}.txt", b"x") for number in range(11)))
    assert refusal(tmp_path, content, max_upload_documents=10) == (413, "too_many_documents")


def test_a_huge_table_of_contents_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = packed(*((f"{number:0200}.txt", b"x") for number in range(400)))
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert refusal(tmp_path, content, max_upload_documents=10) == (413, "too_many_documents")


def test_a_document_too_long_fails_alone(tmp_path: Path) -> None:
    content = packed(("long.txt", b"0123456789" * 100), ("short.txt", b"x"))
    long, short = read(tmp_path, content, max_document_chars=100)
    assert long.error is not None
    assert long.error.code == "too_long"
    assert short.error is None
    lines = json.dumps({"text": "会" * 20_000}).encode() + b'\n{"text": "x"}'
    long, short = read(tmp_path, lines, max_document_chars=100)
    assert long.error is not None
    assert long.error.code == "too_long"
    assert short.payload == b"x"


@pytest.mark.parametrize(
    "line",
    [
        b"[1]",
        b'"x"',
        b"null",
        b'{"body": 3}',
        b'{"id": "\\u0000", "text": "x"}',
        b'{"id": "\\ud800", "text": "x"}',
        b'{"text": "\\ud800"}',
        b"[" * 10_000,
    ],
)
def test_records_that_cannot_be_used_fail_alone(tmp_path: Path, line: bytes) -> None:
    bad, good = read(tmp_path, line + b'\n{"text": "x"}')
    assert bad.error is not None
    assert bad.error.code == "invalid_record"
    assert good.error is None
