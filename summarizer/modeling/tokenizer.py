"""SentencePiece tokenizer of the embedded models, as a transformers tokenizer."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import sentencepiece as spm
from transformers import PreTrainedTokenizer

from summarizer.modeling.control import CONTROL_TOKENS, EOS, EOS_ID, PAD, UNK, Task, decoder_prefix
from summarizer.modeling.normalize import normalize_text
from summarizer.modeling.weights import VOCABULARY_FILE


class CopySeq2SeqTokenizer(PreTrainedTokenizer):
    """Unigram pieces over normalized text; control tokens are never read from text.

    Text in is normalized (see `normalize_text`); text out carries full-width Chinese punctuation.
    """

    vocab_files_names = {"vocab_file": VOCABULARY_FILE}  # noqa: RUF012
    model_input_names = ["input_ids", "attention_mask"]  # noqa: RUF012

    def __init__(self, vocab_file: str, **kwargs: Any) -> None:
        self.vocab_file = str(vocab_file)
        self.pieces = spm.SentencePieceProcessor(model_file=self.vocab_file)
        kwargs = {"pad_token": PAD, "eos_token": EOS, "unk_token": UNK, "padding_side": "right"} | kwargs
        kwargs.setdefault("extra_special_tokens", list(CONTROL_TOKENS))
        # A reader who pastes "<headline>" must not give an order to the decoder.
        kwargs["split_special_tokens"] = True
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]

    @property
    def vocab_size(self) -> int:
        return int(self.pieces.get_piece_size())

    def get_vocab(self) -> dict[str, int]:
        return {self.pieces.id_to_piece(index): index for index in range(self.vocab_size)}

    def _tokenize(self, text: str, **_: Any) -> list[str]:
        return list(self.pieces.encode(normalize_text(text), out_type=str))

    def _convert_token_to_id(self, token: str) -> int:
        return int(self.pieces.piece_to_id(token))

    def _convert_id_to_token(self, index: int) -> str:
        return str(self.pieces.id_to_piece(index))

    def convert_tokens_to_string(self, tokens: list[str]) -> str:
        controls = {*CONTROL_TOKENS, PAD, EOS}
        return str(self.pieces.decode([token for token in tokens if token not in controls])).strip()

    def build_inputs_with_special_tokens(
        self, token_ids_0: list[int], token_ids_1: list[int] | None = None
    ) -> list[int]:
        return [*token_ids_0, *(token_ids_1 or []), EOS_ID]

    def decoder_prefix(self, task: Task, chars: int | None = None) -> list[int]:
        """First decoder ids for a task and, if given, a length in characters."""
        return decoder_prefix(task, chars)

    def save_vocabulary(self, save_directory: str, filename_prefix: str | None = None) -> tuple[str]:
        target = Path(save_directory) / (
            f"{filename_prefix}-{VOCABULARY_FILE}" if filename_prefix else VOCABULARY_FILE
        )
        if target.resolve() != Path(self.vocab_file).resolve():
            shutil.copyfile(self.vocab_file, target)
        return (str(target),)
