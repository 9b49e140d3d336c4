"""What cannot be used is refused with an error of its own, a stable code and what to do."""

import pytest
from article_material import BODY, LEAD, SPEECH

from summarizer.article import article_from_html, article_from_text, read_article
from summarizer.article.reading import LONGEST_TEXT_CHARS, SHORTEST_BODY_HAN
from summarizer.datamodels import Article
from summarizer.errors import InputError

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8
JAPANESE = "市は5月20日、企業の声を聞く会議を開いた。市長はあいさつで、手続きを早くすると述べた。" * 5
ENGLISH = "The city held a conference on its business environment on Monday. " * 10
MENU = "首页\n新闻\n登录 | 注册\n相关新闻\n城东新桥合龙\n关于我们 | 联系我们\n云ICP备00000000号\n版权所有"

CASES = {
    "empty": ("", "empty_input"),
    "no bytes": (b"", "empty_input"),
    "white space of every kind": (" \t\r\n\u3000\u00a0\u2003", "empty_input"),
    "only invisible characters": ("\u200b\ufeff\u200d" * 20, "empty_input"),
    "a page without visible text": ("<html><body><script>var a = 1;</script></body></html>", "empty_input"),
    "only chrome": (MENU, "no_article"),
    "only chrome in HTML": ("<p>" + MENU.replace("\n", "</p><p>") + "</p>", "no_article"),
    "an image renamed .txt": (PNG, "binary_input"),
    "a PDF file": (b"%PDF-1.7\n1 0 obj\n", "binary_input"),
    "a Word document": (b"PK\x03\x04\x14\0\6\0" + bytes(200), "binary_input"),
    "random bytes": (bytes(range(256)) * 20, "binary_input"),
    "NUL characters": (LEAD + "\0" + SPEECH, "binary_input"),
    "NUL bytes": ((LEAD + "\0" + SPEECH).encode(), "binary_input"),
    "a lone surrogate": (LEAD + "\ud83d" + SPEECH, "invalid_text"),
    "a wrong decoding": (LEAD.encode().decode("ascii", "replace"), "undecodable_input"),
    "Latin-1": ("déjà vu à l'été, où êtes-vous ? ".encode("latin-1") * 20, "undecodable_input"),
    "English": (ENGLISH, "not_chinese"),
    "Japanese": (JAPANESE, "not_chinese"),
    "numbers": ("1,024.5 " * 100, "not_chinese"),
    "40 characters": ((LEAD + SPEECH)[:40], "too_short"),
    "more than a million characters": ((LEAD + "\n") * (LONGEST_TEXT_CHARS // len(LEAD) + 1), "too_long"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "code"), CASES.values(), ids=CASES)
def test_each_has_its_own_error(source: str | bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_article(source)
    assert caught.value.code == code
    assert caught.value.message.endswith(".")
    assert len(caught.value.message.split(". ")) > 1, "says what is wrong and what to do"


@pytest.mark.parametrize("read", [article_from_text, article_from_html])
def test_the_readers_of_one_form_refuse_the_same(read: object) -> None:
    for name in ("empty", "NUL characters", "a lone surrogate", "English"):
        with pytest.raises(InputError) as caught:
            read(CASES[name][0])  # type: ignore[operator]
        assert caught.value.code == CASES[name][1]


def test_an_article_made_by_the_caller_is_checked_and_kept() -> None:
    article = Article(body="\n".join(BODY), id="a-1")
    assert read_article(article) is article
    with pytest.raises(InputError) as caught:
        read_article(Article(body="太短。"))
    assert caught.value.code == "too_short"


def test_the_shortest_accepted_body() -> None:
    text = "市" * (SHORTEST_BODY_HAN - 1)
    assert read_article(text + "长。").body == text + "长。"
    with pytest.raises(InputError):
        read_article(text + "。")


def test_two_hundred_thousand_characters_pass_whole() -> None:
    body = "\n".join([LEAD] * (200_000 // len(LEAD)))
    article = read_article(body)
    assert (article.body, article.dropped_chars) == (body, 0)


def test_a_translation_below_the_report_does_not_make_it_foreign() -> None:
    article = read_article("\n".join([*BODY, *BODY, ENGLISH]))
    assert article.body.startswith(LEAD)
