"""Whether each part of a proposal, between its marks, is told by one sentence of the source and in that order.

韩国｜多地｜发生无差别行凶事件 takes its subject from 韩国多地出现帖文 and its deed from 继某区发生…事件后: every word is true, and no
sentence says so. What is tied together in the source stays together, too: 前局长, 只是第一回合, 将…作为任务.
"""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from summarizer.check.places import find_places, short_form
from summarizer.compose.clauses.demands import AIM
from summarizer.compose.clauses.phrases import tidy
from summarizer.compose.proposals.seams import MAY_STAND_ALONE, ends_of_tail, pieces_of
from summarizer.text.spans import ends_of, since_mark, starts_of

#: A part shorter than this says nothing after another one: 抢抓发展机遇 融进去.
SHORTEST_PART = 5
#: Characters of a part's first words that are looked up.
LOOKED_UP = 4
#: Characters before a part in which 前 makes its post a former one.
FORMER_CHARS = 3

_MARKS = re.compile(r"[ ，：；]+")
_ENDS = re.compile(r"[。！？\n]")
# 会议在江州召开, 江州召开会议, 吕某出席会议: what was held, where, and who came may be told one after the other.
_HELD_LAST = re.compile(
    r"(?:在[\u3400-\u9fff]{2,6})?(?:召开|举行|举办|启动|发布|开幕|闭幕|揭牌|登场|调研|考察|检查|慰问)$"
)
_HOLDS = re.compile(r"(?:主持)?(?:召开|举行|举办)")
#: 韩方, 外媒, 港警: an office in one character.
_SHORT_FOR = frozenset("方媒警府院会")
_EVENT = re.compile(r"(?:座谈会|会议|大会|活动)$")
_NOUN = re.compile(r"^[\u3400-\u9fff]{2,3}(?=“)")
_COMES = re.compile(r"(?:出席|参加|主持(?:召开)?)")
# 打赢那仗｜只是｜第一回合, 对某国｜不｜构成威胁: what turns the sense may not be left out.
_TURNS = re.compile(
    r"(?:只|仅|就|才|便)?是|只|仅|不(?!断|仅|但|少|同|久|懈)|没有?|未(?!来|成年)|尚未|并非|无法|难以"
)
# 远离政治｜，否则将｜有损团结
_OR_ELSE = re.compile(r"，(?:否则|不然)[会将]?")
# 敦促某党公投独立, where it is 敦促某党不要再寻求独立
_URGES = re.compile(r"(?P<verb>敦促|呼吁|要求|警告|劝告|督促|提醒|承诺)(?P<what>[^，。；！？ ：]*)")
_NOT = re.compile(r"不(?!断|仅|但|少|同|久|懈)|勿|别(?=[再去让])|停止|放弃|避免|拒绝|取消|撤[回销]")
# 是某军发动｜的一次｜“特别行动”
_MADE_IT = re.compile(r"的一[次种个项场]")
_QUOTED_DEED = re.compile(r"是[^ ，：]*?([\u3400-\u9fff]{2})(?=“)")
# 目前, 此前: no former posts.
_FORMER = re.compile(r"(?:^|[，。、；：“”与和的\u3400-\u9fff])(?<![目此之以日当提史空年月天战午跟面门会])前$")
# 将支持防汛工作，｜作为当前最紧要的任务
_TURNED_INTO = re.compile(r"，?(?:作为|转化为|转变为|列为|列入|纳入|变成|融入|贯穿)")
# 要赢最基本的基础，｜就是要同心协力: half of it
_IS = re.compile(r"，?(?:就是|才是|便是|正是)")
# 修复生态摆在压倒性位置, where it was 把｜修复…
_PUT = re.compile(r"摆在|放在|转化为|转变为|作为|列入|纳入|贯穿")
# 至于下一次会议的时间，李某表示，今年恐怕难以成行
_TOPIC = re.compile(r"(?:至于|关于|谈[到及])(?P<of>[^，]*)，")
_DATED_SPEECH = re.compile(r"：(?:\d+月)?\d+日")
# 部署“某计划”推进会, 召开某专项行动, 举行某园区揭牌, 调研某法院座谈会: verbs that take no such object.
_NO_OBJECT = re.compile(
    r"部署(?!召开|开好|筹备)[^ ，：]*(?:推进|部署|动员|座谈)会$|召开[^ ，：]*(?:活动|行动|仪式|讲座|比赛)$"
    r"|举行[^ ，：]*(?:揭牌|签约|启动|奠基)$|(?<!组织)(?:调研|考察|检查|督导)[^ ，：组]*(?:座谈会|调研|协商会)$"
)
# 某院｜主持召开座谈会: its secretary did
_HOUSE_CHAIRS = re.compile(r"(?:[院局厅办校部]|中心|公司|医院|协会|政府)主持召开")
# 大数据示范｜、大数据集聚、大数据应用“七大平台”: what the list is of comes last.
_LIST_GOES_ON = re.compile(r"(?:、[^，。、“”]{2,12})+“[^”]*”")
# 赴江州｜市、云溪市｜考察
_MORE_PLACES = re.compile(r"[省市县区州镇乡]?(?:[、和与及][\u3400-\u9fff]{2,8}[省市县区州镇乡村]){1,6}")
# 为深入贯彻会议精神，｜加强队伍建设，8月13日，云溪县开展培训: what it was for, and not what was done.
_WHAT_FOR = re.compile(
    r"(?:^|\W)为(?:了|深入|进一步|全面|认真|切实|扎实|贯彻|落实|加强|推[进动])[^，]*，(?P<more>.*)"
)
_SECRETARY_SAYS = re.compile(r"习近平(?:总书记|主席)?[^。“”]{0,16}(?:强调|指出|说|要求)[：，]“[^”]*$")
_MET = re.compile(r"(?:会|会议|活动|仪式|论坛)$")


