"""What clauses need beside them: the clause that tells the day or the thing to which they point back."""

import pytest

from summarizer import Article
from summarizer.compose.clauses.reading import Clause, read_clauses
from summarizer.compose.summaries.selection import closure
from summarizer.report import read_report

OPENING = "8月3日，临江市重大项目集中签约仪式举行。市长周明川出席。"


def clauses_of(body: str) -> list[Clause]:
    return read_clauses(body, read_report(Article(body)))


def needed_by(clauses: list[Clause], words: str) -> set[str]:
    """The clauses without which the one with these words cannot stand."""
    index = next(at for at, clause in enumerate(clauses) if words in clause.text)
    assert clauses[index].usable
    return {clauses[at].text for at in closure(clauses, index) - {index}}


def test_that_day_needs_the_clause_with_the_day_alone() -> None:
    clauses = clauses_of(f"{OPENING}当日，望海公司在云溪区签约。当日，青山公司在清河区签约。")
    for words in ("望海公司", "青山公司"):
        assert needed_by(clauses, words) == {"8月3日，临江市重大项目集中签约仪式举行"}


def test_that_thing_needs_the_clause_that_names_it_alone() -> None:
    body = "8月3日，云溪园项目开工。市长周明川出席。该项目建筑面积2万平方米。该项目总投资7亿元。该项目由望海公司承建。"
    clauses = clauses_of(body)
    for words in ("建筑面积", "总投资", "望海公司"):
        assert needed_by(clauses, words) == {"8月3日，云溪园项目开工"}


def test_of_an_unknown_day_the_sentence_before_says_more() -> None:
    clauses = clauses_of("临江市重大项目集中签约仪式举行。当日，望海公司签约7个项目。")
    assert needed_by(clauses, "望海公司") == {"临江市重大项目集中签约仪式举行"}


@pytest.mark.parametrize(
    "sentence", ["当日，第{}批企业在望海区签约。", "该项目第{}期开工建设。", "当日第{}批企业在望海区签约，"]
)
def test_of_many_such_sentences_none_needs_all_before_it(sentence: str) -> None:
    clauses = clauses_of(OPENING + "".join(map(sentence.format, range(60))))
    assert all(len(closure(clauses, index)) <= 3 for index in range(len(clauses)))
    assert clauses[-1].usable
