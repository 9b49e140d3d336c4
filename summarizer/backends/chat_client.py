"""One OpenAI-compatible chat completion over HTTP, within its deadline, retried while that may help."""

import json
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import tenacity

from summarizer.backends.prompting import Message
from summarizer.backends.settings import BackendSettings
from summarizer.errors import BackendError, BackendUnavailableError, DeadlineError

#: Answers that say "later" rather than "no".
RETRIED = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
#: Seconds: first wait, longest wait of our own; a server's Retry-After may be longer.
FIRST_WAIT, LONGEST_WAIT = 0.5, 20.0
#: Longest answer that is read, in bytes; nothing legitimate comes near it.
MAX_ANSWER_BYTES = 8 * 2**20
#: Parameters some servers do not know, and what to send instead.
OPTIONAL = {
    "response_format": None,
    "stream_options": None,
    "temperature": None,
    "max_tokens": "max_completion_tokens",
}


class _Transient(Exception):
    """A failure that may pass.

    Attributes:
        after: seconds the server asks to wait, or None.
    """

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class ChatClient:
    """Sends conversations to one model of one server; safe to use from several threads."""

    def __init__(self, base_url: str, key: str | None, settings: BackendSettings) -> None:
        self._settings = settings
        self._base_url = base_url.rstrip("/")
        self._unknown: set[str] = set()
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        limits = httpx.Limits(max_connections=settings.concurrency)
        self._http = httpx.Client(headers=headers, limits=limits)

    def close(self) -> None:
        self._http.close()

    def complete(
        self,
        messages: list[Message],
        max_tokens: int,
        retries: int | None = None,
        timeout: float | None = None,
    ) -> dict[str, Any]:
        """The completion object: ``choices[0].message.content``, ``finish_reason`` and ``usage``.

        Args:
            messages: the conversation.
            max_tokens: longest answer.
            retries, timeout: instead of the settings' own.

        Raises:
            BackendUnavailableError: the server is down, overloaded, or breaks off each time.
            DeadlineError: no answer within the settings' timeout, retries included.
            BackendError: the server refuses the request; asking again would not help.
        """
        timeout = self._settings.timeout if timeout is None else timeout
        deadline = time.monotonic() + timeout
        retries = self._settings.retries if retries is None else retries
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(_Transient),
            stop=tenacity.stop_after_attempt(retries + 1) | tenacity.stop_before_delay(timeout),
            wait=_wait,
            reraise=True,
        )
        try:
            answer: dict[str, Any] = retrying(self._once, messages, max_tokens, deadline)
            return answer
        except _Transient as error:
            attempts = retrying.statistics.get("attempt_number", 1)
            if attempts <= retries:
                raise DeadlineError(
                    f"{self._base_url} gave no answer within {timeout:g} s ({error}); "
                    "raise timeout, or lower concurrency."
                ) from error
            raise BackendUnavailableError(
                f"The model server {self._base_url} is not available after {attempts} attempts: {error}."
            ) from error

    def _once(self, messages: list[Message], max_tokens: int, deadline: float) -> dict[str, Any]:
        payload = self._payload(messages, max_tokens)
        left = deadline - time.monotonic()
        timeout = httpx.Timeout(max(left, 0.05), connect=max(min(left, 10.0), 0.05))
        url = f"{self._base_url}/chat/completions"
        try:
            with self._http.stream("POST", url, json=payload, timeout=timeout) as response:
                body = b"".join(_within(response, deadline))
        except httpx.ConnectTimeout as error:
            raise _Transient("cannot connect") from error
        except httpx.TimeoutException as error:
            raise self._late() from error
        except httpx.TransportError as error:
            raise _Transient(str(error) or type(error).__name__) from error
        except TimeoutError as error:
            raise self._late() from error
        if response.status_code != 200:
            return self._refused(response, body, messages, max_tokens, deadline)
        return _streamed(body) if self._settings.stream else _parsed(body)

    def _late(self) -> DeadlineError:
        return DeadlineError(
            f"{self._base_url} gave no answer in time; raise timeout={self._settings.timeout:g}, "
            "or lower concurrency."
        )

    def _payload(self, messages: list[Message], max_tokens: int) -> dict[str, Any]:
        payload: dict[str, Any] = {
            "model": self._settings.model,
            "messages": messages,
            "temperature": 0.0,
            "max_tokens": max_tokens,
            "response_format": {"type": "json_object"},
        }
        if self._settings.stream:
            payload |= {"stream": True, "stream_options": {"include_usage": True}}
        for name in self._unknown & payload.keys():
            value = payload.pop(name)
            if other := OPTIONAL[name]:
                payload[other] = value
        return payload

    def _refused(
        self, response: httpx.Response, body: bytes, messages: list[Message], max_tokens: int, deadline: float
    ) -> dict[str, Any]:
        """Raises what a status other than 200 means, or asks again without what the server dislikes."""
        status, said = response.status_code, _message(body)
        if status in RETRIED:
            raise _Transient(f"HTTP {status}{said}", _retry_after(response.headers.get("Retry-After")))
        if status in {400, 422}:
            disliked = {name for name in OPTIONAL if name in said} - self._unknown
            if disliked:
                self._unknown |= disliked
                return self._once(messages, max_tokens, deadline)
        if status in {401, 403}:
            raise BackendError(
                f"{self._base_url} refuses the key (HTTP {status}{said}); "
                f"put a valid one into the environment variable {self._settings.key_env}."
            )
        if status == 404:
            raise BackendError(
                f"{self._base_url} has no model {self._settings.model!r} or no chat completions "
                f"(HTTP 404{said}); list its models at {self._base_url}/models."
            )
        raise BackendError(f"{self._base_url} refuses the request: HTTP {status}{said}.")


