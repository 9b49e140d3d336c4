"""Clauses that go on from an earlier one; every case comes from a report that was read."""

import pytest

from summarizer.compose.clauses.halves import find_halves
from summarizer.compose.clauses.leaning import bearers


def _needs(texts: list[str], demands: list[bool] | None = None) -> list[set[int]]:
    count = len(texts)
    return find_halves(texts, [True] * count, demands or [False] * count, True).needs


def _bearer(texts: list[str], demands: list[bool] | None = None) -> int | None:
    return bearers(texts, demands or [False] * len(texts)).get(len(texts) - 1)


@pytest.mark.parametrize(
    "texts",
    [
        ["强化规划工作统筹能力", "引领江州区域整体创新发展"],
        ["坚持探索实践", "“推陈出新、步履不歇”"],
        ["及时制定具体方案", "清单化闭环式推进落实"],
        ["学习贯彻重要指示精神", "重点在抓落实、关键在勇担当"],
        ["尽快协调相关单位", "向山区空投生活物资"],
        ["支持更多院士专家深耕江州", "把论文写在江州大地上"],
        ["对一时难以整治的房屋采取警示和隔离措施", "制定整治方案和计划"],
        ["与海内外企业家、投资者一起", "共同推动食品产业高起点发展"],
        ["从祖父时代完全合法承租", "不料近年被列为违规使用"],
        ["我市有大到暴雨", "局部地区有大暴雨"],
        ["回报投资者才成为可能", "促进分红亦是回报投资者的途径"],
        ["迎峰度夏任务重", "更要科学安排警力"],
        ["某部是英雄辈出的队伍", "历史沿革“红”、作训理念“好”、战斗功勋“著”"],
        ["环保产业是发展的新引擎", "产业链长、市场需求大、发展前景广"],
        ["两地部门重心下移", "在夯实统战基础上思路新、方法多、工作实"],
        ["实施上门冲洗全覆盖", "覆盖到位、冲洗到位、保洁到位"],
        ["重中之重是推进燃气安全整治", "聚焦生产端、用户端强化全链条监管"],
        ["深入学习贯彻习近平总书记关于防汛救灾工作的重要指示精神", "认真落实某副总理在津指导工作的部署"],
        ["推动展会提档升级", "切实助力中国式现代化"],
    ],
)
def test_by_whom_and_how_stands_before(texts: list[str]) -> None:
    assert 0 in _needs(texts)[1]


def test_a_field_of_a_demand_goes_with_what_is_demanded() -> None:
    texts = ["一体把握立场、观点、方法", "在推进实践探索上争创人大成果"]
    assert 0 in _needs(texts, [True, False])[1]
    assert 0 not in _needs(texts, [True, True])[1]


def test_rows_are_whole_only_together() -> None:
    row = ["强化预报预警", "强化隐患整治", "强化应急处置", "确保城市安全度汛"]
    assert all(3 in needs for needs in _needs(row)[:3])
    assert not _needs(["强化应急处置", "确保城市安全度汛"])[0]
    words = _needs(["聚焦一个“法”字", "凸显一个“严”字", "做实一个“联”字"])
    assert 1 in words[0]
    assert 1 in words[2]


@pytest.mark.parametrize(
    "texts",
    [
        ["市国资委将建立工作专班", "细化援建任务清单", "更好统筹协调援建企业工作"],
        ["江州警备区要充分发挥职能作用", "更好动员官兵支持经济社会发展"],
        ["江州信息科技集团锚定目标定位", "充分发挥央企在科技创新方面的作用"],
        [
            "全省公积金行业持续改革完善制度设计",
            "对服务事项进行标准化提升",
            "取得明显成效",
            "持续深化信息化建设",
        ],
        ["示范区创建工作启动以来，江州市按照工作思路", "优化网络交易服务"],
        ["才溪乡调查", "科学回答了根据地建设的重要性问题"],
        ["“城中村”改造是公益性项目", "并非营利性工程", "大胆探索土地供应“协议出让”"],
    ],
)
def test_whose_deed_it_is_the_first_clause_says(texts: list[str]) -> None:
    assert _bearer(texts) == 0


def test_what_is_being_done_somewhere_is_told_of_that_place() -> None:
    assert _bearer(["面对产业变革机遇", "江州正加快布局未来产业", "不断塑造发展新优势"]) == 1
    assert _bearer(["江州正深入学习领会重要论述", "以科技创新开辟发展新领域新赛道"]) == 0


