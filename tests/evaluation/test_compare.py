"""Frames, the terminal's table, JSON and the HTML report, from the project's own references."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from summarizer.cli import main
from summarizer.errors import InputError, UsageError
from summarizer.evaluation import Output, compare, read_references, report
from summarizer.evaluation.figures import COLORS, interval_plot, scatter_plot

REFERENCES = Path(__file__).parents[2] / "notebooks" / "data" / "references.jsonl"


@pytest.fixture(scope="module")
def references():
    return read_references(REFERENCES)


@pytest.fixture(scope="module")
def systems(references):
    """The references' own texts with one false number, and the bodies' first characters."""
    gold = [Output(one.id, one.headline, one.summary, one.keypoints) for one in references]
    gold[0] = Output(
        gold[0].id, gold[0].headline, gold[0].summary.replace("1000家", "9000家"), gold[0].keypoints
    )
    lead = [Output(one.id, one.body[:30], one.body[:130], (one.body[:20],)) for one in references]
    return {"人工": gold, "lead": lead}


@pytest.fixture(scope="module")
def comparison(references, systems):
    return compare(references, systems)


def test_frames_hold_every_system_and_document(comparison, references):
    assert len(comparison.documents) == 2 * len(references)
    assert set(comparison.table["system"]) == {"人工", "lead"}
    row = comparison.table.query("system == '人工' and measure == 'headline_rl'").iloc[0]
    assert (row["mean"], row["low"], row["high"], row["documents"]) == (1, 1, 1, len(references))
    assert comparison.wide(["headline_rl"]).loc["headline_rl", "人工"] == 100


def test_the_better_system_is_better(comparison):
    differences = comparison.differences.set_index("measure")
    assert differences.loc["summary_rl", "low"] > 0
    assert differences.loc["summary_rl", "p_value"] < 0.05
    assert comparison.wide().loc["over_budget", "lead"] == 1


def test_the_false_number_is_found_and_findings_come_first(comparison, references):
    false = comparison.findings.query("system == '人工' and text.str.contains('9000')", engine="python")
    assert list(false["id"].unique()) == [references[0].id]
    counts = [len(one.findings) for one in comparison.worst()]
    assert counts == sorted(counts, reverse=True)


def test_an_incomplete_system_is_refused(references, systems):
    with pytest.raises(InputError):
        compare(references, {"半数": systems["lead"][:3]}, check=False)
    with pytest.raises(UsageError):
        compare([], systems)


def test_json_is_strict_and_complete(comparison, references):
    data = json.loads(report.to_json(comparison), parse_constant=pytest.fail)
    assert data["tokenizer"] == "char+word"
    assert len(data["documents"]) == 2 * len(references)
    assert data["systems"]["人工"]["findings_by_kind"]["number"] >= 1
    assert data["systems"]["lead"]["measures"]["facts"]["documents"] == len(references)


def test_html_needs_nothing_else_and_shows_the_worst_first(comparison, references):
    page = report.to_html(comparison, cases=2)
    assert not [
        link for link in ("src=", "<link", "@import", "http://", "https://") if link in _without_xmlns(page)
    ]
    assert page.count("<article>") == 2
    assert f"<h3>1. {comparison.worst()[0].reference.id}</h3>" in page
    assert '<mark class="found"' in page


def _without_xmlns(page: str) -> str:
    for name in (
        "http://www.w3.org/",
        "http://purl.org/",
        "http://creativecommons.org/",
        "https://matplotlib.org/",
    ):
        page = page.replace(name, "")
    return page


def test_html_escapes_what_a_system_wrote(references):
    outputs = [Output(one.id, "<script>alert(1)</script>", "摘要") for one in references]
    page = report.to_html(compare(references, {"<b>": outputs}, check=False))
    assert "<script>" not in page
    assert "<b>" not in page


@pytest.mark.browser
def test_html_lays_out_in_a_browser(comparison, tmp_path):
    """The reader's fonts are wider or narrower than matplotlib thinks; no label may leave the picture."""
    playwright = pytest.importorskip("playwright.sync_api")
    path = tmp_path / "report.html"
    path.write_text(report.to_html(comparison), encoding="utf-8")
    with playwright.sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(path.as_uri())
        assert page.locator("article").count() == len(comparison.measured["lead"])
        left = page.locator("svg").first.bounding_box()["x"]
        labels = page.locator("svg text", has_text="必备事实").all()
        assert labels
        assert all(label.bounding_box()["x"] >= left for label in labels)
        browser.close()


def test_marks_cover_the_text_once():
    runs = report.marks("澜川召开大会", "会议在澜川召开")
    assert runs == [("shared", "澜川召开"), ("", "大会")]
    assert report.marks("甲乙", None) == [("", "甲乙")]


def test_figures_leave_chinese_to_the_reader_s_fonts(comparison, recwarn):
    svg = interval_plot(comparison.table, ["headline_rl", "facts_with_keypoints"]).svg
    assert ">必备事实（含要点）</text>" in svg
    assert ">人工</text>" in svg
    assert COLORS[1].lower() in svg.lower()
    assert not [warning for warning in recwarn if "Glyph" in str(warning.message)]
    assert ">字数</text>" in scatter_plot([1, 2], [3, 4], "字数", "得分").svg


def test_command_prints_the_table_and_writes_the_report(systems, tmp_path):
    paths = {}
    for name, outputs in systems.items():
        paths[name] = tmp_path / f"{name}.jsonl"
        lines = [
            {"id": one.id, "headline": one.headline, "summary": one.summary, "keypoints": list(one.keypoints)}
            for one in outputs
        ]
        paths[name].write_text(
            "\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8"
        )
    page = tmp_path / "report.html"
    arguments = ["evaluate", "--references", str(REFERENCES), "--outputs", str(paths["人工"])]
    arguments += ["--against", f"首段={paths['lead']}"]
    result = CliRunner().invoke(main, [*arguments, "--html", str(page)])
    assert result.exit_code == 0, result.output
    assert "人工 minus 首段, paired" in result.output
    assert "headline_rl" in result.output
    assert "首段" in page.read_text(encoding="utf-8")

    result = CliRunner().invoke(main, [*arguments, "--format", "json", "--no-check", "--preset", "sms"])
    assert result.exit_code == 0, result.output
    assert "supported" not in json.loads(result.output)["systems"]["首段"]["measures"]

    renamed = paths["lead"].rename(tmp_path / "首段.jsonl")
    result = CliRunner().invoke(main, [*arguments, "--against", str(renamed)])
    assert result.exit_code == 2
    result = CliRunner().invoke(
        main, ["evaluate", "--references", "none.jsonl", "--outputs", str(paths["人工"])]
    )
    assert result.exit_code == 3


def test_the_command_loads_pandas_only_when_used():
    code = "import sys, summarizer.evaluation.command; sys.exit(bool({'pandas', 'scipy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_frames_are_frames(comparison):
    for frame in (comparison.documents, comparison.table, comparison.differences, comparison.findings):
        assert isinstance(frame, pd.DataFrame)
