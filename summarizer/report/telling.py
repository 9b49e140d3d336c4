"""Where somebody's words end: what goes on with a speech, and what only the desk tells.

A report names its speaker once and lets him go on for sentences; then it goes on itself, without a word. Three kinds
of sentence are told apart. Some can only be speech (要压实责任, 我们将……, a promise in the name of one's own body).
Some can only be the desk's (据此前报道，……; 检查组现场查看了……). Plain facts are open: they are the speaker's where
speech follows them.
"""

import re
from collections.abc import Sequence

from summarizer.datamodels import Evidence
from summarizer.report import phrases
from summarizer.text.credits import ARCHIVE, FURNISHED, TAKEN
from summarizer.text.spans import ends_of
from summarizer.text.visiting import VISITING

_NEXT = r"(?:下一?步|下一?阶段|接下来|今后|未来|下半年|后续|后期)"
_LOOKS = rf"(?:一行|先后|现场|实地|仔细|详细|还)*(?:{VISITING}|查看|察看|听取|了解|参观|观摩|询问|来到|走进|前往|深入|赴|到)"
_VISITORS = "(?:一行|检查组|督[查导]组|调研组|工作组|考察团|代表团|视察组|巡查组)"
_LOOKS_AT = re.compile(_LOOKS)
_SAYS = re.compile(r"[^，。；]{0,6}(?:提醒|鼓励|勉励|叮嘱|要求|强调|指出|表示|说)")
#: Nobody but the desk says these.
DESK = re.compile(
    # 据此前报道，…… 报道还援引…… 上述消息一经发布…… 有网友认为…… 根据初步设想，……
    r"(?:根?据(?!此)|按照?)[^，。；“]{0,16}(?:报道|消息|统计|介绍|通报|披露|公布|显示|设想|流程)"
    r"|[^，。；“]{0,12}?报道(?:还|中|则)?(?:称|说|指出|提到|提及|援引|认为|介绍)"
    r"|(?:上述|这[一则条]|该)?消息(?:中|一经|称|引起)|有(?:网友|媒体|分析)"
    r"|[^，。；“]{0,10}《[^》]{2,10}》(?:\d{1,2}日)?(?:发文|报道|刊文|撰文|发表)"
    # 这是韩国首次发布……命令。 这是继上月会议之后……
    r"|这也?是(?:继|[^，。；“]{0,12}首次)"
    # 按照要求，某省将探索……
    r"|(?:按照|根据)[^，。；“]{0,24}，[^，。；我要“]{2,20}将"
    # 活动将清单送到企业手上，希望…… 观摩会对加快建设起到积极作用。
    r"|(?:活动|观摩会|座谈会|培训会?|论坛)(?:将|对|旨在|吸引|得到|受到|为|还)"
    # 此次会议的召开，不仅总结了…… 某医院将进一步落实会议要求。
    r"|(?:本次|此次)[^，。；“]{0,16}召开，(?:不仅|进一步|为|标志|对)"
    r"|[^，。；我要“]{2,20}将[^，。；]{0,8}(?:贯彻|落实)[^，。；]{0,6}会议(?:要求|精神)"
    r"|会议(?:最后|共|向|期间)"
    # 在某学院实验楼，检查组一行现场查看了实验室。
    rf"|(?:[^。；“]{{2,40}}?，)?[^，。；“要]{{0,16}}{_VISITORS}{_LOOKS}"
    # 座谈中，与会人员展开讨论。 老兵们畅所欲言。
    r"|[^，。；“]{0,24}(?:畅所欲言|展开了?(?:热烈|深入)?的?(?:讨论|交流))"
)
#: 区领导为志愿队授旗: what was done at the meeting, not what was said.
_HONOURS = re.compile(r"授[旗牌奖]|揭[牌幕]|颁奖|颁发[^，。；]{0,14}(?:证书|聘书|奖|牌|旗)")
#: A photograph's credit: the sentence that holds it is the desk's wherever it stands.
CREDIT = re.compile(
    r"(?:记者|通讯员)[\s：:]{0,3}[^，。；、\s]{2,4}(?:[\s、]{1,3}[^，。；、\s]{2,4}){0,3}[\s/]{0,3}"
    rf"{TAKEN}|{FURNISHED}|[（(]图源|{ARCHIVE}"
)
#: What stands before such a credit is the caption: 钢花飞溅的车间。 刘某摄…….
CREDITED = re.compile(
    rf"\s*(?:[^，。；]{{0,20}}(?:记者|通讯员)[^，。；]{{0,20}}|[\u4e00-\u9fff]{{2,3}}\s?){TAKEN}"
    rf"|\s*(?:[^，。；]{{0,16}}{FURNISHED}|[（(]图源|受访者提供|{ARCHIVE})"
)
#: What a speaker demands or wishes.
_MODAL = re.compile(
    r"(?:^|[，：；])[^，。；“”]{0,24}?(?:(?<![主重首需只次简扼摘纪想紧])要(?![求素闻点道害塞])|必须|务必|应当|应该|须(?!知)|(?<![急所必亟供])需(?!求)|不能|切忌|绝不)"
    r"|^[^，。；“”]{0,14}应(?:进一步|继续|切实|坚持|把|以|在|从|加强|充分|尽快|积极)"
    r"|(?:^|[，：；])[^，。；“”]{0,14}(?:希望|期待|建议|呼吁|号召|愿[与同意为])|^(?:相信|欢迎|祝|感谢)"
    # 她相信……; 同时，某局长鼓励大家……: told of him, but his words.
    r"|^[他她](?!们)"
    r"|^[^，。；]{0,6}(?:总的?来看|总体来看|实践证明|事实证明|可以说|在此，|由此可见|这表明|这说明)"
)
_FIRST_PERSON = re.compile(
    r"(?<!自)我(?![省市县区州国校院局所镇乡街])|咱们|中方(?:敦促|将|愿|始终|一贯|支持|反对|呼吁|希望)"
)
#: Orders have no subject: 全面推进……, 把……作为……, 在责任落实上毫不马虎……; facts of the same verbs have 了.
_ORDER = re.compile(
    r"(?:同时|此外|另外|特别是|尤其是|一方面|另一方面|并)?[，,]?(?:"
    r"(?:进一步|全面|全力|切实|持续|深入|积极|严格|着力|认真|牢固|扎实|主动|不断|坚决|加快|尽快|充分|广泛|科学|准确|精准|密切|继续|始终"
    r"|依法|从严|坚定|努力|大力|高质量|高标准|高水平|高效|有序|稳步|协同|合力|率先|自觉|更好|真正|及时|严厉|抓紧)"
    r"|(?:坚持|坚守|加强|推动|推进|深化|完善|强化|落实|抓[好实细紧牢]|做[好实优强大细]|聚焦|围绕|统筹|用[好活足]|优化|提升|提高|建立|健全|创新|打造|发挥|修订|出台|制定|推出"
    r"|紧[盯扣抓贴密]|牢记|注重|突出|加大|压[实紧]|扛[牢实起]|守[住牢正]|引导|鼓励|支持|实施|构建|培育|引育|搭建|扩大|确保|组织|开展|保持|结合|树牢|拓展|发扬"
    r"|弘扬|夯实|巩固|畅通|聚力|锚定|立足|着眼|践行|对[标照]|会同|监督|指导|督促|促进|实现|争取|防止|杜绝|严防|严守|维护|保障|增强|广开|携手|共同|把|以|对|将"
    r"|通过(?!本|此|这|该)|从[^，。；]{1,10}出发)(?!了|性|型|度|是)"
    r"|(?:提供|开展|完成|建成|解决|实现|形成|建立|推出|打造|出台|制定)了"
    # 风险隐患再排查，确保…… 工作方案再完善再细化，……
    r"|[^，。；了]{2,16}再[^，。；了]{1,3}(?:再[^，。；了]{1,3})?，"
    r"|在[^，。；]{2,60}基础上，"
    r"|在[^，。；]{2,14}(?:上|中|方面|领域)(?:再|毫不|更加|下功夫|，)(?![^。；]*了)"
    r"|全[省市县区](?:上下|各|[^，。；]{2,6}系统))"
)
#: What an account is full of: 同比增长24.4%, 已开工10.48万套.
_FIGURES = re.compile(r"同比|环比|\d%|\d[万亿余多]*(?:[美欧日]?元|户|辆|栋|套|吨|平方米|公里)")
#: 据其介绍，……。 8月28日嘉宾集中报到；29日上午举行开幕式。
_SCHEDULE = re.compile(r"(?:其中，)?(?:\d{1,2}月)?\d{1,2}日(?!以来)")
_ACCOUNT = re.compile(r"介绍|通报|汇报|说，|透露|表示，|指出，")
#: 某某介绍了创建工作经验。 names an account; what the desk tells of the work behind it is nobody's words.
_ANNOUNCED = re.compile(r"(?:介绍|汇报|通报)了[^。；]*(?:情况|经验|做法|成效|进展|体会|成果)。$")
#: 下一步，将…… 青浦将持续优化营商环境。 省委、省政府将全力服务……
_PROMISE = re.compile(rf"(?:{_NEXT}[^，。；]{{0,8}}，|{_NEXT})?(?P<who>[^，。；“我]{{0,16}}?)也?将(?!于|要)")
_LEVELS = "省市县区州镇乡"
_OFFICE = re.compile(r"党委|[省市县区州]委|政府|国家$|中方|部门$")


