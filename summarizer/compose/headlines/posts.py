"""Who it is that a headline names, where only readers on the spot know: 周某：推进县域发展 of 江州市委书记周某.

A name alone tells a reader elsewhere neither of which place nor in what office somebody acted. The post goes before it as
the report's opening has it, where the headline names no place and there is room; one that needs a place itself
(市委书记) only with that.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from summarizer.check.places import find_places
from summarizer.compose.clauses.phrases import tidy
from summarizer.compose.places.town import name_town
from summarizer.datamodels import Report
from summarizer.report.people import find_people
from summarizer.text.bylines import without_byline

#: Who acts is introduced in these sentences.
OPENING = 2
#: 市委书记, 副区长: of which place?
_NEEDS_PLACE = ("省", "市", "县", "区", "州", "旗", "副", "常务", "原")


class Introduction(NamedTuple):
    """Somebody named right behind his post: 江州市委书记周某强调，要…."""

    post: str
    name: str
    goes_on: str  # what the sentence tells after the name


def opening_introductions(report: Report, body: str) -> list[Introduction]:
    """Whom the opening of a report introduces."""
    found: list[Introduction] = []
    for sentence in report.sentences[:OPENING]:
        told = without_byline(tidy(body[sentence.start : max(sentence.end, sentence.content)]))
        found += [
            Introduction(told[one.post_start : one.start], one.name, told[one.end :])
            for one in find_people(told)
            if one.introduced
        ]
    return found


def with_post(headline: str, introductions: Sequence[Introduction], towns: Mapping[str, str]) -> str:
    """The headline with the post before its first name, where the opening tells both; else as it is."""
    for post, name, goes_on in introductions:
        if not headline.startswith(name) or find_places(headline):
            continue
        rest = headline[len(name) :]
        if "、" not in post and (rest.startswith("：") or goes_on.startswith(rest)):
            told_where = name_town(post + headline, towns)
            return headline if told_where.startswith(_NEEDS_PLACE) else told_where
    return headline
