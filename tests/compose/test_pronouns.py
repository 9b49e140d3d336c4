"""Whom 他 means, and where nobody can say."""

import pytest

from summarizer import Article
from summarizer.compose.clauses.reading import Clause, read_clauses
from summarizer.report import read_report

TOLD = "8月2日，副市长郑明远到临江县调研。郑明远说，要传承红色基因。"


def usable(body: str) -> list[Clause]:
    return [one for one in read_clauses(body, read_report(Article(body))) if one.usable]


@pytest.mark.parametrize(
    "sentence",
    [
        "在临江县，郑明远了解产业发展情况，他希望当地加强统筹协调。",
        "副市长郑明远了解产业发展情况，他希望当地加强统筹协调。",
    ],
)
def test_who_acts_is_who_wishes(sentence: str) -> None:
    assert any(one.text == "郑明远希望当地加强统筹协调" for one in usable(TOLD + sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "公司负责人告诉郑明远目前订单不足，他建议政府出台扶持政策。",
        "村民老赵告诉郑明远收入翻番，他建议政府多修几条路。",
        "郑明远来到望海公司，负责人介绍订单情况，他建议政府出台扶持政策。",
        "专家向郑明远汇报情况，他建议政府出台扶持政策。",
    ],
)
def test_who_was_told_is_not(sentence: str) -> None:
    found = usable(TOLD + sentence)
    assert any(one.text.startswith("要传承") or "传承红色基因" in one.text for one in found)
    assert not any("建议政府" in one.text for one in found)


def test_what_another_wishes_is_not_the_speakers_wish() -> None:
    body = (
        "8月2日，市委书记郑明远出席大会并讲话。郑明远强调，沈望海老师把一生献给山区教育，"
        "她希望孩子们都能走出大山。郑明远强调，要学习她的精神，他希望各单位认真落实。"
    )
    found = usable(body)
    assert not any("走出大山" in one.text for one in found)
    assert any(one.text == "希望各单位认真落实" and one.speaker == "郑明远" for one in found)


def test_who_is_named_without_a_post_is_another_too() -> None:
    body = (
        "8月2日，市委书记郑明远出席大会并讲话。市长沈望海主持会议。"
        "郑明远强调，沈望海做了大量工作，他希望各单位认真落实。"
    )
    found = usable(body)
    assert any("大量工作" in one.text for one in found)
    assert not any("希望各单位" in one.text for one in found)
