import pytest

from summarizer.evaluation.facts import fact_recall, missing_facts


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("9日", "19日，大会召开"),
        ("2%", "占比54.2%"),
        ("3家", "13家企业"),
        ("612", "6128家"),
        ("5.4", "5.42万人"),
        ("586.3亿元", "1,586.3亿元"),
        ("三个到位", "十三个到位"),
        ("六条", "十六条"),
        ("10件", "１１０件"),
    ],
)
def test_part_of_another_number_is_not_the_fact(wording, text):
    assert fact_recall([[wording]], text) == 0


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("9日", "4月9日，大会召开"),
        ("9日", "（9日）"),
        ("54.2%", "占比达５４.２％。"),
        ("1000家", "突破 1000 家"),
        ("“澜水工匠”", "澜水工匠表彰大会"),
        ("5:4", "以5∶4险胜"),
        ("GDP", "ＧＤＰ增长"),
        ("612家", "增加到612家。"),
        ("2024", "2024.新年"),
    ],
)
def test_the_fact_in_other_clothes_is_found(wording, text):
    assert fact_recall([[wording]], text) == 1


def test_any_wording_of_a_fact_will_do():
    facts = [["产业升级", "主导产业"], ["顾岚舟"], ["祁望舒"], ["3月18日"]]
    text = "3月18日，顾岚舟要求围绕主导产业发力"
    assert fact_recall(facts, text) == 0.75
    assert missing_facts(facts, text) == ["祁望舒"]


def test_a_fact_does_not_reach_across_two_texts():
    assert fact_recall([["澜川大会"]], "顾岚舟到澜川\n大会召开") == 0


def test_no_facts_no_recall():
    assert fact_recall([], "任何文字") is None
