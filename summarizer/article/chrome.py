"""What pages print around an article, read from ``summarizer/data/chrome.txt``.

Every function sees one normalised line or paragraph and decides by that alone; where it stands on the page is
the business of :mod:`summarizer.article.layout`.
"""

import re
from functools import cache
from importlib.resources import files

from summarizer.text.credits import FURNISHED, TAKEN

#: Longer lines are prose or a whole page in one line; no rule for a line of chrome applies to them.
LONGEST_CHROME_LINE_CHARS = 300
#: Longest editorial credit or caption, in characters.
LONGEST_CREDIT_CHARS = 120
#: A line this long that ends in a full stop is a sentence whatever it starts with.
SHORTEST_SENTENCE_CHARS = 20

_SEPARATORS = re.compile(r"[\s|｜/／·•>›»＞\-—,，、\[\]【】()（）:：\d!！]+")
_AFTER_HEADING = re.compile(
    r"[\s:：>»›·|（(]*(?:\d[\d,]*\s?条?)?[\s)）>»›]*$|\s?(?:更多|MORE|more)\s?[>»+]*$"
)
_LAST_STOP = re.compile(r"[。！？…](?:[”’」』）)】])*")


@cache
def _groups() -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    entries: list[str] = []
    for line in files("summarizer").joinpath("data", "chrome.txt").read_text("utf-8").splitlines():
        if re.fullmatch(r"\[[a-z_]+\]", line):
            entries = groups.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            entries.append(line.replace("{taken}", TAKEN).replace("{furnished}", FURNISHED))
    return groups


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(word for line in _groups()[group] for word in line.split())


@cache
def _pattern(group: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in _groups()[group]))


@cache
def _anchored(group: str, anchored: bool) -> re.Pattern[str]:
    """The rules that start at the line's start are tried once, not at every character."""
    chosen = [line for line in _groups()[group] if line.startswith("^") == anchored]
    return re.compile("|".join(f"(?:{line})" for line in chosen))


def is_chrome(line: str) -> bool:
    """The line is navigation, a share bar, a counter, a footer and the like."""
    if len(line) > LONGEST_CHROME_LINE_CHARS:
        return False
    tokens = [token for token in _SEPARATORS.split(line) if token]
    if all(token in _words("words") or token in _words("sections") for token in tokens):
        return True
    if _anchored("line", True).match(line):
        return True
    return not line.endswith("。") and _anchored("line", False).search(line) is not None


def is_section(line: str) -> bool:
    """The line is one section name of a menu (教育): chrome, or a subheading, as its neighbours are."""
    return line in _words("sections")


def opens_rest(line: str, on_page: bool = False) -> bool:
    """The line is a heading such as 相关阅读 or 网友评论（12）: what follows is no part of the article.

    Args:
        line: the line.
        on_page: words that may be subheadings in a plain text (推荐, 评论) count too.
    """
    if len(line) > 24:
        return False
    heading = _AFTER_HEADING.sub("", line.strip("【】[]-—=· ■●▌"))
    return heading in _words("after") or (on_page and heading in _words("after_on_pages"))


def is_caption(line: str) -> bool:
    """The line is the caption of a picture; two sentences before the photographer's name are a text."""
    if len(line) > LONGEST_CREDIT_CHARS:
        return False
    if _anchored("caption", True).match(line):
        return True
    signed = line.endswith(("摄", "图", "）", ")")) and line.count("。") < 2
    return signed and _anchored("caption", False).search(line) is not None


def is_credit(line: str) -> bool:
    """The line, or what follows the last full stop of a paragraph, names editors or the source."""
    if len(line) > LONGEST_CREDIT_CHARS or (line.endswith("。") and len(line) > SHORTEST_SENTENCE_CHARS):
        return False
    return _pattern("credit").match(line) is not None


def tail_start(paragraph: str) -> int:
    """Where crawlers' remains at the end of the last paragraph start; its length without any."""
    match = _pattern("tail").search(paragraph, max(0, len(paragraph) - 300))
    return match.start() if match else len(paragraph)


def strip_inside(paragraph: str) -> tuple[str, list[str]]:
    """``paragraph`` without advertisement fragments inside it, and the fragments."""
    if not any(mark in paragraph for mark in ("广告 ", ">>", "点击", "戳", "00:00", "浏览器", "加载中")):
        return paragraph, []
    found = [match[0] for match in _pattern("inside").finditer(paragraph)]
    return (_pattern("inside").sub("", paragraph), found) if found else (paragraph, found)


def last_fragment(paragraph: str) -> int:
    """Where the words after the last full stop start; 0 when there is no full stop before the end."""
    start = 0
    for match in _LAST_STOP.finditer(paragraph, max(0, len(paragraph) - 2 * LONGEST_CREDIT_CHARS)):
        start = match.end() if match.end() < len(paragraph) else start
    return start
