"""What a clause may not do without in a summary, and which clauses are none of its news.

A key point stands behind its speaker's name, a clause of a summary beside clauses from anywhere in the report. There it
needs more: who has done what somebody tells of, and where the demands of another occasion were made. Each rule comes with
the sentence that made it necessary.
"""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from summarizer.check.places import find_places
from summarizer.compose.clauses.joining import TELLING, verbs_of
from summarizer.compose.clauses.reading import Clause
from summarizer.compose.clauses.standing import COPULA, OBLIGES, VERDICT, WISHES_NOBODY
from summarizer.compose.clauses.waiting import NOBODY
from summarizer.compose.summaries.topics import topic_needs
from summarizer.datamodels import Report
from summarizer.report.people import find_people

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
_MODAL = re.compile(
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

# 4名公职人员获评“江州楷模”！ at the head of a report is its title, which the headline repeats.
_TITLE = re.compile(r"[^。]{6,40}[！!]$")

#: 开发区, 新华街道: places are more than the office of whoever speaks for them.
LEVELS = "省市县区州镇乡道园"

# 入伏以来，广大劳动者坚守一线、挥洒汗水。｜近日，区委书记看望一线劳动者
_BEGINS = re.compile(r"(?:近日|日前|连日来|[昨今]天|(?:\d{1,2}月)?\d{1,2}日)")
_TELLS = re.compile(
    r"\d|[《“]|[召举][开行办]|[成设]立|任命?|启动|开幕|[省市县区州镇](?:委|政府|长|[^，]{0,6}[局厅])|公司|大学|学院|集团|医院|部署|要求|指示|记者"
)

# How an occasion went, and nothing of what it was about: 调研组同志作点评, 5名公民旁听会议, 王律师引用重要理论开篇.
_EMPTY = re.compile(
    r"(?<![并合工])作(?:了)?(?:点评|表态|交流发言|表态发言|(?:工作|情况|专题)?汇报)$|^[^，]*[\u3400-\u9fff·]{2,4}(?<![并会议动式席加])致辞$|旁听(?:了)?(?:会议|大会)?$|引用[^，]*开篇$|通过召开座谈会$|^(?:本[期次届]|此次|会议|活动|培训班)[^，]{0,16}在[^，]{2,20}(?:指导|支持|见证)下(?:成功|顺利)?(?:举[办行]|召开)$|到会(?:指导|祝贺)$|合影(?:留念)?$|(?:并不陌生|有[着了]?(?:颇|较|很|诸)多(?:的)?了解)$"
    # 培训班为期五天半
    r"|^[^，]{0,12}为期[^，、]{1,8}$"
    # 记者还致电县政府办进行了解
    r"|^(?:[^，]{0,12}日[^，]{0,4}，)?[^，]{0,10}记者(?:还|也|就此|再次|随后|又|多次)*(?:致电|联系|拨打|询问|采访)"
    # 会议还审议了其他事项
    r"|(?:审议|研究|讨论|通过|听取|部署|审定)了?其[他它](?:有关|相关|重要)?(?:事项|议题|工作|问题)$"
    # 中央有关部门，｜全国人大有关领导同志。: who, and not what they did
    r"|^(?!.*(?:出席|参加|陪同|主持|看望|慰问|会见|当选|任|向|由|与|为))[^，]{4,40}(?:有关领导|领导同志|负责同志|分管领导|主要领导)$"
)
# 随后，区委书记召开座谈会，｜听取汇报: what for.
_MERELY_HELD = re.compile(
    r"^[^，\d]{2,10}(?:主持)?(?:召开|举行)(?:了)?(?:工作|专题)?(?:座谈会|现场会|汇报会|会议|座谈)$"
)

# 代区长王某出席: of what? But not of the meeting of which all is told.
_ONLY_CAME = re.compile(r"(?:出席|参加|陪同|在座)$")
_RECEIVES = re.compile(r"会见|看望|慰问|走访|考察|揭牌|签约|宴请|接见|参观")

_HELD_FOR = re.compile(r"(?:并)?(?:认真)?(?:听取|征求|围绕|就|对|研究|部署|交流|了解|讨论|传达|学习|审议)")

# 某总局是军方的情报机构, 湖泊经某市汇入大江: what a reader may want to know, no news.
_DEFINES = re.compile(
    r"[^，]{2,24}?(?<![就还也才都只不这])是[^，]{0,24}的(?:[^，的]{0,6})(?:机构|部门|环节|窗口|通道|门户|湖泊|河流)$"
    r"|(?:在[^，]{2,16}，)?[^，]{2,12}(?:[江河湖水]|水系)[^，]{0,20}(?:汇入|注入|流入|流经|发源于)[^，]*$"
)
# 2018年，某村成立首个工作站; 2021年4月，他曾来调研: long before what the report tells of. 2022年，民营经济占比达… is last year's figure.
_OF_A_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2}月(?:\d{1,2}日)?)?，")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
# What only the paper tells: 一行来到工地, 本次会议由…主办, 7月2日…
_DESK = re.compile(
    r"一行|来到|走进|察看|参观|观看|慰问|调研|会议|大会|活动|本次|此次|现场|听取|座谈|学习|讨论|展开|交流|与会|大家|反馈|通报|先后|图|摄|记者|报道|据|\d日|下一步|出席|参加|主持"
)
# 省委决定：宁某同志任江州市委书记; 提名徐某同志为市长候选人
_APPOINTED = re.compile(r"同志(?:任|担任|为)(?!务)")
# 徐某曾在设计院工作过; 历任科员、主任科员: what he was long before says little of whoever is appointed.
_CAREER = re.compile(
    r"(?:此后，|同年，|\d{4}年(?:\d{1,2}月)?，)?[\u3400-\u9fff]{0,4}(?:曾在[^，]*(?:工作|任职)|历任|晋升|到地方挂职|\d{4}年\d{1,2}月(?:出生|参加工作))"
)
_ALLEGES = re.compile(r"疑似|网传|网[文友民]|网络文章")
_DENIES = re.compile(
    r"(?:网传|传言|传闻|消息|情况|说法|内容|信息)[^，]{0,8}(?:不属实|不实|有误|[是系](?:谣言|虚假))"
)
_SOMEBODY_SAYS = re.compile(
    r"[^，。；]{0,20}(?:主任|[局科处所校院厂店]长|经理|负责人|工作人员|发言人|村民|居民|网友|人士)(?:表示|称|说|介绍|透露|告诉记者)[，：]"
)
_QUOTES = re.compile(
    r"^(?!.*(?:报道|消息|文件|通报|公告|声明|据|获悉|网文))[^，]*(?:(?<![听据来小学])说|(?<![名职简号堪])称|表示|指出|认为|坦言)$"
)
# 国民党主席指出，甲党执政后一切都变了样。｜采购疑云重重: whose fault
_BLAMES = re.compile(
    r"[^，]{2,14}(?:疑云重重|乱象丛生|层出不穷|贪污腐败|每况愈下|民不聊生|一团糟|弊案[^，]{0,6}|丑闻[^，]{0,6})$"
)
_BLAMED = re.compile(r"[^，]{0,8}(?:党|政府|当局)")
# 消息中称，临江要全面打造“音乐之城”: behind a speaker's words that reads as his.
_SOURCE = re.compile(r"(?:消息|报道|文章|网文|媒体|评论)[^，]{0,6}(?:称|说|指出|认为|表示)$")
_GOES_ON = re.compile(r"(?:会上|调研中|座谈(?:会)?[中上]|期间|此外|同[年月])")


