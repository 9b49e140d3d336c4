"""How clauses hang in their sentences and speeches."""

from summarizer import Article
from summarizer.compose.clauses.reading import read_clauses
from summarizer.compose.clauses.ties import ties
from summarizer.report import read_report

BODY = (
    "8月3日，临江市招商大会召开。市长林致和强调，要优化营商环境，瞄准产业布局；近年来，全市项目连年增长。\n"
    "会上，副市长顾岚舟通报了有关情况，并就下一步工作作出安排。"
)


def tied(words: str) -> dict[str, float]:
    clauses = read_clauses(BODY, read_report(Article(BODY)))
    rows = ties(clauses, BODY)
    assert len(rows) == len(clauses)
    assert all(0.0 <= value <= 1.0 for row in rows for value in row.values())
    return next(row for row, clause in zip(rows, clauses, strict=True) if words in clause.text)


def test_what_goes_on_from_a_demand_is_governed_by_it() -> None:
    first, second = tied("营商环境"), tied("产业布局")
    assert (first["demand"], second["demand"]) == (1.0, 0.0)
    assert first["governed"] == second["governed"] == second["after_demand"] == 1.0
    assert first["since_said"] == 0.0


def test_what_is_told_after_a_semicolon_is_no_demand() -> None:
    told = tied("连年增长")
    assert told["after_semicolon"] == 1.0
    assert told["governed"] == told["after_demand"] == 0.0
    assert told["past"] == 1.0


def test_a_clause_without_its_subject_needs_it() -> None:
    assert tied("通报了")["needed"] == 1.0
    assert tied("作出安排")["needs"] == 1.0


def test_no_clauses_have_no_ties() -> None:
    assert ties([], "") == []
