"""The phrases by which reports say who speaks, who attends and when somebody's words are over.

Verbs come from ``data/verbs.txt``; what stands around them is grammar and stays here.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from summarizer.text.lexicon import alternation, load_words

#: Runs of text longer than these, in characters, are not sentences of a report; they are not searched.
LONGEST_CLAUSE, LONGEST_SENTENCE = 240, 600

_MEETINGS = "会议 大会 全会 座谈会 推进会 工作会 调度会 现场会 论坛 研讨会 恳谈会 电视电话会 党组会 常委会"
_HALTS = "还 也 最后 首先 同时 随后 进一步 特别 一再 反复 多次 着重 明确 郑重 动情地 再次 充分 高度 分别 接着 一行 当天 当日 日前 此前"
_TITLES = "委员 同志 先生 女士 教授 院士 代表 总书记 主席 主任 书记 市长"
_OPENERS = "在 就 对 从 向 围绕 结合 针对 面对 谈及 代表 告诉 接受 根据 作"
_CLOSERS = "时 中 上 后 会 里 间 下 代表 党组 工作 问题 市委 省委 政府 媒体 记者 发言 采访 组织 发言人 情况"
# Between subject and verb: 在讲话中还, 代表市政府, 委员, 就下一步工作. At most three: more ways of dividing a
# run of such words would take exponential time.
_ADVERB = (
    rf"(?:，|{alternation((_HALTS + ' ' + _TITLES).split())}"
    rf"|{alternation(_OPENERS.split())}[^，。；：]{{0,40}}?{alternation(_CLOSERS.split())}){{0,3}}"
)

#: 他, 她, but not 他们, 其中.
PRONOUN = re.compile(r"(?:他|她|其)(?!们|人|中|他|实|余)")
HE = re.compile(r"(?:同时|最后|此外|随后)?(?P<he>他|她)(?!们)")
#: A whole subject that is a meeting: 会议, 全市经济工作会议, 会上.
MEETING = re.compile(
    rf"(?:同时|此外|最后|随后)?(?:[^，。；“”]{{0,14}}?{alternation(_MEETINGS.split())}|会上|会)(?:还|同时|最后|进一步)?"
)
#: Who sits in a meeting and is not named.
PARTICIPANTS = "与会(?:委员|代表|人员|专家|嘉宾|同志|者)"
GROUP = re.compile(rf"{PARTICIPANTS}|大家|(?:委员|代表|专家)们")
#: 最后，王某对下一步工作作出指示: what may stand before a new subject.
THEN = re.compile(r"(?:最后|随后|同时|此外|接着|其间|会上|会后)，")
WE = re.compile(r"我们(?:要|必须|将|应)")
#: Without a subject of its own: 强调要加强统筹调度, 同时，要求中心联动.
ORDERS = re.compile(r"(?:同时|并|还)?，?(?P<verb>强调|指出|要求|希望|勉励|叮嘱)(?![了，：:])")
#: A body that thanks, approves or tells at the start of a sentence: 军分区对慰问表示感谢.
ANOTHER = re.compile(
    r"(?P<who>[^，。；：“”对向就在]{2,16}?)(?:对|向|就)[^。；]*(?:感谢|肯定|祝贺|欢迎|介绍|汇报|通报)"
)
THE_MEETING = re.compile(r"会议|大会|批示|全会")
INSTRUCTION = re.compile(r"(?:重要)?(?:批示|指示)(?:还)?$")
ADVERBS = re.compile(_ADVERB)
#: What follows a name that acts in the report itself.
ACTS = re.compile(r"强调|指出|表示|在|主持|出席|\d{1,2}日|对|说|发表|致")
#: A speech opened like this is one at a meeting, where facts are the ground of demands.
FIRM_VERBS = ("强调", "指出", "要求")
FIRM = re.compile(alternation(FIRM_VERBS))
#: Clauses before a subject that only say when and whence: 本报获悉，8月14日，.
SETTING = re.compile(r"[^，。；]{0,16}(?:\d日|获悉|注意到|消息)[^，。；]{0,6}，")
#: Somebody gave the speech that 会议指出 will report; 重要讲话精神 of another day does not count.
SPOKE = re.compile(
    r"(?:发表|作|并|分别|到会|出席|主持)了?(?:会议)?并?(?:重要|主旨|总结|动员|工作)*讲话|(?<![的要])讲话(?=[。；，]|$)"
)
INSTRUCTED = re.compile(r"作出了?(?:重要)?(?:批示|指示)|发来(?:贺信|贺电)|作了?(?:重要)?批示")
#: Before a name these make it part of somebody else's statement: 认真落实李强总理要求.
ABOUT = re.compile(r"落实|贯彻|按照|根据|学习|传达|围绕|对照|领会|牢记|践行|遵循|深刻|召开|参加")
#: A clause without subject that belongs to the subject before it: 调研时强调, 出席会议并指出.
ACTING = re.compile(
    r"(?:在|听取|出席|参加|主持|调研|考察|检查|座谈|致辞|会见|讲话|并|随后|最后|当|到|赴|深入|来到|看望|慰问|走访|视察|督导|与|同|就"
    r"|谈到|谈及|面对|总结|发言)(?:.*(?:并|时|后|中|发言|讲话))?(?:还|进一步|特别)?$|(?:还|同时|进一步|一再)*$"
)
#: An anonymous source ends like this: 专家, 市统计局, 《通知》, 有关负责人.
SOURCE = re.compile(
    r"(?:[人员者家师长官方院局司社台报媒部厅委行队站所党国府民众生》士组团室们办网]|部门|机构|公司|中心|通知|公告|报告|声明|文章|专家|学者"
    r"|代表|教授|企业|群众)$"
)
#: 国防部当天发布消息说, 研究院分析认为: what stands between a source and its verb.
PUBLISHES = re.compile(
    r"(?:当天|当日|日前|\d{1,2}日)?(?:(?:发布|发表|发出)(?:消息|公告|声明|通报|文章)?|分析)$"
)
NO_SOURCE = re.compile(r"按照|根据|据$|提出|的$|总的来|一般来|具体来|也就是|可以|换句话|不得不")
#: 提出明确要求, 作出部署要求: a noun, not a verb of saying.
NOUN_BEFORE = re.compile(
    r"(?:作出|作了?|的|明确|具体|提出了?|按照|根据|更高|重要|新|有关|相关|工作|安全|决策|部署|有|等|了)$"
)
#: Demands and enumerations go on with a statement even in a new paragraph.
DEMAND = re.compile(
    r"[一二三四五六七八九十]要|[一二三四五六七八九十]是|第[一二三四五六七八九十][，、是要]|其[一二三四]"
    r"|（[一二三四五六七八]）|[一二三四五六七八九]、|\d[.、．]"
    r"|要(?!闻)|必须|我们要|希望|务必|各级|各地|各有关|各部门|全市各|全县各|全省各|全区各|广大"
)
#: No sentence that tells who was there begins like this.
URGES = re.compile(r"要(?!闻)|必须|我们要|希望|务必|[一二三四五六七八九十][要是]")
#: A document named inside somebody's speech is quoted there: 党的二十大报告强调.
DOCUMENT = re.compile(r"(?:报告|规划|决定|意见|条例|宪法|文件|纲要|公报|讲话)$")
#: Notes of the page and of the desk, dated background, and sentences that announce an event.
ASIDE = re.compile(
    r"[（(]?(?:图为|图片来源|来源|责任编辑|责编|编辑|编译|作者|记者|完[）)]|返回|查看更多|更多|声明|联系方式|版权|原标题|通讯员|爆料"
    r"|或拨打|供图|图源|文[/／]|[（(]|另?据(?!此))|\d{4}年\d{1,2}月\d{1,2}日|.{4,60}(?:召开|举行|举办|开幕|闭幕|落幕)。$"
)
#: What the desk tells of people and places on the way, once somebody's words are over: 省爱卫办领导反馈了复查情况。
#: 纪念馆是爱国主义教育基地， 根据全省部署，全市迅速启动了…
ON_THE_WAY = re.compile(
    r"[^，。；]{2,24}(?:来到|(?:反馈|参观|观看|察看|通报|听取|走访)了)"
    r"|[^，。；要]{2,24}(?:馆|院|园|公司|集团|基地|工程|大楼|景区|故居|遗址)(?:[是现](?!否)|位于|成立于|始建于|建成于|总投资|占地|拥有)"
    r"|(?:此外|另外)，(?:当地时间)?\d{1,2}日|[上下]午，|[^，。；要]{4,30}(?:内|里)，|[^，。；要]{10,40}以来，"
    r"|(?:根据|按照)[^，。；]{2,24}(?:安排|部署|要求)，[全我][^，。；要]*了"
)
#: Before a title these are known to everybody and quoted, not reported: 李强总理提出明确要求.
LEADING_TITLES = ("总书记", "主席", "总理", "副总理", "委员长")
#: 习近平总书记指出， within somebody's words.
QUOTED = re.compile(rf"(?P<title>{alternation(LEADING_TITLES)})(?:深刻|多次|反复)?(?:指出|强调|要求)[，：]")
CONVENES = re.compile(r"召开|举行|举办")
#: Who was there and who presided.
PRESENCE = re.compile(
    r"(?:出席|参加|列席|陪同)了?[^，。；]{0,16}(?:。|；|$)|作了?(?:表态|交流|典型|大会)?发言|宣读"
    r"|主持(?:会议|大会|座谈会)?(?:。|；|$)|致(?:辞|贺词)"
)
#: The meeting does something else than speak: 会议听取, 大会选举.
MEETING_ACTS = re.compile(
    r"[^，。；]{0,8}(?:会|论坛|仪式|活动|比赛|调研|座谈|现场|展)(?:上|中|后|前|期间)，"
    r"|[^，。；]{2,40}(?:由|于)[^。；]{2,80}(?:主办|举办|承办|举行|召开)"
    r"|(?:本次|此次|这次|该)?(?:会议|大会|活动|仪式|论坛|峰会)(?:还|现场|同步|同期|共|主题|认真|逐项|集中)?(?:旨在|决定|为期|历时|邀请|设立|设置|组织|吸引|听取|审议|传达|通报|宣读|表彰|发布|由|期间"
    r"|结束|选举|推举|观看|举行|开始|以)"
    # 同时邀请了专家作技术辅导
    r"|(?:同时|此外)，?(?:还|并)?(?:邀请|组织|安排|发放|签订|签署|颁发)了"
)
#: Speech told as an act, content and all: 对成绩给予肯定, 表示热烈祝贺, 就下一步工作提出要求.
JUDGES = re.compile(
    r"[^。；]{0,110}?(?:表示了?(?:热烈|衷心|诚挚|崇高|由衷|充分|高度|最)*(?:欢迎|祝贺|感谢|肯定|慰问|敬意|赞赏|问候|认可)"
    r"|致以[^，。；]{0,12}(?:问候|敬意|祝福|祝贺)|给予了?(?:充分|高度)*(?:肯定|评价|赞扬)|谈了[^，。；]{0,12}(?:体会|启发|认识|感受|看法)"
    r"|提出了?[^，。；]{0,14}(?:要求|希望|意见|建议)|(?:对|就)[^。；]{4,60}?[作做][了出]?(?:具体|全面|安排)*部署"
    r"|[作做]出了?(?:具体|明确)*(?:指示|点评|回应)："
    r"|进行了?[^，。；]{0,6}(?:解读|讲解|阐述|辅导|导学|宣讲|点评|总结|安排|部署)"
    r"|[作做][了出]?(?:具体|全面|详细|深入|专题)*(?:强调|辅导|经验介绍|汇报|说明|解读|推介|工作报告|情况通报|招商推介|总结))"
)
COLON = re.compile(r"(?:[^，。；：]{0,8}[：:]|(?<=：))(?=.)")
#: “……。”王某表示。 a sentence of its own behind the quotation.
AFTER_QUOTE = re.compile(r"[^，。；：“”]{2,45}。")


class Verbs(NamedTuple):
    """Patterns made of the verb lists."""

    ends: re.Pattern[str]  # a clause that ends in a verb of saying
    tells: re.Pattern[str]  # adverbs, a verb of saying, and more to come in the clause
    reports: re.Pattern[str]  # a substantial account: 通报了全市……情况
    narrative: re.Pattern[str]  # the report has left somebody's words
    nounish: frozenset[str]
    plain: frozenset[str]


@lru_cache(maxsize=1)
def verbs() -> Verbs:
    words = load_words("verbs")
    return Verbs(
        ends=re.compile(rf"(?P<verb>{alternation(words['saying'])})[了到道着]?$"),
        tells=re.compile(rf"{_ADVERB}(?P<verb>{alternation(words['telling'])})"),
        reports=re.compile(
            r"(?:(?:作为|代表|就|对|向)[^，。；]{2,30}?|在会上|分别|现场|作了?|还|详细|全面|简要|首先|并){0,3}"
            rf"{alternation(words['reporting'])}了?[^，。；]{{4,}}"
        ),
        narrative=re.compile(alternation(words["narrative"])),
        nounish=words["nounish"],
        plain=words["plain"],
    )
