"""Headlines made of the report's own words: who, which event, and what for."""

import dataclasses

import pytest

from summarizer import Article, SummaryOptions
from summarizer.compose.clauses.agenda import agenda, says_what, shortened
from summarizer.compose.clauses.reading import read_clauses
from summarizer.compose.clauses.salience import features, score
from summarizer.compose.headlines.emphasis import (
    conditions,
    emphases,
    is_courtesy,
    is_half_condition,
    whole_name,
)
from summarizer.compose.headlines.meetings import BY_TOPIC, TOPICLESS
from summarizer.compose.headlines.naming import named_openings, shorter_names
from summarizer.compose.headlines.predicate import lacks_predicate, lacks_subject
from summarizer.compose.headlines.ranking import Option, rank_headlines
from summarizer.compose.planning import plan_requests
from summarizer.report import read_report


def headlines(body: str) -> list[str]:
    """The headlines that the words of a report make, best first."""
    article = Article(body)
    plan = plan_requests(article, read_report(article), SummaryOptions(), 400)
    options = [Option(text) for text in plan.headlines]
    return rank_headlines(options, plan.clauses, plan.salience.summary, plan.report)


def test_a_meeting_of_no_topic_is_known_by_the_first_item_of_its_agenda() -> None:
    body = (
        "8月9日，云溪市委书记周明川主持召开市委常委会会议，传达学习习近平总书记在河西考察时的重要讲话精神，"
        "研究我市贯彻落实举措。会议强调，要加快建设算力基础设施，推动主题教育走深走实。"
    )
    best = headlines(body)[0]
    assert best == "周明川主持召开市委常委会会议 学习习近平总书记重要讲话精神"


def test_an_agenda_says_what_and_leaves_out_what_every_meeting_does() -> None:
    body = (
        "8月1日，云溪区委书记周明川主持召开区委常委会会议，听取相关工作情况汇报，研究部署下一步重点工作。"
        "周明川传达省政府领导的指示精神，部署防汛、物资保障、城市运行及生产恢复等相关工作。"
    )
    clauses = read_clauses(body, read_report(Article(body)))
    items = agenda(clauses)
    assert "部署防汛、物资保障、城市运行及生产恢复等相关工作" in items
    assert all(says_what(item) for item in items)
    assert not says_what("研究市政府系统贯彻落实意见")


@pytest.mark.parametrize(
    ("item", "short"),
    [
        ("部署防汛、物资保障、城市运行及生产恢复等相关工作", "部署防汛等工作"),
        (
            "传达学习习近平总书记在全国大会上的重要讲话精神、对网信工作作出的重要指示精神",
            "学习习近平总书记重要讲话精神",
        ),
        ("传达学习有关领导主持的中央会议分析形势和部署工作有关精神", "学习中央会议精神"),
        (
            "审议关于制订《云溪区关于促进人力资源服务业发展的扶持意见》的情况报告",
            "审议促进人力资源服务业发展的扶持意见",
        ),
        ("研究部署我市防汛工作", "部署防汛工作"),
        (
            "讨论并原则通过《云溪省水污染防治条例（草案）》和《养老服务方案》",
            "原则通过水污染防治条例（草案）",
        ),
        (
            "传达学习习近平总书记和周明川总理有关防汛救灾工作重要指示批示精神",
            "学习习近平总书记和周明川总理有关防汛救灾工作重要指示批示精神",
        ),
        (
            "传达学习习近平总书记关于防汛救灾工作的重要指示精神",
            "学习防汛救灾工作重要指示精神",
        ),
        ("学习贯彻习近平总书记在首个全国生态日之际作出的重要指示精神", "学习习近平总书记重要指示精神"),
        (
            "调度统计数据不实、临时占用耕地复垦未到位、产业一体化面临瓶颈等3个问题的整改进展情况",
            "调度统计数据不实等3个问题整改进展情况",
        ),
        ("通报云溪区第三中学体育馆发生坍塌事故等近期几起安全事故情况", "通报近期几起安全事故情况"),
    ],
)
def test_items_are_shortened_by_leaving_words_out(item: str, short: str) -> None:
    steps = shortened(item)
    assert steps[-1] == short
    for step in steps:
        rest = iter(item)
        assert all(character in rest for character in step)


