"""Pages of many shapes, in ``pages/`` with what must come out: exactly the article and its imprint.

Every page was written for this project; the city and its people are invented.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from article_material import BODY, LEAD, ORDER, SPEECH, TITLE

from summarizer.article import article_from_html, article_from_text, read_article

PAGES = Path(__file__).parent / "pages"
EXPECTED: dict[str, dict[str, Any]] = json.loads((PAGES / "expected.json").read_text("utf-8"))
TEXT = "\n".join(BODY)


@pytest.mark.parametrize("name", EXPECTED)
def test_exactly_the_article(name: str) -> None:
    article = read_article((PAGES / name).read_bytes())
    expected = EXPECTED[name]
    published = article.published_at.isoformat() if article.published_at else None
    assert article.paragraphs == expected["paragraphs"]
    assert [article.title, article.source, published] == [
        expected[field] for field in ("title", "source", "published_at")
    ]


def test_every_page_has_its_expectation() -> None:
    assert {path.name for path in PAGES.iterdir()} == {*EXPECTED, "expected.json"}
    assert len(EXPECTED) >= 20


def test_chrome_is_counted_and_clean_text_loses_nothing() -> None:
    page = (PAGES / "city_portal.txt").read_text("utf-8")
    chrome = page.split("【责任编辑")[1]
    assert article_from_text(page).dropped_chars >= len("".join(chrome.split("\n")))
    assert article_from_text(f"{TITLE}\n{TEXT}").dropped_chars == 0


def test_sentences_about_pages_are_not_chrome() -> None:
    """Words of page furniture inside sentences, and paragraphs that start like credits, stay."""
    paragraphs = [
        "市网信办通报，上半年共受理网络违法和不良信息举报3186件，办结率98.2%，其中涉及版权侵权的有412件。",
        "来源追溯是食品安全的第一道关口，市市场监管局要求所有批发市场6月底前接入追溯平台，做到来源可查。",
        "编辑部的灯亮到深夜。老编辑沈小雪说，校对了三十年稿子，从没有像今天这样激动。",
        "点击“一键报装”，企业在手机上填写两项信息即可完成用电申请，不用再到大厅排队。",
        "广告业协会会长夏满表示，全市广告经营额达到12.6亿元，同比增长8%。",
        "图书馆里，记者看到，前来借阅的读者排起了长队，首页推荐的新书已经全部借出。",
    ]
    article = article_from_text("\n".join(paragraphs))
    assert article.paragraphs == paragraphs
    assert article.dropped_chars == 0


def test_menu_words_as_subheadings_of_an_article() -> None:
    paragraphs = [
        LEAD,
        "教育",
        SPEECH,
        "推荐",
        ORDER,
        "健康",
        BODY[3],
        "评论",
        f"{ORDER}这是群众最关心的事。",
    ]
    article = article_from_text("\n".join(paragraphs))
    assert article.paragraphs == paragraphs
    assert article.dropped_chars == 0


def test_a_given_headline_wins_and_its_repetition_goes() -> None:
    article = article_from_text(f"{TITLE}\n{TEXT}", title=TITLE)
    assert (article.title, article.paragraphs) == (TITLE, BODY)


def test_a_given_headline_does_not_swallow_another_first_line() -> None:
    article = article_from_text(f"改革没有旁观者\n{TEXT}", title=TITLE)
    assert (article.title, article.paragraphs) == (TITLE, ["改革没有旁观者", *BODY])


def test_no_year_is_invented() -> None:
    assert article_from_text(f"云泊日报5月20日讯（记者 顾一川）{LEAD}{SPEECH}").published_at is None


def test_a_quoted_dispatch_does_not_behead_the_report() -> None:
    text = f"{LEAD}{SPEECH}据云泊日报5月20日讯（记者 顾一川）消息，改革已覆盖全部县区。{ORDER}"
    assert article_from_text(text).body == text


def test_a_photographer_in_the_middle_is_no_dateline() -> None:
    text = f"{LEAD}工作人员在窗口值守。（云泊日报记者 顾一川摄）{SPEECH}"
    assert article_from_text(text).body == f"{LEAD}{SPEECH}"


def test_world_time_is_told_in_chinese_time() -> None:
    head = "<meta property='article:published_time' content='2024-05-20T11:42:00Z'>"
    page = f"<html><head>{head}</head><body>" + "".join(f"<p>{p}</p>" for p in BODY) + "</body></html>"
    assert article_from_html(page).published_at == datetime(2024, 5, 20, 19, 42)


def test_everything_left_out_of_a_web_page_is_counted() -> None:
    article = article_from_html((PAGES / "semantic_with_json_ld.html").read_text("utf-8"))
    assert article.dropped_chars >= len("相关新闻网友评论小院子：办事确实快了。")


def test_html_by_its_file_name() -> None:
    assert read_article(f"<div>{LEAD}</div>", filename="a.HTM").body == LEAD


def test_comparison_signs_are_no_tags() -> None:
    text = f"{LEAD}检测显示，甲醛<0.1且苯<0.05为合格，温度>25度时应当通风，p<0.05表示差异显著。"
    assert read_article(text).body == text
