"""A transformers model computed by CTranslate2, which is several times as fast on a CPU.

The converted model has ``generate`` like the one it replaces, for the arguments that the backends use.
CTranslate2 addresses tokens by their spelling; it is given their numbers as spelling, so that every tokenizer
goes with it, whatever its vocabulary looks like.
"""

import tempfile
import types
from typing import TYPE_CHECKING, Any

from summarizer.backends.pairing import GOLDEN_SENTENCE, token_ids
from summarizer.backends.settings import BackendSettings
from summarizer.errors import InvalidOptionError, MissingDependencyError, ModelLoadError

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

#: Generation settings that CTranslate2 has too; others that change the output are refused.
SHARED = ("length_penalty", "repetition_penalty", "no_repeat_ngram_size")
#: Settings without influence here: sampling is off, lengths and starts are handed over below.
WITHOUT_EFFECT = {
    "do_sample", "temperature", "top_p", "top_k", "max_length", "min_length", "min_new_tokens", "forced_eos_token_id",
    "pad_token_id", "eos_token_id", "early_stopping", "num_beams", "num_return_sequences", "max_new_tokens",
    "decoder_start_token_id", "forced_bos_token_id",
}  # fmt: skip
#: Layer order of the BART family, which transformers has in its code and CTranslate2 reads from the
#: configuration: normalisation before a layer, normalisation of the embedding.
BART_FAMILY = {"bart": (False, True), "mbart": (True, True), "pegasus": (True, False)}
#: Log-probabilities of the golden sentence may differ by rounding, no more.
MAX_DIFFERENCE = 0.02


class CTranslate2Model:
    """What is left of a transformers model after its conversion: configuration and ``generate``.

    Attributes:
        config, generation_config: the model's own.
        device: where inputs are expected; always the CPU's memory.
    """

    def __init__(self, engine: Any, model: "PreTrainedModel") -> None:
        import torch

        self.config, self.generation_config = model.config, model.generation_config
        self.device = torch.device("cpu")
        self._engine = engine

    def generate(
        self, input_ids: "torch.Tensor", attention_mask: "torch.Tensor", **arguments: Any
    ) -> "torch.Tensor":
        """Sequences as transformers returns them. Shapes: ``(B, L)`` in, ``(B × sequences, L')`` out.

        Raises:
            ValueError: a generation setting that CTranslate2 does not have.
        """
        import torch

        unknown = [
            name
            for name, value in arguments.items()
            if value is not None and name not in WITHOUT_EFFECT and name not in SHARED
        ]
        if unknown:
            raise ValueError(f"engine=ctranslate2 has no setting {unknown[0]}; remove it or use engine=torch")
        rows = [
            [str(token) for token in row[mask.bool()].tolist()]
            for row, mask in zip(input_ids, attention_mask, strict=True)
        ]
        beams = arguments.get("num_beams") or 1
        most = arguments["max_new_tokens"]
        # No end token means answers of full length, as benchmarks want them.
        endless = "eos_token_id" in arguments and arguments["eos_token_id"] is None
        own = {name: getattr(self.generation_config, name, None) for name in SHARED}
        shared = {name: value for name, value in (own | arguments).items() if name in SHARED and value} | {
            "beam_size": beams,
            "num_hypotheses": arguments.get("num_return_sequences") or 1,
            "return_end_token": True,
            "end_token": token_ids(arguments.get("eos_token_id")) or None,
        }
        if self.config.is_encoder_decoder:
            start = self._start(arguments)
            results = self._engine.translate_batch(
                rows, [start] * len(rows), max_input_length=0, max_decoding_length=most,
                min_decoding_length=most if endless else 0, **shared,
            )  # fmt: skip
            written = [[start[0], *one] for found in results for one in found.hypotheses]
        else:
            results = self._engine.generate_batch(
                rows, max_length=most, min_length=most if endless else 0, include_prompt_in_result=False, **shared
            )  # fmt: skip
            written = [one for found in results for one in found.sequences]
        answers = _padded(written, arguments.get("pad_token_id") or self.config.pad_token_id or 0)
        return answers if self.config.is_encoder_decoder else torch.cat([input_ids, answers], dim=1)

    def scores(self, ids: list[int]) -> list[float]:
        """Log-probability of each token after the first; an encoder is given the same tokens."""
        tokens = [str(token) for token in ids]
        given = ([tokens], [tokens]) if self.config.is_encoder_decoder else ([tokens],)
        [scored] = self._engine.score_batch(*given)
        found: list[float] = scored.log_probs[: len(ids) - 1]
        return found

    def _start(self, arguments: dict[str, Any]) -> list[str]:
        """What the decoder begins with: its start token, and the language token of some models."""
        start = arguments.get("decoder_start_token_id", self.config.decoder_start_token_id)
        forced = arguments.get("forced_bos_token_id") or getattr(
            self.generation_config, "forced_bos_token_id", None
        )
        return [str(token) for token in (start, forced) if token is not None]


