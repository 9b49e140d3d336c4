"""Surgery on clauses that never changes what they say.

The rules only drop words or change punctuation, so that every remaining word still stands in the source in the
same order. Each comes with the kind of sentence that made it necessary.
"""

import functools
import re
from collections.abc import Iterable

from summarizer.report.people import find_people
from summarizer.text.credits import FURNISHED, TAKEN
from summarizer.text.openings import CONNECTIVE, DEMAND, ENUMERATOR

_FULL_WIDTH = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"})
_CHINESE = r"\u3400-\u9fff"
_HALF_WIDTH = re.compile(r"(?<![0-9A-Za-z])[,;:!?()](?=.)|(?<=[0-9A-Za-z])[,;:!?()](?![0-9A-Za-z])|[()]")
_LAST_MARK = re.compile(r"[,;:!?]$")
_SPACE = re.compile(rf"(?<=[{_CHINESE}，。；：、“”《》（）])\s+|\s+(?=[{_CHINESE}，。；：、“”《》（）])")
_NO_WORD = re.compile(r"[\W_]")
# What a meeting or a text is called may not go: 党组（扩大）会议, 《…条例（草案）》.
_BRACKETS = re.compile(r"（(?!扩大）|(?:修[订正])?草案）|(?:暂|试)行）|(?:征求意见|送审)稿）)[^（）]*）")
_QUOTATIONS = re.compile(r"(“[^”]*”|《[^》]*》)")

_CONNECTIVES = re.compile(f"^(?:{CONNECTIVE})+")
# （甲乙丙丁）… 主办方供图… 记者甲乙摄…: who wrote it or took the picture, run together with the first words.
_CREDIT = re.compile(
    rf"^(?:（[^（）]{{2,60}}）(?=.)|[^，（）]{{2,16}}{FURNISHED}(?!图?为)(?=.)|[^，让请对向]{{0,12}}记者[^，]{{2,8}}(?:{TAKEN}|报道)(?=.))"
)
_ENUMERATOR = re.compile(f"^{ENUMERATOR}")
_DEMAND = re.compile(f"^{DEMAND}")
# 同时加强企业间合作: at the same time as what?
_MEANWHILE = re.compile(r"^同时(?!期|代|段|性|间|也|具|[^，]{0,4}[性段])")
# 市民热线也要…  与会人员还集体参观…  一行首先来到…
_LINK = re.compile(
    r"^((?:[^，也还]{2,10}，)?[^，也还]{2,16}?)(?:[也还](?=[要将应需会可到就在向与对同为从]|必须|来到|先后|集体|集中|实地|现场|专门|联合|分别|一同|共同|"
    r"观看|参观|调研|考察|察看|检查|听取|走访|看望|慰问|进行|组织|开展|召开|举行|举办|邀请|强调|指出|要求|表示|介绍|希望|提出)"
    r"|(?:首先|接着|随后)(?=来到|前往|走进|深入|到|赴|参观|察看|夸奖|介绍))"
)
# 网信办当日召开现场会, 当日召开的常委会会议决定: on the day of which the sentence before told.
_THAT_DAY = re.compile(
    r"^当[日天]召开的|(?<=[\u3400-\u9fff])(?<![在于自从到至])当[日天](?=(?:召开|举行|举办|发布|印发|会见|出席))"
)
_OTHER_HALF = re.compile(
    r"既(?!定|有)|不仅|不但|不只|不光|除了|除[^，]{1,12}外|再[^，]{1,6}也|连[^，]{1,6}[也都]|即使|哪怕|无论|不管|虽|尽管|谁也|什么也|偿还|归还|返还|退还|[^，]{0,4}还款"
)
# Adverbs that a headline does without: 切实加强 → 加强.
_ADVERBS = re.compile(
    r"(?:进一步|切实|着力|不断|积极|大力|全面|深入|扎实|持续|坚决|认真|始终|充分|牢牢|努力|奋力|全力|更好地?|有效|有力)"
    r"(?=(?:加强|推进|推动|提升|提高|强化|完善|优化|落实|抓好|做好|加快|增强|深化|巩固|拓展|发挥|开展|实施|打造|构建|建设|培育|保障|"
    r"促进|激发|解决|防范|压实|守牢|筑牢|扭住|把握|营造|健全|夯实|增进|改善|维护|化解|支持|服务|引导|组织|履行|凝聚))"
)
_LATE_DATE = re.compile(
    r"^([^，。；\d]{2,36}?)((?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日(?:上午|下午|晚间?|凌晨|中午))"
    r"(?=[在主出会召举考看视同向前]|乘|抵|应)"
)
_CEREMONIES = (
    ("出席会议并作讲话", "出席并讲话"),
    ("出席会议并讲话", "出席并讲话"),
    ("出席大会并讲话", "出席并讲话"),
    ("出席活动并讲话", "出席并讲话"),
    ("出席仪式并讲话", "出席并讲话"),
    ("出席仪式并致辞", "出席并致辞"),
    ("出席会议并致辞", "出席并致辞"),
    ("出席活动并致辞", "出席并致辞"),
    ("出席开幕式并致辞", "出席并致辞"),
    ("主持会议并讲话", "主持并讲话"),
    ("参加会议并讲话", "参加并讲话"),
)
# 主持会议 at the end of a clause: which meeting is known.
_THE_MEETING = re.compile(
    r"(出席|主持|参加)(?:了)?(?:会议|大会|活动|仪式|座谈会|开幕式|闭幕式|启动仪式|签约仪式|发布会)$"
)
_SECRETARY = re.compile(
    r"(?:省|市|县|区|州|旗|盟)委书记$|^(?:.{0,6}(?:省委|市委|县委|区委|州委))书记$|中共中央总书记$"
)
_HEAD_OF_GOVERNMENT = re.compile(r"^[^副]*(?:省长|市长|县长|区长|州长|旗长)$|自治区主席$|国家主席$")
_SEAT_OF = re.compile(rf"^[{_CHINESE}]{{2,4}}?[省市县区州](?=委|人大|政协|政府)")
_NOWHERE = re.compile(r"^(?:常务)?副?[省市县区州]长$")
_VICE_HEAD = re.compile(r"副(?:省长|市长|县长|区长|州长|旗长)$")
# 民政局党组书记 + 局长: the second post is headless without the office named in the first.
_PARTY_POST_AT = re.compile(r"^(.+?)(?:分?党组|党委|党工委)(?:副?书记|成员|委员)$")
_BARE_POST = re.compile(
    r"^(?:常务|专职)?(?:副)?(?:局长|厅长|院长|校长|部长|主任|会长|行长|台长|总经理|董事长|所长|处长|主席)$"
)
_SEAT_IN = re.compile(r"^(.*[省市县区州]委)(?:副书记|常委)$")
_DEPUTY = re.compile(r"[省市县区州旗盟]委副书记$")
_DEPARTMENT = re.compile(r"(?:统战|组织|宣传)部|政法委|秘书长|办公[室厅]")
# Membership of a committee, not an office: 市委常委, 党组成员.
_RANK_ONLY = re.compile(r"^分管|(?:常委|委员|党组成员|党组书记|党委书记|副书记)$")


