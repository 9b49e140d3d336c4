"""Captions and credits run into the words around them; the city and its people are invented."""

import pytest
from article_material import LEAD, ORDER, SPEECH

from summarizer.article import article_from_text
from summarizer.article.pictures import strip_pictures


@pytest.mark.parametrize(
    "caption",
    [
        "秋色里的云泊湖公园。全媒体记者 顾一川 摄",
        "7月24日，云泊新区三期安置房建设现场一片繁忙。全媒体记者 顾一川 摄",
        "为六个先进镇授牌。云泊市水利局供图",
        "简若棠一行在某公司走访。 （云泊新闻网 发）",
        "大会现场（图源：云泊社）",
        "大会现场。（资料图）",
        "洛闻笛（右）会见来宾（图源：网络）",
        "7月24日，云泊海关厅长洛闻笛（前排居中）检查通关措施落实情况 台媒报道配图",
        "图源：台媒",
        "图来自云泊发布",
        "图为座谈会现场。",
        "▲洛闻笛抵达机场（路透社）",
        "（近日，简若棠深入新区调研。图为简若棠在某陈列馆。）",
        "会议现场。",
    ],
)
def test_a_caption_goes_and_the_report_stays(caption: str) -> None:
    assert strip_pictures(f"{LEAD}{caption}{SPEECH}") == (f"{LEAD}{SPEECH}", [caption])


@pytest.mark.parametrize(
    ("caption", "following"),
    [
        ("座谈会现场", "在云泊军分区，简若棠向官兵致以问候。"),
        ("会议现场", "云泊市人民医院副院长顾一川作专题辅导。"),
        ("实地考察", "在相关人员的带领下，队员走访了三个村。"),
        ("双方座谈会", "座谈会上，简若棠表示欢迎。"),
        ("启动仪式暨培训活动现场", "启动仪式宣读了决定。"),
        ("督导检查云泊生物股份有限公司", "在云泊生物股份有限公司，简若棠了解生产情况。"),
        ("实践团队来到云泊湖岸线调研", "实践团队分别前往水利局、林业局。"),
        ("微鉴堂负责人正与来访领导交谈", "微鉴堂成立于2014年，开创了全新模式。"),
    ],
)
def test_a_caption_without_a_credit_repeats_what_follows(caption: str, following: str) -> None:
    assert strip_pictures(f"{LEAD}{caption}{following}") == (f"{LEAD}{following}", [caption])


@pytest.mark.parametrize(
    "sentence",
    [
        "座谈会现场气氛热烈，代表们畅所欲言。",
        "活动现场全市各区县干部参加培训。",
        "会议现场成立了省委调查处置领导小组。",
        "简若棠来到建设现场。",
        "从拍摄的视频看，火势已经减弱。",
        "云泊生物研究院是云泊生物与高校共建的平台，简若棠察看设备。",
        "调研组在随后的座谈会上听取汇报。",
        "影片摄于云泊湖畔，市民争相观看。",
        "报名须提交图片书刊三册。",
        "张家港张家埠港口同日启用。",
    ],
)
def test_sentences_about_scenes_stay(sentence: str) -> None:
    assert strip_pictures(f"{LEAD}{sentence}{ORDER}") == (f"{LEAD}{sentence}{ORDER}", [])


def test_a_sentence_of_the_report_before_a_credit_stays() -> None:
    """据悉，此次任务是第480次飞行。张某 摄: only the credit goes."""
    told = "据悉，此次改革是云泊市第三次提速。"
    assert strip_pictures(f"{LEAD}{told}顾一川 摄{ORDER}") == (f"{LEAD}{told}{ORDER}", ["顾一川 摄"])


def test_a_lead_with_a_picture_below_it_stays() -> None:
    lead = "5月20日，云泊市营商环境大会召开。"
    assert strip_pictures(f"{lead}记者 顾一川 摄{SPEECH}") == (f"{lead}{SPEECH}", ["记者 顾一川 摄"])


def test_what_was_cut_is_counted() -> None:
    caption = "秋色里的云泊湖公园。全媒体记者 顾一川 摄"
    article = article_from_text(f"{LEAD}{caption}{SPEECH}")
    assert (article.body, article.dropped_chars) == (f"{LEAD}{SPEECH}", len(caption))
