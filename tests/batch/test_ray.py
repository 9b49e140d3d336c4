"""The Ray engine on real clusters on this machine."""

import contextlib
import inspect
import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from summarizer.batch.ledger import Ledger
from summarizer.batch.progress import Progress
from summarizer.batch.runner import run_batch
from summarizer.batch.settings import BatchSettings
from summarizer.batch.statistics import Statistics
from summarizer.errors import BatchError, LedgerError

from .conftest import ROOT, meeting, run, write_jsonl

ray = pytest.importorskip("ray")
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

_STORE = 100 * 1024 * 1024
_COMPARED = ("out.jsonl", "out.errors.jsonl", "out.duplicates.jsonl")


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine needs minutes for what Ray expects in seconds."""
    # Workers import the package from this checkout, installed or not.
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))))
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    # Workers make way for everything else unless told not to, and on a busy machine never get their turn.
    monkeypatch.setenv("RAY_worker_niceness", "0")
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    monkeypatch.setenv("RAY_agent_register_timeout_ms", "300000")
    monkeypatch.setenv("RAY_worker_register_timeout_seconds", "300")
    monkeypatch.setenv("RAY_gcs_server_request_timeout_seconds", "300")
    monkeypatch.setenv("RAY_health_check_timeout_ms", "60000")
    services = "ray._private.services"
    monkeypatch.setattr(f"{services}.get_node", _asks_on(ray._private.services.get_node))
    monkeypatch.setattr(f"{services}.start_raylet", _told_port(ray._private.services.start_raylet))


def _asks_on(get_node: Callable[..., Any]) -> Callable[..., Any]:
    """A node may take minutes to register; Ray itself gives up after thirty seconds."""

    def look(*arguments: Any) -> Any:
        for _ in range(240):
            with contextlib.suppress(RuntimeError):
                return get_node(*arguments)
            time.sleep(1)
        return get_node(*arguments)

    return look


def _told_port(start_raylet: Callable[..., Any]) -> Callable[..., Any]:
    """The one port that a node learns from its agent alone, for fifteen seconds at most; here it finds it at once."""
    signature = inspect.signature(start_raylet)

    def start(*positional: Any, **named: Any) -> Any:
        given = signature.bind(*positional, **named).arguments
        name = f"dashboard_agent_listen_port_{given['node_id']}"
        Path(given["session_dir"], name).write_text(str(given["dashboard_agent_listen_port"]), "ascii")
        return start_raylet(*positional, **named)

    return start


@pytest.fixture
def cluster(patience: None) -> Iterator[Any]:
    """A head with a single core, the smallest cluster there is; tests add nodes."""
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={**node(1), "include_dashboard": False})
    ray.init(address=cluster.address, log_to_driver=False, logging_level="ERROR")
    yield cluster
    ray.shutdown()
    cluster.shutdown()


def node(cores: int) -> dict[str, Any]:
    """A node whose ports are given: it would wait no longer than fifteen seconds for agents to tell theirs."""
    with contextlib.ExitStack() as stack:
        bound = [stack.enter_context(socket.create_server(("", 0))) for _ in range(4)]
        ports = [listening.getsockname()[1] for listening in bound]
    names = (
        "metrics_agent_port",
        "metrics_export_port",
        "runtime_env_agent_port",
        "dashboard_agent_listen_port",
    )
    return {"num_cpus": cores, "object_store_memory": _STORE, **dict(zip(names, ports, strict=True))}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with failures and duplicates among its documents, and places to write to."""
    folder = tmp_path / "in"
    folder.mkdir()
    write_jsonl(folder / "a.jsonl", range(20))
    write_jsonl(folder / "b.jsonl", range(15, 40))
    (folder / "bad.jsonl").write_text("{\n", encoding="utf-8")
    (folder / "c.txt").write_text(meeting(50), encoding="utf-8")
    for name in ("local", "ray"):
        (tmp_path / name).mkdir()
    return folder


