"""What of a speech may stand in a headline: a demand with an object, neither courtesy nor creed nor premise."""

import re
from collections.abc import Sequence
from itertools import pairwise

from summarizer.compose.clauses.phrases import bigrams, drop_adverbs
from summarizer.compose.clauses.reading import Clause
from summarizer.compose.clauses.salience import Salience
from summarizer.compose.headlines.predicate import lacks_predicate
from summarizer.text.spans import starts_of

#: Demands tried as the emphasis of a headline.
EMPHASES = 6
#: A clause that is less likely to stand alone is no part of a headline.
LEAST_ALONE = 0.5
SHORTEST_EMPHASIS = 6
#: Demands about the subject of the opening that are tried besides.
ON_TOPIC = 3

_EVERYWHERE = re.compile(
    r"工作|会议|大会|召开|举行|主持|建设|发展|推进|推动|调研|检查|考察|督导|调度|指挥部?|前方|现场|专题|视频|电视电话|座谈|领导|干部|系统|部门|"
    r"重点|项目|政府|全面|进一步|落实|开展|加强|提升|强化|确保|保障|问题|情况|任务|活动|责任|[省市县区州]委|全[省市县区州国]|[省市县区州]"
)

# 举办此次活动， means nothing alone.
# 打赢了去年那仗只是第一回合: which one only who was there knows.
NEEDS_CONTEXT = re.compile(
    r"此次|本次|这次|上述|这[是个种一些]|(?<![刹一])那(?:[仗次场回]|一[仗次场回])|^(?:是|也|还|更)|^我(?=愿|谨|对|将|高度|希望|相信|期待|祝)|^[^，]{0,6}该|^两[省市县区国地]|(?:今年|本届)的?(?:论坛|大会|峰会|展会)"
)
# 才溪镇是当年的模范区 is background, not news.
DEFINES = re.compile(r"^[^，]{2,14}(?<![就还也])是(?!否)")
# 在环境保护工作上，要提高站位: what is demanded comes too late.
_FRAMED = re.compile(r"在[^，]{2,20}[上中里]，")
# 五个新城建设已进入…关键阶段: how things stand is what the news starts from.
SITUATION = re.compile(
    r"正在(?:增加|上升|加大|下降)|具[有备][^，]*(?:条件|基础|优势)$|拥有[^，]*(?:条件|基础|优势)$|(?:处于|处在|进入)[^，]*(?:阶段|时期|关口)|形势(?:依然|仍然|十分|总体|持续|严峻|复杂)|态势$|很[多大高快]$|^(?:当前|目前|近年来|[一二三四五六七八九十]+年来)"
)
# 向全市职工表示感谢, 高度肯定…的成绩: courtesy, and what has long been done or is known to all
_COURTESY = r"再接再厉|感谢|感动|欢迎|祝贺|祝愿|敬意|问候|(?<!得到)肯定|^今年(?:以来|上半年)|^上半年|作出[^，]*(?:部署|指示)"
_THANKS = re.compile(r"：[^ ，]*(?:感谢|欢迎|祝贺|问候|敬意)|表示(?:热烈|衷心|诚挚)?(?:感谢|欢迎|祝贺|慰问)$")
_PRAISE = re.compile(
    r"^[^ ：]{2,12}：[^ ：，]*很[多大高快]$|^[^ ：，]{2,12}(?:夸奖|称赞|夸赞|盛赞)[^ ：，]{2,4}$"
)
# 坚持以…为指导, 提高政治站位, 增强责任感, 深入学习贯彻…精神: every speech opens so
_CREED = (
    r"为指导|提高政治站位|站在[^，]*高度|思想认识|统一思想|高度重视|[责任使命紧迫]感|两个确立|两个维护|凝心铸魂|国之大者|^始终(?:心怀|牢记)|"
    r"^(?:深入|认真|全面|坚决)*(?:学习)?(?:贯彻|领会|学习|落实)[^，]*(?:精神|思想|要求)$|^提高站位|"
    r"^聚焦[^，]{0,3}重点|^坚持[\u3400-\u9fff]{2,6}$|^坚持[^，以]*为"
)
# 抓好安全生产至关重要, 深刻认识…的重大意义, 民政工作关系民生: why, not what
_REASON = r"至关重要|重[要大]意义|^(?:深刻|充分)认识|^[^，]{2,10}(?:关系|关乎|事关|连着)"
# 对督查组指出的问题，要举一反三, 尽快把短板“补”起来: of what or how, and the object comes too late or never
_NO_OBJECT = r"^对[^，]*，|“[\u3400-\u9fff]”(?:起来|下去|出来|上去)"
# 整合优化工作专班, 畅通堤岸作业面通道: how those in charge go about it is no news to anyone else.
_INTERNAL = r"专班|作业面|(?:信息|情况)(?:共享|报送|沟通)(?:渠道|机制)|工作台账|运转效率|责任到人|(?:指挥)?协调机制|会商机制|内部(?:统筹|协调|沟通)|任务清单|责任清单"
# 全力以赴完成创建, 做好各项工作: of what?
_OBJECTLESS = (
    r"^[\u3400-\u9fff]{0,24}?地?(?:完成|推进|推动|做好|抓好|开展|加快|搞好|抓紧)"
    r"(?:各项)?(?:创建|整改|落实|工作|任务|建设|改革|整治|攻坚)(?:各项)?(?:工作|任务)?$"
)
# 全面保基本、逐步提品质: rhymes of three characters each, and of what they do not say either
_RHYME = r"^(?:[\u3400-\u9fff]{2})?[保提补强增扩优促守兜](?:基本|品质|品位|质量|质效|短板|弱项|底线|效能|效益|增量|存量|规模|水平)"
_RHYMES = rf"{_RHYME}(?:、{_RHYME[1:]})*$"
# 推进试验区建设，将起到示范带头作用; 强化经济韧性，反映了…: what is said of it comes after.
_ONLY_SUBJECT = re.compile(
    r"，?(?:将起到|将有|就?是|这是|才是|有利于|有助于|反映|体现|意味着|彰显|起到|具有)"
)
_NO_DEMAND = re.compile(
    "|".join((SITUATION.pattern, _COURTESY, _CREED, _REASON, _NO_OBJECT, _INTERNAL, _OBJECTLESS, _RHYMES))
)
# 全省行业积极支持职工住房消费，工作取得明显成效: what such a sentence tells has been done.
_ACHIEVED = re.compile(r"取得[^，]*(?:成效|成绩|成果|成就|进展|突破)|走在[^，]*前列|^成效(?:明显|显著)")
# 各部门要狠抓落实，推动整改取得成效 has not been yet.
_WANTED = re.compile(r"要(?!求|素|闻)|必须|确保|力争|争取|推动")
# 打造出更多品牌 without 要 reads as done.
_DONE = re.compile(r"(?<=打造|培育|创造)出(?=更多|一批)")
_SAID_IN = re.compile(r"：|强调")
_CONDITION = re.compile(r"只有|只要|如果|若(?=能|要|是|将|加)|一旦")
# 若能加大落实力度: of what?
_OF_WHAT = re.compile(r"(?:加大|加强)(?:落实|执行|推进|工作)?力度$")
_FOLLOWS = re.compile(r"^[^，]{0,10}(?:就|才)(?=[有能会可成是])|，[^，]{0,10}(?:就|才)(?=[有能会可成是])")


