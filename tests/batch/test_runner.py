import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from summarizer.batch.runner import run_batch
from summarizer.batch.settings import BatchSettings
from summarizer.datamodels import Article, Summary
from summarizer.errors import (
    BackendUnavailableError,
    LedgerError,
    SummarizerError,
    UnreadableFileError,
    UsageError,
)
from summarizer.options import SummaryOptions
from summarizer.pipeline import Summarizer

from .conftest import lines, meeting, run, write_jsonl


def test_one_row_per_document_in_input_order(archive: Path, tmp_path: Path) -> None:
    (archive / "broken.jsonl").write_text("{", encoding="utf-8")
    statistics = run(archive, tmp_path / "out.jsonl")
    rows = lines(tmp_path / "out.jsonl")
    assert [row["id"] for row in rows] == [
        "broken.jsonl#1", *(f"n{number}" for number in range(6, 12)),
        "北部/1.txt", "北部/3.txt", "北部/5.txt", "南部/0.txt", "南部/2.txt", "南部/4.txt",
    ]  # fmt: skip
    assert rows[0]["error"]["code"] == "invalid_record"
    assert rows[1]["article"]["body"] == meeting(6)
    assert rows[1]["usage"]["seconds"] is None
    assert (statistics.total, statistics.ok, statistics.failed) == (13, 12, 1)
    (failure,) = lines(tmp_path / "out.errors.jsonl")
    assert failure["where"] == f"{archive}/broken.jsonl:1"
    assert failure["code"] == "invalid_record"


def test_summaries_equal_those_of_the_library(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "in.jsonl", range(30))
    run(tmp_path / "in.jsonl", tmp_path / "out.jsonl", window=7)
    summarizer = Summarizer("extractive")
    for row in lines(tmp_path / "out.jsonl"):
        expected = summarizer.summarize(Article(meeting(int(row["id"][1:])))).to_dict()
        expected["usage"]["seconds"] = None
        assert row == {**expected, "id": row["id"]}


def test_second_run_computes_nothing_and_writes_the_same(archive: Path, tmp_path: Path) -> None:
    first = run(archive, tmp_path / "out.jsonl")
    before = (tmp_path / "out.jsonl").read_bytes()
    second = run(archive, tmp_path / "out.jsonl")
    assert (first.computed, second.computed) == (12, 0)
    assert (tmp_path / "out.jsonl").read_bytes() == before


def test_only_new_and_changed_documents_are_computed(archive: Path, tmp_path: Path) -> None:
    run(archive, tmp_path / "out.jsonl")
    (archive / "北部" / "1.txt").write_text(meeting(100), encoding="utf-8")
    (archive / "新.txt").write_text(meeting(101), encoding="utf-8")
    assert run(archive, tmp_path / "out.jsonl").computed == 2
    assert len(lines(tmp_path / "out.jsonl")) == 13


def test_changed_options_recompute_and_changing_back_does_not(archive: Path, tmp_path: Path) -> None:
    run(archive, tmp_path / "out.jsonl")
    short = SummaryOptions(summary_chars=50)
    assert run(archive, tmp_path / "out.jsonl", options=short).computed == 12
    assert all(len(row["summary"]) <= 50 for row in lines(tmp_path / "out.jsonl"))
    assert run(archive, tmp_path / "out.jsonl").computed == 0


def test_equal_documents_are_computed_once_and_reported(tmp_path: Path) -> None:
    records = [
        {"id": name, "body": meeting(number)} for name, number in (("a", 1), ("b", 2), ("c", 1), ("d", 1))
    ]
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    statistics = run(source, tmp_path / "out.jsonl", window=2)
    assert (statistics.ok, statistics.duplicates, statistics.computed) == (2, 2, 2)
    assert [row["id"] for row in lines(tmp_path / "out.jsonl")] == ["a", "b", "c", "d"]
    assert lines(tmp_path / "out.duplicates.jsonl") == [
        {"id": "c", "duplicate_of": "a", "where": f"{source}:3"},
        {"id": "d", "duplicate_of": "a", "where": f"{source}:4"},
    ]


def test_shared_ids_are_echoed_and_counted(tmp_path: Path) -> None:
    records = [{"id": 1, "body": meeting(1)}, {"id": "1", "body": meeting(2)}, {"id": 1, "body": meeting(3)}]
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    statistics = run(source, tmp_path / "out.jsonl")
    assert [row["id"] for row in lines(tmp_path / "out.jsonl")] == [1, "1", 1]
    assert statistics.shared_ids == 1


