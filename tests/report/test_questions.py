"""What reporters ask is neither the speaker's words nor the report's."""

from summarizer.datamodels import Article
from summarizer.report import read_report


def _roles(body: str) -> list[str]:
    return [sentence.role for sentence in read_report(Article(body)).sentences]


def test_a_question_and_what_leads_up_to_it() -> None:
    roles = _roles(
        "7月26日，外事部门发言人顾一川主持例行记者会。有记者提问，近期新概念持续升温。我们注意到，贵方已提出主张。"
        "发言人能否进一步介绍情况？顾一川表示，共有四点主张。我们愿同各方一道努力。"
    )
    assert roles[1:4] == ["question"] * 3
    assert "question" not in (roles[0], *roles[4:])


def test_an_interview() -> None:
    roles = _roles("记者：请您谈谈提速情况。下一步怎么做？顾一川：我们将推行一窗受理。")
    assert roles[:2] == ["question", "question"]
    assert roles[2] != "question"


def test_an_answer_to_a_question_is_none() -> None:
    body = "顾一川在回答记者提问时表示，审批再提速。怎么提速？一窗受理是关键。有记者问到用能报装。会议结束。"
    assert "question" not in _roles(body)
