"""Whose words a sentence tells, as far as its clauses need to know."""

from summarizer.compose.clauses import standing
from summarizer.datamodels import Sentence


def speech_of(body: str, sentence: Sentence) -> tuple[str | None, bool]:
    """The verb of saying that a sentence opens with, and whether what follows is somebody's words."""
    opening = body[sentence.start : sentence.content]
    verbs = standing.SAYS.findall(opening)
    # 副市长刘某总结…工作 tells what he did; only what follows a verb of saying is speech.
    spoken = (
        sentence.role == "statement"
        and (bool(verbs) or not opening.strip())
        and (sentence.speaker is not None or sentence.attribution is not None)
    )
    if spoken and not verbs and sentence.speaker and sentence.speaker in body[sentence.start : sentence.end]:
        spoken = False
    return (verbs[-1] if verbs else None), spoken


def names_speaker(attribution: str, name: str | None) -> bool:
    """Whether the report gives the words to the person himself, not to the meeting at which he spoke (会议指出)."""
    return name is not None and (name in attribution or attribution[:1] in ("", "他", "她"))
