"""Must-have facts: what an editor would not let a summary leave out, each met by any of several wordings.

``[["4月9日", "9日"], ["科技创新大会"]]`` holds two facts; a text that says 9日 has the first.
"""

import re
from collections.abc import Sequence

from summarizer.evaluation.tokenize import fold

#: Alternative wordings of each fact.
Facts = Sequence[Sequence[str]]

#: Spaces and quotation marks: the same fact with and without them. A line break parts two texts.
_IGNORED = re.compile(r"[^\S\n]|[\"'“”‘’「」『』]")

_CHINESE_DIGITS = "〇零一二三四五六七八九十百千万亿"


def fact_recall(facts: Facts, text: str) -> float | None:
    """Share of the facts that the text states; None when there are no facts."""
    if not facts:
        return None
    return 1 - len(missing_facts(facts, text)) / len(facts)


def missing_facts(facts: Facts, text: str) -> list[str]:
    """First wording of each fact that the text does not state, in order."""
    normal = _normalize(text)
    return [fact[0] for fact in facts if not any(_states(normal, wording) for wording in fact)]


def _states(normal_text: str, wording: str) -> bool:
    """Whether the wording is there, not as part of another number: 9日 is not in 19日, nor 2% in 54.2%."""
    normal = _normalize(wording)
    if not normal:
        return False
    before, after = _guard(normal[0], ahead=False), _guard(normal[-1], ahead=True)
    return re.search(before + re.escape(normal) + after, normal_text) is not None


def _guard(edge: str, *, ahead: bool) -> str:
    if edge.isdigit() and edge.isascii():
        return r"(?!\d|[.,]\d)" if ahead else r"(?<!\d)(?<!\d[.,])"
    if edge in _CHINESE_DIGITS:
        return f"(?![{_CHINESE_DIGITS}])" if ahead else f"(?<![{_CHINESE_DIGITS}])"
    return ""


def _normalize(text: str) -> str:
    return _IGNORED.sub("", fold(text))
