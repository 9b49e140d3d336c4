"""Slips of a report are in no output."""

import pytest

from summarizer.compose.clauses.broken import is_broken


@pytest.mark.parametrize(
    "text", ["着力党的组织覆盖和工作覆盖", "尽可能减少灾害损失和引发次生灾害", "是根据的公平的民调"]
)
def test_what_has_lost_its_verb_is_broken(text: str) -> None:
    assert is_broken(text)


@pytest.mark.parametrize(
    "text",
    [
        "着力推进党的组织覆盖和工作覆盖",
        "着力扩大内需、提振信心",
        "减少灾害损失和人员伤亡",
        "减少灾害损失、避免发生次生灾害",
        "是根据公平的民调",
    ],
)
def test_what_has_it_is_whole(text: str) -> None:
    assert not is_broken(text)
