"""Where pieces stand in a text."""

import pytest

from summarizer.text.spans import ends_of, since_mark, starts_of


@pytest.mark.parametrize(
    ("piece", "starts", "ends"),
    [("会议", [2, 9], [4, 11]), ("强调", [], []), ("", [], []), ("(。", [], [])],
)
def test_a_piece_is_found_wherever_it_stands(piece: str, starts: list[int], ends: list[int]) -> None:
    text = "全市会议召开。区里会议"
    assert list(starts_of(piece, text)) == starts
    assert list(ends_of(piece, text)) == ends


@pytest.mark.parametrize(
    ("end", "marks", "found"),
    [
        (8, "，。", "区里"),
        (8, "。，", "区里"),
        (8, "，", "召开。区里"),
        (2, "，。", "开会"),
        (6, "！", "开会，召开。"),
        (0, "，", ""),
    ],
)
def test_what_stands_before_goes_back_to_the_nearest_mark(end: int, marks: str, found: str) -> None:
    assert since_mark("开会，召开。区里会议", end, marks) == found
