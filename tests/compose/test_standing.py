"""Which clauses cannot stand alone, told by their words; every case comes from a report that was read."""

import pytest

from summarizer.article import read_article
from summarizer.compose.clauses.reading import Clause, read_clauses
from summarizer.compose.clauses.speech import mood_of
from summarizer.compose.clauses.standing import (
    CONTINUES,
    introduces,
    is_fragment,
    is_half,
    is_origin,
    is_subjectless,
    says_nothing,
)
from summarizer.datamodels import Article
from summarizer.report import read_report


@pytest.mark.parametrize(
    "text",
    [
        "首批13个示范区结合区域优势和特点",
        "全区政法系统面对艰巨繁重任务",
        "对照重点任务责任分工",
        "从“六破六立”入手",
        "观摩会对加快全省文旅大项目建设、深化文旅产业深度融合",
        "以法律监督之“剑”",
        "建州以来的发展成就雄辩地证明",
    ],
)
def test_a_clause_that_waits_for_its_predicate_leads_up_to_it(text: str) -> None:
    assert introduces(text, spoken=True)


@pytest.mark.parametrize(
    "text",
    [
        "把新能源汽车作为优先方向",
        "会议还通过了其他人事任免事项",
        "对重点行业领域开展拉网排查",
        "要强化企业创新主体地位",
        "省长林某率领的江州党政代表团一行座谈",
        "聚焦重点、精准施策",
        "一旦发现灾害险情要快速应急响应",
        "7月24日对首都的无人机袭击是军队发动的一次“特别行动”",
    ],
)
def test_a_whole_clause_does_not(text: str) -> None:
    assert not introduces(text, spoken=True)


@pytest.mark.parametrize(
    "text",
    [
        "调研中",
        "徐某在座谈交流中",
        "省委常委会会议决定",
        "在有关部门的协同配合下",
        "8月13、14日",
        "11日傍晚至深夜",
        "8月9日至11日",
        "省长林某在临江市与前来出席推进大会的江州市委书记尹某",
        "临江县交通运输局告诉记者",
        "5月6日，临江站一名工作人员告诉临江晚报记者",
        "扶贫开发项目方面",
        "江云高铁是国家快速客运通道中",
        "林某在江州出席江州日报成立70周年庆祝活动后",
    ],
)
def test_a_scene_or_a_time_is_no_clause(text: str) -> None:
    assert is_fragment(text)


@pytest.mark.parametrize(
    "text",
    [
        "临江日报消息",
        "在场的人都很清楚",
        "7月24日中央政治局会议精神",
        "同年11月，江州召开座谈会",
        "如何做强产业，江州市明确主攻产业方向",
        "顾岚舟介绍了江州科创的“硬实力”——当下",
    ],
)
def test_what_says_nothing_is_left_out(text: str) -> None:
    assert says_nothing(text, spoken=False) or is_fragment(text)


def test_demands_and_promises_go_on_until_somebody_else_acts() -> None:
    assert mood_of("压实工作责任", demand=True, before="") == "要"
    assert mood_of("完善长效机制", demand=False, before="要") == "要"
    assert mood_of("江州将扛起使命", demand=False, before="") == "将"
    assert mood_of("若将3000点比作海平面", demand=False, before="") == ""
    assert mood_of("新征程上，要坚持正确方向", demand=False, before="") == "要"
    assert mood_of("全市投入三亿元", demand=False, before="要") == ""
    assert mood_of("将调查研究发扬光大", demand=False, before="要") == "要"


def clauses(body: str) -> list[Clause]:
    article = read_article(body + "全市各部门和各县区的负责人参加会议，有关企业和群众代表也应邀到场旁听。")
    return read_clauses(article.body, read_report(article))


HEAD = "8月9日，临江市防汛工作会议召开，市委书记郑明远出席会议并讲话。"


def test_the_words_of_the_meeting_bear_nobodys_name() -> None:
    found = clauses(
        HEAD + "会议强调，要压实防汛责任，加强巡查值守。郑明远指出，要守住安全底线，备足抢险物资。"
    )
    voices = {clause.text: clause.voice for clause in found if clause.spoken}
    assert voices["压实防汛责任"] is None
    assert voices["守住安全底线"] == "郑明远"


def test_an_achievement_of_others_is_no_demand_of_the_speaker() -> None:
    found = clauses(
        HEAD + "郑明远指出，近年来，全市各级媒体主动服务大局，不断创新宣传方式。要守住安全底线，加强值守。"
    )
    achieved = next(clause for clause in found if "创新宣传方式" in clause.text)
    assert achieved.needs
    assert not next(clause for clause in found if "守住安全底线" in clause.text).needs


def test_after_a_semicolon_the_same_subject_goes_on() -> None:
    found = clauses("8月9日，市长林致和主持召开市政府常务会议，传达学习防汛会议精神；研究推进港口建设工作。")
    later = next(clause for clause in found if clause.text.startswith("研究推进"))
    assert later.needs
    assert "主持召开" in found[later.needs[0]].text


def test_a_caption_that_repeats_the_opening_is_left_out() -> None:
    found = clauses("8月15日，为期两天的2023临江创新大会在望海开幕，郑明远出席。2023临江创新大会在望海开幕。")
    assert [clause.usable for clause in found if clause.text == "2023临江创新大会在望海开幕"] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "坚持标本兼治，既对当下的问题实行台账式管理",
        "全力压减人员外流、要以完善机制为依托",
        "今天会议中，除了几位代表吸引目光外",
    ],
)
def test_half_of_a_pair_is_no_point(text: str) -> None:
    assert is_half(text)


