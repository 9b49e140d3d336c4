"""Micro-batching: documents that arrive together run together, and nobody waits without bound.

Two lanes feed the one worker. Requests are *live*; documents of jobs are *background* and fill what live
requests leave free, with every eighth batch begun from their lane so that an archive moves under any load.
All state belongs to the event loop, so there are no locks.
"""

import asyncio
import contextlib
import dataclasses
import functools
import time
from collections import deque
from collections.abc import Sequence
from typing import Literal

import structlog

from service.engine import Engine
from service.logs import where
from service.metrics import Metrics
from service.outcomes import Outcome, Written
from service.problems import Problem
from service.schemas import Document
from service.settings import Settings
from summarizer.errors import BackendError, BackendUnavailableError
from summarizer.options import SummaryOptions

log = structlog.get_logger(__name__)

Lane = Literal["live", "background"]
_BACKGROUND_TURN = 8
#: A live request that arrives while a background batch runs has to wait for its end.
_BACKGROUND_SECONDS = 1.0


@dataclasses.dataclass(eq=False, slots=True)
class Work:
    """One document waiting for the worker.

    Attributes:
        key: model and options; only equal keys can run together.
        outcome: done when the document is; cancel it to take the document out of the queue.
    """

    document: Document
    key: tuple[str, SummaryOptions]
    lane: Lane
    arrived: float
    outcome: asyncio.Future[Outcome]


