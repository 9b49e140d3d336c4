"""Whether a clause can stand alone, as far as its words tell: fragments, introductions, continuations, captions.

Patterns, each with the sentence that made it necessary; no clause is looked at beside another here.
"""

import re

from summarizer.compose.clauses.broken import is_broken
from summarizer.compose.clauses.demands import WISHES
from summarizer.report.people import find_people
from summarizer.text.credits import TAKEN
from summarizer.text.openings import INTRODUCING

# Clauses that only lead up to another one: 为深入贯彻…， 围绕…，
INTRODUCES = re.compile(
    rf"^(?:{INTRODUCING}|当.*时$|"
    r"[^，]*(?:充分|反复|雄辩地)?(?:证明|表明|显示|告诉我们)$|以.{2,24}为(?:指导|统领|引领|抓手|契机|目标|重点|主线|主轴|龙头|牵引|依托|支撑|核心|导向|主题|载体|根本|遵循)$|以.{2,24}为(?:指导|统领|引领|抓手|契机|目标|重点|主线|牵引|核心|导向|主题|载体|根本|遵循)|对.*问题$|对(?:于|(?:加快|推[动进]|促进|提[高升]|深化|加强|展示))[^，有是起]{2,40}$|只有|如果|无论|不仅|虽然|尽管|既要?)"
)
# 首批13个示范区结合区域优势， 全区政法系统面对艰巨任务， 对照重点任务分工，: no verb but a preposition's; but 对某国的袭击是…行动.
_PREPOSED = re.compile(
    r"^(?!.*[把将被][^，]*作为)(?:[^，是有]{0,24}?)(?:也|还|首先|进一步|要|规划|计划)*(?:(?:结合|面对|透过|对照|依托|针对|对于|联合|会同|借助|利用|按照|鉴于)[^，]{2,40}|(?<!把)(?<!将)(?<!被)(?:作为|(?<!审议)(?<!表决)(?<!还)(?<!一致)通过(?!了|《))[^，]{2,30}|从[^，]{2,20}(?:入手|着手|出发|切入)|代表(?![团们性]|大会|委员)[^，]{2,24}|对(?![标应接])[^，是]{8,40}|除了?[^，]{2,40}外|[自从当][^，]{2,40}(?:以来|时|之际)|以[^，]{2,24}之“[^”]{1,4}”|以[^，]{2,24}为(?:目标|主轴|龙头|依托|支撑|载体|基础)|应(?![当该对])[^，]{2,40}邀请)$"
)
# 甲律师应某局邀请，为县属国企开展公司治理讲座: for whom he spoke is what he did.
LECTURES = re.compile(
    r"为[^，]{2,30}(?:开展|举办|作|做|讲授|带来|上)[^，]{0,50}(?:讲座|报告|培训|宣讲|讲解|辅导|授课|党课)$"
)
_DOES = re.compile(
    r"起到|作出|采取|进行|提出|表示|具有|给予|予以|负责|肯定|支持|检验|带动|加[强快大]|推[进动广]|做好|开展|启动|印发|发起|主办|签[署订约]|打造|提[升高出供]|强化|落实|建[设立成]|形成|完善|抓[好实紧]|实施|确保|促进|深化|优化|培[育养]|举[行办]|召开|发[布挥]|了(?!解)|问题$|结合起来|相结合"
)
# 观摩会对加快项目建设、深化产业融合，推动发展起到助推作用
_TOWARDS = re.compile(
    r"^[^，是有]{0,60}对(?:于)?(?:加快|推[动进]|促进|提[高升]|深化|加强|展示|优化|完善|保障)"
    r"(?![^，]*(?:起到|作出|进行|开展|提出|表示|具有|给予|予以|负责|肯定|部署))[^，]*$"
)
# 出现汛情险情，第一时间报告: what is to be done then stands in the next clause.
CONDITION = re.compile(r"^(?:一旦|如果?|若是?|凡是?|出现|遇到?)[^，要应须立就]{2,20}$")
# 在临江市与前来出席大会的江州市委书记尹某，市长叶某座谈: so far only who was there.
_WITH_WHOM = re.compile(
    r"(?!.*(?:看望|慰问|走访))[^，]{2,60}(?:(?<![参])与(?!会)|(?<![一共会])同(?!志|时))[^，见谈晤议]{4,50}(?:书记|[省市县区州部]长|主席|主任)[\u3400-\u9fff·]{2,4}$"
)
_HOURS = "(?:上午|中午|下午|傍晚|晚上?|深夜|夜间|凌晨|清晨)"
# Not a clause by itself, only a time, a place or half a list: 近日， 在启动仪式上， 省教育厅厅长陈延川，
_FRAGMENT = re.compile(
    r"^(?:近日|日前|近期|(?:昨|今|当|次|翌)[日天](?:上午|下午|中午|晚上?|傍晚)?|目前|截至.{2,12}|近年来|多年来|去年|明年|今年(?:以来|上半年|前三季度)?|(?:去年)?同期|据统计|据预[报测计]|\d{1,2}月(?:[上中下]旬|底|初)?[之以]?前|(?:\d{4}年|[今去]年)?(?:[上下]半年|[前一二三四]?个?[一二三四]?季度|(?:前\S{1,2}个|\d{1,2}[-—至到]\d{1,2})月份?)|(?:新时代)?新征程上?|新形势下|"
    r"经过.{2,20}(?:的|后|以来)[^，]{0,4}|.{0,10}(?:会|仪式|活动|现场|环节|阶段|期间)[上前后中里]|(?:\d{4}年|[今去前明当同次翌]年)?(?:\d{1,2}月)?(?:\d{1,2}(?:、\d{1,2})*日)?(?:[至、到—\-]\d{1,2}[日月])?"
    rf"(?:{_HOURS}(?:[至到]{_HOURS})?|[底初末]|[上中下]旬|\d{{1,2}}[时点:：].{{0,4}})?|"
    r".{1,16}(?:期间|之际|以来|时|之前|之中|(?<![落滞善背幕])后)|(?:[到至自从]|截至)\d{4}年[底末初]?|(?:[^，]{2,12}，)?[^，]{0,4}[受应][^，]{2,30}(?:邀请?|委托)|关于[^，]{2,30}的[^，的]{2,8}|[^，]{0,40}(?:领导|支持|指导|见证|陪同|带领|配合|努力|帮助|推动|关心)下|[在于].{2,24}(?:上|中|后|前|时|内|里|下|处)|第?.{1,6}(?:分钟|环节)|.{0,6}年[里来间])$"
    r"|^.{0,40}(?:书记|长(?![沙春治江兴宁三征期城白葛岛乐汀安])|主任|主席|[委成党专演队]员|经理|教授|院士|代表|主委|调研员|负责人|总裁|会长|秘书|参赞|大使)(?!大会|会议|联席|论坛|例会|培训|沙龙|工作)[\u3400-\u9fff·]{2,4}$"
    r"|^据[^，]{2,24}(?:消息|报道|通报)$"
    # 某局告诉记者，网传情况不属实: who says so
    r"|^(?:[^，]{1,12}，)?[^，]{2,24}(?:告诉|回复|答复)[^，]{0,8}记者$"
    # 扶贫开发项目方面，
    r"|^[^，是有]{2,16}方面$"
    # 陈某副主任就专项行动，作了动员
    r"|^[^，成造]{0,14}(?:就|围绕)(?![是业要能会可近地此])(?:(?!提出|作|发表|进行|开展|交流|讨论|达成|座谈|签|研究)[^，]){2,24}$"
)
# A noun with all its attributes and nothing said of it: 习近平总书记在…大会上的重要讲话，
_BARE_NOUN = re.compile(
    r"^(?!要|对|把|将|按|就|为|学|贯|落|传|听|通|研|审|认|深|全|领|以)[^是有，]{2,60}的(?:讲话|重要讲话|精神|决定|意见|方针政策|问题|关系|情况|要求|同志|"
    r"时候|今天|背景|重要论述|重要指示|一生|五年|十年|\d+年|实践|经验)$"
    # 对工会工作的高度重视， 本次上线的移动应用平台， 基金成立启动仪式，
    r"|^对[^，]{2,40}的[^，的]{2,6}$|^(?:本次|此次|这次|该)[^，是有将为]{1,12}的[^，的]{2,16}$"
    # 这座长118米的七孔石拱桥， 历时三年兴建的图书馆新馆， 我代表市人民政府，
    r"|^(?:这[座条个位家所项]|该|历时|始建于)[^，是有将获]{2,30}的[^，的]{2,12}$|^我(?:代表|受)[^，]{2,20}$"
    r"|^(?:这|那)?一[台个名位家座项][^，是有]{2,30}的[^，的]{2,12}$"
    # 7月24日中央政治局会议精神， the tail of what was studied
    r"|^(?!学|传|贯|领|落|践|弘|按|对|把|将|听|研|审)[^，的]{4,30}(?:会议|讲话|指示|批示|全会)精神$"
    r"|^[^，在于开举参出主]{4,20}(?:启动|签约|揭牌|颁奖|授牌|开工|发布|成立)仪式$"
)
# 同年11月，发改委召开座谈会: the same as which?
_SAME_AS = re.compile(r"(?:[同次翌]年(?!级|度)|当年|同月)(?=[，\d])")
# Of the day or time that was told before.
THEN = re.compile(r"当[日天晚]|届时|此后")
POINTS_BACK = re.compile(
    rf"{THEN.pattern}|上述|该(?!不|如何|怎|有)|[^，]{{0,2}}，?[^，]{{2,24}}该(?:项目|活动|工程)$"
    # 配图引起热议。文章称，图片中一名干部疑似打瞌睡; 活动的主题是“扶危济困”。活动的时间为9月7日: which?
    r"|(?:配图|图片|照片|画面|截图)中(?!心)|(?:活动|会议|培训|比赛|展会|大会|论坛)的?(?:举办)?(?:时间|地点|内容)(?:为|是|定于)"
)
THAT_THING = re.compile(
    r"(?:该|上述)([\u3400-\u9fff]{2})|(图|照片|画面)[片]?中|^(活动|会议|培训|比赛|展会|大会|论坛)的?(?:举办)?(?:时间|地点|内容)"
)
DAY = re.compile(r"\d日|[今昨]天|近日|日前")
# 这种痛苦的等待， 这份回应， at the beginning of a sentence: which?
_THIS = re.compile(r"这[种份一](?!次|天|年|届|时|刻)|这[跟与和对让]")
_NOTHING_YET = re.compile(
    r"^[^，选为作举]{2,20}(?:代表|负责人|负责同志)$|(?:消息|通报|公告|声明|报道)(?:称|说|指出)$|(?:获悉|了解到|显示|报道)$|^我(?:代表|受)|以下[^，]{0,8}(?:措施|举措|工作|要求|意见|几点|方面)$|如下$|^[^，]{2,16}(?:会议|常委会)决定$"
    r"|^[^，]{2,10}(?:日报|晚报|新闻|客户端)(?:消息|讯)$|(?:清楚|知道|明白|告诉记者)$|^[^，]{2,60}(?:(?<![小学解])说|(?<![职简名俗])称|表示|指出|强调|坦言|认为|透露|(?<![作做行况验的])介绍|(?<![出作的])解释|提醒|是指|表述)$|如[是此](?:介绍|表示|表述)|^(?:如何|怎样|怎么|为何|为什么)[^，是]{4,24}$|^各地(?:各部门)?(?:要)?围绕[^，]*$"
)
# 大家好，我是某报记者小关，今天我们来聊聊文化建设: who presents a talk is none of its news.
_PRESENTS = re.compile(
    r"(?:大家|各位[^，]{0,6}|[观听]众朋友们?)好$|我(?:是|叫)[^，]{0,30}(?:记者|主持人|主播|小编|编辑)"
    r"|(?:今天|本期|这期|接下来|下面)[^，]{0,10}(?:我们|大家|一起)(?:就|一起|一同|将|要|再)*来?(?:聊|看看|听听|谈谈|走进|认识|关注)"
    r"|欢迎(?:大家)?(?:收[看听]|关注|来到)"
)
# 装备基地研发中心在随后举行的座谈会上: captions run together with where something was said.
_AT_A_MEETING = re.compile(r"(?P<who>[^，]{4,60}?)在[^，]{2,20}(?:会|仪式|论坛)上$")
# A caption: 图为活动现场， （王某摄）2023年7月16日，
CAPTION = re.compile(
    rf"图为|图源|[（\u3400-\u9fff]{TAKEN}[）\d]|{TAKEN}$|编辑[\u3400-\u9fff]{{2,3}}$|^（[^（）]*）$|(?:责任)?编辑[:：/\u3400-\u9fff]{{2,20}}(?:审|校)"
)
# 丁某出席 says neither who he is nor of what.
_CAME = re.compile(r"^[\u3400-\u9fff·]{2,4}(?:出席|参加|陪同)$")
ONLY_HOSTED = re.compile(r"[^，]{2,5}主持(?:会议)?$")
# 如何做大产业，江州市明确主攻产业方向: and which is that? 介绍了湖北科创的“硬实力”——当下
_UNTOLD = re.compile(
    r"[^，]{0,30}明确了?[^，、“”]{0,8}(?:方向|目标|思路|路径|重点)$|——(?:当[下前]|目前|如今|现在)?$"
)
_POST_ONLY = re.compile(r"^[^，]{2,20}(?:书记|主席|[部局厅行院校会董][事长]长?|主任|委员|[省市县区州]长)$")
# 在排查整治工作中， joined to what it sets the scene for; 其中 and 集中 are something else.
_SETTING = re.compile(
    r"^[^，]{0,18}(?:工作|行动|活动|过程|基础|背景|形势|整治|调研|采访|会议|讲话|致辞|建设|交流|座谈|考察|走访)[中上下里]$"
    # 这条高铁是国家快速客运通道中，东西向里程最长的高铁; 今年入学的学生中，
    r"|^[^，]{2,40}[是的][^，正处]{2,40}(?<![集其])中$"
    # 书记林某在江州出席成立70周年庆祝活动后，25日返回临江
    r"|^[^，]*(?:出席|参加)[^，]*(?:活动|会议?|仪式)后$"
)
# 省委常委会会议决定，授予…称号: who decided belongs to what.
_DECIDES = re.compile(r"^[^，]{0,20}(?:会议|常委会|委员会|政府|[省市县区]委)决定$")
_ACTS = re.compile(
    r"出席|主持|参加|宣读|致辞|讲话|介绍|表示|强调|指出|要求|代表|陪同|会见|任命|当选|选举|慰问|看望|调研|考察|检查|率|是|为|任|作|向|率领|宣布"
)
_POSTS_LIKE_ACTS = re.compile(
    r"主任|调研(?:中心|员|室|组)|考察[团组]|检查组|工作|人大代表|党代表|代表团|总代表|作家|作协|为民|任职"
)
# 在南昌大学人类衰老研究所， sets the scene for the next clause.
_SCENE = re.compile(r"^(?:随后，?)?[在于][^，]{2,24}$|^(?:会议|活动|研讨会|调研|座谈会|仪式|大会)?现场$")
_VERBS = re.compile(
    r"[开举]行|[召举][开办]|开幕|闭幕|成立|[调考检视][研察查]|出席|主持|参加|[看听查]|了解|强调|指出|表示|要求|说|率|会见|启动|建[成设]|实施|"
    r"推[进动]|发[生布]|增长|下降|落[户地实]|揭牌|签[约署]|完成|取得|工作|讲话|致辞"
)
# The rest of somebody's sentence: 是全市…之一， 将在…， 让人民群众…
CONTINUES = re.compile(
    r"^(?:必[将定]|未(?:能|曾|经|发生|出现|造成)|为[^，]{2,30}[作做]出了|[是将已还也均都仍则却并就让使可能且而或及和与其]|从而|进而|以及|由此|因而|其中|有的|从中|不能不|自[^，]{4,14}起(?:施行|实施|执行)|同比|环比|占|达到|超过|比上|较上|以及|曾(?:参|任|经|获|在|是|担)|后来|此后|充分体现|有力支撑|相互|分别|转化为|同[^，]{2,60}结合起来|(?:尤其|特别)(?:是|对)|乃至|重中之重是|这(?:[就也将些]|是)|此(?!次|外|举|类|间|前)|即(?![可将使便时日])|既(?![然定有往])|[^，]{0,4}才[能有会]|用以|以此|借此|据此|即可|方[可能]|则|能够|借助|\d{4}年(?:\d{1,2}月)?(?:[至到]\d{4}年[^，]{0,4})?，?(?:[在任]|挂职|担任|毕业|获|上市|投产|投用|转制|更名|入选))"
    r"(?!强|够|力|市|能源|能力|动|并联|使命|使馆|可持续|和谐|和平|就业|与会|与[^，]{2,20}(?:建立|加强|开展|保持|做好|一[起道]$|携手$)|其他|与时)"
)
# 其中本地学生最多，共4.6万人，较去年增长23%: of whom?
COUNTS_ON = re.compile(r"共(?:有|计)?(?:约|近|超过?)?\d|较(?:去年|上年|同期|上月|前)")
PURPOSE = re.compile(r"为(?!期|民|主题|您|进[博口]|人民|此|何)")
# 为深入贯彻…精神 is no news.
CREED = re.compile(r"精神|指示|部署|要求|决策|思想")
COPULA = re.compile(
    r"(?:不仅|更|也|正|就|都)?是(?!否)|离不开|事关|关系[到着]|意味着|取决于|标志着|既?有利于|有助于|对(?:于)?[^，]{2,40}(?:具有|有着?)[^，]{0,12}(?:意义|作用|影响)"
)
# A clause with its own subject and verb starts with a person, an office or a date; 传达学习习近平总书记｜重要讲话精神 does not.
OWN_SUBJECT = re.compile(
    r"^(?:\d|会议|大会|活动|广大(?!人民)|全市|全县|全区|全省|市委|市政府|县委|区委|省委|自治区|本次|此次|这次|该|.{2,20}(?:书记|市长|县长|区长|省长|主任|局长|部长|"
    r"主席|厅长|院长|校长|会长|董事长|负责人|常委)(?!重要|近[期日]|系列|有关|关于)[\u3400-\u9fff·]{2,4}(?:出席|主持|参加|宣读|致辞|作|讲话|介绍|表示|强调|指出|要求|代表|陪同|率))"
)
# 9月1日至6日参加慈善募捐: a schedule, and of what, the sentence before says; 29日上午举行开幕式 says it itself.
_SCHEDULED = re.compile(
    r"(?:\d{1,2}月)?\d{1,2}日(?:[至到—-](?:\d{1,2}月)?\d{1,2}日)?将?(?:参[加与]|前往|赴|开展(?=[^，]*(?:活动|行动)$))"
)
#: A sentence that opens with what somebody did besides, or with a part of what was told.
GOES_ON = re.compile(
    r"其中[，,]|(?:同时|此外)[，,]?(?:还|并)?(?:邀请|组织|安排|发放|签订|签署|颁发|制定|印发|建立)了"
    # 省委决定：甲同志任市委书记。同时，提名甲同志为市长候选人
    r"|(?:同时[，,]?)?提名[^，。]{2,40}候选人"
)
# 98家企业受益: of when and what, the beginning of the sentence says.
COUNTED = re.compile(r"\d[\d.]*(?![\d.年月日])")
#: Not the 介绍 of 在情况介绍会上.
SAYS = re.compile(
    r"(?:强调|指出|要求|表示|提出|希望|介绍(?!会)|认为|勉励|指示|明确|建议|呼吁|宣布|提到|透露|说|称|谈到|坦言|期待|寄语|号召|告诉记者)(?!的)"
)
# 做好下半年工作，要…: what it takes comes then.
SETS_OUT = re.compile(r"(?:做好|抓好|搞好|推进|推动|完成)[^，]{2,20}$")
TAKES = re.compile(r"(?:首先|关键)?(?:要(?![求素点])|必须|在于)")
# 确保人民群众生命财产安全 names nobody and no event.
_SUBJECTLESS = re.compile(
    r"(?:确保|深入|深度|认真|扎实|注重|发挥|突出|优化|完善|健全|压实|守牢|筑牢|牢记|树牢|牢固|聚焦|紧扣|着力|积极|大力|不断|持续|努力|带头|全力|切实|全面|进一步|坚决|坚持|学习|传达|贯彻|落实|部署|研究(?!人员|院|生|所|团队|员|显示|发现|表明)|推[动进]|加[强快]|促进(?!会|中心)|强化|提[升高]|打造|做好|抓好)"
)
_EVENT = re.compile(r"(?<!社)会(?![计堵员长费])|论坛|仪式|活动|召开|举行|举办|开[幕工通]|启动|发布|《")
_HALF = re.compile(
    r"(?:^|[，、])既(?![定有是得往成])(?!.*[又也还更])|一方面(?!.*另一方面)|、要(?![求点素闻害塞道地件])|^虽(?!.*[但却仍也])|(?<![清废排解消])除了?[^，]*外$"
    r"|，(?:紧紧)?围绕[^，]{2,16}$|期间$|团结带领[^，]{0,10}(?:人民|群众|干部|教职员工|职工|官兵)$"
)
# 美丰洋行始建于1897年， 志愿队成立于2021年， 栖息地总面积为165亩， 研究院是大学与开发区共建的平台
_SETTING_OF = re.compile(
    r"[^，]{2,24}?(?:(?:始建|建成|成立|创办|创建|诞生|位|坐落|地处)于|地处|总?面积|占地|建筑面积|全长|海拔)[^，]*$"
    r"|(?!.*(?:首[次届个]|第一[次届]|最大))[^，]{2,24}?(?<![就还也才都只不])是[^，]{0,40}的(?:[^，的]{0,6})(?:机构|平台|基地|景[区点]|出生地|发源地|窗口|环节|载体|部分|建筑|古宅|企业|城市|大楼|高校|酒店|餐厅|商场|综合体|公园|街区)$"
    # 某会址纪念馆是上海市爱国主义教育基地、党史教育基地
    r"|[^，]{2,24}?(?:[馆园]|会址|旧址|故居)是[^，]*(?:教育基地|保护单位)$|\d{4}年(?:正式)?(?:建成|对外)开放$"
)
# 望海公司于2003年9月转制成立, 云溪县是柑橘产业主导县: what was visited, whoever tells it
_ORIGIN = re.compile(
    r"[^，]{2,24}?于\d{4}年(?:\d{1,2}月)?[^，\d]{0,4}(?:成立|创办|创建|建成|投产)$|[^，]{2,12}[县市区镇乡村]是[^，]{2,20}(?<!示范)[县市区镇乡村]$"
)
_ATTENDANCE = re.compile(
    r"(?:参加|出席|列席|陪同|参与)(?:了)?(?:会议|大会|活动|上述活动|相关活动|有关活动|调研|座谈|仪式|推介会)?$"
)
# 近年来， 五年来，: what follows is told, not demanded.
PAST = re.compile(
    r"(?:近年来|多年来|\d{4}年以来|[一二三四五六七八九十\d]{1,2}年(?:多)?来|今年以来|过去[^，]{1,6}|上半年|去年)"
)
# 事故连续发生， 进度已经过半，: has happened or is so.
FACT = re.compile(
    r"[^为罢]了(?![解然]|如指掌)|已经?|正在?(?=[有逐进稳加深]|从)|未(?!来)|没有|仍|依然|连续|过半"
)
# 钱某同志是优秀党员，忠诚的战士，…: of such a verdict no part may be left out.
VERDICT = re.compile(r"同志是[^，]{0,40}(?:党员|战士|革命家|领导人|活动家)$")
TRIVIAL = re.compile(
    r"^(?:会议|大会|活动|仪式|据了解|据悉|据介绍|他|她|并?(?:讲话|致辞|主持|参加|出席)|以下|如下|一是|二是|三是|等等?|了?[一二两三四五六七八九十几]点(?:具体|明确|工作)?(?:要求|意见|建议|希望|指示)(?:和(?:要求|希望|建议))?)$"
)


