"""Noise of training: what a target needs stays, the rest comes and goes, and a resumed run sees the same."""

import numpy as np
import sentencepiece as spm
from batches import EncodedPairs, Noise
from noise import exchanged, fewer_sentences, final_pieces

ENDS = np.zeros(20, dtype=bool)
ENDS[9] = True
# Three sentences; the target is made of the second.
SOURCE = np.array([1, 2, 9, 3, 4, 9, 5, 6, 9])
MARKS = np.array([0, 0, 0, 1, 1, 0, 0, 0, 0])


def test_sentences_that_the_target_is_made_of_stay():
    kept = fewer_sentences(SOURCE, MARKS, ENDS, 1.0, np.random.default_rng(0))
    assert SOURCE[kept].tolist() == [3, 4, 9]
    assert fewer_sentences(SOURCE, MARKS, ENDS, 0.0, np.random.default_rng(0)).all()


def test_a_source_never_becomes_empty():
    kept = fewer_sentences(SOURCE, np.zeros_like(MARKS), ENDS, 1.0, np.random.default_rng(0))
    assert SOURCE[kept].tolist() == [1, 2, 9]
    nothing = np.array([], dtype=int)
    assert not len(fewer_sentences(nothing, nothing, ENDS, 0.5, np.random.default_rng(0)))


def test_some_of_the_written_pieces_are_told_wrongly():
    target = np.arange(100, 1100)
    told = exchanged(target, np.arange(100), 0.1, np.random.default_rng(0))
    assert 0.05 < (told != target).mean() < 0.15
    assert exchanged(target, SOURCE, 0.0, np.random.default_rng(0)).tolist() == target.tolist()


def test_noise_depends_on_the_step_alone_and_spares_what_is_wanted(prepared):
    ends = final_pieces(spm.SentencePieceProcessor(model_file=str(prepared / "spiece.model")))
    assert ends.any()
    path = prepared / "main.npz"
    plain, noisy = EncodedPairs(path), EncodedPairs(path, noise=Noise(ends, 0.5, 0.3))
    plan = plain.plan(1500, 1.0, seed=3)
    exact = list(plain.stream(plan, 0, 0.5, seed=3))
    first = list(noisy.stream(plan, 0, 0.5, seed=3))
    resumed = list(noisy.stream(plan, 2, 0.5, seed=3))
    for left, right in zip(first[2:], resumed, strict=True):
        assert left.source.equal(right.source)
        assert left.written.equal(right.written)
    for left, right in zip(exact, first, strict=True):
        assert left.labels.equal(right.labels)
    assert any(not left.written.equal(right.written) for left, right in zip(exact, first, strict=True))
    assert any(not left.source.equal(right.source) for left, right in zip(exact, first, strict=True))
