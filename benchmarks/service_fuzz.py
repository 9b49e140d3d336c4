"""Generated requests against the real service: whatever the OpenAPI document allows, and much that it does not.

    python benchmarks/service_fuzz.py               # all phases, more than 2,000 cases
    python benchmarks/service_fuzz.py --examples 8  # the short one of the tests

Exits 1 when an answer is a server error or not what the document promises.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.service_process import ROOT, Server, store

_CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)
_HOOKS = "benchmarks.service_fuzz_hooks"


def fuzz(url: str, examples: int, phases: str | None = None) -> tuple[bool, int, str]:
    """Whether all was well, the number of cases, and what schemathesis printed.

    Args:
        examples: most cases for one operation in one phase.
        phases: schemathesis' names, separated by commas; None for all.
    """
    program = Path(sys.executable).parent / "schemathesis"
    command = [str(program), "run", f"{url}/openapi.json", "--max-examples", str(examples), "--seed", "7"]
    command += ["--checks", ",".join(_CHECKS), "--no-color", "--request-timeout", "60"]
    # Server-sent events never end by themselves.
    command += ["--exclude-path-regex", "events"]
    # A generated deadline of a second would be missed by right on a busy machine.
    command += ["-H", "X-Deadline-Seconds: 60"]
    command += ["--phases", phases] if phases else []
    env = os.environ | {"SCHEMATHESIS_HOOKS": _HOOKS, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(command, env=env, cwd=folder, capture_output=True, text=True, check=False)
    counted = re.search(r"([\d,]+) generated", done.stdout)
    cases = int(counted.group(1).replace(",", "")) if counted else 0
    return done.returncode == 0, cases, done.stdout + done.stderr


def answers(server: Server) -> "Counter[str]":
    """Answers so far, by status."""
    counted: Counter[str] = Counter()
    for status, count in re.findall(
        r'summarizer_requests_total\{.*status="(\d+)"\} (\d+)', server.client.get("/metrics").text
    ):
        counted[status] += int(count)
    return counted


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--examples", type=int, default=100, help="for each operation in each phase")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(SUMMARIZER_DATABASE_URL=f"sqlite:///{folder}/jobs.sqlite3")
        before = answers(server)
        well, cases, output = fuzz(server.url, arguments.examples)
        counted = answers(server) - before
        server.close()
    print(output[-3000:])
    errors = sum(count for status, count in counted.items() if status.startswith("5"))
    store(
        "service_fuzz",
        {"cases": cases, "passed": well, "server_errors": errors, "answers": dict(sorted(counted.items()))},
    )
    return 0 if well and not errors else 1


if __name__ == "__main__":
    sys.exit(main())
