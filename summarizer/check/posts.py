"""Posts: each person with a post the body gives them, 副, 原 and 代 neither lost nor added.

A post may be shortened (市委副书记、市长李丹 → 市长李丹) or carry the place the body names elsewhere
(市委书记 → 内江市委书记); it may not change rank, organ or person.
"""

import re
from collections.abc import Iterator

from summarizer.check.issues import Issue
from summarizer.check.source import Source
from summarizer.check.statement import Statement
from summarizer.report.people import Mention

_PARTS = re.compile(r"[、,和与]|兼(?!职|任)|会[前后]")
#: Words that name a group of persons, not a post: 区领导曹某、庞某.
_GROUP = re.compile("(?:领导|负责人|负责同志|代表|嘉宾|专家|成员|委员们|同志)$")
#: Words that make another post of the post they precede.
_RANKS = ("副", "原", "前", "代", "代理", "名誉", "荣誉", "候补", "执行", "助理", "候任", "前任")
_PAREN = re.compile(r"\([^()]*\)")


def check_posts(statement: Statement, source: Source) -> Iterator[Issue]:
    """Posts beside a name that the body does not give this person."""
    for mention in statement.people:
        if mention.post is None or mention.post_start is None or mention.post_end is None:
            continue
        known = source.people_by_name.get(mention.name)
        if not known:
            continue
        posts = [other.post for other in known if other.post]
        at = mention.post_start
        for part in _parts(mention.post):
            start = statement.text.find(part, at, mention.post_end)
            if start < 0:
                continue
            at = start
            if _GROUP.search(part):
                continue
            if any(_holds(part, post, source) for post in posts) or _near(part, known, source):
                continue
            suggestion = min(posts, key=lambda post: _distance(part, post), default=None)
            message = f"原文没有说{mention.name}是“{part}”。"
            if suggestion:
                message = f"原文中{mention.name}的职务是“{suggestion}”，不是“{part}”。"
            yield Issue("post", start, start + len(part), message, suggestion)


def _parts(post: str) -> list[str]:
    return [part for part in _PARTS.split(post) if part]


def _holds(part: str, post: str, source: Source) -> bool:
    """Whether the body's ``post`` includes the output's ``part``."""
    if part == post:
        return True
    plain = _PAREN.sub("", part)
    for piece in (*_parts(_PAREN.sub("", post)), _PAREN.sub("", post)):
        if _shortens(plain, piece, post, source):
            return True
    return False


def _shortens(part: str, piece: str, post: str, source: Source) -> bool:
    common = 0
    while common < min(len(part), len(piece)) and part[-1 - common] == piece[-1 - common]:
        common += 1
    if common < 2:
        return False
    mine, theirs = part[: len(part) - common], piece[: len(piece) - common]
    if _rank(mine) != _rank(theirs):
        return False
    rest = _unmatched(mine, theirs)
    if not rest:
        return True
    if rest != mine or not theirs:  # part of it agrees, the rest is a place or organ named elsewhere
        return rest in post or (len(rest) > 1 and _named(rest, source))
    return False


def _unmatched(mine: str, theirs: str) -> str:
    """What is left of ``mine`` after matching it from the right as a subsequence of ``theirs``."""
    at = len(theirs)
    for index in range(len(mine) - 1, -1, -1):
        found = theirs.rfind(mine[index], 0, at)
        if found < 0:
            return mine[: index + 1]
        at = found
    return ""


def _rank(organ: str) -> str:
    """副, 原 … directly before the post proper; all of them in a row."""
    ranks = ""
    while organ:
        word = next((word for word in sorted(_RANKS, key=len, reverse=True) if organ.endswith(word)), None)
        if word is None:
            return ranks
        ranks = word + ranks
        organ = organ[: -len(word)]
    return ranks


def _named(place: str, source: Source) -> bool:
    """Whether the body holds the place or organ, its last 省/市/县/区 disregarded."""
    return place in source.text or (len(place) > 2 and place.rstrip("省市县区州") in source.text)


def _near(part: str, known: list[Mention], source: Source) -> bool:
    """Whether the post stands shortly before the name as written, no rank before it and nobody else between."""
    for mention in known:
        at = source.text.rfind(part, max(0, mention.start - 60), mention.start)
        if at < 0 or _rank(source.text[max(0, at - 4) : at]) or "。" in source.text[at : mention.start]:
            continue
        if not any(at < other.start < mention.start for other in source.people):
            return True
    return False


def _distance(part: str, post: str) -> int:
    return len(set(post) ^ set(part))
