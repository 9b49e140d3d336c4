"""Characters as an archive, a web page or a PDF spells them → the one spelling the other rooms read.

Like NFKC where that is safe for a newspaper, and not where it changes what is printed:

* dropped: byte order marks, zero-width and bidirectional controls, soft hyphens, other control characters;
* white space: every kind of space (no-break, ideographic, tab) becomes one blank, none stays at the edge of
  a line; every kind of line break becomes ``\\n``; blank lines stay, at most one in a row;
* full-width digits and Latin letters and ％ become half-width (２０２４年 → 2024年, ８．１％ → 8.1%);
* half-width and small forms of Chinese marks become the usual ones (｡ → 。, ﹐ → ，);
* Kangxi and CJK radicals that PDF files contain instead of characters become the characters (⼤⻓ → 大长),
  CJK compatibility ideographs the unified ones.

Kept as printed: Chinese punctuation, half-width commas between Chinese characters (evidence is verbatim),
curly and straight quotation marks, ①, ㎡, ℃, Ⅱ, 〇, Traditional characters, private-use characters.
One source character gives at most one, so the offset map is a plain list.
"""

import dataclasses
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_DROPPED = (
    *range(0x00, 0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0),  # not white space
    0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, *range(0x200B, 0x2010),
    *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x3164, *range(0xFE00, 0xFE10), 0xFEFF, 0xFFA0,
    *range(0xFFF9, 0xFFFC),
)  # fmt: skip
_BREAKS = (0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029)
_SPACES = (0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x2800, 0x3000)
_SMALL_MARKS = dict(zip("﹐﹑﹔﹕﹖﹗﹙﹚﹁﹂﹃﹄﹪｡｢｣､", "，、；：？！（）「」『』%。「」、", strict=True))
# Radicals without a compatibility mapping in Unicode, as Chinese PDF fonts emit them.
_RADICALS = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
        "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙",
        strict=True,
    )
)


@cache
def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = dict.fromkeys(_DROPPED)
    table.update(dict.fromkeys(_BREAKS, "\n"))
    table.update(dict.fromkeys(_SPACES, " "))
    for first, last in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ")):
        table.update({code: chr(code - 0xFEE0) for code in range(ord(first), ord(last) + 1)})
    table[ord("％")] = "%"
    table.update({ord(mark): usual for mark, usual in (_SMALL_MARKS | _RADICALS).items()})
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA1E)):
        usual = unicodedata.normalize("NFKC", chr(code))
        if len(usual) == 1 and usual != chr(code):
            table[code] = usual
    return table


@cache
def _mapped() -> re.Pattern[str]:
    """Any mapped character of the basic plane; looking for the few is faster than translating all."""
    return re.compile(
        "[" + "".join(re.escape(chr(code)) for code in sorted(_table()) if code < 0x10000) + "]"
    )


_MARK_BETWEEN_DIGITS = re.compile(r"(?<=\d)[．－／：](?=\d)")
_HALF_MARK = {"．": ".", "－": "-", "／": "/", "：": ":"}
_EDGE_SPACES = re.compile(r" *\n *")
_SPACE_RUN = re.compile(r" {2,}")
_LINE_RUN = re.compile(r"\n{3,}")


@dataclasses.dataclass(frozen=True, slots=True)
class Normalized:
    """Normalised text and where each of its characters stood.

    Attributes:
        text: what :func:`normalize` returns.
        offsets: ``offsets[i]`` is the index in the source of ``text[i]``; as long as ``text``, increasing.
    """

    text: str
    offsets: list[int]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that ``text[start:end]`` was read from; empty spans stay empty."""
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else 0
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1


def normalize(text: str) -> str:
    """``text`` in the spelling described above, without white space at its ends. Linear time."""
    text = text.replace("\r\n", "\n")
    if max(text, default="") > "\uffff":
        text = text.translate(_table())
    text = _mapped().sub(lambda match: _table()[ord(match[0])] or "", text)
    text = _MARK_BETWEEN_DIGITS.sub(lambda match: _HALF_MARK[match[0]], text)
    if "  " in text:
        text = _SPACE_RUN.sub(" ", text)
    if "\n" in text:
        text = _LINE_RUN.sub("\n\n", _EDGE_SPACES.sub("\n", text))
    return text.strip()


def normalize_with_offsets(text: str) -> Normalized:
    """The same text as :func:`normalize`, with the way back to the source; about ten times slower."""
    pairs = list(_translated(text))
    mapped = "".join(character for character, _ in pairs)
    characters = list(_MARK_BETWEEN_DIGITS.sub(lambda match: _HALF_MARK[match[0]], mapped))
    kept: list[int] = []
    for index, character in enumerate(characters):
        previous = characters[kept[-1]] if kept else "\n"
        if character == " " and previous in " \n":
            continue
        if character == "\n":
            if kept and previous == " ":
                kept.pop()
            if len(kept) > 1 and characters[kept[-1]] == "\n" and characters[kept[-2]] == "\n":
                continue
        kept.append(index)
    while kept and characters[kept[-1]] in " \n":
        kept.pop()
    first = next((place for place, index in enumerate(kept) if characters[index] != "\n"), len(kept))
    kept = kept[first:]
    return Normalized("".join(characters[index] for index in kept), [pairs[index][1] for index in kept])


def _translated(text: str) -> Iterator[tuple[str, int]]:
    table = _table()
    for index, character in enumerate(text):
        if character == "\r" and text[index + 1 : index + 2] == "\n":
            continue
        mapped = table.get(ord(character), character)
        if mapped is not None:
            yield mapped, index
