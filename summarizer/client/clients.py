"""The two clients: the same calls, waited for or awaited."""

import asyncio
import functools
import inspect
import json
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from typing import Any, Concatenate, ParamSpec, TypeVar

from summarizer.client import calls
from summarizer.client.answers import Job, Outcome, ServiceError, read_outcome, read_problem
from summarizer.client.calls import Call, Wishes
from summarizer.datamodels import Article
from summarizer.errors import MissingDependencyError, SummarizerError
from summarizer.options import SummaryOptions

try:
    import httpx
except ModuleNotFoundError as error:
    raise MissingDependencyError(
        "The client needs httpx: pip install 'zh-news-summarizer[client]'."
    ) from error

T = TypeVar("T")
P = ParamSpec("P")
M = TypeVar("M", bound=Callable[..., Any])
_MAX_WAIT_SECONDS = 60.0


def _described(method: M, make: Callable[..., Call[Any]]) -> M:
    """``method`` with the name, signature and docstring of ``make``, for readers and editors."""
    functools.update_wrapper(method, make)
    signature = inspect.signature(make)
    parameters = [
        inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY),
        *signature.parameters.values(),
    ]
    method.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return method


def _waited(make: Callable[P, Call[T]]) -> Callable[Concatenate["Client", P], T]:
    """The method of :class:`Client` that sends a call, with the signature and docstring of ``make``."""

    def method(self: "Client", /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self._send(make(*args, **kwargs))

    return _described(method, make)


def _awaited(make: Callable[P, Call[T]]) -> Callable[Concatenate["AsyncClient", P], Coroutine[Any, Any, T]]:
    """The same for :class:`AsyncClient`."""

    async def method(self: "AsyncClient", /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._send(make(*args, **kwargs))

    return _described(method, make)


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

    summarize = _waited(calls.summarize)
    check = _waited(calls.check)
    models = _waited(calls.models)
    submit = _waited(calls.submit)
    job = _waited(calls.job)
    cancel = _waited(calls.cancel)

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

    summarize = _awaited(calls.summarize)
    check = _awaited(calls.check)
    models = _awaited(calls.models)
    submit = _awaited(calls.submit)
    job = _awaited(calls.job)
    cancel = _awaited(calls.cancel)

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
