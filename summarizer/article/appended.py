"""What follows a report in the same body and is no part of it: further items of a roundup, profiles of lecturers.

    成华丨区委理论学习中心组举行专题学习会8月8日，……。新都丨区委工作会议召开8月7日，……
    ……四十余人参加了培训。讲师简介甲某律师现任……

A summary of several places' meetings would give the words of one to another, so that only the first item is read. A
profile may stand in the midst of a report; then what follows it is read again.
"""

import re
from itertools import islice

#: A roundup has at least so many further items; a single heading with a bar may be a subheading.
FURTHER_ITEMS = 2
#: Profiles that are looked for; a page has one or a few.
MOST_PROFILES = 8

_STOP = r"(?:(?<=[。！？\n])|(?<=[。！？][”）]))"
# Each item opens with its place, a bar, a heading and a day of its own; subheadings (成效丨……) have none.
_ITEM = re.compile(
    rf"{_STOP} ?[\u3400-\u9fff]{{2,6}} ?[丨｜|] ?[^，。！？丨｜|\n]{{4,50}}?\n?(?=(?:20\d\d年)?\d{{1,2}}月\d{{1,2}}日)"
)
_PROFILE = re.compile(
    rf"{_STOP} ?(?:讲师|讲者|主讲人|主讲嘉宾|授课专家|专家|嘉宾|作者|企业|公司)简介 ?[:：]?(?=[\u3400-\u9fff\n])(?!中|里|显示|上|和|及)"
)

# What a profile does not tell: 市长强调，……; 会上举行了签约仪式。
_REPORTED = re.compile(
    r"(?:强调|指出|表示|要求|认为|提出)[，：]|(?:介绍|(?<![小学传解])说|(?<![职名简俗])称)，"
    r"|(?:会议|大会|座谈会?|论坛|活动|仪式)(?:上，|[^，。]{0,12}(?:召开|举行|举办|开幕))|(?:举行|召开)了"
    r"|(?:出席|主持|参加)(?:会议|活动|仪式|调研|并)"
)


def strip_appended(text: str) -> tuple[str, list[str]]:
    """``text`` without what is no part of its report, and what was taken out."""
    items = [match.start() for match in _ITEM.finditer(text)]
    end = items[0] if len(items) >= FURTHER_ITEMS else len(text)
    found = [text[end:].strip()] if end < len(text) else []
    text = text[:end]
    # A profile in front of everything introduces the report.
    for profile in reversed(list(islice(_PROFILE.finditer(text, len(text) // 3), MOST_PROFILES))):
        stop = _profile_end(text, profile)
        if stop > profile.start():
            found.insert(0, text[profile.start() : stop].strip())
            text = text[: profile.start()].rstrip() + text[stop:]
    return text, found


def _profile_end(text: str, profile: re.Match[str]) -> int:
    """Where a profile ends: with the text where nothing reported follows, else with its paragraph, or at once where
    that reports, too: 企业简介某公司成立于2001年。市长周某强调，……: how far the profile goes nobody says."""
    if not _REPORTED.search(text, profile.end()):
        return len(text)
    start = profile.end() + (text[profile.end() : profile.end() + 1] == "\n")
    line = text.find("\n", start)
    return profile.start() if line < 0 or _REPORTED.search(text, start, line) else line
