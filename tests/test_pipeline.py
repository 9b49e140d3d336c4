"""The pipeline: order, laziness, and that a bad item never takes down its neighbours."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer import Article, Summarizer, SummarizerError, Summary
from summarizer.errors import EmptyInputError, ModelLoadError, ModelNotFoundError, NotChineseError
from summarizer.modeling.clause_standing import ClauseStanding, save_standing
from summarizer.modeling.weights import find_model

ROOT = Path(__file__).parents[1]
GOOD = (ROOT / "examples" / "innovation_meeting.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def summarizer() -> Summarizer:
    return Summarizer("extractive")


def test_bad_items_yield_their_error_in_place(summarizer: Summarizer) -> None:
    results = list(summarizer.summarize_many([GOOD, "", "English only. " * 50, GOOD]))
    assert [type(result) for result in results] == [Summary, EmptyInputError, NotChineseError, Summary]


def test_a_window_is_read_only_when_it_is_asked_for(summarizer: Summarizer) -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield GOOD

    first = next(summarizer.summarize_many(endless()))
    assert isinstance(first, Summary)
    assert taken < 100


def test_results_do_not_depend_on_their_neighbours(summarizer: Summarizer) -> None:
    paths = sorted((ROOT / "examples").glob("*.txt"))
    together = list(summarizer.summarize_many(path.read_bytes() for path in paths))
    for path, result in zip(paths, together, strict=True):
        alone = summarizer.summarize(path.read_bytes())
        assert not isinstance(result, SummarizerError)
        assert (alone.headline, alone.summary, alone.keypoints) == (
            result.headline,
            result.summary,
            result.keypoints,
        )


def test_ids_are_echoed_and_a_mistyped_model_is_an_error(summarizer: Summarizer) -> None:
    body = summarizer.summarize(GOOD).article.body
    assert summarizer.summarize(Article(body=body, id="甲-1")).to_dict()["id"] == "甲-1"
    with pytest.raises(ModelNotFoundError):
        Summarizer("mt5-smal")


def test_json_has_exactly_the_documented_shape(summarizer: Summarizer) -> None:
    record = summarizer.summarize(GOOD).to_dict()
    assert list(record) == [
        "id", "headline", "summary", "keypoints", "evidence", "checks", "article", "report", "usage", "model",
    ]  # fmt: skip
    assert set(record["article"]) == {"title", "source", "published_at", "body"}
    assert set(record["report"]) == {"kind", "event", "date", "place", "speakers"}
    assert set(record["usage"]) == {"body_chars", "read_chars", "input_tokens", "seconds"}
    assert set(record["checks"]) == {"supported", "findings", "repaired"}
    assert set(record["keypoints"][0]) == {"text", "speaker", "evidence"}


def test_damaged_weights_are_an_error_of_each_article(tmp_path: Path) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(find_model(), folder)
    with (folder / "model.safetensors").open("r+b") as file:
        file.seek(-4, 2)
        file.write(b"\x00\x01\x02\x03")
    results = list(Summarizer(str(folder)).summarize_many([GOOD, GOOD]))
    assert [type(result) for result in results] == [ModelLoadError, ModelLoadError]


def test_a_judge_of_clauses_that_does_not_fit_is_an_error_of_each_article(tmp_path: Path) -> None:
    folder = tmp_path / "unfit"
    shutil.copytree(find_model(), folder)
    save_standing(ClauseStanding(8), folder)
    metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    del metadata["sha256"]["standing.safetensors"]
    (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    results = list(Summarizer(str(folder)).summarize_many([GOOD, GOOD]))
    assert [type(result) for result in results] == [ModelLoadError, ModelLoadError]
    assert "delete it to do without" in str(results[0])