def without_background(clauses: Sequence[Clause], report: Report, body: str) -> list[Clause]:
    """The clauses, those that are none of the report's news marked as not usable."""
    years = [int(year) for year in _YEAR.findall(body)]
    long_ago = _long_ago(report, body, max(years, default=0)) if report.kind != "news" else frozenset[int]()

    unsure = _nobodys_words(report, body)
    beside = _beside_appointments(clauses)
    mute = _without_voice(clauses)

    scene = _sets_scene(report, body)
    titled = bool(report.sentences) and _TITLE.match(body[: report.sentences[0].end].strip())

    def is_news(clause: Clause) -> bool:
        if (
            clause.sentence in long_ago
            or clause.sentence in unsure
            or (clause.sentence == 0 and (titled or scene))
        ):
            return False
        # 要牢记隐患就是事故, behind a meeting's words, is what the paper's own commentator thinks.
        return clause.spoken or not (
            clause.demand
            or _EMPTY.search(clause.text.rsplit("，", 1)[-1])
            or _DEFINES.match(clause.text)
            or VERDICT.search(clause.text)
        )

    return [
        dataclasses.replace(one, usable=one.usable and index not in mute | beside and is_news(one))
        for index, one in enumerate(clauses)
    ]


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
        rest = [
            other
            for other in range(index + 1, len(found))
            if found[other].sentence == clause.sentence and found[other].usable
        ]
        told = next((other for other in rest if _HELD_FOR.match(found[other].text)), None)
        if (goes_on := told if told is not None else next(iter(rest), None)) is not None:
            found[index] = clause.needing(goes_on)
        elif clause.position == 0:
            found[index] = dataclasses.replace(clause, usable=False)
    return topic_needs(_with_events(_with_denial(found, report)), topics, report, body)


