"""What a clause may not do without in a summary.

A key point stands behind its speaker's name, a clause of a summary beside clauses from anywhere in the report. There it
needs more: who has done what somebody tells of, and where the demands of another occasion were made. Each rule comes with
the sentence that made it necessary.
"""

import dataclasses
import re
from collections.abc import Mapping, Sequence

from summarizer.check.places import find_places
from summarizer.compose.clauses.demands import OBLIGES, WISHES_NOBODY
from summarizer.compose.clauses.joining import TELLING, verbs_of
from summarizer.compose.clauses.reading import Clause, rest_of_sentence
from summarizer.compose.clauses.standing import COPULA
from summarizer.compose.clauses.waiting import NOBODY
from summarizer.compose.summaries.topics import topic_needs
from summarizer.datamodels import Report

#: Characters of a demand that says too little without the one before it; a saying of four stands alone.
SCRAPS = range(5, 7)
#: Sentences before a charge in which it is said against whom.
CHARGED_WITHIN = 2
# What is said of its own subject: 江东坚持双向发力, 全市上下锚定目标; not 找准定位, nor what opens with a preposition.
_SUBJECT = re.compile(
    r"(?:[^，]{2,10}，)?(?:党和国家|国家|党中央|我国|[^，把将对以]{0,10}?(?:系统(?![思性地观谋推集])|上下|行业|战线|集团|公司|企业|政府|部队|官兵|干部|队伍|机关|"
    r"(?<!社)会(?![议计上中见晤谈员])|(?<![大布格])[局委厅](?![员会领面势])|院(?![庭校])|部(?![署门分])))(?!的)"
)
_ADVERBIAL = re.compile(
    r"在|以|从|根据|按照|旨在|运用|对|把|将|为|按|围绕|结合|通过|随着|面对|针对|立足|聚焦|当前|目前|今年|去年|近年|如|若|只|不|没|希望|愿|期待|相信|感谢|祝|\d"
)
#: 要加强, 各级应当: a clause that says itself that something is to be done.
MODAL = re.compile(
    r"[^，“]{0,24}?(?:(?<![主重首需只次简扼摘纪想])要(?![求素点闻道害塞领])|必须|务必|应当?|须(?!知)|希望|建议|呼吁|能|可|(?:要求|目标|任务|原则|思路)(?:就)?是)"
)
_ACTS = re.compile(
    r"(?:正|已|将|始终|持续|积极|全力|深入|坚持|聚焦|牢记|加快|推[动进]|坚定|全面|锚定|大力|不断)"
)
# 全面实施某工程, 圆满完成任务, 确保首战告捷: what somebody does, and not who.
_DEED = re.compile(
    rf"(?!{_ADVERBIAL.pattern}|坚持|全面(?:依法治国|从严治党|深化改革))(?:{NOBODY.pattern}|(?:始终|继续|布局|圆满|全面|持续|不断|扎实|深入|积极|大力|成功|顺利|全力|着力|努力|依法|精准|主动|加快|有序|先后|累计|"
    r"共)+[^，]|完成|取得|实现|达到|获得|聚焦|紧扣|瞄准|锚定|参与|助推|助力|引导|支持|具备|拥有|形成|建立|健全|完善|构建|优化|压[实紧]|[守筑树][住牢]|牢记|突出|注重|发挥|用[好活]|紧盯|统筹|"
    r"严[格防控守]|狠抓|创新|培育|拓展|畅通|增强|保持|营造|打[好赢]|办好|坚[持守定决]|维护|服务(?!保障|水平|质量|能力|体系)|解决|防[范止]|杜绝|履行|凝聚|夯实)"
)
# 省委、省政府将全力服务; 下半年，商务部将推动: who promises; 我们 and 下一步 are the speaker.
_PROMISER = re.compile(
    r"(?:[^，]{2,10}，)?(?P<who>(?!我|下|今|未|接|同时|会)[\u3400-\u9fff、]{2,12}?)(?<![地步续极好效力为])(?:也|还)?将(?!来|军|士|领)"
)
# 要清醒地认识到，形势严峻，｜风险隐患多: what is to be seen is not what is to be done.
_SEES = re.compile(r"(?:清醒|充分|深刻)地?(?:认识|意识|看)到$")
#: 开发区, 新华街道: places are more than the office of whoever speaks for them.
_PLACE_ENDS = "省市县区州镇乡道园"
# 随后，区委书记召开座谈会，｜听取汇报: what for.
_MERELY_HELD = re.compile(
    r"^[^，\d]{2,10}(?:主持)?(?:召开|举行)(?:了)?(?:工作|专题)?(?:座谈会|现场会|汇报会|会议|座谈)$"
    # 街道党建办负责人传达了区部署会精神，｜对《实施意见》作了解读
    r"|^(?!会议|大会)[^，\d]{2,20}传达了?[省市县区州]?[^，《“]{0,8}会议?精神$"
)
# 代区长王某出席: of what? But not of the meeting of which all is told.
_ONLY_CAME = re.compile(r"(?:出席|参加|陪同|在座)$")
_RECEIVES = re.compile(r"会见|看望|慰问|走访|考察|揭牌|签约|宴请|接见|参观")
_HELD_FOR = re.compile(r"(?:并)?(?:认真)?(?:听取|征求|围绕|就|对|研究|部署|交流|了解|讨论|传达|学习|审议)")
_ALLEGES = re.compile(r"疑似|网传|网[文友民]|网络文章")
# …，一张配图显示一名干部头向左侧歪过去: what the rumour is made of
_SHOWS = re.compile(r"(?:配图|图片|照片|视频|画面|截图)(?:显示|中)")
_DENIES = re.compile(
    r"(?:网传|传言|传闻|消息|情况|说法|内容|信息)[^，]{0,8}(?:不属实|不实|有误|[是系](?:谣言|虚假))"
)
# 国民党主席指出，甲党执政后一切都变了样。｜采购疑云重重: whose fault
_BLAMES = re.compile(
    r"[^，]{2,14}(?:疑云重重|乱象丛生|层出不穷|贪污腐败|每况愈下|民不聊生|一团糟|弊案[^，]{0,6}|丑闻[^，]{0,6})$"
)
_BLAMED = re.compile(r"[^，]{0,8}(?:党|政府|当局)")


