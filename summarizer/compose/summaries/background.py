"""Clauses of a report that are none of its news: background, scenes, courtesies, and words of which nobody knows whose they are.

Each rule comes with the sentence that made it necessary.
"""

import dataclasses
import re
from collections.abc import Sequence
from itertools import pairwise

from summarizer.check.places import find_places
from summarizer.compose.clauses.ceremony import HELD_UNDER, OTHER_MATTERS, SAT_IN
from summarizer.compose.clauses.reading import Clause
from summarizer.compose.clauses.standing import VERDICT
from summarizer.compose.summaries.company import MODAL
from summarizer.datamodels import Report
from summarizer.report.people import find_people

# 4名公职人员获评“江州楷模”！ at the head of a report is its title, which the headline repeats.
_TITLE = re.compile(r"[^。]{6,40}[！!]$")
# 入伏以来，广大劳动者坚守一线、挥洒汗水。｜近日，区委书记看望一线劳动者
_BEGINS = re.compile(r"(?:近日|日前|连日来|[昨今]天|(?:\d{1,2}月)?\d{1,2}日)")
_TELLS = re.compile(
    r"\d|[《“]|[召举][开行办]|[成设]立|任命?|启动|开幕|[省市县区州镇](?:委|政府|长|[^，]{0,6}[局厅])|公司|大学|学院|集团|医院|部署|要求|指示|记者"
)
# How an occasion went, and nothing of what it was about: 调研组同志作点评, 5名公民旁听会议, 王律师引用重要理论开篇.
_EMPTY = re.compile(
    rf"{SAT_IN}|{OTHER_MATTERS}|^(?:本[期次届]|此次|会议|活动|培训班)[^，]{{0,16}}{HELD_UNDER}|"
    r"(?<![并合工])作(?:了)?(?:点评|表态|交流发言|表态发言|(?:工作|情况|专题)?汇报)$|^[^，]*[\u3400-\u9fff·]{2,4}(?<![并会议动式席加])致辞$|引用[^，]{0,40}开篇$|通过召开座谈会$|到会(?:指导|祝贺)$|合影(?:留念)?$|(?:并不陌生|有[着了]?(?:颇|较|很|诸)多(?:的)?了解)$"
    # 培训班为期五天半; but 停战为期三天 is the news.
    r"|^(?:[^，]{0,12}(?:班|培训|活动|展览?|会|论坛|比赛|大赛|节|营|演练|课程?))?(?:将|共)?为期[^，、]{1,8}$"
    # 记者还致电县政府办进行了解; but 记者联系村民核实死者12人 tells what came of it, 北约记者采访团遇袭 no question.
    r"|^(?:[^，]{0,12}日[^，]{0,4}，)?[^，]{0,10}记者(?:还|也|就此|再次|随后|又|多次)*(?:致电|拨打|(?:联系|询问|采访)(?!团)了?[^，]{0,16}(?:[局委厅办院部]|政府|部门|公司|电话|方面|中心|学校))[^，\d]*$"
    # 中央有关部门，｜全国人大有关领导同志。: who, and not what they did
    r"|^(?!.*(?:出席|参加|陪同|主持|看望|慰问|会见|当选|任|向|由|与|为))[^，]{4,40}(?:有关领导|领导同志|负责同志|分管领导|主要领导)$"
)
# 某总局是军方的情报机构, 湖泊经某市汇入大江: what a reader may want to know, no news.
_DEFINES = re.compile(
    r"[^，]{2,24}?(?<![就还也才都只不这])是[^，]{0,24}的(?:[^，的]{0,6})(?:机构|部门|环节|窗口|通道|门户|湖泊|河流)$"
    r"|(?:在[^，]{2,16}，)?[^，]{2,12}(?:[江河湖水]|水系)[^，]{0,20}(?:汇入|注入|流入|流经|发源于)[^，]*$"
)
# 2018年，某村成立首个工作站; 2021年4月，他曾来调研: long before what the report tells of. 2022年，民营经济占比达… is last year's figure.
_OF_A_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2}月(?:\d{1,2}日)?)?，")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
# What only the paper tells: 一行来到工地, 本次会议由…主办, 7月2日…
_DESK = re.compile(
    r"一行|来到|走进|察看|参观|观看|慰问|调研|会议|大会|活动|本次|此次|现场|听取|座谈|学习|讨论|展开|交流|与会|大家|反馈|通报|先后|图|摄|记者|报道|据|\d日|下一步|出席|参加|主持"
)
# 省委决定：宁某同志任江州市委书记; 提名徐某同志为市长候选人
_APPOINTED = re.compile(r"同志(?:任|担任|为)(?!务)")
# 徐某曾在设计院工作过; 历任科员、主任科员: what he was long before says little of whoever is appointed.
_CAREER = re.compile(
    r"(?:此后，|同年，|\d{4}年(?:\d{1,2}月)?，)?[\u3400-\u9fff]{0,4}(?:曾在[^，]*(?:工作|任职)|历任|晋升|到地方挂职|\d{4}年\d{1,2}月(?:出生|参加工作))"
)
_SOMEBODY_SAYS = re.compile(
    r"[^，。；]{0,20}(?:主任|[局科处所校院厂店]长|经理|负责人|工作人员|发言人|村民|居民|网友|人士)(?:表示|称|说|介绍|透露|告诉记者)[，：]"
)
_QUOTES = re.compile(
    r"^(?!.*(?:报道|消息|文件|通报|公告|声明|据|获悉|网文))[^，]*(?:(?<![听据来小学])说|(?<![名职简号堪])称|表示|指出|认为|坦言)$"
)
# 消息中称，临江要全面打造“音乐之城”: behind a speaker's words that reads as his.
_SOURCE = re.compile(r"(?:消息|报道|文章|网文|媒体|评论)[^，]{0,6}(?:称|说|指出|认为|表示)$")
_GOES_ON = re.compile(r"(?:会上|调研中|座谈(?:会)?[中上]|期间|此外|同[年月])")


