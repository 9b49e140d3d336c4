"""Errors about numbers, units and dates."""

import random
import re
from collections.abc import Iterator

from summarizer.check.corruption.models import Corruption, Statement, replace
from summarizer.text.dates import find_dates
from summarizer.text.numbers import find_numbers, parse_number

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


def number_digit(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for start, end, digits in _plain_numbers(statement.text):
        places = [at for at in range(start, digits) if statement.text[at].isdigit()]
        if places:
            at = rng.choice(places)
            new = rng.choice([digit for digit in "123456789" if digit != statement.text[at]])
            word = statement.text[start:at] + new + statement.text[at + 1 : end]
            yield replace("number_digit", statement, start, end, word)


def number_swapped(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    stock = [statement.body[start:end] for start, end, _ in _plain_numbers(statement.body)]
    for start, end, digits in _plain_numbers(statement.text):
        unit = statement.text[digits:end]
        value = parse_number(statement.text[start:digits].strip("第余多"))
        others = [
            new
            for new in stock
            if unit
            and new.endswith(unit)
            and new not in statement.text
            and parse_number(new[: len(new) - len(unit)].strip("第余多")) != value
        ]
        if others:
            yield replace("number_swapped", statement, start, end, rng.choice(others))


def number_unit(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for start, end, _ in _plain_numbers(statement.text):
        for unit, others in _UNITS.items():
            at = statement.text.rfind(unit, start, end)
            if (
                at > start
                and at + len(unit) in (end, end - 1, end - 2)
                and statement.text[at - 1] not in "一周"
            ):
                yield replace("number_unit", statement, at, at + len(unit), rng.choice(others))
                break


def _plain_numbers(text: str) -> list[tuple[int, int, int]]:
    dates = find_dates(text)
    return [
        (number.start, number.end, number.digits)
        for number in find_numbers(text)
        if not any(date.start < number.end and number.start < date.end for date in dates)
    ]


def date_digit(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
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
            yield replace("date_digit", statement, start, start + len(match[0]), str(new))


def date_part(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    turned = {"上午": "下午", "下午": "上午", "昨天": "今天", "今天": "昨天", "今年": "去年", "去年": "今年"}
    for match in re.finditer("|".join(turned), statement.text):
        yield replace("date_part", statement, match.start(), match.end(), turned[match[0]])
