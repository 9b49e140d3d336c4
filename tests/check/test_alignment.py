"""Evidence: verbatim, minimal, complete."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.check import FactChecker
from tests.check.conftest import BODY


def spans(checker: FactChecker, text: str, body: str = BODY) -> list[list[str]]:
    return [[span.text(body) for span in sentence] for sentence in checker.align(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("加快建设“智慧港湾”", [["加快建设“智慧港湾”"]]),
        ("市长顾明远主持", [["市长顾明远主持"]]),
        ("新建5G基站1.2万个", [["新建5G基站1.2万个"]]),
        ("临江召开数字经济大会", [["临江市数字经济大会在云溪区召开"]]),
        ("23家企业获评省级创新企业", [["23家企业获评省级创新企业"]]),
    ],
)
def test_clauses_that_suffice(checker: FactChecker, text: str, expected: list[list[str]]) -> None:
    assert spans(checker, text) == expected


def test_each_sentence_has_its_own_spans(checker: FactChecker) -> None:
    first, second = spans(checker, "顾明远主持会议。民间投资120亿元。")
    assert first == ["顾明远主持会议"]
    assert second == ["民间投资120亿元"]


def test_spans_never_take_a_whole_paragraph(checker: FactChecker) -> None:
    for sentence in checker.align("沈立秋强调守住安全底线，推动数字经济规模增长12.5%"):
        assert sum(span.end - span.start for span in sentence) < 45


def test_names_and_numbers_of_the_sentence_are_inside(checker: FactChecker) -> None:
    text = "沈立秋、顾明远出席数字经济大会，投资超过350亿元，进口额下降3.1%"
    (found,) = spans(checker, text)
    joined = "".join(found)
    for fact in ("沈立秋", "顾明远", "数字经济大会", "350亿元", "3.1%"):
        assert fact in joined


def test_nothing_in_common(checker: FactChecker) -> None:
    assert checker.align("xyz") == ((),)
    assert checker.align("") == ()


def test_half_width_body_is_quoted_in_its_own_characters() -> None:
    body = "临江市召开大会,投资 4.3 亿元。"
    assert spans(FactChecker(body), "投资４.３亿元", body) == [["投资 4.3 亿元"]]


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=BODY + "月球AB 　”“", max_size=120))
def test_always_verbatim_ordered_and_apart(text: str) -> None:
    checker = FactChecker(BODY)
    for sentence in checker.align(text):
        last = -1
        for span in sentence:
            assert 0 <= span.start < span.end <= len(BODY)
            assert span.start > last
            last = span.end


def test_long_body_is_read_to_its_end() -> None:
    rng = random.Random(3)
    filler = "".join(rng.choice("加快推进产业转型升级做好民生保障工作落实责任") for _ in range(30_000))
    body = (
        "。".join(filler[at : at + 60] for at in range(0, len(filler), 60))
        + "。副市长丁海川宣布临江大桥通车。"
    )
    checker = FactChecker(body)
    assert spans(checker, "丁海川宣布临江大桥通车", body) == [["丁海川宣布临江大桥通车"]]
    assert checker.check("副市长丁海川宣布临江大桥通车") == ()
