"""Which of a report's demands belong together: those made at one place, or under one item of an agenda.

下午，市长来到批发市场，…希望企业坚定信心 follows what he demanded at the dike in the morning; joined behind one 强调 it would
be demanded of the rescuers.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from summarizer.compose.clauses.agenda import LOOKS_BACK, agenda
from summarizer.compose.clauses.phrases import bigrams
from summarizer.compose.clauses.reading import Clause
from summarizer.datamodels import Report

#: How often a stretch of speech names its item, and how many times as often as any other.
NAMED, MARGIN = 3, 2
#: What part of the item's own words it must have.
SHARE = 0.25

_GOES = r"(?:来到|前往|走进|赶到|赴|到|在)"
# 下午，市长来到批发市场; 市长还到景区检查: somewhere else, for something else.
_ARRIVES = re.compile(
    rf"(?:(?:随后|接着|之后|当[天日晚]|[上下]午|傍晚|晚上|中午|\d{{1,2}}日(?:[上下]午|晚)?)，?[^，。]{{0,16}}{_GOES}(?!.{{0,12}}会)[^，。]{{2,}}"
    rf"|[^，。]{{2,16}}还(?:先后|专程|实地)?(?:来到|前往|走进|赴|到)(?![^，。]*会)[^，。]{{2,}})"
)
# 作为产业链链长，市长来到物流中心; 在望海派出所，市长向民警表示感谢: what is said then can be told without, but not what is praised.
_COMES = re.compile(
    r"(?:作为[^，。]{2,24}，)?[\u3400-\u9fff·]{2,4}(?:一行)?(?:又|再次|首先)?(?:来到|走进|赶赴|驱车前往)(?!.{0,12}会)[^，。]{2,}"
    r"|在(?![^，。]{0,14}[会时中]，)[^，。]{2,40}，[\u3400-\u9fff·]{2,4}(?:一行)?(?:详细|仔细|认真|实地|向|对|与|听取|察看|查看|了解)"
)
_GOES_TO = re.compile(_GOES)
# 座谈会上，郑某强调: of all that was seen
_SITS = re.compile(
    r"(?:在)?[^，。]{0,10}(?:座谈会|会议|汇报会|调研|走访|检查|督导|考察)[上中][^，。]{0,4}，|[^。]{0,24}召开[^，。]*会"
)
_PRAISES = re.compile(r"[\u3400-\u9fff·]{2,4}(?:对[^，。]*(?:肯定|赞赏|认可|评价)|充分肯定)")
_SAID_TOO = re.compile(r"表示|指出|强调|要求|希望|嘱咐|叮嘱|勉励|肯定")
# 到市公安局、市信访办调查研究
_TWO_HOSTS = re.compile(
    r"(?:到|赴|前往)(?P<hosts>[\u3400-\u9fff]{2,10}[局办委厅部院](?:、[\u3400-\u9fff]{2,10}[局办委厅部院])+)(?:调研|调查研究|检查|考察|走访|看望|慰问)"
)
_OFFICIAL = re.compile(r"^[省市县区州]|[局办委厅部院]$")
_STUDIED = (*LOOKS_BACK, "学习", "传达")
# What every item has: 研究部署我省…工作, 传达学习…重要讲话精神.
_COMMON = bigrams(
    "传达学习贯彻习近平总书记关于对在近期的重要讲话指示批示精神作出主持召开会议时考察视察研究部署审议通过听取汇报情况工作意见有关我省市县区指导推动进高质量发展做好安排加快建设创新支持我们全省全市全区重点领域"
)


def topic_needs(
    clauses: Sequence[Clause], topics: Mapping[int, frozenset[str]], report: Report, body: str
) -> list[Clause]:
    """The clauses, each of another occasion or item needing the one that says which."""
    found = list(clauses)
    arrival: int | None = None  # at a place after what was said at another
    came: int | None = None  # at any place
    last = 0  # the sentence of that, or in which somebody spoke there
    named: dict[frozenset[str], int] = {}
    first = next(iter(topics.values()), None)
    spoke = False
    for index, clause in enumerate(found):
        needed: int | None = None
        if clause.spoken:
            spoke, came = True, None
            if arrival is not None and not _still_there(found[arrival], last, clause.sentence, report, body):
                arrival = None
            last, needed = clause.sentence, arrival
            # What comes first is what the summary is read to be about.
            if (key := topics.get(clause.sentence)) and key != first:
                if key & bigrams(clause.text):
                    named.setdefault(key, index)
                else:
                    needed = named.get(key, needed)
        elif clause.position == 0:
            sentence = report.sentences[clause.sentence]
            text = body[sentence.start : sentence.end]
            # 郝某对规划给予肯定，希望企业抢抓机遇: of what he saw there.
            if came is not None and clause.sentence == last + 1 and _PRAISES.match(text):
                needed = came
            if _ARRIVES.match(text) or _COMES.match(text):
                # 作为链长，市长来到物流中心: the clause that says where.
                came = min(clause.needs, default=index) if text.startswith("作为") else index
                arrival = came if spoke and _ARRIVES.match(text) else None
                last = clause.sentence
            else:
                came = None
            spoke = spoke or bool(clause.speaker and _SAID_TOO.search(text))
        if needed is not None:
            found[index] = clause.needing(needed)
    return found


def _still_there(arrival: Clause, last: int, sentence: int, report: Report, body: str) -> bool:
    """Whether all that is told between coming to a place, or speaking there, and a sentence is told of that place.

    What is said after a tour of several places, or sitting down, is said of all of them.
    """
    there = bigrams(_GOES_TO.split(arrival.text, maxsplit=1)[-1])
    start = report.sentences[sentence].start
    if _SITS.match(body[start : report.sentences[sentence].end]):
        return False
    between = (report.sentences[one] for one in range(last + 1, sentence))
    texts = [body[one.start : one.end] for one in between]
    return all(there & bigrams(text) and not _SITS.match(text) for text in texts)


def find_topics(clauses: Sequence[Clause], report: Report, body: str) -> dict[int, frozenset[str]]:
    """Of each sentence of a speech the words that name its item, where several items are spoken of and it is clear which."""
    items = _items(clauses, report, body)
    if len(items) < 2:
        return {}
    keys = [bigrams(item) - _COMMON for item in items]
    shared = {pair for pair, count in Counter(pair for key in keys for pair in key).items() if count > 1}
    keys = [key - shared for key in keys]
    found: dict[int, frozenset[str]] = {}
    for stretch in _stretches(report):
        text = "".join(body[report.sentences[one].start : report.sentences[one].end] for one in stretch)
        counts = [
            sum(map(text.count, key)) if sum(pair in text for pair in key) >= SHARE * len(key) else 0
            for key in keys
        ]
        best = max(range(len(keys)), key=counts.__getitem__)
        others = max(count for index, count in enumerate(counts) if index != best)
        if counts[best] >= NAMED and counts[best] >= MARGIN * others:
            found |= dict.fromkeys(stretch, frozenset(keys[best]))
    return found if len(set(found.values())) > 1 else {}


def _items(clauses: Sequence[Clause], report: Report, body: str) -> list[str]:
    opening = body[: report.sentences[0].end] if report.sentences else ""
    if hosts := _TWO_HOSTS.search(opening):
        return [_OFFICIAL.sub("", host) for host in hosts["hosts"].split("、")]
    # What was said in a speech is about everything.
    return [item for item in agenda(clauses) if not item.endswith("精神") and not item.startswith(_STUDIED)]


def _stretches(report: Report) -> list[list[int]]:
    """Runs of speech sentences, each from one 会议强调 or 王某指出 to before the next."""
    found: list[list[int]] = []
    for index, sentence in enumerate(report.sentences):
        if sentence.role != "statement":
            continue
        if not found or sentence.content > sentence.start or index - 1 != found[-1][-1]:
            found.append([])
        found[-1].append(index)
    return found
