"""The two clients: the same calls, waited for or awaited."""

import asyncio
import json
import time
import uuid
from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from summarizer.client import calls
from summarizer.client.answers import CheckResult, Job, Outcome, ServiceError, read_outcome, read_problem
from summarizer.client.calls import Call, Wishes
from summarizer.datamodels import Article, Summary
from summarizer.errors import MissingDependencyError, SummarizerError
from summarizer.options import SummaryOptions

try:
    import httpx
except ModuleNotFoundError as error:
    raise MissingDependencyError(
        "The client needs httpx: pip install 'zh-news-summarizer[client]'."
    ) from error

T = TypeVar("T")
_MAX_WAIT_SECONDS = 60.0


class Client:
    """The service, for programs that wait.

    Args:
        base_url: where the service is, for example ``http://127.0.0.1:8080``.
        api_key: needed where the service has keys.
        timeout: longest wait for one answer, in seconds.
        retries: how often a busy service (429, 503) is asked again, each time after the wait it asks for.

    Every method raises the library's own errors, and :class:`ServiceError` for what only a service can meet.
    """

    def __init__(
        self, base_url: str, api_key: str | None = None, *, timeout: float = 120, retries: int = 5
    ) -> None:
        self._retries = retries
        self._http = httpx.Client(base_url=base_url, headers=_headers(api_key), timeout=timeout)

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._http.close()

    def summarize(
        self,
        source: str | Article,
        options: SummaryOptions | None = None,
        *,
        preset: str | None = None,
        model: str | None = None,
    ) -> Summary:
        """The summary of a text, saved page or article."""
        return self._send(calls.summarize(source, Wishes(options, preset, model)))

    def summarize_many(
        self,
        sources: Iterable[str | Article],
        options: SummaryOptions | None = None,
        *,
        preset: str | None = None,
        model: str | None = None,
    ) -> Iterator[Outcome]:
        """Outcomes lazily and in order; a bad document yields its error."""
        for chunk in calls.chunks(sources):
            yield from self._send(calls.summarize_batch(chunk, Wishes(options, preset, model)))

    def check(self, source: str, text: str, speaker: str | None = None) -> CheckResult:
        """What ``source`` does not support in ``text``, and what supports each of its sentences."""
        return self._send(calls.check(source, text, speaker))

    def models(self) -> tuple[str, ...]:
        """Names of the served models."""
        return self._send(calls.models())

    def submit(
        self,
        archive: Path | Iterable[dict[str, Any]],
        options: SummaryOptions | None = None,
        *,
        preset: str | None = None,
        model: str | None = None,
        idempotency_key: str | None = None,
    ) -> Job:
        """Sends an archive: a JSONL or zip file, or records with ``id``, ``title`` and ``body``.

        Retries make no second job; give a key of your own to have that hold for repeated calls too.
        """
        key = idempotency_key or uuid.uuid4().hex
        return self._send(calls.submit(archive, Wishes(options, preset, model), key))

    def job(self, job_id: str) -> Job:
        """The job as it is now."""
        return self._send(calls.job(job_id))

    def wait(self, job_id: str, poll_seconds: float = 1.0) -> Job:
        """The job, once it has ended."""
        while not (job := self.job(job_id)).ended:
            time.sleep(poll_seconds)
        return job

    def results(self, job_id: str) -> Iterator[Outcome]:
        """Outcomes so far, streamed in upload order."""
        try:
            with self._http.stream("GET", calls.results_path(job_id)) as response:
                if response.is_error:
                    response.read()
                    raise _error(response)
                for line in response.iter_lines():
                    yield read_outcome(json.loads(line))
        except httpx.TransportError as error:
            raise _unreachable(error) from error

    def cancel(self, job_id: str) -> None:
        """Cancels an active job, or deletes an ended one."""
        self._send(calls.cancel(job_id))

    def _send(self, call: Call[T]) -> T:
        attempt = 0
        while True:
            try:
                response = self._http.request(call.method, call.path, **call.parts)
            except httpx.TransportError as error:
                raise _unreachable(error) from error
            if response.is_success:
                return call.read(response.json() if response.content else None)
            time.sleep(_pause(response, attempt, self._retries))
            attempt += 1