def in_company(
    clauses: Sequence[Clause], topics: Mapping[int, frozenset[str]], report: Report, body: str
) -> list[Clause]:
    """The clauses of a summary with what each needs beside it there.

    Args:
        topics: as :func:`summarizer.compose.summaries.topics.find_topics` gives them.
    """
    found = _with_obliged(_with_subjects(clauses, report))
    for index, clause in enumerate(found):
        if clause.spoken or not clause.sentence or not _MERELY_HELD.search(clause.text.rsplit("，", 1)[-1]):
            continue
        rest = [other for other in rest_of_sentence(found, index) if found[other].usable]
        told = next((other for other in rest if _HELD_FOR.match(found[other].text)), None)
        if (goes_on := told if told is not None else next(iter(rest), None)) is not None:
            found[index] = clause.needing(goes_on)
        elif clause.position == 0:
            found[index] = dataclasses.replace(clause, usable=False)
    return topic_needs(_with_events(_with_denial(found, report)), topics, report, body)


def _with_denial(clauses: Sequence[Clause], report: Report) -> list[Clause]:
    """多篇网文称，一名干部疑似打瞌睡。县交通运输局告诉记者，网传情况不属实，｜他有颈椎疾病: an allegation needs what was answered
    to it, the answer what was alleged, and how that came about the answer."""
    denied = next((at for at, one in enumerate(clauses) if one.spoken and _DENIES.search(one.text)), None)
    if denied is None or not clauses[denied].usable:
        return list(clauses)
    told = [
        one.text if not one.spoken else one.text + (report.sentences[one.sentence].attribution or "")
        for one in clauses
    ]
    alleged = [at for at, text in enumerate(told) if at != denied and _ALLEGES.search(text)]
    found = list(clauses)
    for at, one in enumerate(clauses):
        explains = at > denied and one.sentence == clauses[denied].sentence
        if at in alleged or explains or _SHOWS.search(one.text):
            found[at] = one.needing(denied)
    before = next((at for at in alleged if at < denied and clauses[at].usable), None)
    if before is not None:
        found[denied] = found[denied].needing(before)
    return found


def _with_events(clauses: Sequence[Clause]) -> list[Clause]:
    """区委书记会见学员。代区长出席。: who came needs what he came to, where that is not what the report opens with."""
    found = list(clauses)
    heads = {one.sentence: index for index, one in reversed(list(enumerate(clauses))) if one.usable}
    for index, clause in enumerate(found):
        before = heads.get(clause.sentence - 1)
        if clause.spoken or clause.sentence < 2 or before is None or not _ONLY_CAME.search(clause.text):
            continue
        if not clauses[before].spoken and _RECEIVES.search(clauses[before].text):
            found[index] = clause.needing(before)
    return found


def needing_subjects(clauses: Sequence[Clause], report: Report) -> list[Clause]:
    """The clauses of key points, each with the one that says who has done what is told; governed as in the report."""
    return [
        dataclasses.replace(one, needs=other.needs, usable=other.usable)
        for one, other in zip(clauses, _with_subjects(clauses, report), strict=True)
    ]


