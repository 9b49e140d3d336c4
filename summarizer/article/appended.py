"""What follows a report in the same body and is no part of it: further items of a roundup, profiles of lecturers.

    成华丨区委理论学习中心组举行专题学习会8月8日，……。新都丨区委工作会议召开8月7日，……
    ……四十余人参加了培训。讲师简介甲某律师现任……

A summary of several places' meetings would give the words of one to another, so that only the first item is read.
"""

import re

#: A roundup has at least so many further items; a single heading with a bar may be a subheading.
FURTHER_ITEMS = 2

_STOP = r"(?:(?<=[。！？\n])|(?<=[。！？][”）]))"
# Each item opens with its place, a bar, a heading and a day of its own; subheadings (成效丨……) have none.
_ITEM = re.compile(
    rf"{_STOP} ?[\u3400-\u9fff]{{2,6}} ?[丨｜|] ?[^，。！？丨｜|\n]{{4,50}}?\n?(?=(?:20\d\d年)?\d{{1,2}}月\d{{1,2}}日)"
)
_PROFILE = re.compile(
    rf"{_STOP} ?(?:讲师|讲者|主讲人|主讲嘉宾|授课专家|专家|嘉宾|作者|企业|公司)简介 ?[:：]?(?=[\u3400-\u9fff\n])(?!中|里|显示|上|和|及)"
)


def report_end(text: str) -> int:
    """Where the report in ``text`` ends; the length of ``text`` when nothing else follows it."""
    items = [match.start() for match in _ITEM.finditer(text)]
    end = items[0] if len(items) >= FURTHER_ITEMS else len(text)
    # A profile in front of everything introduces the report.
    profiles = (match.start() for match in _PROFILE.finditer(text, len(text) // 3))
    return min(end, next(profiles, end))
