"""Sentences that are neither a report's own news nor words of somebody it names: other people's, and the writer's own."""

import re
from collections.abc import Sequence
from itertools import pairwise

from summarizer.compose.clauses.reading import Clause
from summarizer.compose.clauses.standing import OWN_SUBJECT
from summarizer.datamodels import Report

#: From so many sentences with the writer's own demands on, what he writes behind the last speech is his comment.
COMMENT = 4

_HEARSAY = re.compile(r"(?:网友|网文|网传|有人|帖文|博主|自媒体)[^，]{0,20}(?:称|说|表示|爆料|指出|认为)$")
_UNNAMED = re.compile(r"与会|嘉宾|专家|人士|人员|主任|负责人|网友|居民|村民|群众")


def hearsay(clauses: Sequence[Clause], report: Report) -> set[int]:
    """Indexes of such sentences.

    有网友发文称，…; 局办公室一工作人员表示，…。｜他有颈椎疾病; 各级要守土有责: what others write, what an unnamed person goes on to
    say, and what the writer himself would have done.
    """
    # 会议通报了7起案例，要…, an official who sets tasks: that is the report's own.
    own = {clause.sentence for clause in clauses if clause.position == 0 and OWN_SUBJECT.match(clause.text)}
    urged = {
        clause.sentence
        for clause in clauses
        if not clause.spoken and clause.demand and clause.sentence not in own
    }
    found = urged | {
        clause.sentence for clause in clauses if not clause.spoken and _HEARSAY.search(clause.text)
    }
    for index, (before, sentence) in enumerate(pairwise(report.sentences), 1):
        unnamed = before.speaker is None and _UNNAMED.search(before.attribution or "")
        goes_on = sentence.role == "background" and sentence.start == before.end and index not in own
        if unnamed and goes_on:
            found.add(index)
    return found | _comment(clauses, urged)


def _comment(clauses: Sequence[Clause], urged: set[int]) -> set[int]:
    """The sentences of a comment that has been set behind a report: 近期多地受灾。要绷紧思想之弦。准备多做一些，保障就强一分。"""
    last = max((clause.sentence for clause in clauses if clause.spoken), default=None)
    if last is None or sum(sentence > last for sentence in urged) < COMMENT:
        return set()
    return {clause.sentence for clause in clauses if clause.sentence > last}
