"""Clauses are chosen for what they cover, what they need comes with them, and the budget holds."""

import tracemalloc

from summarizer.compose.clauses.reading import Clause
from summarizer.compose.summaries.selection import NEW_SPEAKER, closure, select


def clause(index: int, text: str, needs: tuple[int, ...] = (), speaker: str | None = None) -> Clause:
    return Clause(
        text=text,
        start=100 * index,
        end=100 * index + len(text),
        sentence=index,
        position=0,
        speaker=speaker,
        spoken=speaker is not None,
        voice=speaker,
        verb=None,
        needs=needs,
        demand=False,
        mood="",
        usable=True,
    )


CLAUSES = [
    clause(0, "全市投入三亿元"),
    clause(1, "投入三亿元建设新校"),
    clause(2, "新校九月投用"),
    clause(3, "可招八百人", needs=(2,)),
]


def render(chosen: list[int]) -> str:
    return "，".join(CLAUSES[index].text for index in chosen)


def pairs(text: str, value: float = 1.0) -> dict[str, float]:
    return {text[at : at + 2]: value for at in range(len(text) - 1)}


def test_what_has_been_said_counts_for_nothing() -> None:
    worth = [pairs("投入三亿元", 0.7), pairs("投入三亿元", 1.0), pairs("九月投用", 0.6), {}]
    assert select(CLAUSES, worth, 20, render) == [1, 2]


def test_a_clause_brings_what_it_needs() -> None:
    assert closure(CLAUSES, 3) == {2, 3}
    assert select(CLAUSES, [{}, {}, {}, pairs("八百人")], 40, render) == [2, 3]


def test_what_is_needed_is_followed_no_farther_than_it_fits() -> None:
    row = [clause(at, f"授予第{at}人称号", needs=(at - 1,) if at else ()) for at in range(2000)]
    assert closure(row, 3, 40) == {0, 1, 2, 3}
    assert closure(row, 1999, 40) == frozenset()
    tracemalloc.start()
    chosen = select(
        row, [pairs(one.text) for one in row], 40, lambda all: "，".join(row[at].text for at in all)
    )
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert chosen == [0, 1, 2, 3, 4]
    # Each with all before it are two million clauses.
    assert most < 20_000_000


def test_the_budget_holds_and_worthless_clauses_stay_out() -> None:
    worth = [pairs(one.text) for one in CLAUSES]
    for budget in range(4, 45):
        assert len(render(select(CLAUSES, worth, budget, render))) <= budget
    assert select(CLAUSES, [pairs(one.text, -0.1) for one in CLAUSES], 45, render) == []


def test_a_new_speaker_is_worth_hearing() -> None:
    said = [
        clause(0, "要压实安全责任", speaker="甲"),
        clause(1, "要守住安全底线", speaker="甲"),
        clause(2, "将全力支持企业", speaker="乙"),
    ]
    worth = [pairs("压实安全责任"), pairs("守住底线", 0.5), pairs("全力支持", 0.4)]
    assert NEW_SPEAKER > 0
    chosen = select(said, worth, 16, lambda chosen: "，".join(said[index].text for index in chosen))
    assert chosen == [0, 2]
