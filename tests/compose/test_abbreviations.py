"""Full names of what a report has shortened."""

from summarizer.compose.summaries.abbreviations import explained_names, with_full_names

_BODY = "记者从第十届江东公益慈善项目交流展示会（以下简称慈展会）组委会召开的会议上了解到，第十届慈展会将于9月15日在临江举办。"


def full(text: str, body: str) -> str:
    return with_full_names(text, explained_names(body))


def test_the_first_mention_is_in_full() -> None:
    assert (
        full("第十届慈展会将于9月15日在临江举办。", _BODY)
        == "第十届江东公益慈善项目交流展示会将于9月15日在临江举办。"
    )


def test_what_is_mentioned_again_is_explained() -> None:
    text = full("第十届慈展会将举办。会议肯定了第十届慈展会的筹备工作。", _BODY)
    assert (
        text == "第十届江东公益慈善项目交流展示会（以下简称慈展会）将举办。会议肯定了第十届慈展会的筹备工作。"
    )


def test_a_name_without_a_sure_beginning_stays() -> None:
    body = "发行人望海大山机械股份有限公司（以下简称大山机械）取消上市申请。"
    assert full("大山机械取消上市申请。", body) == "大山机械取消上市申请。"
    assert (
        full("大山机械取消上市申请。", body.replace("发行人望海", "")) == "大山机械股份有限公司取消上市申请。"
    )


def test_another_name_is_not_taken_for_it() -> None:
    body = "第十届江东交流展示会（以下简称博览会）开幕。"
    assert full("第十届博览会开幕。", body) == "第十届博览会开幕。"


def test_what_is_told_in_full_stays() -> None:
    text = "第十届江东公益慈善项目交流展示会（以下简称慈展会）举办。"
    assert full(text, _BODY) == text