def test_long_names_of_events_lose_what_can_be_spared() -> None:
    law = "《中华人民共和国甲法》《云溪省乙条例》（简称“一法一条例”）执法检查部署会暨执法检查组第一次全体会议"
    assert shorter_names(law)[-1] == "“一法一条例”执法检查部署会"
    assert "信访、禁毒等重点工作推进会议" in shorter_names("信访、禁毒、环保、反诈等重点工作推进会议")
    assert "院士行暨氢能座谈会" not in shorter_names("院士行暨氢能座谈会")[1:]
    assert shorter_names("院士云溪行暨氢能产业座谈会")[-1] == "氢能产业座谈会"
    assert "院士云溪行暨氢能产业座谈会" in shorter_names("中国科学院、中国工程院院士云溪行暨氢能产业座谈会")
    assert "云溪“一日捐”动员部署会" in shorter_names("向善而行慈善活动暨云溪“一日捐”动员部署会")
    assert shorter_names("“镜鉴”以案明纪以案促改警示教育大会")[-1] == "以案明纪以案促改警示教育大会"


def test_a_visit_told_in_passing_opens_the_headline() -> None:
    body = (
        "8月15日，云溪省委书记周明川在该省检察院调研时强调，要坚持以新思想为指导，全力维护社会公平正义。"
        "周明川指出，要忠实履行法律监督职责。"
    )
    assert headlines(body)[0].startswith("周明川在省检察院调研 强调")


def test_neither_courtesy_nor_creed_nor_premise_is_a_demand() -> None:
    body = (
        "8月8日，云溪市召开安全生产会议。市长何静姝强调，向全市职工表示衷心感谢，当前正处于防汛的关键阶段，"
        "坚持以新思想为指导，要提高政治站位，要整治燃气隐患320处。"
    )
    report = read_report(Article(body))
    clauses = read_clauses(body, report)
    found = emphases(clauses, score(clauses, features(clauses, report, body)), body)
    assert [text for _, text in found] == ["整治燃气隐患320处"]


def test_whose_congress_it_is_was_said_before() -> None:
    body = (
        "第十届云溪国际飞行大会将于8月17日至20日举行。8月13日，市长何静姝先后到产业基地、表演场地，"
        "检查大会主要活动筹备工作。她指出，要压实工作责任。"
    )
    assert any(text.startswith("何静姝检查云溪国际飞行大会主要活动筹备工作") for text in headlines(body))


@pytest.mark.parametrize(
    "text",
    [
        "省委常委、统战部部长林致和主持并讲话",
        "远洋科技集团代表团调研",
        "云溪大堤渗水及塌方险情",
        "周明川一行8人前往云溪省防治所",
        "云溪市台港澳办主任林致和率队到远洋电机有限公司",
        "云溪国防战备物资储备仓库",
        "云溪“十四五”噪声污染行动计划",
        "为深入落实省人社厅关于专项整治工作要求",
    ],
)
def test_who_spoke_or_came_and_not_where_is_no_headline(text: str) -> None:
    assert lacks_predicate(text)


def test_who_went_somewhere_for_something_is_one() -> None:
    assert not lacks_predicate("周明川一行8人前往云溪省防治所调研")
    assert not lacks_predicate("林致和带领政协委员深入云溪大学座谈交流")


def test_the_press_conference_says_who_informed_of_what() -> None:
    body = (
        "8月3日，云溪省人民政府新闻办公室召开新闻发布会，介绍2023绿色发展大会相关情况。"
        "会上，云溪市副市长何静姝介绍，日程已经确定。"
    )
    assert headlines(body)[0] == "云溪省政府新闻办介绍2023绿色发展大会情况"


