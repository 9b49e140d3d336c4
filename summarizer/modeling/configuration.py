"""Shape of the copying encoder-decoder."""

from __future__ import annotations

from typing import Any, ClassVar

from transformers import PreTrainedConfig


class CopySeq2SeqConfig(PreTrainedConfig):  # type: ignore[no-untyped-call]
    """Configuration of :class:`~summarizer.modeling.model.CopySeq2SeqForConditionalGeneration`.

    Attributes:
        vocab_size: Pieces, control tokens included.
        d_model: Width of the residual stream.
        d_ff: Width of the gated feed-forward layers.
        num_heads: Attention heads; each is `d_model // num_heads` wide.
        encoder_layers: Layers that read the source.
        decoder_layers: Layers that write the target.
        max_source_pieces: Longest source seen in training, end mark included; longer sources are read
            worse, not refused, since positions are rotary.
        rope_theta: Base of the rotary positions (Su et al. 2021).
        initial_follow: Initial strength of the bias towards the source position that follows the last
            one, two and three pieces written.
    """

    model_type = "copy-seq2seq"
    keys_to_ignore_at_inference: ClassVar[list[str]] = ["past_key_values"]
    attribute_map: ClassVar[dict[str, str]] = {
        "hidden_size": "d_model",
        "num_attention_heads": "num_heads",
        "num_hidden_layers": "encoder_layers",
    }

    def __init__(
        self,
        vocab_size: int = 8000,
        d_model: int = 256,
        d_ff: int = 704,
        num_heads: int = 4,
        encoder_layers: int = 4,
        decoder_layers: int = 2,
        max_source_pieces: int = 160,
        rope_theta: float = 10_000.0,
        initial_follow: float = 1.5,
        pad_token_id: int = 0,
        eos_token_id: int = 1,
        decoder_start_token_id: int = 3,
        is_encoder_decoder: bool = True,
        tie_word_embeddings: bool = True,
        use_cache: bool = True,
        **kwargs: Any,
    ) -> None:
        self.vocab_size = vocab_size
        self.d_model = d_model
        self.d_ff = d_ff
        self.num_heads = num_heads
        self.encoder_layers = encoder_layers
        self.decoder_layers = decoder_layers
        self.max_source_pieces = max_source_pieces
        self.rope_theta = rope_theta
        self.initial_follow = initial_follow
        self.use_cache = use_cache
        super().__init__(  # type: ignore[call-arg]
            pad_token_id=pad_token_id,
            eos_token_id=eos_token_id,
            decoder_start_token_id=decoder_start_token_id,
            is_encoder_decoder=is_encoder_decoder,
            tie_word_embeddings=tie_word_embeddings,
            **kwargs,
        )
