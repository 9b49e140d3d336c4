"""What clauses need in a summary, and which are no news there."""

from summarizer import Article
from summarizer.compose.clauses.reading import Clause, read_clauses
from summarizer.compose.summaries.background import without_background
from summarizer.compose.summaries.company import in_company
from summarizer.compose.summaries.topics import find_topics
from summarizer.report import read_report


def company_of(body: str) -> list[Clause]:
    report = read_report(Article(body))
    clauses = without_background(read_clauses(body, report), report, body)
    return in_company(clauses, find_topics(clauses, report, body), report, body)


def the(clauses: list[Clause], words: str) -> tuple[int, Clause]:
    return next((index, one) for index, one in enumerate(clauses) if one.text.startswith(words))


def test_what_is_told_says_or_needs_who_did_it() -> None:
    found = company_of(
        "8月16日，数字经济大会在临江开幕。副省长林致和表示，广东坚持产业数字化双向发力，全面实施强芯工程，推动数字经济和实体经济深度融合。"
        "林致和表示，望海集团是一支英雄辈出的队伍，圆满完成抢险救灾任务。"
    )
    assert the(found, "推动数字经济")[1].wish == "广东"
    head, _ = the(found, "望海集团是")
    assert head in the(found, "圆满完成")[1].needs


def test_what_is_demanded_needs_nobody() -> None:
    found = company_of(
        "8月16日，防汛工作会议在临江召开。市长林致和指出，各级各部门要压实责任，认真排查隐患点位，全力保障群众生命安全。"
        "市长林致和强调，临江地处下游，全力保障群众生命安全。"
    )
    assert not any(one.needs for one in found if one.text == "全力保障群众生命安全")


def test_what_is_promised_says_who_will_do_it() -> None:
    found = company_of(
        "7月27日，市长林致和走访慰问部队。林致和表示，市委、市政府将全力服务强军战略，扎实办好官兵急盼的事，共同谱写发展新篇章。"
    )
    assert the(found, "共同谱写")[1].wish == "市委、市政府将"
    assert the(found, "扎实办好")[0] in the(found, "共同谱写")[1].needs
    assert the(found, "市委、市政府将")[1].wish == ""


def test_for_whom_somebody_promises_his_post_says() -> None:
    found = company_of(
        "7月27日，灾后重建调度会召开。市国资委副主任林致和表示，市国资委将建立工作专班，加快推进恢复重建工作。"
    )
    assert the(found, "加快推进")[1].mood == "将"


def test_a_scrap_of_a_demand_is_none() -> None:
    found = company_of(
        "8月12日，望海区就重建工作召开座谈会。区委书记郑明远指出，要推进重建工作。同时与援建国企建立精准对接，明确包干机制。希望在各方努力下，推进望海区重建工作。"
    )
    assert not the(found, "明确包干")[1].usable


def test_what_goes_on_from_a_wish_is_wished() -> None:
    found = company_of(
        "8月9日，市长林致和会见望海集团董事长顾岚舟一行。林致和指出，希望与望海集团加强战略合作，加快推进量子通信技术布局应用。"
    )
    assert the(found, "加快推进")[1].wish == "希望"


def test_how_an_occasion_went_is_no_news() -> None:
    found = company_of(
        "7月28日，望海区调查研究工作调度会召开，交流近期调研工作开展情况。区委书记郑明远出席并讲话。"
        "市委主题教育办调研组同志作点评。5名公民旁听会议。随后，郑明远召开座谈会。"
    )
    for words in ("市委主题教育办", "5名公民", "郑明远召开"):
        assert not the(found, words)[1].usable


def test_a_meeting_that_is_merely_held_comes_with_what_for() -> None:
    found = company_of(
        "7月28日，区委书记郑明远看望慰问一线劳动者。随后，郑明远召开座谈会，听取有关工作汇报，并了解全区电网建设情况。"
    )
    index, _ = the(found, "听取有关")
    assert index in the(found, "郑明远召开")[1].needs


def test_background_is_no_news() -> None:
    found = company_of(
        "7月24日，区委书记郑明远一行前往吴山镇检查河道。2018年，安平村成立首个河长制工作站，全域完成生态流域建设。"
        "望海区情报总局是望海军方的情报机构。郑明远指出，要建设更多最美河道。"
    )
    assert not the(found, "2018年")[1].usable
    assert not the(found, "望海区情报总局")[1].usable
    assert the(found, "建设更多最美河道")[1].usable


