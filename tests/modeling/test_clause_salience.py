"""Clauses are judged once each, however long the report, and the network survives the disk."""

import dataclasses
import shutil

import pytest
import torch
from train_clause_standing import told_apart, train

from summarizer.backends.base import ClauseTable
from summarizer.backends.embedded import EmbeddedBackend
from summarizer.errors import ModelLoadError
from summarizer.modeling import weights
from summarizer.modeling.clause_salience import (
    BLOCK,
    OPENING,
    ClauseSalience,
    SalienceJudge,
    blocks,
    load_network,
    pair_chances,
    save_network,
    windows,
)
from summarizer.modeling.clause_standing import ClauseStanding, load_standing, save_standing, standing_inputs

NAMES = ("bias", "place")


@pytest.fixture(scope="module")
def judge(trained_folder):
    model, pieces = weights.load_network(trained_folder)
    torch.manual_seed(1)
    network = ClauseSalience(len(NAMES), model.encoder.config, depth=1, width=16)
    network.start_from(model.encoder)
    return SalienceJudge(model.encoder, pieces, network, NAMES)


def table(count: int) -> ClauseTable:
    texts = [f"临江市第{number}次会议强调加快建设创新高地，" for number in range(count)]
    features = [[1.0, number / count] for number in range(count)]
    return ClauseTable(texts, NAMES, features, [[float(number == 0)] for number in range(count)])


