"""Waiting for work on behalf of a client that may leave or set a deadline."""

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Annotated, Any, TypeVar

from fastapi import Header, Request

from service.problems import Problem

T = TypeVar("T")

Deadline = Annotated[
    float | None,
    Header(
        alias="X-Deadline-Seconds", ge=1, le=3600, description="Give up with 504 after this many seconds."
    ),
]


class ClientLeft(Problem):
    """Nobody reads this answer; 499 is what logs call it."""

    def __init__(self) -> None:
        super().__init__(499, "client_left", "The client closed the connection.")


async def while_connected(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Result of ``work``, which is cancelled as soon as the client leaves.

    Raises:
        ClientLeft: it left.
    """
    task = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({task, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise ClientLeft
    finally:
        for pending in (task, leaving):
            pending.cancel()
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await task


async def _left(request: Request) -> None:
    # The body has been read, so the only message left is the client's leaving.
    while (await request.receive())["type"] != "http.disconnect":
        pass
