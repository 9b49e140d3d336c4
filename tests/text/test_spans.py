"""Where pieces stand in a text."""

import pytest

from summarizer.text.spans import ends_of, starts_of


@pytest.mark.parametrize(
    ("piece", "starts", "ends"),
    [("会议", [2, 9], [4, 11]), ("强调", [], []), ("", [], []), ("(。", [], [])],
)
def test_a_piece_is_found_wherever_it_stands(piece: str, starts: list[int], ends: list[int]) -> None:
    text = "全市会议召开。区里会议"
    assert list(starts_of(piece, text)) == starts
    assert list(ends_of(piece, text)) == ends
