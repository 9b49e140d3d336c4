"""Models behind an OpenAI-compatible server: vLLM, Ollama, llama.cpp, ``transformers serve``, hosted ones."""

import os
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from summarizer.backends.base import Backend, Candidate, Request
from summarizer.backends.chat import Answer, Conversation, propose
from summarizer.backends.mapmerge import ANY_LENGTH, map_merge
from summarizer.backends.metering import TokenUsage
from summarizer.backends.prompting import DIGEST
from summarizer.backends.settings import BackendSettings
from summarizer.errors import (
    BackendUnavailableError,
    DeadlineError,
    InvalidOptionError,
    MissingDependencyError,
)

if TYPE_CHECKING:
    from summarizer.backends.chat_client import ChatClient

#: Article characters in one conversation where the settings do not say: servers do not tell their context,
#: and few modern tokenizers need more than one token for a character.
DEFAULT_SOURCE_CHARS = 6000
#: Tokens an answer may take for each of its characters, thinking not included.
TOKENS_PER_CHAR = 1.5
#: Seconds for which a server that was down is asked only once, so that a long batch ends soon.
DOWN_SECONDS = 30.0
#: Deadlines missed in a row after which a server counts as hung, and the seconds it then gets for an answer.
MISSES, PROBE_SECONDS = 3, 10.0


def open_server(base_url: str, settings: BackendSettings) -> Backend:
    """The backend for a server, with the fallback that the settings name. Nothing is sent yet.

    Raises:
        InvalidOptionError: the address or the model's name is missing or malformed.
        MissingDependencyError: the HTTP libraries are not installed.
    """
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise InvalidOptionError(
            f"A server is written openai:http://HOST:PORT/v1?model=NAME, not openai:{base_url}."
        )
    if parts.username or parts.password:
        raise InvalidOptionError(f"Put the server's key into the environment variable {settings.key_env}.")
    if not settings.model:
        raise InvalidOptionError(f"Say which model of {base_url} to use: openai:{base_url}?model=NAME.")
    try:
        from summarizer.backends.chat_client import ChatClient
    except ModuleNotFoundError as error:
        raise MissingDependencyError(
            f"A model server needs {error.name}: pip install 'zh-news-summarizer[openai]'."
        ) from error
    client = ChatClient(base_url, os.environ.get(settings.key_env) or None, settings)
    backend = OpenAIBackend(client, settings)
    if settings.fallback is None:
        return backend
    from summarizer.backends.fallback import FallbackBackend

    return FallbackBackend(backend, settings.fallback)


class OpenAIBackend:
    """One model of one server. All requests about one text are answered by one call.

    Attributes:
        name, version, max_source_chars: see :class:`summarizer.backends.base.Backend`.
    """

    leads = True
    #: The server's tokenizer keeps its own control tokens out of texts.
    specials: Sequence[str] = ()

    def __init__(self, client: "ChatClient", settings: BackendSettings) -> None:
        self.name = settings.model or ""
        self.version = f"openai-{DIGEST}"
        self.max_source_chars = ANY_LENGTH
        self.max_chars = settings.max_source_tokens or DEFAULT_SOURCE_CHARS
        self._client, self._settings = client, settings
        self._down_until = 0.0
        self._missed = 0

    def close(self) -> None:
        self._client.close()

    def generate(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Candidates for each request; texts that are too long are split, condensed and merged.

        Raises:
            BackendUnavailableError: the server is down, overloaded, or breaks off each time.
            DeadlineError: no answer within the settings' timeout.
            BackendError: the server refuses the request.
        """
        return map_merge(
            lambda some: propose(self.ask, some, self.max_chars),
            requests,
            lambda request: len(request.text) <= self.max_chars,
        )

    def ask(self, conversations: Sequence[Conversation]) -> list[Answer]:
        """Answers in order, ``concurrency`` at most under way at once; the first failure stops the rest."""
        with ThreadPoolExecutor(self._settings.concurrency, "openai") as pool:
            futures = [pool.submit(self._answer, one) for one in conversations]
            try:
                return [future.result() for future in futures]
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _answer(self, one: Conversation) -> Answer:
        tokens = min(self._settings.max_new_tokens, int(one.answer_chars * TOKENS_PER_CHAR) + 256)
        retries = 0 if time.monotonic() < self._down_until else None
        timeout = min(self._settings.timeout, PROBE_SECONDS) if self._missed >= MISSES else None
        try:
            completion = self._client.complete(one.messages, tokens, retries, timeout)
        except BackendUnavailableError:
            self._down_until = time.monotonic() + DOWN_SECONDS
            raise
        except DeadlineError:
            self._missed += 1
            raise
        self._down_until, self._missed = 0.0, 0
        one.charge(self._usage(completion.get("usage")))
        choice = completion["choices"][0]
        return Answer(choice["message"].get("content") or "", choice.get("finish_reason") == "length")

    def _usage(self, counted: Any) -> TokenUsage:
        """What one answer cost, by the server's own count."""
        counted = counted if isinstance(counted, dict) else {}
        read, written = (int(counted.get(name) or 0) for name in ("prompt_tokens", "completion_tokens"))
        cost = (read * self._settings.input_price + written * self._settings.output_price) / 1e6
        return TokenUsage(1, read, written, cost)
