import contextlib
import csv
import io
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from summarizer.batch.writers import FLAT_COLUMNS, check_format, open_writer
from summarizer.errors import UsageError

from .conftest import lines, run


def test_parquet_holds_the_same_as_jsonl(archive: Path, tmp_path: Path) -> None:
    (archive / "broken.jsonl").write_text("{", encoding="utf-8")
    run(archive, tmp_path / "out.jsonl")
    run(archive, tmp_path / "out.parquet", ledger=str(tmp_path / "out.jsonl.ledger"))
    table = pyarrow.parquet.read_table(tmp_path / "out.parquet")
    assert table.column_names[:3] == ["id", "headline", "summary"]
    for typed, plain in zip(table.to_pylist(), lines(tmp_path / "out.jsonl"), strict=True):
        present = {name: value for name, value in typed.items() if value is not None}
        assert present == plain


def test_parquet_is_written_in_row_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.batch.writers._ROW_GROUP", 10)
    with open_writer(str(tmp_path / "out.parquet")) as writer:
        for number in range(25):
            writer.write(_record(number))
    assert pyarrow.parquet.ParquetFile(tmp_path / "out.parquet").num_row_groups == 3
    assert pyarrow.parquet.read_table(tmp_path / "out.parquet")["id"].to_pylist() == [
        str(n) for n in range(25)
    ]


def test_csv_is_flat_and_complete(tmp_path: Path) -> None:
    with open_writer(str(tmp_path / "out.csv")) as writer:
        writer.write(_record(1))
        writer.write({"id": "bad", "error": {"code": "too_short", "message": "Too short."}})
    data = (tmp_path / "out.csv").read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    good, bad = csv.DictReader(io.StringIO(data.decode(), newline=""))
    assert tuple(good) == FLAT_COLUMNS
    assert good["keypoints"] == "要点一\n要点二"
    assert good["speakers"] == "林远舟 市委书记"
    assert good["headline"] == "=标题"
    assert (bad["id"], bad["error_code"], bad["headline"]) == ("bad", "too_short", "")


@pytest.mark.parametrize(("name", "delimiter"), [("out.csv", ","), ("out.tsv", "\t")])
def test_excel_gets_a_mark_and_no_formulas(tmp_path: Path, name: str, delimiter: str) -> None:
    with open_writer(str(tmp_path / name), excel=True) as writer:
        writer.write(_record(1))
    data = (tmp_path / name).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter)
    assert row["headline"] == "'=标题"


def test_lone_surrogate_in_an_id_does_not_stop_the_run(tmp_path: Path) -> None:
    for name in ("out.jsonl", "out.csv", "out.parquet"):
        with open_writer(str(tmp_path / name)) as writer:
            writer.write({**_record(1), "id": "a\udcff"})
    assert lines(tmp_path / "out.jsonl")[0]["id"] == "a\udcff"


def test_failed_block_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("old", encoding="utf-8")
    with contextlib.suppress(RuntimeError), open_writer(str(tmp_path / "out.jsonl")) as writer:
        writer.write(_record(1))
        raise RuntimeError
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == "old"


def test_unknown_format_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="xlsx"):
        check_format("out.xlsx")


def _record(number: int) -> dict[str, Any]:
    span = [{"start": 0, "end": 2}]
    return {
        "id": number,
        "headline": "=标题",
        "summary": "摘要",
        "keypoints": [{"text": text, "speaker": None, "evidence": span} for text in ("要点一", "要点二")],
        "evidence": {"headline": span, "summary": span},
        "checks": {"supported": True, "findings": [], "repaired": False},
        "article": {"title": None, "source": None, "published_at": None, "body": "正文"},
        "report": {
            "kind": "meeting",
            "event": None,
            "date": None,
            "place": None,
            "speakers": [{"name": "林远舟", "post": "市委书记"}],
        },
        "usage": {"body_chars": 2, "read_chars": 2, "input_tokens": 0, "seconds": None},
        "model": {"name": "extractive", "version": "1"},
    }
