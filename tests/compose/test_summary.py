"""How chosen clauses become sentences: days, posts and the moods of speech."""

from summarizer import Article, Summarizer
from summarizer.compose.clauses.reading import Clause, read_clauses
from summarizer.compose.clauses.salience import Salience, summary_worth
from summarizer.compose.summaries.company import in_company
from summarizer.compose.summaries.composing import _minor_words, _shortened, compose_summary
from summarizer.compose.summaries.topics import find_topics
from summarizer.compose.summaries.writing import SummaryWriter
from summarizer.report import read_report


def summary(body: str) -> str:
    return Summarizer("extractive").summarize(body).summary


def clauses_of(body: str) -> list[Clause]:
    return read_clauses(body, read_report(Article(body)))


def test_today_is_the_day_of_the_dateline() -> None:
    found = summary(
        "新华社临江8月16日电 今天，为期3天的临江创新大会在望海开幕。市委书记郑明远出席大会并讲话，强调要加快科技成果转化，"
        "培育新质生产力，为高质量发展提供支撑。"
    )
    assert found.startswith("8月16日，为期3天的临江创新大会在望海开幕")


def test_today_in_a_speech_is_no_day() -> None:
    found = summary(
        "新华社临江8月10日电 临江自治州成立70周年庆祝大会举行。省委书记郑明远强调，各族群众的团结奋斗成就了临江的今天，"
        "要铸牢中华民族共同体意识。省长林致和主持大会并宣读了贺电。"
    )
    assert "今天" in found
    assert "8月10日" not in found


def test_what_is_demanded_after_a_fact_says_so() -> None:
    found = summary(
        "8月9日，临江市防汛工作会议召开。市长林致和指出，当前防汛形势依然严峻复杂。要压实防汛责任，加强巡查值守。"
        "市委常委、副市长顾岚舟主持会议并通报了有关情况。"
    )
    assert "严峻复杂，要压实防汛责任" in found


def test_who_is_named_first_has_his_post() -> None:
    body = (
        "8月9日，临江市创建工作座谈会在望海举行。顾岚舟介绍了创建工作的经验。"
        "副市长顾岚舟强调，要压实工作责任，完善长效机制，推动创建工作再上新台阶，让全市群众得到更多实惠。"
    )
    report = read_report(Article(body))
    clauses = read_clauses(body, report)
    writer = SummaryWriter(clauses, report, body, {}, {})
    told = next(index for index, clause in enumerate(clauses) if clause.text.startswith("顾岚舟介绍了"))
    assert writer.write([0, told]).endswith("副市长顾岚舟介绍了创建工作的经验。")


def test_posts_are_shortened_but_for_who_is_named_at_once() -> None:
    body = (
        "8月9日，市委书记、市人大常委会主任郑明远到望海区调研。市委常委、宣传部部长顾岚舟陪同。"
        "市教育局局长、市体育局局长孟知行介绍学校建设情况。"
    )
    clauses = [_shortened(clause).text for clause in clauses_of(body)]
    assert "市委书记、市人大常委会主任郑明远" in clauses[0]
    assert "市委宣传部部长顾岚舟陪同" in clauses
    assert any(text.startswith("市教育局局长孟知行") for text in clauses)


def test_a_clause_that_cannot_stand_alone_comes_only_with_what_it_needs() -> None:
    body = "8月9日，临江市防汛工作会议召开，部署下一步防汛工作。全市水位明显回落。"
    clauses = clauses_of(body)
    assert [bool(clause.needs) for clause in clauses] == [False, True, False]

    def worth(alone: float) -> list[bool]:
        count = len(clauses)
        salience = Salience((0.9,) * count, (0.9,) * count, ({},) * count, (alone,) * count)
        return [bool(pairs) for pairs in summary_worth(clauses, salience)]

    assert worth(0.9) == [True, True, True]
    assert worth(0.1) == [False, True, False]


