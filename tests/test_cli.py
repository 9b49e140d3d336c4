"""The command line as a user runs it: a real process, its output, its exit code, never a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "summarizer", *arguments], input=stdin, capture_output=True, timeout=120
    )


def test_help_names_every_verb() -> None:
    result = run("--help")
    assert result.returncode == 0
    for verb in (b"summarize", b"batch", b"serve", b"check", b"evaluate", b"models"):
        assert verb in result.stdout


def test_summarize_prints_readable_chinese() -> None:
    result = run("summarize", str(EXAMPLES / "innovation_meeting.txt"), "--model", "extractive")
    assert result.returncode == 0, result.stderr.decode()
    text = result.stdout.decode()
    assert "【标题】" in text
    assert "【摘要】" in text
    assert "【核对】" in text


def test_summarize_json_reads_standard_input_and_keeps_budgets() -> None:
    data = (EXAMPLES / "innovation_meeting.txt").read_bytes()
    result = run(
        "summarize", "-", "--format", "json", "--model", "extractive", "--headline-chars", "18",
        "--summary-chars", "60", "--keypoints", "2", stdin=data,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr.decode()
    summary = json.loads(result.stdout)
    assert 0 < len(summary["headline"]) <= 18
    assert 0 < len(summary["summary"]) <= 60
    assert len(summary["keypoints"]) <= 2
    body = summary["article"]["body"]
    for point in summary["keypoints"]:
        assert all(body[span["start"] : span["end"]] for span in point["evidence"])


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "says"),
    [
        (("summarize", "no-such-file.txt"), b"", 3, b"unreadable_file"),
        (("summarize", "-", "--model", "extractive"), b"", 3, b"empty_input"),
        (("summarize", "-", "--model", "extractive"), b"\x89PNG\r\n\x1a\n" + bytes(2000), 3, b"binary_input"),
        (
            ("summarize", "-", "--model", "extractive"),
            b"All quiet on the western front. " * 20,
            3,
            b"not_chinese",
        ),
        (("summarize", "-", "--preset", "telegraph"), b"", 2, b"telegraph"),
        (("summarize", "-", "--headline-chars", "1"), b"", 2, b"headline_chars"),
        (
            ("summarize", "-", "--model", "./no-such-model"),
            "四月，会议召开。".encode() * 30,
            4,
            b"model_not_found",
        ),
        (("nonsense",), b"", 2, b"nonsense"),
    ],
)
def test_bad_calls_exit_with_their_code_and_one_sentence(
    arguments: tuple[str, ...], stdin: bytes, code: int, says: bytes
) -> None:
    result = run(*arguments, stdin=stdin)
    assert result.returncode == code, result.stderr.decode()
    assert says in result.stderr
    assert b"Traceback" not in result.stderr


def test_check_finds_a_wrong_name_and_passes_a_right_text(tmp_path: Path) -> None:
    source = EXAMPLES / "innovation_meeting.txt"
    right, wrong = tmp_path / "right.txt", tmp_path / "wrong.txt"
    body = json.loads(run("summarize", str(source), "--format", "json", "--model", "extractive").stdout)
    right.write_text(body["summary"], encoding="utf-8")
    name = body["report"]["speakers"][0]["name"]
    wrong.write_text(
        body["report"]["speakers"][0]["name"][0] + "不凡强调，要加强科技创新。", encoding="utf-8"
    )
    assert run("check", str(source), str(right)).returncode == 0
    failed = run("check", str(source), str(wrong), "--format", "json")
    assert failed.returncode == 1
    findings = json.loads(failed.stdout)
    assert any(finding["kind"] == "name" for finding in findings), (name, findings)
