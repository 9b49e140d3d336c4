"""Which groups of clauses make key points, and how they are worded."""

from summarizer import Article
from summarizer.compose.clauses.reading import read_clauses
from summarizer.compose.clauses.salience import features, score
from summarizer.compose.keypoints.introducing import introduced, unnamed
from summarizer.compose.keypoints.themes import find_themes
from summarizer.report import read_report

VISIT = (
    "8月3日，副市长林致和到望海职业学校调研。校党委书记、校长顾岚舟介绍了帮扶小组一年来开展的工作。"
    "林致和指出，要继续支持帮扶小组的工作。顾岚舟感谢帮扶小组付出的努力和取得的成绩。"
)


def points(body: str, said: str = "", longest: int = 40) -> list[str]:
    report = read_report(Article(body))
    clauses = read_clauses(body, report)
    ranked = score(clauses, features(clauses, report, body))
    return [theme.text for theme in find_themes(clauses, ranked, report, longest, said, 6)]


def test_who_has_not_been_named_yet_has_his_post() -> None:
    assert any("校长顾岚舟感谢帮扶小组" in text for text in points(VISIT))
    told = points(VISIT, "校长顾岚舟介绍了情况。")
    assert any(text.startswith("顾岚舟感谢帮扶小组") for text in told)


def test_who_is_unknown_and_has_no_room_for_his_post_is_in_no_point() -> None:
    told = "顾岚舟感谢帮扶小组付出的努力和取得的成绩"
    assert f"校长{told}" in points(VISIT, longest=len(told) + 2)
    assert not any("顾岚舟感谢" in text for text in points(VISIT, longest=len(told)))


def test_what_the_summary_has_told_is_no_point() -> None:
    told = "林致和指出，要继续支持帮扶小组的工作。"
    assert any("继续支持帮扶小组" in text for text in points(VISIT))
    assert not any("继续支持帮扶小组" in text for text in points(VISIT, told))


def test_a_wish_names_of_whom() -> None:
    body = "8月3日，副市长林致和到产业园调研。林致和指出，希望园区企业抢抓机遇，加快数字化转型，不断提升产品附加值。"
    found = points(body)
    assert found
    assert all(text.startswith("希望园区企业") for text in found if "数字化" in text or "附加值" in text)


def test_words_of_unnamed_people_are_no_points() -> None:
    body = (
        "8月3日，临江市媒体融合大会举行。市委书记林致和出席并致辞。与会嘉宾表示，要推动主力军全面挺进主战场，"
        "持续营造良好网络生态。会议强调，要加快建设全媒体传播体系。"
    )
    found = points(body)
    assert any("全媒体传播体系" in text for text in found)
    assert not any("主战场" in text or "网络生态" in text for text in found)


def test_how_a_meeting_went_is_no_point() -> None:
    body = (
        "8月3日，临江市人大常委会会议召开。会议听取了上半年经济运行情况的报告。有关新任命人员接受了任命书。"
        "5名公民旁听会议。会议决定，批准2022年市级财政决算。"
    )
    assert not any("任命书" in text or "旁听" in text for text in points(body))


def test_whose_deed_a_clause_is_stands_in_the_same_point() -> None:
    body = (
        "8月3日，临江市召开援建工作会议。副市长林致和主持会议。林致和指出，各企业要全力参与静河区灾后重建。"
        "市国资委也将建立工作专班，细化援建任务清单，全力支持配合静河区的灾后重建工作。"
    )
    found = [text for text in points(body) if "任务清单" in text or "支持配合" in text]
    assert found
    assert all(text.startswith("市国资委将") for text in found)


def test_a_measure_keeps_its_scope() -> None:
    body = (
        "8月3日，临江市召开土地工作会议。会议要求，一是要加强土地供应管理。"
        "二是“城中村”改造是公益性项目，并非营利性工程，大胆探索土地供应“定向挂牌、协议出让”。"
    )
    found = points(body)
    assert "“城中村”改造是公益性项目，大胆探索土地供应“定向挂牌、协议出让”" in found
    assert not any(text.endswith("公益性项目") or text.startswith("大胆探索") for text in found)


def test_hearsay_is_no_point() -> None:
    body = (
        "8月3日，临江市交通局回应网传照片。有网友发文称，会议现场有多名领导参加并就座于前排。"
        "该局一名工作人员表示，网传情况不属实。林某有颈椎方面疾病，久坐容易不舒服。市交通局召开会议部署作风建设。"
    )
    assert not any("多名领导" in text or "颈椎" in text for text in points(body))
    body = "8月3日，临江市召开廉政会议。与会人员表示，要引以为戒。会议通报了7起利用职权为亲友牟利的典型案例，要知敬畏守底线。"
    assert any("7起" in text for text in points(body))


def test_figures_of_a_new_paragraph_are_not_the_last_speakers() -> None:
    body = (
        "8月3日，临江市召开房屋安全会议。副市长林致和说，要采取警示和隔离措施，制定整治方案。 "
        "在近一年的整治中，参与排查人员约40万人次，涉及住户490万户。"
    )
    assert not any("40万人次" in text for text in points(body))
    body = body.removesuffix("。") + "，基层干部的安全意识得到了一定提升。"
    assert not any("安全意识" in text for text in points(body))


def test_what_the_summary_has_word_for_word_is_told_once() -> None:
    body = (
        "8月3日，临江市举行新闻发布会。副市长林致和介绍，临江从全市抽调了120多辆新能源保障用车，"
        "招募了近400名大学生志愿者，开展了市容环境提升专项行动。"
    )
    told = "林致和介绍，临江从全市抽调了120多辆新能源保障用车。"
    found = points(body, told)
    assert any("志愿者" in text for text in found)
    assert not any("120多辆" in text for text in found)
    assert any("120多辆" in text for text in points(body))


