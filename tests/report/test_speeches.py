"""Where somebody's words go on, where they end, and whom a sentence without a subject means."""

import pytest

from summarizer.datamodels import Article
from summarizer.report import read_report

OPENING = "8月9日，临江市防汛工作会议召开，市长林致远出席会议并讲话。"
SPEECH = "林致远强调，要压实防汛责任，加强巡查值守。"


def _said(body: str) -> dict[str, tuple[str | None, str | None]]:
    report = read_report(Article(body))
    return {
        body[one.start : one.end]: (one.speaker, one.attribution)
        for one in report.sentences
        if one.role == "statement"
    }


def _speaker(body: str, words: str) -> str | None:
    return _said(body).get(words, (None, None))[0]


@pytest.mark.parametrize(
    "told",
    [
        "近期，白鹭湖流域多地受到汛情影响。",
        "同时邀请了水文中心专家作技术辅导。",
        "据此前报道，白鹭湖水位已经超过警戒线。",
        "上述消息一经发布，立刻引起了广泛关注。",
        "这是临江首次启动一级响应。",
        "按照要求，白鹭区将探索建设蓄滞洪区的新模式。",
        "活动将避险手册送到居民手上，希望大家提前准备。",
        "在白鹭湖大堤，检查组一行现场查看了抢险物资。",
        "在白鹭湖大堤，林致远详细了解水位变化情况。",
        "此次会议的召开，不仅总结了防汛工作，同时指明了方向。",
        "临江市将进一步贯彻落实会议要求，守住大堤。",
        "老兵志愿者们畅所欲言各抒己见。",
        "下一步，白鹭街道将依托培训班开展论坛活动。",
    ],
)
def test_what_only_the_desk_can_tell_is_nobodys_words(told: str) -> None:
    assert told not in _said(f"{OPENING}{SPEECH}{told}")


@pytest.mark.parametrize(
    "said",
    [
        "要备足抢险物资，做好人员转移。",
        "加快修复受损堤防，保障群众出行。",
        "隐患排查再深入，确保一户不漏、一人不漏。",
        "在值守上毫不松懈，做到守土尽责。",
        "我们有信心打赢这场硬仗。",
        "市委、市政府将全力支持抢险工作。",
        "临江市将持续提升防灾能力。",
        "大堤还能守多久？",
        "实践证明，早一步转移就多一分安全。",
        "全市水利系统坚持关口前移，防汛工作平稳有序。",
    ],
)
def test_demands_promises_and_the_first_person_go_on(said: str) -> None:
    assert _speaker(f"{OPENING}{SPEECH}{said}", said) == "林致远"


def test_facts_are_the_speakers_where_his_demands_follow() -> None:
    fact = "当前，白鹭湖水位仍在上涨，流域土壤含水饱和。"
    demand = "要备足抢险物资，做好人员转移。"
    assert _speaker(f"{OPENING}{SPEECH}{fact}{demand}", fact) == "林致远"
    assert fact not in _said(f"{OPENING}{SPEECH}{fact}")


def test_facts_close_a_speech_that_has_a_paragraph_of_its_own() -> None:
    fact = "白鹭湖流域已经连续三年安全度汛。"
    body = f"{OPENING}\n{SPEECH}{fact}\n市水利局负责人参加会议。"
    assert _speaker(body, fact) == "林致远"


def test_facts_between_two_openings_of_the_same_speaker() -> None:
    fact = "白鹭湖流域已经发生两次编号洪水。"
    again = "林致远要求，各地要备足物资。"
    assert _speaker(f"{OPENING}{SPEECH}{fact}{again}", fact) == "林致远"
    many = "白鹭湖水位超警。青石河水位超保。两座水库泄洪。三处堤段出险。五个村庄进水。"
    assert "青石河水位超保。" not in _said(f"{OPENING}{SPEECH}{many}{again}")


def test_a_promise_is_made_by_those_whom_the_speaker_leads() -> None:
    opening = "8月9日，省水利厅副厅长林致远到白鹭区检查工作。"
    promise = "下一步，白鹭区将落实各项要求，补齐短板。"
    assert promise not in _said(f"{opening}{SPEECH}{promise}")
    assert _speaker(f"{opening.replace('省水利厅副厅长', '区长')}{SPEECH}{promise}", promise) == "林致远"


def test_an_account_goes_on_with_figures() -> None:
    figures = "城镇新增就业5.3万人，同比增长12.4%。"
    opening = "市统计局局长林致远介绍，上半年全市经济平稳运行。"
    assert _speaker(f"{opening}{figures}", figures) == "林致远"


