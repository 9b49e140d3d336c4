"""What stands around a clause, and what a key point makes of it: the clause without which it says too little, praise that the
next sentence takes back, and whom a speech on the way addresses.
"""

import itertools
import re
from collections.abc import Sequence

from summarizer.compose.clauses.leaning import bearers
from summarizer.compose.clauses.phrases import bigrams
from summarizer.compose.clauses.reading import Clause, rest_of_sentence
from summarizer.compose.keypoints.taking import OWNS_UP, WRONG, taken_along

#: From so many sentences of a journey on nobody knows at which stop 大家 was said.
STOPS = 2

# 当前正值防汛防台、迎峰度夏关键阶段，要严格执行联动机制: all that is demanded is for that.
_SEASON = re.compile(
    r"(?:当前|目前|眼下|现在|今年)?，?正(?:值|处于?|是|逢)(?P<theme>[^，]{2,24}?)的?(?:关键|重要|紧要|冲刺|决胜|高发)?(?:阶段|时期|节点|时刻|期)$"
)
_BUT = re.compile(r"但(?!凡|愿)")
_STOP = re.compile(r"来到|走进|前往|赶到|抵达")


def heads(clauses: Sequence[Clause], said: str) -> dict[int, int]:
    """For clauses the other one of their sentence that must be told with them.

    In speeches that is, too, the one that says whose deed it is where that is nobody who hears the speech, and the one that
    says what all is demanded for, where headline and summary (``said``) have not told of it.
    """
    found: dict[int, int] = {}
    for _, group in itertools.groupby(range(len(clauses)), key=lambda index: clauses[index].sentence):
        members = list(group)
        texts = [clauses[one].text for one in members]
        demands = [clauses[one].demand for one in members]
        spoken = clauses[members[-1]].spoken
        held = taken_along(texts, demands, spoken)
        if spoken:
            whose = bearers(texts, demands)
            held |= {one: head for one, head in whose.items() if clauses[members[one]].spoken}
            governed = [clauses[one].mood == "要" for one in members]
            held = _in_season(texts, governed, said) | held
        found |= {members[one]: members[head] for one, head in held.items()}
    return found


def _in_season(texts: Sequence[str], governed: Sequence[bool], said: str) -> dict[int, int]:
    """The demands of a sentence that opens with the season they are for, with its first clause."""
    season = None if governed[0] else _SEASON.match(texts[0])
    theme = bigrams(season["theme"]) if season else frozenset()
    if not theme or theme & bigrams(said):
        return {}
    return {one: 0 for one in range(1, len(texts)) if governed[one] and not theme & bigrams(texts[one])}


def taken_back(clauses: Sequence[Clause]) -> set[int]:
    """Sentences of praise whose speaker goes on with what is wrong: 上半年工作有力推进。但要清醒地认识到，形势仍然严峻."""
    return {
        one.sentence - 1
        for place, one in enumerate(clauses)
        if one.position == 0 and one.spoken and _BUT.match(one.text) and _tells_wrong(clauses, place)
    }


def _tells_wrong(clauses: Sequence[Clause], opening: int) -> bool:
    """Whether the sentence that opens with that clause tells what is wrong."""
    told = (opening, *rest_of_sentence(clauses, opening))
    return bool(OWNS_UP.match(clauses[opening].text)) or any(WRONG.search(clauses[one].text) for one in told)


def moves_on(clauses: Sequence[Clause]) -> bool:
    """Whether somebody goes from place to place, so that 大家 is somebody else at each: 希望大家注意防护."""
    return len({one.sentence for one in clauses if not one.spoken and _STOP.search(one.text)}) >= STOPS
