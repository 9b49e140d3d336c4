"""How far a figure may be trusted: bootstrap intervals, paired tests, agreement between people.

Documents are the unit of resampling. The seed is fixed, so that the same outputs print the same figures.
"""

import dataclasses
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from summarizer.errors import UsageError

RESAMPLES = 2_000
_SEED = 20_240_409
#: Resampled values held in memory at once.
_BLOCK = 2_000_000


@dataclasses.dataclass(frozen=True, slots=True)
class Interval:
    """A mean and the interval that holds 95 % of its bootstrap resamples.

    Attributes:
        mean: mean over the documents.
        low, high: 2.5th and 97.5th percentile of the resampled means.
        documents: how many there were.
    """

    mean: float
    low: float
    high: float
    documents: int


@dataclasses.dataclass(frozen=True, slots=True)
class Difference:
    """One system's mean minus another's over the same documents.

    Attributes:
        mean, low, high: the difference and its 95 % paired bootstrap interval.
        p_value: two-sided, of a paired permutation test: how often swapping the two systems at random,
            document by document, makes a difference at least this large.
        documents: how many pairs there were.
    """

    mean: float
    low: float
    high: float
    p_value: float
    documents: int


def mean_interval(values: Sequence[float], resamples: int = RESAMPLES) -> Interval:
    """Mean of one value per document, with its bootstrap interval.

    Raises:
        UsageError: no values.
    """
    array = _array(values)
    means = _resampled_means(array, resamples)
    low, high = np.percentile(means, [2.5, 97.5])
    return Interval(float(array.mean()), float(low), float(high), len(array))


def paired_difference(
    ours: Sequence[float], theirs: Sequence[float], resamples: int = RESAMPLES
) -> Difference:
    """Difference of two systems measured on the same documents in the same order.

    Raises:
        UsageError: no values, or not the same number of them.
    """
    if len(ours) != len(theirs):
        raise UsageError(f"A paired test needs the same documents: {len(ours)} values against {len(theirs)}.")
    differences = _array(ours) - _array(theirs)
    interval = mean_interval(differences.tolist(), resamples)
    return Difference(
        interval.mean, interval.low, interval.high, _permutation_p(differences), len(differences)
    )


def cohen_kappa(
    first: Sequence[object], second: Sequence[object], scale: Sequence[object] | None = None
) -> float:
    """Cohen's κ of two people's judgements of the same items; 1 is full agreement, 0 what chance gives.

    Args:
        first: one person's judgements.
        second: the other's, in the same order.
        scale: the possible judgements from lowest to highest; near misses then count less (quadratic
            weights). None for judgements without order.

    Returns:
        κ; NaN when both used one and the same judgement throughout, where κ is not defined.

    Raises:
        UsageError: no judgements, unequal numbers of them, or one that is not on the scale.
    """
    if not first or len(first) != len(second):
        raise UsageError(
            f"Agreement needs the same items judged twice: {len(first)} and {len(second)} judgements."
        )
    labels = list(scale) if scale is not None else list(dict.fromkeys([*first, *second]))
    unknown = [label for label in (*first, *second) if label not in labels]
    if unknown:
        raise UsageError(f"{unknown[0]!r} is not on the scale {labels}.")
    table = np.zeros((len(labels), len(labels)))
    for one, other in zip(first, second, strict=True):
        table[labels.index(one), labels.index(other)] += 1
    rank = np.arange(len(labels))
    distance = np.subtract.outer(rank, rank)
    weights = distance.astype(float) ** 2 if scale is not None else (distance != 0).astype(float)
    by_chance = np.outer(table.sum(axis=1), table.sum(axis=0)) / len(first)
    expected = float((weights * by_chance).sum())
    return 1 - float((weights * table).sum()) / expected if expected else math.nan


def _array(values: Sequence[float]) -> NDArray[np.float64]:
    array = np.asarray(values, dtype=np.float64)
    if array.size == 0:
        raise UsageError("There is nothing to average: no document has this measure.")
    return array


def _resampled_means(array: NDArray[np.float64], resamples: int) -> NDArray[np.float64]:
    generator = np.random.default_rng(_SEED)
    rows = max(1, _BLOCK // len(array))
    return np.concatenate(
        [
            array[generator.integers(len(array), size=(min(rows, resamples - start), len(array)))].mean(
                axis=1
            )
            for start in range(0, resamples, rows)
        ]
    )


def _permutation_p(differences: NDArray[np.float64]) -> float:
    from scipy.stats import permutation_test

    if len(differences) == 1:
        return 1.0  # both ways to swap one pair are as extreme
    result = permutation_test(
        (differences, np.zeros_like(differences)),
        lambda ours, theirs, axis: np.mean(ours - theirs, axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=9_999,
        batch=max(1, _BLOCK // (2 * len(differences))),
        rng=np.random.default_rng(_SEED),
    )
    return float(result.pvalue)
