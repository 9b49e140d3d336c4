"""Words that turn what is said when they are left out: a vice president becomes a president, a refusal a consent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from summarizer.text.lexicon import alternation, load_words


@cache
def _turning() -> re.Pattern[str]:
    """Every such word, those within a longer one as well."""
    words, posts = load_words("negators"), load_words("posts")
    always = alternation(words["negators"] | words["refusals"] | words["doubts"] | words["ranks"])
    before_posts = f"{alternation(words['former'])}(?={alternation(posts['office'] | posts['organisation'])})"
    return re.compile(f"(?=({always}|{before_posts}|希望(?=[^，。；\n]{{1,8}}能)))")


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where these words stand: 未能 is left out with 能 and without."""
    for match in _turning().finditer(text):
        yield match.span(1)
        if match.end(1) > match.start(1) + 1:
            yield match.start(1), match.start(1) + 1


def turned_joins(text: str) -> frozenset[str]:
    """Two characters before such a word with the one behind it, where they join nowhere in the text.

    副总统 in 利比亚副总统访华 gives 比亚总.
    """
    found = {text[start - 2 : start] + text[end : end + 1] for start, end in _spans(text) if start >= 2}
    return frozenset(join for join in found if len(join) == 3 and join not in text)


def turned_openings(text: str) -> frozenset[str]:
    """Three characters behind such a word that stand nowhere else in the text, so that no statement begins with them.

    防止返贫致贫 gives 返贫致.
    """
    behind: dict[str, int] = {}
    for _, end in _spans(text):
        three = text[end : end + 3]
        behind[three] = behind.get(three, 0) + 1
    return frozenset(
        three for three, times in behind.items() if len(three) == 3 and text.count(three) == times
    )
