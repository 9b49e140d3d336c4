"""Clauses that go on from an earlier one of their sentence: whose deed it is, on what, or how it comes about.

What leads up to a later clause is :mod:`summarizer.compose.clauses.waiting`'s matter. Each pattern comes with the sentence that
made it necessary.
"""

import re
from collections.abc import Sequence

from summarizer.compose.clauses.accounts import DONE
from summarizer.compose.clauses.demands import AIM, NAMES_WHOSE, WISHES
from summarizer.compose.clauses.phrases import bigrams
from summarizer.compose.clauses.standing import FACT, OWN_SUBJECT
from summarizer.compose.clauses.waiting import PREMISE, RISK, is_purpose

#: A demand of so few characters names no object of its own: 强化应急处置, 推进落实.
SHORT = 8
#: So short it says what something is to help, and not by what: 切实助力现代化.
SHORT_RESULT = 11
#: Clauses that tell of one subject before it has to be named again.
FARTHEST = 4

# 降低门槛，更方便缴存使用; 贡献巨大，家乡人民将始终记在心里; 由负责人介绍情况
_LEANS = re.compile(
    r"更(?:方便|便捷|便于)|[^，]*(?:记在心|看在眼里)|由[^，]{2,24}(?:介绍|讲解|授课)|(?:\d{4}年)?又(?!好又)"
    # 学习贯彻指示精神，重点在抓落实、关键在勇担当
    r"|(?:重点|关键|根本|核心|前提|要害|难点)在(?!于?线|场|校)"
    # 我市有大到暴雨，局部地区有大暴雨: a part of which place?
    r"|(?:其中)?(?:局部|局地|个别|部分)(?:地区|地方|区域|地段|时段)?(?:有|将有|还?可能|达|伴有|并伴|出现|发生)"
    # 提高公司质量，回报才有可能，促进分红亦是途径; 炎炎夏日，更要科学安排警力: more than what?
    r"|[^，]{2,14}亦(?=[是为将可需要应能会有在已])|更[要应需](?!求)"
    # 某部英雄辈出，历史“红”、作风“好”; 环保是新引擎，产业链长、市场大、前景广; 上门冲洗，冲洗到位、保洁到位: whose, and of what
    r"|(?:[^，、“”]{2,8}“[^”]{1,3}”、){1,4}[^，、“”]{2,8}“[^”]{1,3}”$"
    r"|(?:在[^，]{2,30}[上中])?(?:(?![做抓练建学调把将让使])[^，、“”]{2,6}[长大广高强多好优足快新实深宽旺稳]、){1,4}(?![做抓练建学调把将让使])[^，、“”]{2,6}[长大广高强多好优足快新实深宽旺稳]$"
    r"|(?:[^，、“”]{2,4}到位、){1,4}[^，、“”]{2,4}到位$"
)
# 提升规划能力，引领区域创新发展: by what? 坚持探索实践，“步履不歇”; 制定具体方案，清单化推进落实
_BY_WHAT = re.compile(
    r"引领(?!作用|力)[^，、]*发展$|“[^”]*”$|[^，、]{0,8}(?:推进|抓好|推动)落实$"
    # 开展新政解读，有效覆盖政策惠及对象
    r"|(?:有效|精准|准确|全面|广泛)(?:覆盖|触达)"
)
# 贯彻总书记在江东考察时的重要讲话精神，积极学习江东现代化建设的经验做法: why theirs?
_LEARNS = re.compile(r"[^，]{0,6}(?:学习|借鉴)(?P<of>[\u3400-\u9fff]{2})[^，]{0,12}(?:经验|做法)")
# 重中之重是推进燃气安全整治，聚焦生产端、用户端强化监管: of that only
_FOREMOST = re.compile(r"(?:重中之重|当务之急|首要任务|首要的?|第一要务)(?:就?是|在于)")
# 发挥服务机构贴近市场优势，赋能重点产业引才: theirs to do
_PLAYS = re.compile(
    r"(?:充分|积极|更好|有效)*发挥[^，]{0,12}(?:机构|企业|组织|协会|商会|院校|高校|智库|专家|平台|媒体)[^，]{2,}(?:优势|作用)$"
)
_THEIRS = re.compile(r"赋能|助力|助推|(?:积极|主动|广泛|深度)?参与|带动|链接")
# 参加会议的有各乡镇的领导，各站站长50余人: the list goes on.
_LISTS = re.compile(r"(?:参加|出席|列席|参与)[^，]{0,12}的(?:还|也)?有")
# 通过社区介绍项目的方式，充分展现书记的能力: what shows it?
_SHOWS = re.compile(
    r"(?:充分|全面|集中|生动|全方位|有力|进一步|完美)*(?:检验|展[现示]|彰显|体现|反映|呈现|诠释)(?!出?(?:担当|作为))"
)
_THROUGH = re.compile(r"通过[^，]*$")
# 此次活动既是擂台赛，…; 本届博览会将设置展馆，…: what is told of them
_OF_THIS = re.compile(r"(?:[^，]{2,8}，)?(?:本[次届]|此次|这次)[^，要]{1,16}?(?:将|既?是|已|共|为|围绕|坚持)")
# 将支持帮扶小组的工作，助力乡村振兴
_RESULT = re.compile(r"(?:更好|切实|有力|持续)?(?:助力|助推)")
# 围绕党的建设，开展交流研讨: on what.
_DISCUSSES = re.compile(
    r"(?:并)?(?:开展|进行|展开|作)了?(?:深入|专题|集中)?(?:交流|研讨|讨论|座谈|发言|讲解)[^，]{0,6}$"
)
_ON = re.compile(r"围绕|就|聚焦|结合")
_TOGETHER = re.compile(r"[同与和跟][^，]{0,40}(?:一道|一起|携手)$")
# 支持更多专家深耕江州，把论文写在大地上; 协调相关单位，向山区空投物资: who is to do it
_MOVES = re.compile(
    r"(?:要|尽快|积极|主动|更好|广泛|充分)*(?:支持|鼓励|引导|动员|组织|协调|督促|带领|发动)[^，]*(?:专家|人才|院士|学者|单位|部门|企业|官兵|青年|群众|干部|党员|代表|委员|师生|职工|会员|力量|社会组织)"
)
_MOVED = re.compile(r"[把向为](?![住牢好关主])")
# 对难以整治的房屋采取隔离措施，制定整治方案: for those
_MEASURES = re.compile(r"对[^，]{4,40}(?:采取|实行|实施)[^，]{0,30}(?:措施|管控|管理|办法)$")
# 一体把握方法，在实践探索上争创成果
_IN_FIELD = re.compile(r"在[^，]{4,24}[上中](?:争创|争当|贡献|发挥|展现|彰显|走在)")
# 聚焦一个“法”字，凸显一个“严”字，做实一个“联”字
_ONE_WORD = re.compile(r"[^，]{2,6}一个“[^”]{1,2}”字$")
# 强化预报预警，强化隐患整治，强化应急处置，确保城市安全度汛
_ENSURES = re.compile(r"(?:确保|保障)[^，]*$")
# 在禁毒工作上，要突出重点，切实把下半年的工作抓细: the work is that one.
_FIELD = re.compile(r"在([^，]{2,16})(?:工作|领域|方面|问题)[上中]?，")
_VAGUE = re.compile(
    r"(?:各项|每一?项|重点|[上下]半年的?|有关|相关|所有)(?:工作|任务|措施|举措)|^[^，]{2,4}重点、[^，]{2,4}$"
)
# 电信集团锚定目标，加强技术攻关: what the group does, and no demand of its speaker's
_PRACTICE = re.compile(
    r"(?!我们|要|希望)[^，]{2,24}?(?:集团|公司|银行|大学|学院|研究院|医院|中心|某部|战线|行业|系统|[省市县区]|局|镇|社区)(?![要将应须的、和与及]|[^，]{0,8}要)"
    r"(?:锚定|持续|不断|积极|始终|充分|深入|全面|认真|坚持|按照|聚焦|紧扣|立足|贯彻|围绕|是一[支个座家])"
)
_HOW = r"(?:要|并|深入|认真|全面|坚决|切实|进一步|及时|专题|首先|集体){0,6}"
_STUDIES = rf"{_HOW}(?:学习|贯彻|落实|传达|领会|把握|遵循|践行){{1,6}}"
# 深入学习贯彻习近平总书记关于防汛救灾工作的重要指示精神
_FIRST = re.compile(
    rf"[^，]{{0,40}}?{_STUDIES}[^，]{{0,8}}习近平[^，]*(?:精神|讲话|指示|批示|论述|要求|思想)$"
)
# …，｜认真落实某总理要求和某副总理在当地指导工作的部署: never the lesser half of what was studied alone
_LESSER = re.compile(rf"(?!.*习近平){_STUDIES}[^，]{{0,60}}(?:精神|讲话|指示|批示|要求|部署|决定)$")
# 江州正深入学习领会精神，以科技创新开辟新赛道: what is being done there, of nobody who hears it
_NOW = re.compile(
    r"(?:[^，]{4,30}，)?(?!我们|[^，]{0,6}要)[^，]{2,10}?(?<![公真纠修改反])正(?:在|以|深入|全力|加快|积极|着力|聚焦|奋力|努力|抢抓|大力|全面|朝着|持续)(?!式)"
)
_SINCE = re.compile(r"[^，]{2,16}以来，")
# “城中村”改造是公益性项目，大胆探索土地供应“协议出让”: of such projects only
_DEFINES = re.compile(r"[^，]{2,20}(?<![就还也都只不])是[^，]{0,16}(?:项目|工程|任务|事业)$")
_ASIDE = re.compile(r"并非|不是|而是|也是|更是|是")
# 不断丰富内涵, 对服务事项进行提升, 在保家卫国的同时，始终…, 科学回答了问题: nobody's, as far as the words tell
_NOBODYS = re.compile(
    rf"{AIM.pattern}|(?:设[立置]|组织|指导|帮助|会同|联合|提供|培育|参与|主动|逐级|依法|稳步|出台|印发|推出|探索|赋能|充分|广泛|持续|不断|积极|始终|圆满|科学|深刻|成功|有效|有力|全力|大力|认真|着力|率先|大胆|创新|丰富|完善|优化|健全|建立|细化|制定|开展|实施|支持|加快|织密|树立|培[植育]|把|将|对|为|更好|在[^，]*的同时)"
)