def test_last_years_figure_is_news() -> None:
    found = company_of(
        "2023年8月24日，临江市民营经济发展大会召开。2022年，全市民营经济占地区生产总值比重达54.2%。"
    )
    assert the(found, "2022年")[1].usable


def test_a_commentators_demand_is_not_the_meetings() -> None:
    found = company_of(
        "7月30日，全省安全生产会议召开，总结上半年工作。省长林致和出席会议。近期，多地受到汛期影响。"
        "“患生于所忽，祸起于细微。”防汛工作不可麻痹大意。要牢记隐患就是事故，切实开展好汛期隐患排查工作。"
    )
    assert not any(one.usable for one in found if "牢记隐患" in one.text)


def test_a_claim_whose_speaker_was_left_out_is_not_the_papers() -> None:
    found = company_of(
        "据望海社报道，甲国安全会议副主席阿列克·顾岚舟24日说，首都需要扩大打击目标范围。市长称，大楼遭到袭击。"
    )
    assert not any(one.usable for one in found if one.text.startswith("首都需要") and not one.spoken)


def test_a_claim_between_somebodys_words_is_not_the_papers() -> None:
    found = company_of(
        "甲党23日举行全代会，临江市长郑明远被提名为候选人。郑明远说，最近他最常被问到的是“会战争吗？”"
        "乙党执政，造成两岸兵凶战危。郑明远说，每位做父母的都在担心孩子。"
    )
    assert not the(found, "造成两岸")[1].usable


def test_behind_an_appointment_only_the_appointed_are_news() -> None:
    body = (
        "8月11日，临江市召开全市领导干部会议。省委决定：林致和同志任临江市委书记。提名顾岚舟同志为市长候选人。"
        "顾岚舟对临江并不陌生。今年4月，汽车产业基金落地临江，顾岚舟走访多家企业。近年来，临江将新能源汽车作为首位产业。"
    )
    found = company_of(body)
    assert the(found, "提名顾岚舟同志")[1].usable
    assert the(found, "顾岚舟走访")[1].usable
    assert not any(the(found, words)[1].usable for words in ("顾岚舟对临江", "今年4月", "近年来"))
    plain = company_of(body.replace("同志任", "出席").replace("同志为市长候选人", "一同出席"))
    assert the(plain, "近年来")[1].usable


def test_what_is_seen_needs_that_it_is() -> None:
    found = company_of(
        "8月8日，安全生产会议在临江召开。市长林致和强调，要清醒地认识到，安全形势严峻复杂，各类风险隐患因素多。要压实责任。"
    )
    assert the(found, "清醒地")[0] in the(found, "各类风险")[1].needs
    assert not the(found, "压实责任")[1].needs


def test_what_some_are_to_do_needs_them_in_the_next_sentence_too() -> None:
    found = company_of(
        "8月8日，防汛会议在临江召开。市长林致和强调，领导干部要深入一线、靠前指挥。严格落实值班值守要求，全面了解基层一线情况。"
        "要加强巡查防守，及时处置险情。"
    )
    led, _ = the(found, "领导干部要")
    assert led in the(found, "全面了解")[1].needs
    assert led not in the(found, "及时处置")[1].needs


def test_who_came_to_a_meeting_with_others_needs_that_meeting() -> None:
    found = company_of(
        "8月8日，青年人才培训班在临江开班。区委书记林致和会见培训班学员。代区长顾岚舟出席。林致和指出，要聚天下英才。"
    )
    assert the(found, "区委书记林致和会见")[0] in the(found, "代区长")[1].needs


def test_welcomes_reports_and_verdicts_are_no_news() -> None:
    found = company_of(
        "8月8日，河湖治理座谈会在临江召开。水利局局长林致和致辞。服务中心负责人对党建工作作了情况汇报。会议听取工作情况汇报。"
        "钱望舒同志是优秀的共产党员，忠诚的战士。"
    )
    assert not any(the(found, words)[1].usable for words in ("水利局局长", "服务中心负责人", "钱望舒同志是"))
    assert the(found, "会议听取")[1].usable


def test_a_title_at_the_head_is_for_the_headline() -> None:
    found = company_of(
        "4名公职人员获评“江州楷模”！8月9日，省委常委会会议决定，授予林致和等4名同志“江州楷模”称号，并在全省开展学习活动。"
    )
    assert not the(found, "4名公职人员")[1].usable
    assert any(one.usable for one in found)


def test_what_a_message_demands_is_nobodys_who_spoke_before() -> None:
    found = company_of(
        "7月19日，临江市委书记郑明远主持召开学习会。消息中称，临江要全面打造“音乐之城”。消息称，临江去年举办了12场音乐会。"
    )
    assert not the(found, "临江要全面")[1].usable
    assert the(found, "临江去年")[1].usable