@pytest.mark.parametrize("count", [0, 1, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_every_clause_is_judged_once(count: int) -> None:
    judged = [index for block, kept in blocks(count) for index in block[len(block) - kept :]]
    assert judged == list(range(count))
    assert all(len(block) <= BLOCK for block, _ in blocks(count))
    assert all(block[:OPENING] == list(range(OPENING)) for block, _ in blocks(count)[1:])


def test_windows_hold_whole_clauses_in_order(judge) -> None:
    texts = [*table(40).texts, "长" * 500]
    cut = windows(texts, judge.pieces, 48)
    assert all(len(window.ids) <= 48 and len(window.ids) == len(window.owners) + 1 for window in cut)
    owners = [owner for window in cut for owner in window.owners]
    assert owners == sorted(owners)
    assert set(owners) == set(range(len(texts)))
    for window, following in zip(cut, cut[1:], strict=False):
        assert not set(window.owners) & set(following.owners)


def test_reports_are_judged_alike_alone_and_together(judge) -> None:
    short, long = table(3), table(BLOCK + 40)
    together = judge([short, long, table(0)])
    assert [len(scores) for scores in together] == [3, BLOCK + 40, 0]
    for alone, beside in zip(judge([short])[0], together[0], strict=True):
        assert alone[:2] == pytest.approx(beside[:2], abs=1e-4)
        assert alone[2] == pytest.approx(beside[2], abs=1e-4)
        assert alone[3] == pytest.approx(beside[3], abs=1e-4)
        assert 0 <= alone[3] <= 1


def test_every_pair_of_a_clauses_characters_has_its_chance(judge) -> None:
    report = table(2)
    for text, (_, _, pairs, _) in zip(report.texts, judge([report])[0], strict=True):
        assert {"临江", "会议"} <= pairs.keys()
        assert all(0 <= chance <= 1 for chance in pairs.values())
        assert set("".join(pairs)) <= set(text) | {","}


def test_chances_of_pairs_stay_within_their_clause() -> None:
    found = pair_chances(
        ["临江", "市", "召开", "会", "", "议"], [0, 0, 1, 1, 1, 1], [0.8, 0.4, 0.2, 0.6, 0.9, 0.9], 3
    )
    assert found[0] == {"临江": pytest.approx(0.8), "江市": pytest.approx(0.6)}
    assert found[1] == {"召开": pytest.approx(0.2), "开会": pytest.approx(0.4)}
    assert found[2] == {}


def test_the_network_lies_beside_the_weights(judge, trained_folder, tmp_path) -> None:
    shutil.copytree(trained_folder, tmp_path, dirs_exist_ok=True)
    report = table(5)
    plain = EmbeddedBackend(tmp_path)
    assert plain.judge([report]) is None  # no network, no judgement
    save_network(judge.network, NAMES, tmp_path)
    network, names = load_network(tmp_path, judge.encoder.config)
    assert names == NAMES
    for name, tensor in judge.network.state_dict().items():
        assert torch.allclose(network.state_dict()[name], tensor, atol=2e-3)
    backend = EmbeddedBackend(tmp_path)
    (scores,) = backend.judge([report])
    for mine, theirs in zip(scores, judge([report])[0], strict=True):
        assert (mine.summary, mine.keypoint) == pytest.approx(theirs[:2], abs=0.05)
        assert mine.facts == pytest.approx(theirs[2], abs=0.05)
        assert mine.alone == pytest.approx(theirs[3], abs=0.05)
    renamed = dataclasses.replace(report, names=("bias", "other"))
    assert backend.judge([renamed]) is None  # trained on other features


def test_a_head_beside_the_network_says_which_clauses_stand_alone(judge, trained_folder, tmp_path) -> None:
    shutil.copytree(trained_folder, tmp_path, dirs_exist_ok=True)
    save_network(judge.network, NAMES, tmp_path)
    report = table(BLOCK + 40)
    (plain,) = EmbeddedBackend(tmp_path).judge([report])
    assert {one.alone for one in plain} == {1.0}  # nobody says otherwise
    # A head that has learnt that clauses with 第1 do not stand alone, by their first pieces.
    with torch.inference_mode():
        rows = torch.tensor(report.features)
        cut = windows(report.texts, judge.pieces)
        parts = [judge.network.states(judge.encoder, [window]) for window in cut]
        states, owners = torch.cat([part[0] for part in parts]), torch.cat([part[1] for part in parts])
        seen = judge.network.seen(rows, states, owners)
        beside = torch.cat([rows, torch.tensor(report.ties)], dim=1)
        inputs = judge.network.standing_inputs(beside, seen, states, owners)
    sound = torch.tensor([float("第1" not in text) for text in report.texts])
    head = train(ClauseStanding(inputs.shape[1]), inputs.clone(), sound, epochs=40)
    save_standing(head, tmp_path)
    (judged,) = EmbeddedBackend(tmp_path).judge([report])
    assert told_apart(torch.tensor([one.alone for one in judged]), sound) > 0.9
    for mine, before in zip(judged, plain, strict=True):
        assert (mine.summary, mine.keypoint) == (before.summary, before.keypoint)


def test_a_head_of_another_network_is_refused(judge, trained_folder, tmp_path) -> None:
    shutil.copytree(trained_folder, tmp_path, dirs_exist_ok=True)
    save_network(judge.network, NAMES, tmp_path)
    save_standing(ClauseStanding(8), tmp_path)
    assert load_standing(tmp_path) is not None
    judge.network.out.bias.data += 1.0
    save_network(judge.network, NAMES, tmp_path)
    judge.network.out.bias.data -= 1.0
    with pytest.raises(ModelLoadError, match="trained on another"):
        load_standing(tmp_path)


def test_a_head_of_other_ties_says_what_to_do(judge, trained_folder, tmp_path) -> None:
    shutil.copytree(trained_folder, tmp_path, dirs_exist_ok=True)
    save_network(judge.network, NAMES, tmp_path)
    save_standing(ClauseStanding(8), tmp_path)
    with pytest.raises(ModelLoadError, match="again, or delete it to do without"):
        EmbeddedBackend(tmp_path).judge([table(3)])


def test_clauses_of_no_pieces_have_no_ends() -> None:
    states = torch.tensor([[1.0], [2.0], [4.0]])
    found = standing_inputs(torch.zeros(3, 1), torch.zeros(3, 1), states, torch.tensor([0, 0, 2]))
    assert found[:, 2:].tolist() == [[1.5, 1.0, 2.0], [0.0, 0.0, 0.0], [4.0, 4.0, 4.0]]
    empty = standing_inputs(
        torch.zeros(1, 1), torch.zeros(1, 1), states[:0], torch.tensor([], dtype=torch.long)
    )
    assert empty.tolist() == [[0.0] * 5]
