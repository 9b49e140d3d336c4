"""A proposal may leave words out, but not where that changes a figure."""

import pytest

from summarizer.compose.proposals.meaning import (
    keeps_figures_and_names,
    keeps_meaning,
    keeps_precedence,
    keeps_subject,
    keeps_tense,
    puts_nobody_as_place,
)
from summarizer.compose.proposals.seams import (
    ends_whole,
    is_safely_stitched,
    keeps_words,
    quotes_verbatim,
    with_fewest_seams,
)

SOURCE = (
    "确保到2030年氢能产业产值达到300亿元规模、2035年达到千亿级规模，建成3个示范园区，"
    "他2001年至2020年在江州大学任教，全市各部门要进一步压实安全生产责任"
)


@pytest.mark.parametrize(
    "text",
    [
        "到2030年氢能产业产值达到300亿元规模",
        "建成3个示范园区",
        "全市各部门要压实安全生产责任",
        "2001年至2020年在江州大学任教",
    ],
)
def test_whole_pieces_pass(text: str) -> None:
    assert is_safely_stitched(text, SOURCE)


@pytest.mark.parametrize(
    "text",
    [
        "2030年氢能产业产值达到千亿级规模",  # the figure of 2035
        "2020年在江州大学任教",  # one end of a range
        "氢能产业产值达到30",  # a figure cut short
        "建成示范园区300亿元",  # a figure moved
        "全市压实责任产业产值园区部门",  # stitched everywhere
        "全市各部门压实防汛责任",  # words the source does not have
    ],
)
def test_torn_or_moved_figures_and_patchwork_do_not(text: str) -> None:
    assert not is_safely_stitched(text, SOURCE)


def test_a_name_keeps_its_own_deed() -> None:
    source = "市长何静姝出席，院长洪远志参加活动，全市召开三个现场会"
    names = {"何静姝", "洪远志"}
    assert is_safely_stitched("院长洪远志参加活动", source, names)
    assert not is_safely_stitched("院长洪远志召开三个现场会", source, names)


def test_headlines_may_rearrange_words_but_not_figures_or_deeds() -> None:
    source = "市委书记周明川出席并讲话，市长何静姝主持，全市培育专精特新企业200家"
    names = {"周明川", "何静姝"}
    assert keeps_figures_and_names("全市专精特新企业培育200家 周明川强调培育企业", source, names)
    assert not keeps_figures_and_names("全市培育专精特新企业20家", source, names)
    assert not keeps_figures_and_names("何静姝培育专精特新企业", source, names)


def test_a_headline_stops_where_the_source_pauses() -> None:
    source = "市委书记周明川强调，要加快建设区域性创新中心，培育新质生产力。"
    assert ends_whole("周明川强调加快建设区域性创新中心", source)
    assert ends_whole("周明川强调培育新质生产力", source)
    assert not ends_whole("周明川强调加快建设区域性创新", source)
    # Two pieces meet just before the end: 者隆 is nowhere, 隆 goes on.
    assert not ends_whole("表彰先进工作者隆", "表彰先进工作者大会在临江隆重举行。")


def test_a_headline_does_not_stop_before_the_day_or_the_deed() -> None:
    source = (
        "第十届临江飞行大会将于8月17日至20日举行。省教育厅厅长郑明远，省委组织部副部长谢柏川，校领导参加会议，"
        "林致和会见远洋集团董事长吕方一行。"
    )
    names = {"郑明远", "谢柏川", "林致和", "吕方"}
    assert ends_whole("第十届临江飞行大会将于8月17日至20日举行", source, names)
    assert not ends_whole("第十届临江飞行大会将于8月", source, names)
    assert not ends_whole("第十届临江飞行大会将于8月17日至20日", source, names)
    assert not ends_whole("校领导参加会议，省委组织部副部长谢柏川", source, names)
    assert not ends_whole("校领导参加会议，省委组织部副部长", source, names)
    assert ends_whole("林致和会见远洋集团董事长吕方", source, names)
    assert not ends_whole("林致和将赴云溪参加", "林致和将于8月29日赴云溪参加2023城市论坛。", names)


@pytest.mark.parametrize(
    "half",
    [
        "郑明远：推进新型工业化为目标",
        "市委常委会举行会议 学习贯彻总书记在首个全国生态日",
        "市委学习贯彻主题教育领导小组",
    ],
)
def test_half_a_headline_does_not_end_whole(half: str) -> None:
    source = (
        "市委学习贯彻主题教育领导小组举行会议。郑明远强调，要以推进新型工业化为目标，做强主导产业。市委常委会举行会议，"
        "学习贯彻总书记在首个全国生态日之际作出的重要指示精神。8月15日是首个全国生态日。"
    )
    assert not ends_whole(half, source, {"郑明远"})
    assert ends_whole("市委学习贯彻主题教育领导小组举行会议", source, {"郑明远"})
    assert ends_whole("市委部署学习贯彻全会精神", "市委部署学习贯彻全会精神，研究下步工作。")
    assert ends_whole("临江市成立数字经济领导小组", "临江市成立数字经济领导小组。")


