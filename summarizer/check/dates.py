"""Dates and times: what is written must agree with a date of the body, what is added must follow from it."""

from collections.abc import Iterator

from summarizer.check.issues import Issue
from summarizer.check.slots import Slot
from summarizer.check.source import Source
from summarizer.check.statement import Statement
from summarizer.text.dates import Date

#: Words for one and the same day.
_SAME_DAY = (
    frozenset("今天 今日".split()),
    frozenset("昨天 昨日".split()),
    frozenset("明天 明日".split()),
    frozenset("近日 日前 近期".split()),
    frozenset("当天 当日".split()),
    frozenset("今晚 当晚".split()),
)
#: Years told from today, which a text must not bring in by itself; 今年 follows from the date of the report.
_OTHER_YEARS = ("去年", "明年", "前年")
_SAME_PART = (
    frozenset("早上 早晨 清晨 上午".split()),
    frozenset("晚 晚上 晚间 夜间 当晚".split()),
    frozenset("下午 午后".split()),
)
#: By how much another date must fit better before two dates count as exchanged.
_MARGIN = 3


def check_dates(statement: Statement, source: Source) -> Iterator[Issue]:
    """Dates and times of day that the body does not support."""
    for date in statement.dates:
        written = statement.text[date.start : date.end]
        if date.relative:
            if not _relative_known(date, source):
                yield _issue(date, f"原文没有“{written}”。", None)
            continue
        same = [other for other in source.dates if _agree(date, other, source)]
        if not same and not _resolved(date, source):
            if date.day is None and date.month is None and str(date.year) in source.text:
                continue
            yield _issue(date, f"原文没有“{written}”这个日期。", _nearest(statement, source, date))
        elif same and (winner := _rival(statement, source, date, same)):
            yield _issue(date, f"此处原文的日期为“{winner}”，不是“{written}”。", winner)
    for word in _OTHER_YEARS:
        at = statement.text.find(word)
        if at >= 0 and word not in source.text and "上年" not in source.text:
            suggestion = "今年" if "今年" in source.text else None
            yield Issue("date", at, at + len(word), f"原文没有说“{word}”。", suggestion)
    for time in statement.times:
        if not any(time.hour == other.hour and time.minute == other.minute for other in source.times):
            written = statement.text[time.start : time.end]
            if written not in source.text:
                yield Issue("date", time.start, time.end, f"原文没有“{written}”这个时间。", None)


def _issue(date: Date, message: str, suggestion: str | None) -> Issue:
    return Issue("date", date.start, date.end, message, suggestion)


def _relative_known(date: Date, source: Source) -> bool:
    words = next((group for group in _SAME_DAY if date.relative in group), frozenset((date.relative or "",)))
    if date.relative in ("当天", "当日", "当晚"):
        return date.part is None or date.part in source.text
    return any(
        word + (date.part or "") in source.text or (word in source.text and _has_part(date.part, source))
        for word in words
    )


def _has_part(part: str | None, source: Source) -> bool:
    return part is None or part in source.text


def _agree(date: Date, other: Date, source: Source) -> bool:
    """Whether a date of the body is the same day, as far as both say."""
    if other.relative:
        return False
    if date.day != other.day and (date.day is not None or date.month is None):
        return date.day is None and date.month is None and date.year == other.year
    if date.day is None and date.month is not None and other.month != date.month:
        return False
    if date.month is not None and other.month is not None and date.month != other.month:
        return False
    if date.month is not None and other.month is None and date.month not in _known_months(source):
        return False
    if date.year is not None and other.year is not None and date.year != other.year:
        return False
    if date.year is not None and other.year is None and date.year not in _known_years(source):
        return False
    return date.part is None or _same_part(date.part, other.part, source, other)


def _same_part(part: str, other: str | None, source: Source, date: Date) -> bool:
    if part == other:
        return True
    if other is None:  # 8月9日……下午: the part of the day may stand apart
        return part in source.text[date.end : date.end + 40]
    return any(part in group and other in group for group in _SAME_PART)


def _known_months(source: Source) -> set[int]:
    months = {date.month for date in source.dates if date.month is not None}
    if source.report and source.report.date:
        months.add(source.report.date.month)
    return months


def _known_years(source: Source) -> set[int]:
    years = {date.year for date in source.dates if date.year is not None}
    if source.report and source.report.date:
        years.add(source.report.date.year)
    return years


def _resolved(date: Date, source: Source) -> bool:
    """Whether it is the day of the event that the report reader resolved (今天 → 4月9日)."""
    day = source.report.date if source.report else None
    if day is None:
        return False
    return (
        date.year in (None, day.year)
        and date.month in (None, day.month)
        and date.day in (None, day.day)
        and (date.part is None or date.part in source.text)
    )


def _nearest(statement: Statement, source: Source, date: Date) -> str | None:
    rivals = [(source.text[other.start : other.end], [(other.start, other.end)]) for other in source.dates]
    winner = Slot(statement, date.start, date.end).usurper((), rivals, 1)
    if winner is None and len(source.dates) == 1:
        winner = rivals[0][0]
    return winner


def _rival(statement: Statement, source: Source, date: Date, same: list[Date]) -> str | None:
    rivals = [
        (source.text[other.start : other.end], [(other.start, other.end)])
        for other in source.dates
        if other not in same and not other.relative and (other.day is None) == (date.day is None)
    ]
    if not rivals:
        return None
    own = [(other.start, other.end) for other in same]
    return Slot(statement, date.start, date.end).usurper(own, rivals, _MARGIN)
