"""One shape for equal texts, and the way back."""

from hypothesis import given
from hypothesis import strategies as st

from summarizer.check.folding import Folded


def test_width_case_and_marks() -> None:
    assert Folded("Ａ１，（临江）「智慧」ＡＰＰ％").text == Folded("a1,(临江)“智慧”app%").text


def test_spaces_go_but_words_stay_apart() -> None:
    assert Folded("达 4.3 亿辆").text == "达4.3亿辆"
    assert Folded("open data").text == "open data"


def test_a_space_in_a_headline_separates_clauses() -> None:
    assert Folded("大会召开 市长讲话", joined=set()).text == "大会召开,市长讲话"
    assert Folded("顾 明远", joined={"顾明"}).text == "顾明远"


def test_span_points_at_the_original() -> None:
    folded = Folded(" 达　4.3 亿辆")
    start = folded.text.index("4.3亿")
    left, right = folded.span(start, start + 4)
    assert folded.original[left:right] == "4.3 亿"


@given(st.text(alphabet="临江 　\n，“”「」AbＣ１2.:·", max_size=60))
def test_every_character_has_its_place(text: str) -> None:
    folded = Folded(text, joined=set())
    assert len(folded.offsets) == len(folded.text) + 1
    assert folded.offsets == sorted(folded.offsets)
    assert folded.offsets[-1] == len(text)
    for at in range(len(folded.text)):
        start, end = folded.span(at, at + 1)
        assert end == start + 1
        assert folded.index(start) == at
