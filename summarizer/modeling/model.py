"""The copying encoder-decoder as a transformers model: `p(piece) = g · vocabulary + (1 - g) · copied`.

See et al. 2017 (pointer-generator), Gehrmann et al. 2018 (salience of source tokens).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers import GenerationMixin, PreTrainedModel
from transformers.cache_utils import EncoderDecoderCache
from transformers.modeling_outputs import BaseModelOutput, Seq2SeqLMOutput

from summarizer.modeling.configuration import CopySeq2SeqConfig
from summarizer.modeling.layers import (
    FOLLOW_ORDERS,
    NEGATIVE,
    CopyHead,
    CrossAttention,
    DecoderLayer,
    EncoderLayer,
    GatedFeedForward,
    RMSNorm,
    SelfAttention,
    rotary_table,
    source_runs,
    source_used,
)

Past = list[tuple[Tensor, Tensor]]


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

    def select(self, rows: Tensor) -> Memory:
        """Rows of the batch, repeated or dropped."""
        return Memory(
            self.source[rows],
            self.blocked[rows],
            [(key[rows], value[rows]) for key, value in self.layers],
            self.copy_key[rows],
            self.salience[rows],
        )


@dataclass
class CopyEncoderOutput(BaseModelOutput):
    """Encoded source together with its ids, which copying needs.

    Attributes:
        source: (B, S) ids.
    """

    source: Tensor | None = None


class CopySeq2SeqPreTrainedModel(PreTrainedModel):  # type: ignore[no-untyped-call]
    config_class = CopySeq2SeqConfig
    base_model_prefix = ""
    main_input_name = "input_ids"

    def _init_weights(self, module: nn.Module) -> None:
        # Children come first, so what a block says about its own projections holds.
        if isinstance(module, nn.Linear) and module.out_features > 8:
            nn.init.xavier_normal_(module.weight)
        elif isinstance(module, nn.Linear):
            nn.init.zeros_(module.weight)
        elif isinstance(module, nn.Embedding):
            nn.init.normal_(module.weight, std=self.config.d_model**-0.5)
        elif isinstance(module, RMSNorm):
            nn.init.ones_(module.weight)
        # Projections back into the residual stream start small.
        if isinstance(module, SelfAttention | CrossAttention):
            nn.init.xavier_normal_(module.out.weight, gain=0.5)
        elif isinstance(module, GatedFeedForward):
            nn.init.xavier_normal_(module.w_out.weight, gain=0.5)
        if isinstance(module, CopyHead | CrossAttention):
            module.start_following(self.config.initial_follow)


class CopyEncoder(CopySeq2SeqPreTrainedModel):  # type: ignore[no-untyped-call]
    """Reads the source; the same encoding serves every task.

    The embeddings live here; the decoder's input and output use the same ones.
    """

    def __init__(self, config: CopySeq2SeqConfig) -> None:
        super().__init__(config)
        self.layers = nn.ModuleList(
            EncoderLayer(config.d_model, config.d_ff, config.num_heads) for _ in range(config.encoder_layers)
        )
        self.norm = RMSNorm(config.d_model)
        self.embed_tokens = nn.Embedding(config.vocab_size, config.d_model, config.pad_token_id)

    def forward(self, input_ids: Tensor, attention_mask: Tensor | None = None, **_: Any) -> CopyEncoderOutput:
        """*Shape:* input_ids, attention_mask (B, S) → last_hidden_state (B, S, D)."""
        hidden = self.run_layers(input_ids, self.layers, attention_mask=attention_mask)
        return CopyEncoderOutput(last_hidden_state=self.norm(hidden), source=input_ids)

    def run_layers(
        self,
        input_ids: Tensor,
        layers: Iterable[nn.Module],
        hidden: Tensor | None = None,
        attention_mask: Tensor | None = None,
    ) -> Tensor:
        """Some layers, from the embeddings on or from `hidden`. *Shape:* (B, S) ids → (B, S, D), not normalized."""
        config = self.config
        if attention_mask is None:
            attention_mask = input_ids != config.pad_token_id
        # Without padding there is nothing to mask, and attention is faster.
        mask = None if bool(attention_mask.all()) else attention_mask.bool()[:, None, None, :]
        positions = torch.arange(input_ids.shape[1], device=input_ids.device)
        table = rotary_table(positions, config.d_model // config.num_heads, config.rope_theta)
        if hidden is None:
            hidden = self.embed_tokens(input_ids) * config.d_model**0.5
        for layer in layers:
            hidden = layer(hidden, table, mask)
        return hidden


class CopySeq2SeqForConditionalGeneration(CopySeq2SeqPreTrainedModel, GenerationMixin):  # type: ignore[no-untyped-call]
    """Encoder, decoder and copy head; `forward` returns log-probabilities as logits."""

    def __init__(self, config: CopySeq2SeqConfig) -> None:
        super().__init__(config)
        self.encoder = CopyEncoder(config)
        self.decoder_layers = nn.ModuleList(
            DecoderLayer(config.d_model, config.d_ff, config.num_heads) for _ in range(config.decoder_layers)
        )
        self.decoder_norm = RMSNorm(config.d_model)
        self.copy_head = CopyHead(config.d_model)
        self.salience_head = nn.Linear(config.d_model, 1)
        self.post_init()  # type: ignore[no-untyped-call]

    def get_encoder(self, *_: Any, **__: Any) -> CopyEncoder:
        return self.encoder

    def get_input_embeddings(self) -> nn.Module:
        return self.encoder.embed_tokens

    def remember(self, source: Tensor, encoded: Tensor) -> Memory:
        """What decoding needs of an encoded source. *Shape:* source (B, S), encoded (B, S, D)."""
        present = source != self.config.pad_token_id
        return Memory(
            source=source,
            blocked=(~present).to(encoded.dtype)[:, None, None, :] * NEGATIVE,
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
        config = self.config
        last = written.shape[1] if last is None else last
        start = 0 if past is None else past[0][0].shape[2]
        positions = torch.arange(start, start + last, device=written.device)
        table = rotary_table(positions, config.d_model // config.num_heads, config.rope_theta)
        hidden = self.encoder.embed_tokens(written[:, -last:]) * config.d_model**0.5
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

    def log_probs(self, hidden: Tensor, copied: Tensor, source: Tensor) -> tuple[Tensor, Tensor]:
        """The mixed distribution over the vocabulary, and the copied share of it.

        Shape:
            hidden (B, T, D), copied (B, T, S), source (B, S) → two of (B, T, V): log-probabilities, and
            the probability that came by copying.
        """
        vocabulary = F.linear(hidden, self.encoder.embed_tokens.weight).float().softmax(dim=-1)
        generate = torch.sigmoid(self.copy_head.gate(hidden).float())
        index = source[:, None, :].expand_as(copied)
        from_source = torch.zeros_like(vocabulary).scatter_add_(2, index, copied.exp() * (1 - generate))
        return (vocabulary * generate + from_source).clamp_min(1e-10).log(), from_source

    def training_loss(
        self, source: Tensor, written: Tensor, labels: Tensor, marks: Tensor, salience_weight: float
    ) -> tuple[Tensor, Tensor]:
        """Mean negative log-likelihood of the labels, and the loss to minimize with the salience term.

        Shape:
            source (B, S); written, labels (B, T); marks (B, S), 1.0 at pieces the target is made of.
        """
        encoded = self.encoder(source).last_hidden_state
        memory = self.remember(source, encoded)
        hidden, copied, _ = self.decode(written, memory)
        likelihood = -self.target_log_probs(hidden, copied, source, labels).mean()
        present = source != self.config.pad_token_id
        salience = F.binary_cross_entropy_with_logits(memory.salience[present].float(), marks[present])
        return likelihood, likelihood + salience_weight * salience

    def forward(
        self,
        input_ids: Tensor | None = None,
        attention_mask: Tensor | None = None,
        decoder_input_ids: Tensor | None = None,
        encoder_outputs: CopyEncoderOutput | None = None,
        past_key_values: EncoderDecoderCache | None = None,
        labels: Tensor | None = None,
        use_cache: bool | None = None,
        **_: Any,
    ) -> Seq2SeqLMOutput:
        """The transformers interface; `logits` are log-probabilities of the mixed distribution.

        Args:
            input_ids: (B, S) source; not needed where `encoder_outputs` is given.
            attention_mask: (B, S), 0 at padding; padding is also known by its id.
            decoder_input_ids: (B, P) all pieces so far, those in the cache included.
            encoder_outputs: Of :class:`CopyEncoder`.
            past_key_values: Cache of `generate`.
            labels: (B, P), -100 where nothing is asked; `loss` is their mean negative log-likelihood.
            use_cache: Return the cache.
        """
        if encoder_outputs is None:
            encoder_outputs = self.encoder(input_ids, attention_mask)
        source = encoder_outputs.source if encoder_outputs.source is not None else input_ids
        encoded = encoder_outputs.last_hidden_state
        if decoder_input_ids is None or source is None or encoded is None:
            raise ValueError(
                "decoder_input_ids and the source ids are needed: start with decoder_prefix(task, chars)."
            )
        memory = self.remember(source, encoded)
        cache = past_key_values.self_attention_cache if past_key_values is not None else None
        known = cache.get_seq_length() if cache is not None else 0
        layers: list[Any] = list(cache.layers) if cache is not None and known else []
        past = [(layer.keys, layer.values) for layer in layers] or None
        last = decoder_input_ids.shape[1] - known
        hidden, copied, present = self.decode(decoder_input_ids, memory, past, last)
        if cache is not None and use_cache is not False:
            for index, (key, value) in enumerate(present):
                cache.update(key[:, :, -last:], value[:, :, -last:], index)
        loss = None
        if labels is not None:
            loss = -self.target_log_probs(hidden, copied, source, labels).mean()
        return Seq2SeqLMOutput(
            loss=loss,
            logits=self.log_probs(hidden, copied, source)[0],
            past_key_values=past_key_values,
            encoder_last_hidden_state=encoded,
        )

    def prepare_inputs_for_generation(  # type: ignore[override]
        self, input_ids: Tensor, past_key_values: EncoderDecoderCache | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Hand over all pieces so far, not only the newest: copying looks back at them."""
        return {
            "decoder_input_ids": input_ids,
            "past_key_values": past_key_values,
            "encoder_outputs": kwargs.get("encoder_outputs"),
            "use_cache": kwargs.get("use_cache", True),
        }
