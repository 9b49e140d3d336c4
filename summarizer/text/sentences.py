"""Sentences and clauses of Chinese news text, as exact spans.

Rules follow real reports: a full stop inside a quotation ends a sentence only together with the closing
mark; semicolons end a sentence, because they separate who did what (市长主持会议；副厅长讲话) and one demand
from the next; commas, colons and the marks inside a long quotation separate clauses. Half-width marks count
where they stand between Chinese characters. Decimals (3.5), thousands (1,200) and times (10:30) stay whole.
"""

import re
from collections.abc import Iterator

from summarizer.datamodels import Evidence
from summarizer.text.spans import CLOSERS, QUOTES, is_balanced, pairs, trim

#: A quotation up to this many characters is one unit; in a longer one each of its sentences stands alone.
SHORT_QUOTATION_CHARS = 40
#: A bracket up to this many characters is one unit; a longer one is taken to be a typing error.
SHORT_BRACKET_CHARS = 80
#: An ellipsis ends a sentence of at least this many characters; a shorter run is an enumeration going on.
ELLIPSIS_CHARS = 20

STOPS = frozenset("。！？!?｡")
SEMICOLONS = frozenset("；;")
COMMAS = frozenset("，,：:；;")
#: Before a closing quotation mark these end what is quoted: “抓铁有痕，”他说.
ENDINGS = STOPS | {"，", ","}
_SENTENCE_MARKS = re.compile("[" + re.escape("".join(STOPS | SEMICOLONS)) + ".．…]")
_CLAUSE_MARKS = re.compile("[" + re.escape("".join(COMMAS | STOPS)) + "]")
# 开展了暑期专项检查｜本次暑期专项检查由张某带队: a page that lost its full stops says the same thing twice in a row.
_AGAIN = re.compile("[本此这]次")
#: Characters in which it says so.
SAID_TWICE = range(2, 9)
# What may follow a closing quotation mark within the same sentence: “加油！”的呐喊, “来了？”，他问.
CONTINUES = frozenset("，,、；;：:的地得之等和与及或这那为是在")


def split_sentences(text: str) -> list[Evidence]:
    """Sentences of ``text`` in order; they never overlap and cover every character but white space.

    Sentences end at 。！？ and at semicolons outside quotations and brackets, closing quotation marks
    included; the end of a line always ends one, and so does a full stop that was plainly lost. Linear time.
    """
    sentences: list[Evidence] = []
    line_start = 0
    while line_start <= len(text):
        line_end = text.find("\n", line_start)
        line_end = len(text) if line_end < 0 else line_end
        start = line_start
        for end in _sentence_ends(text, line_start, line_end):
            for stop in (*_lost_stops(text, start, end), end):
                left, right = trim(text, start, stop)
                if left < right:
                    sentences.append(Evidence(left, right))
                start = stop
        line_start = line_end + 1
    return sentences


def split_clauses(text: str, start: int, end: int) -> tuple[Evidence, ...]:
    """Clauses of the sentence ``text[start:end]``: contiguous spans that cover it, marks at their ends."""
    inside = _inside(text, start, end)
    clauses: list[Evidence] = []
    left = start
    for match in _CLAUSE_MARKS.finditer(text, start, end):
        if match.start() >= left and not inside[match.start() - start] and _is_mark(text, match.start()):
            index = _after_closers(text, match.end(), end)
            while index < end and text[index].isspace():
                index += 1
            if index < end:
                clauses.append(Evidence(left, index))
                left = index
    if left < end:
        clauses.append(Evidence(left, end))
    return tuple(clauses)


def _sentence_ends(text: str, start: int, end: int) -> list[int]:
    """Where sentences end in one line, the line's own end included."""
    inside = _inside(text, start, end)
    ends: list[int] = []
    last = start
    for match in _SENTENCE_MARKS.finditer(text, start, end):
        char = match[0]
        if match.start() < last or inside[match.start() - start] or not _is_mark(text, match.start()):
            continue
        closed = index = _after_stops(text, match.end(), end)
        index = _after_closers(text, index, end)
        follows = text[index] if index < end else ""
        if follows and follows in CONTINUES and (index > closed or char == "…"):
            continue
        if char == "…" and index - last < ELLIPSIS_CHARS:
            continue
        ends.append(index)
        last = index
    if not ends or ends[-1] < end:
        ends.append(end)
    return ends


def _lost_stops(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence ends without a mark, because the next one opens with its last words: 专项检查｜本次专项检查."""
    for match in _AGAIN.finditer(text, start, end):
        here, then = match.span()
        twice = any(
            text.startswith(text[here - size : here], then) for size in SAID_TWICE if size <= here - start
        )
        if twice and text[here - 1].isalpha() and is_balanced(text[start:here]):
            yield here


def _after_stops(text: str, index: int, end: int) -> int:
    while index < end and (text[index] in STOPS or text[index] == "…"):
        index += 1
    return index


def _after_closers(text: str, index: int, end: int) -> int:
    """Past the marks that close what the stop ended. An ASCII quote after a stop is taken to close."""
    while index < end and (text[index] in CLOSERS or (text[index] == '"' and text[index - 1] in STOPS)):
        index += 1
    return index


def _inside(text: str, start: int, end: int) -> bytearray:
    """1 for each character between the marks of a short quotation or bracket, closing mark included.

    A stop or comma just before the closing quotation mark is left at 0 where it can end something: “……好。”
    """
    inside = bytearray(end - start)
    stops: list[int] = []
    # Outer pairs close later, so that going backwards meets the outer pair first.
    for opener, closer in reversed(pairs(text, start, end)):
        is_quotation = text[opener] in QUOTES
        limit = SHORT_QUOTATION_CHARS if is_quotation else SHORT_BRACKET_CHARS
        if inside[opener - start] or closer - opener - 1 > limit:
            continue
        inside[opener - start + 1 : closer - start + 1] = b"\x01" * (closer - opener)
        follows = text[closer + 1] if closer + 1 < end else "\n"
        if is_quotation and text[closer - 1] in ENDINGS and follows not in CONTINUES:
            stops.append(closer - 1 - start)
    for stop in stops:
        inside[stop] = 0
    return inside


def _is_mark(text: str, index: int) -> bool:
    """Whether the character there is Chinese punctuation rather than part of a number or a word."""
    char = text[index]
    if char not in ",.;:?!．：":
        return True
    before = text[index - 1] if index else ""
    after = text[index + 1] if index + 1 < len(text) else ""
    if char in ".．":
        ends_text = not after or after.isspace() or after in CLOSERS
        return _is_chinese(before) and (ends_text or _is_chinese(after))
    if before.isdigit() and after.isdigit():
        return False
    if char in "：":
        return True
    return not (before.isascii() and after.isascii() and before.isalnum() and after.isalnum())


def _is_chinese(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char in "）”》"
