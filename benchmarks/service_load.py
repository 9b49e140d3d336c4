"""Load on the real service: throughput against the library's own, latency and refusals under overload.

    python benchmarks/service_load.py [--models extractive embedded] [--seconds 15]

Offers 0.5, 1, 2 and 10 times the capacity that the library shows in its own batches, before and after, on the same
documents. The generator (``service_traffic.py``) runs in a process of its own and reports its own delays; a third
process asks ``/livez`` twenty times a second, which shows how long the event loop keeps a quiet client waiting.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time

import httpx

from benchmarks.service_process import ROOT, Server, store
from benchmarks.service_traffic import quantile

FACTORS = (0.5, 1.0, 2.0, 10.0)
_QUEUE_SECONDS = 5

_LIBRARY = """
import itertools, sys, time
from benchmarks.service_traffic import documents
from summarizer import Summarizer
model, count = sys.argv[1], int(sys.argv[2])
summarizer = Summarizer(model)
summarizer.warm_up()
texts = list(itertools.islice(documents(), 8 + count))
list(summarizer.summarize_many(texts[:8]))
started = time.perf_counter()
done = list(summarizer.summarize_many(texts[8:]))
print(len(done) / (time.perf_counter() - started))
"""


def library(model: str, count: int) -> float:
    """Documents a second of the library's own batch call, in a process that does nothing else."""
    done = subprocess.run(
        [sys.executable, "-c", _LIBRARY, model, str(count)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.split()[-1])


class Probe(threading.Thread):
    """A quiet client: asks ``/livez`` every 50 ms until told to stop."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self._url = url
        self._stopping = threading.Event()
        self.latencies: list[float] = []

    def run(self) -> None:
        with httpx.Client(base_url=self._url, timeout=60) as client:
            while not self._stopping.wait(0.05):
                started = time.perf_counter()
                client.get("/livez")
                self.latencies.append(time.perf_counter() - started)

    def stop(self) -> list[float]:
        self._stopping.set()
        self.join()
        return self.latencies


def offer(url: str, rate: float, seconds: float) -> dict[str, float]:
    """One phase: what the generator and the quiet client saw."""
    probe = Probe(url)
    probe.start()
    command = [
        sys.executable,
        "benchmarks/service_traffic.py",
        url,
        "--rate",
        str(rate),
        "--seconds",
        str(seconds),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    phase: dict[str, float] = json.loads(done.stdout)
    return phase | {"livez_p99": quantile(probe.stop(), 0.99)}


def measure(model: str, count: int, seconds: float) -> dict[str, object]:
    """All phases for one model."""
    before = library(model, count)
    print(f"{model}: the library does {before:.1f} documents/s", flush=True)
    phases = {}
    with tempfile.TemporaryDirectory() as folder:
        server = Server(
            SUMMARIZER_MODELS=model,
            SUMMARIZER_DATABASE_URL=f"sqlite:///{folder}/jobs.sqlite3",
            SUMMARIZER_QUEUE_SECONDS=str(_QUEUE_SECONDS),
        )
        for factor in FACTORS:
            phases[f"{factor:g}"] = phase = offer(server.url, factor * before, seconds)
            print(f"{factor:>4g}x  {phase}", flush=True)
        server.close()
    after = library(model, count)
    capacity = (before + after) / 2
    share = max(phase["accepted_per_second"] for phase in phases.values()) / capacity
    print(
        f"{model}: {after:.1f} documents/s after; at saturation the service does {share:.2f} of it",
        flush=True,
    )
    return {
        "library_per_second": [round(before, 1), round(after, 1)],
        "queue_seconds": _QUEUE_SECONDS,
        "saturation_share": round(share, 2),
        "phases": phases,
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--models", nargs="+", default=["extractive", "embedded"])
    parser.add_argument("--seconds", type=float, default=15, help="for each phase")
    parser.add_argument("--documents", type=int, default=200, help="for the library's own capacity")
    arguments = parser.parse_args()
    models = {name: measure(name, arguments.documents, arguments.seconds) for name in arguments.models}
    store("service_load", {"cores": len(os.sched_getaffinity(0)), "models": models})


if __name__ == "__main__":
    main()
