"""Demands of one occasion, and of one item of an agenda."""

from summarizer import Article
from summarizer.compose.clauses.reading import Clause, read_clauses
from summarizer.compose.summaries.topics import find_topics, topic_needs
from summarizer.report import read_report

_AGENDA = (
    "8月8日，省委书记郑明远主持召开省委常委会会议，研究部署防汛工作，审议通过《江东省深度融入海湾一体化指导意见》。"
    "会议强调，要进一步抓实防汛救灾工作，压实防汛责任。各级防汛办要加强值守，严格执行信息报告制度。"
    "会议指出，要把深度融入海湾一体化作为重中之重。要围绕海湾一体化细化任务。要加强督查考核，建立全面对照学习机制。"
)


def read(body: str) -> tuple[list[Clause], dict[int, frozenset[str]]]:
    report = read_report(Article(body))
    clauses = read_clauses(body, report)
    topics = find_topics(clauses, report, body)
    return topic_needs(clauses, topics, report, body), topics


def the(clauses: list[Clause], words: str) -> tuple[int, Clause]:
    return next((index, one) for index, one in enumerate(clauses) if words in one.text)


def test_demands_elsewhere_need_where() -> None:
    found, _ = read(
        "11日清晨，市长郑明远赶到堤坝抢险工段，检查调度抢险工作。郑明远强调，要众志成城守牢堤坝防线。"
        "下午，郑明远来到望海农产品批发市场，走进蔬菜交易区。他强调，要积极组织货源，畅通交通运输。"
    )
    arrival, _ = the(found, "来到望海")
    assert arrival in the(found, "积极组织货源")[1].needs
    assert not the(found, "守牢堤坝")[1].needs


def test_demands_after_a_tour_are_made_of_all_of_it() -> None:
    found, _ = read(
        "11日，市长郑明远调研文化工作。郑明远强调，要坚定文化自信。上午，郑明远一行来到纪念馆，观看展览。"
        "故居建筑精美。吴山纪念馆建筑精美。郑明远指出，要弘扬临江城市精神品格。"
    )
    arrival, _ = the(found, "来到纪念馆")
    assert arrival not in the(found, "弘扬临江")[1].needs


def test_a_demand_that_does_not_name_its_item_needs_one_that_does() -> None:
    found, topics = read(_AGENDA)
    first, _ = the(found, "深度融入海湾一体化作为")
    assert first in the(found, "建立全面对照")[1].needs
    assert topics[the(found, "抓实防汛")[1].sentence] != topics[the(found, "建立全面对照")[1].sentence]


def test_two_hosts_are_two_topics() -> None:
    found, topics = read(
        "近日，市委书记郑明远到市公安局、市信访办调查研究。郑明远强调，公安工作至关重要，公安系统要深化公安改革，打造智慧公安。"
        "郑明远强调，信访工作是晴雨表，市信访办要畅通信访渠道，加强信访干部队伍建设。"
    )
    assert topics[the(found, "智慧公安")[1].sentence] != topics[the(found, "信访干部")[1].sentence]


def test_a_report_of_one_item_has_no_topics() -> None:
    assert read("8月8日，临江市召开防汛工作会议。会议强调，要压实防汛责任，加强防汛值守。")[1] == {}


def test_demands_elsewhere_need_where_though_the_place_is_described_between() -> None:
    found, _ = read(
        "11日，区委书记郑明远慰问一线劳动者。郑明远强调，要聚焦电网安全。随后，郑明远来到望海建设者之家，感谢大家的付出。"
        "望海建设者之家占地4公顷。郑明远表示，要紧抓项目建设节点。座谈会上，郑明远指出，要关心一线劳动者。"
    )
    arrival, _ = the(found, "来到望海")
    assert arrival in the(found, "紧抓项目")[1].needs
    assert arrival not in the(found, "关心一线")[1].needs


def test_a_visit_after_words_of_praise_is_a_place_of_its_own() -> None:
    found, _ = read(
        "11日，区委书记郑明远到乐园调研。郑明远首先来到入口，了解道路工程建设情况。郑明远对道路建设给予肯定，并表示要加快推进道路工程。"
        "随后，郑明远驱车前往望海乐园核心区，实地调研工程建设。望海乐园即将全面启动。郑明远指出，要加快启动主体建设。"
    )
    assert the(found, "核心区")[0] in the(found, "加快启动")[1].needs


def test_what_is_praised_was_seen_somewhere() -> None:
    found, _ = read(
        "11日，副市长郑明远到高新区调研。郑明远强调，要夯实基层基础工作。作为物流产业链链长，郑明远来到望海冷链中心项目现场，"
        "实地调研项目建设情况。郑明远对冷链规划给予充分肯定，希望企业抢抓机遇。"
    )
    assert the(found, "来到望海")[0] in the(found, "对冷链规划")[1].needs
