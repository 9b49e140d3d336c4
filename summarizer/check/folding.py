"""One shape for texts that a reader takes to be the same, with the way back to the original characters.

Full-width and half-width marks, both kinds of quotation marks, letter case and white space make no difference to
a fact; which characters stand where in the original does, because findings and evidence point there.
"""

import bisect
import re
from collections.abc import Container

_SAME = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)},
    **{chr(code + 0xFEE0): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)},
    **dict.fromkeys("。｡", "。"),
    **dict.fromkeys("「『﹁＂", "“"),
    **dict.fromkeys("」』﹂", "”"),
    **dict.fromkeys("〔【［", "("),
    **dict.fromkeys("〕】］", ")"),
    **dict.fromkeys("•●・‧∙⋅᛫", "·"),
    **dict.fromkeys("—–－―~～〜－", "-"),
    **dict.fromkeys("〈", "《"),
    **dict.fromkeys("〉", "》"),
    **dict.fromkeys("\u3000\u00a0\t\r\u2002\u2003\u2009", " "),
    "○": "〇",
    "％": "%",
    "﹪": "%",
    "、": "、",
}
_TABLE = str.maketrans(_SAME)
_SPACE = re.compile(r"[ \u200b\ufeff]+")


class Folded:
    """A text in the one shape.

    Attributes:
        original: the text as given.
        text: the folded text; spaces are gone except between two ASCII words.
        offsets: where each folded character stands in ``original``, plus one final end.
    """

    __slots__ = ("offsets", "original", "text")

    def __init__(self, original: str, joined: Container[str] | None = None) -> None:
        """Folds ``original``.

        Args:
            joined: pairs of characters known to follow each other. A space between two Chinese characters that
                are no such pair separates clauses, as it does in headlines; without ``joined`` it is dropped.
        """
        text = original.translate(_TABLE)
        kept: list[str] = []
        offsets: list[int] = []
        start = 0
        for match in _SPACE.finditer(text):
            kept.append(text[start : match.start()])
            offsets.extend(range(start, match.start()))
            start = match.end()
            before, after = text[match.start() - 1 : match.start()], text[start : start + 1]
            if _is_word(before) and _is_word(after):
                mark = " "
            elif joined is not None and _ends(before) and _begins(after) and before + after not in joined:
                mark = ","
            else:
                continue
            kept.append(mark)
            offsets.append(match.start())
        kept.append(text[start:])
        offsets.extend(range(start, len(text) + 1))
        self.original = original
        self.text = "".join(kept)
        self.offsets = offsets

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a folded one; both are half-open."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1

    def index(self, offset: int) -> int:
        """The first folded character at or after an original offset."""
        return bisect.bisect_left(self.offsets, offset)


def _ends(char: str) -> bool:
    """Whether a clause may end with ``char``: a Chinese character or a closing mark, no digit (8 月)."""
    return (char.isalnum() and not char.isascii()) or (char != "" and char in "”》)%")


def _begins(char: str) -> bool:
    return char.isalnum() or (char != "" and char in "“《(")


def _is_word(char: str) -> bool:
    return char.isascii() and char.isalnum()
