import json
import re
from pathlib import Path

import pytest

from summarizer.batch.digest import Digest
from summarizer.batch.processing import Outcome
from summarizer.batch.report import render_report
from summarizer.batch.settings import BatchSettings
from summarizer.batch.statistics import Statistics

from .conftest import lines, meeting, run


def test_digest_by_day(tmp_path: Path) -> None:
    days = ["2024-04-09", "2024-04-10 08:00", None, "2024-04-09"]
    source = tmp_path / "in.jsonl"
    records = [{"body": meeting(n), "published_at": day, "title": f"原题{n}"} for n, day in enumerate(days)]
    source.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    run(source, tmp_path / "out.jsonl", digest=str(tmp_path / "digest"))
    rows = lines(tmp_path / "out.jsonl")
    page = (tmp_path / "digest" / "2024-04-09.md").read_text(encoding="utf-8")
    assert page.startswith("# 2024年4月9日 新闻摘要")
    assert page.index(rows[0]["headline"]) < page.index(rows[3]["headline"])
    assert rows[1]["headline"] not in page
    assert "原题：原题0" in page
    index = (tmp_path / "digest" / "index.md").read_text(encoding="utf-8")
    assert "[2024年4月9日 新闻摘要：2篇](<2024-04-09.md>)" in index
    linked = set(re.findall(r"<([^>]+)>\)", index))
    assert linked | {"index.md"} == {path.name for path in (tmp_path / "digest").iterdir()}
    assert len(linked) >= 3


def test_digest_by_folder_in_html(archive: Path, tmp_path: Path) -> None:
    run(archive, tmp_path / "o.jsonl", digest=str(tmp_path / "d"), digest_by="folder", digest_format="html")
    north = (tmp_path / "d" / "北部.html").read_text(encoding="utf-8")
    assert north.count("<h2>") == 3
    assert '<meta charset="utf-8">' in north


@pytest.mark.parametrize("form", ["md", "html"])
def test_digest_names_stay_in_the_folder_and_apart(tmp_path: Path, form: str) -> None:
    settings = BatchSettings(
        ("in",), "o.jsonl", digest=str(tmp_path / "d"), digest_by="folder", digest_format=form
    )
    digest = Digest(settings)
    for folder in ("../../escape", "a/b", "a_b", "A_B", "", "长" * 200):
        digest.add(_outcome(folder, "<b>标题</b>"))
    digest.write()
    pages = list((tmp_path / "d").iterdir())
    assert len(pages) == 7
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d"]
    if form == "html":
        assert not any("<b>标题" in page.read_text(encoding="utf-8") for page in pages)


def test_digest_splits_long_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.batch.digest._PAGE", 2)
    digest = Digest(BatchSettings(("in",), "o.jsonl", digest=str(tmp_path), digest_by="folder"))
    for number in range(5):
        digest.add(_outcome("x", f"第{number}条"))
    digest.write()
    pages = [(tmp_path / name).read_text(encoding="utf-8") for name in ("x.md", "x-2.md", "x-3.md")]
    assert ["第4条" in page for page in pages] == [False, False, True]


def test_report_shows_counts_charts_and_failures(archive: Path, tmp_path: Path) -> None:
    (archive / "<script>.jsonl").write_text("{", encoding="utf-8")
    (archive / "x.jpg").write_bytes(b"")
    run(archive, tmp_path / "out.jsonl", window=3)
    page = (tmp_path / "out.report.html").read_text(encoding="utf-8")
    assert page.count("<svg") >= 5
    assert "invalid_record" in page
    assert "unsupported type .jpg" in page
    assert "&lt;script&gt;.jsonl:1" in page
    assert not re.search(r"<script|src=|href=", page)
    counts = json.loads((tmp_path / "out.report.json").read_text(encoding="utf-8"))
    assert (counts["total"], counts["ok"], counts["failed"], counts["skipped"]) == (14, 12, 1, 1)


def test_report_of_a_run_without_documents() -> None:
    assert "<h1>" in render_report(BatchSettings(("in",), "out.jsonl"), Statistics())


def _outcome(folder: str, headline: str) -> Outcome:
    record = {
        "headline": headline,
        "summary": "摘要",
        "keypoints": [{"text": "要点", "speaker": "林远舟", "evidence": []}],
        "checks": {"findings": [{"message": "数字不符"}]},
        "article": {"title": "*题*", "source": None, "published_at": None, "body": "正文"},
        "report": {"date": None},
    }
    return Outcome("1", "where", folder, "ok", b"k", record)
