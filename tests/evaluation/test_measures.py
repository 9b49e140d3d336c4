import json
from pathlib import Path

import pytest

from summarizer.errors import InputError, UnreadableFileError
from summarizer.evaluation import Output, Reference, measure, read_outputs, read_references
from summarizer.evaluation.measures import MEASURES, best_match, measure_all, over_budget
from summarizer.options import SummaryOptions

BODY = (
    "4月28日，第四届“澜水工匠”表彰大会举行。市委副书记骆一川出席并讲话。大会授予连青山等10人“澜水工匠”称号。"
    "骆一川强调，要提高技术工人待遇，今年新增高技能人才5000人以上。"
)
REFERENCE = Reference(
    id="a",
    body=BODY,
    headline="澜川表彰第四届“澜水工匠”",
    summary="4月28日，澜水工匠表彰大会举行，骆一川强调提高技术工人待遇。",
    keypoints=("10人获“澜水工匠”称号", "新增高技能人才5000人以上"),
    must_facts=(("4月28日",), ("骆一川",), ("10人", "十人"), ("5000人",)),
)
OUTPUT = Output(
    id="a",
    headline="第四届“澜水工匠”表彰大会举行",
    summary="4月28日，骆一川出席澜水工匠表彰大会。",
    keypoints=("连青山等10人获“澜水工匠”称号",),
)


def test_every_measure_has_a_name_and_none_is_unknown():
    values = measure(REFERENCE, OUTPUT).values
    assert set(values) == set(MEASURES) - {"judged"}
    assert values["facts"] == 0.5
    assert values["facts_with_keypoints"] == 0.75
    assert values["chars"] == len(OUTPUT.headline) + len(OUTPUT.summary)


def test_what_the_reference_lacks_is_not_measured():
    values = measure(Reference(id="a", body=BODY, headline="表彰"), OUTPUT, check=False).values
    assert "headline_rl" in values
    assert not {"summary_rl", "keypoints_rl", "facts", "supported"} & set(values)


def test_missing_facts_are_named():
    assert measure(REFERENCE, OUTPUT, check=False).missing == ("10人", "5000人")


def test_a_false_number_is_found_and_a_true_one_is_not():
    false = Output(id="a", headline="表彰", summary="大会授予连青山等18人“澜水工匠”称号。")
    found = measure(REFERENCE, false)
    assert found.values["supported"] == 0
    assert {finding.kind for finding in found.findings} >= {"number"}
    assert found.findings[0].field == "summary"
    true = Output(id="a", headline="表彰", summary="大会授予连青山等10人“澜水工匠”称号。")
    assert measure(REFERENCE, true).values["supported"] == 1


def test_a_document_that_failed_scores_nothing_but_is_not_called_faithful():
    values = measure(REFERENCE, Output(id="a", error="too_long")).values
    assert values["failed"] == 1
    assert values["summary_rl"] == values["facts"] == values["keypoints_rl"] == 0
    assert "supported" not in values


def test_best_match_takes_the_best_and_punishes_what_is_missing():
    assert best_match(["甲乙丙丁"], ["甲乙丙丁"]) == 1
    assert best_match(["甲乙丙丁"], ["甲乙丙丁", "戊己庚辛"]) == 0.5
    assert best_match([], ["甲"]) == 0


def test_each_budget_is_held_against_the_output():
    options = SummaryOptions(
        headline_chars=8,
        summary_chars=20,
        keypoints=1,
        keypoint_chars=10,
        total_chars=40,
        signature="【澜川】",
    )
    kept = Output(id="a", headline="标" * 8, summary="摘" * 20, keypoints=("点" * 10,))
    assert over_budget(kept, options) == []
    broken = Output(id="a", headline="标" * 9, summary="摘" * 28, keypoints=("点" * 11, "点"))
    assert over_budget(broken, options) == ["headline", "summary", "keypoints[0]", "keypoints", "total"]


def test_outputs_are_matched_by_id_whatever_their_order():
    references = [REFERENCE, Reference(id="b", body=BODY, headline="大会")]
    outputs = [Output(id="c"), Output(id="b", headline="大会"), OUTPUT]
    measured = measure_all(references, outputs, check=False)
    assert [one.output.id for one in measured] == ["a", "b"]
    assert measured[1].values["headline_rl"] == 1


@pytest.mark.parametrize(("outputs", "said"), [([], "'a'"), ([OUTPUT, OUTPUT], "twice")])
def test_a_missing_or_doubled_output_is_an_error(outputs, said):
    with pytest.raises(InputError, match=said):
        measure_all([REFERENCE], outputs, check=False)


def test_records_of_the_library_and_plain_ones_are_read(tmp_path):
    path = tmp_path / "out.jsonl"
    lines = [
        {
            "id": 7,
            "headline": "标题",
            "summary": "摘要",
            "keypoints": [{"text": "要点", "speaker": None}],
            "usage": {"seconds": 0.2},
        },
        {"id": "b", "headline": "标题", "keypoints": ["要点"]},
        {"id": "c", "error": {"code": "too_long", "message": "…"}},
    ]
    path.write_text(
        "\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n\n", encoding="utf-8-sig"
    )
    assert read_outputs(path) == [
        Output("7", "标题", "摘要", ("要点",), None, 0.2),
        Output("b", "标题", "", ("要点",)),
        Output("c", error="too_long"),
    ]


def test_references_take_the_body_from_the_article_too(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(
        '{"id": "a", "article": {"body": "正文"}, "must_facts": ["甲", ["乙", "丙"]]}\n', encoding="utf-8"
    )
    assert read_references(path) == [Reference("a", "正文", must_facts=(("甲",), ("乙", "丙")))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"id": "a", "body": "x"}\n{"id": ', "line 2: not JSON"),
        ('{"body": "x"}', "'id' is missing"),
        ('{"id": "a"}', "needs the article"),
        ("[1]", "JSON object"),
        ('{"id": "a", "body": "x", "keypoints": [3]}', "key point"),
    ],
)
def test_a_bad_line_is_named(tmp_path, text, said):
    path = tmp_path / "gold.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_references(path)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, content):
    path = tmp_path / "gold.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=r"gold\.jsonl"):
        read_references(path)


def test_the_guide_lists_every_measure():
    guide = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text(encoding="utf-8")
    for name, measure_ in MEASURES.items():
        assert f"| `{name}` | {measure_.title} | {measure_.meaning} |" in guide
