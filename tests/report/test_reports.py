"""What is read out of fictional reports of the forms newsrooms write."""

from datetime import datetime

import pytest
from fictional_reports import CASES, Case

from summarizer.datamodels import Article
from summarizer.report import read_report


def _article(case: Case) -> Article:
    published = datetime.fromisoformat(case.published_at) if case.published_at else None
    return Article(case.body, published_at=published)


def _cases(field: str) -> list:
    return [pytest.param(case, id=case.name) for case in CASES if getattr(case, field)]


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_speakers_and_posts(case: Case) -> None:
    found = {speaker.name: speaker.post for speaker in read_report(_article(case)).speakers}
    assert {name: post for name, post in found.items() if name not in case.maybe} == case.speakers


@pytest.mark.parametrize("case", _cases("event"))
def test_event(case: Case) -> None:
    assert read_report(_article(case)).event == case.event


@pytest.mark.parametrize("case", _cases("date_text"))
def test_date_as_written(case: Case) -> None:
    assert read_report(_article(case)).date_text == case.date_text


@pytest.mark.parametrize("case", _cases("date"))
def test_date_resolved(case: Case) -> None:
    day = read_report(_article(case)).date
    assert day is not None
    assert day.isoformat() == case.date


@pytest.mark.parametrize("case", _cases("place"))
def test_place(case: Case) -> None:
    assert read_report(_article(case)).place == case.place


@pytest.mark.parametrize("case", _cases("kind"))
def test_kind(case: Case) -> None:
    assert read_report(_article(case)).kind == case.kind


@pytest.mark.parametrize("case", _cases("says"))
def test_every_sentence_has_its_speaker(case: Case) -> None:
    report = read_report(_article(case))
    for words, speaker in case.says.items():
        at = case.body.index(words)
        sentence = next(s for s in report.sentences if s.start <= at < s.end)
        assert sentence.speaker == speaker, words


@pytest.mark.parametrize("case", _cases("roles"))
def test_roles(case: Case) -> None:
    report = read_report(_article(case))
    for words, role in case.roles.items():
        at = case.body.index(words)
        assert next(s for s in report.sentences if s.start <= at < s.end).role == role, words


@pytest.mark.parametrize("case", _cases("says"))
def test_content_starts_after_the_attribution(case: Case) -> None:
    for sentence in read_report(_article(case)).sentences:
        assert sentence.start <= sentence.content < sentence.end
        if sentence.content > sentence.start:
            assert sentence.role == "statement"
            assert sentence.attribution
            assert sentence.attribution in case.body


def test_the_year_stays_unknown_without_a_publication_date() -> None:
    report = read_report(Article("3月18日，临江市制造业发展大会召开。"))
    assert (report.date, report.date_text) == (None, "3月18日")


def test_today_follows_the_dateline_rather_than_the_publication_date() -> None:
    body = "中新网临江8月16日电 今天，临江国际赛艇大会在白鹭湖开幕。"
    report = read_report(Article(body, published_at=datetime(2023, 8, 17, 6, 0)))
    assert report.date is not None
    assert report.date.isoformat() == "2023-08-16"


def test_december_in_a_january_paper_is_last_year() -> None:
    report = read_report(Article("12月30日，临江市新年茶话会举行。", published_at=datetime(2025, 1, 2)))
    assert report.date is not None
    assert report.date.isoformat() == "2024-12-30"


def test_an_impossible_date_is_left_unresolved() -> None:
    report = read_report(Article("2月30日，临江市新年茶话会举行。", published_at=datetime(2025, 3, 2)))
    assert report.date is None
    assert report.date_text == "2月30日"


@pytest.mark.parametrize("body", ["", "。", "\n\n", "！！！", "“", "市长", "会议", "3.5", "abc"])
def test_text_that_is_no_report_is_read_without_an_event(body: str) -> None:
    report = read_report(Article(body))
    assert report.event is None
    assert report.speakers == ()


def test_reads_a_long_text_that_is_no_report() -> None:
    body = "市长王、市委书记、他强调，在会上召开（“" * 500
    assert read_report(Article(body)).sentences[-1].end == len(body)


OPENING = "8月9日，临江市防汛工作会议召开，市长林致和出席会议并讲话。"


def _speakers(body: str) -> dict[str, str | None]:
    report = read_report(Article(body))
    return {body[one.start : one.end]: one.speaker for one in report.sentences if one.role == "statement"}


def test_what_the_desk_tells_on_the_way_is_nobodys_words() -> None:
    told = "省防汛办负责人反馈了现场检查情况。"
    found = _speakers(
        f"{OPENING}林致和强调，要压实防汛责任，加强巡查值守。{told}要备足抢险物资，做好人员转移。"
    )
    assert found["林致和强调，要压实防汛责任，加强巡查值守。"] == "林致和"
    assert told not in found


def test_leaders_who_are_spoken_of_do_not_take_over_the_speech() -> None:
    thanks = "国家领导十分关心，李强总理、张国清副总理等亲自给予支持、提出明确要求。"
    found = _speakers(f"{OPENING}林致和强调，当前水情复杂严峻。{thanks}我们要把关心转化为行动，守住大堤。")
    assert set(found.values()) == {"林致和"}


def test_a_quotation_belongs_to_who_is_named_behind_it() -> None:
    quoted = "“临江将着力优化营商环境，激发创新活力。”"
    found = _speakers(
        f"{OPENING}林致和希望企业扎根临江，推动产业融合发展。{quoted}副市长顾岚舟表示，临江坚持双向发力，推动产业融合。"
    )
    assert found[quoted] == "顾岚舟"


def test_after_a_closed_quotation_the_report_goes_on() -> None:
    told = "全市明确了主攻方向，已经聚集企业38家。"
    found = _speakers(
        f"{OPENING}“要推进就地城镇化，做强主导产业。”林致和说，“产业是城镇化的根本动力。”{told}"
    )
    assert told not in found
