"""A meeting's headline with what was on its agenda: 区委常委会听取…汇报, 主持召开专题会议 研究谋划房地产工作."""

import re
from collections.abc import Mapping, Sequence

from summarizer.compose.clauses.agenda import LOOKS_BACK, VERBS, instruction, is_study, shortened
from summarizer.compose.clauses.phrases import drop_brackets, overlap
from summarizer.compose.places.town import name_held, name_town

#: 主持召开专题会议, 召开新闻发布会, 主持召开前方指挥部第八次会议, 主持市政府第34次常务会议 leave out what about; the next clause says it: 研究谋划房地产工作.
TOPICLESS = re.compile(
    r"(?:召开|举行|举办|主持)(?:[^ ，会]{0,8}(?:[省市县区州旗]委|政府|国务院|党组|党委|政协))?(?:[^ ，会]{2,12}委员会)?"
    r"(?:新闻|专题|工作|全体|现场|(?:前方|前线|现场)指挥部|\d+个|党组|党委|常务|常委会?|干部|理论|学习|中心组|主席|主任|扩大|（扩大）|\d{4}年|例行|"
    r"第[一二三四]季度|[一二三四五六七八九十\d]+届|第?[一二三四五六七八九十\d]*次)*"
    r"(?:会议?|大会|座谈会|发布会|记者会|学习会|现场会)$|(?:赴|前往)[^，]{2,12}$"
)
#: 市委审计委员会召开会议, 主持召开省委政法委员会全体会议: the name says what about.
BY_TOPIC = re.compile(
    r"(?<!常务)(?<!常)委员会(?:召开|举行|[^ ，会]{0,16}会议(?:召开|举行)?$)|领导小组|(?<!前方)(?<!前线)(?<!现场)指挥部|专班"
)
# 陈某主持召开…会议, 学习会举行: what a meeting did can follow.
MEETS = re.compile(
    r"(?:召开|举行|举办|主持)[^ ，]*(?:会议?|论坛|学习)(?:（扩大）)?$|会议?(?:（扩大）)?(?:在[^ ，]{2,8})?(?:召开|举行)$"
)
#: 审议通过3项规划, 通报近期几起事故, 调度…等3个问题的整改: what came of a meeting or why they met, which no other meeting's name says.
NEWS = re.compile(r"(?:审议|讨论|研究|原则|表决)并?(?:原则|表决)?通过|通报[^， ]*(?:事故|案件)|等\d+[个项件]")
NUMBERED = re.compile(
    r"(?:\d{4}年)?(?:第?[一二三四五六七八九十\d]{1,4}届)?第?(?<!届第)[一二三四五六七八九十百\d]{1,6}[次届](?=[\u3400-\u9fff])"
)
_COUNCIL = re.compile(r"^[^ ，]{2,4}主持召开([^ ，]{0,8}(?:[省市县区州]委|政府)[^ ，]{0,4}会议)$")
# 李某主持召开江州市规划委员会2023年第六次会议，会议审议通过了3项规划 → 江州市规划委员会审议通过3项规划
_COMMITTEE = re.compile(r"^[^ ，]{2,4}主持召开([^ ，会]{3,16}委员会)[^ ，]{0,8}会议$")
# 沈某主持召开…认领问题整改推进会，调度…等3个问题的整改情况 → 沈某主持推进会 调度…等3个问题的整改情况
_CHAIRED = re.compile(
    r"^([^ ，]{2,4}主持)召开[^ ，]{10,}?((?:推进|调度|座谈|部署|视频|专题|工作|现场)?会议?)$"
)
_WHO_MET = re.compile(r"^([^ ，]{3,14}?)(?<!主持)(?:召开|举行)[^ ，]*$")
# 山东省人民政府新闻办公室召开新闻发布会，介绍… → 山东省政府新闻办介绍…
_BRIEFING = re.compile(
    r"^([^ ，]{2,20}?)(?:召开|举行|举办)(?:\d{4}年)?(?:第[一二三四]季度)?(?:例行)?(?:新闻发布会|发布会|吹风会|通气会)$"
)
# 理论学习中心组学习会议 is who meets.
_CENTRAL_GROUP = re.compile(r"^([^ ，]{2,8}?)(?:召开|举行)((?:党组|党委)?理论学习中心组)[^ ，]*$")
# 江州区委常委会听取江州区争创示范区情况汇报: whose it is the meeting's name has said.
_OF_PLACE = re.compile(rf"^(?P<verb>{VERBS})(?P<place>[\u3400-\u9fff]{{2,4}}?[省市县区州])(?![委长级政])")


def with_agenda(opening: str, items: Sequence[str], towns: Mapping[str, str], budget: int) -> str | None:
    """The meeting and the first item of its agenda that fits beside it, in as many words as there is room for."""
    if briefing := _BRIEFING.match(opening):
        who = re.sub(r"人民(?=政府)|(?<=新闻办)公室", "", briefing.group(1))
        ways, chaired = [(who, "")], None
    elif MEETS.search(opening):
        plain = drop_brackets(opening)
        named = name_held(name_town(plain, towns), towns)
        # Of 主持召开 either says that it took place, and the place says whose meeting it was.
        heads = [opening] if "（扩大）" in opening else []
        heads += [named, named.replace("主持召开", "主持"), plain, plain.replace("主持召开", "主持")]
        heads += [NUMBERED.sub("", head) for head in heads]
        ways = [(head, " ") for head in dict.fromkeys(heads)]
        for head in dict.fromkeys((named, plain)):
            # 规划局党组传达学习…精神, 区政府常务会议审议…: that it met goes without saying.
            group, who_met = _CENTRAL_GROUP.match(head), _WHO_MET.match(head)
            council, committee = _COUNCIL.match(NUMBERED.sub("", head)), _COMMITTEE.match(head)
            ways += [("".join(met.groups()), "") for met in (group, who_met, council, committee) if met]
        chaired = _CHAIRED.match(plain)
    else:
        return None
    for item in items:
        if overlap(opening, item) > 0.5 or (BY_TOPIC.search(opening) and is_study(item)):
            continue
        if item.startswith(LOOKS_BACK) and not (TOPICLESS.search(opening) or NEWS.search(item)):
            continue
        # Of an instruction both whose and on what are told, if only the meeting's own name goes before them.
        for head, mark in ways:
            for text in instruction(item):
                if len(head) + len(mark) + len(text) <= budget:
                    return f"{head}{mark}{text}"
        brief = [("".join(chaired.groups()), " ")] if chaired and NEWS.search(item) else []
        for head, mark in (*ways, *brief):
            for text in shortened(item):
                if (own := _OF_PLACE.match(text)) and own["place"] in head:
                    text = own["verb"] + text[own.end() :]
                if len(head) + len(mark) + len(text) <= budget:
                    return f"{head}{mark}{text}"
    return None
