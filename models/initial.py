"""Word vectors from co-occurrence as the embeddings' starting point (Levy & Goldberg 2014).

Minutes of training are saved by a minute of linear algebra: positive pointwise mutual information of
pieces within a window, factorized.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def cooccurrence(pieces: np.ndarray, vocab_size: int, window: int) -> Tensor:
    """Symmetric counts of pieces within `window`, nearer ones counting more. *Shape:* (V, V)."""
    counts = np.zeros(vocab_size * vocab_size, dtype=np.float32)
    ids = pieces.astype(np.int64)
    for distance in range(1, window + 1):
        codes = ids[:-distance] * vocab_size + ids[distance:]
        found, times = np.unique(codes, return_counts=True)
        counts[found] += times.astype(np.float32) / distance
    matrix = torch.from_numpy(counts).view(vocab_size, vocab_size)
    return matrix + matrix.T


def ppmi_vectors(
    pieces: np.ndarray, vocab_size: int, width: int, seed: int, window: int = 5, share: float = 0.6
) -> Tensor:
    """Rows of unit length: `share` of their energy from the factorization, the rest random.

    The random part keeps pieces of like meaning (two surnames, two digits) apart, as copying needs.
    Pieces that never occur are random altogether. *Shape:* (vocab_size, width).
    """
    generator = torch.Generator().manual_seed(seed)
    noise = torch.nn.functional.normalize(torch.randn(vocab_size, width, generator=generator), dim=-1)
    counts = cooccurrence(pieces, vocab_size, window)
    total = counts.sum()
    rows = counts.sum(dim=1)
    context = rows.pow(0.75)
    context = context / context.sum()
    expected = (rows / total)[:, None] * context[None]
    information = (counts / total / expected.clamp_min(1e-12)).clamp_min(1e-12).log_().clamp_min_(0)
    torch.manual_seed(seed)
    left, values, _ = torch.svd_lowrank(information, q=width + 32, niter=3)
    vectors = left[:, :width] * values[:width].sqrt()
    vectors = torch.nn.functional.normalize(vectors, dim=-1) * share**0.5 + noise * (1 - share) ** 0.5
    return torch.where((rows > 0)[:, None], torch.nn.functional.normalize(vectors, dim=-1), noise)
