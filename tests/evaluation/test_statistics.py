import math

import numpy as np
import pytest
from scipy import stats

from summarizer.errors import UsageError
from summarizer.evaluation.statistics import cohen_kappa, mean_interval, paired_difference


def test_interval_is_near_the_textbook_one():
    values = np.random.default_rng(1).normal(0.5, 0.1, 400)
    interval = mean_interval(values.tolist())
    low, high = stats.t.interval(0.95, 399, values.mean(), stats.sem(values))
    assert interval.mean == pytest.approx(values.mean())
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=0.002)
    assert interval.documents == 400


def test_interval_covers_the_truth_about_as_often_as_it_says():
    generator = np.random.default_rng(2)
    covered = 0
    for _ in range(200):
        interval = mean_interval(generator.exponential(1.0, 60).tolist(), resamples=500)
        covered += interval.low <= 1.0 <= interval.high
    assert 0.88 <= covered / 200 <= 0.98


def test_same_values_give_the_same_interval():
    values = [0.1, 0.9, 0.4, 0.4, 0.7]
    assert mean_interval(values) == mean_interval(values)


def test_pairing_sees_what_separate_intervals_cannot():
    """Documents differ far more than systems do; the same documents cancel that out."""
    generator = np.random.default_rng(3)
    theirs = generator.uniform(0, 1, 50)
    ours = theirs + 0.02 + generator.normal(0, 0.01, 50)
    assert mean_interval(theirs.tolist()).high > mean_interval(ours.tolist()).low
    difference = paired_difference(ours.tolist(), theirs.tolist())
    assert difference.low > 0
    assert difference.p_value < 0.001


def test_permutation_test_counts_all_swaps_when_they_are_few():
    """Three pairs, all in one direction: 2 of the 8 ways to swap them are as extreme."""
    assert paired_difference([0.3, 0.4, 0.5], [0.1, 0.1, 0.1]).p_value == pytest.approx(0.25)


def test_one_document_proves_nothing():
    difference = paired_difference([0.9], [0.1])
    assert (difference.mean, difference.p_value, difference.documents) == (pytest.approx(0.8), 1.0, 1)


def test_equal_systems_do_not_differ():
    difference = paired_difference([0.5, 0.6, 0.7], [0.5, 0.6, 0.7])
    assert (difference.mean, difference.low, difference.high, difference.p_value) == (0, 0, 0, 1)


def test_p_values_are_uniform_without_a_difference():
    generator = np.random.default_rng(4)
    p_values = [
        paired_difference(*generator.normal(0, 1, (2, 30)).tolist(), resamples=10).p_value for _ in range(30)
    ]
    assert stats.kstest(p_values, "uniform").pvalue > 0.01


@pytest.mark.parametrize(("ours", "theirs"), [([], []), ([0.1], [0.1, 0.2])])
def test_nothing_to_compare_is_said(ours, theirs):
    with pytest.raises(UsageError):
        paired_difference(ours, theirs)


def test_kappa_of_cohens_kind():
    """50 proposals, both yes 20, both no 15, the rest apart: observed 0.7, expected 0.5, κ 0.4."""
    first = ["是"] * 25 + ["否"] * 25
    second = ["是"] * 20 + ["否"] * 5 + ["是"] * 10 + ["否"] * 15
    assert cohen_kappa(first, second) == pytest.approx(0.4)


def test_kappa_weighs_near_misses_less():
    first, near, far = [1, 2, 3, 4, 5, 5], [2, 2, 3, 4, 5, 4], [5, 2, 3, 4, 5, 1]
    scale = [1, 2, 3, 4, 5]
    assert cohen_kappa(first, first, scale) == 1
    assert cohen_kappa(first, near, scale) > cohen_kappa(first, far, scale)
    # By hand: squared distances 1 + 1 observed; expected sum over the product of the marginals.
    expected = sum((a - b) ** 2 for a in first for b in near) / len(first)
    assert cohen_kappa(first, near, scale) == pytest.approx(1 - 2 / expected)


def test_kappa_of_one_answer_throughout_is_undefined():
    assert math.isnan(cohen_kappa(["可发"] * 3, ["可发"] * 3))


@pytest.mark.parametrize(
    ("first", "second", "scale"), [([], [], None), ([1], [1, 2], None), ([1], [6], [1, 2])]
)
def test_kappa_says_what_is_wrong(first, second, scale):
    with pytest.raises(UsageError):
        cohen_kappa(first, second, scale)
