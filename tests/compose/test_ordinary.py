"""Headlines of national and other news: what the model writes is taken where the source says it."""

import pytest

from summarizer import Summarizer
from summarizer.compose.headlines.discipline import discipline
from summarizer.compose.headlines.last import telling_first
from summarizer.compose.headlines.predicate import lacks_predicate
from summarizer.compose.headlines.writings import writings
from summarizer.compose.places.home import find_towns, is_local
from summarizer.compose.proposals.meaning import (
    keeps_addressee,
    keeps_figures_and_names,
    keeps_meaning,
    keeps_subject,
)
from summarizer.compose.proposals.parts import keeps_ties
from summarizer.compose.proposals.seams import ends_whole, keeps_words
from summarizer.compose.proposals.voices import claimant, keeps_speaker

MET = "11月14日上午，国务院总理周明川在京会见来华进行国事访问的加纳总统马哈马。周明川表示，两国是好朋友。"


@pytest.mark.parametrize(
    ("body", "local"),
    [
        ("周明川8日在京主持召开座谈会，听取各方面意见。", False),
        ("本报讯 8日下午，市委书记周明川主持召开座谈会。", True),
        ("街道8日召开推进会，部署下一步工作。", True),
        ("临江市8日召开推进会。临江市有关部门负责同志参加会议。", True),
    ],
)
def test_local_is_what_names_an_office_of_a_place(body, local):
    assert is_local(body, find_towns(body)) == local


def test_with_whom_may_come_nearer_to_what_was_done():
    assert keeps_figures_and_names("周明川会见加纳总统", MET, ["周明川"])
    talks = "周明川在人民大会堂同来华访问的加纳总统马哈马举行会谈。"
    assert keeps_figures_and_names("周明川同加纳总统会谈", talks, ["周明川"])
    # What he did may not go missing, nor become another's.
    assert not keeps_figures_and_names("周明川加纳总统", MET, ["周明川"])
    assert not keeps_figures_and_names("周明川考察加纳总统", MET, ["周明川"])


@pytest.mark.parametrize(
    ("headline", "source", "whole"),
    [
        ("周明川会见汤加国王", "周明川在京会见汤加国王图普六世。", True),
        ("周明川会见汤加总统", "周明川在京会见汤加总统特别顾问图普。", False),
        ("周明川会见汤加总统", "周明川在京会见汤加总统的特使图普。", False),
        ("周明川祝贺临江大学建校120周年", "周明川8日致信祝贺临江大学建校120周年，向师生致以祝贺。", True),
        ("临江大学建校120周年庆祝大会将于2026年", "临江大学建校120周年庆祝大会将于2026年5月举行。", False),
    ],
)
def test_a_title_may_stop_before_its_bearer_only(headline, source, whole):
    assert ends_whole(headline, source) == whole


def test_names_that_everybody_shortens_alike_are_whole_words():
    source = "国务院新闻办公室8日举行记者见面会。农工党第十六届中央委员会第四次全体会议在京开幕。"
    assert keeps_words("国新办举行记者见面会", source)
    assert keeps_words("农工党第十六届四中全会在京开幕", source)
    assert not keeps_words("农工党第十六届五中全会在京开幕", source)


def test_leave_and_praise_are_no_news():
    assert lacks_predicate("经中央批准")
    assert lacks_predicate("中国共产党的优秀党员")
    assert not lacks_predicate("周明川同志逝世")


def test_who_was_expelled_and_with_which_posts():
    told = [
        "经中央批准，中央纪委国家监委对第二十届中央委员，广西壮族自治区党委原副书记、自治区政府原主席周明川严重违纪违法问题进行了立案审查调查。",
        "决定给予周明川开除党籍处分；",
        "由国家监委给予其开除公职处分。",
    ]
    found = list(discipline(told))
    assert "广西党委原副书记、自治区政府原主席周明川被开除党籍和公职" in found
    assert "周明川严重违纪违法被开除党籍和公职" in found
    assert list(discipline(told[:1])) == []
    assert "周明川严重违纪违法被开除党籍" in list(discipline([*told[:2], "所涉财物一并移送。"]))


def test_who_is_investigated():
    told = ["江东省副省长周明川涉嫌严重违纪违法，目前正接受中央纪委国家监委纪律审查和监察调查。"]
    assert next(discipline(told)) == "江东省副省长周明川接受中央纪委国家监委纪律审查和监察调查"


def test_what_was_published_where():
    told = ["1日出版的第7期《求是》杂志发表中共中央总书记、国家主席周明川的重要文章《朝着目标奋勇前进》。"]
    assert next(writings(told)) == "《求是》杂志发表周明川总书记重要文章《朝着目标奋勇前进》"
    assert list(writings(["《求是》杂志发表评论员文章《朝着目标奋勇前进》。"])) == []


