"""Who calls: the dependency that every address with work or data behind it declares."""

from typing import Annotated

import structlog
from fastapi import Request, Security
from fastapi.security import APIKeyHeader, HTTPBearer
from fastapi.security.http import HTTPAuthorizationCredentials

from service.problems import Problem
from service.state import state

#: Who works without a key, where the service runs without keys.
ANONYMOUS = "anonymous"

_bearer = HTTPBearer(auto_error=False, description="`Authorization: Bearer KEY`")
_header = APIKeyHeader(name="X-API-Key", auto_error=False, description="The same key in a header of its own.")


async def caller(
    request: Request,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
    header: Annotated[str | None, Security(_header)],
) -> str:
    """The name of the key a request carries; jobs belong to it."""
    keys = state(request).keys
    if not keys:
        return ANONYMOUS
    key = bearer.credentials if bearer else header
    owner = keys.owner(key) if key else None
    if owner is None:
        detail = (
            "This API key is not known here." if key else "Send an API key as `Authorization: Bearer KEY`."
        )
        raise Problem(401, "unauthorized", detail, {"WWW-Authenticate": "Bearer"})
    structlog.contextvars.bind_contextvars(key=owner)
    return owner


Caller = Annotated[str, Security(caller)]


async def scraper(
    request: Request,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
    header: Annotated[str | None, Security(_header)],
) -> None:
    """Lets in who may read the metrics: a caller, or everybody where the settings say so."""
    if not state(request).settings.metrics_open:
        await caller(request, bearer, header)
