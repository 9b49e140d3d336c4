"""Halves of a thought, by the clauses of a sentence beside each other: what each waits for, or goes on from.

Whether a clause can stand alone as far as its own words tell is :mod:`summarizer.compose.clauses.standing`'s matter; here are
clauses that only the rest of their sentence makes whole. Each pattern comes with the sentence that made it necessary.
"""

import dataclasses
import itertools
import re
from collections.abc import Sequence

from summarizer.compose.clauses.leaning import is_led_to, leans_on
from summarizer.compose.clauses.standing import COPULA, OWN_SUBJECT
from summarizer.compose.clauses.waiting import NOBODY, SERVES, is_purpose, waits_for

#: Clauses after it in which the other half of a pair is looked for (只有甲，乙，丙，丁，才有今天).
FARTHEST = 5
# The other half of what some words open; what stands between belongs to both. Without it what opens is lost, but for
# words that may open nothing.
_PAIRS = tuple(
    (re.compile(opens), re.compile(closes), lost)
    for opens, closes, lost in (
        # 只有坚持党的领导，坚持民族区域自治制度，云溪才有今天
        (r"只有(?!.*才)", r"[^，]{0,16}才", True),
        # 若能加大落实力度，股市就有希望了
        (
            r"(?:若(?!干)|如果|要是|假如|倘若|只要)(?!.*[就便则])",
            r"[^，]{0,16}(?:就|便|则|将|会|即|都|要|应(?![对用急变])|可)",
            True,
        ),
        # 办学不仅取决于条件，还包括文化; 征兵既突出学历，也注重技能
        (
            r"[^，]{0,24}?(?:不仅|不但|不只|不光|不单)(?!.*[还也更又且])",
            r"[^，]{0,10}(?:还|也|而且|更|又|同时|并且|甚至)",
            True,
        ),
        (
            r"[^，]{0,24}?(?<![成])既(?![定有往然]|.*[又也还更且])(?=[突注重是要能体面考强有保严])",
            r"[^，]{0,10}(?:又|也|还|更|且)",
            True,
        ),
        (
            r"[^，]{0,8}?(?:虽(?!.*[但却仍也])|尽管(?!.*[但却仍也]))",
            r"[^，]{0,10}(?:但|却|仍|依然|还|然而|不过)",
            True,
        ),
        # 就深入贯彻指示精神，做好援疆工作进行交流对接
        (
            r"就(?![是业要能会可近地此有医学诊读餐])(?!.*(?:进行|展开|交换|提出|(?<![工合])作|交流|座谈|达成|研究|讨论|签))",
            r"[^，]*(?:进行|展开|交换|提出|(?<![工合])作|交流|座谈(?!会)|达成|研究|讨论|签)",
            True,
        ),
        # 李某围绕把握工作规律，改进工作方法提出要求
        (
            r"[^，]{0,24}围绕(?!.*(?:进行|开展|展开|提出|发表|(?<![工合])作(?!用)))",
            r"[^，]*(?:进行|开展|展开|提出|发表|(?<![工合])作)[^，]*(?:要求|意见|建议|交流|研讨|发言|讲话|报告|讲解|辅导|汇报|讨论|座谈|调研)$",
            False,
        ),
        # 该局针对河床久未疏通，杂草遍布，影响村庄环境的问题，申请资金进行整治
        (
            r"[^，]{0,30}针对(?!性)(?!.*的?(?:问题|情况|现状|实际|特点|短板|难题|形势))[^，]{4,}$",
            r"[^，]*的(?:突出|共性)?(?:问题|情况|现状|实际|特点|短板|难题)",
            False,
        ),
        # 把医疗腐败行为，归咎于整个群体
        (
            r"[^，]{0,12}把[^，]{2,40}(?:工作|任务|行为|[服业]务|重建)$",
            r"(?:作为|纳入|转化|融入|贯穿|摆在|列[入为]|落实到|抓|放在|同|与|变成|打造成|视为|归咎)",
            True,
        ),
        # 将支持救灾工作，作为最紧要的任务, where 将 is not the future
        (
            r"[^，]{0,12}将[^，]{2,40}(?:工作|任务|重建)$",
            r"(?:作为|纳入|转化|融入|贯穿|摆在|列[入为]|落实到|放在|视为)",
            False,
        ),
        # 对健全救治机制，优化资源布局具有重要意义; 刘某对民警战酷暑，坚守一线的精神给予肯定; 对委员工作室发挥优势，创新形式的做法表示肯定
        (
            r"[^，]{0,8}?(?<![面针应相核校])对(?:于)?(?![标应接比外待口])(?!.*(?:具有|有着?|起到|产生|进行|开展|表示|给予|予以|提出|作出|(?<![工合])作(?!用)))[^，]{4,}$",
            r"[^，]*(?:(?:具有|有着?|起到|产生)[^，]*(?:意义|作用|影响)|(?:表示|给予|予以)[^，]{2,8}|(?:提出|作出|进行)[^，]{2,12})$",
            False,
        ),
    )
)
# 在皖北发展食品产业，其势已成; 举办此次活动，既是机遇，也是…; 建设新湖南，需要官兵的支持; 贯彻精神，是工作者的责任
_JUDGES = re.compile(
    rf"(?:{COPULA.pattern}|既是|(?:充分|集中|生动)?(?:反映|彰显)了|(?:永远|始终|一直)是|其势|需要[^，]*的|意义重大|正当其时|恰逢其时|任重道远|前景广阔|势在必行|刻不容缓|责无旁贷|大有[可作]为|将?(?:起到|发挥)[^，]*作用$|(?!.*对)[^，]*(?:具有|有着?)[^，]{{0,8}}(?:意义|作用|影响)$)"
)
# 经济运行延续稳进向好态势，同时面临的挑战增多: a finding of two sides says something else without either.
_GOOD = re.compile(r"(?:向好|平稳|稳定|良好|有序|可控|积极|扎实)[^，]{0,8}$|取得[^，]*(?:成效|成绩|进展)$")
_YET = re.compile(
    r"(?:但|仍|也|还|同时|要看到)*(?:面临|存在)[^，]{0,16}(?:挑战|压力|困难|风险|短板|不足|问题|矛盾)|(?:但|同时)*(?:形势|任务)(?:依然|仍然?|依旧|十分|更加)(?:严峻|艰巨|复杂)"
)
# A name and nothing said of it: 审查批准了财政决算，2023年预算调整方案，五个市的地方性法规; 草堂生产基地，是…
_NOUN = re.compile(
    r"^(?!.*(?:[是为了着过被把将要使让就与]|有(?!限)))[^，]{2,40}(?:方案|条例|法规|讲座|名额|重点|重要性|发展性|情况|生产?基地|预算|决算|细则|项目名单|(?:会议|活动|仪式|演练)现场)$"
)
_WHOSE = re.compile(r"[^，有是为]{2,20}的重要性，")  # 潘某首先强调｜本次调查的重要性，对各单位进行动员
_NAMES = re.compile(
    r"(?:审议|审查|审定|研究|通过|批准|听取|传达|学习|制定|出台|起草|讨论|修[改订]|完善|发布|印发|实施|落实|提[出高]|优化|明确|推[进动]|建[立成]|建设(?!方案)|打造|编制|了解|察看|查看|检查|调研|考察|汇报|询问|观看|掌握|开展|"
    r"举[行办]|强调|指出|讲[述解授话]|突出|把握|加快|做好|抓好|聚焦|公布|介绍|通报|解读|发挥|编|申报|启动|形成|成[为立]|布局|按照|根据|严格|细化|优选|确定)"
)
_SAID_OF = re.compile(r"(?:是|为|由|经|位于|包括|已|共|占|将|于)")
# 刘某来到工地，嘱咐施工方合理安排时间，做好安全工作: who is asked to does it, not who asks.
_ASKS = re.compile(r"(?:并)?(?:嘱咐|叮嘱|要求|强调|指出|提醒|督促|勉励|鼓励|希望|寄语)(?!的|和|、)[^，]{2,}")
_DOES_MORE = re.compile(
    r"(?:并|随后|还|先后|最后|一行|[^，]{0,12}(?:参加|陪同|出席|主持|宣读|介绍|作(?:了|报告|讲话)))"
)
# 检方起诉后，法官考量其已认罪，裁定1000万元交保; 张某占用公有地，2月被约谈: of whom, the clause before says.
_BY_OTHERS = re.compile(
    r"(?:裁定|判处|判决|改判|宣判|(?:\d{1,2}月(?:\d{1,2}日)?|[昨今当]日|随后|先后|后)?被)"
)
# 雨后没有出现内涝，经受住了考验，但不能掉以轻心: what is so, and what its speaker warns of.
_WARNS = re.compile(
    r"但(?!凡|愿)[^，]{0,6}(?:[不绝决切][^，]{0,2}[能可得]|要(?!求|素|点)|必须|务必|须(?!知))"
)
# 从祖父时代合法承租，不料近年被列为违规使用
_TURNS = re.compile(r"不料|岂料|没想到|谁知")
# 上半年，全市兑现资金7.2亿元，9879家受益; 在云溪泥石流救援中，营救24人，转移336人: a figure of then and there.
_THEN = re.compile(
    r"(?:在[^，]{2,30}[中里上]|截至[^，]{2,12}|到\d{4}年|[^，]{0,14}(?:(?:\d{4}|去)年|[今近]年以来|[上下]半年|季度|\d月份?|期间|以来))，"
    r"|(?:近[期日]，)?[^，]{0,40}在[^，]{2,24}(?:救援|行动)中$"
    r"|(?:\d{4}年|去年)(?![^，]{0,4}\d{1,2}日)"
)
# 对于公司提出的诉求，各级都很重视，市委常委两次作出批示: on what
_ON_WHAT = re.compile(r"对于[^，]{4,40}，|关于[^，]{4,40}，")
# 国民党已提名侯某，他就支持; 会议明确方向，才有奔头: what is said first is no news without it.
_THEN_HE = re.compile(r"(?:他们?|她们?|我们?|自己)[就便才](?![业医诊是])")
# 最好的纪念就是努力传承基因，把城市建设得更美好: what it all is
_NOTHING_BUT = re.compile(r"[^，]{2,24}(?:就是|在于|莫过于)(?!要)[^，]{2,}")
_PUTS = re.compile(r"[把将](?![来军士领])")
# 要聚焦重点，做到“不务虚功”: by what; 一体推进学习、宣传，做到学习入脑入心、宣传出新出彩: of what
_MOTTO = re.compile(
    r"(?:真正|切实|努力)?做到(?:“[^”]{2,10}”$|[^，、“”]{4,12}、[^，“”]{4,}$|[^，、“”]{2,4}、[^，、“”]{2,4}、[^，“”]{2,}$)"
)
# 学习贯彻重要指示精神，重点在抓落实
_LIES_IN = re.compile(r"(?:重点|关键|根本|核心|难点|要害|出路|希望)在(?!于?[^，]{0,2}$)|[重贵难]在")
_WISHES = ("希望", "要求", "勉励")
# 要求中心和街道联动，｜将排摸做细做实; 组织群众、动员群众，｜投身抢险: who does it, and what they join to do
_TO_DO = re.compile(
    r"(?:希望|要求|勉励)[^，]{4,}(?:联动|配合|协同|携手|联手|合作|一道)$|[^，]{0,8}(?:组织|动员|发动|引导|号召)[^，]{0,12}(?:群众|党员|干部|力量)$"
)
_JOINS_IN = re.compile(r"(?:积极|踊跃|主动|广泛|共同)(?:投身|参与|投入|加入|支持)")
# 江东经济体量大，肩负着重大责任: the one for the other's sake
_BEARS = re.compile(r"(?:肩负|担负|承担)着?[^，]*(?:责任|使命|任务|职责)")
# 民警战高温、斗酷暑，始终冲锋在前，用汗水诠释了担当: all of it is told for the end of it.
_SHOWN = re.compile(r"(?:他们)?[用以][^，]{1,12}(?:诠释|书写|践行|彰显|展现|谱写|兑现)了")
# 提高站位，高度重视环境工作、强化举措，抓好问题整改、合力攻坚，加快项目建设: the saying begins what comes next.
_RUN_ON = re.compile(
    r"[^，、]{6,}、(?:[强深优细实]化|合力|[加增]强|加[快大]|狠抓|突出|[压夯落抓]实|严格|完善|健全|创新|凝聚|统筹|聚焦|提[高升])[^，、]{2}$"
)
_SAYING = re.compile(r"(?:^|[，、要])[^，、的要]{4}$")
# 某国试图用两架飞机袭击，两架飞机均被拦截
_BOTH = re.compile(r"(?P<which>[两三四五六七八九十\d]+[架名位家个艘辆起栋座][\u3400-\u9fff]{1,4}?)[均都]")
_OWN_TIME = re.compile(r"\d{4}年|[今去前]年|\d月|目前|截至|同期")
_FIGURE = re.compile(
    r"\d(?:[\d.,]*)(?:[万亿千百]|余|多)*(?:元|人|名|家|户|个|%|吨|公里|次|条|项|辆|艘|起|美元|亩|$)"
)


