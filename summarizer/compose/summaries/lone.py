"""Clauses of a summary that say nothing alone: where somebody came to, that a meeting was held and not what about."""

import dataclasses
import re
from collections.abc import Sequence

from summarizer.compose.clauses.reading import OPENING_SENTENCES, Clause, rest_of_sentence
from summarizer.text.visiting import VISITING

#: Characters of what a meeting was about that a summary has room for beside the meeting.
LONGEST_CONTENT = 45
#: Characters of a row of adopted documents.
LONGEST_ROW = 60

# 刘某来到建设者之家; but not 来到公司检查工作, nor 来到现场参加活动
_ARRIVES = re.compile(
    rf"(?!.*(?:{VISITING}|指导|参加|参观|出席|开展|察看|查看|了解|会见|座谈|进行|宣传|宣讲|调度|督战))[^，]*(?:，[^，]*)?(?:来到|前往|走进|率[^，]{{1,10}}赴)[^，]{{2,}}$"
)
# 省政府新闻办召开新闻发布会
_MET_ONLY = re.compile(r"[^《]*(?:召开|举行)[^，《“]{0,16}(?:常务会议|发布会)$")
# 讨论并原则通过《水污染防治条例（草案）》《养老服务方案》和《创新发展60条》: the first of a long row stand for all.
_TITLES = re.compile(
    r"(?P<verb>[^《》]{2,12})《[^《》]{2,60}》(?:(?:、|和|以及|及)?《[^《》]{2,60}》){2,10}(?:等)?$"
)
_TITLE = re.compile(r"《[^《》]{2,60}》")
# 市长率队赴江州，就学习贯彻…精神，认真落实…要求，进一步做好支援工作进行交流对接: on the last of these.
_ON_CREED = re.compile(r"就(?:深入|认真|全面|切实|进一步)*(?:学习|贯彻|落实)")
_CREED = re.compile(r"(?:深入|认真|全面|切实|进一步)*(?:学习|贯彻|落实)")
_EXCHANGES = re.compile(
    r"[^，]*(?:进行|开展|展开)[^，]{0,6}(?:交流|对接|座谈|调研|考察|会谈|研讨)[^，]{0,6}$"
)
_CONTENT = re.compile(r"(?:专题)?(?:介绍|通报|发布|解读|研究|讨论|审议|传达|学习|听取|部署|贯彻)")


def with_deeds(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses; where somebody came to needs what he did there, a meeting what it was about; alone they are not told.

    新闻办召开新闻发布会，介绍大会情况: both or neither, where the second is short.
    """
    clauses = _without_creed(clauses)
    whole = list(clauses)
    for index, clause in enumerate(clauses):
        if clause.spoken or not clause.usable:
            continue
        rest = rest_of_sentence(clauses, index)
        # 以座谈形式 only leads up to what was done.
        deed = next(
            (at for at in rest if clauses[at].usable and max(clauses[at].needs, default=0) <= at), None
        )
        arrives = bool(_ARRIVES.match(clause.text))
        about = clauses[deed].text if deed is not None else ""
        row = _TITLES.match(about) if len(about) > LONGEST_ROW else None
        if deed is not None and row:
            about = _first_titles(row["verb"], _TITLE.findall(about))
            whole[deed] = dataclasses.replace(whole[deed], text=about)
        meets = clause.sentence < OPENING_SENTENCES and _MET_ONLY.match(clause.text) and _CONTENT.match(about)
        if deed is not None and (arrives or (meets and (row or len(about) <= LONGEST_CONTENT))):
            whole[index] = clause.needing(deed)
        elif arrives and clause.sentence:
            whole[index] = dataclasses.replace(clause, usable=False)
    return whole


def _first_titles(verb: str, titles: Sequence[str]) -> str:
    """讨论通过《甲》《乙》等: as many as there is room for, at least one."""
    row = verb + titles[0]
    for title in titles[1:-1]:
        if len(row) + len(title) > LONGEST_ROW:
            break
        row += title
    return f"{row}等"


def _without_creed(clauses: Sequence[Clause]) -> list[Clause]:
    """就学习贯彻指示精神，落实部署要求，｜做好支援工作进行交流对接 → 就做好支援工作进行交流对接: what it was really about."""
    found = list(clauses)
    for index, clause in enumerate(clauses):
        if clause.spoken or not clause.usable or not _ON_CREED.match(clause.text):
            continue
        end = index + 1
        while (
            end < len(clauses)
            and clauses[end].sentence == clause.sentence
            and _CREED.match(clauses[end].text)
        ):
            end += 1
        whole = end < len(clauses) and clauses[end].sentence == clause.sentence
        if whole and _EXCHANGES.match(clauses[end].text):
            needs = tuple(need for need in clauses[end].needs if need < index)
            text = f"就{clauses[end].text.removeprefix('进一步')}"
            found[end] = dataclasses.replace(clauses[end], text=text, needs=needs)
            found[index:end] = [dataclasses.replace(one, usable=False) for one in clauses[index:end]]
    return found