def test_what_the_desk_tells_behind_an_account_is_not_its_givers() -> None:
    announced = "林致远介绍了示范区创建工作经验。"
    account = "创建工作启动以来，临江建成两个监管平台，实现零售额547.7亿元，同比增长24.4%。"
    assert account not in _said(f"{OPENING}{announced}{account}")
    demand = "我们要继续优化服务。"
    assert _speaker(f"{OPENING}{announced}{demand}", demand) == "林致远"


def test_a_caption_does_not_end_a_list_of_demands() -> None:
    caption = "钢花飞溅的车间。"
    body = f"{OPENING}会议指出，一是压实责任。{caption}全媒体记者 顾岚舟 摄二是备足物资。三是转移群众。"
    said = _said(body)
    assert caption not in said
    assert said["三是转移群众。"] == ("林致远", "会议")


def test_an_open_quotation_goes_on_to_its_end() -> None:
    body = f"{OPENING}林致远说：“防汛到了关键时刻，白鹭湖的水位还在一刻不停地往上涨，谁也不能掉以轻心。1998年的洪水大家都记得。”"
    assert _speaker(body, "1998年的洪水大家都记得。”") == "林致远"


def test_a_commentary_behind_the_news_is_not_the_leaders_speech() -> None:
    comment = "要做好防汛减灾工作，必须绷紧安全之弦。"
    said = _said(f"{OPENING}{SPEECH}近期多地受灾。{comment}“患生于所忽，祸起于细微。”思想不可麻痹大意。")
    assert said == {SPEECH: ("林致远", "林致远")}


def test_a_leaders_words_quoted_in_a_speech_are_the_leaders() -> None:
    quotation = "林致远说，习近平总书记指出，水安全是关系长远的大事。"
    goes_on = "我们要守住大堤。"
    said = _said(f"{OPENING}{quotation}白鹭湖是临江的母亲湖。{goes_on}")
    assert said[quotation] == (None, "习近平总书记")
    assert said[goes_on][0] == "林致远"


def test_who_is_thanked_is_not_who_goes_on() -> None:
    body = (
        "8月1日，临江市国防动员办公室主任林致远到白鹭军分区走访慰问。"
        "林致远向官兵致以节日的问候。白鹭军分区对慰问表示衷心感谢；并强调，要巩固军民关系。"
    )
    assert _said(body)["并强调，要巩固军民关系。"] == (None, "白鹭军分区")


def test_orders_without_a_subject_belong_to_who_acted_before() -> None:
    body = f"{OPENING}{SPEECH}在白鹭湖大堤，林致远察看抢险物资储备。强调要加强统筹调度，及时排险。要保障饮水安全。"
    assert _speaker(body, "强调要加强统筹调度，及时排险。") == "林致远"
    assert _speaker(body, "要保障饮水安全。") == "林致远"


def test_words_of_two_people_are_nobodys_alone() -> None:
    body = "8月9日，区委书记林致远，区长顾岚舟检查防汛工作。林致远、顾岚舟要求，要压实防汛责任。"
    assert _said(body)["林致远、顾岚舟要求，要压实防汛责任。"] == (None, "林致远、顾岚舟")


def test_whom_something_is_done_to_does_not_speak() -> None:
    body = "8月9日，市长林致远走访企业。林致远实地察看车间，并与企业代表顾岚舟进行交谈，对企业受灾表示慰问。他说，要尽快复产。"
    assert _speaker(body, "他说，要尽快复产。") == "林致远"
    body = "8月9日，市场监管局局长林致远到企业指导。企业负责人首先对林致远局长的到访表示欢迎，并详细介绍了企业的发展历程等情况。"
    assert not _said(body)


def test_he_is_not_somebody_mentioned_in_passing() -> None:
    body = (
        "8月9日，市台办主任林致远到企业调研。林致远表示，要服务好企业。"
        "据悉，对于企业的诉求，各级都非常重视，市委常委顾岚舟两次作出批示。他强调，市台办将做好服务。"
    )
    assert _speaker(body, "他强调，市台办将做好服务。") == "林致远"


def test_a_rare_surname_between_two_posts_is_a_name() -> None:
    body = (
        "8月9日，省水利厅副厅长林致远到白鹭区检查，白鹭区副区长叵晓林等陪同。林致远强调，要压实责任。"
        "叵晓林副区长代表区政府表达了感谢，并表示：要守牢安全底线。"
    )
    assert _speaker(body, "叵晓林副区长代表区政府表达了感谢，并表示：要守牢安全底线。") == "叵晓林"


def test_participants_go_on_with_what_can_only_be_speech() -> None:
    goes_on = "深入贯彻全会精神，是每个水利人的责任。"
    body = f"{OPENING}与会嘉宾表示，全会擘画了治水蓝图。{goes_on}"
    assert _said(body)[goes_on] == (None, "与会嘉宾")


