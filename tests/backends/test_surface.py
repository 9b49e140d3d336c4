import pytest

from summarizer.backends.surface import restore


@pytest.mark.parametrize(
    ("output", "source", "expected"),
    [
        ("临 江 市 召 开 大 会", "", "临江市召开大会"),
        ("gdp 增 长 5. 2 %", "全市GDP增长5.2%。", "GDP增长5.2%"),
        (
            "会议强调,要坚持稳中求进;推动增长5.2%,达到8.6亿元",
            "",
            "会议强调，要坚持稳中求进；推动增长5.2%，达到8.6亿元",
        ),
        ("投入1,200万元", "投入1,200万元", "投入1,200万元"),
        ("10:30开会", "10:30开会", "10:30开会"),
        ("市长(兼)讲话", "", "市长（兼）讲话"),
        ("增长(同比5.2%)", "", "增长（同比5.2%）"),
        ("要闻......", "", "要闻……"),
        ("大会召开.", "", "大会召开。"),
        ("open ai 来访", "OpenAI来访", "OpenAI来访"),
        ("iPhone 16 发布", "iPhone 16发布", "iPhone 16发布"),
        ("abc def", "", "abc def"),
        ("", "x", ""),
    ],
)
def test_tokenizers_leave_no_trace(output, source, expected):
    assert restore(output, source) == expected


def test_restoring_twice_changes_nothing():
    once = restore("市 长 ( 兼 ) 说 , gdp 增 长 5. 2 %", "GDP增长5.2%")
    assert restore(once, "GDP增长5.2%") == once == "市长（兼）说，GDP增长5.2%"
