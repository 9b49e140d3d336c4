"""Whose words a headline tells: who stands before a colon said it, and what somebody claims is not told as a fact."""

import re
from collections.abc import Collection

from summarizer.compose.clauses.phrases import tidy
from summarizer.compose.proposals.parts import LOOKED_UP
from summarizer.compose.proposals.seams import pieces_of
from summarizer.report.people import find_people
from summarizer.text.spans import ends_of, since_mark, starts_of

#: Last characters of a voice by which the source may call it.
CALLED_BY = 2
#: A preposition, the place after it and a line's end take no more characters.
AT_CHARS = 11

_TO_WHOM = frozenset("对向给被把将与同")
_LEVEL_WORDS = re.compile(r"[省市县区州]|人民(?=检察|法院|政府)")
_SHORT_COURTS = ("最高检", "最高法")
_GOES_TO = re.compile(r"(?:[赴到往]|深入|走进)$")
_ITS_EXPERT = re.compile(r"[\u3400-\u9fff]{0,4}(?:经济学家|分析师|教授|研究员|专家|律师)")
_ENDS = "。！？\n"
# 申花主帅某某则指出，; he and she are whoever spoke before.
_SPEAKS = re.compile(
    r"(?:^|(?<=[，。；！？：”\n]))(?P<who>[^，。；！？：“”\n]{1,40}?)"
    r"(?:表示|指出|强调|认为|介绍|要求|希望|透露|坦言|回应|宣布|警告|提醒|呼吁|建议|写道|告诉[^，。；]{0,12}(?=[，：])|[说称](?=[，：“]))"
)
_AGAIN = re.compile(r"^(?:[他她其并还]|同时|随后)")
_SPEAKER = re.compile(
    r"(?:教练|主帅|队长|发言人|专家|官方|警方|校方|院方|教授|律师|记者|总统|总理|首相|[部局委厅办]|主席|主任)$"
)
_TOLD_AS_SAID = re.compile(r"称|：|表示|说|宣布|透露|报道|指|强调|呼吁|认为|警告|声明|谴责|批评")
# 俄国防部16日称，俄军继续推进; 某部长10日对此回应称，…
_CLAIMS = re.compile(
    r"(?:^|(?<=[，；]))(?P<who>[^，；\d]{2,24}?)(?:方面)?(?:[今昨当][天日]|\d+日|（[^）]*）)*(?:对此|就此)?(?:回应|报道|发表声明|在声明中)?[声宣]?称，"
)
# 俄称“没有参与”: in one word, whose side it is.
_SIDE = re.compile(
    r"(?:^|[ ，])(?P<who>[俄乌美英法德日韩朝伊以巴印叙也土欧][^ ，：]{0,3}?)(?:军|方|媒)?称(?P<said>[^ ，：称]{4,})"
)


def keeps_voice(text: str, source: str) -> bool:
    """Whether who speaks before a colon is called so in the source: 吉林院士专家： where 院士专家 came to 吉林 is not.

    Nor does a house say what its economist thinks.
    """
    before, mark, said = tidy(text).partition("：")
    voice = _LEVEL_WORDS.sub("", re.split(r"[，；]", before)[-1])
    if not mark or len(voice) < 3 or voice in _SHORT_COURTS:
        return True
    if "，" in before:
        return False
    body = _LEVEL_WORDS.sub("", tidy(source))
    ends = list(ends_of(voice, body))
    # 泽连斯基：乌军将领发出警告, where he warned them: 对乌军将领发出警告
    done_to = [body[max(0, at - 1) : at] in _TO_WHOM for at in starts_of(said[:3], body)]
    if done_to and all(done_to):
        return False
    # 公积金中心：驻点村调研…, where its director went 深入驻点村
    goes = [bool(_GOES_TO.search(body, max(0, at - AT_CHARS), at)) for at in starts_of(said[:3], body)]
    if "：" in said or (goes and all(goes)):
        return False
    return bool(ends) and not all(_ITS_EXPERT.match(body, end) for end in ends)


def keeps_speaker(text: str, source: str, names: Collection[str] = ()) -> bool:
    """Whether the person or office before a colon, or the side before 称, is who the source says it of: 鲁能主教练：渴望取胜, where
    申花主帅指出 it, is not.

    A colon behind anything else (春运：, a place) is a label.
    """
    body = tidy(source)
    for side in _SIDE.finditer(text):
        places = list(starts_of(tidy(side["said"])[:LOOKED_UP], body))
        if places and not any(_said_by(side["who"][:1], body, at) for at in places):
            return False
    voice, mark, said = tidy(text).partition("：")
    speaks = any(name in voice for name in names) or _SPEAKER.search(voice) or find_people(voice)
    if not mark or not speaks:
        return True
    places = list(starts_of(said[:LOOKED_UP], body))
    return not places or any(_said_by(voice, body, at) for at in places)


def claimant(text: str, source: str) -> str | None:
    """Who claims what a headline tells as a fact (俄国防部称，…); None where the source says it itself, or the headline
    says that somebody does."""
    if _TOLD_AS_SAID.search(text):
        return None
    body = tidy(source)
    parts = [pieces_of(tidy(part), body, shortest=2) or [] for part in re.split(r"[ ，]", text)]
    longest = max((piece for pieces in parts for piece in pieces), key=lambda one: len(one[0]), default=None)
    if longest is None or len(longest[0]) < LOOKED_UP:
        return None
    claims = [_CLAIMS.search(since_mark(body, at, _ENDS)) for at in starts_of(longest[0], body)]
    return claims[0]["who"] if claims[0] and all(claims) else None


def _said_by(voice: str, body: str, at: int) -> bool:
    """Whether the last one to speak before ``at``, pronouns aside, is called as the voice is; or nobody spoke."""
    speakers = [match["who"] for match in _SPEAKS.finditer(body, 0, at) if not _AGAIN.match(match["who"])]
    return not speakers or voice[-CALLED_BY:] in speakers[-1]
