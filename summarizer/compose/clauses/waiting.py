"""Clauses that only lead up to the next one of their sentence, and which one that is.

Means, aims, premises and what is looked at, each with the sentence that made it necessary: printed alone they are half a
thought (以群众满意为标准; 今年用电高峰来得早).
"""

import re
from collections.abc import Sequence

from summarizer.compose.clauses.demands import AIM, WISHES
from summarizer.compose.clauses.standing import LECTURES

#: A first clause of a speech up to so long is the first half of a saying: 政企合作，共享资源; 一分部署，九分落实.
SHORTEST_SAYING = 5
#: What is to be done or was done and not by whom, as far as the first words tell.
NOBODY = re.compile(
    rf"(?:大力|积极)?{AIM.pattern}|奋力|举[办行]|担负|担当|扛|坚持|传承|保护|发展|实施|开展|建设|在[^，]{{2,12}}(?:发展|建设)"
)

_GOVERNED = r"(?:[^，把将]{0,24}?(?:要|将|应当?|须|动员[^，]{2,24}|引导[^，]{2,24}|希望[^，]{0,12}))?"
# 以群众满意为标准，… 全区上下要以园区开发为契机，… 安徽将以开放合作的理念，… 综合采取展期、续贷等方式，…
# 从提升领导力、执行力入手，… 文旅中心作为技术支持单位，… 在艺术创作、文化遗产保护等方面，… 自2020年与栏目结缘至今，…
_ADVERBIAL = re.compile(
    rf"^{_GOVERNED}以(?![上及来后外内往免至致])[^，]{{2,40}}为[^，]{{0,6}}(?:契机|抓手|标准|路径|方向|目标|动力|引领|牵引|引擎|支撑|依托|导向|主线|主题|重点|"
    r"核心|载体|基础|根本|遵循|指引|指导|统领|龙头|主轴|突破口|[着发]力点|切入点|落脚点|出发点|纽带|桥梁|前提|保障|先导|支点)$"
    rf"|^{_GOVERNED}以(?![上及来后外内往免至致])[^，]{{1,30}}(?:的|更[高大强实严新])[^，的]{{0,8}}(?:理念|机制|方式|形式|态度|姿态|作风|标准|力度|决心|状态|"
    r"精神|干劲|担当|面貌|步伐|劲头|思维|眼光|视野|举措|责任感|紧迫感|使命感|敏锐性|自觉性)$"
    r"|^[^，]{0,24}(?:采取|采用|通过|运用)[^，]{2,60}(?:方式|形式|手段)$|^[^，]{4,40}等(?:方式|形式|手段)$"
    r"|^从[^，]{2,40}(?:入手|着手|出发|切入|破题)$"
    r"|^(?!.*[要将应把被感])[^，]{0,20}[作做]为[^，]{2,40}(?:单位|企业|[省市县区国]|机构|部门|之一|平台|组织|成员|者|[重基源]地|枢纽|产业|队伍|力量|公司)$"
    # 包括某国部队在内，… 副主任王某以“制度的发展”为题，…
    r"|^包括[^，]*在内$|^[^，“]{0,40}(?:以“[^”]*”为题|就“[^”]*”为主题)$"
    # 继某市发生袭击事件后，… 站在检验成效的高度，… 工会将带着党委的嘱托，…
    r"|^继[^，]{4,60}(?:之?后)$|^站在[^，]{2,40}(?:高度|角度|立场|起点)上?$|^[^，]{0,20}带着[^，]{2,30}(?:嘱托|关怀|问候|期望|期盼|使命|重托)$"
    # 除了陈某与委任律师外，… 致辞时一句“支持的请站起来”，… 大楼经过7年修缮，… 各部门要结合开展主题教育，… 中方愿同各国一道，…
    r"|^除了?[^，]*外$|^[^，]*一句“[^”]*”$|^[^，]{0,8}经过[^，]{2,12}$|^[^，]{0,16}要结合[^，]{2,30}$|^[^，]{0,30}[同与和跟][^，]{0,40}(?:一道|一起|携手)$"
    # 尤其是对需要转移的人员，要应撤尽撤; 特别是民办学校、幼儿园，一律停课
    r"|^(?:尤其|特别)是(?:对[^，]*|[^，]{2,12})$"
    r"|^[^，]{0,36}(?<![现穿实入化出透用聚放跃取走])在[^，]{2,60}(?:等(?:方面|领域)|个领域|(?:工作|过程|行动|救援|救灾|抢险|实践)中)$"
    r"|^[^，]{0,24}自\d{4}年[^，]*(?:至今|以来)$"
    r"|^在(?![^，]*(?:调研|考察|召开|举行|座谈|会见|慰问|走访|看望|开展|进行|出席|检查工作))[^，]{2,40}(?:点位|现场|社区|车间|企业|公司|学校|广场|园区|基地|中心|班|小区|工作室|[站馆厂店村镇])$"
    # 在信息工作方面，扎扎实实强弱项
    r"|^在[^，]{2,20}方面$"
    # 800余名委员紧紧围绕中心工作，开展调研
    r"|^[^，]{2,24}?围绕(?![^，]*(?:提出|(?<![工合])作|发表|进行|开展|交流|讨论|达成|座谈|签|研究|讲|介绍|发言|展开|汇报|谈|打造|推|建))[^，]{2,60}$"
)
# 2004年，为解决新工厂用电问题，公司兴建线路; 为保护种质资源，提高创新能力，提供法治保障
_PURPOSE = re.compile(
    r"^(?:[^，]{0,10}(?:将|努力|奋力))?为(?!期|民|主题|您|进[博口]|人民|此|何|[^，]*(?:作出|做出|提供|奠定|贡献|带来|点赞|创造|注入|打下|赢得|增添|营造|保驾))[^，]{6,}$"
)
SERVES = re.compile(r"(?:提供|奠定|作出|做出|打下|注入|创造|营造)")
# 聚焦乡村振兴大局，全力开展慈善服务; 着眼高质量发展，把…转化为…: what is looked at is not yet what is done.
_LOOKS_AT = re.compile(
    r"^[^，“《]{0,20}?(?:聚焦|紧扣|着眼(?!于?[^，]*[把将])|立足|瞄准|锚定|本着|针对(?!性))(?![^，]{3,}(?<!、)"
    r"(?:强化|抓[好实]|开展|加强|推[动进]|优化|提升|建强|深化|做[好强优]|打造|完善|加快|落实|部署|办|解决|探索|提出|进行))[^，]{2,}$"
)
# 沐浴着政策光辉，沿着正确道路，共同发展; 抓好问题整改、合力攻坚，加快项目建设; 准备多做一些，排查细一点，保障就能强一分
# 三位企业家敞开心扉，介绍发展; 警方将集中全部力量，… 运用监测系统，及时处置; 由乡镇牵头，…
_BY_MEANS = re.compile(
    r"(?:敞开心扉|畅所欲言|围坐在?一[起堂]|齐聚一堂)$|^[^，]{0,12}(?:集中|组织|发动|动员)[^，]*(?:力量|人员|干部)$|^由[^，]{2,16}牵头$|应[^，]{2,40}邀请$"
    r"|^(?:充分)?(?:运用|利用|借助|依托)[^，]*(?:系统|技术|平台|手段|优势|数据|渠道|机遇|契机)$|^经(?:过)?[^，]*(?:论证|调研|讨论|协商|考察)[^，]{0,3}$"
    r"|^[^，]*(?:沐浴着|(?<![\u3400-\u9fff])沿着[^，]*(?:道路|方向|足迹)$)|[多细快早严][^，]{0,4}一[些点]$|[率邀][^，]*(?:书记|[局部厅院校]长|主任|教授|专家|律师|老师)[\u3400-\u9fff·]{2,4}(?:[、和][\u3400-\u9fff·]{2,4}){0,4}$"
)
# 坚持夯基垒土，跑出发展加速度: the four words are not yet what is to be done.
_STANCE = re.compile(
    # 突出实战实用，注重整合融合，加快平台建设: in what?
    r"(?:突出|注重)(?:(?P<one>[^，、])[^，、](?P=one)[^，、]|[^，、](?P<two>[^，、])[^，、](?P=two))$|"
    r"坚持(?![^，]*(?:立场|导向|原则|方向|至上|优先|思维|领导|底线|创新|道路|为[民先重本])$)[^，、的]{4}$"
)
# Said before what follows from it: 创建活动已经启动，要抢抓机遇; 今年用电高峰来得早，供应平稳; 今年是…5周年，要…
PREMISE = re.compile(
    r"已经?(?:启动|过半|全面展开|进入|到来)|过半$|来得[早晚快]|正(?:在)?(?:全面|深入|有序|加快)?(?:开展|推进|进行)$|总书记[^，]*(?:考察|调研|视察)$|沐浴|是[^，]*(?:周年|之年|开局年|关键[年期])$|叠加|"
    r"是[^，]{0,30}的(?:出生地|诞生地|发源地|故乡|家乡)$|^我们(?:纪念|缅怀)[^，]*$|^(?:当前|目前)?[^，]{0,8}(?:正值|正处|已?进入)[^，]*期|(?:高度|十分|非常)?重视[^，]{2,16}工作$"
)
# 当前正值汛期，山体滑坡风险较高，要加强巡查: why something is demanded, and of when.
RISK = re.compile(
    r"(?:风险|概率|可能性|压力)[^，]{0,4}[高大]$|(?:易发|多发|高发|频发)[期]?$|形势[^，]{0,6}严峻(?:复杂)?$|任务[^，]{0,4}(?:艰巨|繁重)+$"
)
# 省人大常委会要发挥职能作用，…; 近年来，市监管局充分发挥牵头作用，推动服务创新: in what?
_PLAYS = re.compile(r"[局会委区市县部院司团组](?:要)?(?:充分|积极)?发挥[^，]*作用$")
# 今年2月因遭检举占用公有地，被约谈; 活动自7月25日开始，持续到8月下旬
_CAUSE = re.compile(r"因遭[^，被而]{0,40}$|因受?[^，被而]{0,40}影响$|自[^，]{0,4}\d[^，]{1,8}(?:开始|起)$")
# 甲公司将选址某街道，聚焦光电子领域，打造未来城: what for
_SITE = re.compile(r"[^，]{2,24}(?:将|拟|计划)选址[^，]{2,16}$")
_BUILDS = re.compile(r"(?:着力|全力|合力|共同|计划|将)*(?:打造|建设|建成|构建|形成|成立|设立)")
# 今年是战略实施5周年, and no more
_ANNIVERSARY = re.compile(r"是[^，]*(?:周年|之年)$")
# 暑期高温叠加汛期台风，形势严峻, whoever says so
_COMPOUNDED = re.compile(r"^[^，]{2,12}叠加[^，]{2,12}$")
# 在生态环境保护工作上，要提高站位，高度重视…: that alone says nothing of the field.
_SHORT_IN_FIELD = re.compile(r"^[^，]*(?:[上中]|方面)，(?:要)?[^，]{2,5}$")


