"""Which clauses go into a text of limited length: greedy by what they cover per character, with dependencies.

Each pair of neighbouring characters has a worth in each clause; what has been said already counts for nothing
(concept-based selection, Gillick and Favre 2009; maximal marginal relevance, Carbonell and Goldstein 1998). A clause
brings what it needs with it (its subject, or what it introduces).
"""

import math
from collections.abc import Callable, Mapping, Sequence

from summarizer.compose.clauses.reading import Clause

#: What a speaker who has not been named yet adds, in pairs of characters that are certainly wanted; after so many
#: less and less, for a row of names with a phrase each is no summary.
NEW_SPEAKER, MAIN_SPEAKERS = 2.0, 3
#: Share of a needed clause's pairs that may have been said already.
MOST_REPEATED = 0.8
#: What a clause needs, in budgets, before anything is left out in writing: longer it cannot fit.
LONGEST = 2.0


def closure(clauses: Sequence[Clause], index: int, most: float = math.inf) -> frozenset[int]:
    """The clause and everything it needs, or nothing when something it needs cannot be used or all is longer than ``most``.

    Of 2,000 people honoured in one sentence each needs all before him: nobody looks at more of them than fit.
    """
    wanted: set[int] = set()
    waiting = [index]
    length = 0
    while waiting:
        current = waiting.pop()
        if current in wanted:
            continue
        if not clauses[current].usable:
            return frozenset()
        length += len(clauses[current].text)
        if length > most:
            return frozenset()
        wanted.add(current)
        waiting += clauses[current].needs
    return frozenset(wanted)


def select(
    clauses: Sequence[Clause],
    worth: Sequence[Mapping[str, float]],
    budget: int,
    render: Callable[[Sequence[int]], str],
) -> list[int]:
    """Indexes of the chosen clauses in source order; ``render`` of them is at most ``budget`` characters.

    Args:
        worth: of the pairs of each clause, less what they cost; of a clause that is not wanted none.
    """
    chosen: set[int] = set()
    length = 0
    said: set[str] = set()
    heard: set[str | None] = set()
    options: dict[int, frozenset[int]] = {}
    # A text that repeats itself offers the same words again and again: once is enough to try them.
    offered: set[tuple[tuple[str, str | None], ...]] = set()
    for index, pairs in enumerate(worth):
        needed = closure(clauses, index, LONGEST * budget) if pairs else frozenset()
        words = tuple((clauses[one].text, clauses[one].speaker) for one in sorted(needed))
        if needed and words not in offered:
            offered.add(words)
            options[index] = needed
    while True:
        best: tuple[float, frozenset[int], int] | None = None
        for index, needed in options.items():
            new = needed - chosen
            size = sum(len(clauses[one].text) for one in new)
            if not new or index in chosen or length + size > budget + 2:
                continue
            if any(_repeats(worth[one], said) for one in new if one != index):
                continue
            gain = sum(_gain(worth[one], said) for one in new)
            speaker = clauses[index].speaker
            if speaker is not None and clauses[index].spoken and speaker not in heard:
                gain += NEW_SPEAKER / (1 + max(0, len(heard) - MAIN_SPEAKERS))
            density = gain / (size + 4)
            if gain > 0 and (best is None or density > best[0]):
                best = (density, new, index)
        if best is None:
            return sorted(chosen)
        grown = _without_repeated(clauses, worth, chosen, best[1])
        text = render(sorted(grown))
        if len(text) <= budget:
            chosen = grown
            length = len(text)
            heard |= {clauses[one].speaker for one in best[1]}
            said = said.union(*(worth[one] for one in best[1]))
        else:
            del options[best[2]]


def _without_repeated(
    clauses: Sequence[Clause], worth: Sequence[Mapping[str, float]], chosen: set[int], new: frozenset[int]
) -> set[int]:
    """The chosen clauses and the new ones, less those whose words the new ones say again in full.

    大会在湖州开幕 was taken from a caption; then 8月15日，为期两天的大会在湖州开幕 came in as the subject of another.
    """
    said = set[str]().union(*(worth[one] for one in new))
    again = {one for one in chosen - new if _repeats(worth[one], said)}
    needed = {need for one in (chosen | new) - again for need in closure(clauses, one)}
    return (chosen | new) - (again - needed)


def _repeats(pairs: Mapping[str, float], said: set[str]) -> bool:
    """Whether a clause that is only needed would say again what has been said."""
    return sum(pair in said for pair in pairs) > MOST_REPEATED * len(pairs)


def _gain(pairs: Mapping[str, float], said: set[str]) -> float:
    return sum(value for pair, value in pairs.items() if pair not in said)
