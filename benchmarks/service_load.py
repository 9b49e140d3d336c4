"""Open-loop load on the real service: throughput against the library's own, latency and refusals under overload.

    python benchmarks/service_load.py [--model extractive] [--seconds 15] [--soak 20000]

Arrivals follow a Poisson process at 0.5, 1, 2 and 10 times the capacity measured with the library in batches just
before, whether or not earlier requests have been answered. Figures go to the terminal and, as JSON, to --output.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[1]
FACTORS = (0.5, 1.0, 2.0, 10.0)


def documents() -> Iterator[str]:
    """Endless different news texts of the lengths that newsrooms send, 300 to 1,100 characters."""
    names = ("award_ceremony", "economy_figures", "election", "football_final", "innovation_meeting")
    texts = [(ROOT / "examples" / f"{name}.txt").read_text("utf-8").strip() for name in names]
    number = 0
    while True:
        number += 1
        yield f"{texts[number % len(texts)]}\n会议还研究了{number}项其他工作。"


def library_capacity(model: str, count: int) -> float:
    """Documents a second of the library's own batch call, in a process that does nothing else."""
    code = (
        "import sys, time, itertools; sys.path.insert(0, 'benchmarks'); from service_load import documents;"
        "from summarizer import Summarizer;"
        f"model = Summarizer({model!r}); model.warm_up(); texts = list(itertools.islice(documents(), {count}));"
        "list(model.summarize_many(texts[:8]));"
        "started = time.perf_counter(); done = list(model.summarize_many(texts));"
        "print(len(done) / (time.perf_counter() - started))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])


@contextlib.contextmanager
def service(model: str) -> Iterator[str]:
    """Address of a service in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {
            "SUMMARIZER_MODELS": model,
            "SUMMARIZER_DATABASE_URL": f"sqlite:///{folder}/jobs.sqlite3",
            "SUMMARIZER_QUEUE_SECONDS": "5",
        }
        port = free_port()
        command = [
            sys.executable,
            "-m",
            "uvicorn",
            "service.app:create_app",
            "--factory",
            "--port",
            str(port),
        ]
        process = subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.DEVNULL)
        url = f"http://127.0.0.1:{port}"
        try:
            with httpx.Client(base_url=url) as http:
                wait_until_ready(http)
            yield url
        finally:
            process.terminate()
            process.wait(60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(http: httpx.Client) -> None:
    while True:
        with contextlib.suppress(httpx.TransportError):
            if http.get("/readyz").status_code == 200:
                return
        time.sleep(0.1)


def memory_mib(url: str) -> float:
    for line in httpx.get(f"{url}/metrics").text.splitlines():
        if line.startswith("process_resident_memory_bytes"):
            return float(line.split()[1]) / 2**20
    raise RuntimeError("the service does not tell its memory")


async def load(url: str, rate: float, seconds: float) -> dict[str, float]:
    """One phase of open-loop arrivals; what came of it."""
    texts = documents()
    answers: list[tuple[int, float]] = []
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=url, timeout=120, limits=limits) as client:

        async def ask() -> None:
            started = time.perf_counter()
            try:
                status = (await client.post("/v1/summaries", json={"text": next(texts)})).status_code
            except httpx.TransportError:
                status = 0  # Counted under "other", like any answer that is neither 200 nor 429.
            answers.append((status, time.perf_counter() - started))

        started = time.perf_counter()
        due = started
        tasks = []
        while due < started + seconds:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            tasks.append(asyncio.create_task(ask()))
            due += random.expovariate(rate)
        await asyncio.gather(*tasks)
        elapsed = time.perf_counter() - started
    accepted = sorted(latency for status, latency in answers if status == 200)
    refused = sorted(latency for status, latency in answers if status == 429)
    codes = Counter(status for status, _ in answers)
    return {
        "offered_per_second": round(len(answers) / seconds, 1),
        "accepted_per_second": round(len(accepted) / elapsed, 1),
        "accepted": len(accepted),
        "refused": len(refused),
        "other": len(answers) - codes[200] - codes[429],
        "p50_seconds": round(quantile(accepted, 0.5), 3),
        "p99_seconds": round(quantile(accepted, 0.99), 3),
        "refused_p99_seconds": round(quantile(refused, 0.99), 3),
    }


def quantile(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(share * len(values)))] if values else 0.0


async def soak(url: str, count: int) -> dict[str, float]:
    """Memory before, in the middle of and after ``count`` requests, eight at a time."""
    texts = documents()
    marks = [memory_mib(url)]
    async with httpx.AsyncClient(base_url=url, timeout=120) as client:
        for _ in range(2):
            left = count // 2

            async def work() -> None:
                nonlocal left
                while left > 0:
                    left -= 1
                    await client.post("/v1/summaries", json={"text": next(texts), "preset": "push"})

            await asyncio.gather(*(work() for _ in range(8)))
            marks.append(memory_mib(url))
    names = ("memory_start_mib", "memory_half_mib", "memory_end_mib")
    return {name: round(mark, 1) for name, mark in zip(names, marks, strict=True)}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", default="extractive")
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--documents", type=int, default=200, help="for the library's own capacity")
    parser.add_argument("--soak", type=int, default=0, help="requests to watch the memory over")
    parser.add_argument("--output", type=Path, default=ROOT / "benchmarks" / "results" / "service_load.json")
    arguments = parser.parse_args()
    capacity = library_capacity(arguments.model, arguments.documents)
    print(f"library: {capacity:.1f} documents/s in batches ({arguments.model})")
    report: dict[str, object] = {"model": arguments.model, "library_per_second": round(capacity, 1)}
    with service(arguments.model) as url:
        phases = {}
        for factor in FACTORS:
            phases[f"{factor:g}x"] = phase = asyncio.run(load(url, factor * capacity, arguments.seconds))
            print(f"{factor:>4g}x  {phase}")
        best = max(phase["accepted_per_second"] for phase in phases.values())
        report |= {"phases": phases, "saturation_share": round(best / capacity, 2)}
        print(f"saturation: {report['saturation_share']} of the library's throughput")
        if arguments.soak:
            report["soak"] = {"requests": arguments.soak, **asyncio.run(soak(url, arguments.soak))}
            print(report["soak"])
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_text(json.dumps(report, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
