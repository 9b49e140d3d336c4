"""Memory of the service's processes over many requests.

    python benchmarks/service_soak.py --requests 20000
    python benchmarks/service_soak.py --model embedded --requests 1500

Summaries of ever different short articles, eight at a time, mixed with checks, batches, and requests that are
refused; a small job after every twentieth of them. Exits 1 when a process grew by more than 5 % from the middle to the end.
"""

import argparse
import asyncio
import itertools
import json
import sys
import tempfile
import time

import uvloop

from benchmarks.service_process import ARTICLE, Server, load, store
from benchmarks.service_traffic import Connections

_PROCESSES = {
    "loop": "process_resident_memory_bytes",
    "inference": "summarizer_inference_process_resident_memory_bytes",
    "check": "summarizer_check_process_resident_memory_bytes",
}
_MARKS = 20
_AT_ONCE = 8
_TOLERANCE = 1.05


def request(number: int) -> tuple[str, object, int]:
    """Path, body and expected status of the ``number``-th request."""
    text = f"{ARTICLE}会议还研究了{number}项其他工作。"
    if number % 10 == 3:
        return "/v1/checks", {"source": text, "text": f"闻秋平主持会议。会议研究了{number + 1}项工作。"}, 200
    if number % 50 == 7:
        return "/v1/summaries:batch", {"documents": [{"text": text}, {"text": " "}]}, 200
    if number % 50 == 9:
        return "/v1/summaries", {"text": text, "preset": f"unknown-{number}"}, 422
    return "/v1/summaries", {"text": text, "preset": ("push", "wechat", "sms")[number % 3]}, 200


async def send(url: str, numbers: range) -> None:
    """Sends those requests, a few at a time; any unexpected answer ends the run."""
    connections = Connections(url)
    left = iter(numbers)

    async def work() -> None:
        for number in left:
            path, body, expected = request(number)
            status, answer = await connections.post(path, body)
            if status != expected:
                raise RuntimeError(f"{path} answered {status}: {answer[:500]!r}")

    await asyncio.gather(*(work() for _ in range(_AT_ONCE)))


def archive(server: Server, mark: int) -> None:
    """A job of 20 documents, waited for and deleted."""
    lines = "\n".join(json.dumps({"text": f"{ARTICLE}会期{mark + number}天。"}) for number in range(20))
    headers = {"Content-Type": "application/x-ndjson"}
    job = server.client.post("/v1/jobs", content=lines.encode(), headers=headers).json()
    while (state := server.client.get(f"/v1/jobs/{job['id']}").json())["state"] != "finished":
        time.sleep(0.1)
    assert state["done"] == 20
    server.client.delete(f"/v1/jobs/{job['id']}")


def soak(model: str, count: int) -> dict[str, object]:
    """Memory in MiB of each process after every twentieth of the requests."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(SUMMARIZER_MODELS=model, SUMMARIZER_DATABASE_URL=f"sqlite:///{folder}/jobs.sqlite3")
        memory: dict[str, list[float]] = {name: [] for name in _PROCESSES}
        borders = [count * mark // _MARKS for mark in range(_MARKS + 1)]
        for start, end in itertools.pairwise(borders):
            uvloop.run(send(server.url, range(start, end)))
            archive(server, end)
            for name, metric in _PROCESSES.items():
                memory[name].append(round(server.metric(metric) / 2**20, 1))
            print(
                f"{end} requests: {', '.join(f'{name} {marks[-1]} MiB' for name, marks in memory.items())}",
                flush=True,
            )
        server.close()
    growth = {name: round(marks[-1] / marks[_MARKS // 2 - 1], 3) for name, marks in memory.items()}
    return {"requests": count, "memory_mib": memory, "growth_from_the_middle": growth}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", default="extractive")
    parser.add_argument("--requests", type=int, default=20_000)
    arguments = parser.parse_args()
    report = soak(arguments.model, arguments.requests)
    print(report["growth_from_the_middle"])
    store("service_soak", load("service_soak") | {arguments.model: report})
    growth = report["growth_from_the_middle"]
    assert isinstance(growth, dict)
    return int(max(growth.values()) > _TOLERANCE)


if __name__ == "__main__":
    sys.exit(main())
