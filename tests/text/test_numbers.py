"""Numbers with units, in digits and Chinese numerals; what is none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.numbers import find_numbers, parse_number


def read(text: str) -> list[tuple[str, str, str]]:
    return [(text[n.start : n.end], str(n.value), n.unit) for n in find_numbers(text)]


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("1.2亿", "120000000"),
        ("12000万", "120000000"),
        ("二〇二五", "2025"),
        ("三千二百万", "32000000"),
        ("十", "10"),
        ("二十三", "23"),
        ("三百五", "350"),
        ("一百零五", "105"),
        ("两万三", "23000"),
        ("3,700", "3700"),
        ("１２", "12"),
        ("三点五", "3.5"),
        ("1.50", "1.5"),
    ],
)
def test_values(numeral: str, value: str) -> None:
    assert parse_number(numeral) == Decimal(value)


@pytest.mark.parametrize("numeral", ["", "abc", "百分", "1.2.3"])
def test_not_a_numeral(numeral: str) -> None:
    assert parse_number(numeral) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("增长百分之五", "增长5%"),
        ("投资1.2亿元", "投资12000万元"),
        ("两个平台", "2个平台"),
        ("千分之三", "3‰"),
        ("三千二百万元", "3200万元"),
        ("第三届", "第3届"),
        ("3700余家", "3,700余家"),
        ("百分之三点五", "3.5％"),
    ],
)
def test_same_number_written_differently(one: str, other: str) -> None:
    (first,), (second,) = find_numbers(one), find_numbers(other)
    assert (first.kind, first.value, first.unit) == (second.kind, second.value, second.unit)


@pytest.mark.parametrize(
    "text",
    [
        "共建一带一路",
        "统一部署",
        "进一步推进",
        "一要压实责任",
        "二是强化监管",
        "十分重视",
        "千方百计",
        "一把手负责",
        "三农工作",
    ],
)
def test_what_only_looks_like_a_number(text: str) -> None:
    assert find_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("达 4.3 亿辆", [("4.3 亿辆", "430000000", "辆")]),
        ("提高11个百分点", [("11个百分点", "11", "个百分点")]),
        ("约1600多万户", [("1600多万户", "16000000", "户")]),
        ("数十人到场", [("数十人", "None", "人")]),
        ("四名企业家和2位专家", [("四名", "4", "名"), ("2位", "2", "位")]),
        ("清退6682.28万元", [("6682.28万元", "66822800", "元")]),
        ("第十四届全国人大", [("第十四届", "14", "届")]),
    ],
)
def test_spans_and_units(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


def test_kinds() -> None:
    kinds = [number.kind for number in find_numbers("占三分之一，增长5%，提高2个百分点，第三次，共8项")]
    assert kinds == ["fraction", "percent", "points", "ordinal", "quantity"]


@given(
    st.text(alphabet="一二三十百千万亿两第分之多余0123456789.,%‰个元人年月日至要是、，。临江市", max_size=60)
)
def test_spans_are_in_order_and_in_range(text: str) -> None:
    last = 0
    for number in find_numbers(text):
        assert last <= number.start < number.digits <= number.end <= len(text)
        last = number.end


@given(st.integers(min_value=1, max_value=9999), st.sampled_from(["", "万", "亿"]))
def test_scales_multiply_out(value: int, scale: str) -> None:
    factor = {"": 1, "万": 10_000, "亿": 100_000_000}[scale]
    assert parse_number(f"{value}{scale}") == value * factor
