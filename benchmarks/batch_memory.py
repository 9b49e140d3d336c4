"""Proof: memory stays flat however long the archive is.

    python benchmarks/batch_memory.py --documents 100000 --longest 200

Samples resident memory after each window and compares the second tenth of the run with the last. Short documents make
the run fit into half an hour of one core; what could grow grows with their number, not with their length.
Writes ``benchmarks/results/batch_memory_<model>.json``; exits 1 when memory grew by more than a tenth.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from batch_corpus import RESULTS, LeadModel, write_varied

from summarizer.batch.progress import Progress
from summarizer.batch.runner import run_batch
from summarizer.batch.settings import BatchSettings
from summarizer.batch.statistics import Statistics


class Watch(Progress):
    """Notes documents done, seconds and resident MiB."""

    def __init__(self) -> None:
        super().__init__(quiet=True)
        self.samples: list[tuple[int, float, float]] = []
        self._started = time.perf_counter()

    def update(self, statistics: Statistics, total: int | None = None) -> None:
        resident = int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20
        self.samples.append(
            (statistics.total, round(time.perf_counter() - self._started, 1), round(resident, 1))
        )
        if len(self.samples) % 20 == 0:
            print(*self.samples[-1], flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument(
        "--model", default="extractive", help="extractive, embedded or lead (the runner alone)"
    )
    parser.add_argument("--longest", type=int, default=5000, help="longest document, in characters")
    arguments = parser.parse_args()
    watch = Watch()
    with tempfile.TemporaryDirectory() as name:
        size = write_varied(Path(name) / "in.jsonl", arguments.documents, arguments.longest)
        lead = arguments.model == "lead"
        settings = BatchSettings(
            (f"{name}/in.jsonl",), f"{name}/out.jsonl", model=None if lead else arguments.model
        )
        run = run_batch(settings, watch, LeadModel() if lead else None)
        output = Path(f"{name}/out.jsonl").stat().st_size
        ledger = sum(
            path.stat().st_size for path in Path(f"{name}/out.jsonl.ledger").rglob("*") if path.is_file()
        )
    tenth = max(len(watch.samples) // 10, 1)
    early = statistics.median(sample[2] for sample in watch.samples[tenth : 2 * tenth])
    late = statistics.median(sample[2] for sample in watch.samples[-tenth:])
    result = {
        **run.to_dict(), "model": arguments.model, "input_bytes": size, "output_bytes": output,
        "ledger_bytes": ledger, "mean_body_chars": round(run.body_chars / max(run.ok, 1)),
        "cpu_seconds": round(time.process_time(), 1), "early_mib": early, "late_mib": late, "peak_mib": max(sample[2] for sample in watch.samples),
        "documents_seconds_mib": [
            " ".join(map(str, sample)) for sample in watch.samples[:: max(len(watch.samples) // 40, 1)]
        ],
    }  # fmt: skip
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"batch_memory_{arguments.model}.json"
    path.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(
        json.dumps(
            {name: value for name, value in result.items() if not isinstance(value, list)}, ensure_ascii=False
        )
    )
    return 0 if late <= 1.1 * early else 1


if __name__ == "__main__":
    sys.exit(main())
