"""Clauses of a summary that say nothing alone: where somebody came to, that a meeting was held and not what about."""

import dataclasses
import re
from collections.abc import Sequence

from summarizer.compose.clauses.reading import OPENING_SENTENCES, Clause
from summarizer.text.visiting import VISITING

#: Characters of what a meeting was about that a summary has room for beside the meeting.
LONGEST_CONTENT = 45

# 刘某来到建设者之家; but not 来到公司检查工作, nor 来到现场参加活动
_ARRIVES = re.compile(
    rf"(?!.*(?:{VISITING}|指导|参加|参观|出席|开展|察看|查看|了解|会见|座谈|进行|宣传|宣讲|调度|督战))[^，]*(?:，[^，]*)?(?:来到|前往|走进)[^，]{{2,}}$"
)
# 省政府新闻办召开新闻发布会
_MEETS = re.compile(r"[^《]*(?:召开|举行)[^，《“]{0,16}(?:常务会议|发布会)$")
# 讨论并原则通过《水污染防治条例（草案）》《养老服务方案》和《创新发展60条》: the first of a long row stands for all.
_TITLES = re.compile(
    r"(?P<first>[^《》]{2,12}《[^《》]{2,40}》)(?:(?:、|和|以及|及)?《[^《》]{2,60}》){2,10}(?:等)?$"
)
_CONTENT = re.compile(r"(?:专题)?(?:介绍|通报|发布|解读|研究|讨论|审议|传达|学习|听取|部署|贯彻)")


def with_deeds(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses; where somebody came to needs what he did there, a meeting what it was about; alone they are not told.

    新闻办召开新闻发布会，介绍大会情况: both or neither, where the second is short.
    """
    whole = list(clauses)
    for index, clause in enumerate(clauses):
        if clause.spoken or not clause.usable:
            continue
        rest = (at for at in range(index + 1, len(clauses)) if clauses[at].sentence == clause.sentence)
        # 以座谈形式 only leads up to what was done.
        deed = next(
            (at for at in rest if clauses[at].usable and max(clauses[at].needs, default=0) <= at), None
        )
        arrives = bool(_ARRIVES.match(clause.text))
        about = clauses[deed].text if deed is not None else ""
        if deed is not None and len(about) > LONGEST_CONTENT and (row := _TITLES.match(about)):
            about = f"{row['first']}等"
            whole[deed] = dataclasses.replace(whole[deed], text=about)
        meets = clause.sentence < OPENING_SENTENCES and _MEETS.match(clause.text) and _CONTENT.match(about)
        if deed is not None and (arrives or (meets and len(about) <= LONGEST_CONTENT)):
            whole[index] = clause.needing(deed)
        elif arrives and clause.sentence:
            whole[index] = dataclasses.replace(clause, usable=False)
    return whole
