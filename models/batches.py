"""Encoded pairs → padded batches of about the same cost, in an order that a seed and a step fix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from summarizer.modeling.control import ANY_LENGTH, CONTROL_IDS, EOS_ID, PAD_ID


@dataclass(frozen=True)
class Batch:
    """One padded batch.

    Attributes:
        source: (B, S) ids, end mark included.
        written: (B, T) decoder input, the two control tokens first.
        labels: (B, T) what each decoder position should answer; -100 where nothing is asked.
        marks: (B, S) 1.0 at source pieces that the target is made of.
    """

    source: Tensor
    written: Tensor
    labels: Tensor
    marks: Tensor

    def to(self, device: torch.device) -> Batch:
        return Batch(*(tensor.to(device) for tensor in (self.source, self.written, self.labels, self.marks)))

    def rows(self, rank: int, workers: int) -> Batch:
        """Every `workers`-th row; at least one, so that no worker stands idle at a meeting."""
        first = rank if rank < len(self.source) else 0
        return Batch(*(t[first::workers] for t in (self.source, self.written, self.labels, self.marks)))


class EncodedPairs:
    """The arrays that `prepare_data.py` wrote for one stage."""

    def __init__(self, path: Path, max_source: int | None = None) -> None:
        with np.load(path) as arrays:
            self.arrays = {name: arrays[name] for name in arrays.files}
        self.max_source = max_source
        lengths = np.diff(self.arrays["source_offsets"]) + 1
        self.source_lengths = np.minimum(lengths, max_source) if max_source else lengths
        self.target_lengths = np.diff(self.arrays["target_offsets"]) + 2

    def __len__(self) -> int:
        return len(self.source_lengths)

    def batch(self, indices: np.ndarray, free_length: np.ndarray) -> Batch:
        """Pad the pairs at `indices`; where `free_length` is true the target's length is not told."""
        width, height = int(self.source_lengths[indices].max()), int(self.target_lengths[indices].max())
        source = np.full((len(indices), width), PAD_ID, dtype=np.int64)
        marks = np.zeros((len(indices), width), dtype=np.float32)
        written = np.full((len(indices), height), PAD_ID, dtype=np.int64)
        labels = np.full((len(indices), height), -100, dtype=np.int64)
        arrays = self.arrays
        for row, (index, free) in enumerate(zip(indices, free_length, strict=True)):
            start, length = arrays["source_offsets"][index], self.source_lengths[index] - 1
            source[row, :length] = arrays["source"][start : start + length]
            source[row, length] = EOS_ID
            marks[row, :length] = arrays["marks"][start : start + length]
            target = arrays["target"][arrays["target_offsets"][index] : arrays["target_offsets"][index + 1]]
            written[row, :2] = arrays["prefix"][index]
            if free:
                written[row, 1] = CONTROL_IDS[ANY_LENGTH]
            written[row, 2 : len(target) + 2] = target
            labels[row, 1 : len(target) + 1] = target
            labels[row, len(target) + 1] = EOS_ID
        return Batch(*(torch.from_numpy(array) for array in (source, written, labels, marks)))

    def plan(self, tokens: int, epochs: float, seed: int) -> list[np.ndarray]:
        """Indices of every batch of a run, of about `tokens` padded source and target pieces each.

        Pairs of similar length share a batch; the order of the batches is random.
        """
        random = np.random.default_rng(seed)
        batches: list[np.ndarray] = []
        for epoch in range(int(np.ceil(epochs))):
            order = random.permutation(len(self))
            if epoch + 1 > epochs:
                order = order[: int(len(order) * (epochs - epoch))]
            chunk_batches: list[np.ndarray] = []
            for chunk in np.array_split(order, max(1, len(order) // 6000)):
                chunk = chunk[np.lexsort((self.target_lengths[chunk], self.source_lengths[chunk]))]
                start = 0
                while start < len(chunk):
                    # Targets cost more a piece: they meet the whole vocabulary.
                    cost = self.source_lengths[chunk[start:]] + 2 * self.target_lengths[chunk[start:]]
                    rows = np.maximum.accumulate(cost) * np.arange(1, len(cost) + 1)
                    count = max(1, int(np.searchsorted(rows, tokens, side="right")))
                    chunk_batches.append(chunk[start : start + count])
                    start += count
            batches.extend(chunk_batches[i] for i in random.permutation(len(chunk_batches)))
        return batches

    def stream(self, plan: list[np.ndarray], start: int, free_length: float, seed: int) -> Iterator[Batch]:
        """Batches from step `start` on; what is free in length depends on the step alone."""
        for step in range(start, len(plan)):
            random = np.random.default_rng((seed, step))
            yield self.batch(plan[step], random.random(len(plan[step])) < free_length)