def test_a_text_with_a_title_too_long_for_the_headline_gets_one():
    body = (
        "新华社今天（10月29日）播发长篇通讯《为基本实现社会主义现代化奠定更加坚实的基础——〈中共中央关于制定国民经济和"
        "社会发展第十五个五年规划的建议〉诞生记》。"
    )
    summary = Summarizer("extractive").summarize(body)
    assert 0 < len(summary.headline) <= 30


TEAMS = "临江队主教练马加特表示，比赛会很艰难，大名单也会调整。云溪队主帅曼萨诺则指出，渴望取得客场首场胜利。他还说，要拼到底。"


def test_before_a_colon_stands_who_said_it():
    assert not keeps_speaker("临江队主教练：渴望取得客场首场胜利", TEAMS)
    assert keeps_speaker("云溪队主帅：渴望取得客场首场胜利", TEAMS)
    assert keeps_speaker("云溪队主帅：要拼到底", TEAMS)
    assert not keeps_speaker("临江队主教练：要拼到底", TEAMS)
    # A label says nothing, and where nobody speaks nobody else did.
    assert keeps_speaker("中超：渴望取得客场首场胜利", TEAMS)
    assert keeps_speaker("马加特：渴望胜利", "渴望胜利的马加特来到临江。", ["马加特"])


def test_who_is_spoken_to_does_not_speak():
    source = "总统周明川对各军将领发出警告，要求他们远离政治，否则将有损国家团结。"
    assert not keeps_meaning("周明川：各军将领发出警告", source, ["周明川"])
    assert not keeps_ties("要求他们远离政治有损国家团结", source)
    asked = "最高法院将提请全国人大授权检察机关提起公益诉讼。"
    assert not keeps_addressee("最高法院将提请检察机关提起公益诉讼", asked)
    assert keeps_addressee("最高法院将提请全国人大授权检察机关", asked)


def test_what_somebody_claims_is_no_fact():
    source = "某国国防部16日称，其军队继续向西推进，新控制一个居民点。当地下起大雨，多条道路积水，交通中断，有关部门组织抢修，部分列车停运。"
    assert claimant("军队继续向西推进", source) == "某国国防部"
    assert claimant("某国国防部称军队继续向西推进", source) is None
    assert claimant("多条道路积水", source) is None
    summary = Summarizer("extractive").summarize(source)
    assert "称" in summary.headline or "推进" not in summary.headline


def test_the_side_before_a_verb_said_it():
    source = "法国媒体报道，乌克兰方面表示，其没有参与对该处的袭击。俄罗斯国防部称，已经拦截多架无人机。"
    assert not keeps_speaker("俄称没有参与对该处的袭击", source)
    assert keeps_speaker("乌称没有参与对该处的袭击 俄称已经拦截多架无人机", source)


def test_what_is_counted_is_named():
    source = "要打造一支党性纯洁、作风过硬的干部队伍。"
    assert not ends_whole("打造一支党性纯洁", source)
    assert ends_whole("打造一支党性纯洁的干部队伍", source)


@pytest.mark.parametrize(
    ("headline", "source", "whole"),
    [
        ("各地积极应对", "各地积极应对高温天气。", False),
        ("各地积极应对", "高温持续，各地积极应对。", True),
        ("通讯：纪实——以", "通讯《纪实——以新时代为题》播发。", False),
        ("雪顿节隆重程度仅次", "雪顿节隆重程度仅次于新年。", False),
    ],
)
def test_what_governs_something_keeps_it(headline, source, whole):
    assert ends_whole(headline, source) == whole


def test_words_to_somebody_and_the_agencys_line_come_last():
    told = ["周明川：上午同您举行了会见", "新华社江州8月1日体育专电 周明川将决定", "周明川会见汤加国王"]
    assert next(telling_first(told, "")) == told[2]


def test_a_refusal_is_no_demand_and_an_announcement_keeps_who_made_it():
    source = "英国首相18日敦促执政党不要再寻求独立，尊重公投结果。周明川公然于网上表示将弃保潜逃，政府发出严正声明。"
    assert not keeps_ties("英国首相敦促执政党公投独立", source)
    assert keeps_ties("英国首相敦促执政党不要寻求独立", source)
    assert not keeps_subject("政府严正声明将弃保潜逃", source)
    assert keeps_subject("周明川表示将弃保潜逃", source)


def test_nobody_is_named_twice_and_no_envoy_is_sent_to_his_own_country():
    assert not keeps_subject(
        "周明川强调 周明川到江东调研", "周明川到江东调研。周明川强调，要用心。", ["周明川"]
    )
    source = "云国宣布召回驻伊朗大使，并禁止目前在伊朗的伊朗驻云国大使返回。"
    assert not keeps_subject("云国宣布召回伊朗驻伊朗大使", source)
    assert keeps_subject("云国宣布召回驻伊朗大使", source)
