import subprocess
import sys

from .conftest import ROOT, batch_environment


def test_page_on_scale_fits_the_measurements() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "batch_scale.py"), "--check"]
    assert subprocess.run(command, env=batch_environment()).returncode == 0, (
        "run python benchmarks/batch_scale.py"
    )
