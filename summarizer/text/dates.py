"""Dates and times as the text writes them: 2024年4月9日, 9日, 昨天下午, 8月17日至20日, 9时30分.

Only what is written is filled in; resolving 9日 to a month is the reader's business.
"""

import dataclasses
import re

from summarizer.text.numbers import parse_number

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_Y = r"(?:\d{4}|[一二][〇零○一二三四五六七八九]{3})"
_PART = r"(?:凌晨|清晨|早上|早晨|上午|中午|午后|下午|傍晚|晚上|晚间|夜间|当晚|晚|深夜)"
_DATE = re.compile(
    rf"""
    (?P<iso>\d{{4}})[-/.](?P<iso_month>\d{{1,2}})[-/.](?P<iso_day>\d{{1,2}})(?!\d)
    | (?P<relative>昨天|昨日|昨晚|今天|今日|今晚|今早|今晨|明天|明日|前天|后天|近日|日前|近期|当天|当日|当晚|次日)
      (?P<relative_part>{_PART})?
    | (?<![\d.])(?:(?P<year>{_Y})年(?:度)?)?(?:(?P<month>{_N})月(?P<of_month>份)?)?
      (?:(?P<day>{_N})(?:日|号(?!楼|线|院|文|令|台|公告|站|井|机|馆|店|路)))?
      (?:\s?(?P<part>{_PART}))?
    """,
    re.VERBOSE,
)
_OPENING = re.compile(rf"{_Y}年|{_N}月|{_N}[日号]|\d{{4}}[-/.]\d|[昨今明前后近日当次][天日晚早晨期前]")
_TIME = re.compile(
    rf"(?<![\d:.])(?P<hour>{_N})(?:[:：](?P<clock>[0-5]\d)|[时点](?!间|候|代|光|任|建议|意见|要求|希望|体会|有|常|亮|击|对)(?:(?P<half>半)|(?P<minute>{_N})分)?)"
)
_HALF = re.compile(r"(?<![\d.])(\d{1,4})\s?(?:至|到|-|—|~|～|－|–)\s?")
_JOIN = re.compile(r"\s?(?:至|到|-|—|~|～|－|–)\s?")


@dataclasses.dataclass(frozen=True, slots=True)
class Date:
    """One date where it stands; a range is two dates, the second with ``until``.

    Attributes:
        start, end: span in the text.
        year, month, day: as written, None where the text leaves them out.
        part: part of the day as written (上午, 晚), or None.
        relative: 昨天, 近日 and the like, or None.
        until: it ends a range (8月17日至20日).
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None
    relative: str | None = None
    until: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Time:
    """A time of day: hour 0–24, minute 0–59, as written."""

    start: int
    end: int
    hour: int
    minute: int


def find_dates(text: str) -> list[Date]:
    """All dates of ``text`` in order; impossible ones (13月, 45日) are not dates."""
    dates: list[Date] = []
    position = 0
    while opening := _OPENING.search(text, position):
        position = opening.end()
        match = _DATE.match(text, opening.start())
        date = _read(match) if match else None
        if date is None:
            position = opening.start() + 1
            continue
        opening_half = _range_start(text, date)
        if opening_half and (not dates or dates[-1].end <= opening_half.start):
            dates.append(opening_half)
        if dates and _JOIN.fullmatch(text, dates[-1].end, date.start):
            date = dataclasses.replace(date, until=True, month=date.month or dates[-1].month)
        dates.append(date)
        position = date.end
    return dates


def _range_start(text: str, date: Date) -> Date | None:
    """The first half of 1至6月 or 2020-2022年, whose unit only the second half writes."""
    match = _HALF.search(text, max(0, date.start - 8), date.start)
    if not match or match.end() != date.start:
        return None
    value = int(match[1])
    if date.year is not None and 1900 <= value <= 2100:
        return Date(match.start(1), match.end(1), year=value)
    if date.year is None and date.month is not None:
        return _valid(Date(match.start(1), match.end(1), month=value))
    if date.year is None and date.day is not None:
        return _valid(Date(match.start(1), match.end(1), day=value))
    return None


def find_times(text: str) -> list[Time]:
    """All times of day of ``text`` in order (9时30分, 19:30, 八点半)."""
    times = []
    for match in _TIME.finditer(text):
        hour = parse_number(match["hour"])
        minute = 30 if match["half"] else int(parse_number(match["clock"] or match["minute"] or "0") or 0)
        if hour is not None and hour <= 24 and minute < 60:
            times.append(Time(match.start(), match.end(), int(hour), minute))
    return times


def _read(match: re.Match[str]) -> Date | None:
    start, end = match.span()
    if match["iso"]:
        return _valid(Date(start, end, int(match["iso"]), int(match["iso_month"]), int(match["iso_day"])))
    if match["relative"]:
        return Date(start, end, relative=match["relative"], part=match["relative_part"])
    if not (match["year"] or match["month"] or match["day"]):
        return None
    return _valid(
        Date(
            start, end, _number(match["year"]), _number(match["month"]), _number(match["day"]), match["part"]
        )
    )


def _number(numeral: str | None) -> int | None:
    value = parse_number(numeral) if numeral else None
    return int(value) if value is not None else None


def _valid(date: Date) -> Date | None:
    if date.month is not None and not 1 <= date.month <= 12:
        return None
    if date.day is not None and not 1 <= date.day <= 31:
        return None
    return date
