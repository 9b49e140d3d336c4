"""The copying encoder-decoder in plain torch: `p(piece) = g · vocabulary + (1 - g) · copied`.

See et al. 2017 (pointer-generator), Gehrmann et al. 2018 (salience of source tokens). What transformers adds
to it, `generate` and the Auto classes, is in `model.py`; importing that takes seconds, importing this none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from summarizer.modeling.control import PAD_ID
from summarizer.modeling.layers import (
    FOLLOW_ORDERS,
    NEGATIVE,
    CopyHead,
    DecoderLayer,
    EncoderLayer,
    RMSNorm,
    rotary_table,
    source_runs,
    source_used,
)

Past = list[tuple[Tensor, Tensor]]


class Shape(Protocol):
    """What the network must know of itself; see :class:`~summarizer.modeling.configuration.CopySeq2SeqConfig`."""

    vocab_size: int
    d_model: int
    d_ff: int
    num_heads: int
    encoder_layers: int
    decoder_layers: int
    max_source_pieces: int
    rope_theta: float


@dataclass
class Memory:
    """What the decoder keeps of the source, computed once for all tasks and lengths.

    Attributes:
        source: (B, S) ids.
        blocked: (B, 1, 1, S), a large negative number at padding, else 0.
        layers: Keys and values of each decoder layer, (B, H, S, D/H) each.
        copy_key: (B, S, D) keys of the copy head.
        salience: (B, S) logits, detached from training of the copy head.
    """

    source: Tensor
    blocked: Tensor
    layers: list[tuple[Tensor, Tensor]]
    copy_key: Tensor
    salience: Tensor

    def tensors(self) -> list[Tensor]:
        """All of them; each has one row per source."""
        flat = [tensor for layer in self.layers for tensor in layer]
        return [self.source, self.blocked, self.copy_key, self.salience, *flat]

    def first(self, count: int) -> Memory:
        """The first `count` sources, as views."""
        return Memory(
            self.source[:count],
            self.blocked[:count],
            [(key[:count], value[:count]) for key, value in self.layers],
            self.copy_key[:count],
            self.salience[:count],
        )


class CopyEncoder(nn.Module):
    """Reads the source; the same encoding serves every task.

    The embeddings live here; the decoder's input and output use the same ones.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.config = shape
        self.layers = nn.ModuleList(
            EncoderLayer(shape.d_model, shape.d_ff, shape.num_heads) for _ in range(shape.encoder_layers)
        )
        self.norm = RMSNorm(shape.d_model)
        self.embed_tokens = nn.Embedding(shape.vocab_size, shape.d_model, PAD_ID)

    def states(self, source: Tensor, present: Tensor | None = None) -> Tensor:
        """*Shape:* source (B, S) ids, present (B, S) false at padding → (B, S, D)."""
        normed: Tensor = self.norm(self.run_layers(source, self.layers, present=present))
        return normed

    def run_layers(
        self,
        source: Tensor,
        layers: Iterable[nn.Module],
        present: Tensor | None = None,
    ) -> Tensor:
        """Some of the layers, from the embeddings on. *Shape:* (B, S) ids → (B, S, D), not normalized."""
        if present is None:
            present = source != PAD_ID
        # Without padding there is nothing to mask, and attention is faster.
        mask = None if bool(present.all()) else present.bool()[:, None, None, :]
        table = self.rotary(0, source.shape[1])
        hidden = self.embed(source)
        for layer in layers:
            hidden = layer(hidden, table, mask)
        return hidden

    def embed(self, ids: Tensor) -> Tensor:
        """*Shape:* (B, S) → (B, S, D)."""
        embedded: Tensor = self.embed_tokens(ids) * self.config.d_model**0.5
        return embedded

    def rotary(self, start: int, count: int) -> tuple[Tensor, Tensor]:
        """Rotary table of `count` positions from `start` on."""
        config = self.config
        positions = torch.arange(start, start + count, device=self.embed_tokens.weight.device)
        return rotary_table(positions, config.d_model // config.num_heads, config.rope_theta)


class CopySeq2Seq:
    """Encoder, decoder and copy head, whatever kind of module holds them."""

    encoder: CopyEncoder
    decoder_layers: nn.ModuleList
    decoder_norm: RMSNorm
    copy_head: CopyHead
    salience_head: nn.Linear

    def build(self, shape: Shape, encoder: type[CopyEncoder] = CopyEncoder) -> None:
        """Create the parts; call it once, in the module's `__init__`."""
        self.encoder = encoder(shape)
        self.decoder_layers = nn.ModuleList(
            DecoderLayer(shape.d_model, shape.d_ff, shape.num_heads) for _ in range(shape.decoder_layers)
        )
        self.decoder_norm = RMSNorm(shape.d_model)
        self.copy_head = CopyHead(shape.d_model)
        self.salience_head = nn.Linear(shape.d_model, 1)

    @property
    def device(self) -> torch.device:
        return self.encoder.embed_tokens.weight.device

    def encode(self, source: Tensor, present: Tensor | None = None) -> Tensor:
        """Encoder states. *Shape:* source (B, S) ids, present (B, S) false at padding → (B, S, D)."""
        return self.encoder.states(source, present)

    def remember(self, source: Tensor, encoded: Tensor) -> Memory:
        """What decoding needs of an encoded source. *Shape:* source (B, S), encoded (B, S, D)."""
        return Memory(
            source=source,
            blocked=(source == PAD_ID).to(encoded.dtype)[:, None, None, :] * NEGATIVE,
            layers=[
                cast(DecoderLayer, layer).cross_attention.memory(encoded) for layer in self.decoder_layers
            ],
            copy_key=self.copy_head.key(encoded),
            salience=self.salience_head(encoded).squeeze(-1),
        )

    def decode(
        self,
        written: Tensor,
        memory: Memory,
        past: Past | None = None,
        last: int | None = None,
        used: Tensor | None = None,
    ) -> tuple[Tensor, Tensor, Past]:
        """Run the decoder over the last `last` of the `written` positions, all of them by default.

        Several rows may write about one source: row r of source s is row s * R + r of `written`, where
        `memory` has B / R rows.

        Args:
            written: (B, P) ids; with `used` given, the last few suffice (see `source_runs`).
            memory: Of the encoded sources.
            past: Keys and values of self-attention at earlier positions.
            last: New positions.
            used: (B, last, S) which source pieces are written already; computed if not given.

        Returns:
            Hidden states (B, last, D), log-weights of copying (B, last, S), and the keys and values of
            self-attention for the next call.
        """
        last = written.shape[1] if last is None else last
        table = self.encoder.rotary(0 if past is None else past[0][0].shape[2], last)
        hidden = self.encoder.embed(written[:, -last:])
        sources, width = memory.source.shape
        source = memory.source.repeat_interleave(written.shape[0] // sources, dim=0)
        matches = source_runs(written, source, last).to(hidden.dtype).view(sources, -1, width, FOLLOW_ORDERS)
        if used is None:
            used = source_used(written, source, last)
        used = used.to(hidden.dtype).view(sources, -1, width)
        present: Past = []
        for index, layer in enumerate(self.decoder_layers):
            earlier = past[index] if past is not None else None
            hidden, kept = layer(hidden, table, memory.layers[index], matches, memory.blocked, earlier)
            present.append(kept)
        hidden = self.decoder_norm(hidden)
        # The salience head learns from its own labels only; copying merely listens to it.
        salience = memory.salience.detach()
        asked = hidden.view(sources, -1, hidden.shape[-1])
        scores = self.copy_head.scores(asked, memory.copy_key, matches, used, salience) + memory.blocked[:, 0]
        return hidden, scores.float().log_softmax(dim=-1).view(*hidden.shape[:2], width), present

    def target_log_probs(self, hidden: Tensor, copied: Tensor, source: Tensor, labels: Tensor) -> Tensor:
        """Log-probability of each label, without ever scattering copies into the vocabulary.

        Shape:
            hidden (B, T, D); copied (B, T, S) from :meth:`decode`; source (B, S); labels (B, T) with -100
            where nothing is asked; result (count of asked labels,).
        """
        asked = labels != -100
        states, wanted = hidden[asked], labels[asked]
        logits = F.linear(states, self.encoder.embed_tokens.weight).float()
        generated = -F.cross_entropy(logits, wanted, reduction="none")
        hits = source[:, None, :] == labels[:, :, None]
        from_source = copied.masked_fill(~hits, NEGATIVE).logsumexp(dim=-1)[asked]
        gate = self.copy_head.gate(states).float().squeeze(-1)
        return torch.logaddexp(F.logsigmoid(gate) + generated, F.logsigmoid(-gate) + from_source)

    def log_probs(self, hidden: Tensor, copied: Tensor, source: Tensor) -> Tensor:
        """The mixed distribution over the vocabulary.

        Shape:
            hidden (B, T, D), copied (B, T, S), source (B, S) → (B, T, V) log-probabilities.
        """
        vocabulary = F.linear(hidden, self.encoder.embed_tokens.weight).float().softmax(dim=-1)
        generate = torch.sigmoid(self.copy_head.gate(hidden).float())
        index = source[:, None, :].expand_as(copied)
        mixed = (vocabulary * generate).scatter_add(2, index, copied.exp() * (1 - generate))
        return mixed.clamp_min(1e-10).log()

    def training_loss(
        self, source: Tensor, written: Tensor, labels: Tensor, marks: Tensor, salience_weight: float
    ) -> tuple[Tensor, Tensor]:
        """Mean negative log-likelihood of the labels, and the loss to minimize with the salience term.

        Shape:
            source (B, S); written, labels (B, T); marks (B, S), 1.0 at pieces the target is made of.
        """
        encoded = self.encode(source)
        memory = self.remember(source, encoded)
        hidden, copied, _ = self.decode(written, memory)
        likelihood = -self.target_log_probs(hidden, copied, source, labels).mean()
        present = source != PAD_ID
        salience = F.binary_cross_entropy_with_logits(memory.salience[present].float(), marks[present])
        return likelihood, likelihood + salience_weight * salience


class CopySeq2SeqNetwork(CopySeq2Seq, nn.Module):
    """The network by itself, for reading and writing."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.build(shape)
