"""Surgery on clauses: drops only what may be dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.compose.clauses.phrases import (
    date_first,
    drop_adverbs,
    drop_brackets,
    drop_links,
    is_demand,
    opening_name,
    overlap,
    shorten_ceremony,
    shorten_post,
    strip_opening,
    tidy,
)
from summarizer.text.spans import is_balanced


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("会上,观看了展示片;", "会上，观看了展示片"),
        ("总投资3,200万元(一期)", "总投资3,200万元（一期）"),
        ('推广"一网通办"经验', "推广“一网通办”经验"),
        ("建设 创新 高地。", "建设创新高地"),
        ("比分3:2。", "比分3:2"),
    ],
)
def test_tidy(raw: str, clean: str) -> None:
    assert tidy(raw) == clean


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("会上，一要加强建设", "加强建设"),
        ("我们要坚持创新", "坚持创新"),
        ("（二）完善制度", "完善制度"),
        ("第三，压实责任", "压实责任"),
        # An ordinal that belongs to a name is no enumerator.
        ("第二届渔火节开幕", "第二届渔火节开幕"),
        ("第一产业增加值118亿元", "第一产业增加值118亿元"),
        ("一带一路建设取得进展", "一带一路建设取得进展"),
        ("一是大胆推进试点", "大胆推进试点"),
        ("二是要大胆推进试点", "大胆推进试点"),
        ("要求各部门落实", "要求各部门落实"),
        ("要素保障更加有力", "要素保障更加有力"),
        # Who wrote it or took the picture, run together with the first words.
        ("（郑明远林致和）临江书展26日开幕", "临江书展26日开幕"),
        ("主办方供图决赛在临江举行", "决赛在临江举行"),
        ("记者从发布会上获悉，全市新增泊位300个", "全市新增泊位300个"),
        ("公开资料显示，郑明远生于1970年", "郑明远生于1970年"),
    ],
)
def test_strip_opening(raw: str, kept: str) -> None:
    assert strip_opening(raw) == kept


def test_demand_is_seen_behind_connectives() -> None:
    assert is_demand("同时，要加快建设")
    assert is_demand("一是要加快建设")
    assert not is_demand("要求加快建设")


@pytest.mark.parametrize(
    ("post", "short"),
    [
        ("市委副书记、市长", "市长"),
        ("市委书记、市人大常委会主任", "市委书记"),
        ("市委常委、常务副市长", "常务副市长"),
        ("市委常委、统战部部长", "市委统战部部长"),
        ("临江市民政局党组书记、局长", "临江市民政局局长"),
        ("省自然资源厅党组成员、副厅长", "省自然资源厅副厅长"),
        ("副市长、市公安局党委书记、局长", "副市长"),
        ("市政协党组书记、主席", "市政协主席"),
        ("局党组书记、局长", "局长"),
        ("中国作协党组书记、书记处第一书记", "中国作协党组书记"),
        ("烟台市委常委、副市长", "烟台市副市长"),
        ("江州省委副书记、省长", "江州省省长"),
        ("代市长", "代市长"),
        ("原市委书记", "原市委书记"),
        # The higher post stays.
        ("商丘市委副书记、统战部部长", "商丘市委副书记"),
    ],
)
def test_shorten_post_never_drops_deputy_acting_or_former(post: str, short: str) -> None:
    assert shorten_post(post) == short


def test_summaries_open_with_the_day() -> None:
    assert date_first("省委书记郑明远17日上午在京出席座谈会") == "17日上午，省委书记郑明远在京出席座谈会"
    assert date_first("大会17日在临江举行") == "大会17日在临江举行"
    assert date_first("郑明远说，大会17日上午在临江举行") == "郑明远说，大会17日上午在临江举行"


def test_ceremony_adverbs_and_brackets() -> None:
    assert shorten_ceremony("市委书记郑明远出席会议并讲话") == "市委书记郑明远出席并讲话"
    assert drop_adverbs("进一步强化责任，弘扬“全面深化改革”精神") == "强化责任，弘扬“全面深化改革”精神"
    assert drop_brackets("行动计划（2022—2025年）印发") == "行动计划印发"


def test_balance() -> None:
    assert is_balanced("“甲（乙）”《丙》")
    assert not is_balanced("“甲")
    assert not is_balanced("甲”“乙")
    assert not is_balanced("（“甲）”")


@given(st.text(alphabet="要一二三第届会上，。、“”（）()加强建设3.5%", max_size=40))
def test_surgery_keeps_the_order_of_characters(text: str) -> None:
    clean = strip_opening(tidy(text))
    position = 0
    source = tidy(text)
    for char in clean:
        position = source.index(char, position) + 1


def test_overlap_counts_the_shorter_text() -> None:
    assert overlap("加强科技创新", "要加强科技创新平台建设") == 1.0
    assert overlap("甲乙丙", "丁戊己") == 0.0


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("市民热线也要加强督办考核", "市民热线要加强督办考核"),
        ("与会人员还集体参观了展馆", "与会人员集体参观了展馆"),
        ("全体人员还集中观看了宣传片", "全体人员集中观看了宣传片"),
        ("林致和一行首先来到和平村", "林致和一行来到和平村"),
        ("不仅企业要抓创新，高校也要抓创新", "不仅企业要抓创新，高校也要抓创新"),
        ("借款人还将偿还本金", "借款人还将偿还本金"),
        ("也要守住底线", "也要守住底线"),
    ],
)
def test_what_ties_a_whole_clause_to_another_is_dropped(text: str, free: str) -> None:
    assert drop_links(text) == free


def test_what_only_ties_a_demand_to_others_goes() -> None:
    assert strip_opening("首先要以产业为目标") == "以产业为目标"
    assert strip_opening("同时加强企业间合作") == "加强企业间合作"
    assert strip_opening("同时期的建筑") == "同时期的建筑"
    assert drop_links("座谈会前，与会人员还集体参观了社区") == "座谈会前，与会人员集体参观了社区"
    assert drop_links("省网信办当日召开现场会") == "省网信办召开现场会"
    assert drop_links("当日召开的省委常委会会议决定授予称号") == "省委常委会会议决定授予称号"
    # Whose support is needed is no demand.
    assert strip_opening("需要驻地官兵的积极参与和大力支持").startswith("需要")
    assert strip_opening("需要加强管理") == "加强管理"


def test_the_halves_of_a_slogan_stay_apart() -> None:
    assert tidy("主题是“共建现代慈善 聚力高质量发展” 。") == "主题是“共建现代慈善 聚力高质量发展”"
    assert tidy("临江 市召开“民生 实事”会议") == "临江市召开“民生实事”会议"


def test_the_longest_name_opens_a_text() -> None:
    assert opening_name("王建国慰问职工", ["王建", "王建国", "李敏"]) == "王建国"
    assert opening_name("王建慰问职工", ["王建", "王建国"]) == "王建"
    assert opening_name("慰问职工", ["王建"]) is None