def emphases(clauses: Sequence[Clause], salience: Salience, body: str) -> list[tuple[str | None, str]]:
    """Demands that may follow the event, each with whom the report lets say it, the one most wanted first."""
    achieved = {clause.sentence for clause in clauses if _ACHIEVED.search(clause.text)}
    achieved -= {clause.sentence for clause in clauses if clause.mood or _WANTED.search(clause.text)}
    ranked = sorted(
        (
            index
            for index, clause in enumerate(clauses)
            if clause.usable
            and clause.spoken
            and not clause.needs
            and len(drop_adverbs(clause.text)) >= SHORTEST_EMPHASIS
            and salience.alone[index] > LEAST_ALONE
            and not (NEEDS_CONTEXT.search(clause.text) or DEFINES.match(clause.text))
            and not _FRAMED.match(clause.text)
            and not (_NO_DEMAND.search(clause.text) or lacks_predicate(clause.text))
            and not (clause.voice and whole_name(clause.voice, body) != clause.voice)
            and not is_only_subject(clause, body)
            and clause.sentence not in achieved
        ),
        key=lambda index: -salience.summary[index],
    )
    # What the meeting is about may be demanded in few words, far from the most salient ones.
    topic = topic_pairs(
        "，".join(clause.text for clause in clauses if clause.sentence == 0 and not clause.spoken)
    )
    on_topic = [index for index in ranked[EMPHASES:] if topic_pairs(clauses[index].text) & topic]
    kept = [*ranked[:EMPHASES], *on_topic[:ON_TOPIC]]
    return [(clauses[index].voice, _DONE.sub("", clauses[index].text)) for index in kept]


