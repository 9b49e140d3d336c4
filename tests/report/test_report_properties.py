"""What holds for the report of any text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.datamodels import Article
from summarizer.report import find_people, read_report

PIECES = (
    "市委书记沈立秋 他强调， 会议指出， 沈立秋指出： 要抓落实 一要 二是 ， 。 ； ！ “ ” （ ） 《 》 \n 、 3月18日 近日 召开 临江市 大会 "
    "在会展中心 出席并讲话 宣读 颁奖 选举产生 调研 记者 副市长季晓峰 表示 他 说 据悉 …… 3.5% ; , ."
).split(" ")
TEXT = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@settings(deadline=None, max_examples=50)
@given(TEXT)
def test_spans_are_exact_and_cover_the_body(body: str) -> None:
    report = read_report(Article(body))
    end = 0
    for sentence in report.sentences:
        assert body[end : sentence.start].strip() == ""
        assert sentence.start <= sentence.content <= sentence.end
        assert sentence.clauses[0].start == sentence.start
        assert sentence.clauses[-1].end == sentence.end
        assert sentence.paragraph == body.count("\n", 0, sentence.start)
        end = sentence.end
    assert body[end:].strip() == ""


@settings(deadline=None, max_examples=50)
@given(TEXT)
def test_what_is_found_stands_in_the_body(body: str) -> None:
    report = read_report(Article(body))
    names = {mention.name for mention in find_people(body)}
    for speaker in report.speakers:
        assert speaker.name in names
        assert speaker.post is None or speaker.post in body
    for text in (report.place, report.date_text):
        assert text is None or text in body
    for sentence in report.sentences:
        assert sentence.speaker is None or sentence.speaker in names
        assert sentence.attribution is None or sentence.attribution in body


@settings(deadline=None, max_examples=50)
@given(TEXT)
def test_reading_twice_gives_the_same(body: str) -> None:
    assert read_report(Article(body)) == read_report(Article(body))
