"""What the rules of decoding ask of a source, computed once for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from summarizer.modeling.turning import turned_joins, turned_openings
from summarizer.text.spans import ends_of, starts_of

# A run of digits with the marks that belong inside a number and the magnitude behind it: 1,000; 3.5; 8:30; 2023-24; 2.4万亿.
MAGNITUDES = "百千万亿兆"
INSIDE_NUMBER = r"[.,:：/\-~]"
DIGITS = rf"[0-9]+(?:{INSIDE_NUMBER}[0-9]+)*"
_NUMBER = re.compile(rf"{DIGITS}[{MAGNITUDES}]*")

PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "【": "】", "〈": "〉", "「": "」", "『": "』"}
QUOTING = frozenset("“‘《「『〈")


@dataclass(frozen=True)
class SourceFacts:
    """What the rules ask of a source, computed once.

    Attributes:
        text: The normalized source.
        protected: Strings that may only be written whole, names for example.
    """

    text: str
    protected: Sequence[str] = ()

    @cached_property
    def characters(self) -> frozenset[str]:
        return frozenset(self.text)

    @cached_property
    def byte_beginnings(self) -> dict[bytes, list[str]]:
        """For each beginning of a character's bytes the characters of the source that begin so."""
        beginnings: dict[bytes, list[str]] = {}
        for character in self.characters:
            spelled = character.encode()
            for end in range(1, len(spelled) + 1):
                beginnings.setdefault(spelled[:end], []).append(character)
        return beginnings

    @cached_property
    def quoted(self) -> dict[str, list[str]]:
        """For each opening mark what the source has between it and its closing mark, that one included."""
        found: dict[str, list[str]] = {}
        for opening in QUOTING:
            close = PAIRS[opening]
            for match in re.finditer(f"{opening}([^{opening}{close}]*{close})", self.text):
                found.setdefault(opening, []).append(match[1])
        return found

    @cached_property
    def numbers(self) -> dict[str, set[str]]:
        """Each number of the source with the characters that follow its occurrences."""
        numbers: dict[str, set[str]] = {}
        for match in _NUMBER.finditer(self.text):
            numbers.setdefault(match.group(), set()).add(self.text[match.end() : match.end() + 1])
        return numbers

    @cached_property
    def number_prefixes(self) -> frozenset[str]:
        return frozenset(number[:end] for number in self.numbers for end in range(1, len(number) + 1))

    @cached_property
    def name_continuations(self) -> dict[str, set[str]]:
        """For each proper beginning (two characters or more) of a protected string, what may follow.

        Where the source also uses the beginning by itself, it is no cut name.
        """
        following: dict[str, set[str]] = {}
        for name in self.protected:
            for end in range(2, len(name)):
                following.setdefault(name[:end], set()).add(name[end])
        for beginning, after in following.items():
            after.update(self.text[end : end + 1] for end in ends_of(beginning, self.text))
        return following

    @cached_property
    def name_predecessors(self) -> dict[str, set[str]]:
        """For each proper end (two characters or more) of a protected string, what may stand before it."""
        preceding: dict[str, set[str]] = {}
        for name in self.protected:
            for start in range(1, len(name) - 1):
                preceding.setdefault(name[start:], set())
        for ending, before in preceding.items():
            before.update(self.text[max(0, at - 1) : at] for at in starts_of(ending, self.text))
        return preceding

    @cached_property
    def turned_joins(self) -> frozenset[str]:
        """Three characters that only join where a word is left out which turns what is said."""
        return turned_joins(self.text)

    @cached_property
    def turned_openings(self) -> frozenset[str]:
        """Three characters that the source only has behind such a word."""
        return turned_openings(self.text)
