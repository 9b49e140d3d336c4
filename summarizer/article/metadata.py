"""Source and time of publication from visible lines (时间：2024-04-09 19:30 来源：某报) and date strings."""

import dataclasses
import re
from datetime import datetime, timedelta, timezone
from functools import cache

from summarizer.text.lexicon import alternation, load_words

#: Longest line that states source and time, in characters.
LONGEST_META_LINE_CHARS = 160

_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})\s?日?"
    r"(?:\s?(?:星期|周)[一二三四五六日天])?"
    r"(?:[ T]*(?:上午|下午)?\s?(?P<hour>\d{1,2})[:时点](?P<minute>\d{2})分?(?::(?P<second>\d{2}))?)?(?!\d)"
)
_ZONE = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$")
_TIME_LABEL = (
    r"(?:(?:最后更新|发布|发表|更新|刊发|上传|发稿|编辑|录入|成文|出版|撰写|添加|信息)?(?:时间|日期)"
    r"|發布時間|發佈時間|時間|发布于|发表于|更新于)"
)
_SOURCE_LABEL = (
    r"(?:(?:信息|文章|新闻|稿件|本文|内容|资料|原文)?(?:来源|來源)|稿源|消息来源|出处|出處|发布(?:机构|单位))"
)
_PEOPLE_LABELS = "作者 记者 流程编辑 责任编辑 编辑 责编 审核 校对 撰稿 摄影 供稿 编审"
_WIDGET_LABELS = "字号 字体 浏览 点击 阅读 分享 评论 打印 人气 访问"
_LABELS = re.compile("|".join((_TIME_LABEL, _SOURCE_LABEL, *_PEOPLE_LABELS.split(), *_WIDGET_LABELS.split())))
_SOURCE = re.compile(rf"{_SOURCE_LABEL}\s?[:：]\s*(?P<source>[^\s|｜【\[,，。;；]{{2,40}})")
_BARE_REST = re.compile(r"[^。，；！？]{0,60}")
_PROSE = re.compile(r"[。！？；]")
_LABELLED_DATE = re.compile(rf"{_TIME_LABEL}\s?[:：]?\s*$")


@dataclasses.dataclass(frozen=True, slots=True)
class Imprint:
    """Who published a page and when, each None where it is not said."""

    source: str | None = None
    published_at: datetime | None = None

    def or_else(self, other: "Imprint") -> "Imprint":
        """What this one says, completed by ``other``."""
        return Imprint(self.source or other.source, self.published_at or other.published_at)


def read_imprint(line: str) -> Imprint | None:
    """The imprint that a visible line states, or None when the line is something else.

    Accepted are lines with labels (时间：… 来源：…, in any order, among 作者, 浏览次数 and others) and lines
    that begin with a full date and hold no sentence. 2024年4月9日，… is prose.
    """
    line = line.strip("()（）[]【】 ")
    if not 4 <= len(line) <= LONGEST_META_LINE_CHARS or _PROSE.search(line):
        return None
    date = _DATE.search(line)
    source = _SOURCE.search(line)
    starts_with_label = _LABELS.match(line) is not None
    if source and (starts_with_label or source.start() == 0 or date):
        return Imprint(_clean_source(source["source"]), _moment(date) if date else None)
    if date and (starts_with_label and _LABELLED_DATE.search(line[: date.start()])):
        return Imprint(_named_source(line[date.end() :]), _moment(date))
    if date and date.start() == 0 and _BARE_REST.fullmatch(line[date.end() :]):
        rest = line[date.end() :].strip()
        if not rest or date["hour"] or _LABELS.search(rest) or _named_source(rest):
            return Imprint(_named_source(rest), _moment(date))
    if date and date["hour"] and len(line) <= 60:
        named = [_named_source(word) for word in line[: date.start()].split()]
        if any(named) or (not line[date.end() :].strip() and date.start() < 12):
            return Imprint(next(filter(None, named), None), _moment(date))
    return None


def parse_moment(text: str) -> datetime | None:
    """A date with or without time from a meta tag; UTC becomes Chinese time, other zones are left out."""
    match = _DATE.search(text)
    moment = _moment(match) if match else None
    if moment is None or match is None or not match["hour"]:
        return moment
    zone = _ZONE.search(text.strip())
    if zone and zone[0] in ("Z", "+00:00", "+0000"):
        return (moment.replace(tzinfo=timezone.utc) + timedelta(hours=8)).replace(tzinfo=None)
    return moment


def _moment(match: re.Match[str]) -> datetime | None:
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    try:
        return datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None


def _clean_source(source: str) -> str | None:
    source = _LABELS.split(source)[0].strip(":：-—_ ")
    for brackets in ("（）", "()"):
        if (brackets[0] in source) != (brackets[1] in source):
            source = source.strip(brackets)
    return source if len(source) > 1 else None


def _named_source(text: str) -> str | None:
    """The first word of ``text`` when it ends like the name of a publisher."""
    word = re.split(r"[\s|｜/]+", text.strip())[0] if text.strip() else ""
    return word if 3 <= len(word) <= 16 and _outlet_ending().search(word) else None


@cache
def _outlet_ending() -> re.Pattern[str]:
    names = load_words("outlets")
    return re.compile(alternation(names["suffixes"] | names["complete"]) + "$")
