"""Word lists of the trade, kept as readable files in ``summarizer/data``.

A file holds ``[group]`` headings, ``# comments`` and words split by white space.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=None)
def load_words(name: str) -> dict[str, frozenset[str]]:
    """The groups of ``summarizer/data/<name>.txt``.

    Raises:
        FileNotFoundError: there is no such list.
    """
    groups: dict[str, set[str]] = {}
    group: set[str] = set()
    for line in files("summarizer").joinpath("data", f"{name}.txt").read_text("utf-8").splitlines():
        line = line.split("#", 1)[0].strip()
        if line.startswith("[") and line.endswith("]"):
            group = groups.setdefault(line[1:-1], set())
        else:
            group.update(line.split())
    return {heading: frozenset(words) for heading, words in groups.items()}


def alternation(words: Iterable[str]) -> str:
    """A regular expression matching any of ``words``, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w))) + ")"
