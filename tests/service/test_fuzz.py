"""Whatever the OpenAPI document allows, and much that it does not, is answered without a server error."""

import pytest

from benchmarks.service_fuzz import fuzz
from benchmarks.service_process import Server


@pytest.mark.slow
def test_generated_requests_meet_no_server_error(server: Server) -> None:
    """A few cases; `python benchmarks/service_fuzz.py` does more than 2,000."""
    well, cases, output = fuzz(server.url, examples=8, phases="examples,fuzzing")
    assert well, output[-5000:]
    assert cases > 50
