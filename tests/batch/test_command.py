import fcntl
import io
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from click.testing import CliRunner

from summarizer.batch.command import batch, settings_from_options
from summarizer.batch.progress import Progress
from summarizer.batch.runner import run_batch
from summarizer.batch.settings import BatchSettings
from summarizer.cli import main

from .conftest import batch_command, batch_environment, lines, run_command


def test_exit_codes(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert run_command(archive, "-o", out, "--model", "extractive").returncode == 0
    assert run_command(archive, "-o", tmp_path / "out.txt", "--model", "extractive").returncode == 2
    assert run_command(tmp_path / "nowhere", "-o", out, "--model", "extractive").returncode == 3
    assert run_command(archive, "-o", out, "--model", tmp_path / "no-model").returncode == 4
    (archive / "bad.jsonl").write_text("{", encoding="utf-8")
    failed = run_command(archive, "-o", out, "--model", "extractive")
    assert failed.returncode == 1
    assert "13 in = 12 ok + 1 failed + 0 duplicates + 0 skipped" in failed.stderr
    assert "out.errors.jsonl" in failed.stderr
    assert failed.stdout == ""


def test_quiet_says_nothing(archive: Path, tmp_path: Path) -> None:
    done = run_command(archive, "-o", tmp_path / "out.jsonl", "--model", "extractive", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_dry_run_tells_what_it_would_read_and_writes_nothing(archive: Path, tmp_path: Path) -> None:
    (archive / "x.png").write_bytes(b"")
    (archive / "bad.jsonl").write_text("{", encoding="utf-8")
    done = run_command(archive, "-o", tmp_path / "out.jsonl", "--model", "extractive", "--dry-run")
    assert done.returncode == 0
    assert "12 documents (12 text), 1 unreadable, 1 skipped" in done.stdout
    assert "unsupported type .png" in done.stdout
    assert "'n6'" in done.stdout
    assert "hours" in done.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive"]


def test_plain_lines_when_not_a_terminal(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarizer.batch.progress._EVERY", 0.0)
    said = io.StringIO()
    settings = BatchSettings((str(archive),), str(tmp_path / "out.jsonl"), model="extractive", window=6)
    with Progress(stream=said) as progress:
        run_batch(settings, progress)
    first, *_, last = said.getvalue().splitlines()
    assert re.fullmatch(
        r"\d+( of about \d+)? documents, [\d.]+/s, 0 failed(, about \d:\d\d:\d\d left)?", first
    )
    assert last.startswith("12 ")


@pytest.mark.slow
def test_bar_on_a_terminal(archive: Path, tmp_path: Path) -> None:
    leader, follower = pty.openpty()
    command = batch_command(archive, "-o", tmp_path / "out.jsonl", "--model", "extractive")
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    process = subprocess.Popen(command, env=batch_environment(), stderr=follower)
    os.close(follower)
    shown = b""
    while True:
        try:
            shown += os.read(leader, 4096)
        except OSError:  # the other end is closed
            break
    os.close(leader)
    assert process.wait(60) == 0
    assert "12/12" in shown.decode()
    assert "doc/s" in shown.decode()


def test_budgets_and_columns_reach_the_settings() -> None:
    context = batch.make_context(
        "batch",
        ["in", "-o", "out.csv", "--preset", "sms", "--headline-chars", "12", "--column", "text=正文",
         "--max-document-mb", "2", "--actors", "2-8", "--excel", "--no-report"],
    )  # fmt: skip
    given = {name: value for name, value in context.params.items() if name not in ("dry_run", "quiet")}
    settings = settings_from_options(**given)
    assert (settings.options.headline_chars, settings.options.total_chars) == (12, 70)
    assert settings.read.columns == {"text": "正文"}
    assert settings.read.max_document_bytes == 2 * 1024 * 1024
    assert (settings.actors, settings.excel, settings.report) == ((2, 8), True, False)


@pytest.mark.parametrize("wrong", [["--column", "text"], ["--actors", "8-2"], ["--headline-chars", "1"]])
def test_wrong_options_are_usage_errors(archive: Path, tmp_path: Path, wrong: list[str]) -> None:
    done = CliRunner().invoke(main, ["batch", str(archive), "-o", str(tmp_path / "o.jsonl"), *wrong])
    assert done.exit_code == 2


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom summarizer.cli import main\n"
        "assert CliRunner().invoke(main, ['batch', '--help']).exit_code == 0\n"
        "print([name for name in ('pyarrow', 'ray', 'torch', 'transformers') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=batch_environment(), capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_digest_and_csv_from_the_command_line(archive: Path, tmp_path: Path) -> None:
    arguments = ("--excel", "--digest", tmp_path / "d", "--digest-by", "folder", "--limit", 4)
    done = run_command(archive, "-o", tmp_path / "out.csv", "--model", "extractive", *arguments)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (tmp_path / "d" / "index.md").exists()
    assert json.loads((tmp_path / "out.report.json").read_text(encoding="utf-8"))["total"] == 4
    assert lines(tmp_path / "out.errors.jsonl") == []
