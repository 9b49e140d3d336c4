"""Equal keys mean equal results: whatever can change a result changes its key."""

import shutil
from pathlib import Path

import pytest

import summarizer
from summarizer.batch import keys
from summarizer.batch.fingerprint import digest_of, library_digest
from summarizer.batch.keys import task_key
from summarizer.datamodels import ModelInfo
from summarizer.options import SummaryOptions

from .conftest import run, write_jsonl


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the library that may be edited; weights stay behind."""
    kept = shutil.ignore_patterns("_models", "__pycache__")
    return shutil.copytree(Path(summarizer.__file__).parent, tmp_path / "summarizer", ignore=kept)


@pytest.mark.parametrize(
    "name",
    ["pipeline.py", "options.py", "compose/headlines/ranking.py", "check/checker.py", "article/reading.py",
     "data/verbs.txt", "data/salience.json", "backends/extractive.py", "batch/cleaning.py"],
)  # fmt: skip
def test_what_shapes_results_changes_the_digest(package: Path, name: str) -> None:
    before = digest_of(package)
    with (package / name).open("a", encoding="utf-8") as stream:
        stream.write("\n")
    assert digest_of(package) != before


@pytest.mark.parametrize(
    "name",
    ["cli.py", "batch/report.py", "evaluation/rouge.py", "_models/small/notes.md", "text/__pycache__/a.pyc",
     "data/.verbs.txt.swp"],
)  # fmt: skip
def test_what_does_not_leaves_it(package: Path, name: str) -> None:
    before = digest_of(package)
    (package / name).parent.mkdir(parents=True, exist_ok=True)
    with (package / name).open("a", encoding="utf-8") as stream:
        stream.write("\n")
    assert digest_of(package) == before


def test_a_rule_under_another_name_changes_the_digest(package: Path) -> None:
    before = digest_of(package)
    (package / "data" / "verbs.txt").rename(package / "data" / "other.txt")
    assert digest_of(package) != before


def test_changed_rules_recompute_and_changing_back_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_jsonl(tmp_path / "in.jsonl", range(4))
    assert run(tmp_path / "in.jsonl", tmp_path / "out.jsonl").computed == 4
    with monkeypatch.context() as patch:
        patch.setattr(keys, "library_digest", lambda: "other rules")
        assert run(tmp_path / "in.jsonl", tmp_path / "out.jsonl").computed == 4
    assert run(tmp_path / "in.jsonl", tmp_path / "out.jsonl").computed == 0


def test_model_options_and_lexicon_are_part_of_the_task(tmp_path: Path) -> None:
    model, other = ModelInfo("m", "1"), ModelInfo("m", "2")
    lexicon = tmp_path / "house.csv"
    lexicon.write_text("wrong,right\n临江是,临江市\n", encoding="utf-8")
    house = SummaryOptions(lexicon=str(lexicon))
    before = task_key(model, house)
    assert task_key(model, house) == before
    lexicon.write_text("wrong,right\n青禾先,青禾县\n", encoding="utf-8")
    tasks = {before, task_key(model, house), task_key(model, SummaryOptions())}
    tasks |= {task_key(other, SummaryOptions()), task_key(model, SummaryOptions(summary_chars=50))}
    assert len(tasks) == 5


def test_digest_is_that_of_the_installed_library() -> None:
    assert library_digest() == digest_of(Path(summarizer.__file__).parent)