def composed(body: str) -> str:
    """The summary where every clause is wanted."""
    report = read_report(Article(body))
    clauses = read_clauses(body, report)
    count = len(clauses)
    salience = Salience((0.9,) * count, (0.9,) * count, ({},) * count, (1.0,) * count)
    return compose_summary(clauses, salience, report, body, {}, 120)


def test_who_came_along_is_not_told_before_what_happened() -> None:
    came = "副市长顾岚舟参加。市政府秘书长孟知行参加。"
    assert composed(f"{came}8月9日，临江市防汛工作会议召开，部署防汛工作。") == (
        "8月9日，临江市防汛工作会议召开，部署防汛工作。"
    )


def test_where_nothing_else_is_told_who_came_is() -> None:
    came = "市委书记郑明远、市长林致和出席。副市长顾岚舟参加。市政协主席孟知行列席。"
    assert composed(came) == came


def test_what_is_wished_is_not_told_as_done() -> None:
    body = "8月3日，副市长顾岚舟到高新区调研。顾岚舟对园区建设给予充分肯定，希望企业抢抓机遇，推动物流产业实现高质量发展。"
    clauses = clauses_of(body)
    wish, result = (
        next(index for index, clause in enumerate(clauses) if word in clause.text)
        for word in ("抢抓", "推动物流")
    )
    assert wish in clauses[result].needs


def test_what_is_promised_after_a_fact_says_so() -> None:
    body = (
        "8月1日，市长林致远在临江会见远洋集团董事长吕方一行。林致远指出，今年全市用电负荷高峰来得早。"
        "我们将营造更好环境，全力支持远洋集团在临江发展。"
    )
    report = read_report(Article(body))
    clauses = read_clauses(body, report)
    fact, promise = (
        next(index for index, clause in enumerate(clauses) if word in clause.text)
        for word in ("高峰", "全力支持")
    )
    assert "高峰来得早；将全力支持" in SummaryWriter(clauses, report, body, {}, {}).write([0, fact, promise])


def test_the_subject_of_a_sentence_lasts_over_semicolons() -> None:
    found = clauses_of(
        "8月9日，市长林致远主持召开市政府常务会议，传达学习会议精神；研究防汛工作；部署安全生产。市委书记郑明远出席。"
    )
    assert [clause.needs for clause in found[:4]] == [(), (0,), (0,), (0,)]


def test_an_aim_comes_with_its_beginning_and_what_sets_out_with_what_it_takes() -> None:
    found = clauses_of(
        "为深入落实工作部署，把党建工作贯穿在优化环境中，7月20日，临江市召开党建工作座谈会。市长林致远指出，做好下半年工作，"
        "要压实工作责任，完善长效机制。"
    )
    by_text = {clause.text[:4]: clause for clause in found}
    assert 0 in by_text["把党建工"].needs
    sets_out = next(index for index, clause in enumerate(found) if clause.text.startswith("做好下半年"))
    assert found[sets_out].needs == (sets_out + 1,)


def test_what_a_meetings_members_think_is_not_its_hosts_opinion() -> None:
    body = (
        "8月15日，市长林致远主持召开规划委员会会议。与会委员讨论后认为，新议事规则调整了会议职责，完善了工作流程。"
        "林致远强调，要加强控规编制。"
    )
    found = clauses_of(body)
    thought = next(clause for clause in found if "议事规则" in clause.text)
    assert (thought.spoken, thought.speaker) == (True, None)
    report = read_report(Article(body))
    written = SummaryWriter(found, report, body, {}, {}).write(range(len(found)))
    assert "与会委员认为" in written