# 住房城乡建设部倪某部长召开…
_OFFICE_BEFORE = re.compile(r"[\u3400-\u9fff]{2,12}[部局厅委院会府]")
# “共建现代化慈善 聚力高质量发展”: the space between the halves of a slogan is all that parts them.
_SLOGAN = re.compile(rf"“(?P<one>[{_CHINESE}]{{4,14}})[ \u3000]+(?P<other>[{_CHINESE}]{{4,14}})”")
_GAP = "\ue000"


# An article's few clauses come by dozens of times, as candidates are made, compared and checked.
@functools.lru_cache(maxsize=512)
def tidy(text: str) -> str:
    """Full-width punctuation, no white space between Chinese characters, no marks at either end."""
    text = _LAST_MARK.sub(_widen, _HALF_WIDTH.sub(_widen, text))
    text = _SPACE.sub("", _SLOGAN.sub(_keep_gap, _pair_quotes(text)).strip())
    return text.strip("，。；：、！？… \t\n").replace(_GAP, " ")


def drop_credit(text: str) -> str:
    """The text without whose picture or report stands before its first words: （郑某在望海中心。）在云溪县."""
    return _CREDIT.sub("", text)


def strip_opening(text: str) -> str:
    """The clause without the words that only tie it to its context (会上， 一是 我们要)."""
    before = None
    while before != text:
        before = text
        text = drop_credit(_CONNECTIVES.sub("", text))
        text = _ENUMERATOR.sub("", text)
        text = _DEMAND.sub("", text)
        text = _MEANWHILE.sub("", text)
        text = text.lstrip("，,、；;：: ")
    return text


def drop_links(text: str) -> str:
    """热线也要加强考核 → 热线要加强考核, 吕某还到景区检查 → 吕某到景区检查: what ties a whole clause to one that may
    not stand before it; not where the clause itself has the other half (不仅…也要)."""
    text = _THAT_DAY.sub("", text)
    return text if _OTHER_HALF.search(text) else _LINK.sub(r"\1", text, count=1)


def is_demand(text: str) -> bool:
    """Whether a clause opens with 要, after its connectives."""
    return bool(_DEMAND.match(_ENUMERATOR.sub("", _CONNECTIVES.sub("", tidy(text)))))


