"""Clauses that only the rest of their sentence makes whole; every case comes from a report that was read."""

import pytest

from summarizer.article import read_article
from summarizer.compose.clauses.halves import find_halves
from summarizer.compose.clauses.reading import Clause, read_clauses
from summarizer.report import read_report


def _needs(texts: list[str], spoken: bool = True) -> list[set[int]]:
    count = len(texts)
    return find_halves(texts, [True] * count, [False] * count, spoken).needs


def _clauses(body: str) -> dict[str, Clause]:
    clauses = read_clauses(body, read_report(read_article(body)))
    return {clause.text: clause for clause in clauses}


def test_what_is_asked_of_somebody_says_of_whom() -> None:
    needs = _needs(["要求经发中心和服务中心联动", "结合经济普查工作", "统筹安排", "将排摸工作做细做实"])
    assert all(0 in needs[index] for index in (1, 2, 3))


@pytest.mark.parametrize(
    "texts",
    [
        ["只有坚持党的领导", "坚持民族区域自治制度", "江州才有繁荣进步的今天"],
        ["若能加大落实力度", "市场就有希望了"],
        ["办学不仅取决于条件", "还包括建设学校文化"],
        ["征兵工作既突出选拔高学历人才", "也注重征集技能人才"],
        ["就深入学习贯彻指示精神", "认真落实座谈会要求", "做好对口支援工作进行交流对接"],
        ["将支持救灾和灾后重建工作", "作为当前最紧要的任务"],
        ["林致和对民辅警们顶烈日、战酷暑", "坚守一线的敬业精神给予充分肯定"],
        ["对健全救治机制", "高效发挥机构作用", "优化资源布局具有重要意义"],
        ["发展高端食品产业集群", "其势已成、前景广阔"],
        ["李某围绕把握群众工作规律", "改进群众工作方法提出要求"],
        ["强化经济韧性", "反映了结构改革的努力"],
        ["奋力建设现代化江州", "需要官兵的积极参与和大力支持"],
    ],
)
def test_both_halves_and_what_stands_between_need_each_other(texts: list[str]) -> None:
    needs = _needs(texts)
    last = len(texts) - 1
    assert all(last in needs[one] for one in range(last))
    assert needs[last]


@pytest.mark.parametrize("text", ["办学不仅取决于条件", "只有坚持党的领导", "虽有困难"])
def test_half_a_pair_is_lost(text: str) -> None:
    assert find_halves([text, "全面推进建设"], [True, True], [False, False], True).lost == {0}


def test_a_promise_is_no_half() -> None:
    halves = find_halves(["区局将进一步加大宣贯工作", "提升质量"], [True, True], [False, False], False)
    assert not halves.lost
    assert not halves.needs[0]


def test_a_name_needs_its_verb_or_what_is_said_of_it() -> None:
    assert _needs(["审查批准了省级财政决算", "2023年省级预算调整方案"], spoken=False)[1] == {0}
    assert _needs(["江州汽车有限公司草堂生产基地", "是全球性战略基地"], spoken=False)[0] == {1}
    assert find_halves(["职工之家建设方案"], [True], [False], False).lost == {0}


def test_who_is_asked_does_it_and_not_who_asks() -> None:
    texts = ["刘某来到工地", "并嘱咐施工方合理安排时间", "做好安全生产工作"]
    assert 1 in _needs(texts, spoken=False)[2]


def test_a_verdict_needs_the_clause_that_says_of_whom() -> None:
    assert 1 in _needs(["陈某从政40年", "法官考量其已认罪", "裁定100万元交保"], spoken=False)[2]
    assert 0 in _needs(["议长张某被检举", "2月被约谈"], spoken=False)[1]


def test_a_figure_is_of_the_time_that_its_sentence_names() -> None:
    needs = _needs(["在江州泥石流灾害救援中，营救群众24人", "转移群众336人"])
    assert needs[1] == {0}
    assert not _needs(["在江州救援中，营救群众24人", "今年累计转移336人"])[1]


def test_whose_reader_is_told_of_a_wish_together_with_others() -> None:
    assert 0 in _needs(["中方愿同各国一道", "推动落实全球发展倡议"])[1]
    assert 0 in _needs(["中国是当然成员", "永远是大家庭的一员"])[1]


def test_what_points_back_needs_the_sentence_before() -> None:
    body = (
        "7月25日上午，江州市在体育馆举行启动仪式。当日20时，各县将开展灯光秀活动。"
        "这种热烈的场面持续到深夜。据统计，上半年，全市兑现资金7.2亿元，98家企业受益。"
    )
    clauses = _clauses(body)
    told = next(clause for text, clause in clauses.items() if text.startswith("7月25日"))
    shown = next(clause for text, clause in clauses.items() if "灯光秀" in text)
    assert list(clauses.values()).index(told) in shown.needs
    same_day = list(
        _clauses(
            "据介绍，大会设有多个分会场，各地代表将分组讨论并发布成果，另有展览同时开放。28日上午，江州大会在体育馆开幕，当天下午举行会见。"
        ).values()
    )
    assert len(same_day) - 2 in same_day[-1].needs
    assert not clauses["这种热烈的场面持续到深夜"].usable
    # When is part of the figure, and of the next one.
    paid = clauses["上半年，全市兑现资金7.2亿元"]
    assert list(clauses.values()).index(paid) in clauses["98家企业受益"].needs


