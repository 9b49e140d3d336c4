"""Whose words a sentence tells, as far as its clauses need to know."""

import re

from summarizer.compose.clauses import demands, standing
from summarizer.datamodels import Sentence
from summarizer.report.people import find_people

# The day right before what is said to follow.
_DAY_BEFORE = re.compile(r"(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚上?|中午|清晨)?，$")


def speech_of(body: str, sentence: Sentence) -> tuple[str | None, bool]:
    """The verb of saying that a sentence opens with, and whether what follows is somebody's words."""
    opening = body[sentence.start : sentence.content]
    verbs = standing.SAYS.findall(opening)
    # 副市长刘某总结…工作 tells what he did; only what follows a verb of saying is speech.
    spoken = (
        sentence.role == "statement"
        and (bool(verbs) or not opening.strip())
        and (sentence.speaker is not None or sentence.attribution is not None)
    )
    if spoken and not verbs and sentence.speaker and sentence.speaker in body[sentence.start : sentence.end]:
        spoken = False
    return (verbs[-1] if verbs else None), spoken


def mood_of(text: str, demand: bool, before: str) -> str:
    """What governs a clause of somebody's speech: 要, 将, 希望企业, or nothing; ``before`` governed the clause before it."""
    if demand or demands.DEMANDED_THEN.match(text):
        return "要"
    if wished := demands.WHOM.match(text):
        return wished.group(1) + wished.group(2)
    if demands.PROMISES.match(text):
        return "将"
    return "" if standing.OWN_SUBJECT.match(text) else before


def names_speaker(attribution: str, name: str | None) -> bool:
    """Whether the report gives the words to the person himself, not to the meeting at which he spoke (会议指出)."""
    return name is not None and (name in attribution or attribution[:1] in ("", "他", "她"))


def lead_start(body: str, sentence: Sentence) -> int | None:
    """Where the report begins behind a title that runs into it: 李某慰问部队时强调共同谱写新篇章27日上午，｜省长李某来到…."""
    content = body[sentence.content : sentence.end]
    who = next(iter(find_people(content)), None)
    if who is None or who.name != sentence.speaker or who.post_start != 0 or not who.introduced:
        return None
    day = _DAY_BEFORE.search(body, sentence.start, sentence.content)
    return day.start() if day else sentence.content
