"""Encoded pairs → padded batches of about the same cost, in an order that a seed and a step fix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from noise import exchanged, fewer_sentences
from torch import Tensor

from summarizer.modeling.control import ANY_LENGTH, CONTROL_IDS, EOS_ID, PAD_ID


@dataclass(frozen=True)
class Noise:
    """What is done to a pair each time that it is seen (see `noise.py`).

    Attributes:
        ends: (V,) true at pieces that end a sentence.
        drop_sentences: share of a source's sentences without anything of the target that are left out, 0 to 1.
        exchange_pieces: share of the written pieces that the decoder is told wrongly, 0 to 1.
    """

    ends: np.ndarray
    drop_sentences: float = 0.0
    exchange_pieces: float = 0.0


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

    def __init__(self, path: Path, max_source: int | None = None, noise: Noise | None = None) -> None:
        with np.load(path) as arrays:
            self.arrays = {name: arrays[name] for name in arrays.files}
        self.max_source, self.noise = max_source, noise
        lengths = np.diff(self.arrays["source_offsets"]) + 1
        self.source_lengths = np.minimum(lengths, max_source) if max_source else lengths
        self.target_lengths = np.diff(self.arrays["target_offsets"]) + 2

    def __len__(self) -> int:
        return len(self.source_lengths)

    def pair(
        self, index: int, random: np.random.Generator | None
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """One pair: source pieces and their marks, the target as told to the decoder and as wanted of it."""
        arrays = self.arrays
        span = slice(arrays["source_offsets"][index], arrays["source_offsets"][index + 1])
        source, marks = arrays["source"][span], arrays["marks"][span]
        target = arrays["target"][arrays["target_offsets"][index] : arrays["target_offsets"][index + 1]]
        told = target
        if self.noise is not None and random is not None:
            kept = fewer_sentences(source, marks, self.noise.ends, self.noise.drop_sentences, random)
            source, marks = source[kept], marks[kept]
            told = exchanged(target, source, self.noise.exchange_pieces, random)
        length = self.source_lengths[index] - 1
        return source[:length], marks[:length], told, target

    def batch(
        self, indices: np.ndarray, free_length: np.ndarray, random: np.random.Generator | None = None
    ) -> Batch:
        """Pad the pairs at `indices`; where `free_length` is true the target's length is not told.

        With `random` the pairs get their noise, if they have any.
        """
        width, height = int(self.source_lengths[indices].max()), int(self.target_lengths[indices].max())
        source = np.full((len(indices), width), PAD_ID, dtype=np.int64)
        marks = np.zeros((len(indices), width), dtype=np.float32)
        written = np.full((len(indices), height), PAD_ID, dtype=np.int64)
        labels = np.full((len(indices), height), -100, dtype=np.int64)
        for row, (index, free) in enumerate(zip(indices, free_length, strict=True)):
            pieces, used, told, target = self.pair(index, random)
            length = len(pieces)
            source[row, :length], source[row, length] = pieces, EOS_ID
            marks[row, :length] = used
            written[row, :2] = self.arrays["prefix"][index]
            if free:
                written[row, 1] = CONTROL_IDS[ANY_LENGTH]
            written[row, 2 : len(target) + 2] = told
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
        """Batches from step `start` on; what is free in length, and all noise, depends on the step alone."""
        for step in range(start, len(plan)):
            random = np.random.default_rng((seed, step))
            free = random.random(len(plan[step])) < free_length
            yield self.batch(plan[step], free, random)
