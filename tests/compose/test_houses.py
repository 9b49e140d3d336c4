"""Houses that a report calls by their kind are called by their names."""

from summarizer import Article
from summarizer.compose.clauses.reading import read_clauses
from summarizer.report import read_report


def texts(body: str) -> list[str]:
    return [one.text for one in read_clauses(body, read_report(Article(body)))]


def test_a_house_is_named_where_somebody_comes_to_it() -> None:
    found = texts(
        "8日，市长郑明远调研文化工作。临江作家会址纪念馆是全市教育基地。上午，郑明远一行来到纪念馆，观看展览。"
        "吴山纪念馆是一栋古宅。郑明远观看馆内展览，了解文化传承情况。"
    )
    assert "上午，郑明远一行来到临江作家会址纪念馆" in found
    assert "郑明远观看吴山纪念馆展览" in found


def test_another_house_is_not() -> None:
    found = texts(
        "8日，市长郑明远调研文化工作。临江作家会址纪念馆是全市教育基地。上午，郑明远一行来到博物馆，观看展览。"
        "郑明远观看馆内陈列，了解文化传承情况。"
    )
    assert "上午，郑明远一行来到博物馆" in found
    assert "郑明远观看馆内陈列" in found


def test_the_house_of_another_town_is_not() -> None:
    told = "8日，市长郑明远调研文化工作。上海博物馆是国家一级博物馆。8月10日，市长郑明远在{}走进博物馆，参观展览。"
    assert "8月10日，市长郑明远在襄阳市走进博物馆" in texts(told.format("襄阳市"))
    assert "8月10日，市长郑明远在上海市走进上海博物馆" in texts(told.format("上海市"))
