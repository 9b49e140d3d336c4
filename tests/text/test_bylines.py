"""Bylines and datelines are recognised; sentences that resemble them are not."""

import pytest

from summarizer.text.bylines import byline_end, find_byline

BYLINES = [
    "本报讯（记者 甲云舟）",
    "本报讯 记者甲云舟报道 ",
    "本报云泊8月7日讯 （记者 甲云舟） ",
    "本报10日讯（记者甲云舟）",
    "本报讯(记者甲云舟、乙小满)",
    "新华社北京4月9日电（记者甲云舟、乙小满）",
    "新华社云泊7月28日电 ",
    "央视网消息（新闻联播）：",
    "大众网记者 甲云舟 见习记者 乙小满 青岛报道",
    "海报新闻记者 甲云舟 济南报道",
    "红网时刻新闻7月28日讯（通讯员 甲云舟）",
    "红网时刻8月10日综合（云泊日报记者 甲云舟/文 乙小满/图）",
    "潍坊广电新媒体讯",
    "中新网云泊8月19日电 (记者 甲云舟)",
    "新江苏·中国江苏网讯（记者 甲云舟） ",
    "荆楚网（湖北日报网）讯（通讯员 甲云舟）",
    "中国青年报客户端广东云泊8月16日电（中青报·中青网记者 甲云舟）",
    "深圳新闻网2023年7月29日讯（深圳特区报记者 甲云舟）",
    "记者 甲云舟 通讯员 乙小满",
    "南都讯记者甲云舟 发自浙江云泊 ",
    "交汇点讯 ",
    "【雲泊訊】",
    "【云泊时报-云泊网报道 记者甲云舟】",
    "【文/云泊网 甲云舟】",
    "【記者甲雲舟／雲泊報導】",
]
SENTENCES = [
    "记者从市统计局获悉，上半年经济平稳增长。",
    "南都记者8月9日晚间获悉，两人获救。",
    "记者近日从市里了解到，供水已经恢复。",
    "记者：这次修缮有什么不同？",
    "据新华社报道，会议将于8月召开。",
    "据云泊日报消息，市长主持召开会议。",
    "腾讯公司8日宣布成立研究院。",
    "科大讯飞董事长表示，将加大投入。",
    "通讯员队伍建设会议召开。",
    "国家电网8日电力负荷创新高。",
    "云泊电视台举行开放日活动。",
    "记者节活动在云泊举行。",
    "人民日报社论指出，改革要抓到底。",
    "资讯中心主任甲云舟出席。",
    "8月8日下午，市委书记调研文旅项目。",
]


@pytest.mark.parametrize("byline", BYLINES)
@pytest.mark.parametrize("report", ["7月27日，全市安全生产会议召开。", "昨天下午，区委书记会见客人。"])
def test_a_byline_ends_where_the_report_begins(byline: str, report: str) -> None:
    if byline.endswith("乙小满") and not report[0].isdigit():
        byline += " "  # names glued to words cannot be told apart, with a blank or a date they can
    assert byline_end(byline + report) == len(byline)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_no_byline(sentence: str) -> None:
    assert byline_end(sentence) == 0


@pytest.mark.parametrize(
    "paragraph", ["本报记者 甲云舟", "云泊日报记者 甲云舟 通讯员 乙小满", "（通讯员 甲云舟）"]
)
def test_a_paragraph_that_is_nothing_else(paragraph: str) -> None:
    assert byline_end(paragraph) == len(paragraph)


def test_a_byline_behind_a_glued_headline() -> None:
    """Only the text itself can say that 云泊, and not 力云泊, is the place in the publisher's name."""
    text = "讲好云泊故事为加快建设凝聚合力云泊广电新媒体讯8月11日下午，云泊市委书记调研。"
    byline = find_byline(text, limit=150)
    assert byline is not None
    assert text[byline.start : byline.end] == "云泊广电新媒体讯"


@pytest.mark.parametrize(
    "text",
    [
        "市长出席。据云泊日报8月1日讯（记者 甲云舟）消息，工程完工。",
        "现场秩序井然。（云泊日报记者甲云舟摄）会议要求抓好落实。",
        "会议开始前，有记者问市长何时开工，市长说年内。",
    ],
)
def test_no_dateline_in_the_middle_of_an_article(text: str) -> None:
    assert find_byline(text, limit=150) is None
