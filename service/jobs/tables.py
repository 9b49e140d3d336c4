"""The two tables of jobs, one schema for SQLite and PostgreSQL. Times are seconds since 1970, UTC."""

from sqlalchemy import Double, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Everything that the migrations keep."""


class Job(Base):
    """An archive to summarise.

    Attributes:
        owner: name of the API key that sent it; nobody else sees it.
        name: what its owner calls it, a file name most often.
        state: ``queued``, ``running``, ``finished`` or ``cancelled``.
        options: JSON of the resolved options.
        digest: SHA-256 of upload and parameters, to tell a repeated request from another one.
        served_at: when a worker last took documents of it; the job served longest ago is next.
        expires_at: when it is deleted; None until it ends.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("owner", "idempotency_key", name="jobs_idempotency"),
        Index("jobs_state", "state", "served_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(64))
    name: Mapped[str | None] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(16))
    model: Mapped[str] = mapped_column(String(200))
    options: Mapped[str] = mapped_column(Text)
    idempotency_key: Mapped[str | None] = mapped_column(String(255))
    digest: Mapped[str] = mapped_column(String(64))
    total: Mapped[int]
    created_at: Mapped[float] = mapped_column(Double)
    started_at: Mapped[float | None] = mapped_column(Double)
    served_at: Mapped[float | None] = mapped_column(Double)
    ended_at: Mapped[float | None] = mapped_column(Double)
    expires_at: Mapped[float | None] = mapped_column(Double)


class JobDocument(Base):
    """One document of a job.

    Attributes:
        position: place in the upload, from 0.
        state: ``waiting``, ``leased``, ``done`` or ``failed``.
        worker: who holds the lease; only he may finish the document.
        attempts: leases so far; a document that kills its process time and again is given up.
        payload: the source until the document is finished, then empty.
        outcome: its line of the results.
    """

    __tablename__ = "job_documents"
    __table_args__ = (
        # Covers counting by state and by time, so that progress never reads the texts.
        Index("job_documents_progress", "job_id", "state", "finished_at"),
        Index("job_documents_worker", "worker"),
    )

    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    identifier: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)
    format: Mapped[str] = mapped_column(String(8))
    payload: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(String(8))
    worker: Mapped[str | None] = mapped_column(String(100))
    lease_until: Mapped[float | None] = mapped_column(Double)
    attempts: Mapped[int]
    finished_at: Mapped[float | None] = mapped_column(Double)
    outcome: Mapped[str | None] = mapped_column(Text)