def test_the_one_person_of_a_sentence_demands_in_its_second_half() -> None:
    body = "8月9日，临江市领导检查防汛工作。在白鹭湖大堤，林致远听取汛情汇报，强调要加强监测预警。林致远希望大家守住大堤。"
    sentence = "在白鹭湖大堤，林致远听取汛情汇报，强调要加强监测预警。"
    report = read_report(Article(body))
    found = next(one for one in report.sentences if body[one.start : one.end] == sentence)
    assert found.speaker == "林致远"
    assert body[found.content : found.end] == "要加强监测预警。"


def test_a_new_subject_behind_a_connective_ends_the_speech() -> None:
    body = (
        f"{OPENING}副市长顾岚舟表示，要补齐短板。最后，林致远市长对下一阶段工作作出指示：一是承上启下，有效衔接。"
        "二是固本拓新，补齐短板。"
    )
    assert _speaker(body, "二是固本拓新，补齐短板。") == "林致远"


def test_honours_and_what_else_the_meeting_did_end_a_speech() -> None:
    honours = "与会领导现场为志愿队授旗。"
    other = "会议最后开展了培训学习活动，一是通报问题。"
    said = _said(f"{OPENING}{SPEECH}{honours}")
    assert honours not in said
    assert other not in _said(f"{OPENING}{SPEECH}{other}")
    called = "各单位要以此次揭牌为起点，担当作为。"
    assert _speaker(f"{OPENING}{SPEECH}{called}", called) == "林致远"


def test_after_somebody_unrecognised_spoke_he_is_nobody_named_before() -> None:
    body = f"{OPENING}{SPEECH}一位不愿透露姓名的堤边住户表示，水位涨得很快。她说，大家都没有睡。"
    assert _speaker(body, "她说，大家都没有睡。") is None


def test_a_photographer_does_not_speak() -> None:
    body = f"{OPENING}黄岚 摄 林致远向各位专家表示感谢，并表示将守住大堤。"
    assert "黄岚" not in [speaker.name for speaker in read_report(Article(body)).speakers]


def test_the_meeting_agrees_and_says() -> None:
    body = "8月9日，临江市政府召开常务会议。会议原则同意《临江市防汛方案》并指出，防汛形势严峻。要补齐短板。"
    assert _said(body)["要补齐短板。"] == (None, "会议")


def test_the_sentence_that_tells_of_the_meeting_is_no_speech() -> None:
    lead = "市长林致远8月9日主持召开防汛会议，传达上级精神，要求抓好落实。"
    assert lead not in _said(f"{lead}{SPEECH}")


def test_words_behind_a_colon_are_spoken() -> None:
    sentence = "林致远对水利系统提出希望：要守住大堤，守好家园。"
    body = f"{OPENING}{sentence}"
    found = next(one for one in read_report(Article(body)).sentences if body[one.start : one.end] == sentence)
    assert body[found.content : found.end] == "要守住大堤，守好家园。"


def test_an_answer_goes_on_to_its_end() -> None:
    body = "有记者提问：近期临江排放污水。发言人对此有何评论？毛知远：临江应正视各方关切。排放计划饱受质疑。民调显示居民反对。"
    assert _speaker(body, "排放计划饱受质疑。") == "毛知远"
    assert _speaker(body, "民调显示居民反对。") == "毛知远"


def test_a_body_publishes_or_analyses_and_says() -> None:
    body = f"{OPENING}{SPEECH}临江研究院分析认为，降雨还将持续。白鹭水文局当天发布消息称，水位超过警戒线。"
    said = _said(body)
    assert said["临江研究院分析认为，降雨还将持续。"] == (None, "临江研究院")
    assert said["白鹭水文局当天发布消息称，水位超过警戒线。"] == (None, "白鹭水文局")


def test_a_dated_act_of_somebody_else_ends_a_speech() -> None:
    told = "8月15日，省长顾岚舟到邻省走访，要与各地一起作贡献。"
    assert _speaker(f"{OPENING}{SPEECH}{told}要守住大堤。", "要守住大堤。") is None


def test_a_date_may_stand_between_a_rare_name_and_its_verb() -> None:
    body = "区长叵迎伟8月2日上午调研民生项目。叵迎伟表示，要做好服务保障。"
    assert _speaker(body, "叵迎伟表示，要做好服务保障。") == "叵迎伟"


def test_a_speech_that_tells_of_a_leader_goes_on_as_its_speakers() -> None:
    told = "习近平总书记对防汛工作十分关心，李强总理、张国清副总理等亲自给予支持、提出明确要求。"
    body = f"{OPENING}{SPEECH}{told}我们要加大人员物资投入，确保堤防安全。"
    assert _said(body)["我们要加大人员物资投入，确保堤防安全。"] == ("林致远", "林致远")
