"""The period of a figure, which a headline may not leave out: 总收入13亿元 of half a year is no year's."""

import re

_FIGURE = re.compile(r"\d[\d.]*(?:万|亿|多|余)*(?:元|美元|%|吨|辆|户|家|人次|套)")
#: Characters before a figure's clause in which its period stands.
_REACH = 16
# 2023年上半年，… 今年1至7月，… : the year is the report's own, or it has no part named behind it.
_PERIOD = re.compile(
    r"(?:^|[。；，“\s])(?:\d{4}年|今年)?(?P<part>上半年|下半年|[前第]?[一二三四]个?季度|\d{1,2}[至到—-]\d{1,2}月份?)，$"
)


def with_period(text: str, body: str) -> str:
    """A headline with the part of the year of which its figure is, where that stands right before it in the body."""
    if not _FIGURE.search(text) or (at := body.find(text)) <= 0:
        return text
    period = _PERIOD.search(body, max(0, at - _REACH), at)
    return period["part"] + text if period else text