def test_what_is_wished_of_somebody_keeps_whom() -> None:
    body = (
        "8月3日，市慈善联合会换届大会召开。副市长顾岚舟出席并讲话。顾岚舟指出，慈善事业大有可为。"
        "希望新一届理事会坚定信念、凝聚共识，规范善款使用流程，擦亮慈善品牌。"
    )

    def wish(body: str) -> str:
        return next(clause.wish for clause in clauses_of(body) if clause.text == "规范善款使用流程")

    assert wish(body) == "希望新一届理事会"
    assert wish(body.replace("新一届理事会", "各级各部门")) == ""
    clauses = clauses_of(body)
    index = next(index for index, clause in enumerate(clauses) if clause.text == "规范善款使用流程")
    assert "希望新一届理事会规范善款使用流程" in SummaryWriter(
        clauses, read_report(Article(body)), body, {}, {}
    ).write([index])


def test_a_wish_that_does_not_say_of_whom_needs_the_clause_before() -> None:
    body = "8月3日，市长林致和到批发市场调研。林致和指出，企业为保供作出了贡献，希望更好履行社会责任。"
    clauses = clauses_of(body)
    wish = next(index for index, clause in enumerate(clauses) if clause.text.startswith("希望"))
    assert clauses[wish].needs == (wish - 1,)


def test_so_short_a_demand_brings_the_one_before_it() -> None:
    body = "8月3日，副市长顾岚舟到新城调研。顾岚舟强调，各区要形成合力，加强政策集成，完善推进机制，加快破解瓶颈难题。"
    clauses = clauses_of(body)
    short = next(index for index, clause in enumerate(clauses) if clause.text == "完善推进机制")
    assert clauses[short].needs == (short - 1,)


def _written(body: str) -> str:
    report = read_report(Article(body))
    clauses = read_clauses(body, report)
    return SummaryWriter(clauses, report, body, {}, {}).write(
        [one for one, clause in enumerate(clauses) if clause.usable]
    )


def test_the_words_of_a_body_are_not_the_last_persons() -> None:
    body = (
        "8月1日，临江市国防动员办公室主任郑明远走访白鹭军分区。郑明远表示，要做好双拥工作。"
        "白鹭军分区对慰问表示感谢；并强调，要巩固军民关系。"
    )
    assert "白鹭军分区强调，" in _written(body)


def test_of_two_who_attended_only_who_is_named_speaks() -> None:
    body = (
        "8月1日，临江工匠大会开幕。市委书记郑明远，市总工会主席顾岚舟出席大会并致辞。"
        "顾岚舟强调，要搭建创新平台。郑明远指出，要重视人才。"
    )
    assert "出席大会并致辞，强调" not in _written(body).replace("出席并致辞", "出席大会并致辞")


def test_who_came_along_does_not_open_a_summary() -> None:
    body = (
        "8月3日，林致和到部队驻地走访慰问。副市长顾岚舟，市政府秘书长沈望川参加。"
        "林致和强调，要把双拥工作抓在平常，深化军民共建，帮助官兵解决后顾之忧。"
    )
    report = read_report(Article(body))
    clauses = read_clauses(body, report)

    def composed(visit: float) -> str:
        worth = tuple(
            0.9 if clause.text.endswith("参加") else visit if "走访" in clause.text else 0.5
            for clause in clauses
        )
        chances = (1.0,) * len(clauses)
        salience = Salience(worth, worth, ({},) * len(clauses), chances)
        return compose_summary(clauses, salience, report, body, {}, 120)

    assert "沈望川参加" in composed(0.8)
    assert composed(0.0).startswith("林致和强调")


def test_what_has_been_done_is_told_not_stressed() -> None:
    found = summary(
        "8月3日，临江市市场监管工作座谈会举行。副市长林致和强调，要加强网络市场监管。市市场监管局局长顾岚舟介绍了做法。"
        "近年来，市市场监管局充分发挥牵头作用，网络市场环境持续优化。"
    )
    assert "强调，近年来" not in found


def test_what_a_place_is_like_is_no_news_of_a_visit() -> None:
    body = (
        "8月3日，区委书记林致和到老街调研城市更新工作。林致和先后察看了望海大楼、银行旧址。林致和听取了有关情况介绍。"
        "望海银行始建于1897年。林致和强调，要持续推进老大楼更新，保护好历史文脉。"
    )
    assert "始建于" not in summary(body)
    assert not any("始建于" in point.text for point in Summarizer("extractive").summarize(body).keypoints)


