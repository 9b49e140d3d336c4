"""Which clauses go into a text of limited length: greedy by value per character, with dependencies.

A clause brings what it needs with it (its subject, or what it introduces). What has been said already counts for
nothing, so that a second clause with the same words loses its value (maximal marginal relevance, Carbonell and
Goldstein 1998).
"""

from collections.abc import Callable, Sequence, Set

from summarizer.compose.clauses import Clause
from summarizer.compose.phrases import bigrams

#: What a speaker who has not been named yet adds to a clause's value, in characters of full salience.
NEW_SPEAKER = 3.0
#: Value a clause must have per character before it is worth the reader's time.
THRESHOLD = 0.1


def closure(clauses: Sequence[Clause], index: int) -> frozenset[int]:
    """The clause and everything it needs, or nothing when something it needs cannot be used."""
    wanted: set[int] = set()
    waiting = [index]
    while waiting:
        current = waiting.pop()
        if current in wanted:
            continue
        if not clauses[current].usable:
            return frozenset()
        wanted.add(current)
        waiting += clauses[current].needs
    return frozenset(wanted)


def select(
    clauses: Sequence[Clause],
    scores: Sequence[float],
    budget: int,
    render: Callable[[Sequence[int]], str],
    start: frozenset[int] = frozenset(),
    threshold: float = THRESHOLD,
) -> list[int]:
    """Indexes of the chosen clauses in source order; ``render`` of them is at most ``budget`` characters.

    Args:
        start: chosen in any case, when they fit.
    """
    chosen = set(start)
    length = len(render(sorted(chosen))) if chosen else 0
    pairs = [bigrams(clause.text) for clause in clauses]
    said = set().union(*(pairs[index] for index in chosen)) if chosen else set()
    heard = {clauses[index].speaker for index in chosen}
    options = {index: closure(clauses, index) for index, value in enumerate(scores) if value > threshold}
    while True:
        best: tuple[float, frozenset[int], int] | None = None
        for index, needed in options.items():
            new = needed - chosen
            if not new or index in chosen:
                continue
            gain = sum(_value(clauses[one], scores[one], pairs[one], said, threshold) for one in new)
            speaker = clauses[index].speaker
            if speaker is not None and clauses[index].spoken and speaker not in heard:
                gain += NEW_SPEAKER
            size = sum(len(clauses[one].text) for one in new)
            if gain <= 0 or length + size > budget + 2:
                continue
            density = gain / (size + 4)
            if best is None or density > best[0]:
                best = (density, new, index)
        if best is None:
            return sorted(chosen)
        trial = sorted(chosen | best[1])
        text = render(trial)
        if len(text) <= budget:
            chosen |= best[1]
            length = len(text)
            heard |= {clauses[one].speaker for one in best[1]}
            said = said.union(*(pairs[one] for one in best[1]))
        else:
            del options[best[2]]


def _value(clause: Clause, score: float, pairs: Set[str], said: Set[str], threshold: float) -> float:
    new = len(pairs - said) / max(1, len(pairs))
    return (score * new - threshold) * len(clause.text)