def test_of_which_field_a_demand_is_the_first_clause_says() -> None:
    texts = ["在禁毒工作上，要突出重点", "切实把下半年的工作抓细、抓实、抓好"]
    assert 0 in _needs(texts, [True, False])[1]
    assert 0 not in _needs(texts, [True, True])[1]


@pytest.mark.parametrize(
    "texts",
    [
        ["各部门要形成合力", "加快破解瓶颈难题"],
        ["重点要推动存量用地转型升级", "推进滨江土地收储"],
        ["推动高质量发展取得新成效", "加快创新型省份建设"],
        ["在禁毒工作上，要突出重点", "全力打赢禁毒攻坚战"],
        ["江州正加快布局未来产业", "希望与集团加强合作"],
        ["要修正在建项目的方案", "不断提升质量"],
        ["调查是本年度重点项目", "各单位要组织专业队伍", "确保数据真实、准确、完整"],
    ],
)
def test_a_demand_of_everybody_stands_alone(texts: list[str]) -> None:
    assert _bearer(texts) is None


def test_a_premise_is_none_without_its_measure() -> None:
    texts = ["“城中村”改造是公益性项目", "并非营利性工程", "大胆探索土地供应“协议出让”"]
    assert bearers(texts, [False] * 3)[0] == 2
    assert 0 not in bearers(["示范区创建是重要抓手", "全力推进"], [False] * 2)


@pytest.mark.parametrize(
    "texts",
    [
        ["发挥人力资源服务机构贴近市场优势", "赋能区域重点产业招才引智"],
        ["认真开展新政的宣传解读", "有效覆盖、准确触达政策惠及对象"],
        ["参加本次会议的有各乡镇分管林业的领导", "各林业工作站站长50余人"],
        ["通过社区副书记介绍项目的方式", "充分展现社区书记抓班子带队伍的能力"],
    ],
)
def test_who_does_or_shows_it_stands_before(texts: list[str]) -> None:
    assert 0 in _needs(texts)[1]


def test_what_the_bodies_take_part_in_is_theirs() -> None:
    texts = ["发挥服务机构贴近市场优势", "赋能重点产业招才引智", "积极参与稳就业行动"]
    assert _needs(texts)[2] >= {0, 1}
    assert not _needs(["加强统筹", "落实优化营商环境方案", "积极参与稳就业行动"])[2] & {0, 1}


def test_what_is_told_of_an_event_needs_its_name() -> None:
    told = ["本届临江博览会将围绕数字生活", "设置各具特色的展馆", "全方位展示经贸合作的最新成果"]
    assert 0 in _needs(told)[2]
    assert 0 in _needs(["此次活动既是擂台赛", "也是推进会", "通过互比互学", "让书记不断提升"])[2]
    # Demanded of whoever hears it.
    assert 0 not in _needs(["加强设施建设", "全面落实规范要求", "彰显临江特色"], [True, False, False])[2]


def test_a_zone_that_promises_is_named() -> None:
    assert _bearer(["临江开发区将全力投身新赛程", "助力望海打造制造业高地"]) == 0


def test_what_a_body_did_is_no_demand() -> None:
    texts = ["省生态环境厅联合相关部门印发了《行动计划》", "组织指导各市不断加强噪声防治工作"]
    assert _bearer(texts) == 0
    assert _bearer(texts, [False, True]) is None


def test_what_something_was_done_for_is_no_demand() -> None:
    texts = ["为全面贯彻大会精神", "落实《噪声污染防治法》要求", "省生态环境厅印发了《行动计划》"]
    assert bearers(texts, [False] * 3).get(1) == 2
    assert 1 not in bearers([texts[0], texts[1], "加强部门协作"], [False] * 3)


@pytest.mark.parametrize(
    "text",
    [
        "做大做强、做优做精",
        "把森林守护好、环境保护好、生态维护好",
        "今年以来，江州势头好、动能强",
        "临江是产业重镇",
    ],
)
def test_what_names_its_object_or_subject_leans_on_nothing(text: str) -> None:
    assert _needs(["落实好省委的部署", text])[1] == set()


def test_what_is_checked_and_what_threatens_say_by_what_and_when() -> None:
    assert 0 in _needs(["通过有效应对强降雨", "检验新区各项工程质量"])[1]
    assert 0 in _needs(["当前正值汛期", "发生山体滑坡等灾害风险较高"])[1]
    assert _needs(["当前正值汛期", "加强隐患点巡查"])[1] == set()
