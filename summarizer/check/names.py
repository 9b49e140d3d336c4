"""Persons: every name of the output is one of the body's names, in a place where the body has it."""

from collections.abc import Iterator

from summarizer.check.issues import Issue
from summarizer.check.slots import surroundings, usurper
from summarizer.check.source import Source
from summarizer.check.statement import Statement
from summarizer.report.people import Mention

#: By how many characters of context another name must fit better before two names count as exchanged.
_MARGIN = 2


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
            if not all(pair in source.postings for pair in map(str.__add__, mention.name, mention.name[1:])):
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
        for kept in range(len(name)):
            # All characters but one agree; the differing one may be any.
            before, after = name[:kept], name[kept + 1 :]
            at = text.find(before if before else after)
            while at >= 0:
                start = at if before else at - 1
                end = start + len(name)
                if start >= 0 and end <= len(text) and text.startswith(after, start + kept + 1):
                    written = text[start:end]
                    if written not in source.text and written.isalnum():
                        yield start, end, name
                        break
                at = text.find(before if before else after, at + 1)


def _fitting(statement: Statement, source: Source, mention: Mention) -> str | None:
    before, after = surroundings(statement.text, mention.start, mention.end)
    rivals = [(name, [(m.start, m.end) for m in mentions]) for name, mentions in source.people_by_name.items()]
    return usurper(source, before, after, (), rivals, 1)


def _usurped(statement: Statement, source: Source, mention: Mention) -> str | None:
    """The person whose place in the body this name takes, if the body says otherwise clearly."""
    before, after = surroundings(statement.text, mention.start, mention.end)
    people = source.people_by_name
    own = [(m.start, m.end) for m in people[mention.name]]
    rivals = [(name, [(m.start, m.end) for m in ms]) for name, ms in people.items() if name != mention.name]
    return usurper(source, before, after, own, rivals, _MARGIN)
