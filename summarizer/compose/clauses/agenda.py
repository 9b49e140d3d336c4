"""What a meeting did, its agenda: 传达学习…精神, 研究部署…工作, shortened by leaving words out and in no other way.

A meeting whose name says nothing (党组会议, 常务会议) is known by the first thing on its agenda, not by one of the demands
made under the fifth.
"""

import re
from collections.abc import Iterator, Sequence

from summarizer.compose.clauses.phrases import drop_adverbs, drop_brackets
from summarizer.compose.clauses.reading import Clause
from summarizer.report.people import find_people
from summarizer.text.spans import is_balanced

#: The agenda is told in this many opening sentences.
AGENDA_SENTENCES = 5
SHORTEST_ITEM = 6
#: What stands between two words of a pattern is no longer, in characters: a text of one word again and again could else
#: be read in too many ways.
LONGEST = 80

#: How an item opens.
VERBS = (
    r"(?:传达学习贯彻|传达学习|传达贯彻|学习传达|学习贯彻|学习领会|学习|传达|研究部署|研究谋划|研究审议|研究(?!人员|院|生|所|团队|员|显示|发现|表明)|"
    r"安排部署|部署安排|调度部署|部署|听取(?:和审议|并审议|审议|和讨论)?|(?:讨论|审议|研究)并?(?:原则|表决)?通过|原则通过|审议|通过|讨论|总结|分析|谋划|调度|通报|介绍)"
)
AGENDA = re.compile(VERBS)
_ITEM = re.compile(
    r"^(?:会议|会上|大会|全会)?(?:还|首先|再次|参与|认真|深入|专题|集中|全面|系统|分别|逐项|原则|具体)*"
    rf"(?P<verb>{VERBS})(?:了)?(?P<what>(?![时中后的])[^，]{{3,}})$"
)
# 为深入学习贯彻市委三次全会精神，…，中心组举行学习会: what it was held for.
_HELD_FOR = re.compile(
    r"^为(?:了)?(?:认真|深入|全面|进一步|切实|扎实)*(?P<what>(?:学习贯彻|学习)[^，]{3,}精神|"
    r"(?:推进|推动|深化|加强|提升|做好|抓好)[^，]{4,})$"
)
# …，推进矛盾纠纷多元化解平台建设，我省召开…: the second aim is the nearer one.
_NEARER_AIM = re.compile(r"^(?:推进|推动)[^，]{6,}$")
# 研究市政府系统贯彻落实意见, 部署下一步重点工作任务: everything is studied and carried out.
_COMMA = re.compile(rf"，(?![^“《]{{0,{LONGEST}}}[”》])")
# 围绕学习贯彻总书记关于某工作的重要思想、在某会上的重要讲话精神和…，开展交流研讨
_EXCHANGED = re.compile(
    r"^围绕(?P<verb>学习贯彻|学习)(?P<what>习近平[^，、]{3,}?(?:重要(?:思想|论述|讲话|指示)(?:精神)?|精神))(?=[、和及与]|$)"
)
# 办公室副主任、局长周某汇报了某区争创示范区进展情况: the meeting heard it; not what 此前副市长赵某向省委督察组汇报了.
_REPORTED = re.compile(r"^[^，《]{0,30}?汇报了(?P<what>[^，]{6,40}?情况)$")
_TO_OTHERS = re.compile(
    r"(?:此前|之前|日前|会前|曾|没有|未(?!来)|向(?!大会|会议|全会|与会))[^《》]{0,30}汇报了"
)
# 邀请某厅副厅长解读《某计划》（以下简称《计划》）
_INVITED = re.compile(r"^邀请[^，《]{2,40}?(?P<item>解读《[^》]{4,40}》|介绍[^，]{4,40}?情况)")
_ABOUT = re.compile(r"^(听取(?:和审议)?)关于(.+?)的(汇报|报告|介绍)$")
_VAGUE = re.compile(
    r"[我本][省市县区州局]|[省市县区州]?政府系统|相关|有关|下一?步|下一?阶段|当前|近期|重点|重要|工作|任务|贯彻|落实|意见|举措|措施|情况|"
    r"上半年|汇报|问题|事项|要求|指示|讲话|会议|上级|文件|精神|具体|各项|[省市县区州]委?|[、和及与等的]"
)
_OURS = re.compile(rf"(?<=^)({VERBS})(?:[我本][省市县区州])")
_KEY = r"重要(?:讲话|指示批示|指示|批示|论述|回信|贺信|致辞)(?:[、和](?:重要)?(?:讲话|指示批示|指示|批示|贺信回信|回信贺信|贺信|回信))?"
# 总书记在某大会上的重要讲话精神、对某工作作出的重要指示精神: which speech is left out where there is no room.
_SPEECH = re.compile(
    rf"^(.{{0,{LONGEST}}}?习近平(?:总书记|主席))[^，]{{0,{LONGEST}}}?({_KEY})[^，]{{0,{LONGEST}}}?(精神)(?:[^，]*)$"
)
# 总书记和总理有关防汛救灾工作重要指示批示精神: on what matters more than whose, and what two gave is not one's.
_INSTRUCTION = re.compile(
    rf"^(?P<verb>{VERBS})了?(?P<whose>习近平(?:总书记|主席))(?P<others>[和、及与][^，]{{2,10}}?)?"
    rf"(?P<on>(?:有?关于?|对|就)(?:做好)?(?P<what>[^，、的]{{3,14}}?)|在(?P<day>[^，、的]{{3,14}}?)之际)"
    rf"(?:所?作出的?|的)?(?P<key>{_KEY})(?:精神)?(?=$|[，、和及])"
)
# 调度统计数据不实、耕地复垦未到位等3个问题的整改进展情况 → 调度统计数据不实等3个问题整改进展情况
_COUNTED = re.compile(
    rf"^(?P<first>{VERBS}[^，、等]{{4,24}})、[^，等]{{4,{LONGEST}}}(?P<rest>等\d+[个项件][^，、的]{{1,8}})的?(?P<what>[^，、的]{{2,16}})$"
)
# 通报某中学体育馆坍塌事故等近期几起安全事故情况 → 通报近期几起安全事故情况
_ACCIDENTS = re.compile(
    rf"^(?P<verb>通报)[^，]{{4,{LONGEST}}}等(?P<rest>(?:近期|近日|最近)?[几多\d]+起[^，、]{{2,16}})$"
)
_DOCUMENT = re.compile(
    rf"^((?:听取和)?审议(?:通过)?)[^《，]*《[^》]{{0,{LONGEST}}}?关于([^》]{{6,{LONGEST}}})》[^，]*$"
)
# 讨论并原则通过《江州省水污染防治条例（草案）》《…方案》 → 原则通过《江州省…条例（草案）》 → 原则通过水污染防治条例（草案）
_ADOPTED = re.compile(
    rf"^(?:讨论|审议|研究)?并?(?P<verb>(?:原则|表决)?通过)[^《，]{{0,12}}《(?P<what>[^《》]{{4,{LONGEST}}})》"
)
_WHOSE_RULES = re.compile(r"^[\u3400-\u9fff]{2,5}?[省市县区州](?=[\u3400-\u9fff]{4,})")
_SECOND_KEY = re.compile(r"(?<=重要讲话)[、和](?:重要)?指示(?:批示)?")
# 传达学习总书记主持的某会议分析…和部署…有关精神 → 传达学习某会议精神
_CONFERENCE = re.compile(
    rf"^({VERBS})(?:[^，、]{{0,{LONGEST}}}(?:主持|召开|举行)的)?((?![^，、]{{0,{LONGEST}}}的)[^，、]{{2,18}}?(?:会议|全会|大会))[^，]*?(精神)(?:[^，]*)$"
)
#: What is told there is over: 听取…汇报, 总结…工作.
LOOKS_BACK = ("听取", "通报", "总结", "分析")
_FIRST_SPIRIT = re.compile(r"^(.*?精神)(?:[、和及]|以及).+$")
_LIST_END = re.compile(
    r"(?P<etc>等)?(?:相关|有关|重点|各项|方面){0,3}(?:的)?(?P<noun>工作|情况汇报|情况|汇报|任务|事项|报告)$"
)
_LIST_MARK = re.compile(r"、|(?<=[\u3400-\u9fff]{2})以?及(?=[\u3400-\u9fff]{2})")
# What the long forms say, the short ones say too; each is a part of the long one.
_SHORTER = (
    ("传达学习贯彻", "学习"),
    ("传达学习", "学习"),
    ("学习贯彻", "学习"),
    ("研究部署", "部署"),
    ("安排部署", "部署"),
    ("研究谋划", "谋划"),
)


