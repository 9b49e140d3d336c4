"""Who said what: 邹自景强调 … must be words that the body reports as his."""

import bisect
import re
from collections.abc import Iterator
from functools import lru_cache

from summarizer.check.alignment import Match
from summarizer.check.issues import Issue
from summarizer.check.source import Source
from summarizer.check.statement import Statement
from summarizer.text.lexicon import alternation, load_words

#: Fewest characters of reported words that can tell whose they are.
_FEWEST = 8
#: Before a name, these make the person the one spoken to: 喊话某某要求支持.
_ADDRESSED = re.compile("(?:喊话|会见|敦促|呼吁|批评|请求|祝贺|要求|[对向同])$")
#: How far before its words a person may be named, and how far behind a quotation, in characters.
_REACH_BACK = 250
_REACH_ON = 60


@lru_cache(maxsize=1)
def _saying() -> re.Pattern[str]:
    verbs = load_words("verbs")
    words = alternation((verbs["saying"] | verbs["telling"]) - {"讲", "就", "代表"})
    return re.compile(
        rf"(?:同志|委员)?(?:在[^,。;]{{1,20}}?(?:中|上|时|后|会|里))?(?:还|也|并|则|同时|首先|最后)*(?:{words}(?:说|称|道)?[,:]?|:)"
    )


def check_attribution(statement: Statement, source: Source) -> Iterator[Issue]:
    """Statements given to somebody whom the body does not have say them."""
    if source.report is None:
        return
    if statement.speaker is not None:
        yield from _check_words(
            statement, source, statement.speaker, 0, len(statement.text), (0, len(statement.text))
        )
    people = statement.people
    for index, mention in enumerate(people):
        match = _saying().match(statement.text, mention.end)
        if not match or _ADDRESSED.search(statement.text, max(0, mention.start - 4), mention.start):
            continue
        end = _end_of_words(
            statement, match.end(), people[index + 1].start if index + 1 < len(people) else None
        )
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
    if speaker not in source.text:
        yield Issue("speaker", *span, f"原文没有“{speaker}”其人。", None)
        return
    if end - start < _FEWEST:
        return
    matches = statement.align(start, end)
    said_by = _speakers_of(matches, source)
    if (
        not matches
        or any(_same_person(speaker, name) for name in said_by)
        or _beside(speaker, matches[0], source)
    ):
        return
    if said_by:
        yield Issue("speaker", *span, f"原文中这番话出自{said_by[0]}，不是{speaker}。", said_by[0])
    elif not _could_have_said(speaker, matches[0], source):
        yield Issue("speaker", *span, f"原文没有把这番话归于{speaker}。", None)


def _speakers_of(matches: list[Match], source: Source) -> list[str]:
    """Who says the aligned sentences in the body, main one first; empty when the body does not say."""
    assert source.report is not None
    known = source.report.sentences
    weights: dict[str | None, int] = {}
    for match in matches:
        sentence = source.sentence_of(match.start)
        speaker = known[sentence].speaker if sentence < len(known) else None
        weights[speaker] = weights.get(speaker, 0) + match.chars.bit_count()
    if not weights or max(weights, key=lambda name: weights[name]) is None:
        return []
    return [name for name in sorted(weights, key=lambda name: -weights[name]) if name is not None]


def _beside(speaker: str, words: Match, source: Source) -> bool:
    """Whether nobody else is named between this person and the words, or the words are ascribed after the fact."""
    ends = [mention.end for mention in source.people]
    index = bisect.bisect_right(ends, words.start)
    people = source.people
    last = people[index - 1] if index else None
    if last and not last.press and words.start - last.end <= _REACH_BACK and _same_person(speaker, last.name):
        return True
    if (
        index < len(people)
        and people[index].start - words.end <= _REACH_ON
        and people[index].start >= words.end
    ):
        return (
            _same_person(speaker, people[index].name) and "”" in source.text[words.end : people[index].start]
        )
    return False


def _could_have_said(speaker: str, words: Match, source: Source) -> bool:
    """Whether words that the body ascribes to nobody may be this person's: named nearby, or the last who spoke."""
    assert source.report is not None
    if not source.report.speakers:
        return True
    sentence = source.sentence_of(words.start)
    before = [known.speaker for known in source.report.sentences[:sentence] if known.speaker]
    if before and _same_person(speaker, before[-1]):
        return True
    start = source.sentence_span(max(0, sentence - 3))[0]
    end = source.sentence_span(sentence)[1]
    return any(start <= at < end for at in source.standings(speaker))


def _same_person(one: str, other: str) -> bool:
    """古兹曼 and 何塞·古兹曼 are one person, and so is a name read a character short."""
    return one in other or other in one
