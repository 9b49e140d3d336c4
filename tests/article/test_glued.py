"""Headlines, publishers, refrains and further items that stand in one paragraph with the report."""

import pytest
from article_material import LEAD, ORDER, SPEECH

from summarizer.article import article_from_text
from summarizer.article.refrains import strip_refrain


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ("来源：人民网－云泊频道", "人民网－云泊频道"),
        ("来源：人民网", "人民网"),
        ("转自：云泊证券报（记者 顾一川）", "云泊证券报"),
    ],
)
def test_who_published_is_no_part_of_the_first_sentence(head: str, source: str) -> None:
    article = article_from_text(f"{head}{LEAD}{SPEECH}")
    assert (article.body, article.source) == (f"{LEAD}{SPEECH}", source)


def test_a_publisher_and_a_blank_before_the_report() -> None:
    text = f"近期，云泊市质检中心推动营商环境优化。{SPEECH}"
    assert article_from_text(f"中国发展网 {text}").body == text


@pytest.mark.parametrize(
    "opening",
    [
        "为进一步优化营商环境，近日，市长洛闻笛带队现场调度。",
        "近日，市长洛闻笛召开企业座谈会。",
        "2023年8月4日下午，市长洛闻笛召开企业座谈会。",
        "记者 顾一川8月11日下午，市长洛闻笛召开企业座谈会。",
    ],
)
def test_a_labelled_headline_ends_where_the_report_opens(opening: str) -> None:
    title = "要求更严、措施更实 云泊推进营商环境治理"
    article = article_from_text(f"原标题：{title}{opening}{SPEECH}")
    assert (article.title, article.body) == (title, f"{opening}{SPEECH}")


def test_a_labelled_headline_that_ends_with_a_mark() -> None:
    report = f"在长江中下游段，云泊湖汇入长江。{SPEECH}"
    article = article_from_text(f"原标题：学子暑期调研“江湖锁钥 ”{report}")
    assert (article.title, article.body) == ("学子暑期调研“江湖锁钥 ”", report)


def test_a_headline_printed_twice_and_a_blank() -> None:
    title, report = "云泊市领导赴外地考察营商环境", f"近日，市长洛闻笛率团考察。{SPEECH}"
    article = article_from_text(f"原标题：{title}{title} {report}")
    assert (article.title, article.body) == (title, report)


def test_of_a_roundup_only_the_first_item_is_read() -> None:
    """Five districts' meetings in one page: the words of one are not those of another."""
    first = f"5月20日，云泊市营商环境大会召开。{SPEECH}"
    rest = "新浦丨区委工作会议召开5月19日，区委工作会议召开。临川丨市委常委会召开会议5月18日，市委常委会召开会议。"
    article = article_from_text(f"云泊丨营商环境大会召开{first}{rest}")
    assert article.body == first
    assert article.dropped_chars == len(rest)


def test_subheadings_with_a_bar_are_no_roundup() -> None:
    text = f"{LEAD}成效丨办事提速{SPEECH}做法丨一窗受理{ORDER}"
    assert article_from_text(text).body == text


def test_the_profile_of_a_lecturer_is_no_report() -> None:
    profile = "讲师简介顾一川律师现任云泊律师事务所首席合伙人，从业十七年。"
    article = article_from_text(f"{LEAD}{SPEECH}{profile}")
    assert (article.body, article.dropped_chars) == (f"{LEAD}{SPEECH}", len(profile))


@pytest.mark.parametrize("label", ["企业简介", "公司简介：", "专家简介\n"])
def test_what_was_said_after_a_profile_is_read(label: str) -> None:
    profile = f"{label}云泊生物股份有限公司成立于2001年，主营海洋药物。"
    paragraphs = "\n".join((LEAD, SPEECH, profile, ORDER))
    assert article_from_text(paragraphs).body == "\n".join((LEAD, SPEECH, ORDER))
    # Where no paragraph ends it, nobody knows how far it goes.
    assert article_from_text(f"{LEAD}{SPEECH}{profile}{ORDER}").body.endswith(ORDER)


def test_a_profile_that_reports_is_read() -> None:
    told = "公司简介会上，市长简若棠强调，要加快项目建设。"
    text = "\n".join((LEAD, SPEECH, told, ORDER))
    assert article_from_text(text).body == text


def test_a_phrase_for_search_engines_goes_everywhere() -> None:
    phrase = "云泊市委书记谈提速"
    article = article_from_text(f"{phrase}，{LEAD}{phrase}！{SPEECH}{phrase}，{ORDER}")
    assert article.body == f"{LEAD}{SPEECH}{ORDER}"
    assert article.dropped_chars == 3 * (len(phrase) + 1)


def test_a_speaker_named_three_times_is_no_refrain() -> None:
    text = "云泊市委书记简若棠强调，" + "要提速。云泊市委书记简若棠强调，" * 3 + SPEECH
    assert article_from_text(text).body == text


def test_the_label_of_a_speaker_in_a_transcript_is_no_refrain() -> None:
    text = "市政府办公室发言人顾岚舟：大家好。市政府办公室发言人顾岚舟：谢谢提问。市政府办公室发言人顾岚舟：再见。"
    assert strip_refrain(text) == (text, [])
