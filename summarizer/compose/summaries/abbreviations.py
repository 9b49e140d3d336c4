"""What a short name stands for, where a summary would open with a name that only the report has explained."""

import dataclasses
import re
from collections.abc import Mapping

#: Characters before its explanation in which the full name begins.
LONGEST_NAME = 40

# 第十届国际公益项目交流展示会（以下简称公益展）
_EXPLAINED = re.compile(r"[（(](?:以下|下)简?称[：:]?[“\"]?(?P<short>[\u3400-\u9fff]{2,10})[”\"]?[）)]")
# 第十届公益展: the same edition is told in full.
_EDITION = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[届次期]|(?:19|20)\d{2}年?")
_BEFORE_NAMES = "，。；：、“《在从对向为由到就与和的\n "
_NO_NAME = re.compile(r"[，。；：！？“”《》\s]")
# 江州银行业协会 is not an association of 江州银行.
_LONGER_NAME = re.compile(r"[业界系圈类化]|[\u3400-\u9fff]{0,4}?(?:协会|学会|商会|联合会)")


@dataclasses.dataclass(frozen=True, slots=True)
class ExplainedName:
    """A short name that a report explains.

    Attributes:
        short: 公益展.
        full: what it stands for, as the report has it.
        editions: the same where a number or year stands before either (第十届公益展), by that.
        explanation: （以下简称公益展）, as the report has it.
    """

    short: str
    full: str | None
    editions: Mapping[str, str]
    explanation: str

    def full_after(self, before: str) -> str | None:
        """The full name for the short one that follows the text ``before``; None where that is not sure."""
        editions = [one for one in _EDITION.finditer(before) if one.end() == len(before)]
        if editions:
            return self.editions.get(editions[-1].group())
        return self.full if not before or before[-1] in _BEFORE_NAMES else None


def explained_names(body: str) -> dict[str, list[ExplainedName]]:
    """The short names a body explains (（以下简称公益展）), by their first two characters."""
    found: dict[str, list[ExplainedName]] = {}
    known: set[str] = set()
    for match in _EXPLAINED.finditer(body):
        short, ahead = match["short"], body[max(0, match.start() - LONGEST_NAME) : match.start()]
        editions = {
            one.group(): full for one in _EDITION.finditer(ahead) if (full := _full(short, ahead, one.end()))
        }
        # 发行人青岛某机械公司（以下简称某机械）: where it does not follow a mark or a preposition, more may belong to it.
        begin = ahead.rfind(short[:2])
        sure = begin == 0 or (begin > 0 and ahead[begin - 1] in _BEFORE_NAMES)
        full = _full(short, ahead, begin) if sure else None
        if short not in known and (full or editions):
            known.add(short)
            found.setdefault(short[:2], []).append(ExplainedName(short, full, editions, match.group()))
    return found


def with_full_names(text: str, names: Mapping[str, list[ExplainedName]]) -> str:
    """第十届公益展将举办 → 第十届国际公益项目交流展示会（以下简称公益展）将举办, as the report itself has it.

    Args:
        names: of the body, as :func:`explained_names` finds them.
    """
    pairs = dict.fromkeys(text[at : at + 2] for at in range(len(text) - 1)) if names else {}
    for name in [one for pair in pairs for one in names.get(pair, ())]:
        mentions = (
            one.start() for one in re.finditer(name.short, text) if not _LONGER_NAME.match(text, one.end())
        )
        at = next(mentions, None)
        full = None if at is None else name.full_after(text[:at])
        if at is None or full is None or full in text:
            continue
        after = text[at + len(name.short) :]
        text = text[:at] + full + (name.explanation if name.short in after else "") + after
    return text


def _full(short: str, ahead: str, begin: int) -> str | None:
    """What the explanation stands behind, from ``begin`` on, where that is a name which the short one shortens."""
    full = ahead[begin:]
    fits = len(full) > len(short) + 2 and not _NO_NAME.search(full) and _is_short_of(short, full)
    return full if fits else None


def _is_short_of(short: str, full: str) -> bool:
    """Whether the characters of a short name stand in the full one in their order: 公益展 in 公益项目交流展示会."""
    rest = iter(full)
    return all(one in rest for one in short)
