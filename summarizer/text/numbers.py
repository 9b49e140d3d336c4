"""Numbers with their units, in digits or Chinese numerals, brought to one canonical value.

百分之五 = 5%, 1.2亿 = 12000万, 两个 = 2个, 二〇二五 = 2025. What only looks like a number stays text:
一带一路, 统一, 一要 … 二要 …. Dates have their own module, :mod:`summarizer.text.dates`.
"""

import dataclasses
import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal

NumberKind = Literal["quantity", "percent", "points", "fraction", "ordinal"]

_DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4}
_DIGITS |= {"五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％∶", "0123456789.,%:")

#: Units written with more than one character, or with a character that is rarely a noun of its own. Longest first.
UNITS = (
    "平方公里 平方千米 平方米 ㎡ 公斤 立方米 千瓦时 兆瓦时 兆瓦 千瓦 瓦时 亿千瓦时 公里 千米 毫米 厘米 海里 公顷 公斤 千克 毫克 微克 克 吨 "
    "升 毫升 摄氏度 ℃ 平米 美元 欧元 日元 英镑 港元 港币 卢布 人民币 元 角 "
    "人次 架次 车次 班次 标箱 个月 个小时 小时 分钟 秒 周年 周岁 年度 年代 年 岁 月 天 日 周 届 倍 米 亩 度 级 "
    "余名 个百分点 百分点 个 名 位 人 家 户 项 条 件 次 场 座 所 处 种 类 辆 台 架 艘 列 套 批 份 部 支 只 头 张 幅 篇 本 册 "
    "期 轮 章 则 起 例 宗 笔 枚 块 片 层 栋 幢 间 村 镇 县 市 省 区 国 地 校 队 组 线 城 门 字 步 版 号 点 席 "
    "株 棵 斤 袋 箱 瓶 桶 桌 餐 床 张 堂 门 集 站 口 眼 盏 根 面 顶 "
    "㎡ m² km² 平 斤 大 方 侧 化 新 重 个 环 核 轴 带 园 馆 院 厂 店 港 群 届 ％ % ‰"
).split()
_UNIT = "|".join(sorted(set(UNITS), key=len, reverse=True))

_CN = "零〇○一二两三四五六七八九十百千万亿"
_NUMBER = re.compile(
    rf"""
    (?P<share>(?:百|千|万)分之)(?P<share_value>[{_CN}点]+|\d+(?:\.\d+)?)
    | (?P<below>[{_CN}]+|\d+)分之(?P<above>[{_CN}]+|\d+)
    | (?P<ordinal>第)?
      (?P<value>
          (?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?\s?(?P<scale>[十百千万亿]{{0,2}})
        | (?P<vague>[数几上成]|好几)[十百千万亿]+
        | [{_CN}]+(?:点[零〇一二三四五六七八九]+)?(?P<tail>万|亿)?
      )
      (?P<more>多|余|几|来)?(?P<after>[万亿]+)?
      \s?(?P<unit>{_UNIT})?
    """,
    re.VERBOSE,
)

#: Words beginning with, or containing, numerals that count nothing. Looked at only where a Chinese numeral stands.
_NOT_NUMBERS = re.compile(
    "一带一路|一体|一致|一定|一些|一样|一般|一起|一直|一切|一旦|一边|一律|一面|一方面|一贯|一流|一线|一行|一同|一道|一向|一再|一心|"
    "一系列|一如既往|一把手|一号工程|一以贯之|一揽子|一站式|一键|一网|一盘棋|一张网|一分子|一席之地|一时|一经|一会|一度|一律|一票否决|"
    "万一|万众|万物|万家|万象|万里长城|万无一失|千方百计|千家万户|千头万绪|千行百业|千万(?=要|别|不)|百姓|百花|百年|百家争鸣|"
    "十分|十足|十全|十佳|三农|三严三实|三思|四川|四处|四周|四季|四海|五湖四海|五谷|六安|七里|八方|九州|九江|"
    "三亚|三明|三门|三峡|三江|三沙|百色|千岛|万州|万宁|万载|五台|五华|五莲|六盘水|六合|八宿|九龙|九寨|十堰|十里|"
    "两岸|两会|两侧|两地|二手|三甲|三伏|三星|四化|五四|五一|六一|七一|八一|十一国庆|双一流|不一|三三两两|亿万|千年"
)
#: 一是 …；二要 …：an enumerator opens a clause.
_ENUMERATOR = re.compile(r"[一二三四五六七八九十]{1,3}(?=是|要|、|则|方面)")
_BEFORE_NOT = frozenset("统唯进专同逐万单惟归划如之某每")


@dataclasses.dataclass(frozen=True, slots=True)
class Number:
    """One number where it stands.

    Attributes:
        start, end: span in the text, unit included.
        kind: ``quantity``, ``percent`` (of a hundred; ‰ is converted), ``points`` (百分点), ``fraction``, ``ordinal``.
        value: canonical value, 万 and 亿 multiplied out; None for a vague one (数十, 几百).
        unit: unit or measure word as written, without 万 and 亿; empty when none is recognised.
        digits: end of the numeral proper: ``text[start:digits]`` holds the value, ``text[digits:end]`` the unit.
        written: True when Chinese numerals write it.
    """

    start: int
    end: int
    kind: NumberKind
    value: Decimal | None
    unit: str
    digits: int
    written: bool


