"""Encoder-decoder models of transformers: T5 and mT5, Pegasus, BART and CPT, mBART."""

import dataclasses
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from summarizer.backends.base import Candidate, Request
from summarizer.backends.local import LoadedModel, LocalBackend
from summarizer.backends.mapmerge import map_merge
from summarizer.backends.metering import TokenUsage
from summarizer.backends.pairing import token_ids
from summarizer.backends.surface import restore
from summarizer.errors import ModelLoadError
from summarizer.modeling.batching import batches

if TYPE_CHECKING:
    import torch

#: Source tokens of a model whose configuration does not say; T5 itself would read any number, badly.
DEFAULT_SOURCE_TOKENS = 1024
#: Beams of a model that does not say, and how many of them become candidates at most.
DEFAULT_BEAMS = 4
#: Room for a token or two more than the golden sentence predicts.
TOKEN_MARGIN = 1.3


class Seq2SeqBackend(LocalBackend):
    """One encoder-decoder model. It has one way to condense a text, so that requests for the headline
    and the summary of the same text share one generation unless the model's profile gives them
    different prefixes.
    """

    def __init__(self, loaded: LoadedModel) -> None:
        super().__init__(loaded)
        self._max_tokens = source_tokens(loaded)
        room = self._max_tokens - max(len(self._encode(prefix)) for prefix in self._profile.prefix.values())
        if room < 32:
            raise ModelLoadError(
                f"{self.name} leaves {room} source tokens beside its prefix; raise max_source_tokens."
            )
        self._arguments = self._generation_arguments()

    def generate(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Candidates for each request; texts that are too long are split, condensed and merged.

        Raises:
            BackendError: the model cannot compute them, for want of memory for instance.
        """
        found = map_merge(
            self._generate,
            requests,
            lambda request: len(self._encode(self._source(request))) <= self._max_tokens,
        )
        # Merged pieces are the model's own words: the case of GDP is to be had from the whole source only.
        return [
            [dataclasses.replace(one, text=restore(one.text, request.text)) for one in candidates]
            for request, candidates in zip(requests, found, strict=True)
        ]

    def _source(self, request: Request) -> str:
        return self._profile.prefix[request.task] + request.text

    def _encode(self, source: str) -> list[int]:
        ids: list[int] = self._tokenizer(source, verbose=False)["input_ids"]
        return ids

    def _generate(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        sharing: dict[str, list[Request]] = {}
        for request in requests:
            sharing.setdefault(self._source(request), []).append(request)
        sources = list(sharing)
        encoded = [self._encode(source) for source in sources]
        proposals: dict[str, list[Candidate]] = {}
        for batch in batches([len(ids) for ids in encoded], self._settings.batch_tokens):
            longest = max(one.max_chars for index in batch for one in sharing[sources[index]])
            outputs = self._run([encoded[index] for index in batch], longest)
            for index, sequences in zip(batch, outputs, strict=True):
                text = sharing[sources[index]][0].text
                proposals[sources[index]] = self._candidates(sequences, text)
                # Articles that share a source are charged each: what one costs must not depend on its neighbours.
                usage = TokenUsage(1, len(encoded[index]), self._written(sequences))
                for meter in {one.meter for one in sharing[sources[index]] if one.meter}:
                    meter.add(usage)
        return [self._within(proposals[self._source(request)], request.max_chars) for request in requests]

    def _run(self, ids: list[list[int]], max_chars: int) -> "list[torch.Tensor]":
        """Output sequences of each source, best first. Shapes: ``(beams, length)`` each."""
        inputs = self._tokenizer.pad({"input_ids": ids}, return_tensors="pt")
        tokens = math.ceil(max_chars * self._tokens_per_char * TOKEN_MARGIN) + 8
        limit = getattr(self._model.config, "max_position_embeddings", None) or tokens + 1
        output = self._generate_ids(
            inputs["input_ids"],
            inputs["attention_mask"],
            max_new_tokens=min(tokens, limit - 1),
            **self._arguments,
        )
        return list(output.view(len(ids), -1, output.shape[-1]))

    def _written(self, sequences: "torch.Tensor") -> int:
        """Tokens of the best sequence, padding and the start token not counted."""
        return int((sequences[0, 1:] != self._tokenizer.pad_token_id).sum())

    def _candidates(self, sequences: "torch.Tensor", source: str) -> list[Candidate]:
        """Distinct texts of one source, the beam's order as score; one with an unknown token is dropped,
        because a character is missing there."""
        ends = set(token_ids(self._model.generation_config.eos_token_id or self._model.config.eos_token_id))
        candidates: dict[str, Candidate] = {}
        for rank, sequence in enumerate(sequences.tolist()):
            if self._tokenizer.unk_token_id in sequence:
                continue
            finished = bool(ends & set(sequence[1:]))
            text = restore(str(self._tokenizer.decode(sequence, skip_special_tokens=True)), source)
            text = text if finished else _whole_sentences(text)
            if text:
                candidates.setdefault(text, Candidate(text, score=float(-rank), confident=finished))
        return list(candidates.values())

    @staticmethod
    def _within(candidates: list[Candidate], max_chars: int) -> list[Candidate]:
        fitting = [one for one in candidates if len(one.text) <= max_chars]
        return fitting or sorted(candidates, key=lambda one: len(one.text))[:1]

    def _generation_arguments(self) -> dict[str, Any]:
        """The model's own generation settings under its profile's under the user's."""
        own = self._model.generation_config
        arguments: dict[str, Any] = dict(self._profile.generation)
        beams = self._settings.beams or arguments.get("num_beams") or max(own.num_beams or 1, DEFAULT_BEAMS)
        arguments |= {"num_beams": beams, "num_return_sequences": beams, "do_sample": False}
        # Lengths are the caller's business here; minimum lengths would pad headlines.
        # A forced end would make an answer that was cut off look finished.
        arguments |= {
            "max_length": None,
            "min_length": 0,
            "min_new_tokens": None,
            "forced_eos_token_id": None,
        }
        arguments.setdefault("no_repeat_ngram_size", own.no_repeat_ngram_size or 4)
        if self._profile.target_language:
            arguments |= self._language_arguments(self._profile.target_language)
        return arguments

    def _language_arguments(self, language: str) -> dict[str, int]:
        """mBART starts its decoder with the language token; mBART-50 and M2M force it as first output."""
        token = self._tokenizer.convert_tokens_to_ids(language)
        if not isinstance(token, int) or token == self._tokenizer.unk_token_id:
            token = self._tokenizer.convert_tokens_to_ids(f"__{language}__")
        if not isinstance(token, int) or token == self._tokenizer.unk_token_id:
            raise ModelLoadError(
                f"{self.name} has no token for the language {language!r}; correct its profile."
            )
        start = self._model.config.decoder_start_token_id
        if start is None or start not in token_ids(self._model.config.eos_token_id):
            return {"decoder_start_token_id": token}
        return {"forced_bos_token_id": token}


def source_tokens(loaded: LoadedModel) -> int:
    """Longest source the model reads, in tokens: the first of settings, profile and configuration to say."""
    config, tokenizer = loaded.model.config, loaded.tokenizer
    asked = loaded.settings.max_source_tokens or loaded.profile.max_source_tokens
    positions = getattr(config, "max_position_embeddings", None)
    if asked:
        return int(min(asked, positions or asked))
    known = [positions, getattr(config, "n_positions", None)]
    # Without a limit of its own a tokenizer says 10**30.
    known += [tokenizer.model_max_length] if tokenizer.model_max_length < 10**6 else []
    return int(min((one for one in known if one), default=DEFAULT_SOURCE_TOKENS))


def _whole_sentences(text: str) -> str:
    """An answer cut off by its length limit, up to its last complete sentence."""
    return text[: max(text.rfind(mark) for mark in "。！？；") + 1]