def convert(
    model: "PreTrainedModel", tokenizer: "PreTrainedTokenizerBase", settings: BackendSettings, where: str
) -> CTranslate2Model:
    """``model`` in CTranslate2, proven on a sentence to write what it wrote before.

    Raises:
        MissingDependencyError: CTranslate2 is not installed.
        InvalidOptionError: the number format is not one it computes in on this machine.
        ModelLoadError: it does not know the model's family, or computes something else.
    """
    try:
        import ctranslate2
        from ctranslate2.converters import TransformersConverter
    except ModuleNotFoundError as error:
        raise MissingDependencyError(
            f"engine=ctranslate2 needs {error.name}: pip install 'zh-news-summarizer[ctranslate2]'."
        ) from error
    device = "cuda" if model.device.type == "cuda" else "cpu"
    wanted = "float32" if settings.dtype == "auto" else settings.dtype
    known = ctranslate2.get_supported_compute_types(device)
    if wanted not in known:
        raise InvalidOptionError(
            f"engine=ctranslate2 computes in {', '.join(sorted(known))} here, not {wanted}."
        )

    class Converter(TransformersConverter):  # type: ignore[misc]
        """Converts what is loaded already: the checked weights, under the numbers of their tokens."""

        def load_model(self, *_: Any, **__: Any) -> "PreTrainedModel":
            return model

        def load_tokenizer(self, *_: Any, **__: Any) -> Any:
            return _numbers(model, tokenizer)

        def _load(self) -> Any:
            spec = super()._load()
            if model.config.is_encoder_decoder:
                spec.config.decoder_start_token = None  # each call says where the decoder starts
            return spec

    golden: list[int] = tokenizer(GOLDEN_SENTENCE, add_special_tokens=False)["input_ids"]
    expected = _golden_scores(model, golden)  # before converting, which takes the model apart
    _adapt(model.config)
    with tempfile.TemporaryDirectory() as folder:
        try:
            Converter(where).convert(folder, force=True)
        except Exception as error:  # whatever the family lacks makes the converter stumble
            raise ModelLoadError(
                f"CTranslate2 cannot convert the model in {where}: {error}. Use engine=torch."
            ) from error
        kind = ctranslate2.Translator if model.config.is_encoder_decoder else ctranslate2.Generator

        def load(compute_type: str) -> CTranslate2Model:
            import torch

            threads = {"inter_threads": 1, "intra_threads": torch.get_num_threads()}
            return CTranslate2Model(kind(folder, device=device, compute_type=compute_type, **threads), model)

        converted = load("float32")
        pairs = zip(converted.scores(golden), expected, strict=True)
        if max(abs(here - there) for here, there in pairs) > MAX_DIFFERENCE:
            raise ModelLoadError(
                f"CTranslate2 computes something else than transformers for the model in {where}. "
                "Use engine=torch."
            )
        return converted if wanted == "float32" else load(wanted)


def _adapt(config: Any) -> None:
    """Says in a configuration what CTranslate2 reads there and transformers 5 no longer writes."""
    family = str(config.model_type)
    if family in BART_FAMILY:
        config.normalize_before, config.normalize_embedding = BART_FAMILY[family]
    if family in ("t5", "mt5"):
        # transformers 5 ties the embeddings of all of them; CTranslate2 takes that for T5's scaled output.
        config.tie_word_embeddings = getattr(config, "scale_decoder_outputs", False)


def _golden_scores(model: "PreTrainedModel", ids: list[int]) -> list[float]:
    """Log-probabilities that transformers gives the tokens of the golden sentence, one after another."""
    import torch

    tokens = torch.tensor([ids], device=model.device)
    arguments = {"decoder_input_ids": tokens[:, :-1]} if model.config.is_encoder_decoder else {}
    with torch.inference_mode():
        logits: torch.Tensor = model(input_ids=tokens, **arguments).logits[0]
    scores = logits.float().log_softmax(-1)[: len(ids) - 1].gather(1, tokens[0, 1:, None])
    found: list[float] = scores[:, 0].tolist()
    return found


def _numbers(model: "PreTrainedModel", tokenizer: "PreTrainedTokenizerBase") -> Any:
    """A tokenizer in which each token is spelt as its number."""
    embedding: Any = model.get_input_embeddings()
    rows = embedding.weight.shape[0]
    end = next(iter(token_ids(model.config.eos_token_id) or token_ids(tokenizer.eos_token_id)), 0)
    unknown = tokenizer.unk_token_id if tokenizer.unk_token_id is not None else end
    return types.SimpleNamespace(
        get_vocab=lambda: {str(number): number for number in range(rows)},
        convert_ids_to_tokens=str,
        pad_token=str(tokenizer.pad_token_id or 0),
        pad_token_id=tokenizer.pad_token_id or 0,
        eos_token=str(end),
        bos_token=str(tokenizer.bos_token_id if tokenizer.bos_token_id is not None else end),
        unk_token=str(unknown),
        unk_token_id=unknown,
        special_tokens_map={},
        all_special_tokens=[],
        num_madeup_words=0,
    )


def _padded(rows: list[list[str]], pad: int) -> "torch.Tensor":
    import torch

    longest = max(map(len, rows))
    return torch.tensor([[*map(int, row), *[pad] * (longest - len(row))] for row in rows])
