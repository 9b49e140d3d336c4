"""Quotations of which a clause holds only a part."""

import pytest

from summarizer import Article
from summarizer.compose.clauses.marks import named_by, without_stray
from summarizer.compose.clauses.reading import Clause, read_clauses
from summarizer.report import read_report


def clauses_of(body: str) -> list[Clause]:
    return read_clauses(body, read_report(Article(body)))


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("“2023年上半年，总收入13亿元，", "2023年上半年，总收入13亿元，"),
        ("实现盈利42亿元”", "实现盈利42亿元"),
        ("）在望海县，", "在望海县，"),
        ("建设“临江之心”", "建设“临江之心”"),
        ("明确了“到2025年，", "明确了“到2025年，"),
        ("", ""),
    ],
)
def test_only_marks_at_the_ends_go(text: str, bare: str) -> None:
    assert without_stray(text) == bare


def test_many_stray_marks_are_left() -> None:
    assert without_stray("）" * 9 + "望海") == "）" * 6 + "望海"


def test_a_time_stays_with_the_figure_that_it_opens() -> None:
    body = (
        "“2023年上半年，临江国资委监管企业营业总收入13.05亿元，实现盈利2.39亿元。”25日，在新闻发布会上，"
        "临江国资委副主任顾岚舟如是介绍。"
    )
    assert any(one.usable and one.text.startswith("2023年上半年，临江国资委") for one in clauses_of(body))


def test_what_is_only_somethings_name_is_not_so_yet() -> None:
    body = (
        "8月9日，临江省政府新闻办召开新闻发布会。副厅长顾岚舟表示，《行动计划》明确了“到2025年，16市全面实现声环境质量自动监测，"
        "声环境功能区夜间达标率达到85%以上，环境质量持续改善”的总体目标。"
    )
    assert not any(one.usable for one in clauses_of(body) if "自动监测" in one.text)
    start = body.index("副厅长")
    assert [body[left : left + 3] for left, _ in named_by(body, start, len(body))] == ["“到2"]
    said = "“要加强巡查，压实责任，”顾岚舟说。"
    assert not named_by(said, 0, len(said))


def test_a_demand_that_opens_a_quotation_is_one() -> None:
    body = (
        "8月9日，临江市政府召开常务会议。合伙人孟知行从法律层面提出建议：“要强化面向社会公众的政策解读与宣传引导，"
        "加强户外招牌设置源头控制，促进招牌设置的规范化、多样化、艺术化发展。”"
    )
    found = next(one for one in clauses_of(body) if "政策解读" in one.text)
    assert found.usable
    assert found.demand


def test_what_opens_a_quotation_without_its_subject_is_left() -> None:
    body = (
        "8月9日，甲国防长顾岚舟表示，乙国计划组建联合兵团。他在部务会议上说：“计划建立一个所谓丙丁常驻联合兵团，"
        "看起来是为保障丙国西部安全，实际上是为随后占领这片领土。”"
    )
    assert not any(one.usable for one in clauses_of(body) if "计划建立一个" in one.text)
