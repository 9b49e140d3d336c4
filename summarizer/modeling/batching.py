"""Which inputs are computed together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def batches(lengths: Sequence[int], most: int) -> Iterator[list[int]]:
    """Indices of inputs computed together, longest first; padded, no batch exceeds ``most`` tokens.

    An input longer than ``most`` is a batch of its own. Sorting by length leaves little padding.
    """
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda index: -lengths[index]):
        if batch and (len(batch) + 1) * lengths[batch[0]] > most:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def runs(sizes: Sequence[int], most: int) -> Iterator[range]:
    """Neighbours that together have at most ``most`` tokens, in order; one that has more stands alone."""
    start, total = 0, 0
    for index, size in enumerate(sizes):
        if index > start and total + size > most:
            yield range(start, index)
            start, total = index, 0
        total += size
    if start < len(sizes):
        yield range(start, len(sizes))
