"""Dates and times as written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.dates import find_dates, find_times


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年4月9日召开", [("2024年4月9日", 2024, 4, 9)]),
        ("4月9日上午", [("4月9日上午", None, 4, 9)]),
        ("9日，大会召开", [("9日", None, None, 9)]),
        ("二〇二五年八月", [("二〇二五年八月", 2025, 8, None)]),
        ("8月17日至20日", [("8月17日", None, 8, 17), ("20日", None, 8, 20)]),
        ("1至6月", [("1", None, 1, None), ("6月", None, 6, None)]),
        ("2020-2022年", [("2020", 2020, None, None), ("2022年", 2022, None, None)]),
        ("2024-04-09发布", [("2024-04-09", 2024, 4, 9)]),
        ("十二月三日", [("十二月三日", None, 12, 3)]),
        ("13月45日", []),
        ("五号线开通", []),
    ],
)
def test_dates(text: str, expected: list[tuple[str, int | None, int | None, int | None]]) -> None:
    assert [(text[d.start : d.end], d.year, d.month, d.day) for d in find_dates(text)] == expected


@pytest.mark.parametrize(
    ("text", "word", "part"), [("昨天下午举行", "昨天", "下午"), ("近日，", "近日", None)]
)
def test_relative_days(text: str, word: str, part: str | None) -> None:
    (date,) = find_dates(text)
    assert (date.relative, date.part) == (word, part)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9时30分开会", [(9, 30)]),
        ("19:30播出", [(19, 30)]),
        ("八点半", [(8, 30)]),
        ("25时", []),
        ("提出3点建议", []),
    ],
)
def test_times(text: str, expected: list[tuple[int, int]]) -> None:
    assert [(time.hour, time.minute) for time in find_times(text)] == expected


@given(st.text(alphabet="0123456789一二十年月日号至到-/.:时点分上午昨天近日临江", max_size=60))
def test_spans_are_in_range(text: str) -> None:
    for found in (*find_dates(text), *find_times(text)):
        assert 0 <= found.start < found.end <= len(text)