def tells_of_others(text: str, others: bool) -> bool:
    """8月15日，某国总统在讲话中称赞对方: dated, and of ``others`` than the speaker."""
    return others and bool(_SCHEDULE.match(text))


def is_picture(body: str, span: Evidence, following: Sequence[Evidence]) -> bool:
    """Whether a sentence is a caption or begins with a picture's credit; ``following`` is the next sentence, if any."""
    here = CREDIT.search(body, span.start, span.end)
    return bool(here or any(CREDITED.match(body, one.start, one.end) for one in following))


def can_only_be_told(text: str, speaker: str | None) -> bool:
    """Whether a sentence without a verb of saying is the desk's: told by a source, a visit, a credit."""
    if speaker and any(_LOOKS_AT.match(text, end) for end in ends_of(speaker, text)):
        # 在某研究所，叶某走进一个个实验室: nobody speaks of himself by name.
        return True
    honours = _HONOURS.search(text) and not _MODAL.search(text)
    return bool(DESK.match(text) or CREDIT.search(text) or honours)


def can_only_be_speech(text: str, speaker: str | None, post: str | None, opening: str) -> bool:
    """Whether a sentence behind somebody's words goes on with them.

    ``post`` is the speaker's, in whose body's name he may promise; ``opening`` is the sentence that opened them: an
    account goes on with figures.
    """
    if text[:1] in "“「" or text[-1:] in "？?" or phrases.DEMAND.match(text) or _promises(text, post or ""):
        return True
    if speaker and any(_SAYS.match(text, end) for end in ends_of(speaker, text)):
        return True
    if any(pattern.search(text) for pattern in (_MODAL, _FIRST_PERSON)) or _ORDER.match(text):
        return True
    if speaker and opening.startswith(f"{speaker}："):
        # 毛某：日本政府近期…… an answer at a press conference, to its end.
        return True
    if "介绍，" in opening and _SCHEDULE.match(text):
        return True
    accounts = _ACCOUNT.search(opening) or _FIGURES.search(opening)
    return bool(_FIGURES.search(text) and accounts and not only_names_account(opening))


