"""Each part of a proposal is told by one sentence, and keeps what its words are tied to."""

import pytest

from summarizer.compose.proposals.parts import keeps_ties, told_in_order

VISIT = (
    "为进一步强化最严格水资源管理制度考核，8月14日，云溪流域管理局副局长周明川带队赴临江区开展水资源管理和"
    "河湖长制落实情况监督检查。"
)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("云溪流域管理局赴临江区开展水资源管理制度考核", VISIT),
        (
            "东国多地发生行凶事件",
            "继东国某区发生行凶事件后，东国多地出现了预告帖文。警方将展开行动。",
        ),
        (
            "东国总统与东国和总理出席紧急会议",
            "东国总统周明川与东国总理何文和经济部长在内政部出席紧急会议。",
        ),
        ("云溪上半年国资委盈利42亿元", "上半年，云溪国资委监管企业实现盈利42亿元。"),
        ("云溪：抢抓发展机遇 融进去", "云溪将抢抓发展机遇，按照主动靠上去，全力融进去。"),
    ],
)
def test_patchwork_of_several_statements_is_told_by_none(text: str, source: str) -> None:
    assert not told_in_order(text, source)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("云溪流域管理局赴临江区开展监督检查", VISIT),
        ("志愿服务座谈会在临江举行", "周明川参加在临江举行的志愿服务座谈会并发言。"),
        ("云溪市委举行纪念何文诞辰座谈会", "中共云溪市委26日举行座谈会，纪念何文诞辰100周年。"),
        (
            "周明川主持召开临江区政府常务会议",
            "临江区区长有事。7月31日，区长周明川主持召开区政府常务会议。",
        ),
        ("周明川出席全市政协工作会议", "全市政协工作会议召开，总结工作。周明川出席会议。"),
        ("东方公布事故调查结果", "东国警察厅对外公布了事故的调查结果。"),
        ("加快建设质量强国 制造强国", "代表建议加快建设质量强国、制造强国。"),
    ],
)
def test_what_was_held_where_and_who_came_may_change_places(text: str, source: str) -> None:
    assert told_in_order(text, source, ("周明川",))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("云溪市经发局长涉贪案开庭", "法院今天审理前云溪市经发局长涉贪案，开庭两次。"),
        ("周明川：打赢去年那仗第一回合", "周明川强调，打赢去年那仗只是第一回合，要团结。"),
        (
            # 东 stands for 东方 and is no piece of two characters.
            "东国防官员称对首城的袭击是共和军队发动“特别行动”",
            "东方的一名国防官员称，7日对西方首都首城的袭击是共和军队发动的一次“特别行动”。",
        ),
        (
            "东国官员称袭击是东国军队发动“特别行动”",
            "东国官员称，袭击是东国军队发动的一次“特别行动”。",
        ),
        ("周明川：将支持防汛救灾工作", "周明川强调，将支持防汛救灾工作，作为当前最紧要的任务。"),
        ("周明川：2024要赢最基本的基础", "周明川说，2024要赢最基本的基础，就是要同心协力。"),
        (
            "云溪：打造大数据示范",
            "云溪将打造大数据示范、大数据集聚、大数据应用“三大平台”。",
        ),
        (
            "东国外交部：今年年内恐怕难以成行",
            "双方商定尽早开会。至于下一次会议的时间，何文表示，今年年内恐怕难以成行。",
        ),
        (
            "云溪：把修复生态环境摆在压倒性位置",
            "座谈会在云溪召开。习近平总书记强调：“要把修复生态环境摆在压倒性位置。”",
        ),
        (
            "云溪市侨联第三次全体会议何文传达精神",
            "云溪市侨联传达学习市委第三次全体会议，主席何文传达精神。",
        ),
        ("云溪局：8月10日至11日，金融支持重建工作", "8月10日至11日，周明川调研金融支持重建工作。"),
        ("云溪水利厅部署“六项计划”推进会", "云溪水利厅召开“六项计划”推进会，部署工作。"),
        ("云溪医院主持召开座谈会", "近日，云溪医院党委书记何文主持召开座谈会。"),
        ("云溪举行园区揭牌", "云溪举行园区揭牌仪式，何文揭牌。"),
    ],
)
def test_words_are_not_torn_from_what_they_are_tied_to(text: str, source: str) -> None:
    assert not keeps_ties(text, source, ("何文", "周明川"))


def test_what_is_whole_keeps_its_ties() -> None:
    source = "目前云溪市经发局长何文强调，要把安全摆在首位。何文说，打赢去年那仗只是第一回合。"
    assert keeps_ties("何文：打赢去年那仗只是第一回合", source, ("何文",))
    assert keeps_ties("云溪市经发局长何文强调要把安全摆在首位", source, ("何文",))


def test_a_list_of_places_is_not_cut_to_its_first() -> None:
    source = "周明川率团赴云溪省无江市、扬州市考察学习统战工作。"
    assert not keeps_ties("周明川率团赴无江考察学习统战工作", source, ("周明川",))
    assert keeps_ties("周明川率团赴云溪考察学习统战工作", source, ("周明川",))


def test_an_aim_is_not_what_was_done() -> None:
    source = "为深入贯彻全省儿童工作会议精神，加强云溪县基层儿童工作队伍建设，8月13日，云溪县对督导员进行了集中培训。"
    assert not keeps_ties("云溪县：加强基层儿童工作队伍建设", source)
    assert keeps_ties("云溪县对督导员进行集中培训", source)
