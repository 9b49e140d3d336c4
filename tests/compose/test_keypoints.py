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


def points(body: str, said: str = "") -> list[str]:
    report = read_report(Article(body))
    clauses = read_clauses(body, report)
    ranked = score(clauses, features(clauses, report, body))
    return [theme.text for theme in find_themes(clauses, ranked, report, 40, said, 6)]


def test_who_has_not_been_named_yet_has_his_post() -> None:
    assert any("校长顾岚舟感谢帮扶小组" in text for text in points(VISIT))
    told = points(VISIT, "校长顾岚舟介绍了情况。")
    assert any(text.startswith("顾岚舟感谢帮扶小组") for text in told)


def test_what_the_summary_has_told_is_no_point() -> None:
    told = "林致和指出，要继续支持帮扶小组的工作。"
    assert any("继续支持帮扶小组" in text for text in points(VISIT))
    assert not any("继续支持帮扶小组" in text for text in points(VISIT, told))


def test_a_wish_names_of_whom() -> None:
    body = "8月3日，副市长林致和到产业园调研。林致和指出，希望园区企业抢抓机遇，加快数字化转型，不断提升产品附加值。"
    found = points(body)
    assert found
    assert all(text.startswith("希望园区企业") for text in found if "数字化" in text or "附加值" in text)
