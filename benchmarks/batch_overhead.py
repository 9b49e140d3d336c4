"""What a document costs in CPU seconds, and how much of that is the runner's.

    python benchmarks/batch_overhead.py --model embedded --documents 200

Runs the same documents twice, with the model and with one that returns the first sentence at no cost: what the
second run costs (reading, decoding, cleaning, hashing, ledger, output) is the runner's, the difference is the
model's. CPU seconds, because they hardly depend on what else the machine is doing. Writes
``benchmarks/results/batch_overhead_<model>.json``; exits 1 when the runner costs more than a tenth of the
embedded model.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from batch_corpus import RESULTS, LeadModel, write_varied

from summarizer.batch.processing import Model
from summarizer.batch.runner import run_batch
from summarizer.batch.settings import BatchSettings
from summarizer.batch.statistics import Statistics
from summarizer.pipeline import Summarizer


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--model", default="embedded", help="embedded, extractive or any other model")
    arguments = parser.parse_args()
    summarizer = Summarizer(arguments.model)
    summarizer.warm_up()
    with tempfile.TemporaryDirectory() as name:
        size = write_varied(Path(name) / "in.jsonl", arguments.documents)
        measure(name, "warm-up", LeadModel())
        _, runner = measure(name, "lead", LeadModel())
        run, total = measure(name, "model", summarizer)
        output = Path(f"{name}/model.jsonl").stat().st_size
        ledger = sum(path.stat().st_size for path in Path(f"{name}/model.jsonl.ledger").rglob("*.zst"))
        index = sum(path.stat().st_size for path in Path(f"{name}/model.jsonl.ledger").glob("index*"))
    result = {
        "model": arguments.model,
        "documents": run.total,
        "failed": run.failed,
        "mean_body_chars": round(run.body_chars / max(run.ok, 1)),
        "runner_cpu_seconds_per_document": round(runner / run.total, 6),
        "model_cpu_seconds_per_document": round((total - runner) / run.total, 6),
        "runner_share_of_model": round(runner / (total - runner), 4),
        "input_bytes_per_document": round(size / run.total),
        "output_bytes_per_document": round(output / run.total),
        "ledger_bytes_per_document": round(ledger / run.total),
        "index_bytes_per_document": round(index / run.total),
    }
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"batch_overhead_{arguments.model}.json"
    path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))
    return 1 if arguments.model == "embedded" and runner > 0.1 * (total - runner) else 0


def measure(folder: str, name: str, model: Model) -> tuple[Statistics, float]:
    """One run over the folder's documents, and its CPU seconds."""
    settings = BatchSettings((f"{folder}/in.jsonl",), f"{folder}/{name}.jsonl")
    started = time.process_time()
    run = run_batch(settings, model=model)
    return run, time.process_time() - started


if __name__ == "__main__":
    sys.exit(main())
