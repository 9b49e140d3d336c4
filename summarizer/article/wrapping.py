"""Lines of a page → paragraphs: lines broken inside a sentence are put together again."""

import dataclasses
import re
from collections.abc import Callable

#: Hard-wrapped text has lines of about equal length, between these many characters.
WRAP_CHARS = range(16, 101)
#: A wrapped line is at least this share of the text's longest line.
WRAP_SHARE = 0.85
#: At least so many lines, and this share of the lines with commas or full stops, are that long in wrapped text.
WRAPPED_LINES, WRAPPED_SHARE = 3, 0.3

_OPEN_END = re.compile(r"[，、（(《“‘「『【〈—]$")
_CLOSING_START = re.compile(r"^[，。、；：！？”’）)》】」』〉]")
_ENDED = re.compile(r"(?:[。！？!?…；;：:][”’」』）)】]*)$")
_NUMBER = r"[一二三四五六七八九十百\d]"
_LIST_ITEM = re.compile(
    rf"^(?:{_NUMBER}{{1,3}}[、.．](?!\d)|[（(]{_NUMBER}{{1,3}}[）)]|[·•●■◆▲★○\-–—*#]|第{_NUMBER}+[条章节、])"
)
_SENTENCE_MARK = re.compile(r"[，。、；：]")
_PROSE_MARK = re.compile(r"[，。]")
_WORD_END, _WORD_START = re.compile(r"[A-Za-z,;:!?)]$"), re.compile(r"^[A-Za-z(]")


@dataclasses.dataclass(frozen=True, slots=True)
class Wrapping:
    """How the lines of a text were broken.

    Attributes:
        width: characters of a full line; 0 when lines are paragraphs.
        spaced: paragraphs stand apart by blank lines, so that a full line never ends one.
    """

    width: int = 0
    spaced: bool = False


def measure(blocks: list[list[str]]) -> Wrapping:
    """The wrapping of a text, given as its blocks of lines between blank lines."""
    lengths = [len(line) for block in blocks for line in block if _PROSE_MARK.search(line)]
    width = max(lengths, default=0)
    full = sum(length >= WRAP_SHARE * width for length in lengths)
    if width not in WRAP_CHARS or full < max(WRAPPED_LINES, WRAPPED_SHARE * len(lengths)):
        return Wrapping()
    prose = [block for block in blocks if any("。" in line for line in block)]
    return Wrapping(width, spaced=len(prose) > 1) if prose else Wrapping()


def join_lines(block: list[str], wrapping: Wrapping, stands_alone: Callable[[str], bool]) -> list[str]:
    """The paragraphs of a block of lines without a blank line between them.

    Args:
        block: the lines, none empty.
        wrapping: of the whole text.
        stands_alone: lines that no other may be joined with (chrome, credits, imprint).
    """
    if len(block) < 2:
        return block
    paragraphs: list[list[str]] = []
    previous_alone = True
    for line in block:
        alone = stands_alone(line)
        if not (alone or previous_alone) and _continues(paragraphs[-1], line, wrapping):
            blank = " " if _WORD_END.search(paragraphs[-1][-1]) and _WORD_START.search(line) else ""
            paragraphs[-1] += [blank + line]
        else:
            paragraphs.append([line])
        previous_alone = alone
    return ["".join(parts) for parts in paragraphs]


def _continues(paragraph: list[str], line: str, wrapping: Wrapping) -> bool:
    """``line`` goes on with the paragraph whose last line so far is ``paragraph[-1]``."""
    last = paragraph[-1]
    full = bool(wrapping.width) and len(last) >= wrapping.width - 1
    if _LIST_ITEM.search(line) and not full:
        return False
    if _ENDED.search(last):
        return full and wrapping.spaced
    if _CLOSING_START.search(line) or _OPEN_END.search(last):
        return len(last) > 1
    if "。" in last:
        return True  # words after the last full stop, and no full stop at the end
    nearly_full = bool(wrapping.width) and len(last) >= WRAP_SHARE * wrapping.width
    begun = full or len(paragraph) > 1 or _SENTENCE_MARK.search(last) is not None
    return nearly_full and begun