def leans_on(
    index: int, texts: Sequence[str], usable: Sequence[bool], demands: Sequence[bool], spoken: bool
) -> set[int]:
    """The earlier clauses of its sentence without which a clause is not whole."""
    if not index:
        return set()
    text, before = texts[index], texts[index - 1]
    needed: set[int] = set()
    governed = demands[index]
    if (
        _LEANS.match(text)
        or (_BY_WHAT.match(text) and not governed)
        or (_RESULT.match(text) and (not usable[index - 1] or (len(text) <= SHORT_RESULT and not governed)))
        or (_DISCUSSES.match(text) and _ON.match(before))
        or (_TOGETHER.search(before) and not governed)
        or (_MOVES.match(before) and _MOVED.match(text) and not governed)
        or (_MEASURES.match(before) and not governed)
        or (_IN_FIELD.match(text) and demands[index - 1] and not governed and not _IN_FIELD.match(before))
        or (_ONE_WORD.match(text) and _ONE_WORD.match(before))
        or _LISTS.match(before)
        or (spoken and not governed and RISK.search(text) and PREMISE.search(before))
        or (_FOREMOST.match(before) and not governed)
        or (_LESSER.match(text) and _FIRST.match(before))
    ):
        needed.add(index - 1)
    if (learns := _LEARNS.match(text)) and f"在{learns['of']}" in texts[0]:
        needed.add(0)
    field = _FIELD.match(texts[0])
    if field and not governed and _VAGUE.search(text) and not bigrams(field[1]) & bigrams(text):
        needed.add(0)
    near = texts[max(0, index - 2) : index]
    if not governed and _THEIRS.match(text) and any(map(_PLAYS.match, near)):
        needed |= set(range(index - len(near), index)) if _PLAYS.match(near[0]) else {index - 1}
    if spoken and not governed and (_SHOWS.match(text) or _THROUGH.match(text)):
        if _OF_THIS.match(texts[0]) and not any(demands[:index]):
            needed.add(0)
        elif _SHOWS.match(text):
            needed.add(index - 1)
    return needed


