"""Each decoding rule by itself, with the mistake that forced it."""

import pytest

from summarizer.modeling.rules import (
    BalancedMarks,
    Draft,
    LengthWindow,
    NoRepeatedNgrams,
    NoStutter,
    NothingTurned,
    SourceCharactersOnly,
    WholeForeignNames,
    WholeNames,
    WholeNumbers,
    WholeQuotations,
)
from summarizer.modeling.source_facts import SourceFacts

SOURCE = SourceFacts(
    "4月9日，邹自景强调，投资13.7万元，增长5%，比分3:1，“新质生产力”加快形成，债务2.4万亿元、3亿2000万股。",
    protected=("邹自景",),
)


def allowed(rule, text: str, piece: str) -> bool:
    return rule.allows(Draft(text=text), piece, SOURCE)


def test_characters_come_from_the_source_or_the_closed_list():
    rule = SourceCharactersOnly()
    assert allowed(rule, "", "邹自景")
    assert allowed(rule, "", "，“")
    assert not allowed(rule, "", "邹白景")


def test_no_run_of_three_characters_twice():
    rule = NoRepeatedNgrams(3)
    assert not allowed(rule, "新质生产力 新质", "生产力")
    assert not allowed(rule, "加快形成 加快", "形")
    assert allowed(rule, "加快形成 加快", "增长")


def test_overlapping_runs_count_as_repeats():
    assert not allowed(NoRepeatedNgrams(3), "哈哈", "哈哈")


def test_marks_do_not_follow_marks():
    rule = NoStutter()
    assert not allowed(rule, "增长，", "。")
    assert not allowed(rule, "", "，增长")
    assert not allowed(rule, "增长，", "")
    assert allowed(rule, "增长", "，")


def test_nothing_is_said_twice_at_once():
    rule = NoStutter()
    assert not allowed(rule, "出席并讲话，并", "讲话")
    assert not allowed(rule, "要求", "要求")
    assert allowed(rule, "增长5%，投资5", "%")


@pytest.mark.parametrize(
    ("text", "piece", "expected"),
    [
        ("“新质", "”", True),
        ("新质", "”", False),
        ("“新质", "》", False),
        ("“新质", "", False),
        ("“新质”", "", True),
        ("“新质", "“", False),
    ],
)
def test_marks_close_in_order(text, piece, expected):
    assert allowed(BalancedMarks(), text, piece) is expected


@pytest.mark.parametrize(
    ("text", "piece", "expected"),
    [
        ("投资13", ".", True),
        ("投资13.7", "万元", True),
        ("投资13", "万元", False),  # 13.7万 cut to 13万
        ("投资13.7", "亿元", False),  # 13.7万 turned into 13.7亿
        ("投资13.7", "", False),
        ("投资13.7", "，", False),
        ("投资13.7万", "", True),
        ("投资13.7万", "用于", True),  # what is counted may be left out
        ("债务2.4", "万债", False),  # 2.4万亿 turned into 2.4万
        ("债务2.4万", "", False),
        ("债务2.4万", "亿", True),
        ("债务2.4万亿", "，", True),
        ("共3亿", "2000", True),
        ("共3亿", "5", True),
        ("共3亿", "7", False),
        ("投资13", "", False),
        ("投资", "9", True),
        ("投资", "8", False),
        ("增长5%", "", True),
        ("比分3:", "1", True),
        ("比分3:", "2", False),
        ("4月9", "日", True),
    ],
)
def test_numbers_are_copied_whole(text, piece, expected):
    assert allowed(WholeNumbers(), text, piece) is expected


def test_names_are_not_cut():
    rule = WholeNames()
    assert allowed(rule, "邹自", "景强调")
    assert not allowed(rule, "邹自", "强调")
    assert not allowed(rule, "邹自", "")


def test_a_given_name_does_not_lose_its_surname():
    rule = WholeNames()
    assert allowed(rule, "邹", "自景强调")
    assert not allowed(rule, "", "自景强调")
    assert not allowed(rule, "会上自", "景强调")


@pytest.mark.parametrize(
    ("text", "piece", "expected"),
    [
        ("加快形成", "“", True),
        ("加快形成“", "新质", True),
        ("加快形成“新质", "”", False),  # half a term in quotation marks
        ("加快形成“", "质", False),
        ("加快形成“新质生产力", "”", True),
        ("邹自景：", "《", False),  # the source has no title
    ],
)
def test_quotations_are_whole(text, piece, expected):
    assert allowed(WholeQuotations(30), text, piece) is expected


def test_no_quotation_is_begun_that_cannot_be_finished():
    assert not allowed(WholeQuotations(8), "加快形成", "“")
    assert allowed(WholeQuotations(11), "加快形成", "“")


def test_figures_may_repeat_digits():
    rule = NoRepeatedNgrams(3)
    assert allowed(rule, "突破1000", "0")
    assert not allowed(rule, "突破10万，", "突破1")


def test_characters_are_doubled_as_in_the_source_only():
    rule = NoStutter()
    assert not allowed(rule, "将", "将")
    assert allowed(rule, "增长1", "1")
    assert rule.allows(Draft(text="听听"), "意见", SourceFacts("听听意见"))


def test_length_is_met_not_cut():
    rule = LengthWindow(3, 5)
    assert not allowed(rule, "增长", "")
    assert allowed(rule, "增长了", "")
    assert allowed(rule, "增长", "投资")
    assert not allowed(rule, "增长投资", "加快")


def test_foreign_names_keep_what_stands_around_their_dots():
    rule, source = WholeForeignNames(), SourceFacts("我与英国老人肯尼思·萨蒙见过三次面")
    assert rule.allows(Draft(text="老人肯尼思·"), "萨蒙", source)
    assert rule.allows(Draft(text="老人肯尼思·萨蒙"), "见过", source)
    assert not rule.allows(Draft(text="老人肯尼思·"), "萨号", source)
    assert not rule.allows(Draft(text="老人肯尼思·"), "", source)
    assert not rule.allows(Draft(text="老人萨尼思"), "·", source)
    # What the source has behind the name is not skipped: nobody is called 萨蒙三次.
    assert not rule.allows(Draft(text="老人肯尼思·萨蒙"), "三次", source)
    assert rule.allows(Draft(text="老人肯尼思·萨蒙"), " 三次", source)
    assert rule.allows(Draft(text="老人肯尼思·萨蒙"), "", source)
    assert rule.allows(Draft(text="老人"), "见过", source)


NEWS = SourceFacts(
    "利比亚副总统访华。美方希望伊朗能同美国达成协议，但双方未能停火。要坚决防止返贫致贫，不断推进停火。"
)


@pytest.mark.parametrize(
    ("text", "piece", "expected"),
    [
        ("利比亚", "副", True),
        ("利比亚", "总统", False),  # the vice president made president
        ("", "总统访", False),
        ("副总统", "访华", True),
        ("美方：", "伊朗能", False),  # a wish made a fact
        ("美方希望", "伊朗能", True),
        ("但双方", "停火", False),
        ("但双方", "能", False),
        ("但双方未能", "停火", True),
        ("推进", "停火", True),
        ("要坚决", "返贫", False),
        ("会议：", "返贫致", False),
        ("会议：防止", "返贫致", True),
        ("总统访", "", True),
    ],
)
def test_no_word_that_turns_a_statement_is_left_out(text, piece, expected):
    assert NothingTurned().allows(Draft(text=text), piece, NEWS) is expected
