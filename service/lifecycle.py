"""Starting and stopping inside uvicorn: stop accepting, finish what was accepted, exit 0."""

import asyncio
import signal
import threading
from collections.abc import Callable
from typing import Any

import structlog
import uvicorn

log = structlog.get_logger(__name__)

_LAST_SECONDS = 2.0


def running_server() -> uvicorn.Server | None:
    """The uvicorn server this process runs, found by its signal handler; None under another server."""
    if threading.current_thread() is not threading.main_thread():
        return None
    owner = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    return owner if isinstance(owner, uvicorn.Server) else None


def drain_on_sigterm(
    server: uvicorn.Server | None, drain: Callable[[], None], cut: Callable[[], None], grace_seconds: float
) -> None:
    """On SIGTERM calls ``drain`` and lets the server finish; after the grace time, calls ``cut``.

    Who is still connected a moment after that, reading slowly, is left.

    uvicorn's own handler would end the process by the signal once more after a clean stop, which supervisors
    count as a failure; setting ``should_exit`` ends it with exit code 0.
    """
    if server is None:
        return
    loop = asyncio.get_running_loop()

    def leave() -> None:
        server.force_exit = True

    def end() -> None:
        loop.call_later(_LAST_SECONDS, leave)
        log.warning("grace time over, cutting what is left", seconds=grace_seconds)
        cut()

    def stop() -> None:
        # In this order: should whoever reads the log be gone, the process still stops.
        server.should_exit = True
        loop.call_later(grace_seconds, end)
        drain()
        log.info("draining")

    def handle(_: int, __: Any) -> None:
        loop.call_soon_threadsafe(stop)

    signal.signal(signal.SIGTERM, handle)
