"""Errors about places and organisations, found by a tagger that the fact check does not use (jieba)."""

import random
import re
from collections.abc import Iterator
from functools import lru_cache

from summarizer.check.corruption.models import Corruption, Statement, replace

_PLACE = re.compile(
    "(?![一二三四五六七八九十两])[\u4e00-\u9fff]{1,5}(?:省|市|县|区|州|镇|乡|村|旗|国|岛)|(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|江苏|浙江|安徽|福建|"
    "江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|新疆|西藏|宁夏|广西|内蒙古|黑龙江|香港|澳门|台湾|[\u4e00-\u9fff]{2}[州阳安宁山江])"
)
_NO_PLACES = frozenset(
    "自治区 开国 外国 我国 全国 城区 山区 省市 祖国 王国 建国 回国 大国 爱国 各国 平安 中国 城市 大都市 都市 开区 中心城市 县市区 治区 苏区 城中村 新村 大城市 特大城市 小城市 老区 市辖区 开发区 共和国 上市 新区 社区 地区 灾区 园区 景区 小区 校区 党州".split()
)
# 内陆地区, 东道国, 治省: the tagger takes them for places, an editor would not.
_NO_PLACE = re.compile(r".*(?:地区|特区|道国|[大治兴全各本该澳]省|[大治兴全各本该澳][市县区])")
_ORGANISATION = re.compile(
    "[\u4e00-\u9fff]{2,}(?:局|厅|委|部|院|公司|集团|大学|学院|学校|协会|中心|银行|联盟|组织|总队|委员会|办公室)"
)
_NO_ORGANISATIONS = frozenset("党组织 各部 全部".split())


_ORGAN = re.compile(
    r"(?:教育|公安|财政|民政|司法|商务|水利|审计|交通运输|农业农村|自然资源|生态环境|市场监管|卫生健康|发展改革)(?=局|厅|部|委)"
)
_ORGANS = (
    "教育",
    "公安",
    "财政",
    "民政",
    "司法",
    "商务",
    "水利",
    "审计",
    "交通运输",
    "农业农村",
    "自然资源",
    "生态环境",
    "市场监管",
)


@lru_cache(maxsize=64)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """Words of ``text`` with jieba's part-of-speech tags: nr persons, ns places, nt organisations."""
    import jieba
    from jieba import posseg

    jieba.setLogLevel("ERROR")
    return tuple((word.word, word.flag) for word in posseg.cut(text))


def places_in(text: str) -> list[tuple[int, int]]:
    """Spans that the tagger takes for places and that look like one."""
    return [
        (start, end)
        for start, end, tag in _tagged_spans(text)
        if tag == "ns"
        and _PLACE.fullmatch(text[start:end])
        and text[start:end] not in _NO_PLACES
        and not _NO_PLACE.fullmatch(text[start:end])
    ]


def organisations_in(text: str) -> list[tuple[int, int]]:
    """Spans that the tagger takes for organisations and that look like one."""
    return [
        (start, end)
        for start, end, tag in _tagged_spans(text)
        if tag == "nt"
        and _ORGANISATION.fullmatch(text[start:end])
        and text[start:end] not in _NO_ORGANISATIONS
    ]


def _tagged_spans(text: str) -> Iterator[tuple[int, int, str]]:
    at = 0
    for word, tag in tagged(text):
        yield at, at + len(word), tag
        at += len(word)


def place_elsewhere(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for start, end in places_in(statement.text):
        word = statement.text[start:end]
        others = [new for new in statement.places if new[:2] != word[:2]]
        if others:
            yield replace("place_elsewhere", statement, start, end, rng.choice(others))


def place_swapped(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    spans = places_in(statement.text)
    stock = sorted({statement.body[a:b] for a, b in places_in(statement.body)}) if spans else []
    for start, end in spans:
        word = statement.text[start:end]
        others = [
            new for new in stock if new not in statement.text and new[:2] != word[:2] and new[-1] == word[-1]
        ]
        if others:
            yield replace("place_swapped", statement, start, end, rng.choice(others))


def organisation(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for match in _ORGAN.finditer(statement.text):
        new = rng.choice([organ for organ in _ORGANS if organ != match[0]])
        yield replace("organisation_swapped", statement, match.start(), match.end(), new)
    for start, end in organisations_in(statement.text):
        if statement.organisations:
            new = rng.choice(statement.organisations)
            yield replace("organisation_elsewhere", statement, start, end, new)
