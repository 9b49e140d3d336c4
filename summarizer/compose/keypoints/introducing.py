"""Whom readers of a key point do not know yet, and the post that tells them who that is."""

import re
from collections.abc import Mapping, Sequence

from summarizer.compose.clauses.phrases import opening_name, shorten_post
from summarizer.compose.clauses.reading import Clause
from summarizer.report.people import find_people

_ACTS_ALONE = re.compile(r"(?![、和与]|一行)")


def post_of(speaker: str | None, posts: Mapping[str, str]) -> str:
    """省委书记胡某：, before the words of one of whom nothing has been told; else empty."""
    post = posts.get(speaker or "")
    return f"{shorten_post(post)}{speaker}：" if post else ""


def unnamed(clauses: Sequence[Clause], said: str) -> dict[str, str]:
    """The posts of those whom the report names and neither headline nor summary does; of all others empty ones."""
    found: dict[str, str] = {}
    for clause in clauses:
        for mention in () if clause.spoken else find_people(clause.text):
            if mention.post and mention.name not in said:
                found[mention.name] = mention.post
            else:
                found.setdefault(mention.name, "")
    return found


def introduced(text: str, posts: Mapping[str, str]) -> str:
    """冯某感谢帮扶小组 → 校长冯某感谢帮扶小组, where neither headline nor summary has said who that is."""
    name = opening_name(text, posts)
    if not name or not posts[name] or not _ACTS_ALONE.match(text, len(name)):
        return text
    return shorten_post(posts[name]) + text
