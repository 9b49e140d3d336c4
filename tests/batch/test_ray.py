"""The Ray engine on a real cluster of several nodes on this machine."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from summarizer.batch.progress import Progress
from summarizer.batch.runner import run_batch
from summarizer.batch.settings import BatchSettings
from summarizer.batch.statistics import Statistics

from .conftest import ROOT, meeting, run, write_jsonl

ray = pytest.importorskip("ray")
pytestmark = [pytest.mark.ray, pytest.mark.slow, pytest.mark.timeout(1800)]

_STORE = 100 * 1024 * 1024


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    from ray.cluster_utils import Cluster

    # Workers import the package from this checkout, installed or not.
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))))
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    # A busy machine needs minutes for what Ray expects in seconds.
    monkeypatch.setenv("RAY_agent_register_timeout_ms", "300000")
    monkeypatch.setenv("RAY_worker_register_timeout_seconds", "300")
    monkeypatch.setenv("RAY_gcs_server_request_timeout_seconds", "300")
    monkeypatch.setenv("RAY_health_check_timeout_ms", "60000")
    monkeypatch.setattr("ray._private.services.get_node", _patiently(ray._private.services.get_node))
    cluster = Cluster(
        initialize_head=True,
        head_node_args={"num_cpus": 1, "object_store_memory": _STORE, "include_dashboard": False},
    )
    ray.init(address=cluster.address, log_to_driver=False, logging_level="ERROR")
    yield cluster
    ray.shutdown()
    cluster.shutdown()


def _patiently(look_up: Callable[..., Any]) -> Callable[..., Any]:
    """A node may take minutes to register; Ray itself gives up after thirty seconds."""

    def look(*arguments: Any) -> Any:
        for _ in range(240):
            with contextlib.suppress(RuntimeError):
                return look_up(*arguments)
            time.sleep(1)
        return look_up(*arguments)

    return look


class _Disturb(Progress):
    """Kills a node while the run is under way, and brings another."""

    def __init__(self, cluster: Any, node: Any) -> None:
        super().__init__(quiet=True)
        self.cluster, self.node, self.at = cluster, node, 0

    def update(self, statistics: Statistics, total: int | None = None) -> None:
        if self.node is not None and statistics.total >= 40:
            self.cluster.remove_node(self.node, allow_graceful=False)
            self.cluster.add_node(num_cpus=2, object_store_memory=_STORE)
            self.node, self.at = None, statistics.total


def test_node_lost_and_node_gained_mid_run(cluster: Any, tmp_path: Path) -> None:
    node = cluster.add_node(num_cpus=2, object_store_memory=_STORE)
    source = tmp_path / "in"
    source.mkdir()
    for number in range(240):
        (source / f"{number:03}.txt").write_text(meeting(number % 230), encoding="utf-8")
    (source / "bad.jsonl").write_text("{\n", encoding="utf-8")
    write_jsonl(source / "more.jsonl", range(300, 340))
    for name in ("local", "ray"):
        (tmp_path / name).mkdir()
    expected = run(source, tmp_path / "local" / "out.jsonl", window=10)
    disturb = _Disturb(cluster, node)
    settings = BatchSettings(
        (str(source),), str(tmp_path / "ray" / "out.jsonl"), model="extractive", engine="ray", window=10,
        actors=(2, 2),
    )  # fmt: skip
    got = run_batch(settings, disturb)
    assert 0 < disturb.at < 281, "the node must go in the middle"
    assert (got.total, got.ok, got.failed, got.duplicates) == (281, 270, 1, 10)
    assert (got.total, got.ok, got.failed) == (expected.total, expected.ok, expected.failed)
    for name in ("out.jsonl", "out.errors.jsonl", "out.duplicates.jsonl"):
        assert (tmp_path / "ray" / name).read_bytes() == (tmp_path / "local" / name).read_bytes()
    # The ledgers are interchangeable: each engine goes on where the other stopped.
    assert run(source, tmp_path / "ray" / "out.jsonl", window=10).computed == 0
    limited = run_batch(
        BatchSettings(
            (str(source),), str(tmp_path / "ray" / "some.jsonl"), model="extractive", engine="ray", window=10,
            ledger=str(tmp_path / "local" / "out.jsonl.ledger"), limit=25,
        )
    )  # fmt: skip
    assert (limited.total, limited.computed) == (25, 0)
