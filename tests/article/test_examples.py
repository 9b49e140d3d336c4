"""The example articles, and the page that the project was asked about, give clean articles."""

import json
import re
from pathlib import Path

import pytest

from summarizer.article import article_from_html, article_from_text, read_article

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in (".txt", ".html"))
SAMPLE = ROOT.parent / "shared" / "samples" / "neijiang_innovation_conference_page.txt"
FURNITURE = re.compile("举报|跟帖评论|新闻推荐|备案号|ICP备|联系我们|相关阅读|网友评论|责任编辑")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_each_example_is_a_clean_article(path: Path) -> None:
    article = read_article(path.read_bytes(), filename=path.name)
    assert article.title
    assert len(article.body) > 400
    assert not FURNITURE.search(article.body)
    if path.suffix == ".html" or path.name == "pasted_page.txt":
        assert article.source
        assert article.published_at
        assert article.dropped_chars > 100
    else:
        assert article.dropped_chars == 0


def test_kinds_and_lengths_of_the_examples() -> None:
    lengths = [len(read_article(path.read_bytes()).body) for path in EXAMPLES]
    assert len(EXAMPLES) >= 15
    assert min(lengths) < 600
    assert max(lengths) > 6000
    assert not _is_utf8(ROOT / "examples" / "accident_gb18030.txt")


def test_the_archive_has_all_its_forms() -> None:
    records = [
        json.loads(line) for line in (ROOT / "examples" / "archive.jsonl").read_text("utf-8").splitlines()
    ]
    assert {form for record in records for form in record} >= {"id", "title", "body", "text", "html"}
    for record in records:
        text = record.get("body") or record.get("text")
        read = article_from_text(text, title=record["title"]) if text else article_from_html(record["html"])
        assert read.title == record["title"]


@pytest.mark.skipif(not SAMPLE.exists(), reason="needs ../shared/samples")
def test_the_sample_page() -> None:
    article = read_article(SAMPLE.read_bytes())
    assert article.title is not None
    assert article.title.startswith("邹自景在全市科技创新大会上强调")
    assert article.title.endswith("李丹主持")
    assert article.source == "内江广播电视台"
    assert article.to_dict()["published_at"] == "2024-04-09T19:30:00"
    assert len(article.paragraphs) == 8
    assert article.body.startswith("4月9日,内江市科技创新大会召开")
    assert article.body.endswith("参加大会。")
    assert not FURNITURE.search(article.body)


def _is_utf8(path: Path) -> bool:
    try:
        path.read_text("utf-8")
    except UnicodeDecodeError:
        return False
    return True
