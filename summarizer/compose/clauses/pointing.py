"""Which clause tells the day or the thing that a sentence points back to: 当日，……; 该项目……."""

from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from summarizer.compose.clauses import standing

if TYPE_CHECKING:
    from summarizer.compose.clauses.reading import Clause

#: Sentences back in which it is looked for.
REACH = 3


def pointed_at(one: "Clause", before: "Sequence[Clause]") -> int | None:
    """The clause that tells the day or the thing of which the first clause of a sentence goes on.

    8月3日，某市举行签约仪式。市长出席。当日，各企业签约; 该项目建筑面积2万平方米: never one that points back itself, for of a
    row of such sentences none could be told without all before it. None where the sentence before says nothing.
    """
    near = takewhile(lambda at: before[at].sentence >= one.sentence - REACH, reversed(range(len(before))))
    recent = [at for at in near if before[at].usable]
    last = [at for at in recent if before[at].sentence == one.sentence - 1]
    if not last:
        return None
    thing = standing.THAT_THING.search(one.text)
    for at in recent:
        text = before[at].text
        tells = standing.DAY.search(text) if thing is None else thing[thing.lastindex or 0] in text
        # What a picture shows may be somebody's words where the picture is the report's.
        alike = before[at].spoken == one.spoken or (thing is not None and thing[0].endswith("中"))
        if tells and not standing.POINTS_BACK.match(text) and alike:
            return at
    # What the sentence before says of some day or thing, if it is not what it points back to in its turn.
    pointing = before[last[-1]].position == 0 and standing.POINTS_BACK.match(before[last[-1]].text)
    return min(before[last[-1]].needs, default=None) if pointing else last[-1]
