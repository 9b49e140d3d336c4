"""Who said what: 邹自景强调 … must be words that the body reports as his."""

import re
from collections.abc import Iterator
from functools import lru_cache

from summarizer.check.issues import Issue
from summarizer.check.source import Source
from summarizer.check.statement import Statement
from summarizer.text.lexicon import alternation, load_words

#: Fewest characters of reported words that can tell whose they are.
_FEWEST = 6


@lru_cache(maxsize=1)
def _saying() -> re.Pattern[str]:
    verbs = load_words("verbs")
    words = alternation(verbs["saying"] | verbs["telling"])
    return re.compile(rf"(?:同志|委员)?(?:在[^,。;]{{1,20}}?(?:中|上|时|后|会|里))?(?:还|也|并|则|同时|首先|最后)*(?:{words}(?:说|称|道)?[,:]?|:)")


def check_attribution(statement: Statement, source: Source) -> Iterator[Issue]:
    """Statements given to somebody whom the body does not have say them."""
    if source.report is None:
        return
    if statement.speaker is not None:
        yield from _check_words(statement, source, statement.speaker, 0, len(statement.text), (0, len(statement.text)))
    people = statement.people
    for index, mention in enumerate(people):
        match = _saying().match(statement.text, mention.end)
        if not match:
            continue
        end = _end_of_words(statement, match.end(), people[index + 1].start if index + 1 < len(people) else None)
        span = (mention.start, mention.end)
        yield from _check_words(statement, source, mention.name, match.end(), end, span)


def _end_of_words(statement: Statement, start: int, next_person: int | None) -> int:
    """Reported words go on to the end of the sentence, or to the clause in which the next person appears."""
    end = next((stop for begin, stop in statement.sentences if begin <= start < stop), len(statement.text))
    if next_person is not None and next_person < end:
        end = max(statement.clause_of(next_person)[0], start)
    return end


def _check_words(
    statement: Statement, source: Source, speaker: str, start: int, end: int, span: tuple[int, int]
) -> Iterator[Issue]:
    said_by = _speakers_of(statement, source, start, end)
    if speaker not in source.text:
        yield Issue("speaker", *span, f"原文没有“{speaker}”其人。", said_by[0] if said_by else None)
    elif said_by and not any(_same_person(speaker, name) for name in said_by):
        yield Issue("speaker", *span, f"原文中这番话出自{said_by[0]}，不是{speaker}。", said_by[0])


def _speakers_of(statement: Statement, source: Source, start: int, end: int) -> list[str]:
    """Who says the aligned sentences in the body, main one first; empty when the body does not say."""
    assert source.report is not None
    text = statement.text[start:end]
    if len(text) < _FEWEST:
        return []
    weights: dict[str | None, int] = {}
    for match in statement.align(start, end):
        sentence = source.sentence_of(match.start)
        speaker = source.report.sentences[sentence].speaker if sentence < len(source.report.sentences) else None
        weights[speaker] = weights.get(speaker, 0) + match.chars.bit_count()
    if not weights or max(weights, key=lambda name: weights[name]) is None:
        return []
    return [name for name in sorted(weights, key=lambda name: -weights[name]) if name is not None]


def _same_person(one: str, other: str) -> bool:
    """古兹曼 and 何塞·古兹曼 are one person, and so are 总书记 names read a character short."""
    return one in other or other in one
