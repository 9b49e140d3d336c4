"""One stage of training: a fixed plan of batches, two optimizers, averaged weights, checkpoints and a log."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
from tqdm import tqdm

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sentencepiece as spm
from batches import EncodedPairs, Noise
from dev_figures import dev_figures
from grow import deepened
from initial import ppmi_vectors
from muon import Muon
from noise import final_pieces

from summarizer.modeling.configuration import CopySeq2SeqConfig
from summarizer.modeling.model import CopySeq2SeqForConditionalGeneration


def device_and_precision() -> tuple[torch.device, torch.dtype]:
    """The GPU if there is one; bfloat16 only where the hardware multiplies in it."""
    if torch.cuda.is_available():
        return torch.device("cuda"), torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float32
    fast = any(
        getattr(torch.cpu, probe, lambda: False)()
        for probe in ("_is_avx512_bf16_supported", "_is_amx_tile_supported")
    )
    return torch.device("cpu"), torch.bfloat16 if fast else torch.float32


def learning_rate(
    step: int, steps: int, warmup: int, peak: float, floor: float, cooldown: float = 1.0
) -> float:
    """Linear warm-up, a plateau, and linear decay to `floor` of the peak over the last `cooldown` share.

    With a plateau a run can be prolonged from any checkpoint of it (Hägele et al. 2024).
    """
    if step < warmup:
        return peak * (step + 1) / warmup
    decay = max(1.0, min(steps - warmup, cooldown * steps))
    return peak * max(floor, min(1.0, (steps - step) / decay))


class Trainer:
    """One stage of training: a fixed plan of batches, two optimizers, averaged weights.

    Several workers each take their share of every batch's rows and meet once a step: on a busy machine
    that loses far less than threads meeting in every matrix product.
    """

    def __init__(
        self, recipe: dict[str, Any], stage: str, prepared: Path, out: Path, rank: int = 0, workers: int = 1
    ) -> None:
        self.rank, self.workers = rank, workers
        self.recipe, self.stage, self.out = recipe, stage, out
        self.options = recipe["train"] | recipe["stage"][stage].get("train", {})
        self.device, self.dtype = device_and_precision()
        torch.manual_seed(recipe["seed"])
        # A stage may go on with the sources of an earlier one, in another order.
        sources = recipe["stage"][stage].get("sources_of", stage)
        self.seed = recipe["seed"] + self.options.get("seed_step", 0)
        longest = self.options.get("max_source_pieces")
        self.dev = dev_figures(prepared, longest) if rank == 0 else None
        self.pairs = EncodedPairs(prepared / f"{sources}.npz", longest, self.noise(prepared))
        plan = self.pairs.plan(self.options["batch_tokens"], self.options["epochs"], self.seed)
        self.plan = plan[: self.options.get("steps", len(plan))]
        shape = recipe["model"] | {"vocab_size": recipe["tokenizer"]["vocab_size"]}
        self.model = CopySeq2SeqForConditionalGeneration(CopySeq2SeqConfig(**shape))
        self.step = 0
        self.average: dict[str, torch.Tensor] = {}

    def noise(self, prepared: Path) -> Noise | None:
        """What the stage does to its pairs, if anything."""
        shares = {name: self.options.get(name, 0.0) for name in ("drop_sentences", "exchange_pieces")}
        if not any(shares.values()):
            return None
        tokenizer = spm.SentencePieceProcessor(model_file=str(prepared / "spiece.model"))
        return Noise(final_pieces(tokenizer), **shares)

    def initialize(self) -> None:
        """Start the embeddings from co-occurrence in the stage's own sources."""
        weight = self.model.get_input_embeddings().weight
        vectors = ppmi_vectors(
            self.pairs.arrays["source"], weight.shape[0], weight.shape[1], self.recipe["seed"]
        )
        with torch.no_grad():
            weight.copy_(vectors)

    def load_weights(self, path: Path) -> None:
        """Start from an exported model's folder, grown where it has fewer layers, or from the averaged weights
        of an earlier stage."""
        if path.is_dir():
            earlier = CopySeq2SeqForConditionalGeneration.from_pretrained(path, dtype=torch.float32)
            self.model.load_state_dict(deepened(earlier.state_dict(), self.model.config.encoder_layers))
        else:
            self.model.load_state_dict(torch.load(path, weights_only=True)["average"])

    def make_optimizers(self) -> None:
        matrices, others, embeddings = [], [], []
        for name, parameter in self.model.named_parameters():
            if "embed_tokens" in name:
                embeddings.append(parameter)
            elif parameter.dim() == 2 and min(parameter.shape) > 8:
                stacked = (
                    parameter.shape[0] // parameter.shape[1]
                    if ".qkv." in name or ".key_value." in name
                    else 1
                )
                matrices.append({"params": [parameter], "split": 2 if ".w_in." in name else stacked})
            else:
                others.append(parameter)
        self.optimizers = [
            Muon(
                matrices,
                lr=0.0,
                weight_decay=self.options["weight_decay"],
                rank=self.rank,
                workers=self.workers,
            ),
            torch.optim.AdamW(
                # Embeddings that hardly move keep what was trained on them, the clause salience, valid.
                [
                    {"params": others},
                    {"params": embeddings, "share": self.options.get("embedding_rate_share", 1.0)},
                ],
                lr=0.0,
                betas=(0.9, 0.98),
                weight_decay=0.0,
            ),
        ]

    def state(self) -> dict[str, Any]:
        return {
            "step": self.step,
            "stage": self.stage,
            "model": self.model.state_dict(),
            "average": self.average,
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "random": torch.get_rng_state(),
        }

    def save(self) -> None:
        """Write the checkpoint; a kill while writing leaves the earlier one whole."""
        path = self.out / f"{self.stage}.pt"
        torch.save(self.state(), path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def resume(self) -> bool:
        """Load this stage's checkpoint if there is one."""
        path = self.out / f"{self.stage}.pt"
        if not path.exists():
            return False
        state = torch.load(path, weights_only=True, map_location=self.device)
        self.model.load_state_dict(state["model"])
        self.average = state["average"]
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        torch.set_rng_state(state["random"].cpu())
        self.step = state["step"]
        return True

    def loss(self, batch: Any) -> tuple[torch.Tensor, torch.Tensor]:
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.dtype == torch.bfloat16):
            return self.model.training_loss(
                batch.source, batch.written, batch.labels, batch.marks, self.options["salience_weight"]
            )

    def share_gradients(self) -> None:
        """Replace each worker's gradients by their mean over the workers."""
        gradients = [parameter.grad for parameter in self.model.parameters() if parameter.grad is not None]
        flat = torch.cat([gradient.reshape(-1) for gradient in gradients])
        dist.all_reduce(flat)
        flat /= self.workers
        for gradient, mean in zip(gradients, flat.split([g.numel() for g in gradients]), strict=True):
            gradient.copy_(mean.view_as(gradient))

    def train_step(self, batch: Any) -> float:
        """One update; returns the mean negative log-likelihood of this worker's rows."""
        options = self.options
        rate = learning_rate(
            self.step,
            len(self.plan),
            options["warmup_steps"],
            options["learning_rate"],
            options["final_share"],
            options.get("cooldown", 1.0),
        )
        likelihood, loss = self.loss(batch)
        loss.backward()
        if self.workers > 1:
            self.share_gradients()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate * group.get("share", 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        self.step += 1
        if self.rank == 0:
            self.update_average()
        return likelihood.item()

    @torch.no_grad()
    def update_average(self) -> None:
        """Move the averaged weights, the ones that are shipped, towards the present ones."""
        decay = min(self.options["average_decay"], self.step / (self.step + 10))
        for name, value in self.model.state_dict().items():
            if name in self.average:
                self.average[name].lerp_(value, 1 - decay)
            else:
                self.average[name] = value.clone()

    def checkpoint(self) -> None:
        """Save, and log how the averaged weights do on the development sample."""
        self.save()
        if self.dev:
            averaged = CopySeq2SeqForConditionalGeneration(self.model.config).to(self.device)
            averaged.load_state_dict(self.average)
            self.log(**self.dev(averaged))

    def log(self, **values: Any) -> None:
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(
                json.dumps({"stage": self.stage, "step": self.step, **values}, ensure_ascii=False) + "\n"
            )

    def run(self, last_step: int | None = None) -> None:
        """Train to the end of the plan, or to `last_step` (tests stop and resume with it)."""
        options = self.options
        self.model.to(self.device).train()
        end = min(len(self.plan), last_step or len(self.plan))
        smooth, examples, since = None, 0, time.monotonic()
        stream = self.pairs.stream(self.plan, self.step, options["free_length"], self.seed)
        quiet = {"mininterval": 10, "disable": self.rank > 0}
        with tqdm(total=len(self.plan), initial=self.step, desc=self.stage, unit="step", **quiet) as bar:
            for batch in stream:
                if self.step >= end:
                    break
                loss = self.train_step(batch.rows(self.rank, self.workers).to(self.device))
                smooth = loss if smooth is None else 0.97 * smooth + 0.03 * loss
                examples += len(batch.source)
                bar.update()
                if self.rank == 0 and self.step % options["log_every"] == 0:
                    seconds = time.monotonic() - since
                    self.log(loss=round(smooth, 4), examples_per_second=round(examples / seconds, 1))
                    bar.set_postfix(loss=f"{smooth:.3f}", rate=f"{examples / seconds:.1f}/s")
                    examples, since = 0, time.monotonic()
                if self.rank == 0 and self.step % options["save_every"] == 0:
                    self.checkpoint()
        if self.rank == 0 and self.step % options["save_every"]:
            self.checkpoint()
