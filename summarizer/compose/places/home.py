"""Which town, district or province a report is from, where its offices go without a name: 市委书记王某 of 江州市.

Nothing is guessed. Either the report says the name in full (江州市) and hardly speaks of another at that level, or its
paper is called after the place, or it speaks of the place as of its own: 奋力谱写中国式现代化的江州新篇章.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from summarizer.check.places import find_places, short_form
from summarizer.text.bylines import byline_end
from summarizer.text.lexicon import load_words

#: Mentions, with or without 市, that it takes, and how many times those of any other town.
ENOUGH_MENTIONS = 2
MARGIN = 3
LEVELS = "省市县区州"
#: A local report has named a local office by then.
OPENING_CHARS = 400

_HAN = r"\u3400-\u9fff"
# 潍坊广电新媒体, 深圳特区报, 常德日报, 中国江苏网
_PAPER = re.compile(
    rf"(?P<before>[{_HAN}]{{2,6}}?)(?:日报|晚报|晨报|商报|特区报|时报|新闻网|广电|广播|电视台|发布|在线|网)"
)
# 据江州日报消息，7月28日下午，市委书记…: part of the text, and says whose city it is, too.
_SOURCE = re.compile(r"^据?[^，。]{2,14}(?:消息|讯|报道)，")
# 某网记者 甲乙 江州报道8月2日，…: from where a paper of the province reports
_REPORTS_FROM = re.compile(rf"(?P<name>[{_HAN}]{{2,3}})报道[ ：]*$")
# 刘某来到新城区建设者之家: more often any new quarter than the district of that name.
_COMMON = frozenset({"新城", "老城", "城中", "城关", "城东", "城西", "城北", "城南", "中心"})
# 市委书记， 我市， 全市: the paper's readers know which.
_NAMELESS = rf"(?<![{_HAN}])副?{{0}}(?:委|长|政府|人大|政协)|[我全]{{0}}(?![委长级政场])"
# The offices of some place, with or without its name: in reports that are of no place they come late, if at all.
_OFFICE = re.compile(
    rf"[{LEVELS}](?:委(?!员)|长(?![期江者]|三角)|政府|人大|政协)|[我全][{LEVELS}](?![域场])|街道"
)
# What is said of one's own place only: 为金山经济社会发展, 江州新篇章, 结合江州实际; 龚某在江州分会场强调
_SURELY_OURS = (
    r"经济社会(?:高质量)?发展|新?篇章|担当|答卷|画卷|未来发展|样板|实际(?![上情行成应控])|这座城市|分会场"
)
# …and of 沈阳, which is no common word, in shorter terms: 为沈阳全面振兴, 江州实践, 江州警备区副司令员.
_OURS_TOO = (
    r"(?:全面|乡村)?振兴|实践(?!基地)|贡献|力量|品牌|智慧|方案|(?:事业)?发展(?![银集])|(?:实现)?(?:高质量|更好)发展|"
    r"警备区|军分区|转变发展方式|优化城市空间|(?:社区|基层|城市|社会)治理(?:标杆|样板|品牌|模式)|工作(?:的|作出的)?(?:系列)?重要(?:指示|讲话)"
)
_OURS_BEFORE = r"(?<=平安)|(?<=法治)|(?<=美丽)|(?<=幸福)|(?<=考察)|(?<=视察)"
_AFTER_OURS = r"(?:建设|社会)|重要(?:讲话|指示)"
# 湖北正处于“七上八下”防汛关键期, of which the report speaks again; 江东已进入主汛期 alone may be the river's upper reaches.
_IN_SEASON = r"(?:正?处于|已?进入)“?[^，。”]{0,8}”?(?:汛期|防汛[^，。]{0,4}期)"
_CLAIM = re.compile(rf"(?P<sure>(?P<season>{_IN_SEASON})|{_SURELY_OURS})|{_OURS_TOO}")
_CLAIMED_BETWEEN = re.compile(rf"(?:{_OURS_BEFORE})[{_HAN}]{{2,3}}?(?={_AFTER_OURS})")
# 省建设厅、浙江海事局、省水利厅: only what the capital runs there is called by the place's name.
_AMONG = re.compile(
    rf"[厅局委部办]、(?P<name>[{_HAN}]{{2,3}}?)[{_HAN}]{{2,5}}[局队司]、(?P<level>[{LEVELS}])(?=[{_HAN}])"
)
# 赴江州考察, 学习借鉴江州经验, 对口支援江州: who goes there is from elsewhere.
_ELSEWHERE = r"(?:赴|前往|到访|走进|对口|支援|援助|帮扶|借鉴)[^，。；]{{0,6}}{0}|学习{0}"
#: A town is called by one of its characters where somebody comes to it: 来松调研, 在松开班. 在京 and 在沪 all readers know.
SHORT_OF_TOWN = re.compile(
    rf"(?<=[来在抵到])(?<!存在)(?<!正在)(?P<one>(?![京沪津渝])[{_HAN}])(?=(?:专题)?(?:调研|考察|开班|举行|举办|召开|开幕|启动|签约|会见|出席|访问|揭牌))"
)


def is_local(body: str, towns: Mapping[str, str]) -> bool:
    """Whether a report is of a province, a town or a part of one, whether or not it says of which.

    Args:
        towns: of ``body``, as :func:`find_towns` gives them.
    """
    return bool(towns) or bool(_OFFICE.search(body, 0, OPENING_CHARS))


def find_towns(body: str) -> Mapping[str, str]:
    """The place of each level (市 → 江州) that the report is about; levels without a clear one are left out."""
    found: dict[str, Counter[str]] = {}
    for start, end in find_places(body):
        name = short_form(body[start:end])
        level = body[start + len(name) : start + len(name) + 1]
        # 保定 in 医保定点 is no place; what is never written in full does not count.
        if level and level in LEVELS and name not in _COMMON:
            found.setdefault(level, Counter())[name] = body.count(name)
    towns = {}
    for level, names in found.items():
        (name, count), *others = names.most_common(2)
        if count >= max(ENOUGH_MENTIONS, MARGIN * max((other for _, other in others), default=0)):
            towns[level] = name
    for level, name in (*_homes(body, found), *_claimed(body, found)):
        towns.setdefault(level, name)
    return towns


def _homes(body: str, found: Mapping[str, Counter[str]]) -> Iterator[tuple[str, str]]:
    """The place of the paper that reports, with its level, where the report speaks of it, and in full of no other.

    潍坊广电新媒体讯8月14日下午，我市召开…: whose town that is only the byline says.
    """
    paragraph = body.split("\n", 1)[0]
    source = _SOURCE.match(paragraph)
    end = byline_end(paragraph) or (source.end() if source else 0)
    places = load_words("places")
    names = [
        (one, True)
        for match in _PAPER.finditer(paragraph[:end])
        for size in (2, 3)
        if (one := match["before"][-size:]) in places["provinces"] | places["cities"]
    ]
    if (place := _REPORTS_FROM.search(paragraph[:end])) and place["name"] in places["cities"]:
        names.append((place["name"], False))
    for name, is_paper in names:
        is_city = name not in places["provinces"] or f"{name}市" in places["provinces"]
        level = "市" if is_city else "省"
        others = found.get(level, Counter()).keys() - {name}
        spoken_of = (is_paper and f"我{level}" in body) or (
            not others and (name in body[end:] or re.search(_NAMELESS.format(level), body[end:]))
        )
        if spoken_of and f"{name}{level}" in places["provinces"] | places["cities"]:
            yield level, name


def _claimed(body: str, found: Mapping[str, Counter[str]]) -> Iterator[tuple[str, str]]:
    """The places that the report speaks of as of its own, each the only one at its level, and no other in full."""
    claims: dict[str, Counter[str]] = {}
    for level, name in _claims(body):
        claims.setdefault(level, Counter())[name] += 1
    for level, names in claims.items():
        (name, _), *others = names.most_common(2)
        elsewhere = re.search(_ELSEWHERE.format(name), body)
        if not others and not elsewhere and not found.get(level, Counter()).keys() - {name}:
            yield level, name


def _claims(body: str) -> Iterator[tuple[str, str]]:
    known = {body[start:end] for start, end in find_places(body)}
    for claim in _CLAIM.finditer(body):
        for size in (3, 2):
            name = body[max(0, claim.start() - size) : claim.start()]
            if claim["season"] and body.count(name) < ENOUGH_MENTIONS:
                continue
            if (level := _only_level(name)) and (claim["sure"] or name in known):
                yield from _unless_part(level, name, known)
                break
    for between in _CLAIMED_BETWEEN.finditer(body):
        if between.group() in known and (level := _only_level(between.group())):
            yield from _unless_part(level, between.group(), known)
    for among in _AMONG.finditer(body):
        if among["name"] in known and _only_level(among["name"]) == among["level"]:
            yield among["level"], among["name"]
    for short in SHORT_OF_TOWN.finditer(body):
        names = {short_form(place) for place in known if short["one"] in short_form(place)}
        if len(names) == 1 and (level := _only_level(name := names.pop())):
            yield level, name


def _unless_part(level: str, name: str, known: set[str]) -> Iterator[tuple[str, str]]:
    """龙江 is a part of 黑龙江, and 东昌 of 东昌府."""
    if name not in _COMMON and not any(name in place and short_form(place) != name for place in known):
        yield level, name


@cache
def _only_level(name: str) -> str | None:
    """区 for 青浦; None where there is none or several are called so (吉林省, 吉林市)."""
    places = load_words("places")
    full = places["provinces"] | places["cities"] | places["counties"]
    levels = [level for level in LEVELS if f"{name}{level}" in full]
    return levels[0] if len(levels) == 1 and len(name) > 1 else None
