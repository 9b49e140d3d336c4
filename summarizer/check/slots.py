"""How well a word sits where an output puts it, measured by the body's own surroundings of that word.

市长李丹出席并讲话 holds nothing but characters of the body; that the body says 邹自景出席并讲话 shows only in what
stands around the name. A slot is a place in the output; each place where the body has a word of the same kind is
scored by the characters that continue alike on either side, and by the pairs of characters that the two clauses
share at any distance.
"""

from collections.abc import Iterable, Sequence

from summarizer.check.statement import Statement

#: Characters compared on either side.
REACH = 8
#: Characters of the body looked at on either side for shared pairs.
WINDOW = 36
#: Most places of one word that are looked at.
MOST_PLACES = 40
#: Neighbouring characters that settle the matter when the word itself has clearly fewer.
CLEAR = 6
FEWER = 4
#: Marks that end a comparison: beyond them the context is another one.
_STOPS = frozenset(",。;:!?\n、")

Places = Sequence[tuple[int, int]]


class Slot:
    """A place in the output that a name, number, date or place fills."""

    def __init__(self, statement: Statement, start: int, end: int) -> None:
        text = statement.text
        first, last = statement.clause_of(start)
        self.source = statement.source
        self.text = text[:start] + "\n" + text[end:]
        self.before = text[max(0, start - REACH) : start]
        self.after = text[end : end + REACH]
        pairs = {text[at : at + 2] for at in (*range(first, start - 1), *range(end, last - 1))}
        self.pairs = [pair for pair in pairs if pair in self.source.postings]

    def neighbours(self, start: int, end: int) -> int:
        """Characters around ``source.text[start:end]`` that agree with the slot's, contiguously."""
        text = self.source.text
        left = 0
        before = self.before
        while left < len(before) and start > left and before[-1 - left] == text[start - 1 - left]:
            if before[-1 - left] in _STOPS:
                break
            left += 1
        right = 0
        for char in self.after:
            if end + right >= len(text) or char != text[end + right] or char in _STOPS:
                break
            right += 1
        return left + right

    def score(self, start: int, end: int) -> int:
        """Fit of one place of the body."""
        near = self.source.text[max(0, start - WINDOW) : end + WINDOW]
        return self.neighbours(start, end) + sum(pair in near for pair in self.pairs)

    def best(self, places: Places) -> int:
        """Best score of several places; 0 for none."""
        return max((self.score(start, end) for start, end in places[:MOST_PLACES]), default=0)

    def usurper(self, own: Places, rivals: Iterable[tuple[str, Places]], margin: int) -> str | None:
        """The rival that the body puts here instead, if it clearly does.

        A rival wins with clearly nearer neighbours alone, or with nearer neighbours and a better score. A rival
        that the output names elsewhere needs the former: then it has not been lost.

        Args:
            own: where the body has the word itself.
            rivals: words of the same kind, and where the body has them.
            margin: by how much a rival must score better.
        """
        mine = max((self.neighbours(start, end) for start, end in own[:MOST_PLACES]), default=0)
        score = None
        best, winner = 0, None
        for word, places in rivals:
            elsewhere = word in self.text
            for start, end in places[:MOST_PLACES]:
                near = self.neighbours(start, end)
                if near < 2 or near <= mine:
                    continue
                clear = near >= CLEAR and (near >= 2 * mine + 2 or near >= mine + FEWER)
                if elsewhere and not clear:
                    continue
                if score is None:
                    score = self.best(own)
                rival = self.score(start, end) + (margin if clear else 0)
                if (clear or rival >= score + margin) and rival > best:
                    best, winner = rival, word
        return winner
