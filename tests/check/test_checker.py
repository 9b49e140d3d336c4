"""What the fact check finds and what it leaves alone, kind by kind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.check import FactChecker, check
from tests.check.conftest import BODY

SUPPORTED = [
    "临江召开数字经济大会 沈立秋强调守住安全底线",
    "4月9日，临江市数字经济大会召开。市委书记沈立秋要求加快建设“智慧港湾”，市长顾明远主持。",
    "９日上午，临江市数字经济大会召开",
    "推动数字经济规模增长百分之十二点五",
    "新建5G基站12000个",
    "去年全市进口额下降3.1%，投资超过350亿元",
    "23家企业获评省级创新企业",
    "副市长丁海川、贺知遥、楚天阔参加",
    "不得擅自扩大补贴范围",
    "会上宣读《临江市数字经济促进条例》",
    "市科技局副局长白若溪：已有23家企业获评省级创新企业",
    "确保不发生重大事故",
]


@pytest.mark.parametrize("text", SUPPORTED)
def test_supported_texts_pass(checker: FactChecker, text: str) -> None:
    assert checker.check(text) == ()


@pytest.mark.parametrize(
    ("text", "kind", "at_fault", "suggestion"),
    [
        ("市委书记沈立冬出席并讲话", "name", "沈立冬", "沈立秋"),
        ("市委书记王德全出席并讲话", "name", "王德全", "沈立秋"),
        ("顾明远出席并讲话", "name", "顾明远", "沈立秋"),
        ("市委书记顾明远主持会议", "post", "市委书记", "市委副书记、市长"),
        ("市科技局局长白若溪介绍", "post", "市科技局局长", "市科技局副局长"),
        ("市长丁海川参加会议", "post", "市长", "副市长"),
        ("县委书记沈立秋出席", "post", "县委书记", "市委书记"),
        ("原市长顾明远主持会议", "post", "原市长", None),
        ("推动数字经济规模增长15.2%", "number", "15.2%", "12.5%"),
        ("投资超过350万元", "number", "350万元", None),
        ("其中民间投资350亿元", "number", "350亿元", "120亿元"),
        ("已有23人获评省级创新企业", "number", "23人", "23家"),
        ("4月19日上午，临江市数字经济大会召开", "date", "4月19日上午", None),
        ("4月9日下午，临江市数字经济大会召开", "date", "4月9日下午", None),
        ("数字经济大会在青岛召开", "place", "青岛", None),
        ("市财政局副局长白若溪介绍", "organisation", "财政局", "科技局"),
        ("加快建设“智慧海湾”", "quotation", "智慧海湾", "智慧港湾"),
        ("宣读《临江市数字经济条例》", "quotation", "临江市数字经济条例", "临江市数字经济促进条例"),
        ("可以擅自扩大补贴范围", "negation", "擅自扩大", "不得擅自扩大"),
        ("确保发生重大事故", "negation", "发生重大", "不发生重大"),
        ("推动数字经济规模下降12.5%", "direction", "下降", "增长"),
        ("去年全市进口额增长3.1%", "direction", "增长", "下降"),
        ("副市长贺知遥、丁海川、楚天阔参加会议", "order", "贺知遥、丁海川、楚天阔", "丁海川、贺知遥、楚天阔"),
        ("要加快建设月球基地", "unsupported", "月球", None),
        ("大会布署新任务", "lexicon", "布署", "部署"),
    ],
)
def test_errors_are_found(
    checker: FactChecker, text: str, kind: str, at_fault: str, suggestion: str | None
) -> None:
    found = {finding.kind: finding for finding in checker.check(text)}
    assert kind in found
    finding = found[kind]
    assert at_fault in finding.text or finding.text in at_fault
    if suggestion is not None:
        assert finding.suggestion == suggestion
    assert finding.message.endswith("。")


def test_words_belong_to_their_speaker(checker: FactChecker) -> None:
    assert checker.check("顾明远强调，要加快建设“智慧港湾”，不得擅自扩大补贴范围")[0].kind == "speaker"
    text = "加快建设“智慧港湾”，守住安全底线"
    assert checker.check(text, speaker="沈立秋") == ()
    (finding,) = checker.check(text, speaker="白若溪", field="keypoints[0]")
    assert (finding.kind, finding.suggestion, finding.field) == ("speaker", "沈立秋", "keypoints[0]")


def test_stranger_as_speaker(checker: FactChecker) -> None:
    assert [finding.kind for finding in checker.check("守住安全底线", speaker="王德全")] == ["speaker"]


def test_offsets_count_characters_of_the_output(checker: FactChecker) -> None:
    text = "  临江　召开大会，增长 15.2 %。"
    (finding,) = [finding for finding in checker.check(text) if finding.kind == "number"]
    assert text[finding.start : finding.end] == finding.text == "15.2 %"


def test_rank_is_neither_lost_nor_added() -> None:
    source = "原副市长柳成荫、代区长江一舟出席会议。"
    assert check(source, "原副市长柳成荫、代区长江一舟出席") == ()
    for wrong in ("副市长柳成荫出席", "原市长柳成荫出席", "区长江一舟出席", "副区长江一舟出席"):
        assert "post" in {finding.kind for finding in check(source, wrong)}, wrong


def test_year_and_month_need_a_ground() -> None:
    source = "9日，临江市召开防汛工作会议。"
    assert check(source, "9日临江召开防汛工作会议") == ()
    assert [finding.kind for finding in check(source, "6月9日临江召开防汛工作会议")] == ["date"]


def test_another_year_is_not_brought_in() -> None:
    source = "今年临江市新增集中供热面积10万平方米。"
    assert check(source, "今年新增集中供热面积10万平方米") == ()
    (finding,) = check(source, "去年新增集中供热面积10万平方米")
    assert (finding.kind, finding.suggestion) == ("date", "今年")


def test_abbreviations_are_supported() -> None:
    source = "临江市发展和改革委员会会同全国总工会严厉打击非法集资，参加训练的队员共12名。"
    assert check(source, "临江市发改委与全总严打非法集资") == ()


def test_empty_texts() -> None:
    assert check("", "") == ()
    assert check("临江市召开会议。", "") == ()
    assert check("", "临江市召开会议") != ()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=BODY + "ABC　 \n“”《》()（）不未0123456789亿%副原", max_size=80), st.booleans())
def test_findings_lie_in_the_text(text: str, with_speaker: bool) -> None:
    for finding in _checker().check(text, speaker="沈立秋" if with_speaker else None):
        assert 0 <= finding.start <= finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.text


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(BODY) - 1), st.integers(1, 80))
def test_sentences_of_the_body_raise_no_number_date_or_quotation(start: int, length: int) -> None:
    kinds = {finding.kind for finding in _checker().check(_whole_clauses(start, length))}
    assert kinds <= {"speaker"}


def _whole_clauses(start: int, length: int) -> str:
    """Clauses of the body from the one at ``start`` on, at least ``length`` characters, to the sentence's end."""
    first = max(BODY.rfind(mark, 0, start) for mark in "。\n") + 1
    end = BODY.find("。", min(len(BODY) - 1, first + length))
    return BODY[first : end + 1 if end >= 0 else len(BODY)].strip()


_CHECKERS: list[FactChecker] = []


def _checker() -> FactChecker:
    if not _CHECKERS:
        _CHECKERS.append(FactChecker(BODY))
    return _CHECKERS[0]