def without_background(clauses: Sequence[Clause], report: Report, body: str) -> list[Clause]:
    """The clauses, those that are none of the report's news marked as not usable."""
    years = [int(year) for year in _YEAR.findall(body)]
    long_ago = _long_ago(report, body, max(years, default=0)) if report.kind != "news" else frozenset[int]()

    unsure = _nobodys_words(report, body)
    beside = _beside_appointments(clauses)
    mute = _without_voice(clauses)

    scene = _sets_scene(report, body)
    titled = bool(report.sentences) and _TITLE.match(body[: report.sentences[0].end].strip())

    def is_news(clause: Clause) -> bool:
        if (
            clause.sentence in long_ago
            or clause.sentence in unsure
            or (clause.sentence == 0 and (titled or scene))
        ):
            return False
        # 要牢记隐患就是事故, behind a meeting's words, is what the paper's own commentator thinks.
        return clause.spoken or not (
            clause.demand
            or _EMPTY.search(clause.text.rsplit("，", 1)[-1])
            or _DEFINES.match(clause.text)
            or VERDICT.search(clause.text)
        )

    return [
        dataclasses.replace(one, usable=one.usable and index not in mute | beside and is_news(one))
        for index, one in enumerate(clauses)
    ]


def _sets_scene(report: Report, body: str) -> bool:
    """Whether a report opens with words that tell of nobody and nowhere, and begins after them: 高温连连，劳动者坚守一线。近日，…."""
    if len(report.sentences) < 2:
        return False
    first, second = (body[one.start : one.end] for one in report.sentences[:2])
    tells = _TELLS.search(first) or find_places(first) or find_people(first)
    return not tells and bool(_BEGINS.match(second.strip()) and find_people(second))


def _long_ago(report: Report, body: str, this_year: int) -> frozenset[int]:
    """Sentences that tell of another year, with what was said and done on that occasion."""
    found: set[int] = set()
    for index, sentence in enumerate(report.sentences):
        text = body[sentence.start : sentence.end]
        dated = _OF_A_YEAR.match(text)
        if dated:
            told_on_the_way = report.kind == "inspection" and not dated["month"]
            if index and (told_on_the_way or int(dated["year"]) < this_year - (not dated["month"])):
                found.add(index)
        elif index - 1 in found and _GOES_ON.match(text):
            found.add(index)
    return frozenset(found)


def _beside_appointments(clauses: Sequence[Clause]) -> frozenset[int]:
    """What is told behind the news of who has been appointed and not of him: 今年4月，产业基金落地江州，徐某出席启动仪式."""
    told = [
        (clause.sentence, one.name)
        for clause in clauses
        if not clause.spoken and "同志" in clause.text
        for one in find_people(clause.text)
        if _APPOINTED.match(clause.text, one.end)
    ]
    if not told:
        return frozenset()
    last, names = max(sentence for sentence, _ in told), {name for _, name in told}
    return frozenset(
        index
        for index, clause in enumerate(clauses)
        if not clause.spoken
        and clause.sentence > last
        and (
            _CAREER.match(clause.text)
            or not (any(name in clause.text for name in names) or find_people(clause.text))
        )
    )


def _without_voice(clauses: Sequence[Clause]) -> frozenset[int]:
    """副主席阿某24日说，｜首都需要扩大打击范围: what the paper would say itself, where the one who says it is left out."""
    found: set[int] = set()
    for index, (before, clause) in enumerate(pairwise(clauses), start=1):
        if clause.spoken or clause.sentence != before.sentence:
            continue
        demanded = _SOURCE.search(before.text) and MODAL.match(clause.text)
        if index - 1 in found or (not before.usable and (_QUOTES.search(before.text) or demanded)):
            found.add(index)
    return frozenset(found)


def _nobodys_words(report: Report, body: str) -> frozenset[int]:
    """Sentences between two of one speaker's that may be his words or the paper's: 甲党执政造成危机; and what stands behind
    the words of somebody without a name: 办公室薛主任表示，网传不属实。孙某有颈椎疾病。"""
    found: set[int] = set()
    sentences = report.sentences
    for index, sentence in enumerate(sentences):
        if sentence.role != "statement" and index + 1 < len(sentences):
            following = sentences[index + 1]
            told_by = _SOMEBODY_SAYS.match(body, sentence.start, sentence.end)
            if told_by and following.role == "background" and following.paragraph == sentence.paragraph:
                found.add(index + 1)
        if sentence.role != "statement" or sentence.speaker is None:
            continue
        for size in (1, 2):
            after = index + size + 1
            if after >= len(sentences) or sentences[after].speaker != sentence.speaker:
                continue
            between = range(index + 1, after)
            if all(
                sentences[one].role == "background"
                and sentences[one].paragraph == sentence.paragraph
                and not _DESK.search(text := body[sentences[one].start : sentences[one].end])
                and sentence.speaker not in text
                and not find_people(text)
                for one in between
            ):
                found |= set(between)
    return frozenset(found)
