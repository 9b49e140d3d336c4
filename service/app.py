"""The HTTP service: put together here, started by ``summarizer serve`` or uvicorn's ``--factory``."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import structlog
from fastapi import FastAPI
from sqlalchemy import Engine as Database
from sqlalchemy.exc import SQLAlchemyError
from starlette.middleware.cors import CORSMiddleware

from service import logs, openapi, problems
from service.admission import AdmissionMiddleware
from service.batching import Batcher
from service.checking import CheckDesk
from service.engine import Engine
from service.jobs.database import migrate, open_database
from service.jobs.leases import JobLeases
from service.jobs.runner import JobRunner
from service.jobs.store import JobStore
from service.keys import load_keys, refuse_open
from service.lifecycle import drain_on_sigterm, running_server
from service.metrics import Metrics
from service.middleware import BodyLimitMiddleware, RequestMiddleware
from service.routes import checks as checks_routes
from service.routes import jobs, operations, page, summaries
from service.settings import ConfigurationError, Settings, load_settings, unknown_variables
from service.state import State
from summarizer import __version__

log = structlog.get_logger(__name__)

_DATABASE_RETRY_SECONDS = 2.0

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
    if names := unknown_variables():
        log.warning("unknown settings are ignored", names=names)
    metrics = Metrics()
    engine = Engine(settings, metrics)
    batcher = Batcher(engine, settings, metrics)
    database = open_database(settings.database_url)
    retention = settings.job_retention_hours * 3600
    store = JobStore(database, retention)
    leases = JobLeases(database, settings.job_lease_seconds, retention)
    runner = JobRunner(store, leases, engine, batcher, settings, metrics)
    checks = CheckDesk(settings, metrics)
    service = State(settings, keys, metrics, engine, batcher, store, runner, checks)
    app = FastAPI(
        title="zh-news-summarizer",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=lambda _: _lifespan(service, database),
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    app.state.service = service
    app.openapi = lambda: openapi.document(app)  # type: ignore[method-assign]
    problems.install(app)
    for module in (summaries, checks_routes, jobs, operations, page):
        app.include_router(module.router)
    page.mount_static(app)
    app.add_middleware(
        BodyLimitMiddleware, max_bytes=settings.max_body_bytes, max_upload_bytes=settings.max_upload_bytes
    )
    app.add_middleware(AdmissionMiddleware, service=service)
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
async def _lifespan(service: State, database: Database) -> AsyncIterator[None]:
    server = running_server()
    if server is not None:
        # The address really bound may differ from the settings, as with uvicorn's own --host.
        refuse_open(server.config.host, service.keys)

    def drain() -> None:
        service.engine.state = "draining"
        service.metrics.ready.set(0)
        service.runner.drain()

    def cut() -> None:
        service.batcher.abandon()
        service.engine.kill()
        service.checks.kill()

    drain_on_sigterm(server, drain, cut, service.settings.grace_seconds)
    service.batcher.start()
    starting = asyncio.create_task(_start(service, database), name="start")
    try:
        yield
    finally:
        drain()
        starting.cancel()
        await service.runner.close()
        await service.batcher.close()
        await asyncio.to_thread(service.engine.close)
        await asyncio.to_thread(service.checks.close)
        database.dispose()


async def _start(service: State, database: Database) -> None:
    """Becomes ready: the database first, however long it takes to come up, then the models."""
    while True:
        try:
            await asyncio.to_thread(migrate, database)
            break
        except SQLAlchemyError as error:
            log.error("database not ready, trying again", error=type(error).__name__)
            await asyncio.sleep(_DATABASE_RETRY_SECONDS)
    service.runner.start()
    await asyncio.gather(service.engine.load(), service.checks.start())
