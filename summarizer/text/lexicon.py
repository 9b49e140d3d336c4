"""Word lists of the trade, kept as readable files in ``summarizer/data``.

A file holds ``[group]`` headings, ``# comments`` and words split by white space.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
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
    """A regular expression matching the longest of ``words``; a prefix tree, so that it stays fast."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branches(tree)


def _branches(node: dict[str, Any]) -> str:
    branches = [re.escape(char) + _branches(node[char]) for char in sorted(node) if char]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)}){'?' if '' in node else ''}"
