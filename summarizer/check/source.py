"""The body, read once: everything the checks look up, in time linear in its length."""

import bisect
import dataclasses
import re
from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from typing import TypeVar, cast

from summarizer.check.folding import Folded
from summarizer.datamodels import Report
from summarizer.report.people import Mention, find_people
from summarizer.text.dates import Date, Time, find_dates, find_times
from summarizer.text.numbers import Number, find_numbers

T = TypeVar("T")

_CLAUSE = re.compile(r"(?:[^,，。;:!?\n]|(?<=\d)[,:](?=\d))+")
#: Characters that follow names and seldom end one.
PARTICLES = frozenset("以就做作对授谈座解在和与将把从向为率等耐")

#: After a name, these make it part of a title.
_DOCTRINE = re.compile("新时代|(?:外交|经济|法治|强军|文化|生态文明)思想")
_MARKS = re.compile(r"[^\w%‰+·.-]+")
_SENTENCE_END = re.compile(r"[。!?\n]”?")


class Source:
    """The body under the checks' lens. All offsets are into ``text``, the folded body.

    Attributes:
        folded: the body and the way back to its own characters.
        text: the folded body.
        report: what the report reader made of it, or None.
        clauses: spans between punctuation marks, in order.
        postings: for each pair of neighbouring characters, the clauses that hold it, ascending.
        chars: every character of the body.
    """

    def __init__(self, body: str, report: Report | None = None) -> None:
        self.folded = Folded(body)
        self.text = text = self.folded.text
        self.report = report
        self.clauses = [match.span() for match in _CLAUSE.finditer(text)]
        self.chars = frozenset(text)
        postings: dict[str, list[int]] = {}
        for clause, (start, end) in enumerate(self.clauses):
            piece = text[start:end]
            for pair in set(map(str.__add__, piece, piece[1:])):
                if pair in postings:
                    postings[pair].append(clause)
                else:
                    postings[pair] = [clause]
        self.postings = postings
        self._memo: dict[str, object] = {}

    def memo(self, name: str, make: Callable[[], T]) -> T:
        """What a check derives from the body, made once and kept under ``name``."""
        if name not in self._memo:
            self._memo[name] = make()
        return cast(T, self._memo[name])

    @cached_property
    def sentence_ends(self) -> list[int]:
        """Where sentences end, ascending."""
        if self.report and self.report.sentences:
            return [self.folded.index(sentence.end) for sentence in self.report.sentences]
        return [match.end() for match in _SENTENCE_END.finditer(self.text)] + [len(self.text)]

    def sentence_of(self, offset: int) -> int:
        """Index of the sentence that holds the character at ``offset``."""
        return bisect.bisect_right(self.sentence_ends, offset)

    def sentence_span(self, sentence: int) -> tuple[int, int]:
        ends = self.sentence_ends
        start = ends[sentence - 1] if sentence else 0
        return start, ends[min(sentence, len(ends) - 1)]

    def clause_at(self, offset: int) -> tuple[int, int]:
        """Span of the clause that holds the character at ``offset``, or of the one before it."""
        return self.clauses[max(0, bisect.bisect_right(self.clauses, (offset, len(self.text) + 1)) - 1)]

    def occurrences(self, piece: str, limit: int = 200) -> list[int]:
        """Where ``piece`` stands, at most ``limit`` times: enough to judge, bounded for common words."""
        found: list[int] = []
        at = self.text.find(piece)
        while at >= 0 and len(found) < limit:
            found.append(at)
            at = self.text.find(piece, at + 1)
        return found

    @cached_property
    def letters(self) -> str:
        """The body without punctuation, for quotations whose marks differ."""
        return _MARKS.sub("", self.text)

    @cached_property
    def people(self) -> list[Mention]:
        """Persons named as such; 习近平 in 习近平新时代中国特色社会主义思想 is not."""
        return [mention for mention in find_people(self.text) if not _DOCTRINE.match(self.text, mention.end)]

    def standings(self, name: str) -> list[int]:
        """Where the name stands, titles such as 习近平新时代中国特色社会主义思想 left out."""
        return [at for at in self.occurrences(name) if not _DOCTRINE.match(self.text, at + len(name))]

    @cached_property
    def people_by_name(self) -> dict[str, list[Mention]]:
        """Every mention of each person, in order of first mention."""
        by_name: dict[str, list[Mention]] = {}
        for mention in self.people:
            by_name.setdefault(mention.name, []).append(mention)
            if len(mention.name) == 3 and mention.name[-1] in PARTICLES:  # 赵鸣以《…》为题 may be 赵鸣
                short = dataclasses.replace(mention, name=mention.name[:-1], end=mention.end - 1)
                by_name.setdefault(short.name, []).append(short)
        return by_name

    @cached_property
    def dates(self) -> list[Date]:
        return find_dates(self.text)

    @cached_property
    def times(self) -> list[Time]:
        return find_times(self.text)

    @cached_property
    def numbers(self) -> list[Number]:
        return find_numbers(self.text)

    @cached_property
    def plain_numbers(self) -> list[Number]:
        """Numbers that are no part of a date."""
        taken = {at for date in self.dates for at in range(date.start, date.end)}
        return [number for number in self.numbers if number.start not in taken]

    @cached_property
    def numbers_by_value(self) -> dict[Decimal | None, list[Number]]:
        by_value: dict[Decimal | None, list[Number]] = {}
        for number in self.numbers:
            by_value.setdefault(number.value, []).append(number)
        return by_value
