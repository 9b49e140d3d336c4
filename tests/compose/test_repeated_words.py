"""Words that come again and again do not hold anybody up: no pattern may read them in many ways."""

import time

import pytest

from summarizer.compose.clauses.agenda import shortened
from summarizer.compose.clauses.leaning import _LESSER
from summarizer.compose.clauses.standing import VERDICT
from summarizer.compose.summaries.background import _EMPTY
from summarizer.compose.summaries.writing import _ONLY_SPOKE
from summarizer.report.telling import CREDIT

#: Seconds of the processor that any of these may take; unbounded patterns took minutes.
SECONDS = 2.0
CHARS = 20_000
#: Of a clause that never ends, for patterns that are quick enough to be tried on each.
LONGEST_CLAUSE = 100_000


@pytest.mark.parametrize(
    "item",
    [
        "传达学习习近平总书记重要讲话",
        "听取和审议《关于关于",
        "传达召开的举行的",
        "部署相关有关",
        "学习精神，“",
    ],
)
def test_an_agenda_of_one_item_again_and_again(item: str) -> None:
    started = time.process_time()
    shortened(item * (CHARS // len(item)))
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize(
    ("pattern", "words"),
    [(CREDIT, "通讯员、"), (CREDIT, "记者甲"), (_ONLY_SPOKE, "书记会议并")],
)
def test_patterns_on_one_word_again_and_again(pattern, words: str) -> None:
    started = time.process_time()
    pattern.search(words * (CHARS // len(words)))
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize(
    ("look", "words"), [(_LESSER.match, "学习"), (VERDICT.search, "同志是"), (_EMPTY.search, "引用开")]
)
def test_what_is_tried_on_each_clause(look, words: str) -> None:
    started = time.process_time()
    look(words * (LONGEST_CLAUSE // len(words)))
    assert time.process_time() - started < SECONDS
