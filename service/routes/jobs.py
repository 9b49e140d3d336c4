"""Archives: sent once, worked through in the background, fetched when done."""

import asyncio
import contextlib
import hashlib
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Annotated, Literal

import structlog
from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent

from service.auth import Caller
from service.examples import LINES
from service.jobs.results import as_csv, as_jsonl
from service.jobs.store import DuplicateKeyError, NewJob, Progress
from service.jobs.uploads import read_upload
from service.problems import Problem
from service.routes.waiting import ClientLeft
from service.schemas import JobOut, JobParameters, JobsOut
from service.state import State, state

router = APIRouter(prefix="/v1", tags=["jobs"])
log = structlog.get_logger(__name__)

_TYPES = {
    "application/zip",
    "application/x-zip-compressed",
    "application/x-ndjson",
    "application/jsonl",
    "application/json-lines",
    "application/octet-stream",
}
_EVENT_SECONDS = 0.5
_BODY = {"schema": {"type": "string", "format": "binary"}}

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        pattern=r"^[\x21-\x7e]+$",
        description="A request repeated under the same key makes no second job.",
    ),
]


@router.post(
    "/jobs",
    status_code=202,
    response_model=JobOut,
    summary="Send an archive",
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": "JSON Lines (`id`, `title`, and one of `body`, `text`, `html` a line), "
            "or a zip of text files, saved pages and JSON Lines files.",
            "content": {"application/x-ndjson": _BODY | {"example": LINES}, "application/zip": _BODY},
        }
    },
)
async def create(
    request: Request,
    caller: Caller,
    parameters: Annotated[JobParameters, Query()],
    key: IdempotencyKey = None,
) -> JSONResponse:
    """Takes the whole upload or nothing of it. `Location` is where the job can be watched."""
    service = state(request)
    service.engine.require_ready()
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type not in _TYPES:
        raise Problem(415, "unsupported_media_type", "Send application/x-ndjson or application/zip.")
    options = parameters.resolve(parameters.preset, service.settings.lexicon_path)
    model = service.engine.resolve(parameters.model)
    if await asyncio.to_thread(service.store.active, caller) >= service.settings.max_active_jobs:
        raise Problem(
            429, "too_many_jobs", "Too many jobs are unfinished; wait for one.", {"Retry-After": "60"}
        )
    with tempfile.TemporaryDirectory(prefix="summarizer-upload-") as folder:
        path = Path(folder) / "upload"
        digest = await _receive(request, path)
        digest.update(repr((options, model)).encode())
        new = NewJob(caller, model, options, digest.hexdigest(), key, parameters.name)
        job_id, replayed = await asyncio.to_thread(_store, service, new, path)
    service.runner.wake()
    progress = await _progress(service, caller, job_id)
    log.info("job taken", job=job_id, documents=progress.job.total, replayed=replayed)
    headers = {"Location": f"/v1/jobs/{job_id}"} | ({"Idempotent-Replayed": "true"} if replayed else {})
    return JSONResponse(_out(progress).model_dump(), 202, headers)


async def _receive(request: Request, path: Path) -> "hashlib._Hash":
    """Writes the body to a file as it comes and returns its hash so far."""
    digest = hashlib.sha256()
    file = await asyncio.to_thread(path.open, "wb")
    try:
        async for chunk in request.stream():
            digest.update(chunk)
            await asyncio.to_thread(file.write, chunk)
    except OSError as error:
        raise Problem(
            503, "storage_full", f"The upload cannot be stored: {os.strerror(error.errno or 0)}."
        ) from None
    except Exception as error:
        if type(error).__name__ == "ClientDisconnect":
            raise ClientLeft from None
        raise
    finally:
        await asyncio.to_thread(file.close)
    return digest


def _store(service: State, new: NewJob, path: Path) -> tuple[str, bool]:
    """Id of the job and whether it was there before."""
    for _ in range(2):
        known = service.store.find(new.owner, new.idempotency_key) if new.idempotency_key else None
        if known:
            if known[1] != new.digest:
                raise Problem(
                    422,
                    "idempotency_key_reused",
                    "This Idempotency-Key belongs to a different request; take a new one.",
                )
            return known[0], True
        with contextlib.suppress(DuplicateKeyError):  # The same request came twice at once: find the other's.
            return service.store.create(new, read_upload(path, service.settings)), False
    raise Problem(409, "conflict", "The same Idempotency-Key is being used right now; try again.")


