"""How long the service takes to be alive, to be ready, and what its first answers cost.

    python benchmarks/service_start.py [--models extractive embedded] [--times 5]

Alive: ``/livez`` answers 200. Ready: ``/readyz`` does, which it may only after every model has summarised a known
article within its budgets. A first request that takes no longer than later ones shows that nothing was left to load.
"""

import argparse
import statistics
import tempfile
import time

from benchmarks.service_process import ARTICLE, Server, store

_LATER = 5


def start(model: str) -> dict[str, float]:
    """Seconds of one start with an empty database."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        server = Server(
            ready=False, SUMMARIZER_MODELS=model, SUMMARIZER_DATABASE_URL=f"sqlite:///{folder}/jobs.sqlite3"
        )
        assert server.client.get("/livez").status_code == 200
        alive = time.perf_counter() - started
        early = server.client.post("/v1/summaries", json={"text": ARTICLE})
        server.wait_until_ready()
        ready = time.perf_counter() - started
        assert early.status_code in (200, 503), early.text
        requests = []
        for number in range(1 + _LATER):
            before = time.perf_counter()
            answer = server.client.post("/v1/summaries", json={"text": f"{ARTICLE}编号{number}。"})
            requests.append(time.perf_counter() - before)
            assert answer.status_code == 200, answer.text
        memory = [
            server.metric(f"{name}process_resident_memory_bytes") for name in ("", "summarizer_inference_")
        ]
        server.close()
    return {
        "alive_seconds": alive,
        "ready_seconds": ready,
        "first_request_seconds": requests[0],
        "later_request_seconds": statistics.median(requests[1:]),
        "loop_memory_mib": memory[0] / 2**20,
        "inference_memory_mib": memory[1] / 2**20,
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--models", nargs="+", default=["extractive", "embedded"])
    parser.add_argument("--times", type=int, default=5)
    arguments = parser.parse_args()
    report = {}
    for model in arguments.models:
        runs = [start(model) for _ in range(arguments.times)]
        report[model] = {name: round(statistics.median(run[name] for run in runs), 3) for name in runs[0]}
        print(model, report[model], flush=True)
    store("service_start", report)


if __name__ == "__main__":
    main()
