"""The copying encoder-decoder as a transformers model: `generate`, the Auto classes, `save_pretrained`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from torch import Tensor, nn
from transformers import GenerationMixin, PreTrainedModel
from transformers.cache_utils import EncoderDecoderCache
from transformers.modeling_outputs import BaseModelOutput, Seq2SeqLMOutput

from summarizer.modeling.configuration import CopySeq2SeqConfig
from summarizer.modeling.layers import CopyHead, CrossAttention, GatedFeedForward, RMSNorm, SelfAttention
from summarizer.modeling.network import CopyEncoder, CopySeq2Seq


@dataclass
class CopyEncoderOutput(BaseModelOutput):
    """Encoded source together with its ids, which copying needs.

    Attributes:
        source: (B, S) ids.
    """

    source: Tensor | None = None


class GeneratingEncoder(CopyEncoder):
    """The encoder with the results that `generate` hands on."""

    main_input_name = "input_ids"

    def forward(self, input_ids: Tensor, attention_mask: Tensor | None = None, **_: Any) -> CopyEncoderOutput:
        """*Shape:* input_ids, attention_mask (B, S) → last_hidden_state (B, S, D)."""
        return CopyEncoderOutput(last_hidden_state=self.states(input_ids, attention_mask), source=input_ids)


class CopySeq2SeqForConditionalGeneration(CopySeq2Seq, PreTrainedModel, GenerationMixin):  # type: ignore[no-untyped-call]
    """Encoder, decoder and copy head; `forward` returns log-probabilities as logits."""

    config_class = CopySeq2SeqConfig
    base_model_prefix = ""
    main_input_name = "input_ids"

    def __init__(self, config: CopySeq2SeqConfig) -> None:
        super().__init__(config)
        self.build(config, GeneratingEncoder)
        self.post_init()  # type: ignore[no-untyped-call]

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

    def get_encoder(self, *_: Any, **__: Any) -> CopyEncoder:
        return self.encoder

    def get_input_embeddings(self) -> nn.Module:
        return self.encoder.embed_tokens

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
            logits=self.log_probs(hidden, copied, source),
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
