"""Bytes of old archives: every encoding comes back as the same text, Traditional stays Traditional."""

import codecs

import pytest
from article_material import BODY, TITLE

from summarizer.article import decode_bytes, read_article
from summarizer.errors import EncodingError

SIMPLIFIED = f"{TITLE}\n" + "\n".join(BODY) + "\n镕基喆瑢囍"
TRADITIONAL = (
    "雲泊圖書節開幕 首日三萬人入場\n第五屆雲泊圖書節1日開幕，首日吸引三萬名讀者入場，"
    "主辦單位表示，今年共有兩百家出版社參展，規模為歷年之最。\n館長沈小雪說，閱讀是送給孩子最好的禮物，希望每個家庭都能在這裡找到一本喜歡的書。"
)
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_simplified(encoding: str) -> None:
    assert decode_bytes(SIMPLIFIED.encode(encoding)) == SIMPLIFIED


@pytest.mark.parametrize("encoding", [*ENCODINGS, "big5", "cp950", "big5hkscs"])
def test_traditional_stays_traditional(encoding: str) -> None:
    assert decode_bytes(TRADITIONAL.encode(encoding)) == TRADITIONAL


@pytest.mark.parametrize(
    ("bom", "encoding"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]
)
def test_byte_order_marks(bom: bytes, encoding: str) -> None:
    assert decode_bytes(bom + SIMPLIFIED.encode(encoding)) == SIMPLIFIED


@pytest.mark.parametrize(
    ("declared", "used"),
    [
        ("gb2312", "gb18030"),  # most old sites: declared small, written large
        ("gbk", "gb18030"),
        ("utf-8", "gb18030"),  # a converted template over unconverted text
        ("gb2312", "utf-8"),
        ("big5", "gb18030"),
        ("iso-8859-1", "gb18030"),
        ("no-such-charset", "gb18030"),
    ],
)
def test_a_wrong_declaration_does_no_harm(declared: str, used: str) -> None:
    head = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><body>'
    )
    text = head + "".join(f"<p>{p}</p>" for p in [*BODY, "镕瑢喆囍"])
    assert decode_bytes(text.encode(used)) == text


def test_a_declaration_outside_the_bytes() -> None:
    assert decode_bytes(TRADITIONAL.encode("cp950"), "Big5") == TRADITIONAL


def test_characters_only_gb18030_has() -> None:
    text = "副市长㛃娜和村支书𠮷田出席会议并讲话，要求全市上下狠抓落实，确保各项任务按期完成。"
    assert decode_bytes(text.encode("gb18030")) == text


def test_a_broken_byte_costs_one_character_not_the_document() -> None:
    data = (SIMPLIFIED * 5).encode("gb18030")
    at = data.index("，".encode("gb18030"))
    article = read_article(data[:at] + b"\xff" + data[at:])
    assert article.body.count("\ufffd") == 1


@pytest.mark.parametrize("inside", [0, 1])
def test_a_broken_byte_in_utf_8(inside: int) -> None:
    data = (SIMPLIFIED * 5).encode()
    at = data.index("，".encode()) + inside
    text = decode_bytes(data[:at] + b"\xff" + data[at:])
    assert text.replace("\ufffd", "").replace("，", "") == (SIMPLIFIED * 5).replace("，", "")


def test_a_short_text_in_an_old_encoding() -> None:
    for text in ("简若棠出席会议", "GDP增长5%左右", "2024年工作会议"):
        assert decode_bytes(text.encode("gb18030")) == text


def test_a_file_cut_inside_its_last_character() -> None:
    text = decode_bytes(SIMPLIFIED.encode()[:-1])
    assert text == SIMPLIFIED[:-1] + "\ufffd"


@pytest.mark.parametrize("data", ["Привет, мир! ".encode("koi8-r") * 30, b"\xe9\xe0\xfc\xf1 " * 200])
def test_other_scripts_are_not_taken_for_chinese(data: bytes) -> None:
    with pytest.raises(EncodingError, match="UTF-8"):
        decode_bytes(data)
