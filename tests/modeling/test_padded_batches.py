"""Which inputs are computed together."""

from summarizer.modeling.batching import batches, runs


def test_no_padded_batch_exceeds_the_limit() -> None:
    lengths = [900, 20, 1500, 30, 400, 25, 600]
    found = list(batches(lengths, 1000))
    assert sorted(index for batch in found for index in batch) == list(range(len(lengths)))
    assert [2] in found  # longer than the limit: alone
    assert len(found) < len(lengths)
    for batch in found:
        assert len(batch) == 1 or len(batch) * max(lengths[index] for index in batch) <= 1000


def test_neighbours_stay_in_order_and_under_the_limit() -> None:
    assert list(runs([3, 4, 9, 1, 0, 2, 3], 5)) == [
        range(0, 1),
        range(1, 2),
        range(2, 3),
        range(3, 6),
        range(6, 7),
    ]
    assert list(runs([0, 0], 5)) == [range(0, 2)]
    assert list(runs([], 5)) == []
