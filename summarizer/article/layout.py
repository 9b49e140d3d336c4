"""Text of a page → its article: which lines are the headline, the imprint, the body, and which are chrome.

By general features only: what a line says (``summarizer/data/chrome.txt``), how it is built (sentences or
link-like), where it stands (before the imprint, after 相关阅读). A text without any chrome is taken whole.
"""

import dataclasses
import enum
import re

from summarizer.article.chrome import is_caption, is_chrome, is_credit, is_section, opens_rest
from summarizer.article.glue import TITLE_LABEL, unglue
from summarizer.article.metadata import Imprint, read_imprint
from summarizer.article.wrapping import join_lines, measure
from summarizer.text.bylines import LONGEST_BYLINE_CHARS, byline_end
from summarizer.text.normalize import normalize

#: Longest headline, in characters; longer lines are prose.
LONGEST_TITLE_CHARS = 140
#: A headline has at most this many lines.
TITLE_LINES = 4
#: So many lines without a sentence after the last paragraph of a page are links, not an ending.
LINK_RUN = 3

_INDENT = re.compile(r"\n(?=(?:[ \t\u00a0]{2,}|[ \t\u00a0]*\u3000)[^\s])")
_SENTENCE = re.compile(r"[。；]|[\u3400-\u9fff][.;](?:\s|$)")
_NUMBER = r"[一二三四五六七八九十\d]"
_HEADING = re.compile(rf"^(?:{_NUMBER}{{1,3}}、|[（(]{_NUMBER}{{1,3}}[）)]|第{_NUMBER}+[章节条])")
_SIGNED = re.compile(
    r"(?:^|[\s》/])(?:作者|记者|编辑|评论员|撰文|实习生|文)(?:[｜|丨:：\s]|$)|[记記]者$|记者出镜|(?:记者|编辑)\s?[:：|｜]|综合报道$"
    r"|^[\u3400-\u9fff]{2,20}[长記记任席授士] [\u3400-\u9fff]{2,3}$"  # 市长 甲乙丙 below a report's headline
)
_TOPIC = re.compile(r"^[\u3400-\u9fff]{2,20}\d{1,2}月\d{1,2}日[\u3400-\u9fff]{0,4}[电電讯][\s　]*题[:：]\s*")
_DECORATED = re.compile(r"#{1,6} (?P<heading>.+)|【(?P<bracketed>[^】]+)】")
_LINK_MARK = re.compile(r"^(?:[·•●■◆▪▸►>›»]|\d{1,2}[.、\s](?!\d)|\[[^\]]{2,6}\])")


class Kind(enum.Enum):
    """What a line of a page is."""

    CHROME = enum.auto()
    REST = enum.auto()  # heading of what follows the article
    MAYBE_REST = enum.auto()  # the same on a page, a subheading in a plain text
    SECTION = enum.auto()  # section of a menu, or a subheading
    IMPRINT = enum.auto()
    CREDIT = enum.auto()
    PROSE = enum.auto()
    SHORT = enum.auto()  # headline, subheading, link, name: only its place can tell


_TEXT = (Kind.PROSE, Kind.SHORT)


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    text: str
    kind: Kind
    gap: bool  # a blank line stands before it


@dataclasses.dataclass(slots=True)
class Layout:
    """An article as found on a page.

    Attributes:
        paragraphs: its body, normalised.
        title, imprint: what the page says about it.
        dropped: the pieces of the page left out, verbatim, imprint and title not counted.
    """

    paragraphs: list[str]
    title: str | None = None
    imprint: Imprint = dataclasses.field(default_factory=Imprint)
    dropped: list[str] = dataclasses.field(default_factory=list)


