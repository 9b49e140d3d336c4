"""Jobs as their owners see them: taken, counted, cancelled, fetched, expired."""

import dataclasses
import json
import uuid
from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import ColumnElement, Engine, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from service.jobs.database import clock
from service.jobs.tables import Job, JobDocument
from service.jobs.uploads import NewDocument
from service.outcomes import line
from summarizer.options import SummaryOptions

ACTIVE = ("queued", "running")
_RATE_SECONDS = 60


class DuplicateKeyError(Exception):
    """The idempotency key was used before."""


@dataclasses.dataclass(frozen=True, slots=True)
class NewJob:
    """What a client asks for; see :class:`~service.jobs.tables.Job`."""

    owner: str
    model: str
    options: SummaryOptions
    digest: str
    idempotency_key: str | None = None
    name: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Progress:
    """A job and how far it is; ``rate`` is documents a second over the last minute."""

    job: Job
    done: int
    failed: int
    rate: float

    @property
    def ended(self) -> bool:
        return self.job.state not in ACTIVE

    @property
    def eta_seconds(self) -> float | None:
        left = self.job.total - self.done - self.failed
        return left / self.rate if self.rate and not self.ended else None


class JobStore:
    """Every method is one short transaction and blocks; call it from a thread."""

    def __init__(self, engine: Engine, retention_seconds: float) -> None:
        self._engine = engine
        self._reading = engine.execution_options(reading=True)
        self._retention_seconds = retention_seconds

    def create(self, new: NewJob, documents: Iterable[NewDocument]) -> str:
        """Takes a whole job or nothing of it; returns its id.

        Raises:
            DuplicateKeyError: the owner has used the idempotency key.
            Problem: the upload cannot be taken.
        """
        job_id = uuid.uuid4().hex
        with Session(self._engine) as session, session.begin():
            now = clock(session)
            job = Job(
                id=job_id,
                owner=new.owner,
                name=new.name,
                state="queued",
                model=new.model,
                options=json.dumps(dataclasses.asdict(new.options)),
                idempotency_key=new.idempotency_key,
                digest=new.digest,
                total=0,
                created_at=now,
            )
            session.add(job)
            try:
                session.flush()
            except IntegrityError:
                raise DuplicateKeyError from None
            rows = (_row(job_id, position, document, now) for position, document in enumerate(documents))
            while chunk := list(islice(rows, 500)):
                session.execute(insert(JobDocument), chunk)
                job.total += len(chunk)
        return job_id

    def find(self, owner: str, idempotency_key: str) -> tuple[str, str] | None:
        """Id and digest of the owner's job with that idempotency key."""
        query = select(Job.id, Job.digest).where(Job.owner == owner, Job.idempotency_key == idempotency_key)
        with Session(self._reading) as session:
            row = session.execute(query).one_or_none()
            return (row.id, row.digest) if row else None

    def progress(self, owner: str, job_id: str) -> Progress | None:
        """A job of that owner."""
        with Session(self._reading, expire_on_commit=False) as session:
            job = session.scalar(select(Job).where(Job.id == job_id, Job.owner == owner))
            return self._progress(session, job) if job else None

    def recent(self, owner: str, limit: int = 50) -> list[Progress]:
        """The owner's jobs, newest first."""
        query = select(Job).where(Job.owner == owner).order_by(Job.created_at.desc()).limit(limit)
        with Session(self._reading, expire_on_commit=False) as session:
            return [self._progress(session, job) for job in session.scalars(query)]

    def active(self, owner: str) -> int:
        """How many jobs of the owner have not ended."""
        query = select(func.count()).where(Job.owner == owner, Job.state.in_(ACTIVE))
        with Session(self._reading) as session:
            return session.scalar(query) or 0

    def _progress(self, session: Session, job: Job) -> Progress:
        of_job = JobDocument.job_id == job.id
        rows = session.execute(
            select(JobDocument.state, func.count()).where(of_job).group_by(JobDocument.state)
        )
        counts = {state: count for state, count in rows}
        rate = 0.0
        if job.started_at and job.state == "running":
            now = clock(session)
            since = max(job.started_at, now - _RATE_SECONDS)
            recent = JobDocument.state.in_(("done", "failed")) & (JobDocument.finished_at >= since)
            finished = session.scalar(select(func.count()).where(of_job, recent)) or 0
            rate = finished / max(now - since, 0.1)
        return Progress(job, counts.get("done", 0), counts.get("failed", 0), rate)

    def cancel(self, owner: str, job_id: str) -> bool:
        """Ends a job early; whether it was still active. What was done stays until it expires."""
        mine = (Job.owner == owner, Job.id == job_id)
        return bool(end_jobs(self._engine, "cancelled", self._retention_seconds, *mine))

    def delete(self, owner: str, job_id: str) -> None:
        """Deletes a job of that owner with its results."""
        with Session(self._engine) as session, session.begin():
            session.execute(delete(Job).where(Job.id == job_id, Job.owner == owner))

    def expire(self) -> int:
        """Deletes the jobs whose time is over; returns how many."""
        with Session(self._engine) as session, session.begin():
            result = session.execute(delete(Job).where(Job.expires_at < clock(session)))
            return int(result.rowcount)  # type: ignore[attr-defined]

    def lines(self, job_id: str, only_failed: bool = False) -> Iterator[str]:
        """Result lines in upload order, read in pages, so that no transaction grows with the job."""
        states = ("failed",) if only_failed else ("done", "failed")
        position = -1
        while True:
            query = (
                select(JobDocument.position, JobDocument.outcome)
                .where(
                    JobDocument.job_id == job_id,
                    JobDocument.position > position,
                    JobDocument.state.in_(states),
                )
                .order_by(JobDocument.position)
                .limit(200)
            )
            with Session(self._reading) as session:
                rows = session.execute(query).all()
            if not rows:
                return
            yield from (row.outcome or "" for row in rows)
            position = rows[-1].position


def _row(job_id: str, position: int, document: NewDocument, now: float) -> dict[str, object]:
    error = document.error
    return {
        "job_id": job_id,
        "position": position,
        "identifier": document.identifier,
        "title": document.title,
        "format": document.format,
        "payload": document.payload,
        "state": "failed" if error else "waiting",
        "attempts": 0,
        "finished_at": now if error else None,
        "outcome": line(document.identifier, error).decode() if error else None,
    }


def end_jobs(engine: Engine, state: str, retention_seconds: float, *which: ColumnElement[bool]) -> int:
    """Ends the active jobs among ``which``; returns how many."""
    with Session(engine) as session, session.begin():
        now = clock(session)
        values = {"state": state, "ended_at": now, "expires_at": now + retention_seconds}
        result = session.execute(update(Job).where(Job.state.in_(ACTIVE), *which).values(**values))
        return int(result.rowcount)  # type: ignore[attr-defined]