@lru_cache(maxsize=8192)
def parse_number(numeral: str) -> Decimal | None:
    """The value of a numeral such as ``1.2亿``, ``三千二百万``, ``二〇二五`` or ``12,000``; None if it is none.

    >>> parse_number("1.2亿")
    Decimal('120000000')
    """
    numeral = numeral.translate(_FULL_WIDTH).replace(",", "").replace(" ", "")
    match = re.fullmatch(
        r"(\d+(?:\.\d+)?)?([零〇○一二两三四五六七八九十百千万亿]*)(?:点([零〇一二三四五六七八九]+))?", numeral
    )
    if not match or not numeral:
        return None
    arabic, chinese, decimals = match.groups()
    if arabic is not None:
        factor = Decimal(1)
        for scale in chinese:
            if scale not in _SCALES:
                return None
            factor *= _SCALES[scale]
        return _plain(Decimal(arabic) * factor)
    if not chinese:
        return None
    if not any(scale in chinese for scale in _SCALES):  # 二〇二五 is read digit by digit
        whole = Decimal(int("".join(str(_DIGITS[char]) for char in chinese)))
    else:
        whole = Decimal(_chinese_value(chinese))
    if decimals:
        whole += Decimal("0." + "".join(str(_DIGITS[char]) for char in decimals))
    return _plain(whole)


def _plain(value: Decimal) -> Decimal:
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def _chinese_value(numeral: str) -> int:
    total = section = digit = 0
    last_scale = 1
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
            last_scale = 1 if char in "零〇○" else last_scale
        elif char in "万亿":
            scale = _SCALES[char]
            section += digit
            total = (total + section) * scale if char == "亿" or total == 0 else total + section * scale
            total = total or scale
            section, digit, last_scale = 0, 0, scale
        else:
            scale = _SCALES[char]
            section += (digit or 1) * scale
            digit, last_scale = 0, scale
    if digit and last_scale >= 100:  # 三百五 = 350, 两万三 = 23000
        digit *= last_scale // 10
    return total + section + digit


def find_numbers(text: str) -> list[Number]:
    """All numbers of ``text`` in order, dates included as plain numbers; spans never overlap.

    A Chinese numeral counts only with a unit, a scale or 第; idioms and enumerators are passed over.
    """
    folded = text.translate(_FULL_WIDTH)
    idioms = {at for match in _NOT_NUMBERS.finditer(folded) for at in range(match.start(), match.end())}
    numbers = []
    for match in _NUMBER.finditer(folded):
        number = _read(folded, match, idioms)
        if number is not None:
            numbers.append(number)
    return numbers


def _read(text: str, match: re.Match[str], idioms: set[int]) -> Number | None:
    start, end = match.span()
    if match["share"]:
        value = parse_number(match["share_value"])
        if value is None:
            return None
        factor = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}[match["share"][0]]
        return Number(start, end, "percent", _plain(value * factor), "%", end, True)
    if match["below"]:
        below, above = parse_number(match["below"]), parse_number(match["above"])
        if not below or above is None:
            return None
        return Number(start, end, "fraction", above / below, "", end, not match["below"].isdigit())
    if not match["value"]:
        return None
    numeral = match["value"].strip()
    written = not numeral[0].isdigit()
    unit = match["unit"] or ""
    digits = match.start("unit") if unit else end
    if written and not match["ordinal"]:
        if any(at in idioms for at in range(start, match.start("value") + len(numeral))):
            return None
        if _is_word(text, start, numeral, unit, match):
            return None
    vague = match["vague"] is not None
    value = None if vague else parse_number(numeral + (match["after"] or ""))
    if value is None and not vague:
        return None
    kind: NumberKind = "ordinal" if match["ordinal"] else "quantity"
    if unit in ("%", "％"):
        kind, unit = "percent", "%"
    elif unit == "‰":
        kind, unit, value = "percent", "%", value / 10 if value is not None else None
    elif unit.endswith("百分点"):
        kind, unit = "points", "个百分点"
    return Number(start, end, kind, value, unit, digits, written)


def _is_word(text: str, start: int, numeral: str, unit: str, match: re.Match[str]) -> bool:
    """Whether a Chinese numeral is part of a word or an enumerator (进一步, 一要, 三中全会), not a count."""
    before = text[start - 1] if start else ""
    if before in _BEFORE_NOT and before:
        return True
    enumerator = _ENUMERATOR.match(text, start)
    if enumerator and (not before or not before.isalnum()):
        return True
    scaled = any(char in "十百千万亿" for char in numeral)
    if not unit:
        return not (scaled and len(numeral) > 1) and not (numeral in ("百", "千") and bool(match["more"]))
    return bool(
        numeral == "一" and unit in ("日", "月", "地", "方", "大", "线", "步", "化", "面", "度", "级")
    )