def _with_subjects(clauses: Sequence[Clause], report: Report) -> list[Clause]:
    """副省长表示，江东坚持双向发力，｜推动数字经济和实体经济融合: what is told needs who has done it; what is promised says who
    will do it, and what goes on from 希望与企业合作 is wished."""
    posts = {one.name: one.post or "" for one in report.speakers}
    found = list(clauses)
    verbs = verbs_of(clauses)
    head: int | None = None
    promiser = ""
    demanded = False
    seen: int | None = None  # 要清醒地认识到
    for index, clause in enumerate(found):
        if index == 0 or clause.sentence != found[index - 1].sentence:
            head, promiser, demanded, seen = None, "", False, None
        if not clause.spoken:
            continue
        if (who := _PROMISER.match(clause.text)) and clause.mood in ("将", ""):
            # 市国资委副主任表示，将加快重建: for whom he promises, his post says; not that 开发区党工委书记 does for the zone.
            own = who["who"] in posts.get(clause.speaker or "", "") and who["who"][-1] not in _PLACE_ENDS
            promiser = "将" if own else f"{who['who']}将"
            found[index] = dataclasses.replace(clause, mood="将")
        elif wished := WISHES_NOBODY.match(clause.text):
            promiser = wished.group(1)
        elif promiser and (clause.mood == "将" or (not clause.mood and _goes_on(clause.text))):
            found[index] = dataclasses.replace(clause, mood=promiser)
            if clause.text.startswith(("共同", "携手")):
                # 省委将支持部队建设，｜共同谱写新篇章: with whom?
                found[index] = found[index].needing(index - 1)
        demanded = demanded or bool(promiser or clause.mood or MODAL.match(clause.text))
        before = found[index - 1] if index and found[index - 1].sentence == clause.sentence else None
        if _scrap(clause, before):
            found[index] = dataclasses.replace(clause, usable=False)
        if clause.demand:
            seen = None
        elif seen is not None:
            found[index] = found[index].needing(seen)
        if _SEES.search(clause.text):
            seen = index
        if demanded or verbs[index] not in TELLING:
            continue
        if _BLAMES.match(clause.text) and not _BLAMED.match(clause.text):
            found[index] = _of_the_blamed(found, index)
        if _DEED.match(clause.text):
            if head is not None:
                # 江东｜推动融合发展 says as much in fewer words.
                where = _place_of(clauses[head].text)
                found[index] = dataclasses.replace(clause, mood=where) if where else clause.needing(head)
        elif head is None and _has_subject(clause.text):
            head = index
    return found


def _of_the_blamed(clauses: Sequence[Clause], index: int) -> Clause:
    """A charge with the clause of its speaker that says whom he charges; not usable where none near does."""
    clause = clauses[index]
    for at in range(index - 1, -1, -1):
        other = clauses[at]
        if other.sentence < clause.sentence - CHARGED_WITHIN or other.speaker != clause.speaker:
            break
        if other.spoken and other.usable and _BLAMED.match(other.text):
            return clause.needing(at)
    return dataclasses.replace(clause, usable=False)


def _with_obliged(clauses: Sequence[Clause]) -> list[Clause]:
    """领导干部要深入一线。严格落实值守要求，｜了解情况: beside the demands of others it would be theirs."""
    found = list(clauses)
    obliged: int | None = None
    for index, clause in enumerate(clauses):
        if not clause.spoken:
            obliged = None
            continue
        if clause.position == 0 and (clause.verb or clause.mood or not _DEED.match(clause.text)):
            obliged = None
        if obliged is not None and clause.demand:
            obliged = None
        if (obliges := OBLIGES.match(clause.text)) and clause.usable and "“" not in obliges.group():
            obliged = index
        elif obliged is not None and clause.sentence != clauses[obliged].sentence:
            found[index] = clause.needing(obliged)
    return found


def _goes_on(text: str) -> bool:
    return bool(_DEED.match(text)) or not (_ADVERBIAL.match(text) or _has_subject(text) or COPULA.match(text))


def _has_subject(text: str) -> bool:
    if _ADVERBIAL.match(text):
        return False
    return bool(_SUBJECT.match(text) or _place_of(text))


def _place_of(text: str) -> str:
    """The place that a clause is said of, if it opens with its name alone: 江东坚持双向发力, not 江东经济体量大."""
    end = next((end for start, end in find_places(text) if start == 0), 0)
    return text[:end] if end and _ACTS.match(text, end) else ""


def _scrap(clause: Clause, before: Clause | None) -> bool:
    """与国企建立精准对接，｜明确包干机制: what has gone says what for."""
    lost = before is not None and not before.usable and before.text[:1] in ("与", "同", "对")
    return lost and not clause.needs and len(clause.text) in SCRAPS
