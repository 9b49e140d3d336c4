"""The town that local papers leave out because their readers know it: 市委书记王某 → 江州市委书记王某, 我市 → 江州市.

``towns`` is what :func:`summarizer.compose.places.home.find_towns` finds; where that knows no place, nothing is named.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from summarizer.check.places import find_places
from summarizer.compose.clauses.phrases import drop_adverbs, tidy
from summarizer.compose.places.home import LEVELS, SHORT_OF_TOWN

#: A shorter name may be any event's.
LONG_NAME = 10

_DISCUSSED = r"研究|谋划|部署|安排|听取|审议|通报|推进|推动|总结"
# 研究谋划全市房地产工作; but 全市民营经济发展大会 is called so.
_WHOLE = re.compile(
    rf"(?:{_DISCUSSED}|调研|检查|督导)全(?P<level>[{LEVELS}])(?![^ ，]*(?:会议?|论坛)(?=[ ，召举]|$))"
)
# 全市政法系统领导干部会议召开: which city's?
_MEETING = re.compile(
    rf"(?:^|(?<=主持)|(?<=主持召开)|(?<=[\u3400-\u9fff]召开))全(?P<level>[{LEVELS}])(?=[^ ，]{{4,}}(?:会议?|论坛|大会)(?:[ 召举]|在|$))"
)
_OURS = re.compile(rf"(?P<deed>{_DISCUSSED})?了?我(?P<level>[{LEVELS}])(?![委长级政场])")
# Where a place without its name stands first: 市委书记， 市总工会举行…， 副市长李某. Not 区域, 市场, 县级, 区别.
_OFFICE = rf"(?P<organ>[{LEVELS}])(?=委|政府|人大|政协|人民政府|总工会|[\u3400-\u9fff]{{2,7}}[局办委])"
_UNNAMED = re.compile(rf"(?<![\u3400-\u9fff])(?:副?(?P<head>[{LEVELS}])(?=长)|{_OFFICE})")
# 王某主持召开省防汛防台研判会议, 主持召开省委常委会会议
_HELD_BY = re.compile(rf"主持召开(?P<organ>[{LEVELS}])(?![场域级际属内外情])(?=委|政府|[^，全]{{2,24}}会议)")
# 江州市…座谈会在临江举行: whose it is says more than where.
_HELD_AT = re.compile(r"(?<=会)在[\u3400-\u9fff]{2,6}(?=(?:召开|举行)$)")
# 王某主持召开江州区委常委（扩大）会议 部署防汛工作
_PRESIDED = re.compile(r"^[\u3400-\u9fff·]{2,4}主持(?:召开)?(?P<meeting>[^ ，]+会议?)(?= (?![^ ]*强调))")


def name_town(text: str, towns: Mapping[str, str]) -> str:
    """The text with its first nameless office named; unchanged where that sentence or one before names the place."""
    for match in _UNNAMED.finditer(text):
        level = match.group("head") or match.group("organ")
        name = towns.get(level)
        if name is None:
            continue
        rest = text[match.start() :].partition("。")[0]
        before = text[: match.start()]
        # 座谈会在临江市举行。副市长刘某介绍江州市创建经验: of 江州, though the last city named is another.
        another = any(before[end - 1] == level for _, end in find_places(before))
        if name in before or (f"{name}{level}" in rest and not another):
            return text
        title = f"{name}{level}" if match.group("head") else name
        return text[: match.start()] + title + text[match.start() :]
    return text


def is_nameless(text: str, unclear: Collection[str]) -> bool:
    """Whether an office without a name opens the text, at a level where nobody knows of which place it is.

    舒兰市遭遇洪灾。…《吉林市委关于向四名同志学习的决定》称，市委、市政府决定: read alone it would be 舒兰市委.

    Args:
        unclear: of the report, as :func:`unclear_levels` finds them.
    """
    office = _UNNAMED.match(text)
    return office is not None and (office["head"] or office["organ"]) in unclear


def unclear_levels(report: str, towns: Mapping[str, str]) -> frozenset[str]:
    """The levels at which a report tells of several places, none of which is known to be its own."""
    names: dict[str, set[str]] = {}
    for start, end in find_places(report):
        names.setdefault(report[end - 1], set()).add(report[start:end])
    return frozenset(level for level, found in names.items() if len(found) > 1 and level not in towns)


def name_ours(text: str, towns: Mapping[str, str]) -> str:
    """调研我区文旅项目 → 调研黄浦区文旅项目: whose district it is goes without saying in its own paper only.

    What is discussed for the whole place is 全区's where the name stands before it, or nobody knows it; where nobody does,
    我市临江区 is just that district."""

    def named(match: re.Match[str]) -> str:
        name, start = towns.get(match["level"]), match.start("level") - 1
        head = text[match.start() : start]
        told = name is None or name in text[:start] or f"我{match['level']}" in text[:start]
        if match["deed"] and told:
            return f"{head}全{match['level']}"
        if name is None and any(start == match.end() for start, _ in find_places(text)):
            return head
        return f"{head}{name or '我'}{match['level']}"

    return _OURS.sub(named, text)


def name_place(text: str, towns: Mapping[str, str]) -> str:
    """Both: an office without a name, and 我市, whichever comes first."""
    office, ours = _UNNAMED.search(text), _OURS.search(text)
    if ours and (office is None or ours.start() < office.start()):
        return name_town(name_ours(text, towns), towns)
    return name_ours(name_town(text, towns), towns)


def name_whole(text: str, towns: Mapping[str, str]) -> str:
    """研究谋划全市房地产工作 → 研究谋划江州市房地产工作, where the text does not name the place anywhere."""
    for pattern in (_WHOLE, _MEETING):
        for match in pattern.finditer(text):
            if (name := towns.get(match["level"])) and name not in text:
                return f"{text[: match.start('level') - 1]}{name}{text[match.start('level') :]}"
    return text


def name_held(text: str, towns: Mapping[str, str]) -> str:
    """王某主持召开省委常委会会议 → 王某主持召开江东省委常委会会议, where the text does not name the place anywhere."""
    held = _HELD_BY.search(text)
    if held and (name := towns.get(held["organ"])) and name not in text:
        return text[: held.start("organ")] + name + text[held.start("organ") :]
    return text


def name_event(text: str, event: str | None, report: str) -> str:
    """全国学雷锋先进典型座谈会 → 江州市全国学雷锋先进典型座谈会, as ``report``, title and body, calls it elsewhere."""
    event = tidy(event or "")
    if len(event) < LONG_NAME or event not in text:
        return text
    whole = re.search(rf"(?P<place>[\u3400-\u9fff]{{2,4}}[{LEVELS}]){re.escape(event)}", tidy(report))
    places = find_places(whole["place"]) if whole else []
    if not whole or not places or places[-1][1] != len(whole["place"]):
        return text
    place = whole["place"][places[-1][0] :]
    return text if place in text else text.replace(event, place + event, 1)


def placed(headline: str, towns: Mapping[str, str], event: str | None, report: str) -> Iterator[str]:
    """The headline with its place where the paper's own readers need none, and the same in fewer words."""
    text = name_town(name_ours(name_in_full(headline, towns), towns), towns)
    text = name_event(name_whole(name_held(text, towns), towns), event, report)
    if text != headline:
        yield text
        yield from (drop_adverbs(text), text.replace("主持召开", "主持"), _HELD_AT.sub("", text))
        # Whose meeting it was says more than who presided.
        yield _PRESIDED.sub(r"\g<meeting>召开", text)


def name_in_full(text: str, towns: Mapping[str, str]) -> str:
    """来松调研 → 来松江调研: only who lives there calls it so."""

    def full(match: re.Match[str]) -> str:
        names = [name for name in towns.values() if match["one"] in name]
        return names[0] if len(names) == 1 else match["one"]

    return SHORT_OF_TOWN.sub(full, text)
