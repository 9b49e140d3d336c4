import pytest

from summarizer.evaluation.coverage import duplicate_keypoints, fragments, redundancy

SOURCE = "会议强调，要弘扬工匠精神，提高技术工人待遇，今年新增高技能人才5000人以上。"


def test_a_copied_sentence_is_covered_in_one_run():
    found = fragments(SOURCE, "提高技术工人待遇")
    assert (found.coverage, found.density, found.novelty) == (1, 8, 0)
    assert found.compression == pytest.approx(32 / 8)


def test_own_words_are_novel():
    found = fragments(SOURCE, "骆一川致辞")
    assert (found.coverage, found.density, found.novelty) == (0, 0, 1)


def test_fragments_are_the_longest_from_the_left():
    """弘扬工匠精神 (6 tokens) and 技术工人 (4), with 和 between them: (36 + 16) / 11."""
    found = fragments(SOURCE, "弘扬工匠精神和技术工人")
    assert found.coverage == pytest.approx(10 / 11)
    assert found.density == pytest.approx(52 / 11)


def test_a_number_is_copied_whole_or_not_at_all():
    assert fragments(SOURCE, "5000").coverage == 1
    assert fragments(SOURCE, "500").coverage == 0


def test_no_output_has_no_fragments():
    assert fragments(SOURCE, "。") is None


def test_redundancy_counts_what_is_said_twice():
    assert redundancy("提高技术工人待遇") == 0
    assert redundancy("提高技术，提高技术") > 0
    assert redundancy("短") == 0


def test_duplicates_by_wording_and_by_containment():
    points = [
        "提高技术工人待遇",
        "切实提高技术工人待遇水平",
        "弘扬工匠精神",
        "弘扬工匠的精神",
        "新增高技能人才5000人",
    ]
    assert duplicate_keypoints(points) == 2
    assert duplicate_keypoints(points[::2]) == 0