# 围绕科技创新进行调研, 结合主题教育开展专题调研: whole.
_SETS_ABOUT = re.compile(r"(?:围绕|针对|结合(?!开展))[^，]*(?:进行|提出|展开|作出|开展)[^，]{2,12}$")


def tells_after_purpose(text: str) -> bool:
    """为深入贯彻…精神，市长杭某率队前往…现场: what was done stands in one clause with what it was for."""
    return text[:1] == "为" and "，" in text and not INTRODUCES.search(text.rsplit("，", 1)[-1])


def introduces(text: str, spoken: bool) -> bool:
    """Whether a clause only leads up to the next one: 为深入贯彻…， 结合实际情况， 出现险情，"""
    last = text.rsplit("，", 1)[-1]  # a fragment may have been joined to it
    return bool(
        (
            INTRODUCES.search(text)
            and not (LECTURES.match(last) or _SETS_ABOUT.match(text) or tells_after_purpose(text))
        )
        or _TOWARDS.match(last)
        or (_PREPOSED.match(last) and not _DOES.search(last))
        or (spoken and CONDITION.match(last))
    )


def says_nothing(text: str, spoken: bool) -> bool:
    """唐立川， 上海交通大学学生代表。 俄罗斯国防部24日发布消息称， say nothing of whom they name."""
    if (
        is_broken(text)
        or _NOTHING_YET.search(text)
        or _THIS.match(text)
        or _CAME.match(text)
        or _SAME_AS.match(text)
    ):
        return True
    if _POST_ONLY.match(text) and not _VERBS.search(text) and not re.search(r"[任为是当]|见|访|慰|望", text):
        return True
    if not spoken and _UNTOLD.search(text.rsplit("，", 1)[-1]):
        return True
    met = _AT_A_MEETING.match(text)
    if _PRESENTS.match(text) or (met and not spoken and not _VERBS.search(met["who"])):
        return True
    return not spoken and len(text) <= 4 and not _VERBS.search(text) and not _ACTS.search(text)


