"""Loss and headline ROUGE-L of a model on a small fixed sample of the development files, for the log."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from batches import EncodedPairs

from summarizer.evaluation.rouge import rouge_l
from summarizer.modeling.decoding import Decoder, Want
from summarizer.modeling.model import CopySeq2SeqForConditionalGeneration
from summarizer.modeling.normalize import normalize_text
from summarizer.modeling.tokenizer import CopySeq2SeqTokenizer

DEV_STAGE = "dev"


class DevFigures:
    """The sample that `prepare_data.py` wrote as `dev.npz`; the model never learns from it.

    Args:
        prepared: The folder with `dev.npz` and `spiece.model`.
        headlines: Most headlines to write; greedy, without a length asked for.
        most: Longest headline, in characters.
    """

    def __init__(
        self, prepared: Path, headlines: int = 64, most: int = 36, max_source: int | None = None
    ) -> None:
        self.pairs = EncodedPairs(prepared / f"{DEV_STAGE}.npz", max_source)
        self.tokenizer = CopySeq2SeqTokenizer(str(prepared / "spiece.model"))
        texts = json.loads((prepared / f"{DEV_STAGE}.json").read_text(encoding="utf-8"))
        self.headlines = [(source, target) for task, source, target in texts if task == "headline"]
        self.headlines = self.headlines[:headlines]
        self.want = Want("headline", most=most)

    @torch.inference_mode()
    def __call__(self, model: CopySeq2SeqForConditionalGeneration) -> dict[str, float]:
        """`dev_loss`, mean negative log-likelihood a piece; `dev_rougeL`, percent over characters."""
        model.eval()
        losses, pieces = 0.0, 0
        for indices in self.pairs.plan(9_000, 1.0, seed=0):
            batch = self.pairs.batch(indices, free_length=indices >= 0).to(model.device)
            likelihood, _ = model.training_loss(batch.source, batch.written, batch.labels, batch.marks, 0.0)
            count = int((batch.labels >= 0).sum())
            losses, pieces = losses + likelihood.item() * count, pieces + count
        decoder = Decoder(model, self.tokenizer.pieces)
        sources = decoder.encode([source for source, _ in self.headlines])
        written = decoder.write(sources, [[self.want]] * len(sources))
        scores = [
            rouge_l(drafts[0].text if drafts else "", normalize_text(target), "char").f1
            for drafts, (_, target) in zip(written, self.headlines, strict=True)
        ]
        return {
            "dev_loss": round(losses / max(1, pieces), 4),
            "dev_rougeL": round(100 * sum(scores) / max(1, len(scores)), 2),
        }


def dev_figures(prepared: Path, max_source: int | None = None) -> DevFigures | None:
    """The sample, or None where the recipe names none (a newsroom's own archive)."""
    return DevFigures(prepared, max_source=max_source) if (prepared / f"{DEV_STAGE}.npz").exists() else None
