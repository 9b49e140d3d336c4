"""The corruption generator: deterministic, honest, and found by the check."""

import random

from summarizer.check import FactChecker
from summarizer.check.corruption import MAKERS, corrupt, make_statement
from tests.check.conftest import BODY

TEXTS = [
    ("4月9日上午，临江市数字经济大会召开，市委书记沈立秋强调加快建设“智慧港湾”。", None),
    ("副市长丁海川、贺知遥、楚天阔参加会议", None),
    ("不得擅自扩大补贴范围，推动数字经济规模增长12.5%，新建5G基站1.2万个", "沈立秋"),
    ("顾明远指出，去年全市进口额下降3.1%，投资超过350亿元，其中民间投资120亿元", None),
    ("市科技局副局长白若溪介绍，全市已有23家企业获评省级创新企业", None),
]


def planted(seed: int) -> list[tuple[str, str]]:
    rng = random.Random(seed)
    made = []
    for text, speaker in TEXTS:
        statement = make_statement(text, BODY, speaker, ["王德全"], ["青岛"], ["海晏集团"])
        made += [(error.kind, error.text) for error in corrupt(statement, rng)]
    return made


def test_same_seed_same_errors() -> None:
    assert planted(5) == planted(5)
    assert planted(5) != planted(6)


def test_every_subject_is_covered() -> None:
    kinds = {kind.split("_")[0] for kind, _ in planted(5)}
    assert kinds >= {
        "name",
        "post",
        "speaker",
        "number",
        "date",
        "quotation",
        "negation",
        "direction",
        "order",
    }


def test_the_error_stands_where_it_says() -> None:
    for text, speaker in TEXTS:
        statement = make_statement(text, BODY, speaker, ["王德全"], ["青岛"], ["海晏集团"])
        for error in corrupt(statement, random.Random(1)):
            if error.kind == "speaker_field":
                assert (error.text, error.was) == (text, speaker)
                assert error.speaker != speaker
            else:
                assert error.text[: error.start] + error.was + error.text[error.end :] == text


def test_what_the_body_says_as_well_is_left_out() -> None:
    body = "副市长丁海川出席。副市长贺知遥出席。"
    statement = make_statement("副市长丁海川出席", body)
    assert not [e for e in corrupt(statement, random.Random(1), set(MAKERS) - {"name_swapped"})]


def test_the_check_finds_nearly_all(checker: FactChecker) -> None:
    total = found = 0
    for seed in range(6):
        rng = random.Random(seed)
        for text, speaker in TEXTS:
            statement = make_statement(text, BODY, speaker, ["王德全"], ["青岛"], ["海晏集团"])
            for error in corrupt(statement, rng):
                total += 1
                found += bool(checker.check(error.text, speaker=error.speaker))
    assert total > 150
    assert found / total >= 0.97
