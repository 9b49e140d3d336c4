"""Working through jobs: lease a few documents, run them in the background lane, store the outcomes."""

import asyncio
import contextlib
import os
import socket
import time
import uuid

import structlog
from sqlalchemy.exc import SQLAlchemyError

from service.batching import Batcher
from service.engine import Engine
from service.jobs.leases import Claim, JobLeases, exhausted
from service.jobs.store import JobStore
from service.logs import where
from service.metrics import Metrics
from service.outcomes import Outcome, Written, line
from service.settings import Settings
from summarizer.errors import BackendError, BackendUnavailableError, SummarizerError

log = structlog.get_logger(__name__)

#: Two loops: while one's documents run, the other stores and fetches.
_LOOPS = 2
_POLL_SECONDS = 1.0
_EXPIRY_SECONDS = 60.0


class JobRunner:
    """Takes documents of jobs until it is told to stop. Any number of runners may share one database."""

    def __init__(
        self,
        store: JobStore,
        leases: JobLeases,
        engine: Engine,
        batcher: Batcher,
        settings: Settings,
        metrics: Metrics,
    ) -> None:
        self._store = store
        self._leases = leases
        self._engine = engine
        self._batcher = batcher
        self._settings = settings
        self._metrics = metrics
        self._worker = f"{socket.gethostname()[:40]}-{os.getpid()}-{uuid.uuid4().hex[:12]}"
        self._news = asyncio.Event()
        self._stopping = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        loops = [self._work() for _ in range(_LOOPS)]
        self._tasks = [asyncio.create_task(loop) for loop in (*loops, self._renew(), self._expire())]

    def wake(self) -> None:
        """Tells it that there is a new job; without it, it finds out by itself within a second."""
        self._news.set()

    def drain(self) -> None:
        """Takes no more documents; those in work are finished."""
        self._stopping.set()
        self._news.set()

    async def close(self) -> None:
        """Finishes the documents in work and gives back what is left."""
        self.drain()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with contextlib.suppress(SQLAlchemyError):
            await asyncio.to_thread(self._leases.release, self._worker)

    async def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                if self._engine.state != "ready" or not await self._step():
                    await self._pause()
            except Exception as error:
                # The database may be away for a while; the leases make it safe to try again.
                log.error("job step failed", error=type(error).__name__, where=where(error))
                await self._pause()

    async def _step(self) -> bool:
        """Works on one claim; whether there was one."""
        claim = await asyncio.to_thread(self._leases.claim, self._worker, self._settings.batch_documents)
        if claim is None:
            await self._end_finished()
            return False
        started = time.perf_counter()
        outcomes = await self._outcomes(claim)
        lines = {
            position: (line(claim.documents[position].id, outcome).decode(), not isinstance(outcome, Written))
            for position, outcome in outcomes.items()
            if not self._worth_another_try(claim, position, outcome)
        }
        stored = await asyncio.to_thread(self._leases.finish, self._worker, claim, lines)
        await self._end_finished()
        log.info(
            "job documents",
            job=claim.job_id,
            documents=len(outcomes),
            stored=stored,
            seconds=round(time.perf_counter() - started, 3),
        )
        if len(lines) < len(outcomes):
            await self._pause()
        return True

    async def _outcomes(self, claim: Claim) -> dict[int, Outcome]:
        fatal = [position for position, attempts in claim.attempts.items() if exhausted(attempts)]
        outcomes: dict[int, Outcome] = {
            position: BackendError("The process died each time it read this document.") for position in fatal
        }
        positions = [position for position in claim.documents if position not in outcomes]
        try:
            model = self._engine.resolve(claim.model)
        except SummarizerError as error:
            return outcomes | dict.fromkeys(positions, error)
        documents = [claim.documents[position] for position in positions]
        works = self._batcher.submit(documents, model, claim.options, "background")
        for position, work in zip(positions, works, strict=True):
            outcomes[position] = await work.outcome
        return outcomes

    def _worth_another_try(self, claim: Claim, position: int, outcome: Outcome) -> bool:
        return isinstance(outcome, BackendUnavailableError) and not exhausted(claim.attempts[position] + 1)

    async def _end_finished(self) -> None:
        ended = await asyncio.to_thread(self._leases.end_finished)
        if ended:
            self._metrics.jobs_ended.labels("finished").inc(ended)

    async def _pause(self) -> None:
        self._news.clear()
        if not self._stopping.is_set():
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._news.wait(), _POLL_SECONDS)

    async def _renew(self) -> None:
        while not await self._stopped_within(self._settings.job_lease_seconds / 3):
            await self._try(self._leases.renew, self._worker)

    async def _expire(self) -> None:
        while not await self._stopped_within(_EXPIRY_SECONDS):
            await self._try(self._store.expire)

    async def _try(self, function: object, *arguments: object) -> None:
        try:
            await asyncio.to_thread(function, *arguments)  # type: ignore[arg-type]
        except SQLAlchemyError as error:
            log.error("job upkeep failed", error=type(error).__name__)

    async def _stopped_within(self, seconds: float) -> bool:
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)
        return self._stopping.is_set()