def on_ray(source: object, output: object, **settings: Any) -> BatchSettings:
    return BatchSettings((str(source),), str(output), model="extractive", engine="ray", window=10, **settings)


@pytest.mark.usefixtures("cluster")
def test_same_output_as_one_machine(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = run(source, tmp_path / "local" / "out.jsonl", window=10)
    ledger = Ledger(str(tmp_path / "ray" / "out.jsonl.ledger"))
    with pytest.raises(LedgerError, match="Another run"):
        run_batch(on_ray(source, tmp_path / "ray" / "out.jsonl"))
    ledger.close()
    got = run_batch(on_ray(source, tmp_path / "ray" / "out.jsonl"))
    assert (got.total, got.ok, got.failed, got.duplicates) == (47, 41, 1, 5)
    assert (expected.total, expected.ok, expected.failed) == (got.total, got.ok, got.failed)
    for name in _COMPARED:
        assert (tmp_path / "ray" / name).read_bytes() == (tmp_path / "local" / name).read_bytes()
    # Input, ledger and output through fsspec, as an object store is reached; its index lies in the user's cache.
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    stored = run_batch(on_ray(f"local://{source}", f"local://{tmp_path}/store/out.jsonl"))
    assert (stored.total, stored.computed) == (47, 41)
    assert list((tmp_path / "store" / "out.jsonl.ledger").rglob("*.zst"))
    assert not list((tmp_path / "store").rglob("index.sqlite"))
    written = (tmp_path / "store" / "out.jsonl").read_bytes()
    assert written == (tmp_path / "local" / "out.jsonl").read_bytes()


def test_cluster_that_is_not_there_is_an_error_of_ours(source: Path, tmp_path: Path) -> None:
    with pytest.raises(BatchError, match=r"no Ray cluster at 127\.0\.0\.1:1: .*--ray-address"):
        run_batch(on_ray(source, tmp_path / "ray" / "out.jsonl", ray_address="127.0.0.1:1"))


class _Disturb(Progress):
    """Kills a node while the run is under way, and brings another."""

    def __init__(self, cluster: Any, node: Any) -> None:
        super().__init__(quiet=True)
        self.cluster, self.node, self.at = cluster, node, 0

    def update(self, statistics: Statistics, total: int | None = None) -> None:
        if self.node is not None and statistics.total >= 40:
            self.cluster.remove_node(self.node, allow_graceful=False)
            self.cluster.add_node(**node(2))
            self.node, self.at = None, statistics.total


@pytest.mark.ray
def test_node_lost_and_node_gained_mid_run(cluster: Any, source: Path, tmp_path: Path) -> None:
    second = cluster.add_node(**node(2))
    for number in range(200):
        (source / f"{number:03}.txt").write_text(meeting(100 + number), encoding="utf-8")
    expected = run(source, tmp_path / "local" / "out.jsonl", window=10)
    disturb = _Disturb(cluster, second)
    got = run_batch(on_ray(source, tmp_path / "ray" / "out.jsonl", actors=(2, 2)), disturb)
    assert 0 < disturb.at < 247, "the node must go in the middle"
    assert (got.total, got.failed, got.duplicates) == (247, 1, 5)
    assert (got.total, got.ok, got.failed) == (expected.total, expected.ok, expected.failed)
    for name in _COMPARED:
        assert (tmp_path / "ray" / name).read_bytes() == (tmp_path / "local" / name).read_bytes()
    # The ledgers are interchangeable: each engine goes on where the other stopped.
    assert run(source, tmp_path / "ray" / "out.jsonl", window=10).computed == 0
    ledger = str(tmp_path / "local" / "out.jsonl.ledger")
    limited = run_batch(on_ray(source, tmp_path / "ray" / "some.jsonl", ledger=ledger, limit=25))
    assert (limited.total, limited.computed) == (25, 0)