@dataclasses.dataclass(slots=True)
class Halves:
    """What the clauses of one sentence need of each other, by their place in it, and which are lost without."""

    needs: list[set[int]]
    lost: set[int]


def find_halves(
    texts: Sequence[str], usable: Sequence[bool], demands: Sequence[bool], spoken: bool
) -> Halves:
    """Looks at every clause beside the others of its sentence.

    Args:
        texts: the clauses of one sentence.
        usable: which of them may be printed.
        demands: which of them open with 要.
        spoken: they are somebody's words.
    """
    found = Halves([set() for _ in texts], set())
    for index, text in enumerate(texts):
        following, lost = waits_for(index, texts, usable, demands, spoken)
        if lost:
            found.lost.add(index)
        if following is not None:
            found.needs[index].add(following)
            if is_purpose(text) and SERVES.search(texts[following]) and "为" not in texts[following]:
                found.needs[following].add(index)  # 为实现目标，提供有力保障: for what?
        _pair(found, index, texts)
        _go_on(found, index, texts, usable, demands, spoken)
        if index and spoken and _of_then(text, texts[0], demands[index]):
            found.needs[index].add(0)
    return found


def _pair(found: Halves, index: int, texts: Sequence[str]) -> None:
    """Both halves of a pair and what stands between them need each other; half a pair is lost."""
    last = texts[index].rsplit("，", 1)[-1]
    for opens, closes, lost in _PAIRS:
        if not opens.match(last):
            continue
        end = next(
            (
                other
                for other in range(index + 1, min(index + FARTHEST + 1, len(texts)))
                if closes.match(texts[other])
            ),
            None,
        )
        if end is None:
            if lost:
                found.lost.add(index)
            continue
        for one in range(index, end):
            found.needs[one].add(end)
            found.needs[end].add(one)


