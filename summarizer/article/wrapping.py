"""Lines of a page → paragraphs: lines broken inside a sentence are put together again."""

import re
from collections.abc import Callable

#: Hard-wrapped text has lines of about equal length, between these many characters.
WRAP_CHARS = range(16, 101)
#: A wrapped line is at least this share of its block's longest line.
WRAP_SHARE = 0.85

_OPEN_END = re.compile(r"[，、（(《“‘「『【〈—]$")
_CLOSING_START = re.compile(r"^[，。、；：！？”’）)》】」』〉]")
_ENDED = re.compile(r"(?:[。！？!?…；;：:][”’」』）)】]*)$")
_NUMBER = r"[一二三四五六七八九十百\d]"
_LIST_ITEM = re.compile(
    rf"^(?:{_NUMBER}{{1,3}}[、.．](?!\d)|[（(]{_NUMBER}{{1,3}}[）)]|[·•●■◆▲★○\-–—*#]|第{_NUMBER}+[条章节、])"
)
_SENTENCE_MARK = re.compile(r"[，。、；：]")
_WORD_END, _WORD_START = re.compile(r"[A-Za-z0-9,.;:!?)]$"), re.compile(r"^[A-Za-z0-9(]")


def join_lines(block: list[str], stands_alone: Callable[[str], bool]) -> list[str]:
    """The paragraphs of a block of lines without a blank line between them.

    Args:
        block: the lines, none empty.
        stands_alone: lines that no other may be joined with (chrome, credits, imprint).
    """
    if len(block) < 2:
        return block
    width = max(map(len, block))
    wrapped = width in WRAP_CHARS and any("。" in line for line in block)
    paragraphs: list[list[str]] = []
    previous_alone = True
    for line in block:
        alone = stands_alone(line)
        if not (alone or previous_alone) and _continues(paragraphs[-1], line, width if wrapped else 0):
            blank = " " if _WORD_END.search(paragraphs[-1][-1]) and _WORD_START.search(line) else ""
            paragraphs[-1] += [blank + line]
        else:
            paragraphs.append([line])
        previous_alone = alone
    return ["".join(parts) for parts in paragraphs]


def _continues(paragraph: list[str], line: str, width: int) -> bool:
    """``line`` goes on with the sentence that the last line of ``paragraph`` left open."""
    last = paragraph[-1]
    if _ENDED.search(last):
        return False
    if _CLOSING_START.search(line) or _OPEN_END.search(last):
        return len(last) > 1
    if _LIST_ITEM.search(line):
        return False
    if "。" in last:
        return True  # words after the last full stop, and no full stop at the end
    begun = len(paragraph) > 1 or _SENTENCE_MARK.search(last) is not None
    return bool(width) and len(last) >= WRAP_SHARE * width and begun