@pytest.mark.parametrize(
    "text",
    [
        "既要金山银山，又要绿水青山",
        "落实既定目标",
        "抓好生产、要素保障",
        "除了招商还要扶商",
        "村党支部团结带领群众走共同富裕道路",
        "坚决清除违建于城外",
    ],
)
def test_both_halves_are(text: str) -> None:
    assert not is_half(text)


def test_what_is_made_clear_is_told() -> None:
    assert not says_nothing("会议明确了“三横四纵”发展方向", spoken=False)
    assert not says_nothing("明确主攻方向", spoken=True)


def test_a_demand_of_nobody_is_subjectless() -> None:
    assert is_subjectless("深入贯彻党的精神，建设现代文明")
    assert is_subjectless("推进经济社会发展")
    assert not is_subjectless("推动科技创新大会召开")
    assert not is_subjectless("研究人员发现一种新型病毒")


@pytest.mark.parametrize("text", ["未央区召开优化营商环境大会", "未办结事项全部移交"])
def test_a_name_that_begins_with_not_is_a_subject(text: str) -> None:
    assert not CONTINUES.match(text)


@pytest.mark.parametrize("text", ["当年开工当年投产的项目达12个", "同年级学生参加"])
def test_a_year_that_says_itself_which_points_nowhere(text: str) -> None:
    assert not says_nothing(text, spoken=False)


def test_a_visit_to_a_sick_colleague_is_told() -> None:
    assert not is_fragment("郑明远同志到市第一人民医院看望市委原书记孟知行")


def test_what_was_done_stands_in_one_clause_with_what_it_was_for() -> None:
    """为深入贯彻……精神，市长……率队前往…… is the news, though it opens with its purpose."""
    body = (
        "为深入贯彻落实市委全会和区委全会精神，市政府副秘书长、区委副书记、区长洛闻笛8月2日上午率队前往暑托班、"
        "水环二期工程现场，结合主题教育开展专题调研。"
    )
    clauses = read_clauses(body, read_report(Article(body)))
    assert any(clause.usable and "率队前往" in clause.text for clause in clauses)


def test_for_whom_a_lecture_is_given_is_no_purpose() -> None:
    assert not introduces("为长汀县县属国有企业开展公司治理的讲座", False)
    assert introduces("为县属国有企业开展业务", False)


def test_an_invitation_leads_up_to_what_was_done() -> None:
    assert introduces("顾一川律师应长汀县国资局邀请", False)
    assert not introduces("大家应当邀请企业参加", False)


def test_a_reporters_question_appears_in_no_output() -> None:
    body = "有记者提问，近期新概念持续升温。请问有何评论？顾一川表示，各方要携手努力。"
    clauses = read_clauses(body, read_report(Article(body)))
    assert [clause.usable for clause in clauses if "新概念" in clause.text or "请问" in clause.text] == [
        False
    ] * 2


@pytest.mark.parametrize(
    "text",
    [
        "省发展改革委副主任郭某27日在省委召开的新闻发布会上说",
        "李某解释",
        "特别治安行动是指",
        "省国资委副主任吴某如是介绍",
        "这份回应态度鲜明",
        "如何做大做强主导产业",
    ],
)
def test_who_spoke_without_what_he_said_says_nothing(text: str) -> None:
    assert says_nothing(text, spoken=False)


def test_names_that_end_like_a_verb_of_saying_do() -> None:
    assert not says_nothing("他发表多部小说", spoken=False)
    assert not says_nothing("王某获得正高级职称", spoken=False)


def test_a_half_year_is_part_of_what_was_done_in_it() -> None:
    assert is_fragment("上半年")
    assert is_fragment("2023年上半年")
    assert is_fragment("8月底前")
    assert not is_fragment("沌口街道举办社区党组织书记论坛")


def test_what_is_discussed_and_how_is_whole() -> None:
    assert not introduces("围绕科技创新驱动发展进行调研", spoken=False)
    assert introduces("围绕科技创新驱动发展", spoken=False)


def test_members_are_no_meeting() -> None:
    assert is_subjectless("发挥会员优势")
    assert not is_subjectless("发挥会议作用")


def test_an_origin_is_all_that_is_told() -> None:
    assert is_origin("望海公司于2003年9月转制成立")
    assert is_origin("云溪县是全省柑橘产业主导县")
    assert not is_origin("云溪县是全国文明示范县")
    assert not is_origin("云溪县是全省柑橘产业主导县，顾岚舟鼓励企业推动产业升级")


@pytest.mark.parametrize(
    "text",
    [
        "大家好",
        "我是云溪在线记者“小文”",
        "今天我们来聊聊加快推进文化强省建设",
        "装备制造基地研发中心智慧运管中心在随后举行的交流座谈会上",
    ],
)
def test_who_presents_a_talk_and_captions_say_nothing(text: str) -> None:
    assert says_nothing(text, spoken=False)


def test_a_deed_with_another_or_beside_something_is_whole() -> None:
    assert not introduces("临江区妇联、区教育局在望海村联合启动家庭教育活动", spoken=False)
    assert not introduces("结合主题教育开展民生项目专题调研", spoken=False)
    assert introduces("结合开展主题教育", spoken=True)


def test_a_meeting_for_information_is_no_speech() -> None:
    body = (
        "7月31日，采访活动启动。在采访情况介绍会上，云溪省科技厅副厅长何文介绍了科技创新高地建设的总体情况。"
    )
    told = [one for one in read_clauses(body, read_report(Article(body))) if "介绍了" in one.text]
    assert [one.spoken for one in told] == [False]
