"""The town that local papers leave out because their readers know it: 市委书记王某 → 江州市委书记王某.

Nothing is guessed: the town is named only where the report says its name in full (江州市) and hardly speaks of another
at that level.
"""

import re
from collections import Counter
from collections.abc import Mapping

from summarizer.check.places import find_places, short_form
from summarizer.text.bylines import byline_end
from summarizer.text.lexicon import load_words

#: Mentions, with or without 市, that it takes, and how many times those of any other town.
ENOUGH_MENTIONS = 2
MARGIN = 3

# 潍坊广电新媒体, 深圳特区报, 常德日报, 中国江苏网
_PAPER = re.compile(
    r"(?P<before>[\u3400-\u9fff]{2,6}?)(?:日报|晚报|晨报|商报|特区报|时报|新闻网|广电|广播|电视台|发布|在线|网)"
)
# 据江州日报消息，7月28日下午，市委书记…: part of the text, and says whose city it is, too.
_SOURCE = re.compile(r"^据?[^，。]{2,14}(?:消息|讯|报道)，")
_LEVELS = "省市县区州"
# 研究谋划全市房地产工作; but 全市民营经济发展大会 is called so.
_WHOLE = re.compile(
    rf"(?:研究|谋划|部署|安排|调研|检查|督导|听取|审议|推进)全(?P<level>[{_LEVELS}])(?![^ ，]*(?:会议?|论坛)(?=[ ，召举]|$))"
)
# 刘某来到新城区建设者之家: more often any new quarter than the district of that name.
_COMMON = frozenset({"新城", "老城", "城中", "城关", "城东", "城西", "城北", "城南", "中心"})
_OURS = re.compile(rf"我(?P<level>[{_LEVELS}])(?![委长级政场])")
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
        if level and level in _LEVELS and name not in _COMMON:
            found.setdefault(level, Counter())[name] = body.count(name)
    towns = {}
    for level, names in found.items():
        (name, count), *others = names.most_common(2)
        if count >= max(ENOUGH_MENTIONS, MARGIN * max((other for _, other in others), default=0)):
            towns[level] = name
    if (home := _home(body, found)) and home[0] not in towns:
        towns[home[0]] = home[1]
    return towns


def _home(body: str, found: Mapping[str, Counter[str]]) -> tuple[str, str] | None:
    """The place of the paper that reports, with its level, where the report speaks of it, and in full of no other.

    潍坊广电新媒体讯8月14日下午，我市召开…: whose town that is only the byline says.
    """
    paragraph = body.split("\n", 1)[0]
    source = _SOURCE.match(paragraph)
    end = byline_end(paragraph) or (source.end() if source else 0)
    places = load_words("places")
    for match in _PAPER.finditer(paragraph[:end]):
        name = next(
            (
                one
                for size in (2, 3)
                if (one := match["before"][-size:]) in places["provinces"] | places["cities"]
            ),
            None,
        )
        if name is None:
            continue
        is_city = name not in places["provinces"] or f"{name}市" in places["provinces"]
        level = "市" if is_city else "省"
        others = found.get(level, Counter()).keys() - {name}
        spoken_of = f"我{level}" in body or (name in body[end:] and not others)
        if spoken_of and f"{name}{level}" in places["provinces"] | places["cities"]:
            return level, name
    return None


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


def name_ours(text: str, towns: Mapping[str, str]) -> str:
    """调研我区文旅项目 → 调研黄浦区文旅项目: whose district it is goes without saying in its own paper only."""
    return _OURS.sub(lambda match: towns.get(match["level"], "我") + match["level"], text, count=1)


def name_whole(text: str, towns: Mapping[str, str]) -> str:
    """研究谋划全市房地产工作 → 研究谋划江州市房地产工作, where the text does not name the place anywhere."""
    for match in _WHOLE.finditer(text):
        if (name := towns.get(match["level"])) and name not in text:
            return f"{text[: match.start('level') - 1]}{name}{text[match.start('level') :]}"
    return text
