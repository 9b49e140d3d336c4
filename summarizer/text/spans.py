"""Spans and pairs of marks: the small arithmetic that keeps every offset exact."""

import re
from collections.abc import Iterator, Sequence

from summarizer.datamodels import Evidence

#: Opening mark → its closing mark. ASCII ``"`` is its own partner and handled by counting.
PAIRS: dict[str, str] = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "【": "】",
    "[": "]",
    "〔": "〕",
    "{": "}",
}
OPENERS = frozenset(PAIRS)
CLOSERS = frozenset(PAIRS.values())
QUOTES = frozenset('“‘「『"')
_MARKS = re.compile("[" + re.escape("".join(OPENERS | CLOSERS)) + '"]')


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The same span without white space (ideographic space included) at either end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def ends_of(piece: str, text: str) -> Iterator[int]:
    """Where each occurrence of ``piece`` ends; a pattern made of it would push others out of re's cache."""
    at = text.find(piece) if piece else -1
    while at >= 0:
        at += len(piece)
        yield at
        at = text.find(piece, at)


def starts_of(piece: str, text: str) -> Iterator[int]:
    """Where each occurrence of ``piece`` starts."""
    return (end - len(piece) for end in ends_of(piece, text))


def since_mark(text: str, end: int, marks: str) -> str:
    """What stands before ``end``, back to the nearest of ``marks`` or the beginning; no more of the text is copied."""
    start = 0
    for mark in marks:
        start = max(start, text.rfind(mark, start, end) + 1)
    return text[start:end]


def pairs(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Matched pairs of quotation marks and brackets as ``(index of opener, index of closer)``.

    Unmatched marks are left out: a lost closing mark must not swallow the rest of a page. Ordered by closer.
    Linear time.
    """
    end = len(text) if end is None else end
    stack: list[tuple[str, int]] = []
    depth: dict[str, int] = {}
    found: list[tuple[int, int]] = []

    def close(mark: str, index: int) -> None:
        if not depth.get(mark):
            return
        while stack:
            wanted, opened = stack.pop()
            depth[wanted] -= 1
            if wanted == mark:
                found.append((opened, index))
                return

    for match in _MARKS.finditer(text, start, end):
        index, char = match.start(), match[0]
        if char == '"':
            if depth.get('"'):
                close('"', index)
                continue
            closer = '"'
        elif char in CLOSERS:
            close(char, index)
            continue
        else:
            closer = PAIRS[char]
        stack.append((closer, index))
        depth[closer] = depth.get(closer, 0) + 1
    return found


def is_balanced(text: str) -> bool:
    """Every quotation mark and bracket in ``text`` is closed, in the right order."""
    stack: list[str] = []
    for char in text:
        if char == '"':
            if stack and stack[-1] == '"':
                stack.pop()
            else:
                stack.append('"')
        elif char in OPENERS:
            stack.append(PAIRS[char])
        elif char in CLOSERS and (not stack or stack.pop() != char):
            return False
    return not stack


def join(spans: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The spans in order, those that touch or overlap merged."""
    merged: list[Evidence] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Evidence(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