@pytest.mark.parametrize(
    ("body", "best"),
    [
        (
            "7月25日，云溪市政协召开十四届十次主席会议，听取了关于上半年委员履职情况统计分析的汇报。",
            "云溪市政协召开主席会议 听取上半年委员履职情况统计分析汇报",
        ),
        (
            "8月16日，省委召开理论学习中心组学习会议，围绕学习贯彻习近平总书记关于党的建设的重要思想、"
            "在某会议上的重要讲话精神，开展交流研讨。省委书记周明川主持会议并讲话。",
            "省委理论学习中心组学习贯彻习近平总书记关于党的建设的重要思想",
        ),
        (
            "8月1日晚，云溪区委书记周明川主持召开区委常委（扩大）会议。周明川传达上级指示精神，"
            "部署防汛、物资保障、城市运行及生产恢复等相关工作。",
            "周明川主持召开区委常委（扩大）会议 部署防汛、物资保障等工作",
        ),
        (
            "7月27日，云溪银行业协会召开2023年第三季度例行新闻发布会，介绍上半年全市金融运行情况。",
            "云溪银行业协会介绍上半年全市金融运行情况",
        ),
        (
            "8月15日，云溪市委副书记、市长周明川主持召开云溪市国土空间规划委员会2023年第六次会议。"
            "会议审议通过了3项地块控制性详细规划。",
            "云溪市国土空间规划委员会审议通过3项地块控制性详细规划",
        ),
        (
            "14日上午，省委书记周明川主持召开个人在主题教育期间认领问题整改整治推进会，专题调度统计数据不实、"
            "临时占用耕地复垦未到位、产业一体化发展面临瓶颈等3个问题的整改整治进展情况。",
            "周明川主持推进会 调度统计数据不实等3个问题整改整治进展情况",
        ),
        (
            "7月23日，云溪省副省长周明川主持召开全省安全生产工作视频会议，"
            "通报云溪区第三中学体育馆发生坍塌事故等近期几起安全事故情况。",
            "周明川主持全省安全生产工作视频会议 通报近期几起安全事故情况",
        ),
        (
            "8月15日，市长周明川主持召开云溪市政府第34次常务会议。会议传达学习了习近平总书记对防汛救灾工作作出的"
            "重要指示精神。",
            "云溪市政府常务会议学习习近平总书记对防汛救灾工作重要指示精神",
        ),
        (
            "云溪市委常委会今天举行会议，学习贯彻习近平总书记在首个全国生态日之际作出的重要指示精神。",
            "云溪市委常委会举行会议 学习贯彻习近平总书记重要指示精神",
        ),
    ],
)
def test_a_session_is_told_with_what_it_heard_or_studied(body: str, best: str) -> None:
    assert best in headlines(body)


def test_who_announces_a_decision_is_no_news() -> None:
    body = (
        "8月11日下午，云溪大学召开干部大会。会上，省委组织部副部长何立群宣布省委决定，周明川同志任云溪大学校长。"
        "周明川作表态发言。"
    )
    told = headlines(body)
    assert "周明川任云溪大学校长" in told
    assert not any("宣布省委决定" in text for text in told)


def test_a_visit_is_told_as_one_and_not_by_a_demand_alone() -> None:
    body = (
        "7月18日下午，区委宣传部副部长周明川，区文旅局副局长秦立，区文化馆馆长何致和一行赴平湖街道开展社区文化建设调研，"
        "街道办事处主任林晓陪同。周明川要求，要打造属于平湖街道的自主品牌，引入更多的优质资源。"
    )
    told = headlines(body)
    assert told[0].startswith("周明川赴平湖街道开展社区文化建设调研")
    assert not any(text.startswith(("何致和", "秦立")) for text in told)


def test_history_is_no_news() -> None:
    body = (
        "近日，云溪市台办主任周明川率队到远洋电机有限公司，就高压供电线路问题进行专题调研和会商交流。"
        "据悉，远洋电机有限公司于2003年9月转制成立，年产值约7100万元。"
    )
    assert not any("2003年" in text for text in headlines(body))
    assert headlines(body)[0] == "周明川赴远洋电机有限公司就高压供电线路问题调研"


