"""The town goes without saying in its own paper, but not elsewhere."""

import pytest

from summarizer.check import check
from summarizer.compose.town import find_towns, name_ours, name_town, name_whole

BODY = (
    "8月17日，全市民营经济发展大会召开，市委书记周明川出席并讲话，副市长彭晓帆主持。"
    "今年以来，襄阳市出台多项措施，枣阳市、谷城县作了交流发言，襄阳的民营企业占全省一成，襄阳还将继续加力。"
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("8月17日，大会召开。市委书记周明川强调", "8月17日，大会召开。襄阳市委书记周明川强调"),
        ("副市长彭晓帆主持", "襄阳市副市长彭晓帆主持"),
        ("8月17日，市总工会举行交流活动", "8月17日，襄阳市总工会举行交流活动"),
        # It stands there already, or nothing asks for it.
        ("襄阳召开大会，市委书记周明川强调", "襄阳召开大会，市委书记周明川强调"),
        ("湖北省市场监管局召开会议", "湖北省市场监管局召开会议"),
        ("周明川强调，城市更新要加快", "周明川强调，城市更新要加快"),
    ],
)
def test_the_first_nameless_office_gets_its_town(text: str, named: str) -> None:
    assert name_town(text, find_towns(BODY)) == named


def test_nothing_is_guessed() -> None:
    assert find_towns(BODY) == {"市": "襄阳"}
    # 保定 stands in 医保定点 and is never written in full; two towns are as good as none.
    assert find_towns("市委书记周明川调研医保定点工作，全市医保定点全面开通，医保定点便民。") == {}
    assert find_towns("襄阳市和枣阳市共同举办活动，襄阳、枣阳两地代表参加，市长林致和出席。") == {}
    # Any town has a new quarter.
    assert find_towns("区委书记林致和来到新城区建设者之家，慰问新城区建设者，新城区项目稳步推进。") == {}


def test_the_fact_check_agrees() -> None:
    assert check(BODY, "襄阳市委书记周明川出席并讲话。") == ()


def test_a_papers_own_town_is_in_its_byline() -> None:
    body = "襄阳日报讯8月14日下午，我市召开安全生产工作会议，市委书记周明川主持并讲话。"
    towns = find_towns(body)
    assert towns == {"市": "襄阳"}
    assert name_ours("周明川调研我市文旅项目", towns) == "周明川调研襄阳市文旅项目"
    assert name_ours("周明川调研我市文旅项目", {}) == "周明川调研我市文旅项目"
    # Nothing says that it is about the paper's town.
    assert find_towns("襄阳日报讯8月14日下午，安全生产工作会议召开，市委书记周明川主持。") == {}


def test_the_paper_that_is_quoted_says_whose_city_it_is() -> None:
    body = "据合肥日报消息，7月28日下午，市委书记周明川主持召开专题会议。合肥城区房地产市场态势良好。"
    assert find_towns(body) == {"市": "合肥"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "周明川主持召开专题会议 研究谋划全市房地产工作",
            "周明川主持召开专题会议 研究谋划襄阳市房地产工作",
        ),
        # What an event is called stays, and so does a headline that names the place.
        ("周明川部署全市民营经济发展大会", "周明川部署全市民营经济发展大会"),
        ("襄阳市委常委会研究全市房地产工作", "襄阳市委常委会研究全市房地产工作"),
        ("周明川研究全省房地产工作", "周明川研究全省房地产工作"),
    ],
)
def test_the_whole_city_is_named_where_work_is_discussed(text: str, named: str) -> None:
    assert name_whole(text, {"市": "襄阳"}) == named
