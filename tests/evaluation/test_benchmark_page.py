"""The benchmarks page says what its figures say, also when it is unwelcome."""

import copy
import socket

import pytest

from benchmarks import corpora, page, peers, quality


def figure(mean, half=0.02):
    return {"mean": mean, "low": mean - half, "high": mean + half, "documents": 40}


def difference(measure, against, mean, p_value, half=0.02):
    return {
        "system": "embedded",
        "against": against,
        "measure": measure,
        "mean": mean,
        "low": mean - half,
        "high": mean + half,
        "p_value": p_value,
        "documents": 40,
    }


FIGURES = {
    "date": "2026-11-23",
    "machine": "a processor, 2 cores",
    "options": {"headline_chars": 30, "summary_chars": 120, "keypoints": 6, "keypoint_chars": 40},
    "ours": ["embedded"],
    "unavailable": {"portal": "its file is not there"},
    "corpora": {
        "meetings": {
            "title": "meeting reports",
            "documents": 40,
            "mean_chars": 1003.2,
            "not_run": {"snownlp": "ModuleNotFoundError: No module named 'snownlp'"},
            "systems": {
                "embedded": {
                    "measures": {"headline_rl": figure(0.55), "facts": figure(0.6)},
                    "findings_by_kind": {},
                },
                "lead": {
                    "measures": {"headline_rl": figure(0.37), "facts": figure(0.61)},
                    "findings_by_kind": {},
                },
                "sumy-lsa": {
                    "measures": {"headline_rl": figure(0.17), "facts": figure(0.7)},
                    "findings_by_kind": {"number": 2},
                },
            },
            "differences": [
                difference("headline_rl", "lead", 0.18, 0.0001),
                difference("facts", "lead", -0.01, 0.4),
                difference("headline_rl", "sumy-lsa", 0.38, 0.0001),
                difference("facts", "sumy-lsa", -0.1, 0.001),
            ],
            "runs": {
                "embedded": {"version": "abc", "cpu_seconds": 0.5, "median_seconds": 0.6},
                "lead": {"version": "", "cpu_seconds": 0.0, "median_seconds": 0.0},
                "sumy-lsa": {"version": "0.13.0", "cpu_seconds": 0.011, "median_seconds": 0.01},
            },
        }
    },
}


def section(text, title):
    return text.split(f"## {title}")[1].split("\n## ")[0]


def test_a_peer_that_wins_is_named_with_figures():
    won = section(page.render(FIGURES), "Where others win")
    assert won.strip() == "- meetings, facts: sumy-lsa beats embedded by 10.0 [8.0, 12.0], p = 0.0010."


def test_what_the_documents_do_not_tell_is_not_claimed():
    text = page.render(FIGURES)
    assert "- meetings, facts: embedded and lead." in section(text, "Where no difference is shown")
    ahead = section(text, "Where ours is ahead of every peer")
    assert "meetings, embedded: headline_rl; of lead too: headline_rl." in ahead


def test_touching_intervals_are_not_apart():
    figures = copy.deepcopy(FIGURES)
    figures["corpora"]["meetings"]["systems"]["sumy-lsa"]["measures"]["headline_rl"] = figure(0.52)
    ahead = section(page.render(figures), "Where ours is ahead of every peer")
    assert "meetings, embedded: in none" in ahead


def test_every_table_has_its_columns():
    tables = [part for part in page.render(FIGURES).split("\n\n") if part.startswith("|")]
    assert len(tables) == 2
    for table in tables:
        assert len({line.count("|") for line in table.strip().splitlines()}) == 1, table
    assert "| sumy-lsa | 0.13.0 | 11.0 |" in page.render(FIGURES)
    assert "- findings of sumy-lsa: number 2" in page.render(FIGURES)


def test_what_did_not_run_is_said():
    said = section(page.render(FIGURES), "Not run")
    assert "- portal: its file is not there" in said
    assert "- snownlp on meetings: ModuleNotFoundError" in said


def test_the_machine_is_described_without_its_name():
    assert "cores" in quality.machine()
    assert socket.gethostname() not in quality.machine()


@pytest.mark.parametrize("budget", [4, 8, 9, 30])
def test_budgets_are_filled_best_first_and_never_broken(budget):
    body = "甲乙丙。丁戊己庚。辛壬癸。"
    filled = peers.fill(body, ["丁戊己庚。", "甲乙丙。", "辛壬癸"], budget)
    assert len(filled) == min(budget, len(body))
    assert filled == {4: "丁戊己庚", 8: "丁戊己庚。甲乙丙", 9: "甲乙丙。丁戊己庚。", 30: body}[budget]


def test_editors_key_points_are_parted():
    brief = "【新时代】产业升级提速；（1）外贸稳中有进。（2）消费回暖向好。"
    assert corpora._points(brief, "澜川经济") == ["产业升级提速", "外贸稳中有进", "消费回暖向好"]


@pytest.mark.parametrize(
    "brief", [None, "产业升级提速。", "产业升级提速；外贸稳中有进", "国际联播快讯：（1）外贸稳中有进"]
)
def test_a_headline_said_again_is_no_key_point(brief):
    assert corpora._points(brief, "产业升级提速") == []


def test_the_page_says_whether_a_winner_wins_by_length():
    figures = copy.deepcopy(FIGURES)
    corpus = figures["corpora"]["meetings"]
    for system, chars, points in (("embedded", 140, 100), ("sumy-lsa", 150, 200), ("lead", 150, 90)):
        corpus["systems"][system]["measures"] |= {
            "chars": figure(chars),
            "total_chars": figure(chars + points),
            "keypoints_rl": figure(0.5),
        }
    corpus["differences"] += [
        difference("keypoints_rl", "sumy-lsa", -0.1, 0.001),
        difference("keypoints_rl", "lead", -0.2, 0.001),
    ]
    lines = page.render(figures).splitlines()
    [longer] = [line for line in lines if "keypoints_rl: sumy-lsa beats embedded" in line]
    [better] = [line for line in lines if "keypoints_rl: lead beats embedded" in line]
    assert "writes more, 200 characters to ours of 100" in longer
    assert "not by length (90 characters to ours of 100)" in better