def test_what_will_be_held_is_told_so() -> None:
    body = "由省文化厅主办的“少年梨园”全省中小学生戏曲研学活动，将于8月21日至25日在云溪举办，创新活动形式。"
    report = read_report(Article(body))
    told = named_openings(read_clauses(body, report), report, body, {}, 30)
    assert "“少年梨园”全省中小学生戏曲研学活动将在云溪举办" in list(told)


def test_a_demand_that_is_a_subject_is_none() -> None:
    body = (
        "8月8日，云溪市召开大数据会议。市长何静姝强调，要推进大数据试验区建设，将起到示范带头作用，"
        "要整治燃气隐患320处，希望企业再接再厉。"
    )
    report = read_report(Article(body))
    clauses = read_clauses(body, report)
    found = emphases(clauses, score(clauses, features(clauses, report, body)), body)
    assert [text for _, text in found] == ["整治燃气隐患320处"]


def test_a_condition_says_of_what_and_what_wins_is_told_with_its_subject() -> None:
    body = (
        "市长周明川表示，会议公布了三大举措，若能加大落实力度，股市就有希望了。周明川表示，只有提高公司质量，回报投资者才有可能。"
        "周明川强调，明年要赢最基本的基础，就是要同心协力。"
    )
    clauses = read_clauses(body, read_report(Article(body)))
    told = [text for _, text in conditions([dataclasses.replace(one, usable=True) for one in clauses])]
    assert told == ["只有提高公司质量，回报投资者才有可能", "明年要赢最基本的基础，就是要同心协力"]


def test_whose_a_long_named_meeting_was_is_said_in_the_name_of_the_place() -> None:
    body = (
        "24日，省人大常委会召开《安全生产法》《云溪省安全生产条例》《云溪省自建房安全规定》（简称安全生产“一法一条例一规定”）"
        "执法检查动员部署会暨执法检查组第一次全体会议，听取情况汇报。"
    )
    report = read_report(Article(body))
    told = list(named_openings(read_clauses(body, report), report, body, {"省": "云溪"}, 30))
    assert "云溪省安全生产“一法一条例一规定”执法检查动员部署会召开" in told


def test_courtesy_is_no_headline() -> None:
    assert is_courtesy("周明川夸奖韩立")
    assert not is_courtesy("周明川夸奖韩立 强调同心协力")
    assert is_courtesy("云溪省委书记周明川：向长期以来的支持和帮助表示感谢")
    assert is_courtesy("周明川：本队人才济济意见很多")
    assert not is_courtesy("周明川调研医院 看望慰问医护人员")


def test_a_name_cut_short_is_made_whole() -> None:
    body = "副委员长雪合来提·萨比尔率队检查。期间，省长拜会雪合来提·萨比尔。雪合来提·萨比尔指出，要抓落实。"
    assert whole_name("提·萨比尔", body) == "雪合来提·萨比尔"
    assert whole_name("何静姝", body) == "何静姝"


@pytest.mark.parametrize("deed", ["调研", "督查", "看望", "慰问"])
def test_a_visit_told_in_passing_is_one_whatever_it_is_called(deed: str) -> None:
    body = f"市长周明川今天在{deed}云溪河防汛队伍时强调，要压实防汛责任。各县区要加强巡查值守，确保安全度汛。"
    assert any(text.startswith(f"周明川{deed}云溪河防汛队伍") for text in headlines(body))


@pytest.mark.parametrize(
    "demand",
    [
        "整合优化工作专班",
        "加紧畅通堤岸作业面通道",
        "畅通情况报送渠道",
        "加强内部协调",
        "始终牢记职责使命",
        "全力以赴完成创建",
        "全面保基本、逐步提品质",
    ],
)
def test_how_the_work_is_organised_or_what_has_no_object_is_no_emphasis(demand: str) -> None:
    body = f"8月4日，市长周明川主持召开防汛工作会议。周明川强调，要{demand}，抢修加固薄弱堤段。"
    article = Article(body)
    clauses = read_clauses(body, read_report(article))
    salience = score(clauses, features(clauses, read_report(article), body))
    salience = dataclasses.replace(salience, alone=tuple(1.0 for _ in clauses))
    told = [text for _, text in emphases(clauses, salience, body)]
    assert demand not in told
    assert "抢修加固薄弱堤段" in told


