"""The recipe on a toy archive: data in, weights out, and a kill in between changes nothing."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from batches import EncodedPairs
from modeling_material import toy_reports
from muon import orthogonalize
from prepare_data import DevOverlap, bigram_support, copied_positions, prepare
from sources import Pair, broadcast, run_in_title
from train import Trainer, archive_recipe, draw_curve, learning_rate

RECIPE = {
    "name": "toy",
    "seed": 7,
    "tokenizer": {"vocab_size": 420, "character_coverage": 1.0, "max_piece_chars": 4, "max_lines": 10_000},
    "model": {"d_model": 32, "d_ff": 64, "num_heads": 2, "encoder_layers": 1, "decoder_layers": 1},
    "data": {
        "dev_files": "",
        "max_source_pieces": 100,
        "support_window": 400,
        "min_char_support": 0.8,
        "min_bigram_support": 0.4,
        "target_chars": {"headline": [4, 60], "keypoint": [4, 45], "summary": [10, 170]},
    },
    "train": {
        "batch_tokens": 1500,
        "epochs": 1.0,
        "learning_rate": 3e-3,
        "warmup_steps": 3,
        "final_share": 0.01,
        "weight_decay": 0.01,
        "salience_weight": 0.3,
        "free_length": 0.3,
        "average_decay": 0.9,
        "log_every": 2,
        "save_every": 100,
    },
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("toy")
    archive = folder / "archive.jsonl"
    lines = [json.dumps(report, ensure_ascii=False) for report in toy_reports(160)]
    archive.write_text("\n".join(lines), encoding="utf-8")
    prepare(archive_recipe(RECIPE, archive, "toy"), folder, folder / "prepared")
    return folder / "prepared"


def trainer(prepared: Path, out: Path) -> Trainer:
    out.mkdir(exist_ok=True)
    recipe = RECIPE | {"stage": {"main": {}}}
    made = Trainer(recipe, "main", prepared, out)
    made.make_optimizers()
    if not made.resume():
        made.initialize()
    return made


def losses(out: Path) -> list[float]:
    return [json.loads(line)["loss"] for line in (out / "log.jsonl").read_text().splitlines()]


def test_a_killed_run_resumes_to_the_same_weights(prepared, tmp_path):
    whole = trainer(prepared, tmp_path / "whole")
    whole.run()
    first = trainer(prepared, tmp_path / "parts")
    first.run(last_step=5)
    second = trainer(prepared, tmp_path / "parts")
    assert second.step == 5
    second.run()
    for name, value in whole.model.state_dict().items():
        assert torch.allclose(value, second.model.state_dict()[name], atol=1e-5), name
        assert torch.allclose(whole.average[name], second.average[name], atol=1e-5), name


def test_training_learns_and_draws_its_curve(prepared, tmp_path):
    recipe = RECIPE | {"train": RECIPE["train"] | {"epochs": 1.5}}
    out = tmp_path / "learns"
    out.mkdir()
    made = Trainer(recipe | {"stage": {"main": {}}}, "main", prepared, out)
    made.make_optimizers()
    made.initialize()
    made.run()
    curve = losses(out)
    assert curve[-1] < curve[0] - 0.5
    pytest.importorskip("matplotlib")
    draw_curve(out)
    assert (out / "curve.png").stat().st_size > 1000


def test_every_pair_is_in_exactly_one_batch_of_an_epoch(prepared):
    pairs = EncodedPairs(prepared / "main.npz")
    plan = pairs.plan(1500, 1.0, seed=3)
    assert sorted(np.concatenate(plan).tolist()) == list(range(len(pairs)))
    longer = pairs.plan(1500, 1.5, seed=3)
    assert all(np.array_equal(a, b) for a, b in zip(plan, longer[: len(plan)], strict=True))


def test_batches_tell_the_decoder_what_to_answer(prepared):
    pairs = EncodedPairs(prepared / "main.npz")
    batch = pairs.batch(np.array([0, 1]), np.array([False, True]))
    assert batch.labels[:, 0].tolist() == [-100, -100]
    assert batch.written[0, 2] == batch.labels[0, 1]
    assert set(batch.marks.unique().tolist()) <= {0.0, 1.0}


def test_dev_overlap_is_by_title_or_by_text(tmp_path):
    report = toy_reports(1, seed=9)[0]
    path = tmp_path / "dev.jsonl"
    path.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    overlap = DevOverlap([path])
    assert overlap(Pair("headline", "别的正文", report["title"], "x"))
    assert overlap(Pair("headline", "本报讯 " + report["body"], "别的标题", "x"))
    other = toy_reports(1, seed=10)[0]
    assert not overlap(Pair("headline", other["body"][::-1], "另一个标题", "x"))


def test_salience_labels_are_the_longest_matches():
    assert copied_positions([5, 6, 7, 5, 6, 8], [5, 6, 8, 9]).tolist() == [0, 0, 0, 1, 1, 1]
    assert copied_positions([5, 6], [7]).tolist() == [0, 0]


def test_bulletins_give_key_points_and_bylines_are_no_cue():
    record = {
        "title": "国内联播快讯",
        "brief": "",
        "body": "临江举行龙舟赛\n临江市5日举行龙舟赛，八支队伍参加。\n云岭高速通车\n云岭高速公路6日通车。",
    }
    pairs = list(broadcast(record, "tv"))
    assert [(pair.task, pair.target) for pair in pairs] == [
        ("keypoint", "临江举行龙舟赛"),
        ("keypoint", "云岭高速通车"),
    ]
    record = {"title": "【专栏】临江举行龙舟赛", "body": "央视网消息（新闻联播）：临江市5日举行龙舟赛。"}
    (pair,) = broadcast(record, "tv")
    assert (pair.source, pair.target) == ("临江市5日举行龙舟赛。", "临江举行龙舟赛")


def test_titles_run_into_the_text_are_found():
    body = "原标题：临江市举行龙舟赛 八支队伍参加本报讯（记者 甲乙）临江市5日举行龙舟赛。"
    (pair,) = run_in_title({"body": body}, "web")
    assert pair.target == "临江市举行龙舟赛 八支队伍参加"
    assert not list(run_in_title({"body": "临江市5日举行龙舟赛。"}, "web"))


def test_bigram_support():
    assert bigram_support("临江举行", "临江市举行") == pytest.approx(2 / 3)


def test_muon_directions_are_orthogonal():
    directions = orthogonalize(torch.randn(2, 24, 64))
    values = torch.linalg.svdvals(directions)
    assert values.max() < 1.2
    assert values.min() > 0.7


def test_learning_rate_warms_up_and_falls():
    rates = [learning_rate(step, 100, 10, 1.0, 0.01) for step in range(100)]
    assert rates[0] == pytest.approx(0.1)
    assert max(rates) == pytest.approx(1.0)
    assert rates[-1] < 0.02
