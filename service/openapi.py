"""The OpenAPI document: FastAPI's, with problem documents as every error."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from service import examples
from service.problems import MEDIA_TYPE
from service.schemas import ProblemOut

_DESCRIPTIONS = {
    400: "The body cannot be read.",
    401: "No API key, or an unknown one.",
    404: "There is no such thing, or it belongs to another key.",
    405: "Another method is meant.",
    409: "It is not in the right state.",
    413: "The body or a document is too large.",
    415: "Another content type is meant.",
    422: "The request can be read but not carried out; `code` says why.",
    429: "Too much work is waiting; `Retry-After` says when to try again.",
    500: "The service failed.",
    503: "The models are loading, or the process is stopping.",
    504: "The deadline passed.",
}
#: Errors any address behind a key can answer with.
COMMON = (400, 401, 404, 405, 413, 415, 422, 429, 500, 503, 504)


def document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, made once."""
    if app.openapi_schema:
        return app.openapi_schema
    schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    components = schema.setdefault("components", {}).setdefault("schemas", {})
    components["Problem"] = ProblemOut.model_json_schema()
    components.pop("HTTPValidationError", None)
    components.pop("ValidationError", None)
    for name, answer in examples.answers().items():
        components[name]["examples"] = [answer]
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            for status in COMMON if path.startswith("/v1/") else (401, 503):
                headers = {"Retry-After": {"schema": {"type": "integer"}}} if status in (429, 503) else {}
                operation["responses"][str(status)] = {
                    "description": _DESCRIPTIONS[status],
                    "content": content,
                    **({"headers": headers} if headers else {}),
                }
    app.openapi_schema = schema
    return schema
