"""Kills the service with SIGKILL at random moments while jobs run, and counts what came of every document.

    python benchmarks/service_kill.py                            # on SQLite, then on a PostgreSQL it starts itself
    python benchmarks/service_kill.py --database-url postgresql://USER@HOST/NAME

Every job must finish with each of its documents exactly once, in order, and no worker process may outlive its
service. Exits 1 otherwise.
"""

import argparse
import contextlib
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.service_process import ARTICLE, Server, new_database, store, temporary_postgres

_ACTIVE = ("queued", "running")
#: Seconds from ready to killed, at most: some documents are finished in most lives, and all in none.
_LONGEST_LIFE = 4.0


@contextlib.contextmanager
def databases(url: str | None) -> Iterator[dict[str, str]]:
    """URLs by name: the one given, or an empty one of each kind, thrown away afterwards."""
    if url:
        yield {url.split(":")[0]: url}
        return
    with tempfile.TemporaryDirectory() as folder, temporary_postgres() as postgres:
        yield {"sqlite": f"sqlite:///{folder}/jobs.sqlite3", "postgresql": new_database(postgres)}


def start(url: str) -> Server:
    return Server(SUMMARIZER_DATABASE_URL=url, SUMMARIZER_JOB_LEASE_SECONDS="1")


def prove(url: str, jobs: int, documents: int, kills: int) -> dict[str, object]:
    """Figures of one run."""
    server = start(url)
    sent: dict[str, list[str]] = {}
    for job in range(jobs):
        ids = [f"{job}-{number}" for number in range(documents)]
        lines = "\n".join(json.dumps({"id": name, "text": f"{ARTICLE}编号{name}。"}) for name in ids)
        headers = {"Content-Type": "application/x-ndjson"}
        sent[server.client.post("/v1/jobs", content=lines.encode(), headers=headers).json()["id"]] = ids
    finished, running, workers = [], [], []
    for _ in range(kills):
        time.sleep(random.uniform(0.0, _LONGEST_LIFE))
        states = [server.client.get(f"/v1/jobs/{job}").json() for job in sent]
        finished.append(sum(state["done"] + state["failed"] for state in states))
        running.append(sum(state["state"] in _ACTIVE for state in states))
        workers += server.children
        server.kill()
        server.close()
        print(f"kill: {finished[-1]} documents were done, {running[-1]} jobs unfinished", flush=True)
        server = start(url)
    once = 0
    for job, ids in sent.items():
        while (state := server.client.get(f"/v1/jobs/{job}").json())["state"] in _ACTIVE:
            time.sleep(0.2)
        lines = server.client.get(f"/v1/jobs/{job}/results").text.splitlines()
        right = state["done"] == len(ids) and [json.loads(line)["id"] for line in lines] == ids
        once += right
        if not right:
            print(f"job {job}: {state}")
    server.close()
    orphans = [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    return {
        "jobs": jobs,
        "documents_a_job": documents,
        "kills": kills,
        "documents_done_at_each_kill": finished,
        "jobs_unfinished_at_each_kill": running,
        "jobs_with_each_document_once": once,
        "workers_left_behind": len(orphans),
    }


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--jobs", type=int, default=20)
    parser.add_argument("--documents", type=int, default=50, help="in each job")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--database-url", help="default: SQLite and PostgreSQL, both thrown away")
    arguments = parser.parse_args()
    report = {}
    with databases(arguments.database_url) as urls:
        for name, url in urls.items():
            report[name] = one = prove(url, arguments.jobs, arguments.documents, arguments.kills)
            print(
                f"{name}: {one['jobs_with_each_document_once']} of {arguments.jobs} jobs have each document once"
            )
    store("service_kill", report)
    right = all(
        one["jobs_with_each_document_once"] == arguments.jobs and not one["workers_left_behind"]
        for one in report.values()
    )
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
