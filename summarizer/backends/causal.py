"""Chat models of transformers, addressed by the chat template of their tokenizer."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from summarizer.backends.base import Candidate, Request
from summarizer.backends.chat import Answer, Conversation, propose
from summarizer.backends.device import batches
from summarizer.backends.mapmerge import ANY_LENGTH, map_merge
from summarizer.backends.pairing import tokens_per_char
from summarizer.backends.profiles import Profile
from summarizer.backends.prompting import DIGEST, Assignment, Message, conversation
from summarizer.backends.settings import BackendSettings
from summarizer.errors import BackendError, ModelLoadError

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

#: Context of a model whose configuration does not say, and the most that is used of a very long one:
#: attention over more costs more than reading the article in pieces.
DEFAULT_CONTEXT, LONGEST_CONTEXT = 4096, 16384


class CausalBackend:
    """One chat model on this machine. All requests about one text are answered in one conversation.

    Attributes:
        name, version, max_source_chars: see :class:`summarizer.backends.base.Backend`.
        licence: of the weights, or None where the model does not say.
    """

    leads = True

    def __init__(
        self,
        model: "PreTrainedModel",
        tokenizer: "PreTrainedTokenizerBase",
        profile: Profile,
        settings: BackendSettings,
        name: str,
        version: str,
    ) -> None:
        if not tokenizer.chat_template:
            raise ModelLoadError(
                f"{name} is no chat model: its tokenizer has no chat template. "
                "Use an instruction-tuned version."
            )
        self.name, self.version, self.licence = name, f"{version}-{DIGEST}", profile.licence
        self._model: Any = model
        self._tokenizer: Any = tokenizer
        self._profile, self._settings = profile, settings
        self._specials = sorted(
            {*tokenizer.all_special_tokens, *tokenizer.get_added_vocab()}, key=len, reverse=True
        )
        self._tokens_per_char = tokens_per_char(tokenizer)
        self._context = getattr(model.config, "max_position_embeddings", None) or DEFAULT_CONTEXT
        asked = settings.max_source_tokens or profile.max_source_tokens
        self._max_prompt = min(asked or LONGEST_CONTEXT, self._context - min(512, self._context // 4))
        room = self._max_prompt - self._prompt_tokens(Request("。", "keypoint", 40))
        self.max_source_chars = ANY_LENGTH
        self._max_chars = int(room / self._tokens_per_char * 0.9)
        if room < 64:
            raise ModelLoadError(f"{name} leaves {room} tokens for the article beside its instructions.")

    def count_tokens(self, text: str) -> int:
        return len(self._tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])

    def generate(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Candidates for each request; texts that are too long are split, condensed and merged.

        Raises:
            BackendError: the model cannot compute them, for want of memory for instance.
        """
        return map_merge(
            lambda some: propose(self._ask, some, self._max_chars, self._specials),
            requests,
            lambda request: self._prompt_tokens(request) <= self._max_prompt,
        )

    def _prompt_tokens(self, request: Request) -> int:
        assignment = Assignment(request.text, request.context, (request,))
        return len(self._encode(conversation(assignment, self._specials)))

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

    def _ask(self, conversations: Sequence[Conversation]) -> list[Answer]:
        encoded = [self._encode(one.messages) for one in conversations]
        answers = [Answer("")] * len(encoded)
        for batch in batches([len(ids) for ids in encoded], self._settings.batch_tokens):
            chars = max(conversations[index].answer_chars for index in batch)
            prompts = [encoded[index] for index in batch]
            for index, answer in zip(batch, self._run(prompts, chars), strict=True):
                answers[index] = answer
        return answers

    def _run(self, ids: list[list[int]], answer_chars: int) -> list[Answer]:
        import torch

        longest = max(len(one) for one in ids)
        pad = self._tokenizer.pad_token_id
        pad = self._ends()[0] if pad is None else pad
        # Padded on the left, so that every answer starts where its prompt ends.
        inputs = torch.tensor([[pad] * (longest - len(one)) + one for one in ids])
        mask = torch.tensor([[0] * (longest - len(one)) + [1] * len(one) for one in ids])
        wanted = math.ceil(answer_chars * max(self._tokens_per_char, 0.5))
        arguments: dict[str, Any] = {"do_sample": False, "temperature": None, "top_p": None, "top_k": None}
        try:
            with torch.inference_mode():
                output = self._model.generate(
                    input_ids=inputs.to(self._model.device),
                    attention_mask=mask.to(self._model.device),
                    max_new_tokens=max(
                        1, min(wanted, self._settings.max_new_tokens, self._context - longest)
                    ),
                    pad_token_id=pad,
                    eos_token_id=self._ends(),
                    **arguments | dict(self._profile.generation),
                )
        except (RuntimeError, ValueError, IndexError) as error:
            raise BackendError(f"{self.name} failed while generating: {error}") from error
        ends = set(self._ends())
        written = output[:, longest:].tolist()
        return [
            Answer(self._tokenizer.decode(one, skip_special_tokens=True), truncated=not ends & set(one))
            for one in written
        ]

    def _ends(self) -> list[int]:
        """Every token that ends an answer: the model's own and the tokenizer's."""
        own = self._model.generation_config.eos_token_id
        ends = [] if own is None else list(own) if isinstance(own, list) else [own]
        ends += [self._tokenizer.eos_token_id] if self._tokenizer.eos_token_id is not None else []
        return list(dict.fromkeys(ends)) or [0]
