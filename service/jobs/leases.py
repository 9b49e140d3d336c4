"""Documents of jobs as workers see them: leased, renewed, finished once.

A worker leases documents for a few seconds and renews the lease while it works. When it dies, the lease
runs out and another worker takes over. Only the holder of a lease can finish a document, so each is finished
exactly once however many processes share the database.
"""

import dataclasses
import json

from sqlalchemy import ColumnElement, Engine, and_, exists, func, or_, select, update
from sqlalchemy.orm import Session

from service.jobs.database import clock
from service.jobs.store import ACTIVE, end_jobs
from service.jobs.tables import Job, JobDocument
from service.schemas import Document, Format
from summarizer.options import SummaryOptions

_MAX_ATTEMPTS = 10


@dataclasses.dataclass(frozen=True, slots=True)
class Claim:
    """Documents of one job that one worker holds, by position."""

    job_id: str
    model: str
    options: SummaryOptions
    documents: dict[int, Document]
    attempts: dict[int, int]


class JobLeases:
    """Every method is one short transaction and blocks; call it from a thread."""

    def __init__(self, engine: Engine, lease_seconds: float, retention_seconds: float) -> None:
        self._engine = engine
        self._lease_seconds = lease_seconds
        self._retention_seconds = retention_seconds

    def claim(self, worker: str, limit: int) -> Claim | None:
        """Leases up to ``limit`` documents of the job that was served longest ago."""
        with Session(self._engine) as session, session.begin():
            now = clock(session)
            candidates = exists().where(JobDocument.job_id == Job.id, _open(now))
            job = session.scalar(
                select(Job)
                .where(Job.state.in_(ACTIVE), candidates)
                .order_by(func.coalesce(Job.served_at, 0), Job.created_at)
                .limit(1)
            )
            if job is None:
                return None
            rows = session.scalars(
                select(JobDocument)
                .where(JobDocument.job_id == job.id, _open(now))
                .order_by(JobDocument.position)
                .limit(limit)
                .with_for_update(skip_locked=True)
            ).all()
            if not rows:  # Another process holds all that are open.
                return None
            # A document whose last worker died runs alone: should it be the cause, its neighbours are spared.
            rows = rows[:1] if rows[0].attempts else [row for row in rows if not row.attempts]
            for row in rows:
                row.state, row.worker = "leased", worker
                row.lease_until = now + self._lease_seconds
                row.attempts += 1
            session.execute(
                update(Job)
                .where(Job.id == job.id, Job.state.in_(ACTIVE))
                .values(state="running", started_at=func.coalesce(Job.started_at, now), served_at=now)
            )
            options = SummaryOptions(**json.loads(job.options))
            documents = {row.position: _document(row) for row in rows}
            attempts = {row.position: row.attempts for row in rows}
            return Claim(job.id, job.model, options, documents, attempts)

    def renew(self, worker: str) -> None:
        """Prolongs every lease of the worker."""
        self._lease(worker, self._lease_seconds)

    def release(self, worker: str) -> None:
        """Gives every lease of the worker back at once."""
        self._lease(worker, -1)

    def _lease(self, worker: str, seconds: float) -> None:
        with Session(self._engine) as session, session.begin():
            session.execute(
                update(JobDocument)
                .where(JobDocument.worker == worker, JobDocument.state == "leased")
                .values(lease_until=clock(session) + seconds)
            )

    def finish(self, worker: str, claim: Claim, outcomes: dict[int, tuple[str, bool]]) -> int:
        """Stores outcomes, (result line, failed?) by position; returns how many were still the worker's.

        Documents without an outcome are let go: their lease is prolonged no more, and when it has run out they
        are tried again, each alone.
        """
        stored = 0
        with Session(self._engine) as session, session.begin():
            now = clock(session)
            for position, (line, failed) in outcomes.items():
                result = session.execute(
                    update(JobDocument)
                    .where(
                        JobDocument.job_id == claim.job_id,
                        JobDocument.position == position,
                        JobDocument.state == "leased",
                        JobDocument.worker == worker,
                    )
                    .values(
                        state="failed" if failed else "done",
                        outcome=line,
                        payload=b"",
                        worker=None,
                        lease_until=None,
                        finished_at=now,
                    )
                )
                stored += result.rowcount  # type: ignore[attr-defined]
            left = [position for position in claim.documents if position not in outcomes]
            session.execute(
                update(JobDocument)
                .where(
                    JobDocument.job_id == claim.job_id,
                    JobDocument.position.in_(left),
                    JobDocument.worker == worker,
                )
                .values(worker=None)
            )
        return stored

    def end_finished(self) -> int:
        """Ends the jobs that have no open document left; returns how many.

        In a transaction after the one that finished the last document: two processes that finish the last two
        documents at once do not see each other's.
        """
        left = exists().where(JobDocument.job_id == Job.id, JobDocument.state.in_(("waiting", "leased")))
        return end_jobs(self._engine, "finished", self._retention_seconds, ~left)


def _open(now: float) -> ColumnElement[bool]:
    lapsed = and_(JobDocument.state == "leased", JobDocument.lease_until < now)
    return or_(JobDocument.state == "waiting", lapsed)


def _document(row: JobDocument) -> Document:
    content: str | bytes = row.payload if row.format == "bytes" else row.payload.decode()
    kind: Format = row.format  # type: ignore[assignment]
    return Document(kind, content, row.identifier, row.title, row.identifier)


def exhausted(attempts: int) -> bool:
    """Whether a document has cost so many workers their lives that nobody should try again."""
    return attempts > _MAX_ATTEMPTS
