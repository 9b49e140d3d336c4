"""The HTTP service: put together here, started by ``summarizer serve`` or uvicorn's ``--factory``."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from service import logs, openapi, problems
from service.batching import Batcher
from service.engine import Engine
from service.keys import load_keys, refuse_open
from service.lifecycle import drain_on_sigterm, running_server
from service.metrics import Metrics
from service.middleware import BodyLimitMiddleware, RequestMiddleware
from service.routes import operations, page, summaries
from service.settings import ConfigurationError, Settings, load_settings
from service.state import State
from summarizer import __version__

DESCRIPTION = """Headline, summary and key points of Chinese news, each with the sentences that support it.

Lengths are characters, offsets are code points.
Errors are RFC 9457 problem documents with a stable `code`."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application.

    Raises:
        ConfigurationError: the given settings are unsafe. When they come from the environment (``None``), the
            process ends with the message instead, for an operator to read.
    """
    if settings is None:
        try:
            return create_app(load_settings())
        except ConfigurationError as error:
            raise SystemExit(str(error)) from None
    keys = load_keys(settings)
    logs.configure(settings)
    metrics = Metrics()
    engine = Engine(settings.model_specs, settings.max_document_chars, metrics)
    service = State(settings, keys, metrics, engine, Batcher(engine, settings, metrics))
    app = FastAPI(
        title="zh-news-summarizer",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=lambda _: _lifespan(service),
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    app.state.service = service
    app.openapi = lambda: openapi.document(app)  # type: ignore[method-assign]
    problems.install(app)
    for module in (summaries, operations, page):
        app.include_router(module.router)
    page.mount_static(app)
    app.add_middleware(
        BodyLimitMiddleware, max_bytes=settings.max_body_bytes, max_upload_bytes=settings.max_upload_bytes
    )
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.cors_origins),
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=[
                "Authorization",
                "Content-Type",
                "Idempotency-Key",
                "X-API-Key",
                "X-Deadline-Seconds",
            ],
            expose_headers=["Location", "Retry-After", "X-Request-Id"],
        )
    app.add_middleware(RequestMiddleware, metrics=metrics)
    return app


@contextlib.asynccontextmanager
async def _lifespan(service: State) -> AsyncIterator[None]:
    server = running_server()
    if server is not None:
        # The address really bound may differ from the settings, as with uvicorn's own --host.
        refuse_open(server.config.host, service.keys)

    def drain() -> None:
        service.engine.state = "draining"
        service.metrics.ready.set(0)

    drain_on_sigterm(server, drain, service.settings.grace_seconds)
    service.batcher.start()
    loading = asyncio.create_task(service.engine.load(), name="load models")
    try:
        yield
    finally:
        drain()
        loading.cancel()
        await service.batcher.close()
        service.engine.close()