def _go_on(
    found: Halves,
    index: int,
    texts: Sequence[str],
    usable: Sequence[bool],
    demands: Sequence[bool],
    spoken: bool,
) -> None:
    """What goes on from the clauses before it, and which of those wait for it."""
    text = texts[index]
    if index and not spoken and _ON_WHAT.match(texts[0]):
        found.needs[index].add(0)
    found.needs[index] |= leans_on(index, texts, usable, demands, spoken)
    if spoken and (end := is_led_to(index, texts, demands)) is not None:
        found.needs[index].add(end)
    last = text.rsplit("，", 1)[-1]
    if (_NOUN.match(last) and not _NAMES.search(last)) or _WHOSE.match(text):
        if index + 1 < len(texts) and _SAID_OF.match(texts[index + 1]):
            found.needs[index].add(index + 1)
        elif index:
            found.needs[index].add(index - 1)
        else:
            found.lost.add(index)
    if not index:
        return
    if texts[index - 1].endswith("是指"):
        found.needs[index].add(index - 1)
    if _JUDGES.match(text):
        found.needs[index].add(index - 1)
        # All that is judged waits for the judgement.
        for before in range(index - 1, -1, -1):
            if demands[before] or not NOBODY.match(texts[before]):
                break
            found.needs[before].add(index)
    if spoken and not demands[index] and not demands[index - 1]:
        if _YET.match(text) and _GOOD.search(texts[index - 1]):
            found.needs[index].add(index - 1)
            found.needs[index - 1].add(index)
    if _SHOWN.match(text):
        start = index
        while start and not demands[start - 1] and index - start < FARTHEST:
            start -= 1
            found.needs[start].add(index)
        found.needs[index].add(start)
    if _RUN_ON.match(text) and _SAYING.search(texts[index - 1]) and index + 1 < len(texts):
        found.lost.add(index)
    if spoken and not demands[index] and _WARNS.match(text):
        found.needs[index].add(index - 1)
        for before in range(index - 1, max(-1, index - FARTHEST), -1):
            if demands[before]:
                break
            found.needs[before].add(index)
    if _TURNS.match(text):
        found.needs[index].add(index - 1)
        found.needs[index - 1].add(index)
    previous = texts[index - 1]
    if _THEN_HE.match(text) or (_MOTTO.match(text) and not (demands[index] and "“" not in text)):
        found.needs[index].add(index - 1)
    if _THEN_HE.match(text):
        found.needs[index - 1].add(index)
    if spoken and not demands[index] and _PUTS.match(text) and _NOTHING_BUT.match(previous):
        found.needs[index].add(index - 1)
    if _LIES_IN.match(text) or (spoken and not demands[index - 1] and _BEARS.match(text)):
        found.needs[index].add(index - 1)
        found.needs[index - 1].add(index)
    if _TO_DO.match(previous) and not demands[index]:
        if previous.startswith(_WISHES):
            found.needs[index - 1].add(
                index if _PUTS.match(text) or index + 1 == len(texts) else len(texts) - 1
            )
            if previous.startswith("要求"):
                # 要求中心和街道联动，｜结合经济普查工作，统筹安排: whom it is asked of; of a wish the reading sees to it.
                for other in itertools.takewhile(lambda one: not demands[one], range(index, len(texts))):
                    found.needs[other].add(index - 1)
        elif _JOINS_IN.match(text):
            found.needs[index].add(index - 1)
    if (both := _BOTH.match(text)) and both["which"] in previous:
        found.needs[index].add(index - 1)
    if not spoken and _BY_OTHERS.match(text):
        found.needs[index].add(index - 1)
    if not spoken and not OWN_SUBJECT.match(text) and not _DOES_MORE.match(text):
        near = range(index - 1, max(0, index - FARTHEST), -1)
        asked = next((other for other in near if _ASKS.match(texts[other])), None)
        if asked is not None:
            found.needs[index].add(asked)


def _of_then(text: str, first: str, demand: bool) -> bool:
    """Whether a figure is of the time or place that only the first clause of the sentence names."""
    return bool(not demand and _THEN.match(first) and _FIGURE.search(text) and not _OWN_TIME.search(text))
