"""What may be written next: small rules that compose, one question each.

A rule is asked about one piece for one draft; the decoder takes the likeliest piece that all rules
allow. Rules know the source and the draft, nothing of news.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Protocol

from summarizer.modeling.source_facts import DIGITS, INSIDE_NUMBER, MAGNITUDES, PAIRS, QUOTING, SourceFacts

_DIGITS = frozenset("0123456789")
_OPEN_NUMBER = re.compile(rf"{DIGITS}(?:{INSIDE_NUMBER}|[{MAGNITUDES}]+)?$")

_CLOSING = {close: opening for opening, close in PAIRS.items()}

# What a statement begins behind.
_BEGINNINGS = frozenset(" ，。：；、！？“”《》（）—")

# Marks every text may use, and the few words of grammar that a headline may add to its source.
FREE_CHARACTERS = frozenset(" ，。：；、！？“”《》（）—…·的等与和将")


@dataclass
class Draft:
    """A text being written.

    Attributes:
        pieces: Ids so far, without the control tokens and the end mark.
        text: The same as text.
        total: Sum of the log-probabilities, the end mark's included once it is written.
        worst: Smallest log-probability of a piece: where an end was forced, it shows here.
        copied: Sum over pieces of the share of probability that came by copying.
        finished: The end mark was written.
        cut: It ends where the model would have gone on, because the rules allowed nothing that it wanted.
        unspelled: Bytes of a character that is not all there yet.
        ending: Log-probability of ending here.
        before: The draft one piece shorter.
    """

    pieces: list[int] = field(default_factory=list)
    text: str = ""
    total: float = 0.0
    worst: float = 0.0
    copied: float = 0.0
    finished: bool = False
    cut: bool = False
    unspelled: bytes = b""
    ending: float = 0.0
    before: Draft | None = field(default=None, repr=False, compare=False)


class Rule(Protocol):
    """One rule of decoding."""

    def allows(self, draft: Draft, piece: str, source: SourceFacts) -> bool:
        """Whether `piece` may follow the draft; the end mark is asked about as an empty piece."""
        ...


class SourceCharactersOnly:
    """No character outside the source, but for a short closed list: 邹自景 cannot become 邹白景."""

    def __init__(self, free: frozenset[str] = FREE_CHARACTERS) -> None:
        self.free = free

    def allows(self, draft: Draft, piece: str, source: SourceFacts) -> bool:
        return all(character in source.characters or character in self.free for character in piece)


class NoRepeatedNgrams:
    """No run of `size` characters twice: 坚定信心 坚定信心. Digits may repeat: 10000公里."""

    def __init__(self, size: int = 3) -> None:
        self.size = size

    def allows(self, draft: Draft, piece: str, source: SourceFacts) -> bool:
        text = draft.text + piece
        for end in range(len(draft.text) + 1, len(text) + 1):
            start = end - self.size
            if start >= 0 and text.find(text[start:end]) < start and not text[start:end].isdecimal():
                return False
        return True


class NoStutter:
    """No mark twice in a row, none at a wrong end, and no word said twice at once: 并讲话，并讲话; 将将."""

    _NOT_FIRST = frozenset("，。：；、！？”》）—…· ")
    _NOT_LAST = frozenset("，：；、“《（—· ")

    def allows(self, draft: Draft, piece: str, source: SourceFacts) -> bool:
        if not piece:
            return not draft.text or draft.text[-1] not in self._NOT_LAST
        if not draft.text:
            return piece[0] not in self._NOT_FIRST
        if piece[0] in "，。：；、！？ " and draft.text[-1] in "，。：；、！？ ":
            return False
        text = draft.text + piece
        for at in range(len(draft.text), len(text)):
            doubled = text[at - 1] * 2
            if text[at] == text[at - 1] and doubled not in source.text and not doubled.isdecimal():
                return False
        for size in range(2, 6):
            said, rest = text[-size:], text[:-size]
            if not said.isdigit() and (
                rest.endswith(said) or (rest[:-1].endswith(said) and rest[-1] in "，、 ")
            ):
                return False
        return True


class BalancedMarks:
    """Quotation marks and brackets close in order, and a text does not end inside them."""

    def allows(self, draft: Draft, piece: str, source: SourceFacts) -> bool:
        open_marks: list[str] = []
        for character in draft.text + piece:
            if character in PAIRS:
                if character in open_marks:
                    return False
                open_marks.append(character)
            elif character in _CLOSING and (not open_marks or open_marks.pop() != _CLOSING[character]):
                return False
        return bool(piece) or not open_marks


class WholeNumbers:
    """Numbers are copied whole, with what follows them in the source, or not at all.

    13.7万亿 cannot become 13万亿, 13.7亿 or 13.7万; 9日 stays 9日, unless the text ends or a mark follows. What is counted
    may be left out behind a magnitude.
    """

    def allows(self, draft: Draft, piece: str, source: SourceFacts) -> bool:
        opened = _OPEN_NUMBER.search(draft.text)
        number = opened.group() if opened else ""
        if not piece:
            return not number or number in source.numbers
        for character in piece:
            if number and number + character in source.number_prefixes:
                number += character
                continue
            if number:
                after = source.numbers.get(number)
                counted = number[-1] in MAGNITUDES
                if after is None or not (counted or character in after or character in " ，。；、！？”》）"):
                    return False
            number = character if character in _DIGITS else ""
            if number and number not in source.number_prefixes:
                return False
        return True


class WholeNames:
    """What is protected is written whole: 邹自 must go on with 景, and 自景 must follow 邹."""

    def allows(self, draft: Draft, piece: str, source: SourceFacts) -> bool:
        written = len(draft.text)
        text = draft.text + piece
        for beginning, following in source.name_continuations.items():
            # A piece may hold the whole cut name and more: 与邹自主持.
            at = text.find(beginning, max(0, written - len(beginning)))
            while at >= 0:
                end = at + len(beginning)
                if (end < len(text) or not piece) and text[end : end + 1] not in following:
                    return False
                at = text.find(beginning, at + 1)
        for ending, preceding in source.name_predecessors.items():
            at = text.find(ending, max(0, written - len(ending) + 1))
            while at >= 0:
                if text[max(0, at - 1) : at] not in preceding:
                    return False
                at = text.find(ending, at + 1)
        return True


class WholeForeignNames:
    """What stands around the dot of a foreign name stands so in the source: 肯尼思·萨蒙, never 萨尼思·萨号.

    Where such a name begins and ends the source does not say: three characters before each dot are watched, and three
    behind, since 凯文·沃什为下任主席 without 为 reads as a man called 沃什下任. A mark or a gap ends a name.
    """

    _ENDS = frozenset(" ，。：；、！？“”《》（）—…")

    def allows(self, draft: Draft, piece: str, source: SourceFacts) -> bool:
        text = draft.text + piece
        if "·" not in text:
            return True
        return all(
            text[max(0, dot - 3) : dot + (3 if text[dot + 3 : dot + 4] in self._ENDS else 4)] in source.text
            and (piece or dot + 1 < len(text))
            for dot, character in enumerate(text)
            if character == "·"
        )


class NothingTurned:
    """No word that turns what is said is left out: 副总统 stays 副总统, 不达成 never becomes 达成; see
    :mod:`summarizer.modeling.turning`."""

    def allows(self, draft: Draft, piece: str, source: SourceFacts) -> bool:
        written = len(draft.text)
        text = draft.text + piece
        for end in range(max(3, written + 1), len(text) + 1):
            three = text[end - 3 : end]
            if three in source.turned_joins:
                return False
            if three in source.turned_openings and (end == 3 or text[end - 4] in _BEGINNINGS):
                return False
        return True


class LengthWindow:
    """At least `least` and at most `most` characters."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def allows(self, draft: Draft, piece: str, source: SourceFacts) -> bool:
        if not piece:
            return len(draft.text) >= self.least
        return len(draft.text) + len(piece) <= self.most


