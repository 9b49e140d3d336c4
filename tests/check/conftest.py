"""A fictional report that every check is tried on."""

import pytest

from summarizer.check import FactChecker
from summarizer.datamodels import Article
from summarizer.report import read_report

BODY = (
    "4月9日上午，临江市数字经济大会在云溪区召开，市委书记沈立秋出席并讲话。市委副书记、市长顾明远主持会议。\n"
    "沈立秋强调，要加快建设“智慧港湾”，不得擅自扩大补贴范围，推动数字经济规模增长12.5%，新建5G基站1.2万个。"
    "要坚决守住安全底线，确保不发生重大事故。\n"
    "顾明远指出，去年全市进口额下降3.1%，投资超过350亿元，其中民间投资120亿元。"
    "市科技局副局长白若溪介绍，全市已有23家企业获评省级创新企业，8家企业上市。\n"
    "副市长丁海川、贺知遥、楚天阔参加会议。会上宣读了《临江市数字经济促进条例》。"
)


@pytest.fixture(scope="session")
def body() -> str:
    return BODY


@pytest.fixture(scope="session")
def checker() -> FactChecker:
    return FactChecker(BODY, read_report(Article(BODY)))