def test_other_matters_are_no_news() -> None:
    found = company_of("7月19日，临江市召开常务会议，审议通过《临江市防汛条例》。会议还审议了其他事项。")
    assert not any(one.usable for one in found if "其他事项" in one.text)


def test_a_scene_without_anybody_is_no_news() -> None:
    found = company_of(
        "入伏以来，高温连连，广大劳动者坚守一线、挥洒汗水，确保城市运行安全有序。近日，区委书记林致和带队看望慰问一线劳动者。"
    )
    assert not the(found, "广大劳动者")[1].usable
    assert the(found, "近日，区委书记")[1].usable


def test_a_scene_somewhere_stays() -> None:
    found = company_of("临江区堤防出现塌方险情。11日清晨，市长林致和赶到抢险工段，现场调度抢险工作。")
    assert the(found, "临江区堤防")[1].usable


def test_how_long_a_course_takes_is_no_news() -> None:
    found = company_of("8月14日，人才研修营在临江开班。培训班为期五天半，包括理论教育和教学实践两部分内容。")
    assert not the(found, "培训班为期")[1].usable


def test_early_posts_of_whoever_is_appointed_are_no_news() -> None:
    found = company_of(
        "江东省委决定：林致和同志任临江市委书记。林致和曾在江东省设计院工作过。林致和出席了干部会议。"
    )
    assert not the(found, "林致和曾在")[1].usable
    assert the(found, "林致和出席")[1].usable


def test_a_charge_says_against_whom() -> None:
    found = company_of(
        "7月23日，临江大会召开。主席林致和指出，某党执政后，一切都变了样。人民的需求无法满足。采购疑云重重，诈骗事件层出不穷。"
        "林致和表示，案件层出不穷。"
    )
    charged, _ = the(found, "某党执政后")
    assert charged in the(found, "采购疑云重重")[1].needs


def test_a_charge_against_nobody_is_not_told() -> None:
    found = company_of("7月23日，临江大会召开。主席林致和指出，采购疑云重重，两岸要加强交流。")
    assert not the(found, "采购疑云重重")[1].usable


def test_an_allegation_needs_its_denial() -> None:
    found = company_of(
        "7月14日，临江电视台刊发了一篇文章，其中一张配图引起热议。多篇网络文章称，图片中一名干部疑似当众打瞌睡。"
        "7月24日，临江县交通运输局告诉记者，网传情况不属实，当时只是活动了一下脖子。"
    )
    denial, _ = the(found, "网传情况不属实")
    assert denial in the(found, "图片中一名干部")[1].needs


def test_behind_the_words_of_somebody_unnamed_nothing_is_the_papers_own() -> None:
    found = company_of(
        "24日上午，记者致电临江县交通运输局。该局办公室的薛主任表示，网传情况不属实。林某有颈椎方面疾病，久坐需要活动。"
    )
    assert not the(found, "林某有颈椎")[1].usable
    assert not any(one.usable for one in found if "记者致电" in one.text)


def test_an_answer_needs_what_was_alleged_and_its_explanation_the_answer() -> None:
    found = company_of(
        "7月14日，临江电视台刊发了一篇文章，其中一张配图引起热议。多篇网络文章称，图片中一名干部疑似当众打瞌睡。"
        "7月24日，临江县交通运输局告诉记者，网传情况不属实，林某有颈椎方面疾病。在推进会上，一张配图显示一名干部头向左歪过去。"
    )
    denial, answer = the(found, "网传情况不属实")
    assert the(found, "图片中一名干部")[0] in answer.needs
    assert denial in the(found, "林某有颈椎")[1].needs
    assert denial in the(found, "在推进会上")[1].needs


def test_that_an_unnamed_meetings_spirit_was_passed_on_needs_what_was_explained() -> None:
    found = company_of(
        "7月20日，望海街道召开楼宇提升专项行动推进会。街道党建办负责人传达了区部署会精神，对《楼宇提升实施意见》作了详细解读。"
    )
    assert the(found, "对《楼宇")[0] in the(found, "街道党建办负责人")[1].needs


def test_how_long_a_truce_lasts_and_what_was_asked_out_are_news() -> None:
    found = company_of(
        "8月14日，两国代表在临江举行会谈。两国停战为期三天。本报记者联系村民核实死者12人。临江记者采访团遇袭。"
    )
    assert len(found) == 4
    assert all(one.usable for one in found)