def test_nobody_is_a_place() -> None:
    source = "7月24日，郑明远在临江会堂同企业家协会主席吕方共同出席座谈会。林致远到吕方家中看望。"
    assert puts_nobody_as_place("郑明远同吕方共同出席座谈会", source, ("郑明远", "吕方"))
    assert puts_nobody_as_place("林致远到吕方家中看望", source, ("林致远", "吕方"))
    assert not puts_nobody_as_place("郑明远在吕方共同出席座谈会", source, ("郑明远", "吕方"))


def test_who_is_named_first_is_not_left_out() -> None:
    source = "8月1日，省委书记郑明远、省长林致远在临江会见远洋集团董事长吕方一行。林致远指出，要深化合作。"
    names = ("郑明远", "林致远", "吕方")
    assert keeps_precedence("郑明远会见远洋集团董事长吕方", source, names)
    assert keeps_precedence("郑明远、林致远会见吕方", source, names)
    assert keeps_precedence("林致远强调深化合作", source, names)
    assert not keeps_precedence("林致远会见远洋集团董事长吕方", source, names)
    assert not keeps_precedence("省长林致远会见远洋集团董事长吕方", source, names)
    alone = "省委书记郑明远、省长林致远出席大会。林致远会见远洋集团董事长吕方一行。"
    assert keeps_precedence("林致远会见远洋集团董事长吕方", alone, names)
    apart = "省委书记郑明远、省长林致远8月1日在临江会见远洋集团董事长吕方一行。"
    assert not keeps_precedence("林致远8月1日在临江会见吕方", apart, names)


def test_what_is_tied_to_a_word_that_was_dropped_is_not_taken() -> None:
    source = "临江市议长沈宗明因案请辞议长。云溪市政府宣布，市长蒋安将赴江州参加论坛。云溪市召开信访、禁毒等重点工作推进会议。"
    names = ("沈宗明", "蒋安")
    assert keeps_figures_and_names("沈宗明因案请辞议长", source, names)
    assert not keeps_figures_and_names("沈宗明案请辞议长", source, names)
    assert keeps_subject("云溪市长蒋安将赴江州参加论坛", source, names)
    assert not keeps_subject("云溪市将赴江州参加论坛", source, names)
    assert not keeps_subject("云溪市推进信访重点工作推进会议", source, names)
    assert keeps_subject("江州省赴临江党政代表团考察", "江州省赴临江党政代表团考察并座谈。")


def test_what_happens_keeps_its_subject() -> None:
    source = (
        "7月3日，临江市社会救助推进会暨“暖心办”平台上线仪式在青山区举行。"
        "省法院近日发布白皮书。我省近日分别在江南、江北召开三个现场会。临江造船大会10日上午在青山会堂隆重开幕。"
    )
    assert keeps_subject("临江造船大会开幕", source)
    assert keeps_subject("我省召开三个现场会", source)
    assert not keeps_subject("省法院召开三个现场会", source)
    assert not keeps_subject("临江市社会救助推进会上线", source)
    joint = "庆祝临江商会成立30周年暨优秀企业家表彰大会8日在青山会堂举行。临江红十字会第八次会员大会召开。"
    assert not keeps_subject("庆祝临江商会成立30周年暨大会举行", joint)
    assert not keeps_subject("临江红十字会召开 大会8日举行", joint)


def test_what_goes_missing_harmlessly() -> None:
    source = "周明川8日在临江会见南岭商会会长何静姝。周明川同南岭商会会长何静姝举行会谈。新闻办今天举行“奋斗者”中外记者见面会。"
    names = {"周明川", "何静姝"}
    for headline in ("周明川会见南岭商会会长", "周明川同南岭商会会长举行会谈", "“奋斗者”中外记者见面会举行"):
        assert keeps_meaning(headline, source, names), headline
    assert not keeps_meaning("周明川会见南岭商会", source, names)
    assert not keeps_meaning("何静姝会见南岭商会会长", source, names)


def test_quotations_are_verbatim() -> None:
    source = "让商会成为“大家庭”，成为发展的大后方。"
    assert quotes_verbatim("商会成为“大家庭”", source)
    assert not quotes_verbatim("商会成为发展的“大”", source)


def test_what_is_announced_is_not_told_as_done() -> None:
    source = "第五届云溪飞行大会将于8月17日至20日举行。8月3日，筹备会议召开。"
    assert not keeps_tense("第五届云溪飞行大会举行", source)
    assert keeps_tense("第五届云溪飞行大会将于8月17日举行", source)
    assert keeps_tense("云溪飞行大会筹备会议召开", source)