def lay_out(text: str, is_page: bool = False) -> Layout:
    """The article in ``text``; ``paragraphs`` is empty when there is none. Linear time.

    Args:
        text: lines of a page, a pasted page or an article.
        is_page: it is known to be a page; otherwise it is one when it has any chrome.
    """
    lines, is_page = _settle(_read_lines(text), is_page)
    start, end = _article_lines(lines)
    body = range(start, end)
    first = next((index for index in body if lines[index].kind is Kind.PROSE), None)
    if first is None:
        return _without_sentences(lines, is_page)
    title = _title_lines(lines, first, is_page)
    cut = title[-1] + 1 if title else max(start, _after_chrome(lines, first) if is_page else 0)
    last = max(index for index in body if lines[index].kind is Kind.PROSE)
    ending = _ending(lines, last, end) if is_page else end
    kept = [index for index in range(min(cut, first), ending) if lines[index].kind in _TEXT]
    unglued = unglue([lines[index].text for index in kept])
    imprint = Imprint()
    for index in [*range(first - 1, -1, -1), *range(last + 1, len(lines))]:
        if lines[index].kind is Kind.IMPRINT:
            imprint = imprint.or_else(read_imprint(lines[index].text) or Imprint())
    used = {*kept, *title, *(index for index, line in enumerate(lines) if line.kind is Kind.IMPRINT)}
    dropped = [line.text for index, line in enumerate(lines) if index not in used]
    texts = [lines[index].text for index in title]
    repeated = [text for place, text in enumerate(texts) if text in texts[:place]]
    printed = " ".join(text for place, text in enumerate(texts) if text not in texts[:place])
    headline = TITLE_LABEL.sub("", _TOPIC.sub("", printed))
    decorated = _DECORATED.fullmatch(headline)
    headline = (decorated["heading"] or decorated["bracketed"]) if decorated else headline
    dropped += [*repeated, printed.replace(headline, "") if headline else printed]
    if headline and unglued.title:
        dropped.append(unglued.title)
    dropped = [piece for piece in [*dropped, *unglued.dropped] if piece]
    return Layout(
        unglued.paragraphs, headline or unglued.title or None, imprint.or_else(unglued.imprint), dropped
    )


def _read_lines(text: str) -> list[Line]:
    """Paragraphs with their kinds; an indented line starts a paragraph as a blank line does."""
    text = normalize(_INDENT.sub("\n\n", text.replace("\r\n", "\n")))
    lines: list[Line] = []
    blocks = [block.split("\n") for block in text.split("\n\n")]
    wrapping = measure(blocks)
    for block in blocks:
        kinds: dict[str, Kind] = {}

        def stands_alone(line: str, kinds: dict[str, Kind] = kinds) -> bool:
            kinds[line] = kind = _kind(line)
            return kind not in _TEXT or _is_byline(line)

        for place, paragraph in enumerate(join_lines(block, wrapping, stands_alone)):
            if paragraph:
                lines.append(Line(paragraph, kinds.get(paragraph) or _kind(paragraph), gap=place == 0))
    return lines


def _is_byline(line: str) -> bool:
    return len(line) <= LONGEST_BYLINE_CHARS and byline_end(line) == len(line)


def _kind(line: str) -> Kind:
    if opens_rest(line):
        return Kind.REST
    if opens_rest(line, on_page=True):
        return Kind.MAYBE_REST
    if is_section(line):
        return Kind.SECTION
    if len(line) <= LONGEST_TITLE_CHARS + 20:
        if read_imprint(line):
            return Kind.IMPRINT
        if is_credit(line) or is_caption(line):
            return Kind.CREDIT
    if is_chrome(line):
        return Kind.CHROME
    if _SENTENCE.search(line) or len(line) > LONGEST_TITLE_CHARS or (len(line) >= 60 and "，" in line):
        return Kind.PROSE
    return Kind.SHORT


def _settle(lines: list[Line], is_page: bool) -> tuple[list[Line], bool]:
    """Decides the kinds that depend on the neighbours and on the whole text, and whether it is a page."""
    kinds = [line.kind for line in lines]
    for index, kind in enumerate(kinds):
        if kind is Kind.SECTION:
            inside = Kind.PROSE in kinds[index - 1 : index] and Kind.PROSE in kinds[index + 1 : index + 2]
            kinds[index] = Kind.SHORT if inside else Kind.CHROME
    is_page = is_page or Kind.CHROME in kinds or Kind.REST in kinds
    rest = Kind.REST if is_page else Kind.SHORT
    kinds = [rest if kind is Kind.MAYBE_REST else kind for kind in kinds]
    return [Line(line.text, kind, line.gap) for line, kind in zip(lines, kinds, strict=True)], is_page


