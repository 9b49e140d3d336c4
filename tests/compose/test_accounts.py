"""What has been done is not told as what is to be done."""

from summarizer import Article
from summarizer.compose.clauses.reading import Clause, read_clauses
from summarizer.compose.summaries.selection import closure
from summarizer.report import read_report

DONE = (
    "8月4日，云溪省档案工作会议在临江召开。省档案局局长周明川出席会议并讲话。他表示，近年来，云溪省档案工作取得积极进展："
    "在宣传工作方面，着力推动守正创新；在信息工作方面，着力加强队伍建设，着力提质增效，取得显著进步；在理论研究方面，整合优势资源，注重成果转化。"
)


def _needed(clauses: list[Clause], words: str) -> set[str]:
    index = next(at for at, one in enumerate(clauses) if words in one.text)
    return {clauses[at].text for at in closure(clauses, index) - {index}}


def _clauses(body: str) -> list[Clause]:
    return read_clauses(body, read_report(Article(body)))


def test_what_was_done_needs_its_period_or_what_came_of_it() -> None:
    clauses = _clauses(DONE)
    period = "近年来，云溪省档案工作取得积极进展"
    assert period in _needed(clauses, "推动守正创新")
    assert "取得显著进步" in _needed(clauses, "加强队伍建设")
    for words in ("整合优势资源", "注重成果转化"):
        assert period in _needed(clauses, words)
    # 取得积极进展： is whole without what is told besides.
    assert _needed(clauses, period) == set()


def test_demands_and_new_sentences_need_no_period() -> None:
    clauses = _clauses(f"{DONE}要聚焦短板建强工作机制。")
    assert _needed(clauses, "聚焦短板") == set()
    clauses = _clauses("8月4日，省档案局局长周明川表示，近年来，档案工作稳步前进；要聚焦短板建强工作机制。")
    assert _needed(clauses, "聚焦短板") == set()
