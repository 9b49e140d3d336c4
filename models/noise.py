"""Noise that keeps a model from learning its sources by heart: sentences left out, written pieces exchanged.

A small model that sees the same forty thousand titles three times ends up knowing them: its loss on them falls to a third
of that on new ones, and what it learns last helps nobody. A source that is never the same twice, and a beginning of the
title that cannot be trusted, leave it nothing but the reading.
"""

from __future__ import annotations

import numpy as np
import sentencepiece as spm

_FINAL_MARKS = "。！？"


def final_pieces(tokenizer: spm.SentencePieceProcessor) -> np.ndarray:
    """*Shape:* (V,), true at pieces that hold a sentence's final mark."""
    pieces = (tokenizer.id_to_piece(index) for index in range(tokenizer.get_piece_size()))
    return np.array([any(mark in piece for mark in _FINAL_MARKS) for piece in pieces])


def fewer_sentences(
    source: np.ndarray, marks: np.ndarray, ends: np.ndarray, share: float, random: np.random.Generator
) -> np.ndarray:
    """Which pieces of a source stay when sentences that its target is not made of are left out.

    Args:
        source: (S,) ids.
        marks: (S,) 1 at pieces that the target is made of; their sentences stay.
        ends: (V,) true at pieces that end a sentence.
        share: probability that one of the others goes.
    """
    if not len(source):
        return np.zeros(0, dtype=bool)
    # The piece behind a sentence's end begins the next one.
    sentence = np.cumsum(np.concatenate(([0], ends[source[:-1]])))
    stays = random.random(int(sentence[-1]) + 1) >= share
    stays[sentence[marks > 0]] = True
    if not stays.any():
        stays[0] = True
    kept: np.ndarray = stays[sentence]
    return kept


def exchanged(
    target: np.ndarray, source: np.ndarray, share: float, random: np.random.Generator
) -> np.ndarray:
    """The target as the decoder is told it was written: some pieces exchanged for others of source or target."""
    hit = random.random(len(target)) < share
    told: np.ndarray = np.where(hit, random.choice(np.concatenate((source, target)), len(target)), target)
    return told
