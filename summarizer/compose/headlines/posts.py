"""Who it is that a headline names, where only readers on the spot know: 周某：推进县域发展 of 江州市委书记周某.

A name alone tells a reader elsewhere neither of which place nor in what office somebody acted. The post goes before it as
the report's opening has it, where the headline names no place and there is room; one that needs a place itself
(市委书记) only with that.
"""

from collections.abc import Mapping

from summarizer.check.places import find_places
from summarizer.compose.clauses.phrases import tidy
from summarizer.compose.places.town import name_town
from summarizer.datamodels import Report
from summarizer.report.people import find_people
from summarizer.text.bylines import byline_end

#: Who acts is introduced in these sentences.
OPENING = 2
#: 市委书记, 副区长: of which place?
_NEEDS_PLACE = ("省", "市", "县", "区", "州", "旗", "副", "常务", "原")


def with_post(headline: str, report: Report, body: str, towns: Mapping[str, str]) -> str:
    """The headline with the post before its first name, where the opening tells both; else as it is."""
    for sentence in report.sentences[:OPENING]:
        told = tidy(body[sentence.start : max(sentence.end, sentence.content)])
        told = told[byline_end(told) :]
        for mention in find_people(told):
            if mention.post_start is None or mention.post_end != mention.start:
                continue
            if not headline.startswith(mention.name) or find_places(headline):
                continue
            post, rest = told[mention.post_start : mention.start], headline[len(mention.name) :]
            if "、" not in post and (rest.startswith("：") or told.startswith(rest, mention.end)):
                told_where = name_town(post + headline, towns)
                return headline if told_where.startswith(_NEEDS_PLACE) else told_where
    return headline
