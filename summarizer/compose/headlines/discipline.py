"""Headlines of officials who are investigated, or expelled: who, with the post that fits, and what was decided.

Such notices begin with by whose leave, and the news stands in their last sentences, in words that are always the same.
"""

import re
from collections.abc import Iterator, Sequence

from summarizer.report.people import find_people

# 对广西壮族自治区党委原副书记、自治区政府原主席某某严重违纪违法问题进行了立案审查调查
_CASE = re.compile(r"对(?P<who>[^。]{4,80}?)严重违[纪法]违[纪法]问题")
# 江东省副省长某某涉嫌严重违纪违法，目前正接受中央纪委国家监委纪律审查和监察调查
_SUSPECTED = re.compile(
    r"^(?P<who>[^。]{4,80}?)涉嫌严重违[纪法]违[纪法]，(?:目前)?正?接受(?P<by>[^，。]{0,24}?)(?P<what>(?:纪律)?审查[^，。]{0,2}(?:监察)?调查)"
)
_REGION = re.compile(r"(广西|新疆|宁夏)(?:壮族|维吾尔|回族)自治区")


def discipline(sentences: Sequence[str]) -> Iterator[str]:
    """The headlines of such a notice, the fullest first.

    Args:
        sentences: of the report, tidy.
    """
    for sentence in sentences[:2]:
        if case := _CASE.search(sentence):
            for titled, name in _officials(case["who"]):
                if deed := _decided(name, sentences):
                    yield from (f"{who}{why}{deed}" for who in titled for why in ("严重违纪违法", ""))
                    return
        elif suspected := _SUSPECTED.match(sentence):
            by, what = suspected["by"], suspected["what"]
            for titled, _ in _officials(suspected["who"]):
                yield from (f"{who}接受{whose}{what}" for who in titled for whose in (by, ""))
                return


def _decided(name: str, sentences: Sequence[str]) -> str | None:
    """What was decided about somebody; a semicolon may part the party's decision from the office's."""
    for at, sentence in enumerate(sentences):
        if f"给予{name}开除党籍" in sentence:
            whole = "".join(sentences[at : at + 2])
            return "被开除党籍和公职" if "给予其开除公职" in whole else "被开除党籍"
    return None


def _officials(text: str) -> Iterator[tuple[list[str], str]]:
    """Each person of a list with ever fewer of his posts, and his name alone."""
    begin = 0
    for mention in find_people(text):
        posts = text[begin : mention.start].lstrip("、和")
        short = _REGION.sub(r"\1", posts)
        latest = short.rpartition("，")[2]
        titled = dict.fromkeys((posts, short, latest, latest.partition("、")[0], ""))
        yield [f"{post}{mention.name}" for post in titled], mention.name
        begin = mention.end
