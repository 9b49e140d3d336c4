"""Every second example article comes back unchanged out of every template, headline and imprint with it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from templates import TEMPLATES

from summarizer.article import read_article

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))[::2]
WITHOUT_IMPRINT = ("bare", "wrapped_mail")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.__name__)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_article_comes_back(path: Path, template: Callable[[str, list[str]], str]) -> None:
    article = read_article(path.read_bytes())
    assert article.title
    page = template(article.title, article.paragraphs)
    declared = "gb18030" if "charset=gb2312" in page else "utf-8"
    read = read_article(page.encode(declared))
    assert read.paragraphs == article.paragraphs
    assert read.title == article.title
    if template.__name__ not in WITHOUT_IMPRINT:
        assert read.source in ("云泊日报", "云泊新闻客户端")
        assert read.published_at == datetime(2024, 5, 20, 19, 42)
        assert read.dropped_chars > 50
