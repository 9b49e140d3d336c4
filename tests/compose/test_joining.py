"""Clauses keep what governed them where they are joined."""

import dataclasses

from summarizer import Article, Summarizer
from summarizer.compose.clauses.joining import join
from summarizer.compose.clauses.reading import Clause, read_clauses
from summarizer.report import read_report


def clauses_of(body: str) -> list[Clause]:
    return read_clauses(body, read_report(Article(body)))


def picked(body: str, *words: str) -> list[Clause]:
    clauses = clauses_of(body)
    return [next(clause for clause in clauses if word in clause.text) for word in words]


def test_a_demand_after_a_fact_says_so() -> None:
    body = "8月3日，临江市创建工作会议召开。市长林致和指出，第三批创建活动已经启动，要抢抓机遇，主动作为。"
    assert join(picked(body, "已经启动", "抢抓机遇")) == "第三批创建活动已经启动，要抢抓机遇"


def test_what_is_joined_from_elsewhere_is_not_said_of_the_first_ones_field() -> None:
    body = (
        "8月3日，临江市重点工作推进会召开。市长林致和指出，在信访维稳工作上，要全力抓好源头治理。"
        "要全力压制行业乱象。"
    )
    source, disorder = picked(body, "源头治理", "行业乱象")
    assert join([source]).startswith("在信访维稳工作上")
    assert join([source, disorder]) == "要全力抓好源头治理；全力压制行业乱象"


def test_who_wishes_or_requires_needs_no_verb_of_saying() -> None:
    found = Summarizer("extractive").summarize(
        "8月3日，临江市慈善联合会换届大会召开。副市长顾岚舟出席。顾岚舟指出，希望联合会继续发扬优良传统，规范善款使用流程。"
    )
    assert "顾岚舟希望联合会继续发扬优良传统" in found.summary
    assert "指出，希望" not in found.summary


def test_a_quotations_own_demand_is_not_the_clauses() -> None:
    body = "8月7日，临江市政府召开常务会议。会议指出，当前经济延续向好态势。要深刻领会会议分析经济形势时的讲话精神，坚决扛起“经济大市要挑大梁”的责任。"
    assert join(picked(body, "延续向好", "坚决扛起")).endswith("要坚决扛起“经济大市要挑大梁”的责任")


def test_a_subject_that_has_just_been_said_is_not_said_again() -> None:
    body = "8月7日，临江大会开幕。副省长林致和表示，广东坚持双向发力，推动数字经济和实体经济融合。"
    head, deed = picked(body, "广东坚持", "推动数字经济")
    deed = dataclasses.replace(deed, mood="广东")
    assert join([head, deed]) == "广东坚持双向发力，推动数字经济和实体经济融合"
