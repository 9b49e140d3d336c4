"""The output under check: folded, cut into clauses, aligned with the body."""

import re
from functools import cached_property, lru_cache

from summarizer.check.alignment import Match, align_sentence
from summarizer.check.folding import Folded
from summarizer.check.source import Source
from summarizer.datamodels import Evidence
from summarizer.report.people import Mention, find_people
from summarizer.text.dates import Date, Time, find_dates, find_times
from summarizer.text.lexicon import load_words
from summarizer.text.numbers import Number, find_numbers
from summarizer.text.sentences import split_sentences

_CLAUSE = re.compile(r"(?:[^,，。;:!?\n]|(?<=\d)[,:](?=\d))+")


class Statement:
    """One output text. All offsets are into ``text``, the folded output.

    Attributes:
        folded: the output and the way back to its own characters.
        sentences: spans of its sentences.
        clauses: spans between punctuation marks.
        speaker: who is said to have said it, where the caller knows (a key point's speaker).
    """

    def __init__(self, text: str, source: Source, speaker: str | None = None) -> None:
        self.source = source
        self.folded = Folded(text, source.postings)
        self.text = self.folded.text
        self.speaker = speaker
        self.clauses = [match.span() for match in _CLAUSE.finditer(self.text)]

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        return [(span.start, span.end) for span in split_sentences(self.text)]

    @cached_property
    def people(self) -> list[Mention]:
        """Persons named: those the body knows, and those that stand where a name stands."""
        found = {mention.start: mention for mention in find_people(self.text)}
        taken = {at for mention in found.values() for at in range(mention.start, mention.end)}
        for name in self.source.people_by_name:
            at = self.text.find(name)
            while at >= 0:
                if at not in taken:
                    found[at] = Mention(name, at, at + len(name))
                at = self.text.find(name, at + 1)
        return [found[start] for start in sorted(found)]

    @cached_property
    def dates(self) -> list[Date]:
        return find_dates(self.text)

    @cached_property
    def times(self) -> list[Time]:
        """Times of day; 百分之十二点五 holds none."""
        return [
            time
            for time in find_times(self.text)
            if not any(number.start < time.start < number.end for number in self.numbers)
        ]

    @cached_property
    def numbers(self) -> list[Number]:
        """Numbers that are no part of a date."""
        dates = self.dates
        return [
            number
            for number in find_numbers(self.text)
            if not any(date.start < number.end and number.start < date.end for date in dates)
        ]

    @cached_property
    def plain(self) -> int:
        """Bit mask over characters that belong to plain words (召开, 强调, 等)."""
        mask = 0
        text = self.text
        for word in _plain_words(text):
            at = text.find(word)
            while at >= 0:
                mask |= ((1 << len(word)) - 1) << at
                at = text.find(word, at + 1)
        return mask

    @cached_property
    def matches(self) -> list[list[Match]]:
        """For each sentence, the clauses of the body that support it; offsets of ``chars`` are the sentence's."""
        return [align_sentence(self.source, self.text[start:end]) for start, end in self.sentences]

    @cached_property
    def figures(self) -> int:
        """Bit mask over the characters of numbers, dates and times, which their own checks answer for."""
        mask = 0
        spans: list[Number | Date | Time] = [*self.numbers, *self.dates, *self.times]
        for span in spans:
            mask |= ((1 << (span.end - span.start)) - 1) << span.start
        return mask

    def align(self, start: int, end: int) -> list[Match]:
        """Clauses of the body that support one stretch; offsets of ``chars`` count from ``start``."""
        return align_sentence(self.source, self.text[start:end])

    def clause_of(self, offset: int) -> tuple[int, int]:
        return next(((start, end) for start, end in self.clauses if start <= offset < end), (offset, offset))

    def evidence(self) -> tuple[tuple[Evidence, ...], ...]:
        """For each sentence, spans of the original body in order, neighbours within a sentence joined."""
        return tuple(self._spans(matches) for matches in self.matches)

    def _spans(self, matches: list[Match]) -> tuple[Evidence, ...]:
        source = self.source
        spans: list[tuple[int, int]] = []
        for match in sorted(matches, key=lambda match: match.start):
            if spans and match.start - spans[-1][1] <= 1 and source.text[spans[-1][1] : match.start] != "\n":
                spans[-1] = (spans[-1][0], max(spans[-1][1], match.end))
            else:
                spans.append((match.start, match.end))
        return tuple(Evidence(*source.folded.span(start, end)) for start, end in spans)


@lru_cache(maxsize=1)
def _plain_by_first() -> dict[str, tuple[str, ...]]:
    by_first: dict[str, list[str]] = {}
    for word in frozenset().union(*load_words("plain_words").values()):
        by_first.setdefault(word[0], []).append(word)
    return {first: tuple(words) for first, words in by_first.items()}


def _plain_words(text: str) -> list[str]:
    """The plain words that occur in ``text``."""
    by_first = _plain_by_first()
    return [word for char in set(text) for word in by_first.get(char, ()) if word in text]
