"""Plausible errors put into supported statements, to prove that the fact check finds them.

Each corruption changes one fact the way a model or a tired editor would: another person, another post, a digit, a
unit, 副 dropped, 增长 turned into 下降. Names and places are found by an independent tagger (jieba) as well as by
the library's own readers, so that the proof does not only meet what the check already sees. Deterministic for a seed.
"""

import dataclasses
import random
import re
from collections.abc import Callable, Container, Iterator, Sequence
from functools import lru_cache

from summarizer.report.people import Mention, find_people
from summarizer.text.dates import find_dates
from summarizer.text.numbers import find_numbers, parse_number


@dataclasses.dataclass(frozen=True, slots=True)
class Corruption:
    """One error.

    Attributes:
        kind: what was done, ``<finding kind>_<how>``.
        text: the corrupted statement.
        start, end: where the error stands in ``text``; empty for something dropped.
        was: what stood there.
        speaker: the speaker to check the statement with; differs from the true one only for ``speaker_field``.
    """

    kind: str
    text: str
    start: int
    end: int
    was: str
    speaker: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Statement:
    """A supported statement, its source, and the source's own stock to swap from."""

    text: str
    body: str
    speaker: str | None
    mentions: tuple[Mention, ...]
    body_mentions: tuple[Mention, ...]
    strangers: tuple[str, ...]
    places: tuple[str, ...]
    organisations: tuple[str, ...]

    @property
    def others(self) -> list[Mention]:
        """Persons of the body that the statement does not name."""
        return [m for m in self.body_mentions if m.name not in self.text and not m.press and m.name != self.speaker]


Maker = Callable[[Statement, random.Random], Iterator[Corruption]]

_LETTERS = "伟明华国强军平建文志勇林峰海涛斌鹏辉波宁刚健磊超敏静丽洁玲燕娟芳霞红梅英兰凤玉春雪"
_RANKED = re.compile(r"(?:书记|市长|县长|区长|省长|部长|局长|主任|主席|厅长|处长|校长|院长|董事长|总经理|会长|秘书长)")
_UNITS = {
    "亿": ["万"],
    "万": ["亿", ""],
    "美元": ["元", "欧元"],
    "元": ["美元"],
    "平方公里": ["平方米"],
    "公里": ["米", "公顷"],
    "公顷": ["亩", "平方米"],
    "毫米": ["厘米"],
    "亩": ["公顷"],
    "吨": ["公斤"],
    "%": ["个百分点", "‰"],
    "个百分点": ["%"],
    "人": ["户", "家"],
    "名": ["家", "户"],
    "家": ["人", "项"],
    "户": ["人"],
    "项": ["人", "家"],
    "个": ["人", "%"],
    "辆": ["艘"],
    "次": ["天"],
    "天": ["个月"],
    "年": ["个月"],
    "场": ["天"],
    "倍": ["%"],
}
_TURNS = [
    ("增长", "下降"), ("增加", "减少"), ("上升", "下降"), ("提高", "降低"), ("扩大", "缩小"), ("加快", "放缓"),
    ("加强", "削弱"), ("超过", "不足"), ("高于", "低于"), ("以上", "以下"), ("支持", "反对"), ("开幕", "闭幕"),
    ("顺差", "逆差"), ("进口", "出口"), ("上半年", "下半年"), ("上午", "下午"), ("盈利", "亏损"), ("上涨", "下跌"),
    ("鼓励", "禁止"), ("领先", "落后"), ("提升", "降低"), ("改善", "恶化"), ("启动", "停止"), ("开放", "关闭"),
]  # fmt: skip
_NEGATED = ("不得", "不能", "不会", "不要", "不准", "不允许", "尚未", "从未", "未", "没有", "不", "无", "绝不", "严禁")
_NEGATABLE = ("完成", "实现", "通过", "获得", "参加", "出席", "支持", "同意", "达到", "存在", "发现", "发生", "允许", "影响")


def corrupt(
    statement: Statement, rng: random.Random, leave_out: Container[str] = ()
) -> Iterator[Corruption]:
    """One corruption of each kind that the statement allows, those that stay supported left out.

    Args:
        leave_out: names of makers that are not wanted any more, see :data:`MAKERS`.
    """
    for name, make in MAKERS.items():
        if name in leave_out:
            continue
        made = list(make(statement, rng))
        rng.shuffle(made)
        for corruption in made:
            if not _still_supported(corruption, statement):
                yield corruption
                break


