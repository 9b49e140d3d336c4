import bz2
import csv
import gzip
import io
import json
import lzma
import os
import sqlite3
import tarfile
import zipfile
from pathlib import Path

import docx
import pyarrow
import pyarrow.parquet
import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from summarizer.batch.cleaning import clean
from summarizer.batch.columns import guess_columns
from summarizer.batch.documents import Document, Item, Skipped, Unreadable
from summarizer.batch.settings import MIB, BatchSettings, ReadSettings
from summarizer.batch.windows import find_shards, read_items
from summarizer.errors import InvalidOptionError, UnreadableFileError

from .conftest import meeting, write_jsonl


def read(path: object, **settings: object) -> list[Item]:
    batch = BatchSettings((str(path),), "unused.jsonl", read=ReadSettings(**settings))  # type: ignore[arg-type]
    return [item for _, shard in find_shards(batch) for item in read_items(shard, batch)]


def documents(path: object, **settings: object) -> list[Document]:
    items = read(path, **settings)
    assert all(isinstance(item, Document) for item in items), items
    return items  # type: ignore[return-value]


def bodies(items: list[Document]) -> list[str]:
    return [clean(item, MIB).body for item in items]


def test_folder_is_read_in_order_with_relative_paths_as_ids(archive: Path) -> None:
    items = documents(archive)
    assert [item.id for item in items[:3]] == ["n6", "n7", "n8"]
    assert [item.id for item in items[6:]] == [
        "北部/1.txt", "北部/3.txt", "北部/5.txt", "南部/0.txt", "南部/2.txt", "南部/4.txt",
    ]  # fmt: skip
    assert items[6].folder == "北部"
    assert items[0].where == f"{archive}/more.jsonl:1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encoding_is_found_for_each_file(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(meeting(1).encode(encoding))
    assert bodies(documents(tmp_path)) == [meeting(1)]


def test_jsonl_lines_may_mix_encodings_and_be_broken(tmp_path: Path) -> None:
    good = json.dumps({"id": 5, "text": meeting(1), "title": "标题"}, ensure_ascii=False)
    gbk = json.dumps({"id": "b", "body": meeting(2)}, ensure_ascii=False).encode("gb18030")
    content = good.encode() + b"\n" + gbk + b'\n{"id": \n\n[1]\n{"id": "x"}\n{"id": "y", "body": ""}'
    (tmp_path / "a.jsonl").write_bytes(content)
    first, second, *broken = read(tmp_path)
    assert isinstance(first, Document)
    assert (first.id, first.title) == (5, "标题")
    assert isinstance(second, Document)
    assert clean(second, MIB).body == meeting(2)
    assert [(item.id, item.error.code) for item in broken if isinstance(item, Unreadable)] == [
        ("a.jsonl#3", "invalid_record"),
        ("a.jsonl#5", "invalid_record"),
        ("x", "invalid_record"),
        ("y", "empty_input"),
    ]


