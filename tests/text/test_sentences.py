"""Sentences and clauses of Chinese news text, as exact spans."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.sentences import split_clauses, split_sentences
from summarizer.text.spans import is_balanced, join, pairs, trim


def sentences(text: str) -> list[str]:
    return [span.text(text) for span in split_sentences(text)]


def clauses(text: str) -> list[str]:
    return [span.text(text) for span in split_clauses(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("大会召开。会议强调，要实干！", ["大会召开。", "会议强调，要实干！"]),
        ("他问：“准备好了吗？”大家点头。", ["他问：“准备好了吗？”", "大家点头。"]),
        ("他说：“今天很好。我们要努力。”会后签约。", ["他说：“今天很好。我们要努力。”", "会后签约。"]),
        ("以“时时放心不下。”的责任感抓落实。", ["以“时时放心不下。”的责任感抓落实。"]),
        ("“加油！”的呐喊声响起。", ["“加油！”的呐喊声响起。"]),
        ("市长主持会议；副厅长讲话。", ["市长主持会议；", "副厅长讲话。"]),
        ("市长主持会议;副厅长讲话.会议结束", ["市长主持会议;", "副厅长讲话.", "会议结束"]),
        ("增长3.5%，总值1,200.6亿元。", ["增长3.5%，总值1,200.6亿元。"]),
        ("10:30开始，A.B公司参加。", ["10:30开始，A.B公司参加。"]),
        ("一要看清形势；二要真抓实干。", ["一要看清形势；", "二要真抓实干。"]),
        ("1.加强领导。2.压实责任。", ["1.加强领导。", "2.压实责任。"]),
        (
            "出台《办法（试行）。》和方案（附：名单。见后）。",
            ["出台《办法（试行）。》和方案（附：名单。见后）。"],
        ),
        ("没有句号的一段\n　　第二段 \n\n第三段。", ["没有句号的一段", "第二段", "第三段。"]),
        ("真的吗？！真的。", ["真的吗？！", "真的。"]),
        (
            "大家走过村庄、田野、果园，把新变化看了又看……第二天继续。",
            ["大家走过村庄、田野、果园，把新变化看了又看……", "第二天继续。"],
        ),
        ("玉米、大豆……样样丰收。", ["玉米、大豆……样样丰收。"]),
        ('他说:"很好。"然后走了。', ['他说:"很好。"', "然后走了。"]),
        ("引号没有关上：“我们要努力。继续干。", ["引号没有关上：“我们要努力。", "继续干。"]),
        ("（完）", ["（完）"]),
        ("", []),
        (" \n　\n", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_long_quotation_is_split_into_its_sentences() -> None:
    text = "他说：“" + "我们要把发展放在第一位，毫不动摇。" * 4 + "”会后，大家参观了展厅。"
    assert len(sentences(text)) == 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议强调，要实干，要担当。", ["会议强调，", "要实干，", "要担当。"]),
        ("他指出：要聚焦“一老，一小”，兜牢底线。", ["他指出：", "要聚焦“一老，一小”，", "兜牢底线。"]),
        ("达1,200户,增长3%.", ["达1,200户,", "增长3%."]),
        ("按照《意见（试行，修订）》，抓落实。", ["按照《意见（试行，修订）》，", "抓落实。"]),
        ("“抓铁有痕，”他说，“久久为功。”", ["“抓铁有痕，”", "他说，", "“久久为功。”"]),
        ("没有逗号", ["没有逗号"]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


CHINESE = st.text(
    alphabet='市长王强调要会议在上的。，；：！？“”‘’（）()《》、…—,.;:!?" \n\t　0123456789aB%', max_size=300
)


@given(CHINESE)
def test_sentences_cover_every_character_but_white_space(text: str) -> None:
    spans = split_sentences(text)
    end = 0
    for span in spans:
        assert span.start >= end
        assert text[end : span.start].strip() == ""
        assert span.start < span.end
        assert "\n" not in span.text(text)
        assert span.text(text) == span.text(text).strip()
        end = span.end
    assert text[end:].strip() == ""


@given(CHINESE)
def test_clauses_are_contiguous_and_cover_their_sentence(text: str) -> None:
    for span in split_sentences(text):
        parts = split_clauses(text, span.start, span.end)
        assert parts[0].start == span.start
        assert parts[-1].end == span.end
        assert all(left.end == right.start for left, right in itertools.pairwise(parts))
        assert all(part.start < part.end for part in parts)


@given(CHINESE)
def test_pairs_are_nested_and_of_matching_marks(text: str) -> None:
    found = pairs(text)
    for opener, closer in found:
        assert opener < closer
        assert is_balanced(text[opener] + text[closer])
    for left in found:
        for right in found:
            if left[0] < right[0] < left[1]:
                assert right[1] < left[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“甲（乙）”", True),
        ("“甲", False),
        ("甲”", False),
        ("“甲（乙”）", False),
        ('说"好"', True),
        ('说"好', False),
    ],
)
def test_balance(text: str, expected: bool) -> None:
    assert is_balanced(text) is expected


def test_trim_and_join() -> None:
    text = " 　甲乙 "
    assert trim(text, 0, len(text)) == (2, 4)
    spans = split_sentences("甲。乙。丙。")
    assert [(s.start, s.end) for s in join([spans[2], spans[0], spans[1]])] == [(0, 6)]
    assert len(join([spans[0], spans[2]])) == 2


def test_a_sentence_that_opens_with_the_last_words_before_it_is_another() -> None:
    text = "云溪街道开展了暑期专项检查本次暑期专项检查由何文带队，发现问题。"
    assert sentences(text) == ["云溪街道开展了暑期专项检查", "本次暑期专项检查由何文带队，发现问题。"]
    for whole in ("何文对本次检查提出要求。", "“专项检查本次专项检查”是病句。", "由何文参加此次检查。"):
        assert sentences(whole) == [whole]
