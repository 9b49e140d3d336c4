"""The scorer of drafts, fitted on toy reports."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
from modeling_material import RECIPE, toy_reports
from train_ranker import examples_to_learn_from, fit, threshold, train

from summarizer.backends.embedded import EmbeddedBackend
from summarizer.modeling.ranking import FEATURES


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpora")
    lines = [
        json.dumps(report | {"date": f"{2018 + number % 4}-05-06"}, ensure_ascii=False)
        for number, report in enumerate(toy_reports(160, seed=5))
    ]
    (folder / "titles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_a_recipe_names_the_file_or_leaves_the_old_records(corpora: Path) -> None:
    titles = {"file": "titles.jsonl", "kind": "titled", "from_year": 2020}
    named = RECIPE | {"ranker": {"source": titles | {"years": [2020, 2021]}}}
    left_over = RECIPE | {"stage": {"main": {"sources": [titles]}}}
    new, old = (examples_to_learn_from(recipe, corpora)["headline"] for recipe in (named, left_over))
    assert len(new) == len(old) == 80
    assert not {example.source for example in new} & {example.source for example in old}


def test_the_ranker_says_what_it_gains(corpora: Path, trained_folder: Path) -> None:
    titles = {"file": "titles.jsonl", "kind": "titled", "years": [2018, 2021]}
    recipe = RECIPE | {"ranker": {"source": titles, "ridge": 3.0}}
    ranker = train(EmbeddedBackend(trained_folder), recipe, corpora, limit=90)
    assert ranker["features"] == list(FEATURES)
    figures = ranker["held_out_rougeL"]["headline"]
    assert figures["sources"] == 90
    assert figures["first_sentence"] < figures["plain_choice"] <= figures["best_of_drafts"]


def test_weights_tell_drafts_of_one_source_apart() -> None:
    """What is the same for all drafts of a source, and only makes sources differ, is worth nothing."""
    random_ = np.random.default_rng(0)
    source = np.repeat(np.arange(200), 4)
    quality, mood = random_.normal(size=800), random_.normal(size=200)[source]
    weights, _ = fit(np.stack([quality, mood], 1), 0.5 * quality + 3 * mood, source, ridge=1.0)
    assert weights == pytest.approx([0.5, 0.0], abs=0.01)


def test_the_first_sentence_wins_only_where_it_is_better_by_more_than_chance() -> None:
    choose = random.Random(3)
    even = [(score / 400, choose.random(), choose.random()) for score in range(400)]
    assert threshold(even) < min(even)[0]
    lost = [(score, draft + (1 if score > 0.3 else -1), sentence) for score, draft, sentence in even]
    assert 0.3 < threshold(lost) < 0.7
    assert threshold([(score, draft + 1, sentence) for score, draft, sentence in even]) < 0
