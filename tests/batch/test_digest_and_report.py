import json
import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from summarizer.batch import labels
from summarizer.batch.charts import histogram
from summarizer.batch.digest import Digest
from summarizer.batch.processing import Outcome
from summarizer.batch.report import render_report
from summarizer.batch.settings import BatchSettings
from summarizer.batch.statistics import Statistics
from summarizer.check.issues import Kind
from summarizer.errors import InputError, ModelError, SummarizerError
from summarizer.options import SummaryOptions

from .conftest import lines, meeting, run


def test_digest_by_day(tmp_path: Path) -> None:
    days = ["2024-04-09", "2024-04-10 08:00", None, "2024-04-09"]
    source = tmp_path / "in.jsonl"
    records = [{"body": meeting(n), "published_at": day, "title": f"原题{n}"} for n, day in enumerate(days)]
    source.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    run(source, tmp_path / "out.jsonl", digest=str(tmp_path / "digest"))
    rows = lines(tmp_path / "out.jsonl")
    page = (tmp_path / "digest" / "2024-04-09.md").read_text(encoding="utf-8")
    assert page.startswith("# 2024年4月9日 星期二 新闻摘要")
    assert page.index(rows[0]["headline"]) < page.index(rows[3]["headline"])
    assert rows[1]["headline"] not in page
    assert "原题：原题0" in page
    index = (tmp_path / "digest" / "index.md").read_text(encoding="utf-8")
    assert "[2024年4月9日 星期二](<2024-04-09.md>) 2 篇" in index
    linked = set(re.findall(r"<([^>]+)>\)", index))
    assert linked | {"index.md"} == {path.name for path in (tmp_path / "digest").iterdir()}
    assert len(linked) >= 3


def test_what_has_no_date_comes_last(tmp_path: Path) -> None:
    digest = Digest(BatchSettings(("in",), "o.jsonl", digest=str(tmp_path)))
    for day in (None, "2024-04-10", "2023-12-31"):
        outcome = _outcome("x", "标题")
        assert outcome.record is not None
        outcome.record["article"]["published_at"] = day
        digest.add(outcome)
    digest.write()
    index = (tmp_path / "index.md").read_text(encoding="utf-8")
    assert re.findall(r"\[(.*?)\]", index) == ["2023年12月31日 星期日", "2024年4月10日 星期三", "日期不详"]


def test_digest_by_folder_in_html(archive: Path, tmp_path: Path) -> None:
    run(archive, tmp_path / "o.jsonl", digest=str(tmp_path / "d"), digest_by="folder", digest_format="html")
    north = (tmp_path / "d" / "北部.html").read_text(encoding="utf-8")
    assert north.count("<h2>") == 3
    assert (
        set(re.findall(r'href="#(\d)"', north))
        == set(re.findall(r'article id="(\d)"', north))
        == {"1", "2", "3"}
    )
    assert 'href="%E5%8C%97%E9%83%A8.html"' in (tmp_path / "d" / "index.html").read_text(encoding="utf-8")
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


def test_digest_names_a_speaker_once(tmp_path: Path) -> None:
    digest = Digest(BatchSettings(("in",), "o.jsonl", digest=str(tmp_path), digest_by="folder"))
    outcome = _outcome("x", "标题")
    assert outcome.record is not None
    outcome.record["keypoints"].append(
        {"text": "省委书记林远舟：再创辉煌", "speaker": "林远舟", "evidence": []}
    )
    digest.add(outcome)
    digest.write()
    (page,) = (path for path in tmp_path.iterdir() if path.name != "index.md")
    text = page.read_text(encoding="utf-8")
    assert "林远舟**：要点" in text
    assert "省委书记林远舟：再创辉煌" in text
    assert text.count("林远舟") == 2


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
    assert "不支持的格式 .jpg" in page
    assert "&lt;script&gt;.jsonl:1" in page
    assert not re.search(r"<script|src=|href=", page)
    counts = json.loads((tmp_path / "out.report.json").read_text(encoding="utf-8"))
    assert (counts["total"], counts["ok"], counts["failed"], counts["skipped"]) == (14, 12, 1, 1)


def test_report_says_with_what_and_what_came_of_it(archive: Path, tmp_path: Path) -> None:
    run(archive, tmp_path / "out.jsonl", options=SummaryOptions(headline_chars=22))
    page = (tmp_path / "out.report.html").read_text(encoding="utf-8")
    assert "12 篇全部完成" in page
    assert "extractive 1" in page
    assert "标题 22 字" in page
    (archive / "短.txt").write_text("短", encoding="utf-8")
    run(archive, tmp_path / "out.jsonl", options=SummaryOptions(headline_chars=22))
    page = (tmp_path / "out.report.html").read_text(encoding="utf-8")
    assert "12 篇完成，1 篇失败" in page
    assert "太短" in page
    assert "out.errors.jsonl" in page


def test_everything_that_can_go_wrong_has_a_chinese_name() -> None:
    codes = {error.code for error in _below(InputError) | _below(ModelError)}
    assert codes <= set(labels.ERRORS)
    assert set(get_args(Kind)) <= set(labels.FINDINGS)
    assert labels.reason("unsupported type .jpg") == "不支持的格式 .jpg"
    assert labels.reason("WARC response with status 404") == "网页存档里的失败响应： 404"
    assert labels.reason("WARC request record") == "网页存档里的其他记录： request record"


def _below(error: type[SummarizerError]) -> set[type[SummarizerError]]:
    return {kind for child in error.__subclasses__() for kind in {child} | _below(child)}


def test_far_outliers_do_not_flatten_a_histogram() -> None:
    drawn = histogram(Counter({300: 50, 400: 80, 500: 40, 20_000: 1}), "正文字数", "字", 100)
    assert "一半不超过 499 字" in drawn
    assert drawn.count("<rect") == 13
    assert "≥1,500" in drawn
    assert "≥" not in histogram(Counter({17: 3, 30: 1}), "标题字数", "字")
    assert histogram(Counter({0: 1}), "", "").count("<rect") == 1


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
