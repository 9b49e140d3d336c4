"""The day of an event: as written in the lead, resolved against the dateline or the publication date."""

import re
from datetime import date, datetime, timedelta

_PART = r"(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚间|夜间|晚)"
_ABSOLUTE = re.compile(
    rf"""
    (?<![\d.])(?:(?P<year>\d{{4}})年)?(?:(?P<month>\d{{1,2}})月)?(?P<day>\d{{1,2}})日
    (?:(?:[至到—–~-]+(?:\d{{1,2}}月)?\d{{1,2}}日)|、(?:\d{{1,2}}月)?\d{{1,2}}日)?{_PART}?
  | (?<![\d.])(?:(?P<year2>\d{{4}})年)?(?P<month2>\d{{1,2}})月(?P<day2>\d{{1,2}})
    (?:[、至到—–~-]+\d{{1,2}})+日{_PART}?
    """,
    re.VERBOSE,
)
_RELATIVE = re.compile(
    rf"(?:今天|今日|昨天|昨日|前天|前日|明天)(?:{_PART})?|今[晨早晚]|昨[晨早晚夜]"
    rf"|近日|日前|近期|连日来|当天(?:{_PART})?|当[日晚]"
)
_DATELINE = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:电|讯|综合|消息)")
_DAYS_BACK = {"今": 0, "昨": 1, "前": 2, "明": -1}

#: Dates are looked for in this many characters from the start of the lead.
LEAD_CHARS = 400


def find_event_date(
    body: str, start: int, end: int, published_at: datetime | None
) -> tuple[date | None, str | None, int | None]:
    """``(day, text, position)`` of the event whose lead is ``body[start:end]``.

    ``text`` is verbatim (4月9日, 昨天下午, 近日); ``day`` is None when the year or the month cannot be known.
    """
    dateline = _dateline(body, published_at)
    absolute = next((m for m in _ABSOLUTE.finditer(body, start, end) if not _is_dateline(body, m)), None)
    relative = _RELATIVE.search(body, start, end)
    found = [match for match in (absolute, relative) if match]
    match = min(found, key=lambda one: one.start()) if found else None
    if absolute and relative and body[relative.end() : absolute.start()] in ("（", "("):
        # 今天（7月21日）下午: written as today, resolved by the brackets.
        bracketed = find_event_date(body, absolute.start(), end, published_at)[0]
        return bracketed, relative[0], relative.start()
    if match is None:
        return None, None, None
    if match.re is _ABSOLUTE:
        groups = match.groupdict()
        year, month = groups["year"] or groups["year2"], groups["month"] or groups["month2"]
        day = int(groups["day"] or groups["day2"])
        resolved = _resolve(int(year) if year else None, int(month) if month else None, day, dateline)
        return resolved, match[0], match.start()
    days_back = _DAYS_BACK.get(match[0][0])
    if days_back is None or dateline is None:
        return None, match[0], match.start()
    return dateline - timedelta(days=days_back), match[0], match.start()


def _dateline(body: str, published_at: datetime | None) -> date | None:
    """The day the report was written: its dateline (新华社…8月16日电) completed from the publication date."""
    published = published_at.date() if published_at else None
    match = _DATELINE.search(body, 0, LEAD_CHARS)
    if not match:
        return published
    year, month, day = match.groups()
    return (
        _resolve(int(year) if year else None, int(month) if month else None, int(day), published) or published
    )


def _is_dateline(body: str, match: re.Match[str]) -> bool:
    return body.startswith(("电", "讯", "综合", "消息"), match.end())


def _resolve(year: int | None, month: int | None, day: int, written: date | None) -> date | None:
    """The latest day not after ``written`` (a few days of announcement allowed) with that month and day."""
    try:
        if year and month:
            return date(year, month, day)
        if written is None:
            return None
        if month:
            guess = date(year or written.year, month, day)
            # A December event in a January paper; an announced event lies at most half a year ahead.
            if not year and guess - written > timedelta(days=183):
                guess = date(written.year - 1, month, day)
            return guess
        guess = date(written.year, written.month, day)
        if guess > written + timedelta(days=1):
            last = date(written.year, written.month, 1) - timedelta(days=1)
            guess = date(last.year, last.month, day)
        return guess
    except ValueError:
        return None
