"""What stands around a clause, and what key points make of it; every case comes from a report that was read, names changed."""

from summarizer import Article
from summarizer.compose.clauses.reading import Clause, read_clauses
from summarizer.compose.clauses.salience import features, score
from summarizer.compose.keypoints.around import heads, moves_on, taken_back
from summarizer.compose.keypoints.themes import find_themes
from summarizer.report import read_report

SEASON = (
    "7月28日，江州市委常委会召开会议，研究当前经济形势。市委书记林致和主持并讲话。林致和指出，当前正值防汛防台、迎峰度夏关键阶段，"
    "要认真落实领导带班制度，严格执行预警监测与应急响应联动机制。"
)
PRAISE = (
    "7月30日，江州市召开安全生产会议。市长林致和指出，今年上半年，全市安全生产各项工作有力有序推进。"
    "但要清醒地认识到，安全生产形势仍然严峻复杂。要持续推动专项整治行动取得更大成效。"
)
JOURNEY = (
    "近日，区委书记林致和看望慰问一线劳动者。林致和首先来到临江供电公司，了解电网建设情况。随后，林致和来到建设者之家，"
    "察看宿舍、食堂等处。林致和表示，希望大家在高温环境下作业注意自身防护。"
)


def _clauses(body: str) -> list[Clause]:
    return read_clauses(body, read_report(Article(body)))


def points(body: str, said: str = "") -> list[str]:
    report, clauses = read_report(Article(body)), _clauses(body)
    ranked = score(clauses, features(clauses, report, body))
    return [theme.text for theme in find_themes(clauses, ranked, report, 40, said, 6)]


def test_what_is_demanded_for_a_season_names_it_unless_that_is_known() -> None:
    clauses = _clauses(SEASON)
    text = {index: clause.text for index, clause in enumerate(clauses)}
    held = {text[one]: text[head] for one, head in heads(clauses, "市委常委会研究经济形势").items()}
    assert "防汛防台" in held["严格执行预警监测与应急响应联动机制"]
    assert heads(clauses, "市委常委会部署防汛工作") == {}


def test_praise_that_is_taken_back_is_no_point() -> None:
    clauses = _clauses(PRAISE)
    assert {clauses[0].sentence + 1} <= taken_back(clauses)
    assert not any("有力有序推进" in text for text in points(PRAISE))
    assert any(
        "有力有序推进" in text
        for text in points(PRAISE.replace("但要清醒地认识到，安全生产形势仍然严峻复杂。", ""))
    )


def test_at_several_stops_everybody_is_nobody() -> None:
    assert moves_on(_clauses(JOURNEY))
    assert not any("大家" in text for text in points(JOURNEY))
    once = JOURNEY.replace("林致和首先来到临江供电公司，了解电网建设情况。", "")
    assert not moves_on(_clauses(once))
    assert any("大家" in text for text in points(once))


def test_what_the_summary_tells_of_the_same_speaker_is_told_once() -> None:
    body = "2日晚，江州州长林致和召开会议，要求各部门尽一切努力恢复秩序。林致和要求各部门尽一切努力恢复秩序，确保局势尽快恢复平静。"
    told = "江州州长林致和召开会议，要求各部门尽一切努力恢复秩序。"
    assert not any("恢复秩序" in text for text in points(body, told))


def test_sentences_that_take_back_are_read_in_place() -> None:
    class Unsliced(list[Clause]):
        def __getitem__(self, place: object) -> Clause:  # type: ignore[override]
            assert isinstance(place, int), "a copy of all that follows for each sentence is quadratic"
            return super().__getitem__(place)

    clauses = _clauses(PRAISE)
    assert taken_back(Unsliced(clauses)) == taken_back(clauses) != set()