def _article_lines(lines: list[Line]) -> tuple[int, int]:
    """The stretch between headings such as 相关阅读 that holds most prose."""
    best, start, mass, best_mass = (0, len(lines)), 0, 0, -1
    for index, line in enumerate([*lines, Line("", Kind.REST, True)]):
        if line.kind is Kind.REST:
            if mass > best_mass:
                best, best_mass = (start, index), mass
            start, mass = index + 1, 0
        elif line.kind is Kind.PROSE:
            mass += len(line.text)
    return best


def _title_lines(lines: list[Line], first: int, is_page: bool) -> list[int]:
    """The headline: on a page the lines above the imprint or the first paragraph, else the first lines."""
    anchor = _imprint_above(lines, first)
    if not is_page and anchor == first:
        return _opening_title(lines, first)
    at = anchor - 1
    below = [index for index in range(anchor, first) if _may_be_title(lines[index], 8)]
    if below and not (at >= 0 and _may_be_title(lines[at], 6)):
        return below[:TITLE_LINES]  # an electronic newspaper prints the date above the headline
    while at >= 0 and not _may_be_title(lines[at], 4 if not is_page else 6):
        at -= 1
    if at < 0:
        return _opening_title(lines, first) if not is_page else []
    title = [at]
    while not lines[title[0]].gap and len(title) < TITLE_LINES - 1 and _may_be_title(lines[title[0] - 1], 6):
        title.insert(0, title[0] - 1)
    return title


def _imprint_above(lines: list[Line], first: int) -> int:
    """The first line of the imprint above the body, ``first`` without one; few lines may stand between."""
    anchor, between = first, 0
    for index in range(first - 1, -1, -1):
        if lines[index].kind is Kind.IMPRINT:
            anchor, between = index, 0
        elif lines[index].kind is Kind.SHORT:
            between += 1
            if anchor < first or between > TITLE_LINES:
                break
    return anchor


def _opening_title(lines: list[Line], first: int) -> list[int]:
    title: list[int] = []
    for index in range(min(first, TITLE_LINES)):
        line = lines[index]
        if not _may_be_title(line, 4) or (title and line.gap and not _is_subtitle(line)):
            break
        if title and _is_subtitle(lines[index - 1]):
            break
        title.append(index)
    return title


def _may_be_title(line: Line, shortest: int) -> bool:
    return (
        line.kind is Kind.SHORT
        and shortest <= len(line.text) <= LONGEST_TITLE_CHARS
        and not line.text.endswith(("：", ":", "，", "、"))
        and not _HEADING.match(line.text)
        and not _SIGNED.search(line.text)
        and not _is_byline(line.text)
    )


def _is_subtitle(line: Line) -> bool:
    return line.text.startswith(("——", "--", "—"))


def _after_chrome(lines: list[Line], first: int) -> int:
    """Without a headline the body starts after the last line of chrome above it."""
    above = [index for index in range(first) if lines[index].kind not in (Kind.SHORT, Kind.PROSE)]
    return above[-1] + 1 if above else 0


def _ending(lines: list[Line], last: int, end: int) -> int:
    """Where the article ends on a page: short lines right after it stay, a run of links goes."""
    after: list[int] = []
    for index in range(last + 1, end):
        if lines[index].kind is not Kind.SHORT:
            break
        after.append(index)
    announced = [index for index in (last, *after) if lines[index].text.endswith(("：", ":"))]
    if announced:  # 获奖名单如下：
        return last + 1 + len(after)
    if len(after) >= LINK_RUN or any(_LINK_MARK.match(lines[index].text) for index in after):
        return last + 1
    return last + 1 + len(after)


def _without_sentences(lines: list[Line], is_page: bool) -> Layout:
    """A list or a poem is an article when there is no chrome around it."""
    if is_page:
        return Layout([], dropped=[line.text for line in lines])
    kept = [line.text for line in lines if line.kind in _TEXT]
    unglued = unglue(kept)
    dropped = [line.text for line in lines if line.kind not in (*_TEXT, Kind.IMPRINT)]
    return Layout(unglued.paragraphs, unglued.title, unglued.imprint, dropped + unglued.dropped)