def is_led_to(index: int, texts: Sequence[str], demands: Sequence[bool]) -> int | None:
    """The later clause without which one of a row of short ones is not whole: what they are for, or the last of them."""
    text = texts[index]
    if _ONE_WORD.match(text) and index + 1 < len(texts) and _ONE_WORD.match(texts[index + 1]):
        return index + 1
    if len(text) > SHORT:
        return None
    end, last = index, min(len(texts), index + FARTHEST)
    while end < last and texts[end][:2] == text[:2] and len(texts[end]) <= SHORT:
        end += 1
    start, earliest = index, max(0, index - FARTHEST)
    while start > earliest and texts[start - 1][:2] == text[:2] and len(texts[start - 1]) <= SHORT:
        start -= 1
    whole = end < len(texts) and end - start > 2 and _ENSURES.match(texts[end]) and not demands[end]
    return end if whole else None


def bearers(texts: Sequence[str], demands: Sequence[bool]) -> dict[int, int]:
    """For clauses of a spoken sentence the other one that says whose deed it is, where they do not.

    Behind its speaker's name a clause reads as what he demands of whoever hears him.
    """
    first, measure = texts[0], _measure(texts, demands)
    told = not any(demands) and bool(
        _PRACTICE.match(first) or _SINCE.match(first) or any(map(DONE.search, texts))
    )
    now = None if any(demands) else next((at for at, text in enumerate(texts[:2]) if _NOW.match(text)), None)
    found: dict[int, int] = {}
    # A premise of a measure is none without it.
    if measure is not None:
        found[0] = measure
    for index in range(1, len(texts)):
        text = texts[index]
        if demands[index]:
            continue
        if now is not None and index > now and not OWN_SUBJECT.match(text) and not WISHES.match(text):
            found[index] = now
        elif not OWN_SUBJECT.match(text) and _NOBODYS.match(text):
            body = _body(index, texts, demands)
            if body is not None:
                found[index] = body
            elif told or index == measure or (FACT.search(text) and not _NOBODYS.match(first)):
                found[index] = 0
    # 为贯彻精神，落实《噪声法》要求，省厅印发了《计划》: what it was done for is no demand.
    done = next((index for index, text in enumerate(texts) if _DID.match(text)), None)
    if done and is_purpose(first) and not any(demands):
        found |= {index: done for index in range(1, done) if _NOBODYS.match(texts[index])}
    return found


