"""The backend without weights: whole clauses, within budget, in the source's own words."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.backends.base import Candidate, Request, Task
from summarizer.backends.extractive import ExtractiveBackend
from summarizer.text.spans import is_balanced

ARTICLE = (
    "本报讯（记者 韩冰）3月18日，临江市制造业发展大会召开，市委书记沈立秋出席并讲话。他强调，要把工业立市摆在首位，"
    "一刻不停抓项目，推动制造业向高端化、智能化、绿色化迈进。\n"
    "市委副书记、市长郭远航主持会议；市工信局局长彭越宣读表扬通报。\n"
    "沈立秋指出，去年全市规上工业增加值增长8.3%，“小巨人”企业达到46家。要做强汽车、化工、食品三大支柱产业，"
    "培育新能源、新材料两大新兴产业；要聚焦“卡脖子”技术，支持企业建设研发平台。要优化营商环境，让企业安心发展、"
    "放心投资、专心创业。\n"
    "会上，10家企业作了交流发言。市直有关部门、各县区负责同志，重点企业代表参加会议。"
)
TASKS: tuple[Task, ...] = ("headline", "keypoint", "summary")
backend = ExtractiveBackend()


def propose(task: Task, max_chars: int, text: str = ARTICLE, context: str | None = None) -> list[Candidate]:
    return backend.generate([Request(text, task, max_chars, context)])[0]


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("max_chars", [20, 30, 60, 120, 300])
def test_candidates_keep_the_budget_and_their_marks_closed(task: Task, max_chars: int) -> None:
    candidates = propose(task, max_chars)
    assert candidates
    for candidate in candidates:
        assert len(candidate.text) <= max_chars
        assert is_balanced(candidate.text)
        assert candidate.confident == (task != "headline")  # the report's own words make better ones


@pytest.mark.parametrize("task", ["headline", "keypoint"])
def test_candidates_are_verbatim_whole_clauses(task: Task) -> None:
    for candidate in propose(task, 60):
        at = ARTICLE.index(candidate.text)
        after = ARTICLE[at + len(candidate.text)]
        assert after in "，。；"
        before = ARTICLE[:at][-1]
        assert before in "，。；要\n" or ARTICLE[:at].endswith("）")


def test_summary_is_sentences_of_the_source_in_its_order() -> None:
    for candidate in propose("summary", 150):
        assert candidate.text.endswith("。")
        places = [bare(ARTICLE).index(part) for part in candidate.text.split("。") if part]
        assert places == sorted(places)


def test_summary_begins_with_what_happened() -> None:
    assert propose("summary", 120)[0].text.startswith("3月18日，临江市制造业发展大会召开")


def test_byline_and_pronoun_are_left_out() -> None:
    for task in TASKS:
        for candidate in propose(task, 120):
            assert "韩冰" not in candidate.text
            assert not candidate.text.startswith("他")


def test_scores_are_descending_where_nothing_repeats() -> None:
    candidates = propose("headline", 30)
    assert candidates[0].score == max(candidate.score for candidate in candidates)


def test_several_different_candidates() -> None:
    texts = [candidate.text for candidate in propose("keypoint", 40)]
    assert len(texts) >= 4
    assert len(set(texts)) == len(texts)


def test_context_draws_candidates_towards_it() -> None:
    text = "会议听取了三项汇报，各部门作了准备。今年要建成白鹭湖大桥，全线通车。全市粮食丰收，农民增收。"
    assert "白鹭湖大桥" in propose("keypoint", 20, text, context="白鹭湖大桥通车")[0].text


def test_demand_loses_its_auxiliary() -> None:
    text = "沈立秋强调，要优化营商环境，让企业安心发展。"
    assert "优化营商环境，让企业安心发展" in [candidate.text for candidate in propose("keypoint", 40, text)]


def test_no_clause_fits() -> None:
    text = "市直有关部门和各县区以及开发区管理委员会主要负责同志应当共同努力推动高质量发展取得更大成效。"
    (candidate,) = propose("headline", 10, text)
    assert not candidate.confident
    assert candidate.text == text.rstrip("。")


@pytest.mark.parametrize("text", ["", " \n ", "。！", "”"])
def test_nothing_to_propose(text: str) -> None:
    assert propose("headline", 30, text) == []


def test_answers_come_in_request_order() -> None:
    other = "临江大学新校区开工建设，总投资12亿元。"
    answers = backend.generate([Request(ARTICLE, "headline", 30), Request(other, "headline", 30)])
    assert "制造业" in answers[0][0].text
    assert "临江大学" in answers[1][0].text


def test_half_width_punctuation() -> None:
    text = "4月2日,临江市防汛会议召开,副市长季晓峰出席.他要求,各县区要落实责任,加强巡查."
    assert propose("headline", 20, text)[0].text == "临江市防汛会议召开,副市长季晓峰出席"


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            "会议强调， 要抓落实， 市长郭远航 “小巨人” 。 ； （试行） 增长3.5% 一是 “ 》 \n ， 他说： 发展".split(
                " "
            )
        ),
        max_size=40,
    ).map("".join),
    st.sampled_from(TASKS),
    st.integers(min_value=8, max_value=120),
)
def test_any_text_keeps_the_rules(text: str, task: Task, max_chars: int) -> None:
    for candidate in propose(task, max_chars, text):
        assert is_balanced(candidate.text)
        if candidate.confident:
            assert len(candidate.text) <= max_chars
        assert all(char in text or char == "。" for char in candidate.text)
