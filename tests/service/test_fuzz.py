"""Whatever the OpenAPI document allows, and much that it does not, is answered without a server error."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.service_process import ROOT, Server

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)


@pytest.mark.slow
def test_generated_requests_meet_no_server_error(server: Server, tmp_path: Path) -> None:
    """A few cases; with `SUMMARIZER_FUZZ_EXAMPLES=100` all phases and more than 2,000."""
    asked = os.environ.get("SUMMARIZER_FUZZ_EXAMPLES")
    examples = asked or "8"
    phases = [] if asked else ["--phases", "examples,fuzzing"]
    program = Path(sys.executable).parent / "schemathesis"
    command = [str(program), "run", f"{server.url}/openapi.json", "--max-examples", examples, "--seed", "7"]
    options = [
        "--checks",
        ",".join(CHECKS),
        "--no-color",
        "--request-timeout",
        "60",
        "--exclude-path-regex",
        "events",
        # A generated deadline of a second would be missed by right on a busy machine.
        "-H",
        "X-Deadline-Seconds: 60",
        *phases,
    ]
    hooks = {"SCHEMATHESIS_HOOKS": "tests.service.fuzz_hooks", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*command, *options],
        env=os.environ | hooks,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
    counted = re.search(r"([\d,]+) generated", done.stdout)
    assert counted, done.stdout[-3000:]
    print(done.stdout[-1500:])
    assert int(counted.group(1).replace(",", "")) > 50