# 省环境厅联合有关部门印发了《计划》，组织指导各市开展工作: what it did, and no demand.
_DID = re.compile(
    r"(?!要|希望|我们|会议)[^，要将]{1,20}?(?:[委局院厅部会]|公司|集团|政府|中心|部门|单位|学校|医院|街道)[^，要将]{0,30}(?:(?:印发|出台|制定|建立|成立|开展|组织|实施|完成|举办|推出|发布)了|已经?)"
)


def _body(index: int, texts: Sequence[str], demands: Sequence[bool]) -> int | None:
    """The clause before that names the body that will or is to do it, with none of anybody else's between."""
    for head in range(index - 1, max(-1, index - FARTHEST), -1):
        if NAMES_WHOSE.match(texts[head]) or (_DID.match(texts[head]) and not any(demands)):
            return head
        if demands[head] or not _NOBODYS.match(texts[head]):
            return None
    return None


def _measure(texts: Sequence[str], demands: Sequence[bool]) -> int | None:
    """The clause that says what is to be done in what the first one defines."""
    if not _DEFINES.match(texts[0]):
        return None
    found = next((one for one in range(1, len(texts)) if not _ASIDE.match(texts[one])), None)
    return found if found is not None and not demands[found] and _NOBODYS.match(texts[found]) else None
