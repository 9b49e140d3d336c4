"""What a document costs, stage by stage, and how much of it is the runner's.

    python benchmarks/batch_overhead.py --model embedded --documents 200

Wall seconds of each stage, and CPU seconds of the whole. Reading, looking up and committing are the
runner's overhead; cleaning and the model are the work. Writes ``benchmarks/results/batch_overhead_<model>.json``;
exits 1 when the overhead is more than a tenth of the model's time (embedded model only).
"""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from batch_corpus import RESULTS, LeadModel, write_varied

from summarizer.batch.runner import run_batch
from summarizer.batch.settings import BatchSettings


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--model", default="embedded", help="extractive, embedded or lead (the runner alone)")
    arguments = parser.parse_args()
    lead = arguments.model == "lead"
    if not lead:
        from summarizer.pipeline import Summarizer

        summarizer = Summarizer(arguments.model)
        summarizer.warm_up()
    with tempfile.TemporaryDirectory() as name:
        size = write_varied(Path(name) / "in.jsonl", arguments.documents)
        settings = BatchSettings((f"{name}/in.jsonl",), f"{name}/out.jsonl")
        started, cpu = time.perf_counter(), time.process_time()
        run = run_batch(settings, model=LeadModel() if lead else summarizer)
        seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
        output = Path(f"{name}/out.jsonl").stat().st_size
        ledger = sum(path.stat().st_size for path in Path(f"{name}/out.jsonl.ledger").rglob("*.zst"))
        index = sum(path.stat().st_size for path in Path(f"{name}/out.jsonl.ledger").glob("index*"))
    each = {stage: value / run.total for stage, value in run.seconds.items()}
    overhead = each["read"] + each["lookup"] + each["commit"]
    result = {
        "model": arguments.model,
        "documents": run.total,
        "failed": run.failed,
        "mean_body_chars": round(run.body_chars / max(run.ok, 1)),
        "cores": os.cpu_count(),
        "load_average": os.getloadavg()[0],
        "seconds_per_document": round(seconds / run.total, 6),
        "cpu_seconds_per_document": round(cpu / run.total, 6),
        "stage_seconds_per_document": {stage: round(value, 6) for stage, value in each.items()},
        "overhead_share_of_model": round(overhead / each["model"], 4),
        "input_bytes_per_document": round(size / run.total),
        "output_bytes_per_document": round(output / run.total),
        "ledger_bytes_per_document": round(ledger / run.total),
        "index_bytes_per_document": round(index / run.total),
    }
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"batch_overhead_{arguments.model}.json"
    path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))
    return 1 if arguments.model == "embedded" and result["overhead_share_of_model"] > 0.1 else 0


if __name__ == "__main__":
    sys.exit(main())
