"""Persons: every name of the output is one of the body's names, in a place where the body has it."""

from collections.abc import Iterator

from summarizer.check.issues import Issue
from summarizer.check.slots import Slot
from summarizer.check.source import PARTICLES, Source
from summarizer.check.statement import Statement
from summarizer.report.names import surnames
from summarizer.report.people import Mention

#: By how much another name must fit better before two names count as exchanged.
_MARGIN = 3


def check_names(statement: Statement, source: Source) -> Iterator[Issue]:
    """Unknown names, names with a wrong character, names in another person's place."""
    seen: set[int] = set()
    for start, end, right in _misspelt(statement.text, source):
        seen.update(range(start, end))
        written = statement.text[start:end]
        yield Issue("name", start, end, f"原文没有“{written}”，疑为“{right}”之误。", right)
    for mention in statement.people:
        if mention.start in seen:
            continue
        if mention.name not in source.text:
            if _is_name(mention) and not _extends(mention.name, source):
                seen.update(range(mention.start, mention.end))
                suggestion = _fitting(statement, source, mention)
                yield Issue("name", mention.start, mention.end, f"原文没有“{mention.name}”其人。", suggestion)
        elif mention.name in source.people_by_name:
            winner = _usurped(statement, source, mention)
            if winner:
                seen.update(range(mention.start, mention.end))
                message = f"此处原文写的是“{winner}”，不是“{mention.name}”。"
                yield Issue("name", mention.start, mention.end, message, winner)


def _misspelt(text: str, source: Source) -> Iterator[tuple[int, int, str]]:
    """Stretches that differ from a name of the body in one character and are not in the body themselves."""
    for name in source.people_by_name:
        if len(name) < 3 or name in text:
            continue
        for kept in range(int(name[0] in PARTICLES), len(name)):
            # All characters but one agree; the differing one may be any.
            before, after = name[:kept], name[kept + 1 :]
            at = text.find(before if before else after)
            while at >= 0:
                start = at if before else at - 1
                end = start + len(name)
                if start >= 0 and end <= len(text) and text.startswith(after, start + kept + 1):
                    written = text[start:end]
                    last = kept == len(name) - 1 and (
                        name[-1] in PARTICLES or _followers(name[:-1], source) > 1
                    )
                    if written not in source.text and written.isalnum() and not last:
                        yield start, end, name
                        break
                at = text.find(before if before else after, at + 1)


def _fitting(statement: Statement, source: Source, mention: Mention) -> str | None:
    return Slot(statement, mention.start, mention.end).usurper((), _places(source), 1)


def _usurped(statement: Statement, source: Source, mention: Mention) -> str | None:
    """The person whose place in the body this name takes, if the body says otherwise clearly."""
    people = dict(_places(source))
    own = people.pop(mention.name)
    rivals = [
        (name, places)
        for name, places in people.items()
        if mention.name not in name and name not in mention.name
    ]
    return Slot(statement, mention.start, mention.end).usurper(own, rivals, _MARGIN)


def _places(source: Source) -> list[tuple[str, list[tuple[int, int]]]]:
    return [(name, [(m.start, m.end) for m in mentions]) for name, mentions in source.people_by_name.items()]


def _is_name(mention: Mention) -> bool:
    """Whether the stretch is surely a name: the readers also propose words after posts (会长会报告)."""
    common, compound, ambiguous = surnames()
    name = mention.name
    return name[:2] in compound or (name[0] in common and name[0] not in ambiguous) or "·" in name


def _extends(name: str, source: Source) -> bool:
    """Whether a known name and the first character of the next word were read as one name (袁某座谈)."""
    return name[:-1] in source.people_by_name or (len(name) == 3 and _followers(name[:2], source) > 1)


def _followers(stem: str, source: Source) -> int:
    """How many different characters follow ``stem`` in the body."""
    text = source.text
    return len({text[at + len(stem) : at + len(stem) + 1] for at in source.occurrences(stem, 50)})
