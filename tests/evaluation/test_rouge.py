"""ROUGE agrees with two other implementations and does not fall into the traps of Chinese text."""

import itertools
import random

import pytest
from rouge_chinese import Rouge as RougeChinese
from rouge_score.rouge_scorer import RougeScorer
from rouge_score.tokenizers import Tokenizer

from summarizer.errors import InvalidOptionError
from summarizer.evaluation import TOKENIZERS, rouge
from summarizer.evaluation.rouge import lcs_length, rouge_l
from summarizer.evaluation.tokenize import char_word, tokenizer_version

TEXTS = [
    "3月18日，澜川市科技创新大会召开。市委书记顾岚舟强调，要以科技创新引领产业升级。",
    "澜川市召开科技创新大会，顾岚舟出席并讲话，高新技术企业增加到612家，增长5.4%。",
    "会议指出，GDP增长５.４％，比上半年加快0.3个百分点；会议强调，会议要求。",
    "澜川队以2∶1战胜岩浦队，现场观众3.8万人。",
    "研发经费投入46.8亿元，占比2.31%，AI企业12家。研发经费，研发经费，研发经费。",
    "好",
]
PAIRS = list(itertools.permutations(TEXTS, 2))


class Spaces(Tokenizer):
    def tokenize(self, text: str) -> list[str]:
        return text.split()


@pytest.mark.parametrize("name", TOKENIZERS)
def test_agrees_with_rouge_score_on_pretokenised_text(name):
    scorer = RougeScorer(["rouge1", "rouge2", "rougeL"], tokenizer=Spaces())
    for output, reference in PAIRS:
        theirs = scorer.score(" ".join(TOKENIZERS[name](reference)), " ".join(TOKENIZERS[name](output)))
        ours = rouge(output, reference, name)
        for score, key in ((ours.rouge1, "rouge1"), (ours.rouge2, "rouge2"), (ours.rougeL, "rougeL")):
            assert (score.precision, score.recall, score.f1) == pytest.approx(tuple(theirs[key]), abs=1e-9)


def test_agrees_with_rouge_chinese_where_its_definition_is_the_same():
    """An independent package. Its n-grams are sets, so the texts repeat none; it adds 1e-8 below."""
    pairs = [
        ("澜川市召开科技创新大会", "澜川科技创新会议今日在市里召开"),
        ("增长 5.4% 家", "增长 5.4% 万家企业"),
    ]
    for output, reference in pairs:
        left, right = char_word(output), char_word(reference)
        assert len(set(left)) == len(left)
        assert len(set(right)) == len(right)
        theirs = RougeChinese().get_scores(" ".join(left), " ".join(right))[0]
        ours = rouge(output, reference)
        for score, key in ((ours.rouge1, "rouge-1"), (ours.rouge2, "rouge-2"), (ours.rougeL, "rouge-l")):
            expected = theirs[key]["p"], theirs[key]["r"], theirs[key]["f"]
            assert (score.precision, score.recall, score.f1) == pytest.approx(expected, abs=1e-7)


def test_longest_common_subsequence_equals_the_table():
    generator = random.Random(7)
    for _ in range(300):
        left = generator.choices("甲乙丙丁", k=generator.randrange(40))
        right = generator.choices("甲乙丙丁戊", k=generator.randrange(90))
        row = [0] * (len(right) + 1)
        for one in left:
            diagonal = 0
            for index, other in enumerate(right, 1):
                above = row[index]
                row[index] = diagonal + 1 if one == other else max(above, row[index - 1])
                diagonal = above
        assert lcs_length(left, right) == row[-1]


@pytest.mark.parametrize("name", TOKENIZERS)
def test_identical_is_one_and_disjoint_is_zero(name):
    same = rouge(TEXTS[0], TEXTS[0], name)
    assert (same.rouge1.f1, same.rouge2.f1, same.rougeL.f1, same.length_ratio) == (1, 1, 1, 1)
    apart = rouge("前三季度经济运行", "澜川队夺冠", name)
    assert (apart.rouge1.f1, apart.rouge2.f1, apart.rougeL.f1) == (0, 0, 0)


@pytest.mark.parametrize("name", TOKENIZERS)
@pytest.mark.parametrize(("output", "reference"), [("", "澜川"), ("澜川", ""), ("", ""), ("。，！", "澜川")])
def test_nothing_against_something_is_zero(name, output, reference):
    assert rouge(output, reference, name).rougeL.f1 == 0


@pytest.mark.parametrize("name", TOKENIZERS)
def test_texts_that_share_only_digits_are_not_alike(name):
    """The default tokenizer of rouge-score keeps [a-z0-9] alone and calls these two identical."""
    output, reference = "2024年投入12亿元建设青年公寓", "2024届毕业生12人获奖学金"
    assert RougeScorer(["rougeL"]).score(reference, output)["rougeL"].fmeasure == 1
    assert rouge(output, reference, name).rougeL.f1 < 0.5


@pytest.mark.parametrize("name", ["char+word", "jieba"])
def test_width_and_case_do_not_count(name):
    assert rouge("ＧＤＰ增长５.４％（初步核算）", "gdp增长5.4%(初步核算)", name).rougeL.f1 == 1


def test_numbers_count_whole():
    """In single characters 2.31 and 3.12 share all their digits."""
    assert char_word("占比2.31%") == ["占", "比", "2.31%"]
    assert char_word("比分2∶1，1,586.3亿元") == ["比", "分", "2:1", "1586.3", "亿", "元"]
    assert char_word("2,3月，共12，345家") == ["2", "3", "月", "共", "12", "345", "家"]
    assert rouge("2.31%", "3.12%").rouge1.f1 == 0
    assert rouge("2.31%", "3.12%", "char").rouge1.f1 > 0


def test_percent_sign_is_part_of_the_number():
    assert rouge("增长5%", "增长5家").rouge1.f1 < 1
    assert rouge("增长5%", "增长5").rougeL.f1 < 1
    assert rouge("增长5％", "增长5%").rougeL.f1 == 1


def test_punctuation_does_not_count():
    assert rouge("“澜水工匠”，表彰！", "澜水工匠表彰").rougeL.f1 == 1


def test_order_counts_for_rouge_l_only():
    score = rouge("乙甲", "甲乙")
    assert score.rouge1.f1 == 1
    assert score.rougeL.f1 == 0.5


def test_rouge_l_alone_is_the_same_figure():
    assert rouge_l(TEXTS[0], TEXTS[1]) == rouge(TEXTS[0], TEXTS[1]).rougeL


def test_words_added_to_the_shared_jieba_move_no_figure():
    import jieba

    before = TOKENIZERS["jieba"]("澜川市科技创新大会召开")
    jieba.add_word("澜川市科技创新大会")
    try:
        assert TOKENIZERS["jieba"]("澜川市科技创新大会召开") == before
    finally:
        jieba.del_word("澜川市科技创新大会")


def test_jieba_figures_carry_its_version():
    import jieba

    assert tokenizer_version("jieba") == f"jieba {jieba.__version__}"


def test_unknown_tokenizer_names_the_known_ones():
    with pytest.raises(InvalidOptionError, match="char"):
        rouge("甲", "乙", "words")
