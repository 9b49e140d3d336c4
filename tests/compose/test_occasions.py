"""Headlines of occasions whose news is not their first clause."""

import pytest

from summarizer import Article
from summarizer.compose.headlines.occasions import occasions
from summarizer.compose.places.home import find_towns
from summarizer.report import read_report


def first(body: str, budget: int = 30) -> str | None:
    """The first headline for the occasion of a report, None where it is none of these."""
    return next(iter(occasions(read_report(Article(body)), body, budget, find_towns(body))), None)


@pytest.mark.parametrize(
    ("body", "headline"),
    [
        (
            "8月10日上午，云溪市创建全省社会救助改革实验区推进会暨“溪助你”帮办代办平台上线启动仪式在城区召开。"
            "副市长周明川出席会议。",
            "云溪市“溪助你”帮办代办平台上线",
        ),
        (
            "7月25日下午，云溪市青山区文学艺术界联合会第三届第一次会员大会，云溪市青山区作家协会第二届第一次会员大会"
            "在青山区会议中心胜利召开。",
            "云溪市青山区文学艺术界联合会、作家协会会员大会召开",
        ),
        (
            "近日，全国网络监管示范区座谈会在云溪市举行。会议总结交流创建经验，为首批13个示范区授牌。",
            "全国网络监管示范区座谈会为首批13个示范区授牌",
        ),
        (
            "近日，青山州委工作组深入云溪湿地，看望慰问边远牧民群众，并为云溪黄河生态保护志愿队授旗。",
            "青山州委工作组为云溪黄河生态保护志愿队授旗",
        ),
        (
            "8月11日，江州市召开全市领导干部会议。省委决定：周明川同志任江州市委书记；"
            "韩立同志任江州市委委员、常委、副书记。同时，提名韩立同志为江州市人民政府市长候选人。",
            "周明川任江州市委书记 韩立为江州市人民政府市长候选人",
        ),
        (
            "27日下午，湘东省委书记周明川，省委副书记、省长韩立在江州市与前来出席推进大会的河西省委书记吕建国率领的"
            "河西党政代表团一行座谈。",
            "周明川、韩立在江州市与河西党政代表团座谈",
        ),
        (
            "记者从云溪省老楼危楼安全隐患大排查大整治工作推进电视电话会议上了解到，近一年里，云溪各地共排查房屋354.43万栋，"
            "建筑面积6亿平方米。",
            "云溪省老楼危楼安全隐患大排查大整治 排查房屋354.43万栋",
        ),
        (
            "8月3日，云溪省政府新闻办召开新闻发布会，介绍2023绿色低碳发展大会相关情况。副市长周明川介绍，日程已经敲定。"
            "8月28日嘉宾报到。8月29日上午举行2023绿色低碳高质量发展大会开幕式。",
            "2023绿色低碳高质量发展大会8月29日开幕",
        ),
        (
            "7月28日，云溪市委书记周明川主持召开专题会议，研究谋划全市房地产工作。云溪市领导参加。会议指出，要统筹推进。"
            "鉴于市场良好，会议明确要抓紧完善以下工作举措：一是大胆稳妥推进商品房“现房销售”试点，抓好试点项目。",
            "云溪：大胆稳妥推进商品房“现房销售”试点",
        ),
        (
            "重大功能性事项导入新城发布活动今天在云溪文化中心举办。市长周明川发布30个重大功能性事项名单。"
            "周明川指出，要加快建设。",
            "周明川发布30个重大功能性事项名单",
        ),
        (
            "云溪市第十六届人大常委会第四次会议今天下午举行。市长周明川代表市政府报告2023年上半年全市经济社会发展情况"
            "和下半年工作总体考虑。",
            "云溪市人大常委会会议举行 周明川报告上半年经济社会发展情况",
        ),
        # What a session decided stands behind who came and who chaired it.
        (
            "7月25日至28日，云溪省十四届人大常委会第四次会议在江州举行。省委书记周明川出席会议并讲话。省人大常委会"
            "副主任吕建国主持会议。会议听取和审议了专项报告，表决通过新修订的《云溪省审计条例》等。会议以无记名投票表决的"
            "方式，决定任命韩立新为省人民政府副省长。",
            "云溪省十四届人大常委会第四次会议决定任命韩立新为副省长",
        ),
        (
            "圆满完成各项议程后，省十四届人大常委会第四次会议7月26日在江州闭幕。会议表决通过了人事任免议案，"
            "决定任命韩立新为云溪省人民政府副省长。",
            "省人大常委会决定任命韩立新为副省长",
        ),
        (
            "7月27日，云溪省十四届人大常委会第四次会议闭幕，会议任命周明为省监察委员会副主任，决定周明代理省监察委员会"
            "主任职务。",
            "云溪省十四届人大常委会第四次会议决定周明代理省监察委员会主任",
        ),
        (
            "7月27日，云溪省十四届人大常委会第四次会议闭幕。会议表决通过《云溪省审计条例》。",
            "云溪省十四届人大常委会第四次会议表决通过《云溪省审计条例》",
        ),
        # What somebody was before is no news of this session, nor is a deputy head of an office.
        (
            "7月27日，云溪区三届人大常委会举行第24次主任会议。会议决定任命周明为常委会办公室副主任。2019年1月，云溪省人大"
            "会议选举吕建国为省监察委员会主任。",
            None,
        ),
        (
            "今年暑假，江州大学一群学生组成生态调研团，到云溪县开展“三下乡”暑期实践活动，为生态保护助力。",
            "江州大学一群学生到云溪县开展“三下乡”暑期实践活动",
        ),
        (
            "7月24日，云溪县交通运输局告诉记者，网传情况不属实，韩某有颈椎方面疾病，当时只是活动脖子。",
            "云溪县交通运输局：网传情况不属实，韩某有颈椎方面疾病",
        ),
        # What was rumoured is said where it is denied.
        (
            "7月24日，云溪县交通运输局告诉记者，网传情况不属实，韩某有颈椎方面疾病，并不是在“打瞌睡”。",
            "云溪县交通运输局：网传“打瞌睡”不属实，韩某有颈椎方面疾病",
        ),
    ],
)
def test_the_news_of_an_occasion_leads(body: str, headline: str) -> None:
    assert first(body) == headline