def _with_denial(clauses: Sequence[Clause], report: Report) -> list[Clause]:
    """多篇网文称，一名干部疑似打瞌睡。县交通运输局告诉记者，网传情况不属实: an allegation needs what was answered to it."""
    denied = next((at for at, one in enumerate(clauses) if one.spoken and _DENIES.search(one.text)), None)
    if denied is None or not clauses[denied].usable:
        return list(clauses)
    told = [
        one.text if not one.spoken else one.text + (report.sentences[one.sentence].attribution or "")
        for one in clauses
    ]
    return [
        one.needing(denied) if at != denied and _ALLEGES.search(text) else one
        for at, (one, text) in enumerate(zip(clauses, told, strict=True))
    ]


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
            own = who["who"] in posts.get(clause.speaker or "", "") and who["who"][-1] not in LEVELS
            promiser = "将" if own else f"{who['who']}将"
            found[index] = dataclasses.replace(clause, mood="将")
        elif wished := WISHES_NOBODY.match(clause.text):
            promiser = wished.group(1)
        elif promiser and (clause.mood == "将" or (not clause.mood and _goes_on(clause.text))):
            found[index] = dataclasses.replace(clause, mood=promiser)
            if clause.text.startswith(("共同", "携手")):
                # 省委将支持部队建设，｜共同谱写新篇章: with whom?
                found[index] = found[index].needing(index - 1)
        demanded = demanded or bool(promiser or clause.mood or _MODAL.match(clause.text))
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


def _sets_scene(report: Report, body: str) -> bool:
    """Whether a report opens with words that tell of nobody and nowhere, and begins after them: 高温连连，劳动者坚守一线。近日，…."""
    if len(report.sentences) < 2:
        return False
    first, second = (body[one.start : one.end] for one in report.sentences[:2])
    tells = _TELLS.search(first) or find_places(first) or find_people(first)
    return not tells and bool(_BEGINS.match(second.strip()) and find_people(second))


def _long_ago(report: Report, body: str, this_year: int) -> frozenset[int]:
    """Sentences that tell of another year, with what was said and done on that occasion."""
    found: set[int] = set()
    for index, sentence in enumerate(report.sentences):
        text = body[sentence.start : sentence.end]
        dated = _OF_A_YEAR.match(text)
        if dated:
            told_on_the_way = report.kind == "inspection" and not dated["month"]
            if index and (told_on_the_way or int(dated["year"]) < this_year - (not dated["month"])):
                found.add(index)
        elif index - 1 in found and _GOES_ON.match(text):
            found.add(index)
    return frozenset(found)


def _beside_appointments(clauses: Sequence[Clause]) -> frozenset[int]:
    """What is told behind the news of who has been appointed and not of him: 今年4月，产业基金落地江州，徐某出席启动仪式."""
    told = [
        (clause.sentence, one.name)
        for clause in clauses
        if not clause.spoken and "同志" in clause.text
        for one in find_people(clause.text)
        if _APPOINTED.match(clause.text, one.end)
    ]
    if not told:
        return frozenset()
    last, names = max(sentence for sentence, _ in told), {name for _, name in told}
    return frozenset(
        index
        for index, clause in enumerate(clauses)
        if not clause.spoken
        and clause.sentence > last
        and (
            _CAREER.match(clause.text)
            or not (any(name in clause.text for name in names) or find_people(clause.text))
        )
    )


def _without_voice(clauses: Sequence[Clause]) -> frozenset[int]:
    """副主席阿某24日说，｜首都需要扩大打击范围: what the paper would say itself, where the one who says it is left out."""
    found: set[int] = set()
    for index, (before, clause) in enumerate(pairwise(clauses), start=1):
        if clause.spoken or clause.sentence != before.sentence:
            continue
        demanded = _SOURCE.search(before.text) and _MODAL.match(clause.text)
        if index - 1 in found or (not before.usable and (_QUOTES.search(before.text) or demanded)):
            found.add(index)
    return frozenset(found)


def _nobodys_words(report: Report, body: str) -> frozenset[int]:
    """Sentences between two of one speaker's that may be his words or the paper's: 甲党执政造成危机; and what stands behind
    the words of somebody without a name: 办公室薛主任表示，网传不属实。孙某有颈椎疾病。"""
    found: set[int] = set()
    sentences = report.sentences
    for index, sentence in enumerate(sentences):
        if sentence.role != "statement" and index + 1 < len(sentences):
            following = sentences[index + 1]
            told_by = _SOMEBODY_SAYS.match(body, sentence.start, sentence.end)
            if told_by and following.role == "background" and following.paragraph == sentence.paragraph:
                found.add(index + 1)
        if sentence.role != "statement" or sentence.speaker is None:
            continue
        for size in (1, 2):
            after = index + size + 1
            if after >= len(sentences) or sentences[after].speaker != sentence.speaker:
                continue
            between = range(index + 1, after)
            if all(
                sentences[one].role == "background"
                and sentences[one].paragraph == sentence.paragraph
                and not _DESK.search(text := body[sentences[one].start : sentences[one].end])
                and sentence.speaker not in text
                and not find_people(text)
                for one in between
            ):
                found |= set(between)
    return frozenset(found)