class WholeQuotations:
    """What stands in quotation marks or a title's is copied whole, or not begun: where 36 characters are left
    no title of 40 is."""

    def __init__(self, most: int) -> None:
        self.most = most

    def allows(self, draft: Draft, piece: str, source: SourceFacts) -> bool:
        text = draft.text + piece
        if not piece or QUOTING.isdisjoint(text):
            return True
        # The marks that are open after each of the piece's characters, the innermost last.
        opened: list[int] = []
        for at, character in enumerate(text):
            if character in QUOTING:
                opened.append(at)
            elif opened and character == PAIRS[text[opened[-1]]]:
                if at >= len(draft.text) and text[opened[-1] + 1 : at + 1] not in source.quoted.get(
                    text[opened[-1]], ()
                ):
                    return False
                opened.pop()
        if not opened:
            return True
        begun = text[opened[-1] + 1 :]
        left = self.most - len(text) - (len(opened) - 1)
        return any(
            whole.startswith(begun) and len(whole) - len(begun) <= left
            for whole in source.quoted.get(text[opened[-1]], ())
        )


def default_rules() -> list[Rule]:
    """The rules that every task shares, cheapest and most often decisive first."""
    return [
        SourceCharactersOnly(),
        NoStutter(),
        NoRepeatedNgrams(3),
        WholeNumbers(),
        BalancedMarks(),
        WholeNames(),
        WholeForeignNames(),
        NothingTurned(),
    ]
