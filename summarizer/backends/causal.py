"""Chat models of transformers, addressed by the chat template of their tokenizer."""

import math
from collections.abc import Sequence
from typing import Any

from summarizer.backends.base import Candidate, Request
from summarizer.backends.chat import Answer, Conversation, propose
from summarizer.backends.local import LoadedModel, LocalBackend
from summarizer.backends.mapmerge import map_merge
from summarizer.backends.metering import TokenUsage
from summarizer.backends.pairing import token_ids
from summarizer.backends.prompting import DIGEST, Assignment, Message, conversation
from summarizer.errors import ModelLoadError
from summarizer.modeling.batching import batches

#: Context of a model whose configuration does not say, and the most that is used of a very long one:
#: attention over more costs more than reading the article in pieces.
DEFAULT_CONTEXT, LONGEST_CONTEXT = 4096, 16384


class CausalBackend(LocalBackend):
    """One chat model on this machine. All requests about one text are answered in one conversation."""

    def __init__(self, loaded: LoadedModel) -> None:
        super().__init__(loaded)
        tokenizer = loaded.tokenizer
        if not tokenizer.chat_template:
            raise ModelLoadError(
                f"{self.name} is no chat model: its tokenizer has no chat template. "
                "Use an instruction-tuned version."
            )
        self.version += f"-{DIGEST}"
        self.specials = sorted(
            {*tokenizer.all_special_tokens, *tokenizer.get_added_vocab()}, key=len, reverse=True
        )
        self._context = getattr(loaded.model.config, "max_position_embeddings", None) or DEFAULT_CONTEXT
        asked = self._settings.max_source_tokens or self._profile.max_source_tokens
        self._max_prompt = min(asked or LONGEST_CONTEXT, self._context - min(512, self._context // 4))
        room = self._max_prompt - self._prompt_tokens(Request("。", "keypoint", 40))
        self.max_chars = int(room / self._tokens_per_char * 0.9)
        if room < 64:
            raise ModelLoadError(f"{self.name} leaves {room} tokens for the article beside its instructions.")

    def generate(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Candidates for each request; texts that are too long are split, condensed and merged.

        Raises:
            BackendError: the model cannot compute them, for want of memory for instance.
        """
        return map_merge(
            lambda some: propose(self.ask, some, self.max_chars, self.specials),
            requests,
            lambda request: self._prompt_tokens(request) <= self._max_prompt,
        )

    def _prompt_tokens(self, request: Request) -> int:
        assignment = Assignment(request.text, request.context, (request,))
        return len(self._encode(conversation(assignment, self.specials)))

    def _encode(self, messages: list[Message]) -> list[int]:
        """Token ids of a conversation, ready for the answer."""
        try:
            text = self._template(messages)
        except (
            Exception
        ):  # each template raises its own error for a role it does not know, Gemma's for system
            merged = "\n\n".join(message["content"] for message in messages)
            text = self._template([{"role": "user", "content": merged}])
        ids: list[int] = self._tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"]
        return ids

    def _template(self, messages: list[Message]) -> str:
        # Templates of models without thinking ignore the switch.
        return str(
            self._tokenizer.apply_chat_template(
                messages, tokenize=False, add_generation_prompt=True, enable_thinking=False
            )
        )

    def ask(self, conversations: Sequence[Conversation]) -> list[Answer]:
        encoded = [self._encode(one.messages) for one in conversations]
        answers = [Answer("")] * len(encoded)
        for batch in batches([len(ids) for ids in encoded], self._settings.batch_tokens):
            chars = max(conversations[index].answer_chars for index in batch)
            prompts = [encoded[index] for index in batch]
            for index, written in zip(batch, self._run(prompts, chars), strict=True):
                answers[index] = self._answer(written)
                conversations[index].charge(TokenUsage(1, len(encoded[index]), len(written)))
        return answers

    def _answer(self, written: list[int]) -> Answer:
        text = self._tokenizer.decode(written, skip_special_tokens=True)
        return Answer(text, truncated=not set(self._ends()) & set(written))

    def _run(self, ids: list[list[int]], answer_chars: int) -> list[list[int]]:
        """What the model writes after each prompt, up to its end token and with it."""
        import torch

        longest = max(len(one) for one in ids)
        pad = self._tokenizer.pad_token_id
        pad = self._ends()[0] if pad is None else pad
        # Padded on the left, so that every answer starts where its prompt ends.
        inputs = torch.tensor([[pad] * (longest - len(one)) + one for one in ids])
        mask = torch.tensor([[0] * (longest - len(one)) + [1] * len(one) for one in ids])
        wanted = math.ceil(answer_chars * max(self._tokens_per_char, 0.5))
        arguments: dict[str, Any] = {"do_sample": False, "temperature": None, "top_p": None, "top_k": None}
        output = self._generate_ids(
            inputs,
            mask,
            max_new_tokens=max(1, min(wanted, self._settings.max_new_tokens, self._context - longest)),
            pad_token_id=pad,
            eos_token_id=self._ends(),
            **arguments | dict(self._profile.generation),
        )
        ends = set(self._ends())
        written: list[list[int]] = output[:, longest:].tolist()
        return [
            one[: next((at for at, token in enumerate(one, start=1) if token in ends), None)]
            for one in written
        ]

    def _ends(self) -> list[int]:
        """Every token that ends an answer: the model's own and the tokenizer's."""
        own = token_ids(self._model.generation_config.eos_token_id)
        return list(dict.fromkeys([*own, *token_ids(self._tokenizer.eos_token_id)])) or [0]