@pytest.mark.parametrize(
    "texts",
    [
        ["甘南各族群众沐浴着党的政策光辉", "沿着民族区域自治的正确道路", "共同团结奋斗"],
        ["江州警备区要充分发挥职能作用", "更好动员官兵支持经济社会发展"],
        ["江州是林致和同志的出生地", "学习他对党绝对忠诚的品格"],
        ["今年2月因遭检举占用公有地", "被调查站约谈"],
        ["宣传月活动自7月25日开始", "持续到8月下旬"],
        ["防汛准备工作多做一些", "安全隐患排查细一点"],
    ],
)
def test_what_leads_up_to_the_next_clause(texts: list[str]) -> None:
    needs = _needs(texts)
    assert all(one + 1 in needs[one] for one in range(len(texts) - 1))


def test_a_condition_goes_on_to_its_conclusion() -> None:
    texts = ["只要找到了问题", "认真加以应对解决", "市场就有希望"]
    assert 2 in _needs(texts)[0]


@pytest.mark.parametrize(
    ("texts", "place", "other"),
    [
        (["聚焦重点任务", "做到“不务虚功”"], 1, 0),
        (["甲党已提名侯某", "他就支持"], 0, 1),
        (["最好的纪念就是努力传承红色基因", "把这座城市建设得更加美好"], 1, 0),
        (["学习贯彻重要指示精神", "重点在抓落实、关键在勇担当"], 0, 1),
        (["要求经发中心和服务中心联动", "结合普查工作", "将排摸工作做细做实"], 0, 2),
        (["充分组织群众、动员群众", "积极投身抢险一线"], 1, 0),
        (["甲国试图用两架无人机袭击首都", "两架无人机均受到压制"], 1, 0),
        (["江东经济体量大", "肩负着勇挑大梁的重大责任"], 0, 1),
    ],
)
def test_halves_that_waited_for_each_other(texts: list[str], place: int, other: int) -> None:
    assert other in _needs(texts)[place]


def test_a_saying_that_begins_the_next_clause_does_not_end_one() -> None:
    texts = ["要提高站位", "高度重视生态环境工作、强化举措", "切实抓好问题整改、合力攻坚", "加快推动项目建设"]
    assert find_halves(texts, [True] * 4, [True, False, False, False], True).lost == {1, 2}
    for row in (
        ["要提高站位", "压实责任、强化举措", "抓好整改"],
        ["要提高站位", "树牢底线思维、极限思维", "抓好整改"],
    ):
        assert not find_halves(row, [True] * 3, [True, False, False], True).lost


def test_all_is_told_for_what_it_shows() -> None:
    needs = _needs(["公安民警战高温、斗酷暑", "始终冲锋在前", "坚守岗位", "用汗水诠释了责任与担当"])
    assert all(3 in needs[one] for one in range(3))
    assert 0 in needs[3]


def test_with_what_spirit_it_is_wished_leads_up_to_what() -> None:
    assert _needs(["希望大家继续以强烈的政治担当、务实的工作作风", "积极投身平安建设"])[0] == {1}


def test_what_all_is_brought_to_by_what_stands_before() -> None:
    texts = ["一体推进全会精神学习、宣传", "做到学习领会入脑入心、宣传宣讲出新出彩"]
    assert 0 in _needs(texts)[1]
    assert 0 in _needs(["完善议事规则", "做到事必议、议必行、行必果"])[1]
    assert _needs(["守护江河湖库", "做到管护责任全面覆盖"])[1] == set()
    demanded = find_halves(texts, [True] * 2, [True] * 2, True).needs
    assert demanded[1] == set()


def test_how_many_points_were_made_is_none() -> None:
    body = "8月3日，临江区国资委召开推进会。区国资委党委书记、主任林致和同志对加强整治工作提出了三点要求：一要提高政治定力，二要抓好整改，要严格落实各项规定精神。"
    assert not any(clause.usable for text, clause in _clauses(body).items() if "三点要求" in text)


def test_a_finding_of_two_sides_is_told_with_both() -> None:
    found = _needs(["当前全省经济运行延续稳进向好态势", "面临的挑战增多"])
    assert 1 in found[0]
    assert 0 in found[1]
    assert not _needs(["当前全省经济运行延续稳进向好态势", "要扛起责任担当"])[0]


def test_whose_practice_is_to_be_learnt_needs_whose_words_that_goes_back_to() -> None:
    words = [
        "深入学习贯彻习近平总书记在江东考察时的重要讲话精神",
        "坚持首要任务",
        "积极学习江东现代化建设的经验做法",
    ]
    assert 0 in _needs(words)[2]
    assert 0 not in _needs(["深入学习贯彻习近平总书记重要讲话精神", *words[1:]])[2]


def test_what_is_so_needs_the_warning_behind_it() -> None:
    needs = _needs(["城区没有出现内涝", "经受住了考验", "但不能掉以轻心"])
    assert 2 in needs[0]
    assert 2 in needs[1]
    assert 1 in needs[2]
    assert _needs(["上半年销量增长48%", "但也面临严峻形势"])[0] == set()


def test_a_problem_belongs_to_what_was_done_about_it() -> None:
    texts = ["市环境局针对河床久未疏通", "淤泥遍布", "并存在防汛隐患的问题", "申请资金进行整治"]
    needs = _needs(texts, spoken=False)
    assert all(2 in needs[index] for index in (0, 1))
    assert {0, 1} <= needs[2]
    assert needs[3] == set()
