"""Whatever comes in: only typed errors come out, and a body is made of the input's own characters."""

import contextlib
import re

from article_material import BODY, TITLE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.article import article_from_text, decode_bytes, read_article
from summarizer.article.layout import lay_out
from summarizer.errors import SummarizerError
from summarizer.text.normalize import normalize

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

FRAGMENTS = [
    "首页", "相关阅读", "时间：2024-05-20", "来源：云泊日报", "责任编辑：白露", "原标题：", "（完）",
    "云泊日报5月20日讯（记者甲乙）", "返回某门户，查看更多", "记者：为什么？", "。", "，", "《", "”",
    "&nbsp;", "<p>", "</p>", "<br>", "８．５％", "⼤", "http://a.example/b", "5月20日，", "1", "|",
]  # fmt: skip
PIECES = st.sampled_from(
    [*BODY, TITLE, *FRAGMENTS, "图为现场。顾一川 摄", "广告 试试看 ×", "　　", "\u200b", "\t"]
)
PAGES = st.lists(st.tuples(PIECES, st.sampled_from(["", "\n", "\n\n", " ", "\r\n"])), max_size=30).map(
    lambda parts: "".join(piece + end for piece, end in parts)
)


@QUICK
@given(st.one_of(st.text(max_size=400), PAGES))
def test_text_gives_an_article_or_a_typed_error(text: str) -> None:
    with contextlib.suppress(SummarizerError):
        article = read_article(text)
        assert article.body == article.body.strip()
        assert "\n\n" not in article.body
        assert article.dropped_chars >= 0


@QUICK
@given(st.one_of(st.binary(max_size=400), PAGES.map(lambda text: text.encode("gb18030", "replace"))))
def test_bytes_give_an_article_or_a_typed_error(data: bytes) -> None:
    with contextlib.suppress(SummarizerError):
        read_article(data)


@QUICK
@given(PAGES)
def test_html_of_any_shape(page: str) -> None:
    with contextlib.suppress(SummarizerError):
        read_article(f"<html><body>{page}</body></html>")


@QUICK
@given(PAGES)
def test_nothing_is_added_and_nothing_vanishes_uncounted(page: str) -> None:
    """Every character is in the body, the headline, an imprint line or among the dropped pieces."""
    layout = lay_out(page)
    kept = "".join(layout.paragraphs)
    assert not set(kept) - set(normalize(page))
    position = 0
    whole = bare(normalize(page))
    for paragraph in layout.paragraphs:
        for part in filter(None, bare(paragraph).split("\0")):
            position = _after(whole, part, position)
    lines = normalize(page).split("\n")
    imprints = sum(len(bare(line)) for line in lines if "来源：" in line or "时间：" in line)
    accounted = sum(len(bare(piece)) for piece in [*layout.paragraphs, layout.title or "", *layout.dropped])
    assert accounted <= len(whole) <= accounted + imprints


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _after(whole: str, part: str, position: int) -> int:
    """Where ``part`` ends in ``whole`` as a subsequence: advertisements may have been cut out of it."""
    for character in part:
        position = whole.index(character, position) + 1
    return position


@QUICK
@given(st.text(alphabet="会议指出要。，\n 　", max_size=200))
def test_reading_a_body_again_loses_nothing(text: str) -> None:
    once = article_from_text("\n".join(BODY) + "\n" + text)
    assert bare(article_from_text(once.body).body) == bare(once.body)


@QUICK
@given(st.text(alphabet=st.characters(codec="gb18030", exclude_categories=["Cc", "Cs"]), max_size=200))
def test_gb18030_comes_back(text: str) -> None:
    whole = "".join(BODY) + text
    assert decode_bytes(whole.encode("gb18030")) == whole
