"""A model that reads little still reads what the report is about."""

from summarizer.article import read_article
from summarizer.backends.base import REST_CHARS, Candidate
from summarizer.check import FactChecker
from summarizer.compose.draft import finish
from summarizer.compose.headlines.passages import headline_passages
from summarizer.compose.planning import plan_requests
from summarizer.options import SummaryOptions
from summarizer.report import read_report

LETTER = (
    "在云溪书院建院百年之际，省文史研究馆馆长温知远日前致信祝贺，向全体师生和校友致以问候。"
    "温知远在信中说，百年来书院坚持兴学育人，守护了一方文脉，培养了一批批人才。"
    "温知远希望书院珍惜传统，把古籍整理出来，把讲堂办到乡村去，让更多孩子读到好书。"
)
MEETING = "云溪书院建院百年纪念大会5月6日在云溪市举行。市长何静姝出席大会并讲话，300余名校友代表参加。"


def plan(body: str, max_chars: int, model_leads: bool = False):
    article = read_article(body)
    report = read_report(article)
    return article, report, plan_requests(article, report, SummaryOptions(), max_chars, model_leads)


def test_an_event_told_late_is_read_too() -> None:
    article, report, planned = plan(LETTER * 2 + "\n" + MEETING, 200)
    opening, event = [request.text for request in planned.requests]
    assert opening == article.body[:200]
    assert event.startswith("云溪书院建院百年纪念大会5月6日在云溪市举行")
    assert report.event == "云溪书院建院百年纪念大会"
    assert planned.requests[0].rest == article.body[200 : 200 + REST_CHARS]


def test_a_headline_of_the_later_passage_can_win() -> None:
    """Each passage has its own best: the later one's must not lose because its scores are lower throughout."""
    article, report, planned = plan(LETTER * 2 + "\n" + MEETING, 200)
    answers = [
        [Candidate("温知远日前致信祝贺，向全体师生", -0.1)],
        [Candidate("云溪书院建院百年纪念大会举行", -2.0)],
    ]
    draft = finish(planned, answers, FactChecker(article.body, report), SummaryOptions(), model_leads=False)
    assert "云溪书院建院百年纪念大会" in draft.headline


def test_one_passage_is_enough_where_the_opening_tells_the_event() -> None:
    article, _, planned = plan(MEETING + "\n" + LETTER * 3, 200)
    assert [request.text for request in planned.requests] == [article.body[:200]]


def test_a_model_that_reads_everything_is_given_everything() -> None:
    article, report, planned = plan(LETTER * 20 + "\n" + MEETING, 2_000_000, model_leads=True)
    headlines = [request for request in planned.requests if request.task == "headline"]
    summaries = [request for request in planned.requests if request.task == "summary"]
    assert [one.text for one in headlines + summaries] == [article.body] * 2
    assert headline_passages(article.body, report, 2_000_000) == [(0, len(article.body))]
