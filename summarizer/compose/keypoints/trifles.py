"""What a report tells and no key point repeats: how a meeting went, where somebody went, what happened long before.

Each pattern comes with the kind of sentence that made it necessary.
"""

import re

from summarizer.compose.clauses.ceremony import HELD_UNDER, OTHER_MATTERS, SAT_IN
from summarizer.compose.clauses.phrases import is_somebody
from summarizer.compose.clauses.standing import VERDICT
from summarizer.report.people import find_people
from summarizer.text.visiting import VISITING

# 就座, 5名公民旁听会议, 有关人员接受了任命书
_PROCEDURE = re.compile(
    rf"{SAT_IN}|{OTHER_MATTERS}|{HELD_UNDER}|"
    r"驱车|主持(?:会议|大会)?$|(?:致辞|宣读)(?:，|$)|任命书|宪法宣誓|逐项(?:汇报|审议)|(?:表示|致以)(?:热烈|衷心)?的?祝贺$|"
    r"(?:大会|会议|活动|仪式)(?:正式)?(?:开始|结束)$|主席台|就[座坐]$|面向国[徽旗]|通报了[^，]{0,20}评选结果$|宣读了?(?![^，]{0,20}(?:处分|处罚|逮捕|开除|罢免|制裁))[^，]{0,24}(?:贺[信电词]|倡议书?|决定|通知|名单|批示)》?(?:，|$)"
    # 李某对规划给予充分肯定, 对来宾表示欢迎; but 某公司对收购表示欢迎, 股东大会没有表示肯定 are its answer.
    r"|^(?![^，]*(?:没有|[未不]))[^，]*(?:给予|予以|表示)了?(?:充分|高度)?(?:肯定|赞赏)$|^(?:[^，]*(?:到来|来访|莅临|一行|[来嘉]宾|代表|各位|客人)[^，]*|[^对，]*)(?:予以|表示)了?(?:热烈|衷心|诚挚)?的?欢迎$"
    # 省长李某出席并讲话; 各界人士齐聚一堂，共商发展大计
    r"|(?:出席|参加)(?:会议|大会|仪式|活动)?并(?:(?:发表|作)了?(?:重要)?)?(?:讲话|致辞)$|^[^\d]*齐聚一堂(?:$|，共)|共商[^，]*大计$"
    # 副厅长林某到会讲话; 省高院、省司法厅分别作工作部署; 8家企业负责人作了重点发言
    r"|到会(?:并)?(?:讲话|致辞)$|^(?![^，]*(?:[就对]|围绕))[^，]*(?<![合工])作(?:了|出)?(?:工作|专题|典型|经验|表态|交流|重点|大会|书面|主题|招商|现场|产品)*(?:部署|发言|汇报|讲话|推介|说明)$"
    # 各企业逐一汇报了选题; 公务员谈了工作体会; 政务部对关心表示感谢; 李某参加在中心召开的座谈会; 活动得到企业的认可
    r"|逐[一个项](?:汇报|点评|发言|介绍)|进行了?逐[一个项][^，]{0,4}(?:点评|分析)$|谈了[^，]{0,8}(?:体会|感受|打算|想法)$|表(?:示|达)了?[^，]{0,8}(?:感谢|谢意|敬意)$|参加在[^，]{0,60}召开的[^，]{0,20}会$|得到了?[^，]{0,40}的(?:[^，]{2,4})?(?:认可|好评|欢迎)$"
    # 全体人员观看了招商宣传片
    r"|观看了?[^，]*(?:宣传片|警示片|纪录片|专题片|短片|视频)$"
    # 座谈会前，与会人员集体参观了服务站
    r"|(?:会|会议|活动|仪式)[前后](?:，|$)[^，]*(?:参观|观摩)|^[^，]{0,6}与会(?:人员|代表|领导|嘉宾|同志)[^，]{0,8}(?:参观|观摩)"
    # 组织部28日发布一则公示名单: and who is on it? 候选人特别到门口迎接老主席
    r"|(?:发布|公布|刊登)了?一[则份批个](?![^，]*《)[^，]*(?:名单|公告|通知|公示|声明|消息)$|到[^，]{0,10}(?:门口|机场|车站)[^，]{0,4}(?:迎接|迎候|送行)"
)
# 张某来到农产品批发市场, 实践团队分别前往水利局、林业局, 考察团深入花园社区、文化街区: and what did they do there?
_ARRIVES = re.compile(
    r"^[^，]{0,30}?(?:(?:来到|走进|前往)(?P<there>[^，]{2,60})|(?:深入|赴|抵达)(?P<place>[^，]{2,60}(?:[省市县区州镇乡村局站馆厂园院室]|等地|现场|社区|街道|企业|公司|基地|中心|车间|项目|一线|广场)))$"
)
_DEED = re.compile(
    rf"{VISITING}|参观|督促|指导|了解|交流|座谈|出席|参[加与]|开展|举[办行]|推[进动介]|招商|学习|察看|查看|送"
)
# 工作组与乡党委书记张某进行了交流: on what?
_TALKED = re.compile(
    r"^(?![^，]*(?:[就对]|围绕))[^，]*与[^，]*(?:进行[了可]?|深入|亲切|开展了?)(?:深入|亲切)?(?:座谈|交流|交谈)+$"
)
# 监控记录了干部奔赴现场的身影
_PICTURE = re.compile(r"^[^，]{0,10}?(?:监控|视频|画面|镜头|照片|图片|录像)(?:录像|画面)?(?:记录|显示|中|拍)")
# 在这次学习会上，张某提到了摇滚; 虽书面声明仍未生效，但议会开议; 过去3年因疫情而减少交流机会; 在此次走访过程中，孙某还看望了群众: of whom and when, the sentence before says
_SUBJECT_BEFORE = re.compile(
    r"在这次[^，]{2,12}[上中]，|虽(?!然)|过去[一二三四五六七八九十几\d]+年因|在?(?:此次|这次|本次)[^，]*(?:中|期间)，[^，]*还"
)
# 王某1996年至2001年在职业学院任教
_CAREER = re.compile(r"\d{4}年(?:\d{1,2}月)?[至到—-]+\d{4}年[^，]*(?:任教|任职|学习|就读|工作|挂职|担任|任)")
# 2006年，建筑师接手老楼的修缮设计
_YEAR_AGO = re.compile(
    r"^(?P<year>\d{4})年(?:\d{1,2}月(?:\d{1,2}日)?)?(?!以来|底|末|[至到—-]|\d)(?![^，]{0,4}以来)"
)
_OFFICE = re.compile(r"[将获]|成为|[担出历就调连]任|任命|晋升|挂职|当选|任职|(?<![责主])任[^务期]")
# 某县全面贯彻“共抓大保护”的发展要求: creed, and nothing that happened
_CREED = re.compile(
    r"^[^，]{2,14}?(?:全面|深入|认真|坚决|始终|牢固)+(?:贯彻|落实|践行|坚持|树立)(?:[^，“]|“[^”]*”)*(?:要求|理念|精神|思想|方针|战略)$"
)
# 改建后的大楼成功实现了新与旧的共生: the reporter's own praise
_ADMIRED = re.compile(
    r"实现了?[^，]{2,10}的(?:完美|有机|和谐)?(?:共生|交融|统一|对话|碰撞)$"
    # 江景房、露台房、小酒馆吸引了众多游客入住
    r"|吸引(?:了|着)?(?:众多|大批|大量|不少|无数|各地|四面八方)[^，]{0,4}(?:游客|市民|顾客|居民|消费者|年轻人|食客|参观者|住客)"
)
# 领导反馈了复查情况; 会议听取了换届工作情况说明: that there was something to tell, and not what.
_ACCOUNT = re.compile(
    r"(?:介绍|反馈|通报|汇报)了?[^，：]*(?:情况|经验|做法|体会|成效|进展)$|听取了?[^，：]*(?:汇报|说明|介绍|情况)(?:，研究部署[^，]{0,8}(?:工作|任务))?$"
    # 各县进行了积极讨论; 专家给出了建设性的建议; 某公司详细介绍了技术服务
    r"|进行了(?:积极|热烈|深入|充分|广泛)+的?(?:讨论|探讨)$|[给提]出了[^，]{0,6}(?:建设性|宝贵|中肯|针对性)的?[^，]{0,4}(?:意见|建议)$|介绍了[^，]{0,40}服务(?:项目)?$"
)
# 本次座谈会的召开，进一步提升了科普能力: who says so?
_SELF_PRAISE = re.compile(
    r"[^，]{0,8}(?:会|活动|培训班?|讲座|演练|大赛)的(?:成功|顺利|胜利)?(?:召开|举[行办]|开展)，[^，]*(?:提升|增强|推动|促进|提高)了"
)
# 大学党委书记李某院士: one of a list, and nothing is said of him.
_TITLES = re.compile(r"(?:院士|教授|同志|先生|女士|博士|研究员|等)+$")
# 一体推进全会精神学习宣传, 加快推进试点工作落地: which one? 充分发挥引领作用: in what?
_REFERS = re.compile(
    r"上述|^习近平总书记的?(?:系列)?(?P<speech>重要(?:讲话|指示|批示|论述|回信|贺信))(?:精神)?[，对为是]|^(?:充分|更好|切实|积极)*发挥[^，的在]{0,10}作用$|^[^，把]{0,6}(?<![次届中委])(?P<meeting>全会)|(?P<which>(?<![\u3400-\u9fff])项目(?=首|总|包|位于|占地|建成|预计)|(?<=[进抓推紧好])项目(?=施工|建设节点|建设进度|工期|节点|进度))|^(?:确保|推动|推进|全力|切实|扎实|抓好|做好|狠抓|落实)*(?P<all>各项(?:工作|任务|措施|部署|举措|目标))[^，]{0,8}$|(?P<every>每一?项工作)$|^(?P<sayings>(?:[^，、“”]{4}[，、]){2,7}[^，、“”]{4})$|(?:^|[进彻实好习行把达领])(?P<what>大会|讲话|试点|条例|规划)(?:精神|工作(?![要点者]))"
)
# 各县市长都是他的榜样: behind the name of the one who says so 他 is nobody.
# 某党执政后一切都变了样。百姓最基本的需求也无法满足: beside what else?
_ALSO = re.compile(
    r"^(?!.*(?:连|再|即[使便]|哪怕|任何|什么|[谁哪]|一[点个])[^，]*也)[^，]{4,20}也(?:无法|不能|难以|没有?|得不到|不见)"
)
_HE = re.compile(r"(?<![其吉排])[他她](?![们人乡日国山])")
_STOP = re.compile(r"[到赴][^，]{2,24}(?:调研|检查|督导|考察)[^，]{4,}")
# 张某对冷链项目给予肯定，希望…: of which nothing has been told
_PRAISED = re.compile(r"对(?P<what>[^，]{2,24}?)(?:给予|予以|表示|作出)了?(?:充分|高度)?(?:肯定|赞赏|认可)")
_FIGURE = re.compile(r"\d(?![\d.年月日])")


