"""The recipe on a toy archive: data in, weights out, and a kill in between changes nothing."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from batches import EncodedPairs
from curve import draw_curve
from modeling_material import RECIPE, toy_reports
from muon import orthogonalize
from prepare_data import DevOverlap, bigram_support, collect, copied_positions
from sources import Pair, broadcast, run_in_title
from trainer import Trainer, learning_rate

from summarizer.modeling.weights import digest


def trainer(prepared: Path, out: Path) -> Trainer:
    out.mkdir(exist_ok=True)
    recipe = RECIPE | {"stage": {"main": {}}}
    made = Trainer(recipe, "main", prepared, out)
    made.make_optimizers()
    if not made.resume():
        made.initialize()
    return made


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


def test_training_learns_and_draws_its_curve(trained_folder):
    out = trained_folder.parent / "checkpoints"
    curve = [json.loads(line)["loss"] for line in (out / "log.jsonl").read_text().splitlines()]
    assert curve[-1] < curve[0] - 0.5
    pytest.importorskip("matplotlib")
    draw_curve(out)
    assert (out / "curve.png").stat().st_size > 1000


def test_export_writes_safetensors_with_their_digest(trained_folder):
    metadata = json.loads((trained_folder / "metadata.json").read_text(encoding="utf-8"))
    assert metadata["sha256"]["model.safetensors"] == digest(trained_folder / "model.safetensors")
    assert not list(trained_folder.glob("*.bin"))
    assert "/" not in (trained_folder / "tokenizer_config.json").read_text(encoding="utf-8").replace(
        "</s>", ""
    )


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


def test_a_stage_may_start_from_a_model_folder_and_grow(prepared, trained_folder, tmp_path):
    deeper = RECIPE | {"stage": {"main": {}}, "model": RECIPE["model"] | {"encoder_layers": 4}}
    (tmp_path / "deeper").mkdir()
    grown = Trainer(deeper, "main", prepared, tmp_path / "deeper")
    grown.load_weights(trained_folder)
    same = trainer(prepared, tmp_path / "same")
    same.load_weights(trained_folder)
    batch = next(iter(same.pairs.stream(same.plan, 0, 0.5, 1)))
    with torch.inference_mode():
        assert grown.model.config.encoder_layers > same.model.config.encoder_layers
        assert torch.allclose(grown.loss(batch)[0], same.loss(batch)[0], atol=1e-2)


def test_embeddings_may_move_less_than_the_rest(prepared, tmp_path):
    def moved(name: str, share: float) -> float:
        (tmp_path / name).mkdir()
        recipe = RECIPE | {"stage": {"main": {"train": {"embedding_rate_share": share}}}}
        made = Trainer(recipe, "main", prepared, tmp_path / name)
        made.make_optimizers()
        before = made.model.get_input_embeddings().weight.detach().clone()
        made.run(last_step=3)
        return float((made.model.get_input_embeddings().weight.detach() - before).abs().mean())

    assert moved("little", 0.1) < 0.5 * moved("whole", 1.0)


def test_a_source_may_give_some_tasks_only(tmp_path):
    body = (
        "本台消息：8月9日，临江市防汛工作会议召开，市长林致和出席会议并讲话，要求压实防汛责任，备足抢险物资。"
    )
    record = {"date": "20230809", "title": "临江市防汛工作会议召开", "body": body}
    record["brief"] = "（1）林致和出席会议并讲话（2）要求压实防汛责任"
    (tmp_path / "news.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")

    def tasks(**more: object) -> set[str]:
        source = {"file": "news.jsonl", "kind": "broadcast", "filter": False} | more
        return {pair.task for pair in collect({"sources": [source]}, tmp_path, {}, 1)}

    assert tasks() == {"headline", "keypoint"}
    assert tasks(tasks=["headline"]) == {"headline"}
