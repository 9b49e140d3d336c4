"""The town that local papers leave out because their readers know it: 市委书记王某 → 江州市委书记王某.

Nothing is guessed: the town is named only where the report says its name in full (江州市) and hardly speaks of another
at that level.
"""

import re
from collections import Counter
from collections.abc import Mapping

from summarizer.check.places import find_places, short_form

#: Mentions, with or without 市, that it takes, and how many times those of any other town.
ENOUGH_MENTIONS = 2
MARGIN = 3

_LEVELS = "省市县区州"
# Where a place without its name stands first: 市委书记， 市总工会举行…， 副市长李某. Not 区域, 市场, 县级, 区别.
_UNNAMED = re.compile(
    rf"(?<![\u3400-\u9fff])(?:副?(?P<head>[{_LEVELS}])(?=长)|(?P<organ>[{_LEVELS}])"
    r"(?=委|政府|人大|政协|人民政府|总工会|[\u3400-\u9fff]{2,7}[局办委]))"
)


def find_towns(body: str) -> Mapping[str, str]:
    """The place of each level (市 → 江州) that the report is about; levels without a clear one are left out."""
    found: dict[str, Counter[str]] = {}
    for start, end in find_places(body):
        name = short_form(body[start:end])
        level = body[start + len(name) : start + len(name) + 1]
        # 保定 in 医保定点 is no place; what is never written in full does not count.
        if level and level in _LEVELS:
            found.setdefault(level, Counter())[name] = body.count(name)
    towns = {}
    for level, names in found.items():
        (name, count), *others = names.most_common(2)
        if count >= max(ENOUGH_MENTIONS, MARGIN * max((other for _, other in others), default=0)):
            towns[level] = name
    return towns


def name_town(text: str, towns: Mapping[str, str]) -> str:
    """The text with its first nameless office named; unchanged where it names the place anywhere already."""
    for match in _UNNAMED.finditer(text):
        level = match.group("head") or match.group("organ")
        name = towns.get(level)
        if name is None:
            continue
        if name in text:
            return text
        title = f"{name}{level}" if match.group("head") else name
        return text[: match.start()] + title + text[match.start() :]
    return text