def only_names_account(opening: str) -> bool:
    """Whether the sentence that opens an account says only that one was given, and nothing in its giver's words."""
    return bool(_ANNOUNCED.search(opening))


def _promises(text: str, post: str) -> bool:
    """下一步，将主动对标: his own plan; 普陀区将加快推进 is the 区长's, but not that of an inspector from elsewhere."""
    promise = _PROMISE.match(text)
    if not promise:
        return False
    who = promise["who"].strip()
    if not who or _OFFICE.search(who):
        return True
    if who[-1] in _LEVELS:
        return who[-1] in post
    if len(who) <= 3:
        # A place without what it is, 青浦将持续优化营商环境: whoever governs one speaks for it.
        return bool(re.match(rf"(?:[^，。；]{{2,6}})?[{_LEVELS}](?:委|政府|长|人大|政协)|[{_LEVELS}]", post))
    # 包头两级法院, 包头市中级人民法院副院长: the same place, the same kind of body.
    return who[:2] in post and who[-2:] in post


def quotation_depth(text: str, depth: int = 0) -> int:
    """How many quotations are open after ``text``, of which ``depth`` were open before it; never below none."""
    for mark in text:
        if mark in "“「":
            depth += 1
        elif mark in "”」":
            depth = max(0, depth - 1)
    return depth
