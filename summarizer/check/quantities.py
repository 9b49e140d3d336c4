"""Numbers: value, unit, and what they count."""

from collections.abc import Iterator

from summarizer.check.issues import Issue
from summarizer.check.slots import Slot
from summarizer.check.source import Source
from summarizer.check.statement import Statement
from summarizer.text.numbers import Number

#: Measure words that stand for each other without changing what is counted.
_SAME_UNITS = (
    frozenset("名 位 人 余名".split()),
    frozenset("项 个 条 件 大".split()),
    frozenset("家 个 户".split()),
    frozenset("场 次 个".split()),
    frozenset("年 周年 年度 岁 周岁".split()),
    frozenset("公里 千米".split()),
    frozenset("千克 公斤".split()),
    frozenset("平方公里 平方千米".split()),
    frozenset("平方米 平米".split()),
    frozenset("天 日".split()),
    frozenset("小时 个小时".split()),
    frozenset("元 人民币".split()),
    frozenset("所 个 家".split()),
    frozenset("辆 台 个".split()),
)
#: Measure words of things that a list may name: 四部门, 三地, 两项.
_PLAIN_UNITS = frozenset("个 大 项 方 部 地 市 县 区 省 国 校 级 类 种".split()) | {""}
#: By how much another number must fit better before two numbers count as exchanged.
_MARGIN = 2


def check_numbers(statement: Statement, source: Source) -> Iterator[Issue]:
    """Numbers the body does not hold, holds with another unit, or holds in another place."""
    for number in statement.numbers:
        written = statement.text[number.start : number.end]
        if number.value is None:
            if written not in source.text:
                yield _issue(number, f"原文没有“{written}”这个数。", None)
            continue
        same_value = [
            other for other in source.numbers_by_value.get(number.value, ()) if _same_kind(number, other)
        ]
        same = [other for other in same_value if _same_unit(number, other, statement, source)]
        if not same:
            if _verbatim(source, written):
                continue
            if _counts_a_list(statement, number) or _counts_in_body(number, source):
                continue
            suggestion = _nearest(statement, source, number, same_value)
            if same_value:
                yield _issue(number, f"原文此数的单位不同，不是“{written}”。", suggestion)
            else:
                yield _issue(number, f"原文没有“{written}”这个数。", suggestion)
            continue
        winner = _rival(statement, source, number, same)
        if winner:
            yield _issue(number, f"“{written}”在原文里说的是另一件事，此处原文为“{winner}”。", winner)


def _issue(number: Number, message: str, suggestion: str | None) -> Issue:
    return Issue("number", number.start, number.end, message, suggestion)


def _same_kind(number: Number, other: Number) -> bool:
    if number.kind == other.kind:
        return True
    return {number.kind, other.kind} <= {"quantity", "ordinal"} and number.kind != "ordinal"


def _same_unit(number: Number, other: Number, statement: Statement, source: Source) -> bool:
    if number.unit == other.unit:
        return True
    if not number.unit or not other.unit:
        # 四个部门 may be written 四部门: the noun after the number stands in for the measure word.
        mine = number.unit or statement.text[number.digits : number.digits + 1]
        theirs = other.unit or source.text[other.digits : other.digits + 1]
        return mine == theirs or not number.unit or len(number.unit) == 1
    return any(number.unit in group and other.unit in group for group in _SAME_UNITS)


def _verbatim(source: Source, written: str) -> bool:
    """Whether the body writes exactly this, not as part of a longer number."""
    for at in source.occurrences(written):
        before = source.text[at - 1 : at]
        after = source.text[at + len(written) : at + len(written) + 1]
        if before.isdigit() or before == ".":
            continue
        if not (written[-1].isdigit() and (after.isdigit() or after in tuple(".百千万亿%‰"))):
            return True
    return False


def _counts_a_list(statement: Statement, number: Number) -> bool:
    """甲、乙、丙三地: a number that counts the list it closes or opens is arithmetic, not news."""
    if number.value is None or not 2 <= number.value <= 12 or number.unit not in _PLAIN_UNITS:
        return False
    if statement.text.endswith("等", 0, number.start):
        return False
    start, end = statement.clause_of(number.start)
    text = statement.text
    return number.value in (
        text[start : number.start].count("、") + text[start : number.start].count("”“") + 1,
        text[number.end : end].count("、") + 1,
    )


def _counts_in_body(number: Number, source: Source) -> bool:
    """Whether the body has a list of just that many things somewhere: 四部门 for 发改、财政、民政、住建."""
    if (
        number.value is None
        or not number.written
        or not 2 <= number.value <= 12
        or number.unit not in _PLAIN_UNITS
    ):
        return False
    wanted = int(number.value) - 1
    return any(
        source.text.count("、", start, end) + source.text.count("”“", start, end) == wanted
        for start, end in source.clauses
    )


def _nearest(statement: Statement, source: Source, number: Number, same_value: list[Number]) -> str | None:
    """The body's number that best fits these surroundings; any with the same value first."""
    if same_value:
        return source.text[same_value[0].start : same_value[0].end]
    rivals = [
        (source.text[other.start : other.end], [(other.start, other.digits)])
        for other in source.plain_numbers
        if other.kind == number.kind
    ]
    return Slot(statement, number.start, number.digits).usurper((), rivals, 2)


def _rival(statement: Statement, source: Source, number: Number, same: list[Number]) -> str | None:
    """Another number of the body that clearly belongs here, when this one clearly does not."""
    rivals = [
        (source.text[other.start : other.end], [(other.start, other.end)])
        for other in source.plain_numbers
        if other.value != number.value and (other.unit == number.unit or number.kind == other.kind)
    ]
    if not rivals:
        return None
    own = [(other.start, other.end) for other in same]
    return Slot(statement, number.start, number.end).usurper(own, rivals, _MARGIN)