def test_a_condition_or_a_fight_only_those_present_know_is_no_emphasis() -> None:
    body = (
        "8月4日，云溪证券首席经济学家周明川表示，只有扎实地提高上市公司质量，回报投资者才成为可能。"
        "周明川强调，打赢了去年那仗只是第一回合，要同心协力整合队伍。"
    )
    article = Article(body)
    clauses = read_clauses(body, read_report(article))
    salience = score(clauses, features(clauses, read_report(article), body))
    salience = dataclasses.replace(salience, alone=tuple(1.0 for _ in clauses))
    told = [text for _, text in emphases(clauses, salience, body)]
    assert not any("那仗" in text or "提高上市公司质量" in text for text in told)
    assert any("同心协力" in text for text in told)


@pytest.mark.parametrize(
    "text",
    [
        "图片中一名干部疑似当众“打瞌睡”",
        "王律师引用重要理论开篇",
        "监控记录了干部奔赴救灾现场的身影",
        "镜头拍下了群众转移的一幕",
        "24日上午，江州新闻记者致电云溪县交通运输局",
        "实践团队分别前往云溪县水利局、林业局",
    ],
)
def test_a_scene_is_no_headline(text: str) -> None:
    assert lacks_predicate(text)


def test_what_a_council_passed_comes_before_what_was_said_of_it() -> None:
    body = (
        "7月31日，云溪省省长周明川主持召开省政府常务会议，讨论并原则通过《云溪省水污染防治条例（草案）》《养老服务方案》。"
        "会议指出，要依法做好水污染防治，促进经济发展。"
    )
    said, passed = (
        "周明川：依法做好水污染防治 促进经济发展",
        "周明川主持召开省政府常务会议 原则通过水污染防治条例（草案）",
    )
    order = _rank(said, passed, body=body)
    assert order.index(passed) < order.index(said)


def test_what_came_of_a_meeting_comes_before_that_it_met() -> None:
    met, passed = "周明川主持召开云溪市规划委员会第六次会议", "云溪市规划委员会审议通过3项详细规划"
    body = "8月15日，云溪市市长周明川主持召开云溪市规划委员会第六次会议，审议通过了3项详细规划。"
    order = _rank(met, passed, body=body)
    assert order.index(passed) < order.index(met)


def test_letters_are_named_with_the_speeches_that_are_studied() -> None:
    item = "传达学习习近平总书记近期重要讲话、贺信回信精神"
    assert all("贺信回信" in text for text in shortened(item))


def _rank(*texts: str, body: str) -> list[str]:
    """The headlines as ranked for a report, the model having proposed them in this order."""
    report = read_report(Article(body))
    clauses = read_clauses(body, report)
    options = [Option(text, -10.0 * rank, rank) for rank, text in enumerate(texts)]
    return rank_headlines(options, clauses, [0.5] * len(clauses), report)


def test_the_demand_about_the_subject_comes_before_one_about_another() -> None:
    body = "8月11日，市长周明川检查调度抢险工作。周明川强调，要确保抢险救援及时高效。下午，周明川要求确保市场供应充足。"
    market = "周明川现场检查调度抢险工作 强调确保市场供应充足"
    rescue = "周明川现场检查调度抢险工作 强调确保抢险救援及时"
    ranked = _rank(market, rescue, body=body)
    assert ranked.index(rescue) < ranked.index(market)
    # Where somebody only was is no subject.
    justice = "周明川在省检察院调研 强调维护社会公平正义"
    team = "周明川在省检察院调研 强调加强检察队伍建设"
    ranked = _rank(justice, team, body=body)
    assert ranked.index(justice) < ranked.index(team)


