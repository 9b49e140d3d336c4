"""The day of an event, as written and as resolved."""

from datetime import datetime

import pytest

from summarizer.report.dates import find_event_date

PUBLISHED = datetime(2025, 3, 20, 18, 0)


@pytest.mark.parametrize(
    ("text", "written", "day"),
    [
        ("3月18日，大会召开。", "3月18日", "2025-03-18"),
        ("2024年11月5日上午，大会召开。", "2024年11月5日上午", "2024-11-05"),
        ("18日下午，大会召开。", "18日下午", "2025-03-18"),
        ("25日，大会召开。", "25日", "2025-02-25"),
        ("12月28日，大会召开。", "12月28日", "2024-12-28"),
        ("4月9日至11日，大会召开。", "4月9日至11日", "2025-04-09"),
        ("3月13、14日，市长检查工作。", "3月13、14日", "2025-03-13"),
        ("今天，大会召开。", "今天", "2025-03-20"),
        ("昨天下午，大会召开。", "昨天下午", "2025-03-19"),
        ("昨晚，大会召开。", "昨晚", "2025-03-19"),
        ("前天，大会召开。", "前天", "2025-03-18"),
        ("近日，大会召开。", "近日", None),
        ("日前，大会召开。", "日前", None),
        ("2月30日，大会召开。", "2月30日", None),
        ("大会召开。", None, None),
        ("增长3.18日均值，大会召开。", None, None),
        ("新华社临江3月19日电 今天，大会召开。", "今天", "2025-03-19"),
        ("近日，大会召开。3月1日起施行。", "近日", None),
        ("今天（3月18日）下午，大会召开。", "今天", "2025-03-18"),
    ],
)
def test_date(text: str, written: str | None, day: str | None) -> None:
    found, as_written, at = find_event_date(text, 0, len(text), PUBLISHED)
    assert as_written == written
    assert (found.isoformat() if found else None) == day
    if written is not None and at is not None:
        assert text.startswith(written, at)


def test_without_a_publication_date_only_a_full_date_is_resolved() -> None:
    assert find_event_date("3月18日，大会召开。", 0, 12, None)[0] is None
    found = find_event_date("2024年3月18日，大会召开。", 0, 17, None)[0]
    assert found is not None
    assert found.isoformat() == "2024-03-18"
