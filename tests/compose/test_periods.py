"""Figures in headlines are of their period."""

from summarizer.compose.headlines.periods import with_period

FIGURE = "临江国资委监管企业总收入13.05亿元"


def test_a_figure_keeps_the_part_of_the_year_before_it() -> None:
    assert with_period(FIGURE, f"“2023年上半年，{FIGURE}，实现盈利。”") == f"上半年{FIGURE}"
    assert with_period(FIGURE, f"今年1至7月，{FIGURE}。") == f"1至7月{FIGURE}"


def test_without_figure_or_period_it_stays() -> None:
    assert with_period(FIGURE, f"8月3日，{FIGURE}。") == FIGURE
    assert with_period(FIGURE, "上半年，总收入13.05亿元。") == FIGURE
    assert with_period("临江召开会议", "上半年，临江召开会议。") == "临江召开会议"