def test_who_was_elected_is_the_news_of_a_voting_meeting() -> None:
    body = (
        "7月28日，临江知识分子联谊会会员大会召开。市委统战部部长林致和出席并讲话。大会听取了换届选举工作情况说明。"
        "中国科学院院士顾岚舟当选为会长。沈望川当选为常务副会长。"
    )
    report = read_report(Article(body))
    clauses = read_clauses(body, report)
    low = (0.2,) * len(clauses)
    worth = summary_worth(clauses, Salience(low, low, ({},) * len(clauses), (1.0,) * len(clauses)))
    best = max(range(len(clauses)), key=lambda index: max(worth[index].values(), default=0.0))
    assert clauses[best].text.endswith("顾岚舟当选为会长")


def test_what_a_body_is_to_do_keeps_which_body() -> None:
    body = (
        "8月3日，临江市人大常委会会议召开。市委书记林致和指出，市人大常委会要立足职能实际，发挥人大特点优势，"
        "打开工作新局面。"
    )
    clauses = clauses_of(body)
    led = next(index for index, clause in enumerate(clauses) if clause.text == "发挥人大特点优势")
    assert led - 1 in clauses[led].needs
    everybody = clauses_of(body.replace("市人大常委会要", "各级各部门要"))
    assert led - 1 not in everybody[led].needs


def test_demands_of_two_hosts_are_two_sentences() -> None:
    body = (
        "近日，市委书记郑明远到市公安局、市信访办调查研究。郑明远强调，公安工作至关重要，公安系统要打造智慧公安。"
        "郑明远强调，信访工作是晴雨表，市信访办要畅通信访渠道。要加强信访干部队伍建设，扛牢信访责任。"
    )
    report = read_report(Article(body))
    clauses = read_clauses(body, report)
    picked = [
        next(index for index, clause in enumerate(clauses) if word in clause.text)
        for word in ("智慧公安", "信访干部")
    ]
    written = SummaryWriter(clauses, report, body, {}, find_topics(clauses, report, body)).write(picked)
    assert "；" not in written


def test_what_was_said_at_a_branch_was_not_said_to_the_whole_country() -> None:
    found = summary(
        "国务院7月30日召开全国安全生产电视电话会议。市长顾岚舟在临江分会场强调，要抓实抓细安全生产工作，筑牢城市安全防线。"
    )
    assert "顾岚舟在临江分会场强调" in found


def test_a_title_that_runs_into_the_report_is_no_speech() -> None:
    found = summary(
        "郑明远走访慰问部队时强调同呼吸 共命运谱写强军新篇章建军节到来之际，27日上午，省委副书记、省长郑明远来到望海驻地走访慰问，"
        "并致以节日祝福。省政府秘书长顾岚舟参加。郑明远说，希望广大官兵加快部队现代化建设。"
    )
    assert found.startswith("27日上午，省委副书记、省长郑明远来到望海驻地走访慰问")


def written(body: str, *words: str) -> str:
    """The clauses with these words, as a summary tells them."""
    report = read_report(Article(body))
    clauses = in_company(read_clauses(body, report), {}, report, body)
    chosen = [next(at for at, one in enumerate(clauses) if word in one.text) for word in words]
    return SummaryWriter(clauses, report, body, {}, {}).write(chosen)


def test_what_is_promised_never_reads_as_demanded() -> None:
    body = (
        "8月9日，临江市委台港澳办主任顾岚舟到望海公司调研。顾岚舟强调，临江市委台港澳办将一如既往做好服务工作，"
        "帮助台商台企解难题。"
    )
    assert written(body, "帮助台商").endswith("顾岚舟强调，将帮助台商台企解难题。")


