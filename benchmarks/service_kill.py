"""Kills the service at random moments while jobs run, and counts what came of every document.

    python benchmarks/service_kill.py [--jobs 20] [--documents 50] [--kills 10] [--database-url URL]

Every job must finish with each of its documents exactly once, in order. Exits 1 if one does not.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

import httpx
from service_load import ROOT, free_port, wait_until_ready

TEXT = (
    "4月9日，临江市科技创新大会召开。市委书记邹自景出席并讲话，市长闻秋平主持会议。\n"
    "邹自景强调，要坚持把科技创新摆在发展全局的核心位置，今年全市研发投入要增长12%，新建省级实验室3家。\n"
    "闻秋平要求，各县区要在6月底前制定落实方案，逐项明确责任单位和完成时限。编号{}。"
)


class Service:
    def __init__(self, url: str) -> None:
        env = os.environ | {
            "SUMMARIZER_MODELS": "extractive",
            "SUMMARIZER_DATABASE_URL": url,
            "SUMMARIZER_JOB_LEASE_SECONDS": "1",
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
        self.process = subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.DEVNULL)
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)
        wait_until_ready(self.http)

    def kill(self) -> None:
        self.http.close()
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--jobs", type=int, default=20)
    parser.add_argument("--documents", type=int, default=50)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--database-url", help="default: a SQLite file that is thrown away")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = arguments.database_url or f"sqlite:///{folder}/jobs.sqlite3"
        service = Service(url)
        jobs = {}
        for job in range(arguments.jobs):
            ids = [f"{job}-{number}" for number in range(arguments.documents)]
            lines = "\n".join(json.dumps({"id": name, "text": TEXT.format(name)}) for name in ids)
            headers = {"Content-Type": "application/x-ndjson"}
            jobs[service.http.post("/v1/jobs", content=lines.encode(), headers=headers).json()["id"]] = ids
        for number in range(arguments.kills):
            time.sleep(random.uniform(0.05, 1.0))
            states = [service.http.get(f"/v1/jobs/{job}").json() for job in jobs]
            finished = sum(state["done"] + state["failed"] for state in states)
            service.kill()
            done = f"{finished} of {arguments.jobs * arguments.documents}"
            print(f"kill {number + 1}: {done} documents were done", flush=True)
            service = Service(url)
        wrong = 0
        for job, ids in jobs.items():
            while (state := service.http.get(f"/v1/jobs/{job}").json())["state"] in ("queued", "running"):
                time.sleep(0.2)
            lines = service.http.get(f"/v1/jobs/{job}/results").text.splitlines()
            if state["done"] != len(ids) or [json.loads(line)["id"] for line in lines] != ids:
                wrong += 1
                print(f"job {job}: {state}")
        service.kill()
    print(f"{arguments.jobs - wrong} of {arguments.jobs} jobs finished with each document once")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