@pytest.mark.parametrize("how", ["：由", "由", "", "任命", "，"])
@pytest.mark.parametrize("nominated", ["韩立同志", "由韩立同志", "韩立", "由韩立"])
def test_who_is_appointed_has_no_verb_before_his_name(how: str, nominated: str) -> None:
    body = (
        f"8月11日，江州市召开全市领导干部会议。省委决定{how}周明川同志任江州市委书记，"
        f"提名{nominated}为江州市人民政府市长候选人。"
    )
    assert first(body) == "周明川任江州市委书记 韩立为江州市人民政府市长候选人"


def test_who_is_called_like_a_city_is_appointed_too() -> None:
    body = (
        "8月11日，江州市召开全市领导干部会议。省委决定：安康同志任江州市委书记。"
        "同时，提名韩立同志为江州市人民政府市长候选人。"
    )
    assert first(body) == "安康任江州市委书记 韩立为江州市人民政府市长候选人"


def test_a_lecture_is_told_by_who_gave_it_and_on_what() -> None:
    body = (
        "7月14日，云溪律师事务所主任、省国资委外部董事王国梁律师应江州县国有资产监督管理局邀请，为县属国有企业开展新时期国企监管、"
        "国有企业公司治理和廉洁风险防控的讲座，20余户企业参与了培训。"
    )
    assert first(body) == "王国梁律师为县属国有企业开展新时期国企监管讲座"


@pytest.mark.parametrize(
    ("deed", "headline"),
    [
        ("在云溪大学作了绿色发展专题报告", "周明川在云溪大学作绿色发展专题报告"),
        ("以“守住青山”为题作生态文明辅导", "周明川以“守住青山”为题作生态文明辅导"),
        # 工作 and 合作 are no deeds of his.
        ("就合作共建专题报告交换意见", None),
        ("讲授廉洁从业专题党课", "周明川讲授廉洁从业专题党课"),
    ],
)
def test_what_somebody_was_invited_for_has_him_as_its_subject(deed: str, headline: str | None) -> None:
    assert first(f"7月14日，江州大学副校长周明川应江州县委组织部邀请，{deed}，120人参加。") == headline


