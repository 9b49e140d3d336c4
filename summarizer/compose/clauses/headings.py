"""Headings that a paper's text runs into the sentence after them without a mark."""

import itertools
import re
from collections.abc import Sequence

from summarizer.datamodels import Sentence

#: So many sentences in a row that open alike open with headings.
HEADINGS = 3

# 手里要有招把握好规律；靶向要精准坚持抓重点；标准要提高对标先进: what is to be how, and then what is to be done.
_HEADING = re.compile(r"[\u3400-\u9fff]{2}要[\u3400-\u9fff]{2}(?=[\u3400-\u9fff]{4})")
# 企业要落实主体责任；部门要加强监管执法: demands of companies and offices open alike, too, but with deeds.
_NO_DEED = re.compile(r"要(?:有[\u3400-\u9fff]|精准|到位|过硬|明确|准确|严格|扎实|务实)$")


def find_headed(body: str, sentences: Sequence[Sentence]) -> set[int]:
    """Indexes of sentences that open with a heading: one of a row of at least three, at least two of which name no deed."""
    found: set[int] = set()
    rows = itertools.groupby(
        enumerate(_HEADING.match(body, one.start, one.end) for one in sentences),
        key=lambda pair: bool(pair[1]),
    )
    for headed, row in rows:
        members = list(row)
        bare = sum(bool(heading and _NO_DEED.search(heading.group())) for _, heading in members)
        if headed and len(members) >= HEADINGS and bare >= HEADINGS - 1:
            found.update(index for index, _ in members)
    return found


def set_off(text: str) -> str:
    """手里要有招把握好规律 → 手里要有招：把握好规律."""
    return _HEADING.sub(r"\g<0>：", text, count=1) if _HEADING.match(text) else text
