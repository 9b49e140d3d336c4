"""What is wished, demanded or promised, and of whom: 希望企业抢抓机遇, 各级各部门要压实责任, 市国资委将建立专班."""

import re

AIM = re.compile(
    r"(?:进一步|切实|认真|全面|深入|扎实|加快|有效|着力|充分|更好地?|不断|持续)*"
    r"(?:推[进动广]|促进|助推|助力|落实|贯彻|部署|提[升高]|深化|加强|强化|把|让|使|确保|保障|激发|弘扬|展示|营造|打造|构建|巩固|拓展|学习|做好|抓好|引导|凝聚|发挥)"
)
# Whom somebody wishes for can be asked of these; 要求 and 呼吁 only say that he does.
_WISHED = r"希望|勉励|叮嘱|期望|期盼|鼓励|建议(?!书|稿|[、和的])"
_WISHING = rf"(?:还|并)?(?:{_WISHED}|要求|呼吁|号召|祝愿)"
WISHES = re.compile(_WISHING)
# 毛某希望当地加强统筹，｜帮助企业发展壮大
TELLS_WISH = re.compile(rf"(?:[\u3400-\u9fff·]{{2,4}}?)?{_WISHING}")
# 希望企业抢抓机遇 asks somebody, 希望各级各部门… everybody, 希望更好履行责任 does not say whom.
_WISH = rf"(?:还|并)?({_WISHED})"
_EVERYBODY = r"(?:各级|各地|各部门|各单位|各方|各有关|有关|相关|全[省市县区州]|大家|与会|广大(?:党员|干部)|[省市县区州]直|双方|我们)"
_HOW = rf"(?:{AIM.pattern}|更|进一步|继续|能够?|在|以|坚[定持守]|抢抓|抓住|抓紧|传承|积极|早日|尽快|再|把握|立足|聚焦|主动|共同|履行|与(?!会)|同(?!志|学|胞)|通过|借|依托|围绕|按照|[把将让对])"
#: Somebody of whom it is demanded, by name; of everybody nothing is lost.
OBLIGES = re.compile(rf"(?!{_EVERYBODY}|会议|要)[^，]{{2,16}}(?<![主重首需只次简扼摘纪想])要(?![求素点闻])")
# 相关地区和部门要压实责任， 全市各级审计机关要坚定信心
OBLIGES_ALL = re.compile(rf"{_EVERYBODY}[^，]{{0,16}}?要(?![求素点闻])")
WISHES_NOBODY = re.compile(f"{_WISH}{_HOW}")
WISHES_SOMEBODY = re.compile(f"{_WISH}(?!{_HOW}|{_EVERYBODY})")
# Whom, as far as the ends of nouns tell: 希望新一届理事会｜坚定信念.
WHOM = re.compile(
    rf"{_WISH}(?!{_HOW}|{_EVERYBODY})([\u3400-\u9fff]{{2,4}}?[省市县区州镇乡村](?![\u3400-\u9fff]{{1,4}}[会委局])|[^，、]{{0,12}}?(?:企业|公司|集团|单位|部门|理事会|监事会|协会|商会|学会|联合会|联谊会|同志|同学们?|学生们?|学子们?|"
    r"学员们?|青年们?|官兵们?|将士|学校|高校|院校|师生|教师|老师们?|医院|医务工作者|职工|员工|干部|代表们?|委员们?|队员们?|运动员们?|作者|组织|团队|"
    r"专家们?|媒体|记者|大学|学院|同胞|侨胞|乡贤|企业家们?|志愿者们?))"
    r"(?![的之和与及、家者员长会])"
)
# 新征程上，要坚持正确方向，｜推动融合发展
DEMANDED_THEN = re.compile(r"[^，]{2,12}，(?:还|也|更)?要(?![求素点闻道害塞领])")
# 我们将全力支持， 浙江将扛起使命， 将把调研作为重要路径， but not 若将3000点比作海平面
_PROMISING = r"将(?:把|(?!来|军|士|领|[^，]{2,30}(?:作为|转化|纳入|摆在|贯穿|打造成|发扬|落到|融入|引向|列[入为]|视为|当作|变[成为]|推向|办成|建成|送[到达]|放在|置于|延伸到|写[入进]|抓[好实在]|化为)))"
PROMISES = re.compile(rf"(?!若|如|假)[^，]{{0,6}}{_PROMISING}")
# 我们, 各企业, 在…: not the name of one of those who hear it
_NOT_ALL = r"(?!我们|下一步|今后|未来|会议|[各对在尤重全]|[^，将要]*[的级])"
# 市国资委将建立工作专班, 警备区要发挥作用: a body by its name, which not everybody is who hears the speech.
_BODY = (
    rf"{_NOT_ALL}[^，将要]{{1,16}}?(?:[委局院厅部办联会协]|备区|军区|集团|公司|大学|学院|银行|政府|中心|医院)"
)
# 各企业要加快建立对接机制，全力参与重建: of a part of those who hear it only
_EACH = r"[^，、要]{0,4}各(?:[^，、要]{0,4}(?:企业|公司|银行|医院|学校|高校|商会|镇村|街镇|乡镇|街道|社区))"
# 开发区将把园区建成主窗口, 本届博览会将设置展馆
_PLACE = rf"{_NOT_ALL}[^，将要]{{1,12}}?(?:[省市县区州镇乡]|街道|园|节|展|赛|论坛|活动)"
NAMES_WHOSE = re.compile(rf"(?:{_BODY}|{_EACH})(?:要(?![求素点闻])|{_PROMISING})|{_PLACE}{_PROMISING}")
