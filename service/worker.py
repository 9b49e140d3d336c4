"""Processes that read and write articles, so that the event loop's process only moves bytes.

A thread would not do: while it computes, the event loop waits up to 5 ms for the interpreter's lock after every
system call, and a service that gets a few hundred requests a second refuses none of them in time.
"""

import asyncio
import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

import structlog

from service import logs
from service.settings import Settings
from summarizer.errors import BackendUnavailableError

log = structlog.get_logger(__name__)

T = TypeVar("T")


class Worker:
    """One process that runs module-level functions in turn. When it dies, the next call gets a new one.

    Attributes:
        pid: the running process; None before the first call.
    """

    def __init__(self, settings: Settings) -> None:
        self.pid: int | None = None
        self._settings = settings
        self._pool: ProcessPoolExecutor | None = None

    async def call(self, function: Callable[..., T], *arguments: Any) -> T:
        """Result of ``function``, which must find all it needs in the arguments or in its own module.

        Raises:
            BackendUnavailableError: the process died; a new one takes the next call.
        """
        pool = self._pool or self._start()
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, function, *arguments)
        except BrokenProcessPool:
            if self._pool is pool:
                log.error("worker died", pid=self.pid)
                self._pool = None
            raise BackendUnavailableError(
                "The process that does this work died; another one is starting, try again soon."
            ) from None

    def _start(self) -> ProcessPoolExecutor:
        # Spawned, not forked: a fork of a process with threads may inherit a lock that nobody will release.
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(1, context, _prepare, (self._settings,))
        self._pool.submit(os.getpid).add_done_callback(self._learn_pid)
        return self._pool

    def _learn_pid(self, answer: "Future[int]") -> None:
        with contextlib.suppress(BrokenProcessPool):
            self.pid = answer.result()

    def close(self) -> None:
        """Waits for the call in work and ends the process."""
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def kill(self) -> None:
        """Ends the process at once; the call in work fails."""
        if self.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)


def _prepare(settings: Settings) -> None:
    """First thing in the new process."""
    # Supervisors signal the whole group; the service's process decides when this one has finished.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    logs.configure(settings)


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
