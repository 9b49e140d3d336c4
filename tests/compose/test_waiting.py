"""Clauses that only lead up to the next one; every case comes from a report that was read, names changed."""

import pytest

from summarizer.compose.clauses.waiting import waits_for


def _waits(texts: list[str], index: int = 0, demands: bool = False, spoken: bool = True) -> int | None:
    count = len(texts)
    return waits_for(index, texts, [True] * count, [demands] * count, spoken)[0]


@pytest.mark.parametrize(
    ("half", "whole"),
    [
        ("以群众满意为标准", "及时回应群众急难愁盼问题"),
        ("全区上下要以先进制造业园区大开发大建设为契机", "锐意进取"),
        ("江州将以开放合作的理念", "广聚技术、人才等要素资源"),
        ("综合采取贷款展期、降低融资成本等方式", "助力企业脱困"),
        ("从着力提升领导力、执行力和影响力入手", "抓好新制定的制度"),
        ("在艺术创作演出、文化遗产保护等方面", "推动文化创造性转化"),
        ("在河西辖区检查点位", "有关领导开展检查"),
        ("江州法院自2020年与栏目结缘至今", "已有过多次交流"),
        ("800余名委员紧紧围绕中心工作和工作计划", "开展调查研究"),
        ("大楼经过7年修缮", "重新焕发生机"),
        ("在信息工作方面", "扎扎实实强弱项"),
        ("云溪县邀请云溪大学教授何文、周明川", "对儿童督导员进行了集中培训"),
        ("中方愿同广大发展中国家一道", "推动落实全球发展倡议"),
        ("尤其是对蓄滞洪区内需要转移人员", "要应撤尽撤"),
        ("除了陈某与委任律师外", "同案被告也出庭"),
        ("聚焦乡村振兴大局", "全力开展慈善服务"),
        ("警方将集中全部调查力量", "迅速确认发帖人员"),
        ("今年江州用电负荷高峰来得早", "全省电力供应平稳有序"),
        ("创建活动已经启动", "抢抓机遇"),
        ("一分部署", "九分落实"),
        ("在生态环境保护工作上，要提高站位", "强化举措"),
        ("望海控股将选址临江街道", "打造硬科技未来城"),
        ("突出实战实用", "加快推进平台建设"),
        ("注重整合融合", "加快推进平台建设"),
        ("继江州市发生袭击事件后", "警方成立专案小组"),
        ("站在检验教育成效的政治高度", "做好气象服务"),
        ("两级工会将带着党委政府的殷切嘱托", "慰问一线职工"),
        ("林致和就“质量引领未来”为主题", "作汇报"),
        ("以“时时放心不下”的责任感", "狠抓工作落实"),
        ("林致和律师应临江县国资局邀请", "为县属国企开展公司治理的讲座"),
    ],
)
def test_means_premises_and_what_is_looked_at_wait_for_the_next_clause(half: str, whole: str) -> None:
    assert _waits([half, whole]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "为临江县属国有企业开展公司治理和风险防控的讲座",
        "本届大会以“聚焦绿色低碳创新”为主题",
        "坚持以人民为中心的创作导向",
        "把数字经济作为重点产业",
        "聚焦短板弱项抓好隐患排查",
        "与援建企业建立精准对接",
        "有针对性、多渠道地开展宣传工作",
        "努力为全市发展营造和谐稳定的社会环境",
        "要压实主体责任",
        "突出重点难点问题",
        "注重人才培养",
    ],
)
def test_a_whole_clause_waits_for_nothing(text: str) -> None:
    assert _waits([text, "全面推进项目建设"]) is None


def test_means_without_an_end_are_lost() -> None:
    assert waits_for(0, ["以群众满意为标准"], [True], [False], True) == (None, True)
    # What is looked at may be all that is demanded.
    assert waits_for(0, ["聚焦主责主业"], [True], [False], True) == (None, False)
    assert waits_for(0, ["今年是战略实施5周年"], [True], [False], True) == (None, True)


def test_an_aim_waits_for_what_is_done() -> None:
    texts = ["8月1日，为号召大学生践行要求", "大力弘扬志愿精神", "林溪县举行启动仪式"]
    assert _waits(texts, spoken=False) == 2


def test_a_stance_of_four_words_waits_for_what_it_takes() -> None:
    assert _waits(["坚持夯基垒土", "跑出产业发展加速度"]) == 1
    assert _waits(["坚持问题导向", "抓好政策落地"]) is None


def test_a_part_counted_in_is_lost_without_the_whole() -> None:
    assert waits_for(0, ["包括甲国部队在内"], [True], [False], True) == (None, True)
    assert _waits(["副主任王知行以“制度的发展与完善”为题", "对新任监督员进行培训"], spoken=False) == 1


def test_a_part_played_is_none_without_what_was_done() -> None:
    assert _waits(["近年来，市监管局充分发挥牵头作用", "推动服务创新"], spoken=False) == 1


def test_what_threatens_leads_up_to_what_is_demanded() -> None:
    texts = ["发生山体滑坡等灾害风险较高", "加强隐患点巡查"]
    assert waits_for(0, texts, [True] * 2, [False, True], True)[0] == 1
    assert waits_for(0, texts, [True] * 2, [False, False], True)[0] is None
