"""What clauses need beside them: the clause that tells the day or the thing to which they point back."""

import pytest

from summarizer import Article
from summarizer.compose.clauses.reading import Clause, read_clauses
from summarizer.compose.summaries.selection import closure
from summarizer.report import read_report

OPENING = "8月3日，临江市重大项目集中签约仪式举行。市长周明川出席。"


def clauses_of(body: str) -> list[Clause]:
    return read_clauses(body, read_report(Article(body)))


def needed_by(clauses: list[Clause], words: str) -> set[str]:
    """The clauses without which the one with these words cannot stand."""
    index = next(at for at, clause in enumerate(clauses) if words in clause.text)
    assert clauses[index].usable
    return {clauses[at].text for at in closure(clauses, index) - {index}}


def test_that_day_needs_the_clause_with_the_day_alone() -> None:
    clauses = clauses_of(f"{OPENING}当日，望海公司在云溪区签约。当日，青山公司在清河区签约。")
    for words in ("望海公司", "青山公司"):
        assert needed_by(clauses, words) == {"8月3日，临江市重大项目集中签约仪式举行"}


def test_that_thing_needs_the_clause_that_names_it_alone() -> None:
    body = "8月3日，云溪园项目开工。市长周明川出席。该项目建筑面积2万平方米。该项目总投资7亿元。该项目由望海公司承建。"
    clauses = clauses_of(body)
    for words in ("建筑面积", "总投资", "望海公司"):
        assert needed_by(clauses, words) == {"8月3日，云溪园项目开工"}


def test_of_an_unknown_day_the_sentence_before_says_more() -> None:
    clauses = clauses_of("临江市重大项目集中签约仪式举行。当日，望海公司签约7个项目。")
    assert needed_by(clauses, "望海公司") == {"临江市重大项目集中签约仪式举行"}


@pytest.mark.parametrize(
    "sentence", ["当日，第{}批企业在望海区签约。", "该项目第{}期开工建设。", "当日第{}批企业在望海区签约，"]
)
def test_of_many_such_sentences_none_needs_all_before_it(sentence: str) -> None:
    clauses = clauses_of(OPENING + "".join(map(sentence.format, range(60))))
    assert all(len(closure(clauses, index)) <= 3 for index in range(len(clauses)))
    assert clauses[-1].usable


def test_a_schedule_needs_what_it_is_the_schedule_of() -> None:
    clauses = clauses_of(
        "8月7日，临江区召开动员部署会。此次捐赠活动坚持自愿原则，将于8月29日至9月9日集中开展。"
        "其中，8月29日至31日参加“爱心临江”网络募捐活动；9月1日至6日开展“望海行”慈善嘉年华活动。"
    )
    for words in ("爱心临江", "望海行"):
        assert "此次捐赠活动坚持自愿原则" in needed_by(clauses, words)


def test_what_the_meeting_did_besides_needs_the_meeting() -> None:
    clauses = clauses_of(
        "8月7日，临江县召开林业推进会，中心主任郑明远出席会议并讲话。会议总结了前期工作的进展情况。"
        "同时邀请了省监测中心专家作技术辅导，现场解答难题。"
    )
    assert "会议总结了前期工作的进展情况" in needed_by(clauses, "邀请了")


def test_whom_a_visitor_urges_is_not_who_acts() -> None:
    clauses = clauses_of(
        "8月8日，云溪街道召开燃气安全部署会。检查组重点查看了燃气管线，对不合格的用具要求立即整改，叮嘱场所负责人按照要求开展清洗。"
    )
    assert "检查组重点查看了燃气管线" in needed_by(clauses, "叮嘱")


def test_on_what_was_acted_opens_the_sentence() -> None:
    clauses = clauses_of(
        "8月8日，主任郑明远到望海公司调研。对于公司提出的高压线路诉求，各级都非常重视，市委常委顾岚舟两次作出批示。"
    )
    assert needed_by(clauses, "两次作出批示") == {"对于公司提出的高压线路诉求，各级都非常重视"}


def test_he_is_the_one_whom_the_sentence_has_named() -> None:
    clauses = clauses_of(
        "近日，省政协主席郑明远到临江市调研。郑明远说，要传承红色基因。（郑明远在望海中心。）在云溪县，郑明远了解产业发展情况，"
        "他希望当地加强统筹协调，加快项目建设进度，帮助企业发展壮大。"
    )
    visited = "在云溪县，郑明远了解产业发展情况"
    assert needed_by(clauses, "帮助企业") == {visited, "郑明远希望当地加强统筹协调"}


def test_a_point_in_time_that_nobody_has_told_goes() -> None:
    clauses = clauses_of("8月8日，云溪街道举办书记论坛。拉练活动结束后，街道组织召开党建工作推进会。")
    assert any(one.text == "街道组织召开党建工作推进会" for one in clauses)


def test_a_nomination_goes_on_from_the_decision() -> None:
    clauses = clauses_of(
        "8月11日下午，临江市召开全市领导干部会议。江东省委决定：林致和同志任临江市委书记。同时，提名郑明远同志为临江市人民政府市长候选人。"
    )
    decided = next(index for index, one in enumerate(clauses) if "任临江市委书记" in one.text)
    assert decided in next(one for one in clauses if one.text.startswith("提名")).needs


def test_when_an_activity_is_needs_which() -> None:
    clauses = clauses_of(
        "8月16日，临江市慈善活动动员大会召开。今年临江市参与“公益日”活动的主题是“扶危济困”。活动的时间为9月7日至9月9日。"
    )
    which = next(index for index, one in enumerate(clauses) if "主题是" in one.text)
    assert next(one for one in clauses if one.text.startswith("活动的时间")).needs == (which,)


def test_what_a_picture_shows_needs_the_picture() -> None:
    clauses = clauses_of(
        "7月14日，临江电视台刊发了一篇工作推进会的文章，其中一张配图在网上引起热议。多篇网络文章称，图片中一名干部疑似打瞌睡。"
    )
    picture = next(index for index, one in enumerate(clauses) if "配图" in one.text)
    assert picture in next(one for one in clauses if one.text.startswith("图片中")).needs


def test_of_which_work_a_figure_is_goes_without_saying() -> None:
    clauses = clauses_of("江东省住建厅厅长林致和说，此次排查整治工作中，江东全省共维修加固危险房屋13万栋。")
    assert clauses[-1].text == "江东全省共维修加固危险房屋13万栋"


def test_of_whom_a_count_is_the_clause_before_says() -> None:
    clauses = clauses_of(
        "今年临江大学的留学生人数比去年增长13%，其中法国学生最多，共4.6万人，较去年增长23%。"
    )
    assert needed_by(clauses, "共4.6万人") >= {"其中法国学生最多"}
    assert needed_by(clauses, "较去年增长23%") >= {"共4.6万人", "其中法国学生最多"}


def test_a_share_of_some_is_no_share_of_all() -> None:
    clauses = clauses_of("今年留学生增加。第一季度入学的留学生中，法国学生数量占近30%。")
    assert [one.text for one in clauses] == ["今年留学生增加", "第一季度入学的留学生中，法国学生数量占近30%"]