def waits_for(
    index: int, texts: Sequence[str], usable: Sequence[bool], demands: Sequence[bool], spoken: bool
) -> tuple[int | None, bool]:
    """The clause that this one leads up to, if it does, and whether it is lost for want of one.

    Args:
        index: of the clause in its sentence, whose others are looked at beside it.
    """
    text = texts[index]
    last = text.rsplit("，", 1)[-1]  # a fragment may have been joined to it
    later = (other for other in range(index + 1, len(texts)) if usable[other])
    following = next(later, None)
    if is_purpose(text):
        if following is None:
            return None, True
        # What is done for it: 为号召大学生践行要求，大力弘扬志愿精神，县里举行仪式.
        reach = (following, *later)
        done = (one for one in reach if SERVES.search(texts[one]) or not NOBODY.match(texts[one]))
        return next(done, following), False
    if _ADVERBIAL.match(last):
        return following, following is None
    if following is None:
        return None, bool(spoken and _ANNIVERSARY.search(last))
    if _SITE.match(last):
        return next((one for one in (following, *later) if _BUILDS.match(texts[one])), following), False
    threat = spoken and demands[following] and RISK.search(last)
    premise = not demands[index] and (_PLAYS.search(last) or (spoken and PREMISE.search(last)) or threat)
    short = len(text) <= SHORTEST_SAYING or _STANCE.match(text)
    saying = spoken and index == 0 and short and not WISHES.match(texts[following])
    leads = premise or saying or any(one.search(last) for one in (_BY_MEANS, _LOOKS_AT, _COMPOUNDED, _CAUSE))
    return (following if leads or _SHORT_IN_FIELD.match(text) else None), False


def is_purpose(text: str) -> bool:
    """Whether it says what something is done for: 为保护种质资源; not for whom a lecture is given."""
    last = text.rsplit("，", 1)[-1]
    return bool(_PURPOSE.match(last)) and not LECTURES.match(last)
