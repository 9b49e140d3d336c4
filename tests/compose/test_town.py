"""The town goes without saying in its own paper, but not elsewhere."""

import pytest

from summarizer.check import check
from summarizer.compose.places.home import find_towns
from summarizer.compose.places.town import (
    is_nameless,
    name_in_full,
    name_ours,
    name_place,
    name_town,
    name_whole,
    placed,
    unclear_levels,
)

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


def test_the_fact_check_agrees() -> None:
    assert check(BODY, "襄阳市委书记周明川出席并讲话。") == ()


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


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("周明川调研我市文旅项目", "周明川调研襄阳市文旅项目"),
        ("我市近日召开会议。推动我市工作", "襄阳市近日召开会议。推动全市工作"),
        # What was named before is discussed for the whole of it.
        (
            "襄阳市委书记周明川主持会议，研究部署我市防汛工作",
            "襄阳市委书记周明川主持会议，研究部署全市防汛工作",
        ),
        ("我省沿海", "我省沿海"),
        ("听取我区重大工程汇报", "听取全区重大工程汇报"),
        # Nobody knows of which province.
        ("受降雨影响，我省襄阳市出现险情", "受降雨影响，襄阳市出现险情"),
    ],
)
def test_our_town_is_named_or_the_whole_of_it(text: str, named: str) -> None:
    assert name_ours(text, {"市": "襄阳"}) == named


def test_a_summary_names_its_place_once() -> None:
    towns = {"市": "襄阳", "省": "湖北"}
    assert (
        name_place("8日，市委常委会召开会议，研究部署我市防汛工作。", towns)
        == "8日，襄阳市委常委会召开会议，研究部署全市防汛工作。"
    )
    assert name_place("暴雨逼近我市。市长周明川强调", towns) == "暴雨逼近襄阳市。市长周明川强调"
    # A later sentence that is about another thing does not say whose mayor he is.
    assert (
        name_place("市长周明川到北京调研。会后发布襄阳市规划。", towns)
        == "襄阳市市长周明川到北京调研。会后发布襄阳市规划。"
    )


def test_a_town_is_called_by_its_name() -> None:
    towns = {"区": "松江"}
    assert name_in_full("某集团代表团来松调研", towns) == "某集团代表团来松江调研"
    assert name_in_full("创业人才专题班在松开班", towns) == "创业人才专题班在松江开班"
    assert name_in_full("工匠论坛在京开幕", {"市": "北京"}) == "工匠论坛在京开幕"
    assert name_in_full("代表团来杭调研", towns) == "代表团来杭调研"


@pytest.mark.parametrize(
    ("headline", "named"),
    [
        ("周明川主持召开省防汛防台研判会议", "周明川主持召开湖北省防汛防台研判会议"),
        ("周明川主持召开全省安全生产工作视频会议", "周明川主持召开湖北省安全生产工作视频会议"),
        (
            "全市政法系统领导干部会议召开 周明川强调防范风险",
            "襄阳市政法系统领导干部会议召开 周明川强调防范风险",
        ),
        ("全国志愿服务先进典型座谈会在枣阳举行", "襄阳市全国志愿服务先进典型座谈会在枣阳举行"),
    ],
)
def test_a_headline_says_whose_meeting_it_was(headline: str, named: str) -> None:
    event = "全国志愿服务先进典型座谈会"
    variants = list(placed(headline, {"市": "襄阳", "省": "湖北"}, event, f"彭晓帆参加襄阳市{event}"))
    assert variants[0] == named


def test_where_room_is_short_the_place_comes_before_adverbs_and_venue() -> None:
    towns = {"市": "襄阳"}
    presided = list(placed("周明川主持召开市政府常务会议 部署防汛", towns, None, ""))
    assert "襄阳市政府常务会议召开 部署防汛" in presided
    stressed = list(placed("周明川主持召开市政府常务会议 强调防汛", towns, None, ""))
    assert all(text.startswith("周明川") for text in stressed)
    meeting = list(placed("周明川主持召开市政府常务会议 部署防汛", towns, None, ""))
    assert "周明川主持襄阳市政府常务会议 部署防汛" in meeting
    event = "全国志愿服务先进典型座谈会"
    whole = list(placed("周明川主持全市安全生产会议 通报近期几起事故", towns, None, ""))
    assert "襄阳市安全生产会议召开 通报近期几起事故" in whole
    assert f"襄阳市{event}举行" in list(placed(f"{event}在枣阳举行", towns, event, f"襄阳市{event}"))
    assert list(placed("襄阳召开座谈会", towns, None, "")) == []


def test_an_office_is_nobodys_where_two_places_may_have_it() -> None:
    body = "枣阳市遭遇洪灾。襄阳市公布了《襄阳市委关于学习的决定》，市委、市政府决定，号召全市党员学习。"
    told = "市委、市政府决定，号召全市党员学习"
    assert is_nameless(told, unclear_levels(body, {}))
    assert not is_nameless(told, unclear_levels(body, {"市": "襄阳"}))
    assert not is_nameless(told, unclear_levels(body.replace("枣阳市", "全市"), {}))
    assert not is_nameless(f"襄阳{told}", unclear_levels(body, {}))


def test_an_office_after_another_town_is_named_even_beside_its_own() -> None:
    text = "座谈会在临江市举行。副市长林致和介绍了江州市创建工作经验。"
    assert name_town("副市长林致和介绍了江州市创建工作经验。", {"市": "江州"}).startswith("副市长")
    real = text.replace("临江", "福州").replace("江州", "临沂")
    assert "临沂市副市长林致和" in name_town(real, {"市": "临沂"})
