"""Headlines built from the report itself: who + event + one emphasis. They compete with the model's proposals."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from summarizer.compose.clauses.agenda import AGENDA, agenda, says_what
from summarizer.compose.clauses.phrases import drop_adverbs, drop_brackets, overlap, without_posts
from summarizer.compose.clauses.reading import Clause
from summarizer.compose.clauses.salience import Salience
from summarizer.compose.headlines.emphasis import (
    DEFINES,
    LEAST_ALONE,
    NEEDS_CONTEXT,
    SITUATION,
    conditions,
    emphases,
)
from summarizer.compose.headlines.meetings import BY_TOPIC, MEETS, NUMBERED, TOPICLESS, with_agenda
from summarizer.compose.headlines.naming import named_openings
from summarizer.compose.headlines.visits import visits
from summarizer.datamodels import Report
from summarizer.text.credits import AGENCY
from summarizer.text.spans import is_balanced
from summarizer.text.visiting import VISITING

#: Openings are looked for in this many clauses; news says what happened at once.
OPENING_CLAUSES = 8
SHORTEST = 8
#: What a 大会 is called stands in this many characters.
NAMED_CHARS = 400
#: A longer opening gives way where a shorter one says what was done.
SHORT_ENOUGH = 28

_DATE = re.compile(
    r"^(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日?(?:[至到—\-、](?:\d{1,2}月)?\d{1,2}日)?|\d{1,2}日|近日|日前|近期|昨日|昨天|今日|今天|当天|当日)"
    r"(?:上午|下午|晚上?|凌晨|清晨|中午)?[，,]?"
)
# 吕某先后到…： where somebody went, before what for.
_MOVES = re.compile(
    r"(?:[\u3400-\u9fff\d]{2,8}，)?([\u3400-\u9fff]{2,3}?)(?:一行)?(?:先后|分别|率队|带队|[两三多]次|再次|连夜)?"
    r"(?:来到|赶到|赶赴|前往|走进|深入|赴|到)(?!任|会|场)"
)
_VISIT_AT = re.compile(
    r"(?P<who>[\u3400-\u9fff]{2,3}?)(?:一行)?(?:率队|带队)?(?:赴|到|深入|前往)[^，、]{4,20}?"
    rf"(?P<deed>(?:{VISITING})(?![组团])[^，]{{6,}})$"
)
_PURPOSE = re.compile(rf"(?:现场|实地|视频)?(?:{VISITING}|察看|查看|调度|出席|参加|会见)")
# 发布会由纪某主持， 三位局长出席发布会并回答记者提问
_HOW_IT_WENT = re.compile(r"由[^，]{2,40}主持$|回答记者提问$")
# 推进会暨平台上线仪式召开 → 推进会召开
_JOINT_EVENT = re.compile(r"^([^，]{6,})暨[^，]+?(召开|举行|举办|开幕)$")
# 吕某主持召开党组会议暨学习会议和常务会议 → 吕某主持召开党组会议
_SEVERAL_EVENTS = re.compile(r"^([^，]{2,4}主持召开[^，]{2,}?会议)(?:暨|和|、)[^，]+$")
# 全市民营经济发展大会召开 → 临江召开全市民营经济发展大会
_OWN_EVENT = re.compile(r"^(全[省市县区州][^，]{2,18}[会式])(?:隆重|胜利)?(召开|举行)$")
# 检查大会筹备工作: of which congress the sentence before says.
_BARE_CONGRESS = re.compile(r"(检查|调研|督导|部署|研究|介绍|调度)大会(?![堂战])")
_CONGRESS = re.compile(
    r"(?:第[一二三四五六七八九十]+届)?((?:\d{4}(?!年))?[\u3400-\u9fff“”·]{4,18}?大会)(?=暨|将|于|在|召开|举行|开幕|相关)"
)
_REGION = re.compile(r"(?:新疆维吾尔|广西壮族|宁夏回族)自治区(?=[\u3400-\u9fff]{2,})")
_ABOUT = re.compile(
    r"^(?P<about>就|围绕)?(?P<aim>[^，]{6,}?)(?:进行|开展)(?P<deed>交流对接|座谈交流|交流|座谈|调研|对接|考察)$"
)
_ELSEWHERE = re.compile(r"在[^，。]{0,12}分会场")
# 会议 （8月9日）
_ASIDE = re.compile(r" （[^（）]*）$")
_TOPIC = re.compile(r"研究|部署|安排|传达|介绍|听取|审议|学习|调度|通报|进一步做好")
# 市政府今天上午宣布 waits for what, 全省将通过试验区建设 for what to do.
_UNSAID = re.compile(
    r"(?:宣布|建议|表示|指出|强调|获悉|[^绍推]介绍|说|称|认为|(?<![议决])通过[^，《]{2,14}(?:建设|方式|形式|途径|机制))$"
)
# 省委书记徐某，省长梁某会见…: without the posts the comma is wrong, and without 徐某 he is left out.
_NAME_FIRST = re.compile(r"^[\u3400-\u9fff·]{2,4}，[^，]*(?:书记|[省市县区州]长)")
# 公众号刊发了一篇该县召开…: a text about the event; 某大学新任校长到任: and who is it?
_WRITTEN = re.compile(r"刊发|刊载|转载|一篇|^图[为源：]|新任[^，]{2,6}(?:到任|上任|亮相)$")
_CREDIT = re.compile(rf"^(?:{AGENCY} ?(?:资料)?图(?![片书])|视觉中国)")
# 谢某宣布省委决定，王某任某校校长: who announces it is no news.
_ANNOUNCES = re.compile(r"^[^，]{2,20}?(?:宣布|宣读)[^，]{0,20}(?:决定|通知|命令|任免)，")
# 检查灾后重建工作 被洪水淹没的办公楼
_A_THING = re.compile(r"的[\u3400-\u9fff]{1,4}$")
# 周某，秦某，钟某一行赴…: their posts are gone and the commas left.
_BARE_LIST = re.compile(r"^[\u3400-\u9fff·]{2,4}，[\u3400-\u9fff·]{2,4}，")
# 1933年11月，毛泽东第三次走进才溪 is history; 刘某出席并讲话 says neither of what nor what.
_BEFORE = re.compile(r"(?:1\d\d\d|20[01]\d)年")
# 某公司于2003年9月转制成立: history, too
_FOUNDED = re.compile(r"于(?:1\d\d\d|20[01]\d)年[^，]*(?:成立|建成|上市|投产|建立|创办|组建)$")
_ONLY_CAME = re.compile(r"[\u3400-\u9fff·]{2,4}(?:出席|参加|主持|到会)?(?:会议)?(?:并)?(?:讲话|致辞|发言)$")
# 我省近日分别在苏南、苏北召开现场会: no day in the middle, and whose province is it?
_SOON = re.compile(
    r"(?<=[\u3400-\u9fff）])(?:(?<![于至到从])(?:\d{1,2}月)?\d{1,2}日(?:[至到—\-](?:\d{1,2}月)?\d{1,2}日)?(?:[上下]午|晚)?(?=主持|召开|举行|出席|会见|在)|近日|日前|近期|(?:[昨今当]天|当日)(?:（[^（）]*）)?(?:[上下]午)?(?=主持|召开|举行|出席|会见|到|赴|在))"
)
# 在收听全市会议后，温某组织召开全区会议
_AFTER = re.compile(r"^在[^，]{2,30}(?:后|时|期间|之际)，")
_LEFTOVER = re.compile(
    r"^(?:此前|[他她](?!乡|山)|召开|举行|举办|会议(?!室|中心)|大会(?!堂)|我[省市县区州]|如何|怎样|怎么|在|于|由|从|据|并|还|也|又|再|将|就|在会上|会上)"
)


def build_headlines(
    clauses: Sequence[Clause],
    salience: Salience,
    budget: int,
    report: Report,
    body: str,
    towns: Mapping[str, str],
) -> list[str]:
    """Every headline of at most ``budget`` characters that the report's own words make, unordered, none twice.

    Args:
        towns: of ``body``, as :func:`summarizer.compose.places.town.find_towns` gives them.
    """
    # 国务院安委会召开…会议。市长龚某在分会场强调: who met elsewhere is no news here.
    elsewhere = bool(_ELSEWHERE.search(body[:300]))
    openings = [
        *_openings(clauses, salience, towns),
        *visits(report, body, budget),
        *named_openings(clauses, report, body, towns, budget),
    ]
    openings = [short for opening in dict.fromkeys(openings) for short in _told_in_full(opening, body)]
    if elsewhere:
        openings = [opening for opening in openings if _ELSEWHERE.search(opening)]
    # 孟某带队赴某公司考察 共同探索新模式: what 会上指出 tells is not what the visitor did.
    demands = [one for one in emphases(clauses, salience, body) if one[0] or report.kind != "inspection"]
    items = agenda(clauses)
    found: dict[str, None] = {}
    for opening in openings:
        if told := with_agenda(opening, items, towns, budget):
            found[told] = None
        for text in (opening, drop_brackets(opening), drop_adverbs(opening)):
            found[text] = None
        # 主持召开省委政法委员会2023年第八次全体会议: the number takes the room of what was said.
        brief = NUMBERED.sub("", opening).removeprefix("中共") if BY_TOPIC.search(opening) else opening
        for name, demand in demands:
            if overlap(opening, demand) > 0.5:
                continue
            # 张某主持召开会议 强调整合专班: without the verb it would be told as done.
            # Only who opens the headline, and alone, goes on speaking.
            goes_on = (
                name and opening.startswith(name) and not opening.startswith(("、", "和", "与"), len(name))
            )
            stress = "" if demand.startswith("希望") else "强调"
            tail = f"{'' if goes_on else name}{stress}{demand}" if name else demand
            found[f"{opening} {tail}"] = None
            if len(opening) + 1 + len(tail) > budget:
                found[f"{brief.replace('主持召开', '主持')} {drop_adverbs(tail)}"] = None
                found[f"{opening.replace('主持召开', '主持')} {tail}"] = None
            found[f"{opening} {drop_adverbs(tail)}"] = None
        for other in openings:
            if other != opening and overlap(opening, other) < 0.5 and not _A_THING.search(other):
                found[f"{opening} {other}"] = None
    for name, demand in demands:
        if name:
            found[f"{name}：{demand}"] = None
            found[f"{name}强调{drop_adverbs(demand)}"] = None
    for name, depends in conditions(clauses):
        found[f"{name}：{depends}"] = None
    return [
        text
        for text in found
        if SHORTEST <= len(text) <= budget and is_balanced(text) and not _ASIDE.search(text)
    ]


def says_nothing_yet(text: str) -> bool:
    """Whether a clause waits for what was said, or points back: 人民监督员建议, 将以本次活动为契机."""
    return bool(
        _UNSAID.search(text) or _BEFORE.match(text) or NEEDS_CONTEXT.search(text) or _LEFTOVER.match(text)
    )


def _told_in_full(opening: str, body: str) -> Iterator[str]:
    """The opening with the name of a 大会 that was named before, and of a region without its nationality."""
    opening = _REGION.sub(lambda match: match.group()[:2], opening)
    if (bare := _BARE_CONGRESS.search(opening)) and (named := _CONGRESS.search(body[:NAMED_CHARS])):
        yield opening[: bare.end(1)] + named.group(1) + opening[bare.end() :]
    yield opening


def _openings(clauses: Sequence[Clause], salience: Salience, towns: Mapping[str, str]) -> Iterator[str]:
    for clause, following, alone in zip_longest(
        clauses[:OPENING_CLAUSES], clauses[1 : OPENING_CLAUSES + 1], salience.alone[:OPENING_CLAUSES]
    ):
        meets = bool(MEETS.search(clause.text)) and bool(re.search(r"召开|举行", clause.text))
        # 市政府宣布，市长蒋某将赴…: only the announcement stands before it.
        needs = [need for need in clause.needs if not _UNSAID.search(clauses[need].text)]
        if not clause.usable or clause.spoken or needs or alone < LEAST_ALONE * (0.1 if meets else 1):
            continue
        text = without_posts(_AFTER.sub("", _SOON.sub("", _DATE.sub("", clause.text))))
        text = _CREDIT.sub("", _ANNOUNCES.sub("", text))
        if (
            _HOW_IT_WENT.search(text)
            or _BEFORE.match(text)
            or _FOUNDED.search(text)
            or _ONLY_CAME.match(text)
            or NEEDS_CONTEXT.match(text)
        ):
            continue
        if len(text) < 6 or _LEFTOVER.match(text) or DEFINES.match(text) or _UNSAID.search(text):
            continue
        if (
            SITUATION.search(text)
            or _NAME_FIRST.match(text)
            or _WRITTEN.search(text)
            or _BARE_LIST.match(text)
        ):
            continue
        if AGENDA.match(text) and not says_what(text):
            continue
        moves = _MOVES.match(text)
        if moves and not _PURPOSE.search(text):
            # 吕某先后到产业基地、表演场地， says nothing yet: 检查大会筹备工作 does.
            if following and following.sentence == clause.sentence and _PURPOSE.match(following.text):
                yield moves.group(1) + following.text
            elif purpose := _purpose(clauses, clause.sentence):
                yield f"{text} {purpose}"
            continue
        if len(text) > SHORT_ENOUGH and (visit := _VISIT_AT.match(text)):
            yield visit["who"] + visit["deed"]  # 李某率队赴某救援队调研…工作: what for says more than where
        yield text
        if (
            TOPICLESS.search(text)
            and following
            and following.sentence == clause.sentence
            and _TOPIC.match(following.text)
            and says_what(following.text)
        ):
            yield f"{text} {drop_adverbs(following.text)}"
        last = text.rsplit("，", 1)[-1]
        vague = AGENDA.match(last) and not says_what(last)
        if SHORTEST <= len(last) < len(text) and not (
            vague or _ONLY_CAME.match(last) or _LEFTOVER.match(last)
        ):
            yield last
        if several := _SEVERAL_EVENTS.match(text):
            yield several.group(1)
        joint = _JOINT_EVENT.match(text)
        if joint:
            yield joint.group(1) + joint.group(2)
        own = _OWN_EVENT.match(text)
        if own and (home := towns.get(own.group(1)[1])):
            yield home + own.group(2) + own.group(1)


def _purpose(clauses: Sequence[Clause], sentence: int) -> str | None:
    """率队赴喀什地区，就…，进一步做好援疆工作进行交流对接 → 就做好援疆工作交流对接."""
    for clause in clauses[:OPENING_CLAUSES]:
        if clause.sentence == sentence and (match := _ABOUT.match(clause.text)):
            return f"{match['about'] or '就'}{drop_adverbs(match['aim'])}{match['deed']}"
    return None