def test_what_has_been_achieved_is_no_demand() -> None:
    body = (
        "8月7日，全省住房公积金工作会议在云溪召开。会议指出，全省住房公积金行业持续改革，积极支持职工基本住房消费，"
        "工作取得明显成效。会议强调，要总结提炼成效和亮点，打造出更多住房公积金服务品牌。要加大公积金贷款支持力度。"
    )
    found = headlines(body)
    assert not any("基本住房消费" in text for text in found)
    # Without 要, 打造出 would be done already.
    assert any(text.endswith("打造更多住房公积金服务品牌") for text in found)


@pytest.mark.parametrize(
    ("headline", "half"),
    [
        ("周明川：扎扎实实地提高公司质量", True),
        ("周明川：股市就有希望了", True),
        ("周明川：若能加大落实力度", True),
        ("周明川：若能加大落实力度，股市就有希望了", False),
        ("周明川：保护投资者的合法权益", False),
    ],
)
def test_a_condition_stands_with_what_follows_from_it(headline: str, half: bool) -> None:
    body = (
        "首席经济学家周明川表示，若能加大落实力度，股市就有希望了。只有扎扎实实地提高公司质量，回报投资者才成为可能。"
        "周明川指出，要保护投资者的合法权益。"
    )
    assert is_half_condition(headline, body) == half
    assert "周明川：只有扎扎实实地提高公司质量，回报投资者才成为可能" in headlines(body)


def test_how_a_briefing_went_is_no_headline() -> None:
    body = (
        "8月6日，临江市政府新闻办公室举行新闻发布会。市人社局局长顾岚舟出席发布会并回答记者提问。"
        "发布会由市政府新闻办主任沈望川主持。顾岚舟介绍，全市将筹集青年公寓4200套。"
    )
    found = headlines(body)
    assert any("举行新闻发布会" in text for text in found)
    assert not any("由沈望川主持" in text or "回答记者提问" in text for text in found)


@pytest.mark.parametrize(
    "body",
    [
        "8月3日，临江市会议召开。顾岚舟强调，要" + "全面扎实认真深入" * 10 + "。市长顾岚舟主持。",
        "市长顾岚舟" + "带领" * 48 + "。市长顾岚舟强调，要加强建设。",
        "市长顾岚舟" + "率队带队率队团队" * 12 + "到园区调研。",
        "市长顾岚舟" + "在分别" * 26 + "参加全市经济工作会议召开。顾岚舟强调，要加强建设。",
        "临江市商会第三届第七次代表大会和" * 170 + "。顾岚舟强调，要加强建设。",
    ],
)
def test_words_that_come_again_and_again_do_not_hold_anybody_up(body: str) -> None:
    """Each took minutes or for ever while a pattern could read it in more than one way."""
    headlines(body)


def test_a_work_report_has_its_own_title_rather_than_its_readers_name() -> None:
    assert lacks_predicate("临江市市长沈望川")
    assert lacks_predicate("临江市市长沈望川：2023年工作回顾")
    assert not lacks_predicate("临江市市长沈望川主持召开常务会议")
    body = (
        "临江市市长 沈望川\n各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。\n"
        "一、2023年工作回顾\n过去的一年，全市地区生产总值增长6.2%。我们坚持稳中求进，改造老旧小区136个。"
    )
    article = Article(body, title="临江市人民政府工作报告 ——2024年1月16日在市人民代表大会上")
    plan = plan_requests(article, read_report(article), SummaryOptions(), 230)
    assert plan.title == "临江市人民政府工作报告"


def test_a_headquarters_at_the_front_does_not_say_what_it_met_about() -> None:
    front = "林致和在望海镇主持召开前方指挥部第八次会议"
    assert TOPICLESS.search(front)
    assert not BY_TOPIC.search(front)
    assert BY_TOPIC.search("市防汛抗旱指挥部召开会议")