def keeps_ties(text: str, source: str, names: Collection[str] = ()) -> bool:
    """Whether every part of ``text`` keeps what its words are tied to in ``source``.

    Args:
        text: a proposal of the model.
        source: what it was written from.
        names: persons in the source.
    """
    body = tidy(source)
    parts = [tidy(part) for part in _MARKS.split(text) if tidy(part)]
    wrong = _NO_OBJECT.search(tidy(text.replace(" ", "，")))
    return (
        not (wrong and not any(not body[end : end + 1].isalnum() for end in ends_of(wrong.group(), body)))
        and not ((chairs := _HOUSE_CHAIRS.search(tidy(text))) and chairs.group() not in body)
        and not _DATED_SPEECH.search(tidy(text))
        and _keeps_refusal(tidy(text), body)
        and all(
            _keeps_former(part, body)
            and _keeps_turns(part, body)
            and _keeps_object(part, body)
            and _keeps_list(part, body)
            and _keeps_apart(part, body, names)
            and not _tells_what_for(part, body)
            for part in parts
        )
        and _keeps_what_is_said(text, body)
    )


def _has_scrap(text: str, body: str) -> bool:
    """抢抓发展机遇 融进去; but of 质量强国、制造强国 only the mark is another."""
    return any(
        len(part) < SHORTEST_PART and f"{before[-2:]}、{part}" not in body
        for before, part in pairwise(text.split(" "))
    )


def told_in_order(text: str, source: str, names: Collection[str] = ()) -> bool:
    """Whether one sentence of the source has the characters of each part in their order, and no part is a scrap.

    What was held may be told before or after the verb, where it was held and who came may be told by another sentence.
    """
    sentences = [tidy(sentence) for sentence in _ENDS.split(source)]
    return not _has_scrap(text, tidy(source)) and all(
        any(_told_by(part, sentence, names) for sentence in sentences)
        for part in map(tidy, _MARKS.split(text))
        if part
    )


def _told_by(part: str, sentence: str, names: Collection[str]) -> bool:
    if any(_is_subsequence(way, sentence) for way in _ways(part, names)):
        return True
    # 江州市｜检测中心主任召开会议: whose it is another sentence says.
    return any(
        short_form(part[start:end]) not in sentence and _is_subsequence(part[end:], sentence)
        for start, end in find_places(part)[:1]
        if start == 0
    )


def _ways(part: str, names: Collection[str]) -> Iterator[str]:
    yield part
    for way in (_HELD_LAST.sub("", part), _HOLDS.sub("", part, count=1), _NOUN.sub("", part)):
        if way != part:
            yield way
    if (held := _HOLDS.search(part)) and (event := _EVENT.search(part)):
        # 市委举行座谈会，纪念某人诞辰 → 市委举行纪念某人诞辰座谈会
        yield part[: held.start()] + part[held.end() : event.start()]
    for name in names:
        if part.startswith(name) and (came := _COMES.match(part, len(name))):
            yield part[came.end() :]
    for start, end in find_places(part):
        if start:
            yield part[:start] + part[end:]  # 周某主持召开｜江州区｜政府常务会议: whose it is was said before