def test_a_zone_promises_by_its_name() -> None:
    body = (
        "8月9日，云溪区举行揭牌仪式。云溪区党工委书记顾岚舟表示，云溪区将全力投身新赛程，"
        "助力临江打造先进制造业高地。"
    )
    assert "表示，云溪区将助力临江" in written(body, "助力临江")


def test_what_is_required_is_not_required_twice() -> None:
    body = "8月9日，云溪街道召开报告会。街道书记顾岚舟要求，要提高政治意识，压实责任。"
    assert "要求，提高政治意识" in written(body, "提高政治意识")


def test_whom_a_suggestion_asks_is_told() -> None:
    body = (
        "8月9日，临江区召开政府常务会议。“望海路是一条网红街道。”望海集团副经理顾岚舟这样说道，"
        "他建议管理部门要加强指导，避免限制招牌的个性发挥。"
    )
    assert "顾岚舟建议管理部门避免限制招牌" in written(body, "避免限制")


def test_figures_are_told_and_not_stressed() -> None:
    body = (
        "8月9日，临江市召开新闻发布会。“截至6月底，监管企业资产总额93亿元；资产负债率61.37%，同比下降0.48个百分点。”"
        "国资委副主任顾岚舟说。"
    )
    assert "强调" not in written(body, "资产负债率")


def test_since_when_and_what_a_visited_place_is_is_no_news() -> None:
    found = summary(
        "近日，临江市台办主任顾岚舟率队到望海电机公司，就高压线路问题进行专题调研。据悉，望海电机公司于2003年9月转制成立。"
        "云溪县是全省柑橘产业主导县。顾岚舟强调，要做好服务工作，帮助企业解决难题，实现高质量发展。"
    )
    assert "转制成立" not in found
    assert "主导县" not in found


def test_what_every_speech_begins_with_is_not_told() -> None:
    found = summary(
        "8月16日，临江慈善动员大会召开。会议指出，要提高政治站位，充分发挥慈善在第三次分配中的重要作用。会议强调，要高度重视慈善文化建设。"
    )
    assert "站位" not in found
    assert "慈善文化建设" in found


def test_a_speech_is_not_told_by_its_least_words() -> None:
    clauses = clauses_of(
        "8月9日，市长林致和率队赴云溪交流对接。林致和强调，要扎实推进产业援助、民生援助。要加强园区共建，密切文化交流和人员往来。"
    )
    worth = {"扎实推进": 0.3, "密切文化": 0.03, "8月9日": 0.9}
    values = tuple(
        next((value for words, value in worth.items() if one.text.startswith(words)), 0.0) for one in clauses
    )
    salience = Salience(values, values, ({},) * len(clauses), (1.0,) * len(clauses))
    main = next(index for index, one in enumerate(clauses) if one.text.startswith("扎实"))
    minor = next(index for index, one in enumerate(clauses) if one.text.startswith("密切"))
    assert _minor_words(clauses, salience, [0, minor]) == [minor]
    assert not _minor_words(clauses, salience, [0, main, minor])


def test_an_answer_is_not_who_alleged_its_own() -> None:
    text = written(
        "7月14日，临江电视台刊发了一篇文章，其中一张配图引起热议。多篇网络文章称，图片中一名干部疑似当众打瞌睡。"
        "7月24日，临江县交通运输局告诉记者，网传情况不属实。",
        "图片中一名干部",
        "网传情况不属实",
    )
    assert "打瞌睡。临江县交通运输局表示，网传情况不属实" in text


def test_which_creed_a_visit_followed_is_left_out() -> None:
    body = (
        "为深入贯彻落实十二届市委三次全会和五届区委四次全会精神，云溪区区长周明川8月2日上午率队前往滨江工程现场，"
        "结合主题教育开展民生实事项目专题调研。"
    )
    first = next(one for one in clauses_of(body) if "周明川" in one.text)
    assert first.text.startswith("为")
    assert _shortened(first).text.startswith("云溪区区长周明川")