def test_a_committees_plenary_goes_on_to_what_was_demanded() -> None:
    body = (
        "7月28日，省委政法委书记周明川主持召开省委政法委员会2023年第八次全体会议，深入学习近期重要讲话精神，调度部署重点工作。"
        "周明川指出，要努力推动政法工作高质量发展。周明川强调，要加强政法领域立法，提升政法工作法治化水平。"
    )
    report = read_report(Article(body))
    found = headlines(body)
    plain = "周明川主持召开省委政法委员会全体会议"
    # The number takes the room of what was said.
    brief = "周明川主持省委政法委员会全体会议 强调推动政法工作高质量发展"
    assert brief in found
    # 调度部署重点工作 says nothing.
    assert not any(text.endswith("调度部署重点工作") for text in found)
    clauses = read_clauses(body, report)
    ranked = rank_headlines([Option(plain, 0.0), Option(brief)], clauses, [0.5] * len(clauses), report)
    assert ranked[0] == brief


def test_what_was_reported_to_a_meeting_was_heard_by_it() -> None:
    body = (
        "8月2日，云溪区委常委会召开会议，区委书记周明川主持会议并讲话，区委办公室副主任，司法局局长林致和汇报了云溪区争创"
        "全国法治政府建设示范区进展情况。会议强调，要打造出更多法治云溪品牌。"
    )
    items = agenda(read_clauses(body, read_report(Article(body))))
    assert items == ["听取云溪区争创全国法治政府建设示范区进展情况汇报"]
    # Whose it is the meeting's name has said.
    assert headlines(body)[0].endswith("云溪区委常委会听取争创全国法治政府建设示范区进展情况汇报")


@pytest.mark.parametrize(
    ("before", "heard"),
    [
        ("副市长郑明远向大会", True),
        ("副市长郑明远向省委督察组", False),
        ("此前副市长郑明远", False),
        ("此前，副市长郑明远", False),
        ("副市长郑明远曾", False),
        ("副市长郑明远没有", False),
    ],
)
def test_what_was_reported_to_others_was_not(before: str, heard: bool) -> None:
    body = (
        "8月2日，云溪市委常委会召开会议，市委书记周明川主持会议并讲话，研究防汛工作。"
        f"{before}汇报了云溪化工园区污染整改进展情况。"
    )
    items = agenda(read_clauses(body, read_report(Article(body))))
    assert items == ["研究防汛工作", "听取云溪化工园区污染整改进展情况汇报"][: 1 + heard]


def test_what_somebody_was_invited_to_explain_is_what_a_press_conference_was_for() -> None:
    body = (
        "8月9日，云溪省政府新闻办召开新闻发布会，邀请省生态环境厅副厅长林致和解读《云溪省“十四五”噪声污染防治行动计划》，"
        "省公安厅处长周明川参加发布会并回答记者提问。林致和表示，要持续改善声环境质量。"
    )
    assert headlines(body)[0] == "云溪省政府新闻办解读《云溪省“十四五”噪声污染防治行动计划》"


def test_who_did_it_is_asked_of_a_headline() -> None:
    for text in (
        "把优秀传统文化传承好",
        "对辖区内17家校外培训机构进行了走访检查",
        "作出“把文化传承好”的重要指示",
        "聊聊文化强省建设",
    ):
        assert lacks_subject(text)
    for text in (
        "对口帮扶云溪县工作开展",
        "把脉企业难题",
        "云溪街道对培训机构进行检查",
        "周明川：把文化传承好",
    ):
        assert not lacks_subject(text)


def test_what_a_visitor_heard_at_a_meeting_is_not_what_he_did() -> None:
    body = (
        "8月14日，云溪省政协副秘书长何静姝带队赴望海环保公司考察环保产业发展情况。会上指出，政府与企业之间需加强沟通合作，"
        "共同探索环保项目投资机制新模式。"
    )
    found = headlines(body)
    assert any("考察" in text for text in found)
    assert not any("探索" in text and text.startswith("何静姝") for text in found)