def _is_subsequence(text: str, sentence: str) -> bool:
    """Whether the sentence has the characters in their order, but for one that stands for a longer word (韩方, 赴)."""
    at, lacking = 0, 0
    for character in text:
        found = sentence.find(character, at)
        if found >= 0:
            at = found + 1
        elif character in MAY_STAND_ALONE or character in _SHORT_FOR:
            lacking += 1
        else:
            return False
    return lacking <= 1


def _keeps_former(part: str, body: str) -> bool:
    """Whether it is not the present holder of a post who is spoken of: ｜前｜江州市经发局长."""
    told = [
        bool(_FORMER.search(body, max(0, at - FORMER_CHARS), at)) for at in starts_of(part[:LOOKED_UP], body)
    ]
    return not told or not all(told)


def _keeps_turns(part: str, body: str) -> bool:
    for deed in _QUOTED_DEED.finditer(part):
        if f"{deed[1]}“" not in body and re.search(rf"{deed[1]}{_MADE_IT.pattern}“", body):
            return False
    pieces = pieces_of(part, body, shortest=2) or []
    for (piece, at), (following, then) in pairwise(pieces):
        skipped = body[at + len(piece) : then].rstrip("“《") if then > at else ""
        if _OR_ELSE.fullmatch(skipped):
            return False
        if not skipped or len(skipped) > LOOKED_UP or not skipped.isalnum():
            continue
        if _TURNS.fullmatch(skipped) and not piece.endswith("是"):
            return False
        if _MADE_IT.fullmatch(skipped) and "是" in part[: part.find(following)]:
            return False
    return True


def _keeps_refusal(text: str, body: str) -> bool:
    """Whether what somebody is urged not to do, or to stop, is not told as what he is urged to do."""
    for urged in _URGES.finditer(text):
        told = [_URGES.match(body, at) for at in starts_of(urged["verb"] + urged["what"][:2], body)]
        if told and not _NOT.search(urged["what"]) and all(one and _NOT.search(one["what"]) for one in told):
            return False
    return True


def _keeps_object(part: str, body: str) -> bool:
    """Whether what is made into something goes with what it is made into."""
    ends = ends_of_tail(part, body)
    if part[:1] in "将把" and ends and all(_TURNED_INTO.match(body, end) for end in ends):
        return False
    if ends and all(_IS.match(body, end) for end in ends):
        return False
    taken = [body.endswith(("把", "将"), 0, at) for at in starts_of(part[:LOOKED_UP], body)]
    return not (_PUT.search(part) and taken and all(taken))


def _keeps_list(part: str, body: str) -> bool:
    """Whether no list is cut to its first: at the end of the part, or 赴江州市｜、云溪市｜考察 in its midst."""
    for (piece, at), (_, then) in pairwise(pieces_of(part, body, shortest=2) or []):
        if _MORE_PLACES.fullmatch(body, at + len(piece), max(then, at)):
            return False
    ends = ends_of_tail(part, body)
    return not ends or not all(_LIST_GOES_ON.match(body, end) for end in ends)


def _keeps_apart(part: str, body: str, names: Collection[str]) -> bool:
    """Whether no one comes right after a meeting that he does not come after there: 全体会议｜龙某传达精神."""
    return not any(
        (at := part.find(name)) > 0 and _MET.search(part[:at]) and part[at - 1 : at] + name not in body
        for name in names
    )


def _tells_what_for(part: str, body: str) -> bool:
    """Whether the better half of a part is an aim that the source gives for something else."""
    piece, at = max(pieces_of(part, body, shortest=2) or [("", 0)], key=lambda one: len(one[0]))
    aims = _WHAT_FOR.search(since_mark(body, at, "。；！？")) if 2 * len(piece) > len(part) else None
    return aims is not None and all(AIM.match(one) for one in f"{aims['more']}{piece}".split("，"))


def _keeps_what_is_said(text: str, body: str) -> bool:
    """Whether what stands after a colon is not about something left out, nor the words of the country's leader."""
    voice, mark, said = tidy(text).partition("：")
    if not mark:
        return True
    places = list(starts_of(said[:LOOKED_UP], body))
    topics = [_TOPIC.match(since_mark(body, at, "。；！？")) for at in places]
    if topics and all(topic and not _mentions(said, topic["of"]) for topic in topics):
        return False
    leaders = [bool(_SECRETARY_SAYS.search(since_mark(body, at, "”"))) for at in places]
    return "习近平" in voice or not leaders or not all(leaders)


def _mentions(text: str, topic: str) -> bool:
    return any(topic[at : at + 2] in text for at in range(len(topic) - 1))