def _within(response: httpx.Response, deadline: float) -> Iterator[bytes]:
    """The body piece by piece; a server that drips bytes cannot outlast the deadline.

    Raises:
        TimeoutError: the deadline has passed.
        BackendError: the body is absurdly long.
    """
    size = 0
    for piece in response.iter_bytes():
        size += len(piece)
        if time.monotonic() > deadline:
            raise TimeoutError
        if size > MAX_ANSWER_BYTES:
            raise BackendError(f"{response.url} answered with more than {MAX_ANSWER_BYTES} bytes.")
        yield piece


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body)
        content = answer["choices"][0]["message"].get("content")
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise _Transient(f"the answer is no chat completion: {body[:80]!r}") from error
    if content is not None and not isinstance(content, str):
        raise _Transient("the answer is no text")
    return dict(answer)


def _streamed(body: bytes) -> dict[str, Any]:
    """One completion object from the events of a streamed answer."""
    text, finish, usage = [], None, None
    for line in body.decode(errors="replace").splitlines():
        data = line.removeprefix("data:").strip()
        if not line.startswith("data:") or data == "[DONE]":
            continue
        try:
            event = json.loads(data)
            if event.get("error"):
                raise _Transient(f"the server broke off: {event['error']}")
            usage = event.get("usage") or usage
            for choice in event.get("choices") or []:
                text.append((choice.get("delta") or {}).get("content") or "")
                finish = choice.get("finish_reason") or finish
        except (ValueError, AttributeError, TypeError) as error:
            raise _Transient(f"half an event: {data[:80]}") from error
    if finish is None:
        raise _Transient("the answer broke off")
    return {"choices": [{"message": {"content": "".join(text)}, "finish_reason": finish}], "usage": usage}


def _wait(state: tenacity.RetryCallState) -> float:
    """What the server asks for, else twice as long each time, spread so that callers do not march in step."""
    error = state.outcome.exception() if state.outcome else None
    after = error.after if isinstance(error, _Transient) else None
    if after is not None:
        return after
    return float(tenacity.wait_random_exponential(multiplier=FIRST_WAIT, max=LONGEST_WAIT)(state))


def _retry_after(value: str | None) -> float | None:
    """Seconds from a Retry-After header, which holds seconds or a date."""
    if not value:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        try:
            return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
        except ValueError:
            return None


def _message(body: bytes) -> str:
    """What the server says about an error, short enough for one line."""
    try:
        said = json.loads(body)
        said = said.get("error", said.get("detail", said)) if isinstance(said, dict) else said
        said = said.get("message", said) if isinstance(said, dict) else said
    except ValueError:
        said = body.decode(errors="replace")
    line = " ".join(str(said).split())[:300]
    return f": {line}" if line else ""
