"""Marks of annotations are places in the body, and give back the words that the annotation kept."""

import json

import pytest
from marks import marked_pairs, marks_of, read_marked, read_reports

RECORD = {
    "id": "a",
    "body": "4月9日，临江市科技创新大会召开。郑明远强调，要培育新质生产力，新建实验室3家。",
    "headline": "临江召开科技创新大会",
    "summary": "4月9日，临江市科技创新大会召开，郑明远强调培育新质生产力。",
    "keypoints": [{"text": "新建实验室3家"}],
    "must_facts": [["科技创新大会"], ["郑明远"], ["实验室3家", "新建实验室"]],
}


def words(use: str) -> list[str]:
    return [RECORD["body"][start:end] for start, end in marks_of(RECORD)[use]]


def test_marks_are_the_words_that_were_kept() -> None:
    assert "临江市科技创新大会召开" in words("summary")[0]
    assert words("keypoint") == ["新建实验室3家"]
    assert words("fact") == ["科技创新大会", "郑明远"]
    assert words("later_fact") == ["新建实验室3家"]
    assert {"新质", "质生"} <= marked_pairs(RECORD["body"], marks_of(RECORD)["summary"])


def test_a_marks_file_holds_no_text_and_finds_its_bodies(tmp_path) -> None:
    (tmp_path / "news.jsonl").write_text(json.dumps(RECORD, ensure_ascii=False) + "\n", encoding="utf-8")
    kept = {"id": "a", "source_file": "news.jsonl", **marks_of(RECORD)}
    marks = tmp_path / "marks.jsonl"
    marks.write_text(json.dumps(kept) + "\n", encoding="utf-8")
    assert not any("\u3400" <= character <= "\u9fff" for character in json.dumps(kept, ensure_ascii=False))
    ((body, found),) = read_marked(marks, tmp_path)
    assert body == RECORD["body"]
    assert found == kept
    marks.write_text(json.dumps(kept | {"id": "b"}) + "\n", encoding="utf-8")
    with pytest.raises(KeyError):
        list(read_marked(marks, tmp_path))


def test_clauses_that_a_reader_judged_are_found_again(tmp_path) -> None:
    end = "市长李晓明主持会议，要求各级各部门抓好落实，把会议精神转化为实际行动。"
    record = RECORD | {"body": RECORD["body"] + end}
    (tmp_path / "news.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    whole, half = RECORD["body"].index("要培育"), RECORD["body"].index("新建")
    judged = [[whole, whole + 8, ""], [half, half + 7, "s"]]
    kept = {"id": "a", "source_file": "news.jsonl", "alone": judged, **marks_of(RECORD)}
    marks = tmp_path / "marks.jsonl"
    marks.write_text(json.dumps(kept) + "\n", encoding="utf-8")
    (one,) = read_reports(marks, tmp_path)
    assert one.alone == {(whole, whole + 8): True, (half, half + 7): False}
    assert one.body[half : half + 7] == "新建实验室3家"
