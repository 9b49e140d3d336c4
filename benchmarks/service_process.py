"""The real service in a process of its own, and a real PostgreSQL for it: what proofs and tests start.

Nothing here is a figure; the scripts ``service_*.py`` beside it measure.
"""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"

ARTICLE = (
    "4月9日，临江市科技创新大会召开。市委书记邹自景出席并讲话，市长闻秋平主持会议。\n"
    "邹自景强调，要坚持把科技创新摆在发展全局的核心位置，今年全市研发投入要增长12%，新建省级实验室3家。\n"
    "闻秋平要求，各县区要在6月底前制定落实方案，逐项明确责任单位和完成时限。"
)


def command(port: int | str = 0) -> list[str]:
    """The command that starts the service."""
    return [sys.executable, "-m", "uvicorn", "service.app:create_app", "--factory", "--port", str(port)]


class Server:
    """A running service on a free port of this machine, with the extractive model unless told otherwise.

    Attributes:
        url: where it listens.
        client: for requests to it.
    """

    def __init__(self, *, ready: bool = True, **environment: str) -> None:
        env = {name: value for name, value in os.environ.items() if not name.startswith("SUMMARIZER_")}
        env |= {"SUMMARIZER_MODELS": "extractive", **environment}
        self.environment = environment
        # A file, not a pipe: nobody has to read it for the service to go on, and it outlives a kill.
        self._log = tempfile.NamedTemporaryFile(prefix="service-", suffix=".log")  # noqa: SIM115
        self.process = subprocess.Popen(
            command(), cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=self._log
        )
        try:
            self.url = self._wait(self._address, "it did not start listening")
            self.client = httpx.Client(base_url=self.url, timeout=180)
            if ready:
                self.wait_until_ready()
        except BaseException:
            self.kill()
            raise

    @property
    def lines(self) -> list[str]:
        """Its log so far."""
        return Path(self._log.name).read_text("utf-8", "replace").splitlines(keepends=True)

    @property
    def log(self) -> list[dict[str, object]]:
        """Its log lines so far, parsed."""
        return [json.loads(line) for line in self.lines if line.startswith("{") and line.endswith("\n")]

    @property
    def children(self) -> list[int]:
        """Its worker processes."""
        pid = self.process.pid
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(child) for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]

    def wait_until_ready(self) -> None:
        self._wait(self._is_ready, "it did not become ready")

    def _address(self) -> str | None:
        match = re.search(r"http://127\.0\.0\.1:\d+", "".join(self.lines))
        return match.group() if match else None

    def _is_ready(self) -> bool:
        answer = self.client.get("/readyz")
        assert answer.json().get("code") != "model_failed", "".join(self.lines)
        return answer.status_code == 200

    def _wait(self, ask: Callable[[], object], complaint: str) -> str:
        # Long enough for a machine that is busy with something else; a quick one never waits.
        for _ in range(10_000):
            answer = ask()
            if answer:
                return str(answer)
            assert self.process.poll() is None, "".join(self.lines)
            time.sleep(0.02)
        raise AssertionError(complaint + "\n" + "".join(self.lines))

    def metric(self, name: str) -> float:
        """Sum of a metric's samples; 0 when there are none yet."""
        lines = self.client.get("/metrics").text.splitlines()
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines if re.match(rf"{name}[ {{]", line))

    def terminate(self) -> int:
        """Asks it to stop as a supervisor would, and waits for its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(180)

    def kill(self) -> None:
        """``kill -9``."""
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        self.client.close()
        if self.process.poll() is None:
            self.kill()
        self._log.close()


def postgres_binaries() -> Path | None:
    """Folder of Debian's PostgreSQL programs, newest version; they are not on the PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return folders[-1].parent if folders else None


@contextlib.contextmanager
def temporary_postgres() -> Iterator[str]:
    """URL of a real PostgreSQL on a temporary folder, reached by its socket there."""
    binaries = postgres_binaries()
    if binaries is None:
        raise FileNotFoundError("no PostgreSQL here: apt-get install postgresql")
    # The server refuses to run as root; Debian's package brings a user for it.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        os.chmod(folder, 0o777)
        data = f"{folder}/data"

        def run(*arguments: str) -> None:
            subprocess.run([*as_user, *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/")

        run(f"{binaries}/initdb", "-D", data, "-U", "test", "--auth=trust", "--no-sync", "-E", "UTF8")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        control = [f"{binaries}/pg_ctl", "-D", data, "-w", "-l", f"{folder}/log"]
        run(*control, "-o", options, "start")
        try:
            yield f"postgresql://test@/postgres?host={folder}"
        finally:
            run(*control, "-m", "immediate", "stop")


def new_database(postgres: str) -> str:
    """URL of an empty database in that PostgreSQL."""
    name = f"jobs_{uuid.uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return postgres.replace("/postgres?", f"/{name}?")


def store(name: str, record: object) -> None:
    """Writes figures to ``benchmarks/results/{name}.json``."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", "utf-8")


def load(name: str) -> dict[str, Any]:
    """Figures written before; empty when there are none."""
    path = RESULTS / f"{name}.json"
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}