class Batcher:
    """Queues documents, forms batches by padded characters and hands them to the engine."""

    def __init__(self, engine: Engine, settings: Settings, metrics: Metrics) -> None:
        self._engine = engine
        self._settings = settings
        self._metrics = metrics
        self._lanes: dict[Lane, deque[Work]] = {"live": deque(), "background": deque()}
        self._waiting = 0  # Characters in the live lane.
        self._arrival = asyncio.Event()
        self._turn = 0
        self._running = 0
        # Characters a second, learned from every batch; the first guess errs on the slow side.
        self._speed = 5_000.0
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._serve(), name="batcher")

    @property
    def alive(self) -> bool:
        return self._task is not None and not self._task.done()

    def submit(
        self, documents: Sequence[Document], model: str, options: SummaryOptions, lane: Lane = "live"
    ) -> list[Work]:
        """Queues documents, all or none.

        Raises:
            Problem: 429 when the queue is full or the wait would be too long; ``Retry-After`` says how long.
        """
        if lane == "live":
            self.admit(len(documents))
        loop = asyncio.get_running_loop()
        now = time.monotonic()
        works = [Work(document, (model, options), lane, now, loop.create_future()) for document in documents]
        for work in works:
            self._lanes[lane].append(work)
            work.outcome.add_done_callback(functools.partial(self._forget, work))
            self._waited(work, +1)
        self._arrival.set()
        return works

    def admit(self, documents: int = 1) -> None:
        """Asks for room for that many live documents; cheap, so that it can be asked before they are read.

        Raises:
            Problem: 429, see :meth:`submit`.
        """
        ahead = self._running + self._waiting
        wait = ahead / self._speed
        full = len(self._lanes["live"]) + documents > self._settings.queue_documents
        if ahead and (full or wait > self._settings.queue_seconds):
            self._metrics.dropped.labels("queue_full").inc(documents)
            retry = {"Retry-After": str(max(1, min(120, round(wait))))}
            raise Problem(429, "queue_full", "More work is waiting than can be done soon.", retry)

    def _forget(self, work: Work, _: object) -> None:
        # A client that left or ran out of time cancels its work; it must not cost the others anything.
        if work.outcome.cancelled():
            with contextlib.suppress(ValueError):
                self._lanes[work.lane].remove(work)
                self._waited(work, -1)

    def _waited(self, work: Work, sign: int) -> None:
        """Counts a document that came (+1) or went (-1)."""
        self._metrics.queue_documents.labels(work.lane).inc(sign)
        if work.lane == "live":
            self._waiting += sign * work.document.chars

    async def _serve(self) -> None:
        while True:
            await self._arrival.wait()
            self._arrival.clear()
            while any(self._lanes.values()):
                await self._wait_for_company()
                batch = self._take()
                if batch:
                    await self._run(batch)

    async def _wait_for_company(self) -> None:
        """Lets the window pass since the oldest arrival, unless a batch is full before."""
        oldest = min(queue[0].arrived for queue in self._lanes.values() if queue)
        end = oldest + self._settings.batch_window_ms / 1000
        while len(self._lanes["live"]) < self._settings.batch_documents:
            left = end - time.monotonic()
            if left <= 0:
                return
            self._arrival.clear()
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._arrival.wait(), left)

    def _take(self) -> list[Work]:
        """The next batch: the oldest document and those after it that can run with it."""
        self._turn += 1
        order: list[Lane] = ["live", "background"]
        if self._turn % _BACKGROUND_TURN == 0:
            order.reverse()
        batch: list[Work] = []
        longest = 0
        most = self._settings.batch_chars
        if not self._lanes["live"] or order[0] == "background":
            most = min(most, int(self._speed * _BACKGROUND_SECONDS))
        for lane in order:
            for work in list(self._lanes[lane]):
                if batch and work.key != batch[0].key:
                    continue
                padded = max(longest, work.document.chars) * (len(batch) + 1)
                if batch and padded > most:
                    continue
                if len(batch) == self._settings.batch_documents:
                    break
                longest = max(longest, work.document.chars)
                self._lanes[lane].remove(work)
                self._waited(work, -1)
                batch.append(work)
        return batch

    async def _run(self, batch: list[Work]) -> None:
        model, options = batch[0].key
        started = time.monotonic()
        for work in batch:
            self._metrics.queue_seconds.labels(work.lane).observe(started - work.arrived)
        self._running = sum(work.document.chars for work in batch)
        outcomes: Sequence[Outcome]
        try:
            outcomes = await self._engine.run(model, [work.document for work in batch], options)
            elapsed = max(time.monotonic() - started, 1e-4)
            self._speed += 0.2 * (self._running / elapsed - self._speed)
        except BackendUnavailableError as error:
            outcomes = [error] * len(batch)
        except Exception as error:
            log.error("worker failed", error=type(error).__name__, where=where(error))
            outcomes = [BackendError("The model failed; the service's log says why.")] * len(batch)
        self._running = 0
        for work, outcome in zip(batch, outcomes, strict=True):
            self._count(work, outcome)
            if not work.outcome.done():
                work.outcome.set_result(outcome)

    def _count(self, work: Work, outcome: Outcome) -> None:
        if isinstance(outcome, Written):
            self._metrics.documents.labels(work.lane, "ok").inc()
            for kind in outcome.findings:
                self._metrics.findings.labels(kind).inc()
        else:
            self._metrics.documents.labels(work.lane, outcome.code).inc()

    def abandon(self) -> None:
        """Answers all that waits with an error: the service has to end."""
        error = BackendUnavailableError("The service stopped before this was done; send it again.")
        for queue in self._lanes.values():
            while queue:
                work = queue.popleft()
                self._waited(work, -1)
                if not work.outcome.done():
                    work.outcome.set_result(error)

    async def close(self) -> None:
        """Stops taking batches; what still waits is cancelled."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        for queue in self._lanes.values():
            for work in list(queue):
                work.outcome.cancel()


async def gather(works: Sequence[Work], timeout: float, metrics: Metrics) -> list[Outcome]:
    """Outcomes of the works, in order. Whatever ends this early takes the works out of the queue.

    Raises:
        Problem: 504 when ``timeout`` seconds pass first.
    """
    futures = [work.outcome for work in works]
    try:
        _, waiting = await asyncio.wait(futures, timeout=timeout)
        if waiting:
            metrics.dropped.labels("deadline").inc(len(waiting))
            raise Problem(504, "deadline_exceeded", f"The work was not done within {timeout:g} seconds.")
        return [future.result() for future in futures]
    finally:
        for future in futures:
            future.cancel()
