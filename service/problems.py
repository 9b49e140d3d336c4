"""RFC 9457 problem documents: every answer that is not a success has one shape and a stable ``code``."""

from collections.abc import Mapping
from http.client import responses as PHRASES
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from summarizer.errors import InputError, SummarizerError, UsageError

MEDIA_TYPE = "application/problem+json"


class Problem(HTTPException):
    """An answer that is not a success.

    Attributes:
        code: stable identifier, safe to match on in programs.
        detail: one sentence saying what is wrong and what to do.
    """

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        headers: Mapping[str, str] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(status, detail, dict(headers) if headers else None)
        self.code = code
        self.extra = extra or {}


#: Status of the library's errors; those not named here follow their branch of the tree.
STATUS = {
    "too_long": 413,
    "model_not_found": 422,
    "backend_failed": 500,
    "backend_unavailable": 503,
    "deadline_exceeded": 504,
}


def from_error(error: SummarizerError) -> Problem:
    """The problem that answers a library error."""
    fallback = 422 if isinstance(error, UsageError | InputError) else 500
    return Problem(STATUS.get(error.code, fallback), error.code, error.message)


def internal_error() -> Problem:
    return Problem(
        500, "internal_error", "The service failed; its log has the details under this request_id."
    )


def response(request: Request, problem: Problem) -> JSONResponse:
    content = {
        "type": f"urn:zh-news-summarizer:problem:{problem.code}",
        "title": PHRASES.get(problem.status_code, "Client Closed Request"),
        "status": problem.status_code,
        "detail": problem.detail,
        "instance": request.url.path,
        "code": problem.code,
        "request_id": request.scope.get("request_id"),
        **problem.extra,
    }
    # Known to the access log and the metrics, which see only the response otherwise.
    request.scope["problem_code"] = problem.code
    return JSONResponse(content, problem.status_code, problem.headers, MEDIA_TYPE)


_HTTP_CODES = {
    400: ("malformed_request", "The request body cannot be read."),
    404: ("not_found", "There is nothing at this address; see /docs for what there is."),
    405: ("method_not_allowed", "This address does not answer that method; see /docs."),
}


def install(app: FastAPI) -> None:
    """Makes every error of the application a problem document."""

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> JSONResponse:
        if not isinstance(error, Problem):
            code, detail = _HTTP_CODES.get(error.status_code, ("http_error", str(error.detail)))
            error = Problem(error.status_code, code, detail, error.headers)
        return response(request, error)

    @app.exception_handler(RequestValidationError)
    async def validation(request: Request, error: RequestValidationError) -> JSONResponse:
        # Only where and why: the rejected value may be article text.
        errors = [
            {"field": ".".join(str(part) for part in item["loc"]), "message": item["msg"]}
            for item in error.errors()
        ]
        first = errors[0] if errors else {"field": "body", "message": "invalid"}
        if any(item["type"] == "json_invalid" for item in error.errors()):
            return response(request, Problem(400, "malformed_json", "The request body is not valid JSON."))
        detail = f"{first['field']}: {first['message']}."
        return response(request, Problem(422, "invalid_request", detail, extra={"errors": errors}))

    @app.exception_handler(OperationalError)
    async def database(request: Request, error: OperationalError) -> JSONResponse:
        detail = "The jobs' database does not answer; try again soon."
        return response(request, Problem(503, "database_unavailable", detail, {"Retry-After": "5"}))

    @app.exception_handler(SummarizerError)
    async def library(request: Request, error: SummarizerError) -> JSONResponse:
        return response(request, from_error(error))
