"""A picture's credit is one wherever it is looked for, and 拍摄 and 提供图纸 are none."""

import re

import pytest

from summarizer.article import article_from_text
from summarizer.article.chrome import is_caption
from summarizer.compose.clauses.phrases import strip_opening
from summarizer.compose.clauses.reading import read_clauses
from summarizer.datamodels import Article
from summarizer.report import read_report
from summarizer.text.credits import ARCHIVE, FURNISHED, TAKEN

ANY = re.compile(f"{TAKEN}|{FURNISHED}|{ARCHIVE}")
OPENING = "8月9日，临江市宣传工作会议召开。市长林致远强调，要讲好临江故事。"


@pytest.mark.parametrize("credit", ["记者 顾岚舟 摄", "顾岚舟摄五是", "水利局供图", "（资料图）"])
def test_credits(credit: str) -> None:
    assert ANY.search(credit)


@pytest.mark.parametrize(
    "text",
    ["让记者实地拍摄", "记者随队摄录", "统摄全局", "摄制组", "摄氏度", "为企业提供图纸", "建设资料图书室"],
)
def test_words_that_are_no_credits(text: str) -> None:
    assert not ANY.search(text)


@pytest.mark.parametrize("told", ["要让记者实地拍摄，展示城市新貌。", "要为企业提供图纸，搞好服务。"])
def test_who_is_to_take_pictures_is_the_speakers_word(told: str) -> None:
    body = OPENING + told
    said = {body[one.start : one.end]: one.speaker for one in read_report(Article(body)).sentences}
    assert said[told] == "林致远"


def test_a_clause_that_ends_with_the_taking_is_no_caption() -> None:
    body = f"{OPENING}栏目组进行了普法视频“暑期安全篇”的拍摄。活动期间摄制组走进学校拍摄5集短片。"
    clauses = read_clauses(body, read_report(Article(body)))
    assert [one.usable for one in clauses if "拍摄" in one.text] == [True, True]


def test_no_words_are_cut_off_with_a_credit_that_is_none() -> None:
    for text in ("让记者实地拍摄城市新貌", "免费提供图书资料"):
        assert strip_opening(text) == text
    assert strip_opening("本报记者顾岚舟摄钢花飞溅的车间") == "钢花飞溅的车间"


def test_a_headline_of_a_film_is_no_caption() -> None:
    title = "电视剧《白鹭湖》在临江新区开始拍摄"
    assert not is_caption(title)
    assert is_caption("市民在白鹭湖边散步 顾岚舟 摄")
    lead = "8月9日，电视剧《白鹭湖》在临江新区开机，开始为期三个月的拍摄，预计明年上半年播出。市长林致远出席开机仪式并致辞。"
    assert article_from_text(f"{title}\n{lead}\n{OPENING}").title == title
