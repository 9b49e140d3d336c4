"""Full names of what a report has shortened."""

import itertools

import pytest

from summarizer.compose.summaries.abbreviations import ExplainedName, explained_names, with_full_names

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


@pytest.mark.parametrize("before", ["", "甲"])
def test_what_is_explained_before_it_is_named_stays(before: str) -> None:
    body = f"{before}（以下简称慈展会）9月1日在江州开幕。"
    assert full("慈展会9月1日在江州开幕。", body) == "慈展会9月1日在江州开幕。"


def test_a_longer_name_is_anothers() -> None:
    body = "江州银行股份有限公司（以下简称江州银行）发行债券。江州银行业协会换届。"
    assert full("江州银行业协会换届。", body) == "江州银行业协会换届。"
    assert full("江州银行协会换届。", body) == "江州银行协会换届。"
    assert full("新江州银行成立。", body) == "新江州银行成立。"
    both = full("江州银行业协会换届，江州银行出席。", body)
    assert both == "江州银行业协会换届，江州银行股份有限公司出席。"


def test_only_the_names_that_stand_in_a_text_are_looked_at() -> None:
    chars = [chr(0x4E00 + place) for place in range(3000)]
    names = [f"{one}{two}会" for one, two in itertools.pairwise(chars)]
    found = explained_names("，".join(f"{one[:2]}人才交流会（以下简称{one}）" for one in names))
    looked: list[str] = []

    class Watched(dict[str, list[ExplainedName]]):
        def get(self, pair: str, default: object = None) -> object:  # type: ignore[override]
            looked.append(pair)
            return super().get(pair, default)  # type: ignore[call-overload]

    assert with_full_names(f"{names[7]}举办。", Watched(found)) == f"{names[7][:2]}人才交流会举办。"
    assert len(looked) < 10