def agenda(clauses: Sequence[Clause]) -> list[str]:
    """The items of a meeting's agenda that say something, the one it is known by first, each in full.

    听取 and 总结 name what the meeting looked back on; what it then studied and decided comes before that.
    """
    found = list(_items(clauses))
    return sorted(dict.fromkeys(found), key=lambda item: item.startswith(LOOKS_BACK))


def _items(clauses: Sequence[Clause]) -> Iterator[str]:
    held_for: list[str] = []
    for index, clause in enumerate(clauses):
        if clause.sentence >= AGENDA_SENTENCES or clause.spoken or not is_balanced(clause.text):
            continue
        text = clause.text
        people = find_people(text)
        if people and people[0].begin == 0:
            text = text[people[0].end :]  # 区委书记喻某传达…: the meeting heard it
        for part in _COMMA.split(text):
            if match := _ITEM.match(part):
                item = match["verb"] + match["what"]
                if says_what(item):
                    yield item
            elif match := _HELD_FOR.match(part):
                held_for.append(match["what"])
            elif match := _EXCHANGED.match(part):
                yield match["verb"] + match["what"]
            elif match := _INVITED.match(part):
                yield match["item"]
            elif people and (match := _REPORTED.match(part)) and _to_meeting(clauses, index):
                yield f"听取{match['what']}汇报"
            elif held_for and clause.sentence == 0 and _NEARER_AIM.match(part):
                held_for.insert(0, part)
    yield from held_for