def make_statement(
    text: str,
    body: str,
    speaker: str | None = None,
    strangers: Sequence[str] = (),
    places: Sequence[str] = (),
    organisations: Sequence[str] = (),
) -> Statement:
    """A statement with everything that its corruption needs.

    Args:
        strangers: names of persons from other articles.
        places, organisations: names of such from other articles.
    """
    body_mentions = _people(body)
    known = {mention.name for mention in body_mentions}
    mentions = tuple(m for m in find_people(text) if m.name in known and not m.press)
    return Statement(
        text,
        body,
        speaker,
        mentions,
        body_mentions,
        tuple(name for name in strangers if name not in body),
        tuple(name for name in places if name not in body),
        tuple(name for name in organisations if name not in body),
    )


@lru_cache(maxsize=4)
def _people(body: str) -> tuple[Mention, ...]:
    return tuple(find_people(body))


@lru_cache(maxsize=64)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """Words of ``text`` with jieba's part-of-speech tags: nr persons, ns places, nt organisations."""
    import jieba
    from jieba import posseg

    jieba.setLogLevel("ERROR")
    return tuple((word.word, word.flag) for word in posseg.cut(text))


def _replace(
    kind: str, statement: Statement, start: int, end: int, new: str, speaker: str | None = None
) -> Corruption:
    text = statement.text
    return Corruption(
        kind,
        text[:start] + new + text[end:],
        start,
        start + len(new),
        text[start:end],
        statement.speaker if speaker is None else speaker,
    )


