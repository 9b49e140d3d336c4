"""What happens to every request: an id, a size limit, security headers, a log line, a measurement."""

import re
import time
import uuid

import structlog
from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service import problems
from service.logs import where
from service.metrics import Metrics

log = structlog.get_logger("service.requests")

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

#: Nothing outside the service may run, load or frame; strings never become markup.
SECURITY_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class RequestMiddleware:
    """Outermost: whatever happens inside, the client gets an answer with an id and the log a line."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        scope["request_id"] = request_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started = time.perf_counter()
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["x-request-id"] = request_id
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith("/v1/"):
                    headers.setdefault("cache-control", "no-store")
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception as error:
            log.error("request failed", error=type(error).__name__, where=where(error))
            if status:
                raise  # Half an answer is out: only cutting the connection tells the client.
            answer = problems.response(Request(scope), problems.internal_error())
            await answer(scope, receive, send_with_headers)
        finally:
            self._record(scope, status, time.perf_counter() - started)

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", None) or scope.get("refused", "unmatched")
        self.metrics.requests.labels(_method(scope), route, status).inc()
        self.metrics.request_seconds.labels(route).observe(seconds)
        code = scope.get("problem_code")
        if code:
            self.metrics.problems.labels(code).inc()
        quiet = route in {"/livez", "/readyz", "/metrics"} and status == 200
        log.log(
            10 if quiet else 20,
            "request",
            method=_method(scope),
            route=route,
            status=status,
            seconds=round(seconds, 4),
            code=code,
        )


def _method(scope: Scope) -> str:
    known = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
    return scope["method"] if scope["method"] in known else "other"


class BodyLimitMiddleware:
    """Answers 413 as soon as a body is known to be too large, declared or not; uploads may be larger."""

    def __init__(self, app: ASGIApp, max_bytes: int, max_upload_bytes: int) -> None:
        self.app = app
        self.max_bytes = max_bytes
        self.max_upload_bytes = max_upload_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self.max_upload_bytes if scope["path"] == "/v1/jobs" else self.max_bytes
        received = 0

        async def limited() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise too_large(limit)
            return message

        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdigit() and int(declared) > limit:
            answer = problems.response(Request(scope), too_large(limit))
            await answer(scope, receive, send)
            return
        await self.app(scope, limited, send)


def too_large(limit: int) -> problems.Problem:
    return problems.Problem(413, "body_too_large", f"The request body may have at most {limit} bytes.")