def topic_pairs(text: str) -> frozenset[str]:
    """Pairs of characters that tell one subject from another: 防汛 and 抢险, not 会议 and 工作."""
    return frozenset(bigrams(_EVERYWHERE.sub("，", text)))


def topic_words(text: str) -> list[str]:
    """The words between those that stand everywhere: 住房公积金 of 全省住房公积金工作会议召开."""
    return [word for word in re.split(r"[，、 ]", _EVERYWHERE.sub("，", text)) if len(word) > 1]


def is_only_subject(clause: Clause, body: str) -> bool:
    """Whether what is said of a clause comes after it: 推进试验区建设，将起到示范带头作用; 只有提高质量，回报才成为可能."""
    condition = body.endswith(("只有", "只要"), 0, clause.start)
    return condition or bool(_ONLY_SUBJECT.match(body, clause.end))


def conditions(clauses: Sequence[Clause]) -> list[tuple[str, str]]:
    """What somebody says depends on something, with that: 只有提高质量，回报才成为可能; and what it comes to: 要赢，就是要同心."""
    return [
        (one.voice, f"{one.text}，{next_.text.partition('，')[0]}")
        for one, next_ in pairwise(clauses)
        if one.voice
        and one.usable
        and next_.usable
        and one.sentence == next_.sentence
        and (
            (
                _CONDITION.match(one.text)
                and not _OF_WHAT.search(one.text)
                and _FOLLOWS.search(next_.text.partition("，")[0])
            )
            or next_.text.startswith("就是要")
        )
    ]


def is_half_condition(headline: str, body: str) -> bool:
    """Whether a headline has a condition or what follows from it, but not both.

    只有提高质量，回报才成为可能 asks for no quality, 若能落实，股市就有希望 hopes for none yet."""
    said = _SAID_IN.split(headline)[-1]
    at = body.find(said)
    if _CONDITION.match(said):
        return not _FOLLOWS.search(said)
    if at < 0:
        return False
    before = re.split(r"[，。；！？]", body[:at])
    if _CONDITION.fullmatch(before[-1]):
        return True
    return bool(_FOLLOWS.search(said) and len(before) > 1 and not before[-1] and _CONDITION.match(before[-2]))


def whole_name(name: str, body: str) -> str:
    """提·萨比尔 of 雪合来提·萨比尔: the same characters stand before it wherever it does."""
    if "·" not in name or body.count(name) < 2:
        return name
    while len(before := {body[at - 1 : at] for at in starts_of(name, body)}) == 1:
        character = before.pop()
        if not character.isalpha():
            break
        name = character + name
    return name


def is_courtesy(text: str) -> bool:
    """Whether a headline tells of thanks or praise and of nothing else: 某书记：向长期以来的支持表示感谢, 某主席：我们人才济济意见很多."""
    return bool(_THANKS.search(text) or _PRAISE.search(text))
