"""What a short name stands for, where a summary would open with a name that only the report has explained."""

import re
from collections.abc import Sequence

#: Characters before its explanation in which the full name begins.
LONGEST_NAME = 40

# 第十届国际公益项目交流展示会（以下简称公益展）
_EXPLAINED = re.compile(r"[（(](?:以下|下)简?称[：:]?[“\"]?(?P<short>[\u3400-\u9fff]{2,10})[”\"]?[）)]")
# 第十届公益展: the same edition is told in full.
_EDITION = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[届次期]|(?:19|20)\d{2}年?")
_BEFORE_NAMES = "，。；：、“《在从对向为由到就与和的\n "
_NO_NAME = re.compile(r"[，。；：！？“”《》\s]")


def explained_names(body: str) -> list[re.Match[str]]:
    """Where a body explains a short name: （以下简称公益展）, the name itself as the group ``short``."""
    return list(_EXPLAINED.finditer(body))


def with_full_names(text: str, names: Sequence[re.Match[str]]) -> str:
    """第十届公益展将举办 → 第十届国际公益项目交流展示会（以下简称公益展）将举办, as the report itself has it.

    Args:
        names: of the body, as :func:`explained_names` finds them.
    """
    for explained in names:
        body = explained.string
        short = explained["short"]
        at = text.find(short)
        start = _begins(text[:at], body[max(0, explained.start() - LONGEST_NAME) : explained.start()], short)
        if at < 0 or start is None:
            continue
        full = body[explained.start() - start : explained.start()]
        if full not in text:
            again = body[explained.start() : explained.end()] if short in text[at + len(short) :] else ""
            text = text[:at] + full + again + text[at + len(short) :]
    return text


def _begins(before: str, ahead: str, short: str) -> int | None:
    """How many characters before its explanation the full name of a thing begins; None where that is not sure.

    Args:
        before: the text before the short name.
        ahead: of the report before the explanation.
    """
    editions = [one for one in _EDITION.finditer(before) if one.end() == len(before)]
    if editions:
        at = ahead.rfind(editions[-1].group())
        begin = at + len(editions[-1].group()) if at >= 0 else -1
    else:
        # 发行人青岛某机械公司（以下简称某机械）: where it does not follow a mark or a preposition, more may belong to it.
        begin = ahead.rfind(short[:2])
        begin = begin if not begin or ahead[begin - 1] in _BEFORE_NAMES else -1
    full = ahead[begin:] if begin >= 0 else ""
    fits = len(full) > len(short) + 2 and not _NO_NAME.search(full) and _is_short_of(short, full)
    return len(full) if fits else None


def _is_short_of(short: str, full: str) -> bool:
    """Whether the characters of a short name stand in the full one in their order: 公益展 in 公益项目交流展示会."""
    rest = iter(full)
    return all(one in rest for one in short)
