"""Real service processes for the tests: uvicorn on a free port, talked to over HTTP."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from benchmarks.service_process import Server, new_database, postgres_binaries, temporary_postgres


@pytest.fixture(scope="session", autouse=True)
def one_thread_a_process() -> Iterator[None]:
    """Several services and a browser share the machine with the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OMP_NUM_THREADS", "1")
        yield


@pytest.fixture
def start_server(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts services with settings of their own and a database in the test's folder."""
    servers: list[Server] = []

    def start(ready: bool = True, **environment: str) -> Server:
        environment.setdefault("SUMMARIZER_DATABASE_URL", f"sqlite:///{tmp_path / 'jobs.sqlite3'}")
        servers.append(Server(ready=ready, **environment))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One service with default settings, shared by the tests that leave no trace."""
    folder = tmp_path_factory.mktemp("service")
    running = Server(SUMMARIZER_DATABASE_URL=f"sqlite:///{folder / 'jobs.sqlite3'}")
    yield running
    running.close()


@pytest.fixture
def client(server: Server) -> httpx.Client:
    return server.client


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """URL of a real PostgreSQL on a temporary folder."""
    if postgres_binaries() is None:
        pytest.skip("no PostgreSQL here: apt-get install postgresql")
    with temporary_postgres() as url:
        yield url


DATABASES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind that the service supports."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'jobs.sqlite3'}"
    return new_database(request.getfixturevalue("postgres"))


@pytest.fixture(scope="session")
def postgres_server(postgres: str) -> Iterator[Server]:
    """One service on PostgreSQL, shared like ``server``."""
    running = Server(SUMMARIZER_DATABASE_URL=new_database(postgres))
    yield running
    running.close()


@pytest.fixture(scope="session")
def small_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One service with small limits: 60 kB a body, 90 kB and 100 documents an upload, one document a batch."""
    running = Server(
        SUMMARIZER_DATABASE_URL=f"sqlite:///{tmp_path_factory.mktemp('small') / 'jobs.sqlite3'}",
        SUMMARIZER_MAX_BODY_BYTES="60000",
        SUMMARIZER_MAX_UPLOAD_BYTES="90000",
        SUMMARIZER_MAX_UPLOAD_DOCUMENTS="100",
        SUMMARIZER_BATCH_DOCUMENTS="1",
        SUMMARIZER_QUEUE_DOCUMENTS="20",
        SUMMARIZER_QUEUE_SECONDS="600",
    )
    yield running
    running.close()


@pytest.fixture(params=DATABASES)
def each_client(request: pytest.FixtureRequest) -> httpx.Client:
    """The shared service on each kind of database."""
    name = "server" if request.param == "sqlite" else "postgres_server"
    server: Server = request.getfixturevalue(name)
    return server.client