def _to_meeting(clauses: Sequence[Clause], index: int) -> bool:
    """Whether what a clause reports was reported there and then; 此前，副市长赵某汇报了 says it in the clause before."""
    before = clauses[index - 1].text if clauses[index].position else ""
    return not _TO_OTHERS.search(f"{before}，{clauses[index].text}")


def says_what(item: str) -> bool:
    """Whether an item tells one meeting from another: not 研究市政府系统贯彻落实意见, 部署下一步重点工作."""
    match = _ITEM.match(item)
    return match is not None and bool(_VAGUE.sub("", match["what"])) and len(item) >= SHORTEST_ITEM


def is_study(item: str) -> bool:
    """Whether it is the study of a speech, with which every party meeting opens."""
    return bool(_SPEECH.match(item)) and AGENDA.match(item) is not None


def shortened(item: str) -> list[str]:
    """The item and what is left of it as more and more words are left out, longest first."""
    steps = [re.sub(r"(?<=[\u3400-\u9fff])(?:有关|相关)(?=工作$|情况$)", "", _OURS.sub(r"\1", item))]

    def add(text: str) -> None:
        if len(text) >= SHORTEST_ITEM and len(text) < len(steps[-1]) and is_balanced(text):
            steps.append(text)

    add(drop_adverbs(drop_brackets(steps[-1])))
    add(_ABOUT.sub(r"\1\2\3", steps[-1]))
    # 关于制订《某区关于促进…的扶持意见》的报告 → 促进…的扶持意见
    add(_DOCUMENT.sub(r"\1\2", steps[-1]))
    base = steps[-1]
    if adopted := _ADOPTED.match(base):
        add(f"{adopted['verb']}《{adopted['what']}》")
        add(adopted["verb"] + _WHOSE_RULES.sub("", adopted["what"]))
        return steps
    add(_COUNTED.sub(r"\g<first>\g<rest>\g<what>", _ACCIDENTS.sub(r"\g<verb>\g<rest>", base)))
    told = _INSTRUCTION.match(base)
    if told:
        for text in _whose_and_on_what(told):
            add(text)
        # On a day, it is whose more than when; what two gave would be nobody's.
        if not told["others"]:
            add(f"{told['verb']}{told['what'] or told['whose']}{told['key']}精神")
    elif _SPEECH.match(base):
        add(_SPEECH.sub(r"\1\2\3", base))
        add(_SECOND_KEY.sub("", steps[-1]))
    else:
        add(_FIRST_SPIRIT.sub(r"\1", base))
        add(_CONFERENCE.sub(r"\1\2\3", base))
    for fewer in _fewer(steps[-1]):
        add(fewer)
    for long, short in _SHORTER:
        if steps[-1].startswith(long):
            add(short + steps[-1][len(long) :])
            break
    return steps


def instruction(item: str) -> list[str]:
    """What tells both whose instruction was studied and on what or when it was given, longest first; one's own only."""
    told = _INSTRUCTION.match(drop_adverbs(drop_brackets(item)))
    return list(_whose_and_on_what(told)) if told else []


def _whose_and_on_what(told: re.Match[str]) -> Iterator[str]:
    if told["others"]:
        return
    for verb in dict.fromkeys((told["verb"], "学习" if "学习" in told["verb"] else told["verb"])):
        yield f"{verb}{told['whose']}{told['on']}{told['key']}精神"


def _fewer(text: str) -> Iterator[str]:
    """部署防汛、物资保障、城市运行及生产恢复等相关工作 → 部署防汛、物资保障等工作 → 部署防汛等工作."""
    end = _LIST_END.search(text)
    if end is None or re.search(r"[“《]", text):
        return
    parts = _LIST_MARK.split(text[: end.start()])
    for count in (2, 1):
        if count < len(parts):
            kept = text[: text.find(parts[count - 1]) + len(parts[count - 1])]
            noun = "" if kept.endswith(end["noun"]) else end["noun"]
            yield kept + (end["etc"] or "") + noun