def shorten_ceremony(text: str) -> str:
    """出席会议并讲话 → 出席并讲话: the meeting has just been named."""
    for long, short in _CEREMONIES:
        text = text.replace(long, short)
    return _THE_MEETING.sub(r"\1", text)


def drop_adverbs(text: str) -> str:
    """切实加强 → 加强, outside quotation marks."""
    parts = _QUOTATIONS.split(text)
    return "".join(part if part[:1] in ("“", "《") else _ADVERBS.sub("", part) for part in parts)


def date_first(text: str) -> str:
    """郑某17日上午在京出席座谈会 → 17日上午，郑某在京出席座谈会: summaries open with the day."""
    return _LATE_DATE.sub(r"\2，\1", text, count=1)


def drop_brackets(text: str) -> str:
    """Without explanatory brackets: 行动计划（2022—2025年） → 行动计划."""
    return _BRACKETS.sub("", text)


def shorten_post(post: str) -> str:
    """The one post by which a person is best known.

    市委副书记、市长 → 市长; 市委书记、市人大常委会主任 → 市委书记; 市委常委、宣传部部长 → 市委宣传部部长;
    民政局党组书记、局长 → 民政局局长. Nothing inside a post is dropped, so 副, 代 and 原 survive.
    """
    parts = [part for part in re.split(r"[、，,]", post) if part]
    if len(parts) < 2:
        return post
    for pattern in (_SECRETARY, _HEAD_OF_GOVERNMENT, _VICE_HEAD):
        for part in parts:
            if pattern.search(part):
                # 烟台市委常委、副市长 is vice mayor of somewhere.
                seat = _SEAT_OF.match(parts[0]) if _NOWHERE.match(part) else None
                return (seat.group() if seat and seat.group()[-1] == part.lstrip("副常务")[0] else "") + part
    for before, part in zip(parts, parts[1:], strict=False):
        organisation = _PARTY_POST_AT.match(before)
        if organisation and _BARE_POST.match(part):
            where = organisation.group(1)
            return part if part.startswith(where) else where + part
    # 中国科协党组书记、书记处第一书记: of which secretariat the second post does not say.
    if parts[-1].startswith("书记处"):
        return parts[0]
    office = next((part for part in parts if not _RANK_ONLY.search(part)), parts[0])
    # 市委副书记、统战部部长: the second post is the lower one.
    if _DEPUTY.search(parts[0]) and _DEPARTMENT.search(office):
        return parts[0]
    # 市委常委、统战部部长 is head of the committee's department, not of any.
    committee = _SEAT_IN.match(parts[0])
    return committee.group(1) + office if committee and _DEPARTMENT.match(office) else office


def opening_name(text: str, names: Iterable[str]) -> str | None:
    """Which of several people opens a text: 王某国慰问职工 is not told of 王某, who is another."""
    return max((name for name in names if text.startswith(name)), key=len, default=None)


# As many as the clauses of the articles that are worked on together.
@functools.lru_cache(maxsize=2048)
def bigrams(text: str) -> frozenset[str]:
    """Character pairs of the text without punctuation: what two texts are compared by."""
    plain = _NO_WORD.sub("", text)
    return frozenset(plain[index : index + 2] for index in range(len(plain) - 1))


def overlap(text: str, other: str) -> float:
    """Share of the shorter text's character pairs that the other holds, 0 to 1."""
    first, second = bigrams(text), bigrams(other)
    return len(first & second) / max(1, min(len(first), len(second)))


def _keep_gap(match: re.Match[str]) -> str:
    return f"“{match['one']}{_GAP}{match['other']}”"


def _widen(match: re.Match[str]) -> str:
    return match.group().translate(_FULL_WIDTH)


def _pair_quotes(text: str) -> str:
    """Straight quotation marks become a pair where they come in pairs."""
    if text.count('"') and text.count('"') % 2 == 0:
        marks = iter("“”" * (text.count('"') // 2))
        text = re.sub('"', lambda _: next(marks), text)
    return text


def without_posts(text: str) -> str:
    """省委书记甲、省长乙会见丙 → 甲、乙会见丙: of all or of none."""
    for mention in reversed(find_people(text)):
        if mention.introduced:
            text = text[: mention.post_start] + text[mention.start :]
        elif mention.post_start == mention.end and _OFFICE_BEFORE.fullmatch(text, 0, mention.start):
            text = mention.name + text[mention.post_end :]
    return text.replace("同志", "")


def is_somebody(text: str) -> bool:
    """Whether a text is a post and a name and nothing that he does: 省住建厅党组成员、副厅长周某."""
    people = find_people(text)
    return bool(people) and people[0].post_start == 0 and people[0].end == len(text)