def is_fragment(text: str) -> bool:
    """Whether it is only a time, a place, or a noun of which nothing is said."""
    if _DECIDES.match(text) or _WITH_WHOM.match(text):
        return True
    if (_SCENE.match(text) and not _VERBS.search(text)) or _BARE_NOUN.match(text) or _SETTING.match(text):
        return True
    if not _FRAGMENT.match(text):
        return False
    text = _POSTS_LIKE_ACTS.sub("", text)
    # 市长李某主持 ends like a name list but says what he did.
    return not (
        text[-1:] != "的"
        and _ACTS.search(text)
        and not re.match(r"^(?:[在于\d]|.{1,16}(?:期间|之际|以来|时|后)$)", text)
    )


def has_own_subject(text: str) -> bool:
    """Whether a clause names who does it; 叮嘱场所负责人按照要求清洗 only names whom somebody urges."""
    return bool(OWN_SUBJECT.match(text)) and not (WISHES.match(text) or _SCHEDULED.match(text))


def is_subjectless(text: str) -> bool:
    """Whether it tells what is to be done and not by whom or where: 确保人民群众生命财产安全."""
    return bool(_SUBJECTLESS.match(text)) and not _EVENT.search(text) and not find_people(text)


def is_setting(text: str) -> bool:
    """Whether it describes a place or a body, which is no news where a report tells of a visit: 该行始建于1897年."""
    return bool(_SETTING_OF.match(text))


def is_origin(text: str) -> bool:
    """Whether it only says since when a body is there or what a place is known for."""
    return bool(_ORIGIN.match(text))


def is_half(text: str) -> bool:
    """Whether a pair has lost its other half (既…, 一方面…), or two demands were run together (压减外流、要完善机制)."""
    return bool(_HALF.search(text))


def is_attendance(text: str) -> bool:
    """Whether a clause only says who came."""
    return bool(_ATTENDANCE.search(text))
