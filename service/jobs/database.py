"""Opening the jobs' database and bringing its schema up to date."""

import time
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.orm import Session

#: Any number, the same in every process: who holds it migrates.
_MIGRATION_LOCK = 7_267_401_133


def open_database(url: str) -> Engine:
    """A pool of connections; nothing is connected yet.

    SQLite runs in WAL mode with write transactions that begin at once, so that several threads and processes
    queue for the lock instead of failing on it.
    """
    parsed = make_url(url)
    if parsed.drivername in ("postgresql", "postgres"):
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    engine = create_engine(parsed, connect_args={"timeout": 60})
    if parsed.get_backend_name() == "sqlite":
        if parsed.database and parsed.database != ":memory:":
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    # The driver's own transactions begin too late; ours begin in ``_begin_sqlite``.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def migration_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, for the service and for developers."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "service:migrations")
    return config


def migrate(engine: Engine) -> None:
    """Brings the schema to the newest version; processes that start together take turns."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        command.upgrade(migration_config(connection), "head")


def clock(session: Session) -> float:
    """The database's time: processes on several machines must agree on when a lease ends."""
    if session.get_bind().dialect.name != "postgresql":
        return time.time()
    return float(session.scalar(text("SELECT extract(epoch FROM clock_timestamp())")) or 0)
