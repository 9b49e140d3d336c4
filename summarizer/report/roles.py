"""What each sentence does in its report."""

import re
from collections.abc import Container, Sequence
from functools import lru_cache

from summarizer.datamodels import Evidence, SentenceRole
from summarizer.text.lexicon import alternation, load_words

# 宣读表彰决定 reads a document out.
_HONOURS = re.compile(r"表彰(?!决定|文件|大会|会|名单|通报)")

#: A question has at most this many sentences; what leads up to it is the reporter's, too.
LONGEST_QUESTION_SENTENCES = 6
# 有记者提问，近期……。请问发言人对此有何评论？ 记者：……？ (在回答记者提问时表示，…… is an answer.)
_ASKS = re.compile(
    r"(?:^|，)[^，。：；“]{0,10}记者(?:提问|[追再又]?问)(?:道|到)?[，：:]|^(?:[^，。：；“]{0,8}记者|问|主持人)[：:]"
)

_LISTED = re.compile(r"(?:领导|同志|代表|负责人|院长|教授|[长任记席员][^，。；、]{2,4})[；;]$")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    verbs = load_words("verbs")
    return tuple(re.compile(alternation(verbs[group])) for group in ("presence", "award", "result"))  # type: ignore[return-value]


def sentence_roles(
    body: str, sentences: Sequence[Evidence], statements: Sequence[bool], leads: Container[int]
) -> list[SentenceRole]:
    """The role of every sentence, given which report words and which announce the event."""
    asked = questions(body, sentences)
    roles: list[SentenceRole] = [
        "question"
        if index in asked
        else "statement"
        if statements[index]
        else "lead"
        if index in leads
        else _by_verb(span.text(body))
        for index, span in enumerate(sentences)
    ]
    for index in range(len(roles) - 2, -1, -1):
        # 市政协领导；……大学教授高某；……负责同志参加大会。 one verb at the end of a list of posts.
        is_listed = roles[index] == "background" and roles[index + 1] == "attendance"
        if is_listed and _LISTED.search(body, sentences[index].start, sentences[index].end):
            roles[index] = "attendance"
    return roles


def questions(body: str, sentences: Sequence[Evidence]) -> set[int]:
    """The sentences that a reporter asks, from his 提问 to the last question mark before the answer."""
    asked: set[int] = set()
    texts = [span.text(body) for span in sentences]
    for first, text in enumerate(texts):
        if first in asked or not _ASKS.search(text):
            continue
        reach = range(first, min(len(texts) - 1, first + LONGEST_QUESTION_SENTENCES))
        last = next((index for index in reach if texts[index].endswith(("？", "?"))), None)
        while last is not None and last + 1 < len(texts) and texts[last + 1].endswith(("？", "?")):
            last += 1
        asked |= set() if last is None else set(range(first, last + 1))
    return asked


def _by_verb(text: str) -> SentenceRole:
    presence, award, result = _patterns()
    # 为先进代表颁奖 honours, though it names who attended.
    if award.search(text) or _HONOURS.search(text):
        return "award"
    if result.search(text):
        return "result"
    return "attendance" if presence.search(text) else "background"
