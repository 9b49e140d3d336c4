import json
import math

import pytest

from summarizer.errors import InputError, InvalidOptionError, UnreadableFileError
from summarizer.evaluation import Output, Reference
from summarizer.evaluation.review import RUBRIC, Review, agreement, append_review, read_reviews
from summarizer.evaluation.review_form import ReviewForm

REFERENCES = [Reference("a", "<b>甲</b>正文"), Reference("b", "乙正文")]
SYSTEMS = {
    "ours": [Output("a", "甲标题", "甲摘要", ("要点",)), Output("b", "乙标题", "乙摘要")],
    "lead": [Output("a", "甲首句", "甲首段"), Output("b", error="too_long")],
}


def review(id="a", reviewer="闻", score=4, verdict="publish", system="ours", red_lines=()):
    return Review(id, system, reviewer, dict.fromkeys(RUBRIC, score), verdict, red_lines)


def fill_in(form, score=3, verdict="edit"):
    for buttons in form.scores.values():
        buttons.value = score
    form.verdict.value = verdict


def test_every_output_is_asked_once_and_saved_at_once(tmp_path):
    path = tmp_path / "new" / "reviews.jsonl"
    form = ReviewForm(REFERENCES, SYSTEMS, path, "闻")
    asked = []
    while form.current:
        asked.append(form.current)
        fill_in(form)
        form.save.click()
        assert len(read_reviews(path)) == len(asked)
    assert sorted(asked) == [("a", "lead"), ("a", "ours"), ("b", "ours")]
    assert form.save.disabled
    assert ReviewForm(REFERENCES, SYSTEMS, path, "闻").left == 0
    assert ReviewForm(REFERENCES, SYSTEMS, path, "林").left == 3


def test_the_form_hides_the_system_and_escapes_texts(tmp_path):
    form = ReviewForm(
        REFERENCES[:1], {"secret": [Output("a", "<script>", "摘要")]}, tmp_path / "r.jsonl", "闻"
    )
    shown = form.children[0].value
    assert "secret" not in shown
    assert "<script>" not in shown
    assert "&lt;b&gt;甲" in shown


def test_nothing_is_saved_before_everything_is_answered(tmp_path):
    path = tmp_path / "reviews.jsonl"
    form = ReviewForm(REFERENCES, SYSTEMS, path, "闻")
    form.scores["coverage"].value = 5
    form.save.click()
    assert "忠实" in form.message.value
    assert "结论" in form.message.value
    assert not path.exists()


def test_answers_are_kept_and_the_form_is_empty_again(tmp_path):
    path = tmp_path / "reviews.jsonl"
    form = ReviewForm(REFERENCES, SYSTEMS, path, "闻")
    fill_in(form, score=2, verdict="rewrite")
    form.red_lines["number"].value = True
    form.note.value = " 把612家写成621家 "
    form.save.click()
    (saved,) = read_reviews(path)
    assert (saved.verdict, saved.red_lines, saved.note) == ("rewrite", ("number",), "把612家写成621家")
    assert not form.red_lines["number"].value
    assert form.verdict.value is None


def test_a_second_judgement_replaces_the_first(tmp_path):
    path = tmp_path / "reviews.jsonl"
    for score in (2, 5):
        append_review(path, review(score=score))
    assert [one.scores["fluency"] for one in read_reviews(path)] == [5]
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.parametrize(
    "changes",
    [{"score": 6}, {"verdict": "maybe"}, {"red_lines": ("colour",)}],
    ids=["score", "verdict", "red line"],
)
def test_what_is_outside_the_rubric_is_refused(changes):
    with pytest.raises(InvalidOptionError):
        review(**changes)


@pytest.mark.parametrize("line", ["{", '{"id": "a"}', json.dumps({"red_lines": [], "extra": 1})])
def test_a_bad_line_is_named(tmp_path, line):
    path = tmp_path / "reviews.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        read_reviews(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UnreadableFileError, match="none"):
        read_reviews(tmp_path / "none.jsonl")


def test_agreement_over_what_both_judged():
    first = [review(id=str(n), score=score) for n, score in enumerate([1, 2, 3, 4, 5])]
    second = [review(id=str(n), reviewer="林", score=score) for n, score in enumerate([1, 2, 3, 4, 4, 5])]
    table = agreement([*first, *second], "闻", "林").set_index("question")
    assert table.loc["coverage", "outputs"] == 5
    assert table.loc["coverage", "same"] == pytest.approx(0.8)
    assert 0.8 < table.loc["coverage", "kappa"] < 1
    assert math.isnan(table.loc["verdict", "kappa"])
    assert table.loc["verdict", "same"] == 1


def test_reviewers_without_a_common_output_cannot_agree():
    with pytest.raises(InputError):
        agreement([review(), review(id="b", reviewer="林")], "闻", "林")