def test_html_column_is_read_as_a_page(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in meeting(1).splitlines())
    page = f"<html><body><article>{paragraphs}</article></body></html>"
    (tmp_path / "a.jsonl").write_text(json.dumps({"html": page}), encoding="utf-8")
    assert bodies(documents(tmp_path)) == [meeting(1)]


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ","), ("gb18030", ";"), ("utf-16", "\t")])
def test_csv_guesses_chinese_columns_encoding_and_delimiter(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(["编号", "标题", "正文", "来源", "发布日期"])
    for number in range(3):
        writer.writerow([f"00{number}", f"会议{number}", meeting(number), "临江日报", "2024年4月9日"])
    (tmp_path / "a.csv").write_bytes(text.getvalue().encode(encoding))
    items = documents(tmp_path)
    assert [item.id for item in items] == ["000", "001", "002"]
    assert bodies(items) == [meeting(number) for number in range(3)]
    article = clean(items[0], MIB)
    assert article.published_at is not None
    assert (article.title, article.source, article.published_at.isoformat()) == (
        "会议0", "临江日报", "2024-04-09T00:00:00",
    )  # fmt: skip


def test_csv_rows_with_missing_fields_fail_alone(tmp_path: Path) -> None:
    one = meeting(1).replace("\n", " ")
    (tmp_path / "a.csv").write_text(f"id,body\n1,{one}\n2\n3,{one}\n", encoding="utf-8")
    assert [type(item) for item in read(tmp_path)] == [Document, Unreadable, Document]


def test_csv_line_over_the_limit_fails_its_row_only(tmp_path: Path) -> None:
    one, long = meeting(1).replace("\n", " "), "长" * 1000
    text = f'id,body\n1,{one}\n2,{long}\n3,"{one}\n{long}\n{one}"\n4,{one}\n'
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    items = read(tmp_path, max_document_bytes=2000)
    assert [item.error.code for item in items if isinstance(item, Unreadable)] == ["too_long", "too_long"]
    assert [item.id for item in items if isinstance(item, Document)] == ["1", "4"]


def test_utf16_jsonl(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "a.jsonl", range(200))
    text = (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(text, encoding="utf-16")
    assert [item.data for item in documents(tmp_path)] == [meeting(number) for number in range(200)]


def test_columns_are_mapped_by_option(tmp_path: Path) -> None:
    record = {"id": "wrong", "key": "right", "note": meeting(1), "body": "not this"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    (item,) = documents(tmp_path, columns={"id": "key", "text": "note"})
    assert item.id == "right"
    assert item.data == meeting(1)
    with pytest.raises(InvalidOptionError):
        guess_columns(["a"], ReadSettings(columns={"colour": "a"}))


def test_parquet_and_sqlite_rows(tmp_path: Path) -> None:
    texts = [meeting(number) for number in range(150)]
    table = pyarrow.table({"id": [f"p{number}" for number in range(150)], "text": texts})
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    with sqlite3.connect(tmp_path / "b.db") as database:
        database.execute("CREATE TABLE other (x)")
        database.execute("CREATE TABLE news (编号 TEXT, 内容 TEXT)")
        database.executemany(
            "INSERT INTO news VALUES (?, ?)", [(f"s{n}", text) for n, text in enumerate(texts)]
        )
    database.close()
    items = documents(tmp_path)
    assert [item.id for item in items] == [f"p{n}" for n in range(150)] + [f"s{n}" for n in range(150)]
    assert [item.data for item in items] == texts + texts


def test_sqlite_with_several_text_tables_asks_which(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "b.sqlite") as database:
        for name in ("first", "second"):
            database.execute(f"CREATE TABLE {name} (body TEXT)")
            database.execute(f"INSERT INTO {name} VALUES (?)", (meeting(1),))
    database.close()
    (item,) = read(tmp_path)
    assert isinstance(item, Unreadable)
    assert "first, second" in item.error.message
    assert len(documents(tmp_path, table="second")) == 1


def test_word_pdf_and_markdown(tmp_path: Path) -> None:
    word = docx.Document()
    first, second, third = meeting(1).splitlines()
    word.add_paragraph(first)
    table = word.add_table(2, 2)  # minutes laid out in a table, the first row merged
    table.cell(0, 0).merge(table.cell(0, 1)).text = second
    word.add_paragraph(third)
    word.save(str(tmp_path / "a.docx"))
    (tmp_path / "b.pdf").write_bytes(_pdf(meeting(2)))
    (tmp_path / "c.md").write_text(f"---\ntitle: x\n---\n## 小标题\n\n**{meeting(3)}**", encoding="utf-8")
    word_body, pdf_body, markdown_body = bodies(documents(tmp_path))
    assert word_body == meeting(1)
    assert pdf_body.replace("\n", "") == meeting(2).replace("\n", "")
    assert "市委书记" in pdf_body
    assert "*" not in markdown_body
    assert meeting(3).splitlines()[0] in markdown_body


@pytest.mark.parametrize("ending", ["gz", "xz", "zst", "bz2"])
def test_compressed_files_and_archives(tmp_path: Path, ending: str) -> None:
    compress = {
        "gz": gzip.compress,
        "xz": lzma.compress,
        "bz2": bz2.compress,
        "zst": zstandard.ZstdCompressor().compress,
    }[ending]
    tape = io.BytesIO()
    with tarfile.open(fileobj=tape, mode="w") as tar:
        for number in range(3):
            data = meeting(number).encode()
            info = tarfile.TarInfo(f"年/{number}.txt")
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    (tmp_path / f"a.tar.{ending}").write_bytes(compress(tape.getvalue()))
    write_jsonl(tmp_path / "b.jsonl", range(3, 5))
    plain = (tmp_path / "b.jsonl").read_bytes()
    (tmp_path / "b.jsonl").unlink()
    (tmp_path / f"b.jsonl.{ending}").write_bytes(compress(plain))
    items = documents(tmp_path)
    assert items[0].id == f"a.tar.{ending}!年/0.txt"
    assert bodies(items) == [meeting(number) for number in range(5)]


def test_zip_with_gbk_names_twice_the_same_and_a_compressed_member(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("????.txt", meeting(1))
        archive.writestr("x.jsonl.gz", gzip.compress(json.dumps({"body": meeting(2)}).encode()))
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("x.jsonl.gz", gzip.compress(json.dumps({"body": meeting(3)}).encode()))
    # Chinese Windows writes GBK names without marking them; zipfile would mark what is not ASCII as UTF-8.
    path.write_bytes(path.read_bytes().replace(b"????.txt", "会议.txt".encode("gb18030")))
    items = documents(tmp_path)
    assert [item.id for item in items] == ["a.zip!会议.txt", "a.zip!x.jsonl.gz#1", "a.zip!x.jsonl.gz#2#1"]
    assert bodies(items) == [meeting(1), meeting(2), meeting(3)]


def test_warc_pages_keep_their_address_and_declared_encoding(tmp_path: Path) -> None:
    with (tmp_path / "a.warc.gz").open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        paragraphs = "".join(f"<p>{line}</p>" for line in meeting(1).splitlines())
        for kind, status, data in (
            ("text/html; charset=gbk", "200 OK", f"<html><body>{paragraphs}</body></html>".encode("gbk")),
            ("image/png", "200 OK", b"\x89PNG"),
            ("text/html", "404 Not Found", b"gone"),
        ):
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                "https://news.example/1", "response", payload=io.BytesIO(data), http_headers=headers
            )
            writer.write_record(record)
    page, picture, missing = read(tmp_path)
    assert isinstance(page, Document)
    assert page.id == "https://news.example/1"
    assert clean(page, MIB).body == meeting(1)
    assert isinstance(picture, Skipped)
    assert isinstance(missing, Skipped)


def test_content_wins_over_the_ending(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "a.jsonl", range(2))
    (tmp_path / "squeezed.jsonl").write_bytes(gzip.compress((tmp_path / "a.jsonl").read_bytes()))
    (tmp_path / "text.docx").write_text(meeting(2), encoding="utf-8")
    assert len(documents(tmp_path)) == 5


def test_patterns_choose_files_and_the_rest_is_reported(archive: Path) -> None:
    (archive / "picture.jpg").write_bytes(b"\xff\xd8")
    assert [item.reason for item in read(archive) if isinstance(item, Skipped)] == ["unsupported type .jpg"]
    assert len(read(archive, include=("*.txt",))) == 6
    assert len(read(archive, include=("*.txt",), exclude=("北部/*",))) == 3
    assert len(read(archive / "*" / "*.txt")) == 6


def test_links_in_a_circle_end(archive: Path) -> None:
    (archive / "南部" / "up").symlink_to(archive)
    (archive / "self").symlink_to("self")
    items = read(archive)
    assert len([item for item in items if isinstance(item, Document)]) == 12
    assert len([item for item in items if isinstance(item, Skipped)]) == 2


def test_missing_input_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="No such input"):
        read(tmp_path / "nowhere")


def test_two_inputs_with_equal_names_get_different_ids(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(meeting(1), encoding="utf-8")
    os.chdir(tmp_path)
    batch = BatchSettings(("one", "two"), "unused.jsonl")
    items = [item for _, shard in find_shards(batch) for item in read_items(shard, batch)]
    assert [item.id for item in items] == ["one/a.txt", "two/a.txt"]


def test_huge_folder_is_sorted_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.batch.sources._NAMES_IN_MEMORY", 10)
    for number in range(35):
        (tmp_path / f"{number}.txt").write_text(meeting(number), encoding="utf-8")
    assert [item.id for item in documents(tmp_path)] == sorted(f"{number}.txt" for number in range(35))


def test_fsspec_url(tmp_path: Path) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe("/news/a.txt", meeting(1).encode())
    memory.pipe("/news/deep/b.txt", meeting(2).encode())
    assert [item.id for item in documents("memory://news")] == ["a.txt", "deep/b.txt"]
    (tmp_path / "c.txt").write_text(meeting(3), encoding="utf-8")
    for protocol in ("local", "file"):
        assert bodies(documents(f"{protocol}://{tmp_path}")) == [meeting(3)]


def _pdf(text: str) -> bytes:
    """A one-page PDF with a text layer in a standard Chinese font, lines broken at the margin."""
    shown = [line[start : start + 30] for line in text.splitlines() for start in range(0, len(line), 30)]
    content = (
        "BT /F 12 Tf 14 TL 20 800 Td "
        + " ".join(f"<{line.encode('gbk').hex()}> Tj T*" for line in shown)
        + " ET"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H"
        " /DescendantFonts [6 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
    ]
    data = "%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF"
    return f"{data}xref\n0 7\n0000000000 65535 f \n{table}{trailer}".encode("ascii")
