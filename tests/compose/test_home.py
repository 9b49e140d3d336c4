"""A report is from somewhere: what tells where, and what does not."""

import pytest

from summarizer.compose.places.home import find_towns

BODY = (
    "8月17日，全市民营经济发展大会召开，市委书记周明川出席并讲话，副市长彭晓帆主持。"
    "今年以来，襄阳市出台多项措施，枣阳市、谷城县作了交流发言，襄阳的民营企业占全省一成，襄阳还将继续加力。"
)


def test_nothing_is_guessed() -> None:
    assert find_towns(BODY) == {"市": "襄阳"}
    # 保定 stands in 医保定点 and is never written in full; two towns are as good as none.
    assert find_towns("市委书记周明川调研医保定点工作，全市医保定点全面开通，医保定点便民。") == {}
    assert find_towns("襄阳市和枣阳市共同举办活动，襄阳、枣阳两地代表参加，市长林致和出席。") == {}
    # Any town has a new quarter.
    assert find_towns("区委书记林致和来到新城区建设者之家，慰问新城区建设者，新城区项目稳步推进。") == {}


def test_a_papers_own_town_is_in_its_byline() -> None:
    body = "襄阳日报讯8月14日下午，我市召开安全生产工作会议，市委书记周明川主持并讲话。"
    towns = {"市": "襄阳"}
    assert find_towns(body) == towns
    # Whose secretary he is needs no words in the city's own paper; where it writes of another city it does.
    assert find_towns("襄阳日报讯8月14日下午，安全生产工作会议召开，市委书记周明川主持。") == towns
    assert find_towns("襄阳日报讯8月14日下午，枣阳市安全生产工作会议召开，市委书记周明川主持。") == {}
    # Nothing says that it is about the paper's town.
    assert find_towns("襄阳日报讯8月14日下午，安全生产工作会议召开，周明川主持。") == {}


def test_the_paper_that_is_quoted_says_whose_city_it_is() -> None:
    body = "据合肥日报消息，7月28日下午，市委书记周明川主持召开专题会议。合肥城区房地产市场态势良好。"
    assert find_towns(body) == {"市": "合肥"}


@pytest.mark.parametrize(
    ("body", "towns"),
    [
        ("市长周明川在上海分会场强调，要抓实安全生产。", {"市": "上海"}),
        ("市委书记周明川指出，要为沈阳全面振兴保驾护航。", {"市": "沈阳"}),
        (
            "省长周明川出席会议。湖北、四川等地受到汛期影响，当前，湖北正处于“七上八下”防汛关键期。",
            {"省": "湖北"},
        ),
        # 金山 is a common word, but not there.
        ("区委书记周明川慰问劳动者，感谢他们为金山经济社会发展作出的贡献。", {"区": "金山"}),
        ("区委书记周明川指出，要以建设“上城社区治理标杆”为目标。", {"区": "上城"}),
        ("市长周明川指出，新城建设是上海转变发展方式、优化城市空间格局的重要突破口。", {"市": "上海"}),
        ("区委书记周明川会见代表团，长三角科创营在松开班，由共青团松江区委主办。", {"区": "松江"}),
        ("会议听取省气象局、省建设厅、浙江海事局、省水利厅汇报。", {"省": "浙江"}),
        ("要深入学习贯彻习近平总书记考察上海重要讲话精神。", {"市": "上海"}),
        ("大众网记者 周明川 淄博报道7月31日，市政协会议召开。", {"市": "淄博"}),
        # Whose flood season has come is not who meets, where the report speaks of it just once.
        ("省长周明川主持召开防汛会商会。会议指出，安徽已进入主汛期，淮河上游来水明显增加。", {}),
        # Two claim the same, or another is named in full; who goes there is from elsewhere.
        ("湖南篇章和江西篇章十分精彩，省长周明川感谢。", {}),
        ("泰安市会议召开，服务沈阳发展，市长周明川出席。", {}),
        ("市长周明川赴昌都调研，支持昌都发展。", {}),
        ("积极学习江苏经验，省委书记周明川在江苏考察时指出。", {}),
        ("加快建设绿色龙江发展成果，黑龙江开展活动。", {}),
    ],
)
def test_a_report_speaks_of_its_own_place_in_its_own_way(body: str, towns: dict[str, str]) -> None:
    assert find_towns(body) == towns