def test_words_are_whole() -> None:
    source = "刘明远强调，要突出实战实用，加快推进“一站式”平台建设，奋力争先、率先示范。"
    assert keeps_words("刘明远强调加快推进“一站式”平台建设", source)
    assert keeps_words("刘明远：奋力争先 率先示范", source)
    assert not keeps_words("刘明远：奋力争先 率一站式", source)


def test_what_befell_one_does_not_befall_another() -> None:
    source = "同党澎湖县议长刘陈昭玲书面请辞；花莲县议长张峻则因被检举占用公有地种槟榔，被县调站约谈"
    assert not keeps_subject("刘陈昭玲被检举占用公有地种槟榔", source)


def test_a_piece_keeps_what_its_first_word_hangs_on() -> None:
    source = "房山区与市属国企召开座谈会，市国资委表示支持，会议传达致启动十周年庆祝活动的贺信，部署工作"
    assert not keeps_subject("房山市国资委表示支持", source)
    assert not keeps_subject("会议部署十周年庆祝活动", source)


@pytest.mark.parametrize(
    ("headline", "source"),
    [
        ("江州召开公积金工作会议", "8月7日，全省公积金工作会议在江州召开。"),
        ("北原县调研卫生健康工作", "8月7日，省卫健委主任周明川到北原县调研卫生健康工作。"),
        (
            "北原区法院调研执行工作",
            "区政协副主席周明川到北原区法院调研执行工作。北原区法院院长何静姝陪同调研。",
        ),
        ("云溪县召开推进会文章", "云溪县召开推进会的文章引起热议。"),
        ("云溪侨联召开第三次全体会议", "云溪侨联召开全体人员会议，传达市委第三次全体会议精神。"),
        ("云溪院士专家：发展氢能产业", "中国科学院院士云溪行举行，九位院士专家围绕发展氢能产业建言。"),
        ("云溪房市存在良好态势", "鉴于云溪房市存在良好态势，会议明确要抓紧完善举措。"),
    ],
)
def test_hosts_voices_and_premises_are_the_sources(headline: str, source: str) -> None:
    assert not keeps_meaning(headline, source)


def test_the_place_may_host_what_the_source_lets_it_host() -> None:
    assert keeps_meaning("江州召开公积金工作会议", "8月7日，江州召开公积金工作会议。")
    assert keeps_meaning("周明川在江州调研卫生工作", "8月7日，周明川在江州调研卫生工作。")


@pytest.mark.parametrize(
    ("headline", "source"),
    [
        ("云溪高新区助力汽车工业向", "云溪高新区助力汽车工业向“绿”而生。"),
        ("九城市青年人才学习", "九城市青年人才学习周明川书记讲话精神专题班开班。"),
        ("周明川率执法检查组", "周明川率执法检查组在江州开展检查。"),
        ("江州与远洋集团签署协议 周明川", "江州与远洋集团签署协议。周明川，何静姝出席。"),
    ],
)
def test_a_headline_does_not_wait_for_its_object(headline: str, source: str) -> None:
    assert not ends_whole(headline, source, {"周明川", "何静姝"})


def test_of_two_proposals_the_one_with_fewer_words_torn_out_stays() -> None:
    source = "林致和被提名为2024年云溪地区领导人参选人。"
    texts = ["林致和被提名为2024年云溪地区参选人", "林致和被提名为2024年云溪地区领导人参选人"]
    assert with_fewest_seams(texts, source) == [False, True]


def test_a_heading_ends_with_its_line() -> None:
    source = "云溪县开展儿童督导员能力提升培训会 为贯彻会议精神，8月13日，云溪县邀请教授授课。"
    assert ends_whole("云溪县开展儿童督导员能力提升培训会", source)
    assert not ends_whole("云溪县开展儿童督导员能力", source)


def test_of_those_listed_with_commas_the_first_is_named() -> None:
    source = "8月1日，区委书记何静姝，区委副书记、区长林致和分别前往平湖路、黄山公园，检查防汛工作。"
    assert not keeps_precedence("林致和检查防汛工作", source, ("何静姝", "林致和"))
    assert keeps_precedence("何静姝、林致和检查防汛工作", source, ("何静姝", "林致和"))


def test_what_was_started_may_be_told_before_the_verb() -> None:
    source = "云溪区妇联、云溪区教体局联合启动“山海相依”家庭教育活动。"
    assert keeps_subject("“山海相依”家庭教育活动启动", source)


def test_what_a_meeting_did_is_nobodys_word_and_a_phase_needs_its_verb() -> None:
    source = (
        "沈望川主持召开常务会议，研究冬季供暖工作。地铁二号线首列空载列车驶出，标志着二号线进入试运行阶段。"
    )
    assert not ends_whole("沈望川：研究冬季供暖工作", source)
    assert not ends_whole("地铁二号线首列空载列车试运行阶段", source)
    assert ends_whole("二号线进入试运行阶段", source)
