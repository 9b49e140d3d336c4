"""The door: what can be refused before a byte of the body is read is refused there, so that refusing stays cheap."""

from collections.abc import Callable

from fastapi import Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from service import problems
from service.auth import identify
from service.problems import Problem
from service.state import State


class AdmissionMiddleware:
    """Answers 401, 503 and 429 to work that would be refused anyway; the addresses ask again for themselves."""

    def __init__(self, app: ASGIApp, service: State) -> None:
        self.app = app
        self._service = service
        self._doors: dict[str, Callable[[], None]] = {
            "/v1/summaries": service.batcher.admit,
            "/v1/summaries:batch": service.batcher.admit,
            "/v1/checks": service.checks.admit,
            "/v1/jobs": lambda: None,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "POST" and scope["path"] in self._doors:
            try:
                identify(self._service.keys, Headers(scope=scope))
                self._service.engine.require_ready()
                self._doors[scope["path"]]()
            except Problem as problem:
                scope["refused"] = scope["path"]  # The metrics' name of the route, which nobody looked up.
                await problems.response(Request(scope), problem)(scope, receive, send)
                return
        await self.app(scope, receive, send)
