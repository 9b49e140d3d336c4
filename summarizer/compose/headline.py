"""Headlines built from the report itself: who + event + one emphasis. They compete with the model's proposals."""

import re
from collections.abc import Iterator, Sequence

from summarizer.compose.clauses import Clause
from summarizer.compose.phrases import drop_adverbs, drop_brackets, overlap
from summarizer.datamodels import Report
from summarizer.text.spans import is_balanced

#: Openings are looked for in this many clauses; news says what happened at once.
OPENING_CLAUSES = 8
#: Demands tried as the emphasis of a headline.
EMPHASES = 6
SHORTEST = 8

_DATE = re.compile(
    r"^(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日?(?:[至到—\-、](?:\d{1,2}月)?\d{1,2}日)?|\d{1,2}日|近日|日前|近期|昨日|昨天|今日|今天|当天|当日)"
    r"(?:上午|下午|晚上?|凌晨|清晨|中午)?[，,]?"
)
_LEFTOVER = re.compile(r"^(?:在|于|由|从|据|并|还|也|又|再|将|就|在会上|会上)")


def build_headlines(
    clauses: Sequence[Clause], scores: Sequence[float], report: Report, budget: int
) -> list[str]:
    """Every headline of at most ``budget`` characters that the report's own words make, unordered, none twice."""
    openings = list(dict.fromkeys(_openings(clauses, report)))
    emphases = _emphases(clauses, scores, report)
    found: dict[str, None] = {}
    for opening in openings:
        for text in (opening, drop_brackets(opening), drop_adverbs(opening)):
            found[text] = None
        for name, demand in emphases:
            if overlap(opening, demand) > 0.5:
                continue
            tail = demand if name is None or name in opening else f"{name}强调{demand}"
            found[f"{opening} {tail}"] = None
            found[f"{opening} {drop_adverbs(tail)}"] = None
        for other in openings:
            if other != opening and overlap(opening, other) < 0.5:
                found[f"{opening} {other}"] = None
    for name, demand in emphases:
        if name:
            found[f"{name}：{demand}"] = None
            found[f"{name}强调{drop_adverbs(demand)}"] = None
    return [text for text in found if SHORTEST <= len(text) <= budget and is_balanced(text)]


def _openings(clauses: Sequence[Clause], report: Report) -> Iterator[str]:
    for clause in clauses[:OPENING_CLAUSES]:
        if clause.usable and not clause.spoken and not clause.needs:
            text = _without_posts(_DATE.sub("", clause.text), report)
            if len(text) >= 6 and not _LEFTOVER.match(text):
                yield text


def _without_posts(text: str, report: Report) -> str:
    for speaker in report.speakers:
        if speaker.post:
            text = text.replace(speaker.post + speaker.name, speaker.name)
    return text.replace("同志", "")


def _emphases(
    clauses: Sequence[Clause], scores: Sequence[float], report: Report
) -> list[tuple[str | None, str]]:
    ranked = sorted(
        (index for index, clause in enumerate(clauses) if clause.usable and clause.spoken),
        key=lambda index: -scores[index],
    )
    return [(clauses[index].speaker, clauses[index].text) for index in ranked[:EMPHASES]]
