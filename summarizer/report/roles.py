"""What each sentence does in its report."""

import re
from collections.abc import Container, Sequence
from functools import lru_cache

from summarizer.datamodels import Evidence, SentenceRole
from summarizer.text.lexicon import alternation, load_words

# 宣读表彰决定 reads a document out.
_HONOURS = re.compile(r"表彰(?!决定|文件|大会|会|名单|通报)")

_LISTED = re.compile(r"(?:领导|同志|代表|负责人|院长|教授|[长任记席员][^，。；、]{2,4})[；;]$")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    verbs = load_words("verbs")
    return tuple(re.compile(alternation(verbs[group])) for group in ("presence", "award", "result"))  # type: ignore[return-value]


def sentence_roles(
    body: str, sentences: Sequence[Evidence], statements: Sequence[bool], leads: Container[int]
) -> list[SentenceRole]:
    """The role of every sentence, given which report words and which announce the event."""
    roles: list[SentenceRole] = [
        "statement" if statements[index] else "lead" if index in leads else _by_verb(span.text(body))
        for index, span in enumerate(sentences)
    ]
    for index in range(len(roles) - 2, -1, -1):
        # 市政协领导；……大学教授高某；……负责同志参加大会。 one verb at the end of a list of posts.
        is_listed = roles[index] == "background" and roles[index + 1] == "attendance"
        if is_listed and _LISTED.search(body, sentences[index].start, sentences[index].end):
            roles[index] = "attendance"
    return roles


def _by_verb(text: str) -> SentenceRole:
    presence, award, result = _patterns()
    # 为先进代表颁奖 honours, though it names who attended.
    if award.search(text) or _HONOURS.search(text):
        return "award"
    if result.search(text):
        return "result"
    return "attendance" if presence.search(text) else "background"
