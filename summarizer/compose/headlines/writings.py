"""Headlines of what somebody has published where: 《求是》杂志发表习近平总书记重要文章《…》.

The title of the writing is the news; the report goes on with what the writing says.
"""

import re
from collections.abc import Iterator, Sequence

from summarizer.report.people import find_people

#: A report says so in these sentences.
OPENING = 2

_PUBLISHES = re.compile(
    r"(?P<paper>《[^》]{2,8}》(?:杂志|周刊)?)(?:将|[今昨]天)?(?P<verb>发表|刊发)(?P<by>[^。《]{2,70})(?P<what>《[^》]{4,40}》)"
)
_KIND = re.compile(r"重要文章|署名文章|重要讲话|讲话")


def writings(sentences: Sequence[str]) -> Iterator[str]:
    """The headlines of such a report, the fullest first.

    Args:
        sentences: of the report, tidy.
    """
    for sentence in sentences[:OPENING]:
        if (published := _PUBLISHES.search(sentence)) is None:
            continue
        people, kind = find_people(published["by"]), _KIND.search(published["by"])
        if len(people) == 1 and kind:
            name, written = people[0].name, f"{kind.group()}{published['what']}"
            post = "总书记" if "总书记" in published["by"] else ""
            for paper in (published["paper"], re.sub(r"(?<=》).*", "", published["paper"])):
                yield f"{paper}{published['verb']}{name}{post}{written}"
                yield f"{paper}{published['verb']}{name}{written}"
            yield f"{name}{written}{published['verb']}"
            yield f"{published['paper']}{published['verb']}{name}{post}{kind.group()}"
