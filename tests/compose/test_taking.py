"""What a key point takes along from its sentence; every case comes from a report that was read."""

import pytest

from summarizer.compose.keypoints.taking import taken_along


@pytest.mark.parametrize(
    ("texts", "demanded", "found"),
    [
        (["把调查研究成果转化好、运用好", "更好转化为推动发展的实际成效"], 0, {1: 0}),
        (["高度关注受灾群众的诉求", "用心用情保障群众基本生活"], 0, {1: 0}),
        (["深入剖析问题背后的顽疾", "从源头寻求破解之法", "推进成果运用"], 0, {1: 0}),
        (["强化监测、预警、处置", "努力做到“四早五最”"], 0, {1: 0}),
        (["水环境是基础工程", "全面保基本、逐步提品质"], 1, {1: 0}),
        (["对存在隐患的", "采取果断措施", "该停用的坚决停用"], 1, {1: 2}),
        (["省级层面问题大多是跨地区、跨部门的", "加强统筹协调"], 1, {0: 1}),
        (["进一步发挥市防指的分析研判职能", "支撑保障市区两级防汛调度"], 0, {1: 0}),
        (["不断完善区域电网规划", "更好满足临江未来发展需要"], 0, {1: 0}),
        (["望海已跻身枢纽城市行列", "但也存在短板和不足"], 5, {0: 1}),
        (
            ["形势持续平稳", "是未发生事故的2个县之一", "也要认识到责任落实上仍有差距", "狠抓落实"],
            3,
            {0: 2, 1: 2},
        ),
        (["省级领导要以身作则下沉一线", "示范带动各单位主要负责同志履职"], 5, {1: 0}),
        # Whole without one another.
        (["认真学习会议精神", "也要认识到发展的大好机遇"], 5, {}),
        (["强化监测预警", "第一时间发布信息"], 0, {}),
        (["对危险房屋采取隔离措施", "制定整治方案"], 0, {}),
        (["坚决做到“两个维护”"], 0, {}),
    ],
)
def test_a_half_of_a_speech(texts: list[str], demanded: int, found: dict[int, int]) -> None:
    assert taken_along(texts, [index == demanded for index in range(len(texts))], True) == found


def test_a_figure_has_a_subject() -> None:
    texts = ["望海老区发生了巨大变化", "人民生活水平显著提高", "2022年人均GDP在20个城市中排名第二位"]
    assert taken_along(texts, [False] * 3, False) == {2: 0}
    assert taken_along(["全省公积金运行平稳", "服务保障水平进一步提升"], [False] * 2, True) == {1: 0}
    assert taken_along(["2022年全市GDP增长5%"], [False], False) == {}
