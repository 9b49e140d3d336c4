"""Whether the demand in a headline is about what the meeting was about."""

import pytest

from summarizer import Article
from summarizer.compose.clauses.reading import read_clauses
from summarizer.compose.headlines.ranking import Option, rank_headlines
from summarizer.compose.headlines.theme import Theme
from summarizer.report import read_report

POLICE = (
    "8月8日，全市政法系统领导干部会议召开。市委书记周明川出席会议并讲话。周明川指出，政法工作事关全局。全市政法机关要守牢底线。"
    "周明川强调，要加强政治建设，谋划推进政法事业。要扎实做好信访工作。要打造过硬政法队伍。"
)
FUND = (
    "8月7日，全省住房公积金工作会议召开。会议通报上半年住房公积金运行情况。会议强调，要抓好灵活就业人员参加住房公积金工作。"
    "要加大住房公积金贷款支持力度，落实差别化住房信贷政策。"
)
SAFETY = (
    "7月30日，全省安全生产电视电话会议召开。省长周明川强调，要抓实防汛减灾工作。防汛减灾思想不可麻痹。要拉满防汛行动之弓。"
    "防汛准备要多做一些。要坚守安全底线。"
)


def theme(body: str) -> Theme:
    """The theme of a report's body."""
    report = read_report(Article(body))
    return Theme(read_clauses(body, report), report)


HARBOUR = (
    "7月20日，云溪港口史初稿审查会议召开，副局长周明川出席。周明川指出，港口是门户。周明川强调，要进一步突出港口主题。"
    "要加强沟通。港口文化要传承。"
)


@pytest.mark.parametrize(
    ("body", "event", "demand", "misses"),
    [
        (POLICE, "全市政法系统领导干部会议召开", "周明川强调做好信访工作", True),
        (POLICE, "全市政法系统领导干部会议召开", "周明川强调打造过硬政法队伍", False),
        # One pair of a long word is too little.
        (FUND, "全省住房公积金工作会议召开", "落实差别化住房信贷政策", True),
        (FUND, "全省住房公积金工作会议召开", "加大住房公积金贷款支持力度", False),
        # Of a long name the report goes on to speak of one word.
        (HARBOUR, "云溪港口史初稿审查会议召开", "周明川强调突出港口主题", False),
        (HARBOUR, "云溪港口史初稿审查会议召开", "周明川强调加强沟通", True),
        # What the report keeps speaking of is its theme, whatever the meeting is called.
        (SAFETY, "全省安全生产电视电话会议召开", "周明川强调抓实防汛减灾工作", False),
        # A name that says nothing needs the demand; an agenda and a visit are another thing.
        (POLICE, "市委常委会召开会议", "做好信访工作", False),
        (POLICE, "市政法委党组召开专题学习会议", "做好信访工作", False),
        (POLICE, "全市政法系统领导干部会议召开", "部署信访工作", False),
        (POLICE, "周明川调研政法工作", "强调做好信访工作", False),
    ],
)
def test_a_demand_about_another_thing_misses_the_theme(
    body: str, event: str, demand: str, misses: bool
) -> None:
    assert theme(body).misses(event, demand) is misses


def test_the_demand_that_the_name_of_a_meeting_leads_to_expect_follows_it() -> None:
    report = read_report(Article(POLICE))
    clauses = read_clauses(POLICE, report)
    name = "全市政法系统领导干部会议召开"
    police = f"{name} 周明川强调打造过硬政法队伍"
    options = [Option(text) for text in (name, f"{name} 周明川强调做好信访工作", police)]
    assert rank_headlines(options, clauses, [0.5] * len(clauses), report)[0] == police
    # That a congress met is the news.
    name = "云溪市政法协会第八次会员代表大会胜利召开"
    options = [Option(text) for text in (name, f"{name} 周明川强调打造过硬政法队伍")]
    assert rank_headlines(options, clauses, [0.0] * len(clauses), report)[0] == name


def test_a_meeting_named_after_its_subject_is_told_by_its_name_alone() -> None:
    report = read_report(Article(POLICE))
    clauses = read_clauses(POLICE, report)
    told = "全市政法系统领导干部会议召开 周明川强调做好信访工作"
    ranked = rank_headlines([Option(told)], clauses, [0.5] * len(clauses), report)
    assert ranked == ["全市政法系统领导干部会议召开", told]