def test_who_formed_a_party_is_who_went() -> None:
    body = "日前，云溪市第一医院12名专家组建了医疗队，先后赴青山县三个乡镇开展义诊，群众交口称赞。"
    assert first(body) == "云溪市第一医院12名专家赴青山县三个乡镇开展义诊"


@pytest.mark.parametrize(
    "body",
    [
        "8月1日，云溪市安全生产推进会暨安委会全体会议召开。市长周明川出席。",
        "8月1日，云溪市第十六届人大常委会第四次会议举行。副主任周明川主持。",
        "8月1日，省委决定：周明川同志任江州市委书记。",
    ],
)
def test_other_reports_are_no_such_occasion(body: str) -> None:
    assert first(body) is None


def test_who_is_only_proposed_is_not_appointed() -> None:
    session = "7月27日，云溪市第十六届人大常委会第四次会议举行。"
    for proposed in (
        "市长周明川提请任命韩立新为云溪市副市长，会议决定再行审议。",
        "会议审议不予任命韩立新为云溪市副市长。",
    ):
        assert first(session + proposed) is None
    decided = "市长周明川提请任命韩立新为云溪市副市长，会议决定任命韩立新为云溪市副市长。"
    assert first(session + decided) == "云溪市人大常委会决定任命韩立新为云溪市副市长"
    left = "会议决定免去吕建国的副市长职务、任命韩立新为云溪市副市长。"
    assert first(session + left) == "云溪市第十六届人大常委会第四次会议任命韩立新为云溪市副市长"


@pytest.mark.parametrize(
    ("told", "headline"),
    [
        ("会议听取了市政府关于贯彻省人大常委会通过《江东省养犬管理条例》情况的报告。", None),
        ("会议没有表决通过《云溪市养犬管理条例》。", None),
        ("会议未通过《云溪市养犬管理条例》。", None),
        ("会议指出，江东省人大常委会会议通过《江东省养犬管理条例》，意义重大。", None),
        (
            "会议审议并表决通过了《云溪市养犬管理条例》。",
            "云溪市人大常委会表决通过《云溪市养犬管理条例》",
        ),
        (
            "会议听取了专项报告，经审议，以无记名方式一致表决通过《云溪市养犬管理条例》。",
            "云溪市人大常委会表决通过《云溪市养犬管理条例》",
        ),
        (
            "云溪市第十六届人大常委会第四次会议通过《云溪市养犬管理条例》。",
            "云溪市人大常委会通过《云溪市养犬管理条例》",
        ),
    ],
)
def test_only_the_session_itself_passes_a_law(told: str, headline: str | None) -> None:
    assert first("7月27日，云溪市第十六届人大常委会第四次会议举行。" + told, 26) == headline


@pytest.mark.parametrize(
    "opening",
    [
        "去年8月29日上午举行2023云溪绿色发展大会开幕式",
        "2022年8月29日上午举行云溪绿色发展大会开幕式",
        "往届大会上，8月29日上午举行云溪绿色发展大会开幕式",
        "8月29日上午举行2022云溪绿色发展大会开幕式",
    ],
)
def test_an_earlier_congress_is_not_what_is_coming(opening: str) -> None:
    briefed = "8月3日，云溪市政府新闻办召开新闻发布会，介绍2023云溪绿色发展大会筹备情况。副市长周明川出席。"
    assert first(f"{briefed}{opening}。") is None
    coming = "8月29日上午举行2023云溪绿色发展大会开幕式"
    assert first(f"{briefed}{opening}。{coming}。") == "2023云溪绿色发展大会8月29日开幕"


@pytest.mark.parametrize(
    ("told", "headline"),
    [
        ("江东、江西两区共排查房屋354栋，其余各县尚未开展", None),
        ("去年共排查房屋354栋，今年计划排查120栋", None),
        ("其余各地共排查房屋354栋", None),
        ("共排查房屋354栋", "云溪市危房大排查 共排查房屋354栋"),
        ("在近一年的时间里，云溪各地共排查房屋354栋", "云溪市危房大排查 共排查房屋354栋"),
        ("截至7月底，全市共排查房屋354栋", "云溪市危房大排查 共排查房屋354栋"),
    ],
)
def test_what_has_been_searched_is_told_of_the_whole(told: str, headline: str | None) -> None:
    assert first(f"记者从云溪市危房大排查工作推进会议上了解到，{told}。") == headline