def test_whom_a_wish_addresses_stands_in_the_same_point() -> None:
    body = (
        "8月3日，市长林致和到批发市场调研。林致和对企业为保供作出的贡献表示肯定，希望更好履行社会责任，"
        "坚定在临江发展信心决心，进一步拓展市场业务。林致和强调，要积极组织货源，加大市场供应。"
    )
    assert not any(text.startswith(("坚定", "进一步拓展")) for text in points(body))


def test_a_point_that_is_a_quotation_has_no_marks() -> None:
    body = "8月3日，临江市数字大会开幕。副市长林致和说：“临江将着力优化营商环境激发创新活力。”"
    assert "副市长林致和：临江将着力优化营商环境激发创新活力" in points(body)


def test_a_speaker_of_whom_nothing_was_told_has_his_post() -> None:
    body = (
        "8月3日，临江市召开防汛工作会议。市长林致和主持会议。会上，市水利局局长顾岚舟强调，要加强水库巡查值守。"
        "顾岚舟强调，要做好山洪灾害预警工作。"
    )
    found = points(body, "市长林致和主持会议。")
    assert sum(text.startswith("市水利局局长顾岚舟：") for text in found) == 1
    assert not any("顾岚舟：" in text for text in points(body, "市水利局局长顾岚舟讲话。"))


def test_headings_run_into_the_text_are_set_off() -> None:
    body = (
        "8月3日，临江市召开环保会议。林致和指出，心中要有数理顺清楚当前的重点难点；"
        "手里要有招把握好环境保护工作的规律；靶向要精准坚持抓住污染治理重点；标准要提高对标先进地市补齐短板。"
    )
    clauses = read_clauses(body, read_report(Article(body)))
    texts = [clause.text for clause in clauses]
    assert "手里要有招：把握好环境保护工作的规律" in texts
    assert "标准要提高：对标先进地市补齐短板" in texts
    deeds = "8月3日，会议召开。会议指出，企业要落实主体责任；部门要加强监管执法；各级要提高思想认识。"
    assert not any("：" in one.text for one in read_clauses(deeds, read_report(Article(deeds))))


def test_a_comment_behind_a_report_is_no_point() -> None:
    report = (
        "7月30日，临江市安全生产会议召开。市长林致和强调，要抓实防汛减灾工作，严防地质灾害和城市内涝。"
        "\n近期，湖北、四川、福建等多地不同程度受到汛期影响。当前，湖北正处于防汛关键期。"
    )
    comment = (
        "做好防汛工作，必须绷紧思想之弦，拉满行动之弓。防汛减灾，思想不可麻痹大意。"
        "各级各部门要坚决树牢安全发展理念，绷紧思想之弦。要以时时放心不下的责任感抓实防汛备汛工作。"
        "防汛减灾工作，要拉满行动之弓。要健全防汛救灾预警叫应机制。要注重整改落实，建立监管台账。"
    )
    assert any("防汛关键期" in text for text in points(report))
    assert not any("防汛关键期" in text for text in points(report + comment))


def test_who_acts_and_was_only_among_the_guests_has_his_post() -> None:
    body = (
        "7月25日，临江区作家协会会员大会召开。区委书记林致和，副区长顾岚舟等领导与会员合影。"
        "林致和指出，要鼓励本地作家推出精品力作。顾岚舟为协会名誉主席颁发聘书和纪念证书。"
    )
    assert any(text.startswith("副区长顾岚舟为协会名誉主席") for text in points(body))


def test_a_longer_post_is_nothing_new() -> None:
    body = "8月9日，临江市委常委、市政府党组副书记、副市长林致和被追记个人一等功。全市开展学习活动。"
    assert not any("追记" in text for text in points(body, "副市长林致和被追记个人一等功。", 60))


def test_what_each_enterprise_is_to_do_names_the_enterprises() -> None:
    body = (
        "8月12日，临江区重建工作座谈会召开。市国资委副主任林致和表示，"
        "各企业要与临江区加快建立对接机制，全力参与到临江的灾后重建工作中来。"
    )
    found = [text for text in points(body, longest=60) if "全力参与" in text]
    assert all("各企业要" in text for text in found)


def test_what_a_told_demand_is_good_for_is_no_point() -> None:
    body = (
        "8月9日，云溪区召开电力保供座谈会。区委书记周明川表示，要提高应急处置能力。"
        "要不断完善区域电网规划，更好满足云溪未来发展需要。"
    )
    assert any("完善区域电网规划" in one for one in points(body))
    assert not any(
        "完善区域电网规划" in one for one in points(body, said="周明川表示，要不断完善区域电网规划。")
    )


def test_who_is_introduced_is_not_one_whose_name_is_shorter() -> None:
    assert introduced("林立新慰问职工", {"林立": "副市长", "林立新": "市长"}) == "市长林立新慰问职工"
    # 林立新, of whom the summary has told, is not 林立 of whom it has not.
    body = "8月3日，市长林立新到望海公司调研。副市长林立参加会议。林立新慰问职工。"
    posts = unnamed(read_clauses(body, read_report(Article(body))), "市长林立新到望海公司调研。")
    assert introduced("林立参加会议", {**posts, "林立": "副市长"}) == "副市长林立参加会议"
    assert introduced("林立新慰问职工", {**posts, "林立": "副市长"}) == "林立新慰问职工"
