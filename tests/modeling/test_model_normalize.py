import pytest

from summarizer.modeling.control import CONTROL_IDS, decoder_prefix, length_token
from summarizer.modeling.normalize import normalize_text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("４月９日,内江", "4月9日，内江"),
        ("增长1,000亿元(含税)", "增长1,000亿元（含税）"),
        ("8:30开会:传达", "8:30开会：传达"),
        ("共识……好", "共识……好"),
        ("第一段\n第二段\u3000第三段", "第一段 第二段 第三段"),
        ("零\u200b宽", "零宽"),
        ("“引号”《书名》", "“引号”《书名》"),
    ],
)
def test_one_form_of_each_mark(raw, expected):
    assert normalize_text(raw) == expected


def test_normalizing_twice_changes_nothing():
    text = normalize_text("４月９日,内江(四川)…召开:8:30")
    assert normalize_text(text) == text


def test_length_buckets():
    assert length_token(10) == "<c10>"
    assert length_token(11) == "<c13>"
    assert length_token(999) == "<long>"
    assert decoder_prefix("headline") == [CONTROL_IDS["<headline>"], CONTROL_IDS["<any>"]]
