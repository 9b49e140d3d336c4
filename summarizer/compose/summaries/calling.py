"""What a report calls a speaker, or the meeting of which it tells, where nothing printed before has said it."""

import re
from collections.abc import Sequence

from summarizer.datamodels import Speaker

#: Characters of what somebody without a post is called.
LONGEST_CALLED = 24

# 并与某会主席赵某座谈: what joins him to others is no post.
_JOINING = re.compile(r"^(?:并[与同和及]?|[与同和](?!会))")
_CALLED = re.compile(
    r"(?<=[。，；\n])[\u3400-\u9fff]{2,20}(?:领导人|发言人|负责人|官员|议员|外长|防长|大使|将军|总理|总统|部长|主席)$"
)
_MET = re.compile(r"会议|大会|全会|[谈进署讨析度习布报场究协动体选例]会(?![员长])|论坛|仪式|活动")
# 从某展组委会召开的视频会议上了解到
_HELD_BY = re.compile(
    r"(?<=[从，。）\n])(?P<who>[\u3400-\u9fff]{2,12})召开的(?P<what>[\u3400-\u9fff]{0,8}会议)(?=上)"
)


def post_of(speaker: Speaker, body: str) -> str | None:
    """The speaker's post; of a foreigner without one what the report calls him: 甲方任命的地区领导人谢某."""
    if speaker.post:
        return _JOINING.sub("", speaker.post)
    if "·" not in speaker.name:
        return None
    at = max(0, body.find(speaker.name))
    called = _CALLED.search(body[max(0, at - LONGEST_CALLED) : at])
    return called.group() if called else None


def which_meeting(words: str, before: Sequence[str], opening: str) -> str:
    """会议肯定了筹备工作 → 组委会视频会议肯定了筹备工作, where nothing printed before has named a meeting.

    Args:
        before: sentences printed before.
        opening: the report's first words, where it names the meeting in passing.
    """
    if not words.startswith("会议") or any(_MET.search(one) for one in before):
        return words
    held = _HELD_BY.search(opening)
    return held["who"] + held["what"] + words[2:] if held else words
