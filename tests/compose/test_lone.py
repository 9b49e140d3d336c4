"""What says nothing alone is told with its deed or not at all."""

from summarizer import Article
from summarizer.compose.clauses.joining import join, with_demands
from summarizer.compose.clauses.phrases import drop_brackets
from summarizer.compose.clauses.reading import Clause, read_clauses
from summarizer.compose.summaries.lone import with_deeds
from summarizer.report import read_report


def clauses_of(body: str) -> list[Clause]:
    return read_clauses(body, read_report(Article(body)))


def find(clauses: list[Clause], words: str) -> int:
    return next(index for index, clause in enumerate(clauses) if words in clause.text)


def test_where_somebody_came_to_needs_what_he_did_there() -> None:
    told = with_deeds(
        clauses_of(
            "8月3日，区委书记郑明远看望慰问一线劳动者。郑明远来到望海建设者之家，察看宿舍和食堂。郑明远来到临江供电公司。"
        )
    )
    home = find(told, "建设者之家")
    assert find(told, "察看宿舍") in told[home].needs
    assert not told[find(told, "供电公司")].usable


def test_a_press_conference_needs_what_it_was_about() -> None:
    told = with_deeds(clauses_of("8月3日，临江市政府新闻办公室召开新闻发布会，介绍绿色发展大会相关情况。"))
    assert find(told, "介绍绿色") in told[find(told, "发布会")].needs


def test_what_goes_on_from_a_demand_of_everybody_is_demanded() -> None:
    told = with_demands(
        clauses_of(
            "8月3日，临江市召开筹备会议。市长林致和指出，相关地区和部门要进一步提高政治站位，推动大会提档升级。"
            "要守牢安全底线，完善应急预案。"
        )
    )
    lift, line = told[find(told, "提档升级")], told[find(told, "守牢")]
    assert lift.mood == "要"
    assert join([lift, line]) == "推动大会提档升级；守牢安全底线"


def test_two_posts_of_one_person_are_a_list() -> None:
    told = clauses_of("8月2日，临江区委常委会召开会议，区委法治办副主任，司法局局长周知行汇报了有关情况。")
    assert "副主任、司法局局长" in join(told)


def test_what_a_meeting_or_a_draft_is_called_stays() -> None:
    assert (
        drop_brackets("党组（扩大）会议审议《条例（草案）》（见附件）")
        == "党组（扩大）会议审议《条例（草案）》"
    )


def test_of_a_long_row_of_titles_the_first_stands_for_all() -> None:
    told = with_deeds(
        clauses_of(
            "7月31日，省长郑明远主持召开省政府常务会议，讨论并原则通过《江东省水污染防治条例（草案）》《江东省关于推进基本养老服务体系建设的实施方案》"
            "和《新时代加快推动创新江东建设的意见》。会议指出，要加快建设绿色江东。"
        )
    )
    row = find(told, "原则通过")
    assert (
        told[row].text
        == "讨论并原则通过《江东省水污染防治条例（草案）》《江东省关于推进基本养老服务体系建设的实施方案》等"
    )
    assert row in told[find(told, "常务会议")].needs


def test_a_journey_needs_what_it_was_really_about() -> None:
    told = with_deeds(
        clauses_of(
            "近日，市长郑明远率队赴青原自治区，就深入学习贯彻关于对口支援工作的重要指示精神，认真落实对口支援座谈会要求，"
            "进一步做好临江对口支援工作进行交流对接。自治区副主席顾岚舟参加活动。"
        )
    )
    deed = find(told, "交流对接")
    assert told[deed].text == "就做好临江对口支援工作进行交流对接"
    assert deed in told[find(told, "率队赴")].needs
    assert not told[find(told, "重要指示精神")].usable
