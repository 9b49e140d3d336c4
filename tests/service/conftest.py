"""A real service process for the tests: uvicorn on a free port, talked to over HTTP."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psycopg
import pytest

ROOT = Path(__file__).parents[2]

ARTICLE = (
    "4月9日，临江市科技创新大会召开。市委书记邹自景出席并讲话，市长闻秋平主持会议。\n"
    "邹自景强调，要坚持把科技创新摆在发展全局的核心位置，今年全市研发投入要增长12%，新建省级实验室3家。\n"
    "闻秋平要求，各县区要在6月底前制定落实方案，逐项明确责任单位和完成时限。"
)


class Server:
    """A service in a process of its own.

    Attributes:
        url: where it listens.
        log: its log lines so far, parsed.
    """

    def __init__(self, *, ready: bool = True, **environment: str) -> None:
        env = {name: value for name, value in os.environ.items() if not name.startswith("SUMMARIZER_")}
        env |= {"SUMMARIZER_MODELS": "extractive", "OMP_NUM_THREADS": "1", **environment}
        self.environment = environment
        self.process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "service.app:create_app", "--factory", "--port", "0"],
            cwd=ROOT,
            env=env,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        try:
            self.url = self._wait(self._address, "it did not start listening")
            self.client = httpx.Client(base_url=self.url, timeout=180)
            if ready:
                self._wait(self._is_ready, "it did not become ready")
        except BaseException:
            self.kill()
            raise

    def _read(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.lines.append(line)

    @property
    def log(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.lines if line.startswith("{")]

    def _address(self) -> str | None:
        match = re.search(r"http://127\.0\.0\.1:\d+", "".join(self.lines))
        return match.group() if match else None

    def _is_ready(self) -> bool:
        answer = self.client.get("/readyz")
        assert answer.json().get("code") != "model_failed", "".join(self.lines)
        return answer.status_code == 200

    def _wait(self, ask: Callable[[], object], complaint: str) -> str:
        # Long enough for a machine that is busy with something else; a quick one never waits.
        for _ in range(4000):
            answer = ask()
            if answer:
                return str(answer)
            assert self.process.poll() is None, "".join(self.lines)
            time.sleep(0.05)
        raise AssertionError(complaint + "\n" + "".join(self.lines))

    def terminate(self) -> int:
        """Asks it to stop as a supervisor would, and waits for its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(180)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        self.client.close()
        if self.process.poll() is None:
            self.kill()


def metric(client: httpx.Client, name: str) -> float:
    """Sum of a metric's samples; 0 when there are none yet."""
    lines = client.get("/metrics").text.splitlines()
    return sum(float(line.rsplit(" ", 1)[1]) for line in lines if re.match(rf"{name}[ {{]", line))


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


def postgres_binaries() -> Path | None:
    """Folder of Debian's PostgreSQL programs, newest version; they are not on the PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return folders[-1].parent if folders else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """URL of a real PostgreSQL on a temporary folder, reached by its socket there."""
    binaries = postgres_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL here: apt-get install postgresql")
    # The server refuses to run as root; Debian's package brings a user for it.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        os.chmod(folder, 0o777)
        data = f"{folder}/data"
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"}
        initdb = [f"{binaries}/initdb", "-D", data, "-U", "test", "--auth=trust", "--no-sync", "-E", "UTF8"]
        subprocess.run([*as_user, *initdb], **quiet)
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        control = [*as_user, f"{binaries}/pg_ctl", "-D", data, "-w", "-l", f"{folder}/log"]
        subprocess.run([*control, "-o", options, "start"], **quiet)
        try:
            yield f"postgresql://test@/postgres?host={folder}"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **quiet)


DATABASES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


def new_database(postgres: str) -> str:
    """URL of an empty database in that server."""
    name = f"jobs_{uuid.uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return postgres.replace("/postgres?", f"/{name}?")


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