class AsyncClient:
    """The service, for programs that do other things meanwhile; used as :class:`Client` is."""

    def __init__(
        self, base_url: str, api_key: str | None = None, *, timeout: float = 120, retries: int = 5
    ) -> None:
        self._retries = retries
        self._http = httpx.AsyncClient(base_url=base_url, headers=_headers(api_key), timeout=timeout)

    async def __aenter__(self) -> "AsyncClient":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        await self._http.aclose()

    async def summarize(
        self,
        source: str | Article,
        options: SummaryOptions | None = None,
        *,
        preset: str | None = None,
        model: str | None = None,
    ) -> Summary:
        return await self._send(calls.summarize(source, Wishes(options, preset, model)))

    async def summarize_many(
        self,
        sources: Iterable[str | Article],
        options: SummaryOptions | None = None,
        *,
        preset: str | None = None,
        model: str | None = None,
    ) -> AsyncIterator[Outcome]:
        for chunk in calls.chunks(sources):
            for outcome in await self._send(calls.summarize_batch(chunk, Wishes(options, preset, model))):
                yield outcome

    async def check(self, source: str, text: str, speaker: str | None = None) -> CheckResult:
        return await self._send(calls.check(source, text, speaker))

    async def models(self) -> tuple[str, ...]:
        return await self._send(calls.models())

    async def submit(
        self,
        archive: Path | Iterable[dict[str, Any]],
        options: SummaryOptions | None = None,
        *,
        preset: str | None = None,
        model: str | None = None,
        idempotency_key: str | None = None,
    ) -> Job:
        key = idempotency_key or uuid.uuid4().hex
        return await self._send(calls.submit(archive, Wishes(options, preset, model), key))

    async def job(self, job_id: str) -> Job:
        return await self._send(calls.job(job_id))

    async def wait(self, job_id: str, poll_seconds: float = 1.0) -> Job:
        while not (job := await self.job(job_id)).ended:
            await asyncio.sleep(poll_seconds)
        return job

    async def results(self, job_id: str) -> AsyncIterator[Outcome]:
        try:
            async with self._http.stream("GET", calls.results_path(job_id)) as response:
                if response.is_error:
                    await response.aread()
                    raise _error(response)
                async for line in response.aiter_lines():
                    yield read_outcome(json.loads(line))
        except httpx.TransportError as error:
            raise _unreachable(error) from error

    async def cancel(self, job_id: str) -> None:
        await self._send(calls.cancel(job_id))

    async def _send(self, call: Call[T]) -> T:
        attempt = 0
        while True:
            try:
                response = await self._http.request(call.method, call.path, **call.parts)
            except httpx.TransportError as error:
                raise _unreachable(error) from error
            if response.is_success:
                return call.read(response.json() if response.content else None)
            await asyncio.sleep(_pause(response, attempt, self._retries))
            attempt += 1


def _headers(api_key: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {api_key}"} if api_key else {}


def _pause(response: httpx.Response, attempt: int, retries: int) -> float:
    """Seconds until the next try. Raises the answer's error when it is final."""
    if response.status_code not in (429, 503) or attempt >= retries:
        raise _error(response)
    asked = response.headers.get("retry-after", "")
    return min(float(asked) if asked.isdigit() else 2.0**attempt, _MAX_WAIT_SECONDS)


def _error(response: httpx.Response) -> SummarizerError:
    try:
        record = response.json()
    except ValueError:
        record = {}
    return read_problem(record, response.status_code)


def _unreachable(error: httpx.TransportError) -> ServiceError:
    return ServiceError("unreachable", f"The service cannot be reached: {type(error).__name__}.")
