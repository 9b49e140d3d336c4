"""Headlines of occasions whose news is not their first clause: the half of an event that is new, two congresses at once,
what was handed over, who was appointed, who talked with whom, what a session heard.

Each is told by a form of words that leaves no doubt what the news is, so these come before all others. Words are only
left out, or a name takes its place before what it did.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from summarizer.check.places import find_places
from summarizer.compose.clauses.phrases import overlap, tidy
from summarizer.compose.headlines.discipline import discipline
from summarizer.compose.headlines.sessions import sessions
from summarizer.compose.headlines.writings import writings
from summarizer.datamodels import Report
from summarizer.report.names import name_ends, surnames
from summarizer.report.people import Mention, find_people
from summarizer.text.bylines import without_byline
from summarizer.text.spans import is_balanced

#: News says in these sentences what the occasion was.
OPENING = 3
#: An appointment is told with what its holder leaves, in more of them.
APPOINTING = 5
#: What a session decided comes after who chaired it and what was reported.
DECIDING = 12

_LEVELS = frozenset("省市县区州")
_HAN = r"\u3400-\u9fff"
# 某市创建实验区推进会暨“帮帮”移动应用平台上线启动仪式: a meeting was held, and something began.
_LAUNCH = re.compile(
    r"^[^，]{6,}会暨(?P<new>[^，暨]{6,}?(?:上线|首发|发布|揭牌|开通|投产|成立))(?:启动)?(?:仪式|大会|活动)$"
)
# 某区文学艺术界联合会第三届第一次会员大会，某区作家协会第二届第一次会员大会在…召开
_CONGRESS = r"[^，。、]{6,40}?(?:协会|联合会|学会|商会|总会|工会)(?:第[一二三四五六七八九十]+[届次]){0,2}(?:会员|代表|会员代表)大会"
_TWO_CONGRESSES = re.compile(
    rf"(?P<one>{_CONGRESS})[，、和暨]+(?P<two>{_CONGRESS})[^，。]{{0,20}}?(?P<verb>召开|举行|开幕)"
)
_CONGRESSES = ("会员代表大会", "会员大会", "代表大会")
_LED_BY_PLACE = re.compile(rf"^[{_HAN}]{{2,8}}[省市县区州]")
_NUMBERS = re.compile(r"(?:第[一二三四五六七八九十]+[届次])+")
# 会议总结创建经验，为首批13个示范区授牌; 某州委工作组深入…，并为某志愿队授旗
_HANDED = re.compile(r"，(?:并|同时)*(?P<deed>为[^，。]{4,20}(?:授牌|授旗))(?=[，。])")
_WHO_WENT = re.compile(
    rf"^(?:近日|日前|\d+月\d+日)?，?(?P<who>[{_HAN}]{{3,14}}?(?:组|团|局|委|会|院|公司))(?:先后|一行)*(?:深入|赴|到|走进|前往|来到)"
)
_THE_MEETING = re.compile(r"^(?:会议|会上|大会|座谈会|活动|仪式)")
# 省委决定：甲同志任某市委书记，…；乙同志任某市委委员、副书记，…。同时，提名乙同志为某市人民政府市长候选人。
_SECRETARY = re.compile(
    rf"(?:(?<=[，。；：])(?P<who>[{_HAN}]{{2,3}}))?同志任(?P<post>[{_HAN}]{{2,10}}?(?:书记))(?=[，。；])"
)
_NOMINATED = re.compile(
    rf"提名由?(?P<who>[{_HAN}·]{{2,12}}?)(?:同志)?为(?P<of>[{_HAN}]{{2,10}}?人民政府)(?P<post>[省市县区州]长候选人)"
)
# 湘东省委书记甲，省长乙在某市与…河西省委书记丙，省长丁率领的河西党政代表团一行座谈
_TALKED = re.compile(
    r"^(?:在(?P<place>[^，与]{2,8}))?与[^。]*?率领的(?P<party>[^，。]{2,14}代表团)(?:一行)?(?:举行)?(?P<deed>座谈|会谈)"
)
# 某律师应某局邀请，为县属国有企业开展…公司治理和廉洁风险防控的讲座: what somebody was asked to do has no subject of its own.
_INVITED = re.compile(
    r"^(?P<title>律师|教授|研究员|博士|院士|老师|医生|专家)?[应受][^，。]{2,40}(?:邀请|之邀|委托)，"
    r"(?P<head>(?:(?:先后|专程)?[为在到赴就以围向][^，。]{2,24}?)?(?:开展|举办|讲授|带来|(?<![工合])[作做]))了?"
    r"(?P<what>[^，。]{4,60}?)的?(?P<kind>讲座|报告|培训|宣讲|辅导|党课|演讲)(?=[，。])"
)
# 某大学一群学生组成调研团，到某县开展“三下乡”实践活动: who formed a party is who went.
_WENT_TOGETHER = re.compile(
    rf"(?:^|，)(?P<who>[{_HAN}\d]{{4,16}}?)组[成建]了?[^，。]{{2,14}}[团队组]，(?:先后|分别)?"
    r"(?P<deed>(?:赴|到|前往|走进|深入|来到)[^，。]{2,30}?(?:活动|实践|服务|行动|调研|考察|走访|宣讲|义诊|慰问|支教|演出))(?=[，。])"
)
# 某县交通运输局告诉记者，网传情况不属实，韩某有颈椎疾病
_ANSWERED = re.compile(
    rf"(?:^|，)(?P<who>[{_HAN}]{{4,16}}?(?:局|委|厅|部|院|警方|政府|公司|学校|大学|学院|中心))(?:告诉[{_HAN}]{{0,4}}记者|回应称?|通报称?|表示)[，：]"
    r"(?P<what>(?:网传|网络传言|网上流传)[^，。]*不(?:属)?实)(?P<why>，[^，。]{4,16}(?=[，。]))?"
)
# …当时只是活动了一下脖子，并不是在“打瞌睡”: the rumour that 网传情况 leaves unsaid
_DENIED = re.compile(r"(?:不是|并非|不存在)在?(?P<what>“[^”]{2,8}”)")
# 记者从某省老楼危楼大排查大整治工作推进电视电话会议上了解到，…各地共排查房屋354万栋: what was searched for only the meeting says.
# 江东、江西两区共排查房屋354栋，去年共排查房屋354栋: between the two stands nothing that tells of less than the whole, or of another year.
_LEARNT_AT = re.compile(
    r"记者从(?P<what>[^，。]{6,30}?(?:整治|排查|治理|行动|普查|检查))(?:工作)?(?:推进|部署|调度|总结)?(?:视频|电视电话)*会议?上?"
    r"(?:了解到|获悉|得知)，(?:(?:目前|截至[^，。]{1,12}|今年以来|在?近[^，。]{1,8})，?)?"
    rf"(?:(?!其[余他它])[{_HAN}]{{0,6}}?各地|全[省市县区州])?"
    r"(?P<fact>共[^，。\d]{2,10}\d[\d.]*[^，。]{1,6})(?=[，。])"
)
# 省政府新闻办召开新闻发布会，介绍2023绿色发展大会相关情况。…8月29日上午举行2023绿色高质量发展大会开幕式
_BRIEFED = re.compile(
    r"发布会，介绍(?P<what>[^，。]{4,24}?(?:大会|博览会|论坛|展览会|运动会|艺术节|交易会))(?:的|相关|有关|筹备|筹办|准备|工作)*情况"
)
_OPENS = re.compile(
    r"(?P<day>\d{1,2}月\d{1,2}日)(?:上午|下午|晚上?)?(?:将)?(?:举行|举办)(?P<what>[^，。、；]{6,24}?)开幕[式会]"
)
# 去年8月29日上午举行2022绿色发展大会开幕式: not the one that is coming.
_PAST_OPENING = re.compile(r"去年|前年|往年|往届|上届|上一届|历届|年$")
_YEAR = re.compile(r"(?:19|20)\d{2}")
#: Pairs of characters that a short and a long name of the same congress share.
SAME_CONGRESS = 0.8
# 2023重大事项导入新城发布活动在…举办。市长…发布30个事项名单: who published what
_PUBLISHING = re.compile(r"(?<!新闻)发布(?:活动|会|仪式)$")
_PUBLISHED = re.compile(
    r"(?:现场|正式)?(?P<deed>发布)了?(?P<what>[^，。]{6,26}(?:名单|清单|成果|报告|计划|方案|榜单|指数|》))(?=[，。])"
)
# 李某主持召开专题会议，研究谋划全市房地产工作。…会议明确要抓紧完善以下工作举措：一是大胆稳妥推进“现房销售”试点，…
_MEASURES = re.compile(
    r"会议(?:明确|决定|确定)[^。：]{0,20}(?:举措|措施)：一是(?P<what>[^，。；：]{8,24})(?=[，。；])"
)
_OF_ALL = re.compile(r"全(?P<level>[省市县区州])")


def occasions(report: Report, body: str, budget: int, towns: Mapping[str, str]) -> list[str]:
    """Headlines of at most ``budget`` characters for the occasion that the opening tells, the fullest first.

    Args:
        towns: of ``body``, as :func:`summarizer.compose.places.home.find_towns` gives them.
    """
    told = [
        tidy(body[sentence.start : max(sentence.end, sentence.content)]).rstrip("。") + "。"
        for sentence in report.sentences[:DECIDING]
    ]
    appointing = "".join(told[:APPOINTING])
    told = [without_byline(text) for text in told]
    found = [
        *_new_half(tidy(report.event or "")),
        *(text for sentence in told[:OPENING] for text in _in_sentence(sentence)),
        *_handed_over(told[:OPENING], tidy(report.event or "")),
        *_appointed(appointing),
        *sessions(told),
        *discipline(told),
        *writings(told),
        *_learnt_at(told[:OPENING]),
        *_opening_day(told),
        *_published(told[:OPENING], report),
        *_measures(told, towns),
    ]
    return [text for text in dict.fromkeys(found) if len(text) <= budget and is_balanced(text)]


def _new_half(event: str) -> Iterator[str]:
    launch = _LAUNCH.match(event)
    if launch is None:
        return
    ends = [end for start, end in find_places(event) if start == 0]
    if ends and not launch["new"].startswith(event[: ends[0]]):
        level = event[ends[0] : ends[0] + 1]
        yield event[: ends[0]] + (level if level in _LEVELS else "") + launch["new"]
    yield launch["new"]


def _in_sentence(sentence: str) -> Iterator[str]:
    if both := _TWO_CONGRESSES.search(sentence):
        one, two = re.sub(r"^.*日(?:[上下]午)?，?", "", both["one"]), both["two"]
        shared = _LED_BY_PLACE.match(one)
        kind = next((end for end in _CONGRESSES if one.endswith(end) and two.endswith(end)), None)
        if kind and shared and two.startswith(shared.group()):
            second = two.removeprefix(shared.group())
            first, second = (_NUMBERS.sub("", text.removesuffix(kind)) for text in (one, second))
            yield f"{first}、{second}{kind}{both['verb']}"
    people = find_people(sentence)
    hosts = [mention for mention in people if not sentence[: mention.start].count("与")]
    if hosts and (talk := _TALKED.match(sentence[hosts[-1].end :])):
        names = "、".join(mention.name for mention in hosts[:2])
        where = f"在{talk['place']}" if talk["place"] else ""
        yield f"{names}{where}与{talk['party']}{talk['deed']}"
        yield f"{names}与{talk['party']}{talk['deed']}"
    for mention in people[:2]:
        if asked := _INVITED.match(sentence[mention.end :]):
            head = f"{mention.name}{asked['title'] or ''}{asked['head']}"
            parts = re.split(r"、|和", asked["what"])
            yield f"{head}{asked['what']}{asked['kind']}"
            yield from (f"{head}{part}{asked['kind']}" for part in parts)
    if answer := _ANSWERED.search(sentence):
        if denied := _DENIED.search(sentence, answer.end()):
            what = answer["what"].replace("网传情况", f"网传{denied['what']}")
            yield f"{answer['who']}：{what}{answer['why'] or ''}"
            yield f"{answer['who']}：{what}"
        yield f"{answer['who']}：{answer['what']}{answer['why'] or ''}"
        yield f"{answer['who']}：{answer['what']}"
    if went := _WENT_TOGETHER.search(sentence):
        yield went["who"] + went["deed"]


def _handed_over(told: list[str], event: str) -> Iterator[str]:
    for index, sentence in enumerate(told):
        if (handed := _HANDED.search(sentence)) is None:
            continue
        if who := _WHO_WENT.match(sentence):
            yield who["who"] + handed["deed"]
        elif index and event and _THE_MEETING.match(sentence) and event in told[0]:
            yield event + handed["deed"]


def _learnt_at(told: list[str]) -> Iterator[str]:
    for sentence in told:
        if learnt := _LEARNT_AT.search(sentence):
            yield f"{learnt['what']} {learnt['fact']}"
            yield f"{learnt['what']} {learnt['fact'].removeprefix('共')}"


def _opening_day(told: list[str]) -> Iterator[str]:
    """Of a press conference on what is coming, when it opens."""
    briefed = next((found for text in told[:OPENING] if (found := _BRIEFED.search(text))), None)
    for opens in (found for text in told if briefed and (found := _OPENS.search(text))):
        if briefed is None or _PAST_OPENING.search(opens.string[: opens.start()]):
            continue
        years = [set(_YEAR.findall(one["what"])) for one in (briefed, opens)]
        if overlap(briefed["what"], opens["what"]) >= SAME_CONGRESS and (
            years[0] == years[1] or not all(years)
        ):
            yield f"{opens['what']}{opens['day']}开幕"


def _published(told: list[str], report: Report) -> Iterator[str]:
    if not _PUBLISHING.search(tidy(report.event or "")):
        return
    for name in (speaker.name for speaker in report.speakers):
        for text in told:
            at = text.find(name)
            if at >= 0 and (published := _PUBLISHED.match(text, at + len(name))):
                yield f"{name}{published['deed']}{published['what']}"


def _measures(told: list[str], towns: Mapping[str, str]) -> Iterator[str]:
    """The first of the measures that a meeting decided on, of the place it met for; that it met is no news beside them."""
    whole = next((found for text in told[:OPENING] if (found := _OF_ALL.search(text))), None)
    town = towns.get(whole["level"]) if whole else None
    for measure in (found for text in told if town and (found := _MEASURES.search(text))):
        yield f"{town}：{measure['what']}"


def _appointed(told: str) -> Iterator[str]:
    people = {mention.end: mention for mention in find_people(told)}
    first = next((one for one in map(partial(_secretary, people), _SECRETARY.finditer(told)) if one), None)
    second = _NOMINATED.search(told)
    if first is None or second is None:
        return
    start, end = second.span("who")
    whole = (end in people and people[end].start == start) or any(
        stop == end for _, stop in name_ends(told, start)
    )
    if whole and second["who"] != first[0]:
        head = f"{first[0]}任{first[1]}"
        yield f"{head} {second['who']}为{second['of']}{second['post']}"
        yield f"{head} 提名{second['who']}为{second['post']}"


def _secretary(people: Mapping[int, Mention], found: re.Match[str]) -> tuple[str, str] | None:
    """Who is appointed and as what: 省委决定由周某同志任…, and where the name begins, only knowing people tells."""
    if mention := people.get(found.start("post") - len("同志任")):
        return mention.name, found["post"]
    # 省委决定：安康同志任…, who is called like a city, and alone between the marks
    who = found["who"]
    return (who, found["post"]) if who and who[0] in surnames()[0] and who[0] != "由" else None
