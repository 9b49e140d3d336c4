"""What a report calls a speaker or a meeting."""

import pytest

from summarizer.compose.summaries.calling import post_of, which_meeting
from summarizer.datamodels import Speaker


@pytest.mark.parametrize(
    ("post", "expected"),
    [("并与临江基金会主席", "临江基金会主席"), ("市长", "市长"), ("与会专家代表", "与会专家代表")],
)
def test_what_joins_somebody_to_others_is_no_post(post: str, expected: str) -> None:
    assert post_of(Speaker("顾岚舟", post), "") == expected


def test_a_foreigner_is_called_what_the_report_calls_him() -> None:
    body = "大楼遭到袭击。甲方任命的望海地区领导人阿列克·顾诺夫称，弹药库遭到袭击。"
    assert post_of(Speaker("阿列克·顾诺夫"), body) == "甲方任命的望海地区领导人"
    assert post_of(Speaker("顾岚舟"), "地区领导人顾岚舟称，弹药库遭到袭击。") is None


def test_a_meeting_that_was_not_named_is() -> None:
    opening = "从第十届公益展组委会召开的视频会议上了解到，第十届公益展将在临江举办。"
    assert (
        which_meeting("会议肯定了筹备工作", ["第十届公益展将在临江举办"], opening)
        == "第十届公益展组委会视频会议肯定了筹备工作"
    )
    assert which_meeting("会议肯定了筹备工作", ["临江市召开座谈会"], opening) == "会议肯定了筹备工作"