def _name_letter(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for mention in statement.mentions:
        at = rng.randrange(mention.start + 1, mention.end)
        new = rng.choice(_LETTERS)
        if new != statement.text[at]:
            name = statement.text[mention.start : at] + new + statement.text[at + 1 : mention.end]
            yield _replace("name_letter", statement, mention.start, mention.end, name)


def _name_swapped(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    others = statement.others
    for mention in statement.mentions:
        if others:
            yield _replace("name_swapped", statement, mention.start, mention.end, rng.choice(others).name)


def _name_stranger(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for mention in statement.mentions:
        if statement.strangers:
            new = rng.choice(statement.strangers)
            yield _replace("name_stranger", statement, mention.start, mention.end, new)


def _post_swapped(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for mention in statement.mentions:
        if mention.post_start is not None and mention.post_end == mention.start and _is_post(mention, statement):
            known = {m.post for m in statement.body_mentions if m.name == mention.name and m.post}
            posts = sorted({m.post for m in statement.body_mentions if m.post and _is_post(m, statement)} - known)
            posts = [post for post in posts if not any(post in own or own in post for own in known)]
            if posts:
                new = rng.choice(posts)
                yield _replace("post_swapped", statement, mention.post_start, mention.post_end, new)


def _is_post(mention: Mention, statement: Statement) -> bool:
    """A post and nothing else: the readers sometimes take in a name or a bracket."""
    post = mention.post or ""
    names = {other.name for other in statement.body_mentions}
    whole = not mention.press and re.fullmatch("[\u4e00-\u9fff、]{2,24}", post)
    return bool(whole) and not any(name in post for name in names)


def _post_rank(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for mention in statement.mentions:
        if not mention.post or mention.post_start is None or mention.post_end != mention.start:
            continue
        post = mention.post
        for match in re.finditer(f"[副原代](?={_RANKED.pattern})", post):
            start = mention.post_start + match.start()
            yield _replace("post_rank_dropped", statement, start, start + 1, "")
        heads = [match.start() for match in _RANKED.finditer(post)]
        if heads and heads[-1] and post[heads[-1] - 1] not in "副原代总":
            start = mention.post_start + heads[-1]
            yield _replace("post_rank_added", statement, start, start, rng.choice("副副原代"))


def _post_level(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    levels = {"市": "县", "县": "市", "省": "市", "区": "县"}
    for mention in statement.mentions:
        if mention.post and mention.post_start is not None and mention.post_end == mention.start:
            for match in re.finditer("[省市县区](?=委|长|政府)", mention.post):
                start = mention.post_start + match.start()
                yield _replace("post_level", statement, start, start + 1, levels[match[0]])


def _speaker_field(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    others = sorted({mention.name for mention in statement.others if mention.post})
    if statement.speaker and others:
        new = rng.choice(others)
        yield Corruption("speaker_field", statement.text, 0, len(statement.text), statement.speaker, new)


def _speaker_inline(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    others = statement.others
    for mention in statement.mentions:
        if others and re.match("强调|指出|要求|表示|希望|说|认为|介绍|提出|:|：", statement.text[mention.end :]):
            new = rng.choice(others).name
            yield _replace("speaker_inline", statement, mention.start, mention.end, new)


def _number_digit(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for start, end, digits in _plain_numbers(statement.text):
        places = [at for at in range(start, digits) if statement.text[at].isdigit()]
        if places:
            at = rng.choice(places)
            new = rng.choice([digit for digit in "123456789" if digit != statement.text[at]])
            word = statement.text[start:at] + new + statement.text[at + 1 : end]
            yield _replace("number_digit", statement, start, end, word)


def _number_swapped(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    stock = [statement.body[start:end] for start, end, _ in _plain_numbers(statement.body)]
    for start, end, digits in _plain_numbers(statement.text):
        unit = statement.text[digits:end]
        value = parse_number(statement.text[start:digits].strip("第余多"))
        others = [
            new
            for new in stock
            if unit and new.endswith(unit) and new not in statement.text
            and parse_number(new[: len(new) - len(unit)].strip("第余多")) != value
        ]
        if others:
            yield _replace("number_swapped", statement, start, end, rng.choice(others))


def _number_unit(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for start, end, _ in _plain_numbers(statement.text):
        for unit, others in _UNITS.items():
            at = statement.text.rfind(unit, start, end)
            if at > start and at + len(unit) in (end, end - 1, end - 2):
                yield _replace("number_unit", statement, at, at + len(unit), rng.choice(others))
                break


def _plain_numbers(text: str) -> list[tuple[int, int, int]]:
    dates = find_dates(text)
    return [
        (number.start, number.end, number.digits)
        for number in find_numbers(text)
        if not any(date.start < number.end and number.start < date.end for date in dates)
    ]


def _date_digit(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for date in find_dates(statement.text):
        if date.relative:
            continue
        for match in re.finditer(r"\d+(?=[年月日])", statement.text[date.start : date.end]):
            unit = statement.text[date.start + match.end()]
            highest = {"年": 2030, "月": 12, "日": 28}[unit]
            value = int(match[0])
            near = [v for v in (value - 2, value - 1, value + 1, value + 2) if 1 <= v <= highest]
            if not near:
                continue
            new = rng.choice(near)
            start = date.start + match.start()
            yield _replace("date_digit", statement, start, start + len(match[0]), str(new))


def _date_part(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    turned = {"上午": "下午", "下午": "上午", "昨天": "今天", "今天": "昨天", "今年": "去年", "去年": "今年"}
    for match in re.finditer("|".join(turned), statement.text):
        yield _replace("date_part", statement, match.start(), match.end(), turned[match[0]])


_PLACE = re.compile("(?![一二三四五六七八九十两])[\u4e00-\u9fff]{1,5}(?:省|市|县|区|州|镇|乡|村|旗|国|岛)|(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|江苏|浙江|安徽|福建|"
    "江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|新疆|西藏|宁夏|广西|内蒙古|黑龙江|香港|澳门|台湾|[\u4e00-\u9fff]{2}[州阳安宁山江])")
_NO_PLACES = frozenset("自治区 开国 外国 我国 全国 城区 山区 省市 祖国 王国 建国 回国 大国 爱国 各国 平安 中国 城市 大都市 都市 开区 中心城市 县市区 上市 新区 社区 地区 灾区 园区 景区 小区 校区 党州".split())
_ORGANISATION = re.compile("[\u4e00-\u9fff]{2,}(?:局|厅|委|部|院|公司|集团|大学|学院|学校|协会|中心|银行|联盟|组织|总队|委员会|办公室)")
_NO_ORGANISATIONS = frozenset("党组织 各部 全部".split())


def places_in(text: str) -> list[tuple[int, int]]:
    """Spans that the tagger takes for places and that look like one."""
    return [
        (start, end)
        for start, end, tag in _tagged_spans(text)
        if tag == "ns" and _PLACE.fullmatch(text[start:end]) and text[start:end] not in _NO_PLACES
    ]


def organisations_in(text: str) -> list[tuple[int, int]]:
    """Spans that the tagger takes for organisations and that look like one."""
    return [
        (start, end)
        for start, end, tag in _tagged_spans(text)
        if tag == "nt" and _ORGANISATION.fullmatch(text[start:end]) and text[start:end] not in _NO_ORGANISATIONS
    ]


def _tagged_spans(text: str) -> Iterator[tuple[int, int, str]]:
    at = 0
    for word, tag in tagged(text):
        yield at, at + len(word), tag
        at += len(word)


def _place_elsewhere(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for start, end in places_in(statement.text):
        if statement.places:
            yield _replace("place_elsewhere", statement, start, end, rng.choice(statement.places))


def _place_swapped(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    spans = places_in(statement.text)
    stock = sorted({statement.body[a:b] for a, b in places_in(statement.body)}) if spans else []
    for start, end in spans:
        word = statement.text[start:end]
        others = [new for new in stock if new not in statement.text and new[:2] != word[:2] and new[-1] == word[-1]]
        if others:
            yield _replace("place_swapped", statement, start, end, rng.choice(others))


_ORGAN = re.compile(r"(?:教育|公安|财政|民政|司法|商务|水利|审计|交通运输|农业农村|自然资源|生态环境|市场监管|卫生健康|发展改革)(?=局|厅|部|委)")
_ORGANS = ("教育", "公安", "财政", "民政", "司法", "商务", "水利", "审计", "交通运输", "农业农村", "自然资源", "生态环境", "市场监管")


def _organisation(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for match in _ORGAN.finditer(statement.text):
        new = rng.choice([organ for organ in _ORGANS if organ != match[0]])
        yield _replace("organisation_swapped", statement, match.start(), match.end(), new)
    for start, end in organisations_in(statement.text):
        if statement.organisations:
            new = rng.choice(statement.organisations)
            yield _replace("organisation_elsewhere", statement, start, end, new)


def _quotation(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for match in re.finditer("[“《]([^“”《》]{2,})[”》]", statement.text):
        start, end = match.span(1)
        at = rng.randrange(start, end)
        words = statement.text[start:end]
        if not statement.text[at].isalnum():
            continue
        if rng.random() < 0.5 and len(words) > 3:
            yield _replace("quotation_dropped", statement, at, at + 1, "")
        else:
            new = rng.choice([char for char in statement.body if "\u4e00" <= char <= "\u9fff"])
            if new != statement.text[at]:
                yield _replace("quotation_letter", statement, at, at + 1, new)


def _negation(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for word in _NEGATED:
        for match in re.finditer(f"{word}(?![断仅但少久同])", statement.text):
            new = {"严禁": "允许", "不得": "可以", "尚未": "已", "没有": "有", "未": ""}.get(word, "")
            yield _replace("negation_dropped", statement, match.start(), match.end(), new)
    for word in _NEGATABLE:
        for match in re.finditer(rf"(?<![不未没无]){word}", statement.text):
            yield _replace("negation_added", statement, match.start(), match.start(), rng.choice(("未", "不", "没有")))


def _direction(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for pair in _TURNS:
        for word, new in (pair, pair[::-1]):
            for match in re.finditer(word, statement.text):
                yield _replace("direction_turned", statement, match.start(), match.end(), new)


def _order(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    mentions = statement.mentions
    for first, second in zip(mentions, mentions[1:], strict=False):
        if statement.text[first.end : second.start] in ("、", "和", "与") and first.name != second.name:
            new = second.name + statement.text[first.end : second.start] + first.name
            yield _replace("order_swapped", statement, first.start, second.end, new)


#: Every kind of corruption by the name of what it does; some make several kinds.
MAKERS: dict[str, Maker] = {
    "name_letter": _name_letter,
    "name_swapped": _name_swapped,
    "name_stranger": _name_stranger,
    "post_swapped": _post_swapped,
    "post_rank": _post_rank,
    "post_level": _post_level,
    "speaker_field": _speaker_field,
    "speaker_inline": _speaker_inline,
    "number_digit": _number_digit,
    "number_swapped": _number_swapped,
    "number_unit": _number_unit,
    "date_digit": _date_digit,
    "date_part": _date_part,
    "place_elsewhere": _place_elsewhere,
    "place_swapped": _place_swapped,
    "organisation": _organisation,
    "quotation": _quotation,
    "negation": _negation,
    "direction": _direction,
    "order": _order,
}

_CLAUSE = re.compile(r"[^，。；：！？,;:!?\s]+")


def _still_supported(corruption: Corruption, statement: Statement) -> bool:
    """Whether the body says the corrupted thing as well, word for word around the change."""
    if corruption.text == statement.text:
        return corruption.speaker == statement.speaker
    start, end = corruption.start, corruption.end
    clauses = [m for m in _CLAUSE.finditer(corruption.text) if m.start() <= end and start <= m.end()]
    if clauses and all(_standing(match[0], statement.body) for match in clauses):
        return True
    if corruption.kind.startswith(("post", "order", "negation")):
        return False
    # The new word with the neighbours the statement gives it: 李丹出席 where the body has both 出席.
    new = corruption.text[start:end]
    near = new + corruption.text[end : end + 2]
    before = corruption.text[max(0, start - 2) : start] + new
    return bool(new) and any(
        len(piece) == len(new) + 2 and _CLAUSE.fullmatch(piece) and piece in statement.body for piece in (near, before)
    )


def _standing(clause: str, body: str) -> bool:
    """Whether the clause stands in the body, not behind 副, 不 or a digit."""
    at = body.find(clause)
    while at >= 0:
        if not at or body[at - 1] not in "副原代不未没无0123456789.":
            return True
        at = body.find(clause, at + 1)
    return False
