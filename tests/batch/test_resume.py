"""Interruptions, with real processes: whatever is torn, the resumed run ends with the same bytes."""

import itertools
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.errors import BatchError

from .conftest import batch_command, batch_environment, lines, meeting, run, run_command, write_jsonl

_COMPARED = ("out.jsonl", "out.errors.jsonl", "out.duplicates.jsonl")


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Enough documents for many windows, with failures and duplicates among them."""
    folder = tmp_path / "in"
    folder.mkdir()
    write_jsonl(folder / "a.jsonl", range(120))
    write_jsonl(folder / "b.jsonl", range(110, 140))
    (folder / "c.jsonl").write_text('{"id": 1}\n{"body": "短"}\n', encoding="utf-8")
    return folder


def outputs(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in _COMPARED]


def segments(ledger: Path) -> list[Path]:
    return sorted(ledger.rglob("*.zst"))


@pytest.mark.slow
def test_killed_at_random_instants(large: Path, tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    run(large, tmp_path / "whole" / "out.jsonl", window=4)
    (tmp_path / "torn").mkdir()
    command = batch_command(
        large, "-o", tmp_path / "torn" / "out.jsonl", "--model", "extractive", "--window", 8
    )
    generator = random.Random(8)
    kills = 0
    for _ in range(6):
        process = subprocess.Popen(command, env=batch_environment(), stderr=subprocess.DEVNULL)
        before = len(segments(tmp_path / "torn"))
        target = before + generator.randint(1, 6)
        while process.poll() is None and len(segments(tmp_path / "torn")) < target:
            time.sleep(0.005)
        time.sleep(generator.random() * 0.05)
        if process.poll() is None:
            process.kill()
            kills += 1
        process.wait()
    assert kills >= 3
    assert run(large, tmp_path / "torn" / "out.jsonl", window=4).total == 152
    assert outputs(tmp_path / "torn") == outputs(tmp_path / "whole")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_the_run_politely(large: Path, tmp_path: Path, number: int) -> None:
    command = batch_command(large, "-o", tmp_path / "out.jsonl", "--model", "extractive", "--window", 2)
    process = subprocess.Popen(
        command,
        env=batch_environment(),
        stderr=subprocess.PIPE,
        text=True,
        # A shell's background job hands down SIGINT ignored, and so would the test runner started in one.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while process.poll() is None and len(segments(tmp_path)) < 3:
        time.sleep(0.005)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "again" in said
    assert not (tmp_path / "out.jsonl").exists()


def test_truncated_last_segment_is_computed_again(large: Path, tmp_path: Path) -> None:
    run(large, tmp_path / "out.jsonl", window=20)
    expected = outputs(tmp_path)
    for kept in (0, 1, 40, -1):
        last = segments(tmp_path)[2]
        last.write_bytes(last.read_bytes()[:kept])
        (tmp_path / "out.jsonl").unlink()
        assert 0 < run(large, tmp_path / "out.jsonl", window=20).computed <= 20
        assert outputs(tmp_path) == expected


def test_power_cut_that_also_lost_the_index(large: Path, tmp_path: Path) -> None:
    run(large, tmp_path / "out.jsonl", window=20)
    expected = outputs(tmp_path)
    index = tmp_path / "out.jsonl.ledger" / "index.sqlite"
    for damage in (b"", b"rubbish" * 1000):
        index.write_bytes(damage)
        segments(tmp_path)[3].write_bytes(b"")
        assert 0 < run(large, tmp_path / "out.jsonl", window=20).computed <= 20
        assert outputs(tmp_path) == expected
    shutil.rmtree(tmp_path / "out.jsonl.ledger" / "segments")
    assert run(large, tmp_path / "out.jsonl", window=20).computed == 140
    assert outputs(tmp_path) == expected


def test_full_disk_stops_cleanly_and_the_rest_follows(large: Path, tmp_path: Path) -> None:
    """A file size limit makes the kernel refuse a write in the middle, as a full disk does."""
    resource = pytest.importorskip("resource")  # POSIX only
    (tmp_path / "whole").mkdir()
    run(large, tmp_path / "whole" / "out.jsonl", window=20)
    (tmp_path / "full").mkdir()

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    arguments = (large, "-o", tmp_path / "full" / "out.jsonl", "--model", "extractive", "--window", 20)
    stopped = run_command(*arguments, preexec_fn=small_files)
    assert stopped.returncode == 2
    assert "space" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    assert not (tmp_path / "full" / "out.jsonl").exists()
    done = len(segments(tmp_path / "full"))
    assert done > 0
    resumed = run(large, tmp_path / "full" / "out.jsonl", window=20)
    assert resumed.computed < 140
    assert outputs(tmp_path / "full") == outputs(tmp_path / "whole")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with little space."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(folder)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("mounting a file system needs root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_disk_that_is_really_full(large: Path, tmp_path: Path, small_disk: Path) -> None:
    (tmp_path / "whole").mkdir()
    run(large, tmp_path / "whole" / "out.jsonl", window=20)
    with pytest.raises(BatchError, match="space"):
        run(large, small_disk / "out.jsonl", window=20)
    assert not (small_disk / "out.jsonl").exists()
    kept = len(segments(small_disk))
    assert kept > 0
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    resumed = run(large, small_disk / "out.jsonl", window=20)
    assert resumed.computed <= 140 - 20 * (kept - 2)
    assert outputs(small_disk) == outputs(tmp_path / "whole")


def test_window_size_does_not_change_the_output(large: Path, tmp_path: Path) -> None:
    results = []
    for window in (7, 33, 1000):
        folder = tmp_path / str(window)
        folder.mkdir()
        run(large, folder / "out.jsonl", window=window)
        results.append(outputs(folder))
    assert all(first == second for first, second in itertools.pairwise(results))


def test_counts_reconcile_with_the_rows(large: Path, tmp_path: Path) -> None:
    statistics = run(large, tmp_path / "out.jsonl")
    rows = lines(tmp_path / "out.jsonl")
    assert (
        statistics.total
        == statistics.ok + statistics.failed + statistics.duplicates + statistics.skipped
        == 152
    )
    assert (statistics.ok, statistics.duplicates, statistics.failed) == (140, 10, 2)
    assert sum("error" in row for row in rows) == statistics.failed
    assert len(lines(tmp_path / "out.duplicates.jsonl")) == statistics.duplicates
    assert {row["article"]["body"] for row in rows if "error" not in row} == {meeting(n) for n in range(140)}
