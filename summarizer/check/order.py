"""Order of listed leaders: protocol decides it, and the body knows it."""

from collections.abc import Iterator
from itertools import pairwise

from summarizer.check.issues import Issue
from summarizer.check.source import Source
from summarizer.check.statement import Statement
from summarizer.report.people import Mention


def check_order(statement: Statement, source: Source) -> Iterator[Issue]:
    """Lists of names whose order the body reverses and nowhere has."""
    for names in _lists(statement):
        for first, second in pairwise(names):
            if first.name != second.name and _reversed(first.name, second.name, source):
                message = f"原文中“{second.name}”排在“{first.name}”之前，顺序不能改动。"
                order = _body_order([mention.name for mention in names], source)
                yield Issue("order", names[0].start, names[-1].end, message, "、".join(order))
                break


def _lists(statement: Statement) -> Iterator[list[Mention]]:
    """Runs of two names or more with nothing but posts, 、 and 和 between them."""
    run: list[Mention] = []
    for mention in statement.people:
        if run:
            left = (
                mention.post_start
                if mention.post_start and mention.post_start >= run[-1].end
                else mention.start
            )
            if statement.text[run[-1].end : left] in ("、", "和", "与", "及", ",", ""):
                run.append(mention)
                continue
        if len(run) > 1:
            yield run
        run = [mention]
    if len(run) > 1:
        yield run


def _reversed(first: str, second: str, source: Source) -> bool:
    """Whether the body lists ``second`` before ``first`` in one sentence and never the other way round."""
    forward = backward = False
    for one in source.people_by_name.get(first, ()):
        sentence = source.sentence_of(one.start)
        for other in source.people_by_name.get(second, ()):
            if source.sentence_of(other.start) == sentence:
                forward |= one.start < other.start
                backward |= other.start < one.start
    return backward and not forward


def _body_order(names: list[str], source: Source) -> list[str]:
    return sorted(
        names, key=lambda name: source.people_by_name[name][0].start if name in source.people_by_name else 0
    )
