"""Whether a headline says anything of what it names."""

import re

from summarizer.report.people import find_people
from summarizer.text.visiting import VISITING

_SPOKE = re.compile(r"(?:主持|出席|参加|到会)(?:会议|大会|活动)?(?:并)?(?:讲话|致辞|发言)?")
# 某公司代表团调研: where?
_NOWHERE = re.compile(rf"^(?!.*[赴到来在])[^ ，：]*(?:代表团|考察团|调研组|干部|一行)(?:{VISITING})$")
# 图片中一名干部疑似打瞌睡: which picture? 韩律师引用重要理论开篇: how a talk began;
# 某报记者致电该局: how a paper learnt it.
_CAPTION = re.compile(
    r"^(?:监控|图片|视频|画面|照片|镜头)(?:显示|记录|拍下|中)|开篇$|记者(?:致电|来到|走进|注意到|了解到)|^(?:追授|授予|追记)"
)
_NAMES_SOMETHING = re.compile(
    r"^[^ ：，]*(?:工作|讲座|会|会议|论坛|活动|仪式|培训班|项目|情况|方案|行动|险情|公司|仓库|计划|规划|会议室)$"
)
_ONLY_SPOKE = re.compile(
    r"(?:(?:[^ ：，会]|常委会|委员会|协会|工会)*(?:书记|主任|主席|委员|[省市县区州部局厅]长))?[\u3400-\u9fff·]{2,4}(?:出席|参加|到会|主持)(?:会议|大会|活动)?(?:并)?(?:讲话|致辞|发言)?$"
)
_PREDICATE = re.compile(
    r"召开|举[行办]|[开闭]幕|启[动用]|开[讲赛工通]|成立|[揭挂]牌|签[约署]|[发公]布|调研|检查|考察|视察|督[导查]|慰问|会[见谈晤]|出席|主持|强调|要求|"
    r"指出|表示|部署|研究|审议|通过|当选|[担获]|推动|加[快强]|开展|走访|参[加与]|[赴将为是有让把被给至到]|出台|印发|实施|竣工|建成|上线|纪念|庆祝|"
    r"讲话|致[辞信]|作出|听取|传达|学习|落实|做好|抓[好实细牢紧]|夯实|筑牢|守[牢好]|压实|打[造好赢]|建[立设]|健全|防范|坚持|助力|服务|支持|深化|优化|完善|提升|确保|守护|介绍|宣布|通报|回应|[增下]"
)


# 周某一行8人前往某防治所, 何某率队到某公司: and what did they do there?
_ONLY_WENT = re.compile(
    r"^[^ ，：]*(?:一行(?:\d+人)?|(?:团队|实践团|小组|队员|工作组|调研组)(?=分别|先后)|率队|带队|带领[^ ，：]{0,40}?)(?:先后|分别)?(?:赴|来到|到|前往|深入|走进)"
    rf"(?![^ ，：]*(?:{VISITING}|指导|座谈|交流|会商|对接|会[见谈晤]|参[加观与]|出席|开展|举[行办]|推介|学习|招商))[^ ，：]*$"
)
# 经中央批准, 中国共产党的优秀党员: by whose leave, and who somebody was.
_ONLY_LEAVE = re.compile(
    r"^经[^ ，：]{2,16}(?:批准|同意|研究|授权)$|^[^ ，：]*的(?:[^ ，：]{2})?(?:党员|战士|[\u3400-\u9fff]{1,3}家|领导人)$"
)
# 为深入落实某部关于专项整治工作要求: what for, and never what.
_ONLY_WHY = re.compile(
    r"^为(?:了|进一步|深入|认真|全面|切实|推进|加强|贯彻|落实)[^，]*$|：为(?:了|实现)[^，]*$"
)


# 沈某：2023年工作回顾: a report's section, and no word of his.
_SECTION = re.compile(r"：[^：]*(?:回顾|展望|总结|目标任务|主要工作|工作安排)$")

# 把优秀文化传承好, 作出“把文化传承好”的指示, 对培训机构进行了检查, 聊聊文化建设: who?
_NOBODY = re.compile(
    r"(?:把(?![脉关握])|聊聊|作出(?!贡献)|对(?![口话标外接手方比决阵弈抗垒])[^ ，：]{2,40}(?:进行|开展))[^ ：]*$"
)


def lacks_subject(text: str) -> bool:
    """Whether a headline of one part opens with a verb or what it governs."""
    return bool(_NOBODY.match(text))


def lacks_predicate(text: str) -> bool:
    """Whether a headline only names something: 飞行大会筹备工作, 公司治理讲座; or who spoke, and not at what."""
    if (
        _ONLY_SPOKE.match(text)
        or _NOWHERE.match(text)
        or _CAPTION.search(text)
        or _ONLY_WHY.match(text)
        or _ONLY_LEAVE.match(text)
        or _SECTION.search(text)
        or _ONLY_WENT.match(text)
    ):
        return True
    people = find_people(text)
    opens = bool(people) and people[0].begin == 0
    if opens and (people[0].end == len(text) or _SPOKE.fullmatch(text, people[0].end)):
        return True
    return bool(_NAMES_SOMETHING.search(text)) and not _PREDICATE.search(text)
