"""Rows of which a summary tells no later one without those before it."""

from summarizer import Article
from summarizer.compose.clauses.reading import Clause, read_clauses
from summarizer.compose.summaries.ranks import in_rank
from summarizer.report import read_report


def ranked(body: str) -> list[Clause]:
    return in_rank(read_clauses(body, read_report(Article(body))))


def the(clauses: list[Clause], words: str) -> tuple[int, Clause]:
    return next((index, one) for index, one in enumerate(clauses) if words in one.text)


def test_a_later_merit_needs_the_one_before() -> None:
    found = ranked(
        "江东省委常委会会议决定，追授林致和、郑明远同志“江东省优秀共产党员”称号，给予林致和同志追记个人一等功、给予郑明远同志追记大功，"
        "授予苏文同志“江东省优秀共产党员”称号并记个人一等功。"
    )
    first, _ = the(found, "追授")
    second, middle = the(found, "追记大功")
    assert first in middle.needs
    assert second in the(found, "苏文同志")[1].needs


def test_who_is_named_first_of_those_present_is_told() -> None:
    found = ranked(
        "8月7日，全省住房工作会议在临江召开。省住建厅党组成员、副厅长、一级巡视员林致和，临江市政府党组成员、副市长郑明远出席会议。"
    )
    first, _ = the(found, "林致和")
    assert first in the(found, "郑明远出席")[1].needs


def test_who_presided_needs_nobody() -> None:
    found = ranked("8月7日，全省住房工作会议在临江召开。市委书记林致和主持，临江市副市长郑明远出席会议。")
    index, _ = the(found, "林致和主持")
    assert index not in the(found, "郑明远出席")[1].needs