def test_retry_takes_only_what_failed(archive: Path, tmp_path: Path) -> None:
    (archive / "短.txt").write_text("太短。", encoding="utf-8")
    (archive / "二进制.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    first = run(archive, tmp_path / "out.jsonl")
    assert first.failed == 2
    (archive / "短.txt").write_text(meeting(50), encoding="utf-8")
    (archive / "new.txt").write_text(meeting(51), encoding="utf-8")
    second = run(archive, tmp_path / "out.jsonl", retry_failed=True)
    assert (second.computed, second.ok, second.failed, second.skipped) == (1, 13, 1, 1)
    assert dict(second.reasons) == {"not tried before (--retry-failed)": 1}
    third = run(archive, tmp_path / "out.jsonl", retry_failed=True)
    assert (third.computed, third.ok, third.failed) == (0, 13, 1)


def test_failures_are_remembered_until_retried(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = meeting(3)
    with monkeypatch.context() as patch:
        patch.setattr("summarizer.pipeline.Summarizer", _failing_on(bad, RuntimeError("a bug")))
        first = run(archive, tmp_path / "out.jsonl")
    assert (first.ok, first.failed, dict(first.errors)) == (11, 1, {"backend_failed": 1})
    assert run(archive, tmp_path / "out.jsonl").failed == 1
    assert run(archive, tmp_path / "out.jsonl", retry_failed=True).ok == 12


def test_service_that_is_down_stops_the_run_and_keeps_what_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_jsonl(tmp_path / "in.jsonl", range(20))
    with monkeypatch.context() as patch:
        patch.setattr(
            "summarizer.pipeline.Summarizer", _failing_on(meeting(12), BackendUnavailableError("no answer"))
        )
        with pytest.raises(BackendUnavailableError):
            run(tmp_path / "in.jsonl", tmp_path / "out.jsonl", window=5)
    assert not (tmp_path / "out.jsonl").exists()
    assert run(tmp_path / "in.jsonl", tmp_path / "out.jsonl", window=5).computed == 10


def test_limit_and_sample(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "in.jsonl", range(200))
    assert run(tmp_path / "in.jsonl", tmp_path / "out.jsonl", limit=7).total == 7
    assert [row["id"] for row in lines(tmp_path / "out.jsonl")] == [f"n{number}" for number in range(7)]
    exact = run(tmp_path / "in.jsonl", tmp_path / "out.jsonl", sample=30)
    assert (exact.ok, exact.skipped) == (30, 170)
    chosen = (tmp_path / "out.jsonl").read_bytes()
    assert run(tmp_path / "in.jsonl", tmp_path / "out.jsonl", sample=30).computed == 0
    assert (tmp_path / "out.jsonl").read_bytes() == chosen
    share = run(tmp_path / "in.jsonl", tmp_path / "out.jsonl", sample=0.2)
    assert 20 <= share.ok <= 60


def test_mistakes_are_found_before_anything_is_written(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        run(archive, tmp_path / "out.xlsx")
    with pytest.raises(UsageError):
        run(archive, tmp_path / "out.jsonl", sample=2.5)
    with pytest.raises(UnreadableFileError):
        run(tmp_path / "nowhere", tmp_path / "out.jsonl")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableFileError):
        run(tmp_path / "empty", tmp_path / "out.jsonl")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive", "empty"]


def test_two_runs_cannot_share_a_ledger(archive: Path, tmp_path: Path) -> None:
    from summarizer.batch.ledger import Ledger

    ledger = Ledger(str(tmp_path / "out.jsonl.ledger"))
    try:
        with pytest.raises(LedgerError):
            run(archive, tmp_path / "out.jsonl")
    finally:
        ledger.close()


def test_windows_are_sorted_by_length_for_the_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    class Watching(Summarizer):
        def summarize_many(
            self, sources: Iterable[str | bytes | Article], options: SummaryOptions | None = None
        ) -> Iterator[Summary | SummarizerError]:
            sources = list(sources)
            seen.extend(len(source.body) for source in sources if isinstance(source, Article))
            return super().summarize_many(sources, options)

    monkeypatch.setattr("summarizer.pipeline.Summarizer", Watching)
    write_jsonl(tmp_path / "in.jsonl", range(20))
    run(tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    assert seen == sorted(seen)
    assert len(set(seen)) > 3
    assert [row["id"] for row in lines(tmp_path / "out.jsonl")] == [f"n{number}" for number in range(20)]


def test_remote_ledger_and_output(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fsspec

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    settings = BatchSettings(
        (str(archive),),
        "memory://results/out.jsonl",
        model="extractive",
        ledger=f"memory://{tmp_path.name}/ledger",
    )
    assert run_batch(settings).computed == 12
    first = fsspec.filesystem("memory").cat("/results/out.jsonl")
    for index in (tmp_path / "cache").rglob("index.sqlite*"):
        index.unlink()  # another machine: everything comes back from the segments
    assert run_batch(settings).computed == 0
    assert fsspec.filesystem("memory").cat("/results/out.jsonl") == first


def _failing_on(body: str, error: Exception) -> type[Summarizer]:
    """A summarizer that raises on one article, in the middle of whatever batch it is in."""

    class Failing(Summarizer):
        def summarize_many(
            self, sources: Iterable[str | bytes | Article], options: SummaryOptions | None = None
        ) -> Iterator[Summary | SummarizerError]:
            for source in sources:
                if isinstance(source, Article) and source.body == body:
                    raise error
                yield from super().summarize_many([source], options)

    return Failing
