"""What each sentence does in its report."""

import re
from functools import lru_cache

from summarizer.datamodels import SentenceRole
from summarizer.text.lexicon import alternation, load_words

# 宣读表彰决定 reads a document out.
_HONOURS = re.compile(r"表彰(?!决定|文件|大会|会|名单|通报)")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    verbs = load_words("verbs")
    return tuple(re.compile(alternation(verbs[group])) for group in ("presence", "award", "result"))  # type: ignore[return-value]


def sentence_role(text: str, is_statement: bool, is_lead: bool) -> SentenceRole:
    """The role of one sentence, given what attribution and event have found out about it."""
    if is_statement:
        return "statement"
    if is_lead:
        return "lead"
    presence, award, result = _patterns()
    # 为先进代表颁奖 honours, though it names who attended.
    if award.search(text) or _HONOURS.search(text):
        return "award"
    if result.search(text):
        return "result"
    if presence.search(text):
        return "attendance"
    return "background"