async def _progress(service: State, owner: str, job_id: str) -> Progress:
    progress = await asyncio.to_thread(service.store.progress, owner, job_id)
    if progress is None:
        raise Problem(404, "job_not_found", "There is no such job; it may have expired.")
    return progress


async def _job(request: Request, caller: Caller, job_id: str) -> Progress:
    return await _progress(state(request), caller, job_id)


OwnJob = Annotated[Progress, Depends(_job)]


@router.get("/jobs", response_model=JobsOut, summary="Recent jobs")
async def recent(request: Request, caller: Caller) -> JobsOut:
    """The 50 newest jobs sent with this API key, newest first."""
    return JobsOut(jobs=[_out(job) for job in await asyncio.to_thread(state(request).store.recent, caller)])


@router.get("/jobs/{job_id}", response_model=JobOut, summary="State of a job")
async def show(progress: OwnJob) -> JobOut:
    return _out(progress)


@router.delete("/jobs/{job_id}", status_code=204, summary="Cancel a job, or delete an ended one")
async def remove(request: Request, caller: Caller, progress: OwnJob) -> Response:
    """An active job is cancelled and keeps what was done; an ended one is deleted with its results."""
    service = state(request)
    if await asyncio.to_thread(service.store.cancel, caller, progress.job.id):
        service.metrics.jobs_ended.labels("cancelled").inc()
    else:
        await asyncio.to_thread(service.store.delete, caller, progress.job.id)
    return Response(status_code=204)


@router.get(
    "/jobs/{job_id}/results",
    summary="Results so far, in upload order",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"application/x-ndjson": {}, "text/csv": {}}, "description": "One line a document."}
    },
)
async def results(
    request: Request,
    progress: OwnJob,
    format: Literal["jsonl", "csv"] = "jsonl",
    only: Annotated[Literal["failed"] | None, Query(description="Only documents that failed.")] = None,
) -> StreamingResponse:
    lines = state(request).store.lines(progress.job.id, only == "failed")
    content: Iterator[str] = as_csv(lines) if format == "csv" else as_jsonl(lines)
    media_type = "text/csv; charset=utf-8" if format == "csv" else "application/x-ndjson"
    name = f"summaries-{progress.job.id[:8]}.{format}"
    return StreamingResponse(
        content, media_type=media_type, headers={"Content-Disposition": f"attachment; filename={name}"}
    )


@router.get(
    "/jobs/{job_id}/events", summary="Progress as server-sent events", response_class=EventSourceResponse
)
async def events(request: Request, caller: Caller, progress: OwnJob) -> AsyncIterator[ServerSentEvent]:
    """A `progress` event at every change, then one `end` event; the data is the job."""
    service = state(request)
    last = None
    while True:
        job = _out(progress)
        if job != last:
            yield ServerSentEvent(event="end" if progress.ended else "progress", data=job)
            last = job
        if progress.ended or service.engine.state == "draining":
            return
        await asyncio.sleep(_EVENT_SECONDS)
        again = await asyncio.to_thread(service.store.progress, caller, progress.job.id)
        if again is None:
            return
        progress = again


def _out(progress: Progress) -> JobOut:
    job = progress.job
    eta = progress.eta_seconds
    return JobOut(
        id=job.id,
        name=job.name,
        state=job.state,
        model=job.model,
        total=job.total,
        done=progress.done,
        failed=progress.failed,
        rate=round(progress.rate, 2),
        eta_seconds=None if eta is None else round(eta, 1),
        created_at=_time(job.created_at),
        started_at=_time(job.started_at),
        ended_at=_time(job.ended_at),
        expires_at=_time(job.expires_at),
        results=f"/v1/jobs/{job.id}/results",
        events=f"/v1/jobs/{job.id}/events",
    )


def _time(seconds: float | None) -> str | None:
    return (
        None
        if seconds is None
        else datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="seconds")
    )
