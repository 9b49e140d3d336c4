"""Marks of annotations are places in the body, and give back the words that the annotation kept."""

import json

import pytest
from marks import marked_pairs, marks_of, read_marked

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
    ((body, runs),) = read_marked(marks, tmp_path)
    assert body == RECORD["body"]
    assert runs == marks_of(RECORD)
    marks.write_text(json.dumps(kept | {"id": "b"}) + "\n", encoding="utf-8")
    with pytest.raises(KeyError):
        list(read_marked(marks, tmp_path))
