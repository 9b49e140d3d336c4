"""Which groups of clauses make key points, and how they are worded."""

from summarizer import Article
from summarizer.compose.clauses import read_clauses
from summarizer.compose.keypoints import find_themes
from summarizer.compose.salience import features, score
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


def test_a_point_without_room_for_the_post_does_without() -> None:
    told = "顾岚舟感谢帮扶小组付出的努力和取得的成绩"
    assert f"校长{told}" in points(VISIT, longest=len(told) + 2)
    assert told in points(VISIT, longest=len(told))


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
