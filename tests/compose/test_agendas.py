"""The first item of an agenda in a summary."""

from summarizer import Article
from summarizer.compose.clauses.reading import Clause, read_clauses
from summarizer.compose.summaries.agendas import told_briefly, with_first_item
from summarizer.report import read_report

BODY = (
    "8月8日上午，云溪省委书记周明川主持召开省委常委会会议，传达学习习近平总书记在中央政治局第七次集体学习时的重要讲话精神，"
    "研究部署全省防汛工作，审议通过《云溪省养老服务条例》。会议强调，要加强巡查防守。"
)


def clauses_of(body: str) -> list[Clause]:
    return read_clauses(body, read_report(Article(body)))


def at(clauses: list[Clause], words: str) -> int:
    return next(index for index, one in enumerate(clauses) if one.text.startswith(words))


def test_a_later_item_needs_the_study_with_which_the_meeting_opened() -> None:
    found = with_first_item(clauses_of(BODY))
    first = at(found, "传达学习")
    assert first in found[at(found, "研究部署")].needs
    assert first in found[at(found, "审议通过")].needs
    assert first not in found[at(found, "加强巡查")].needs


def test_a_meeting_that_studied_nothing_is_told_as_before() -> None:
    clauses = clauses_of("8月8日，云溪市政府召开常务会议，听取防汛工作汇报，研究部署养老服务工作。")
    assert with_first_item(clauses) == clauses
    assert told_briefly(clauses, []) is None


def test_where_items_are_left_out_the_first_is_told_in_few_words() -> None:
    clauses = clauses_of(BODY)
    first = at(clauses, "传达学习")
    briefly = told_briefly(clauses, [0])
    assert briefly is not None
    assert briefly[first].text == "传达学习习近平总书记重要讲话精神"
    assert told_briefly(clauses, range(len(clauses))) is None


def test_the_subject_of_a_study_is_who_met_and_not_whose_speech_it_was() -> None:
    clauses = clauses_of(
        "7日上午，云溪省委常委会召开会议，传达学习习近平总书记近期重要讲话、贺信回信精神，研究部署贯彻落实意见。"
    )
    assert at(clauses, "传达学习")
    assert 0 in clauses[at(clauses, "传达学习")].needs
