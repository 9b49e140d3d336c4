"""Who calls: the dependency that every address with work or data behind it declares."""

from typing import Annotated

import structlog
from fastapi import Request, Security
from fastapi.security import APIKeyHeader, HTTPBearer
from starlette.datastructures import Headers

from service.keys import KeyRing
from service.problems import Problem
from service.state import state

#: Who works without a key, where the service runs without keys.
ANONYMOUS = "anonymous"

# Only for the OpenAPI document: the headers are read in :func:`identify`, which the door uses too.
_bearer = HTTPBearer(auto_error=False, description="`Authorization: Bearer KEY`")
_header = APIKeyHeader(name="X-API-Key", auto_error=False, description="The same key in a header of its own.")


def identify(keys: KeyRing, headers: Headers) -> str:
    """The name of the key that the headers carry.

    Raises:
        Problem: 401, there is none, or it is unknown.
    """
    if not keys:
        return ANONYMOUS
    scheme, _, token = headers.get("authorization", "").partition(" ")
    key = token.strip() if scheme.lower() == "bearer" else headers.get("x-api-key")
    owner = keys.owner(key) if key else None
    if owner is None:
        detail = (
            "This API key is not known here." if key else "Send an API key as `Authorization: Bearer KEY`."
        )
        raise Problem(401, "unauthorized", detail, {"WWW-Authenticate": "Bearer"})
    return owner


async def caller(
    request: Request,
    bearer: Annotated[object, Security(_bearer)],
    header: Annotated[object, Security(_header)],
) -> str:
    """The name of the key a request carries; jobs belong to it."""
    owner = identify(state(request).keys, request.headers)
    structlog.contextvars.bind_contextvars(key=owner)
    return owner


Caller = Annotated[str, Security(caller)]


async def scraper(
    request: Request,
    bearer: Annotated[object, Security(_bearer)],
    header: Annotated[object, Security(_header)],
) -> None:
    """Lets in who may read the metrics: a caller, or everybody where the settings say so."""
    if not state(request).settings.metrics_open:
        await caller(request, bearer, header)