def is_procedure(text: str) -> bool:
    """Whether it only says how a meeting went or where somebody went: 5名公民旁听会议, 市领导来到文化中心."""
    last = text.rsplit("，", 1)[-1]
    arrives = _ARRIVES.search(last)
    return bool(
        _PROCEDURE.search(text)
        or _SUBJECT_BEFORE.match(text)
        or (arrives and not _DEED.search(arrives["there"] or arrives["place"] or ""))
        or _TALKED.search(last)
        or _PICTURE.match(text)
        or VERDICT.search(text)
        or _CREED.match(text)
        or _ADMIRED.search(text)
        or _ACCOUNT.search(text)
        or _SELF_PRAISE.match(text)
    )


def is_occasion(text: str) -> bool:
    """Whether it tells of a further stop and what for, or of a document: 吕某到景区检查林长制落实情况, 会议传达《意见》精神."""
    return "《" in text or bool(_STOP.search(text))


def unquoted(text: str) -> str:
    """“我们将优化环境。” → 我们将优化环境, where all of a point is a quotation: whose it is stands before it."""
    whole = text[:1] == "“" and text[-1:] == "”" and text.count("“") == 1
    return text[1:-1].rstrip("。！") if whole else text


def is_name(text: str) -> bool:
    """Whether a clause is a person with his post and no more: 大学党委书记李某院士."""
    return is_somebody(_TITLES.sub("", text))


def is_long_past(text: str, year: int | None) -> bool:
    """Whether it tells of an earlier year than the report's, which seldom writes its own, but for figures, and for whose offices are the news."""
    if _CAREER.search(text):
        return True
    told = _YEAR_AGO.match(text)
    return bool(
        told
        and (year is None or int(told["year"]) < year)
        and not _OFFICE.search(text)
        and not _FIGURE.search(text[told.end() :])
    )


def refers_back(text: str, said: str) -> bool:
    """Whether it names something by half its name (全会精神) of which neither headline nor summary has told."""
    if _ALSO.match(text):
        return True
    he = _HE.search(text)
    if he and not find_people(text[: he.start()]):
        return True
    praised = _PRAISED.search(text)
    if praised and praised["what"][:4] not in said:
        return True
    refers = _REFERS.search(text)
    if refers and refers["which"]:
        # 走访项目甲、项目乙。项目首店落成: which of them?
        return said.count("项目") != 1
    return refers is not None and next(filter(None, refers.groups()), text) not in said
