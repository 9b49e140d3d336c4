"""Documents per second and peak memory: the embedded model, a plain loop over it, and peers.

    python benchmarks/speed_models.py --out benchmarks/results/speed_models.json

Same documents, same machine, one run. Each system runs in a process of its own, so that its peak memory is
its own; the time to load is given apart. All systems have their turn several times, one after the other, and the
fastest round of each counts: what else a shared machine does for a minute then slows none of them alone. Documents
are headlines of meeting reports of about 300 characters, invented, of which the first sentence names place, meeting
and speaker. Beside them: the whole pipeline on as many processes as there are cores, the processor seconds from a
cold start to the first headline, and what the machine's matrix products reach in each number format.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from speed_systems import SYSTEMS, documents  # noqa: E402


def measure(name: str, rounds: int) -> dict[str, Any]:
    """One system, the fastest of a few rounds; processor seconds beside wall seconds."""
    build, count = SYSTEMS[name]
    texts = documents(count)
    started = time.perf_counter()
    run = build()
    loading = time.perf_counter() - started
    run(texts[:4])
    best, processor = float("inf"), float("inf")
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        run(texts)
        best, processor = min(best, time.perf_counter() - wall), min(processor, time.process_time() - cpu)
    return {
        "documents": count,
        "documents_per_second": round(count / best, 2),
        "documents_per_processor_second": round(count / processor, 2),
        "loading_seconds": round(loading, 2),
        "peak_memory_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "example": run(texts[:1])[0],
    }


def faster(earlier: dict[str, Any] | None, now: dict[str, Any]) -> dict[str, Any]:
    """The faster of two turns of one system; a failed one is the slowest."""
    return max(
        (turn for turn in (earlier, now) if turn), key=lambda turn: turn.get("documents_per_second", 0)
    )


def gigaflops(work: float, call: Any, rounds: int = 5) -> float:
    """Fastest of a few rounds, in billions of operations per second."""
    fastest = float("inf")
    for _ in range(rounds):
        started = time.perf_counter()
        call()
        fastest = min(fastest, time.perf_counter() - started)
    return round(work / fastest / 1e9, 1)


def arithmetic() -> dict[str, float]:
    """Matrix products of the encoder's widest shape in each number format, and what the encoder reaches."""
    import torch

    from summarizer.backends.embedded import EmbeddedBackend
    from summarizer.modeling.weights import find_model

    backend = EmbeddedBackend(find_model())
    model, product = backend.decoder.model, "bfloat16" if backend.bfloat16 else "float32"
    left, right = torch.randn(4096, 256), torch.randn(1408, 256)
    work = 2 * left.numel() * right.shape[0]
    source = torch.randint(100, 8000, (6, 160))
    weights = sum(p.numel() for p in model.encoder.parameters()) - model.encoder.embed_tokens.weight.numel()
    linear = torch.nn.functional.linear
    with torch.inference_mode():
        rates = {
            "float32_product": gigaflops(work, lambda: linear(left, right)),
            "encoder": gigaflops(2 * weights * source.numel(), lambda: model.encode(source)),
        }
        half, halves = left.bfloat16(), right.bfloat16()
        rates["bfloat16_product"] = gigaflops(work, lambda: linear(half, halves))
        if "fbgemm" in torch.backends.quantized.supported_engines:
            quantized = torch.quantize_per_tensor(right, 0.03, 0, torch.qint8)
            packed = torch.ops.quantized.linear_prepack(quantized, None)
            rates["int8_product"] = gigaflops(work, lambda: torch.ops.quantized.linear_dynamic(left, packed))
    share = round(rates["encoder"] / rates[f"{product}_product"], 3)
    return rates | {f"encoder_share_of_{product}_product": share}


def pipeline(rounds: int) -> dict[str, Any]:
    """Headline, summary, six key points and check; one process a core, each with its share of the reports."""
    cores = os.cpu_count() or 1
    command = [sys.executable, __file__, "--only", "pipeline worker", "--rounds", str(rounds)]
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    workers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) for _ in range(cores)
    ]
    results = [json.loads(worker.communicate()[0].strip().splitlines()[-1]) for worker in workers]
    return {
        "processes": cores,
        "reports_per_second": round(sum(result["reports_per_second"] for result in results), 1),
        "reports_per_processor_second": round(
            sum(result["reports_per_processor_second"] for result in results) / cores, 1
        ),
        "mean_chars": results[0]["mean_chars"],
        "of": results[0]["of"],
    }


def pipeline_worker(rounds: int, count: int = 64) -> dict[str, Any]:
    """One process's part of the above: the development reports where they lie beside the project, else invented ones."""
    from summarizer import Summarizer, SummaryOptions

    file = ROOT.parent / "shared" / "corpora" / "local_meetings_dev.jsonl"
    if file.exists():
        lines = file.read_text(encoding="utf-8").splitlines()[:count]
        bodies, origin = [json.loads(line)["body"] for line in lines], file.name
    else:
        bodies, origin = documents(count), "invented"
    summarizer, options = Summarizer(), SummaryOptions(keypoints=6)
    list(summarizer.summarize_many(bodies[:4], options))
    wall, processor = time.perf_counter(), time.process_time()
    for _ in range(rounds):
        list(summarizer.summarize_many(bodies, options))
    done = rounds * len(bodies)
    return {
        "reports_per_second": round(done / (time.perf_counter() - wall), 2),
        "reports_per_processor_second": round(done / (time.process_time() - processor), 2),
        "mean_chars": round(sum(map(len, bodies)) / len(bodies)),
        "of": origin,
    }


def processor_seconds(command: list[str]) -> float:
    """What a command costs once Python has compiled the modules, as an installer does; the least of three."""
    least = float("inf")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        least = min(least, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return round(least, 2)


def cold_start() -> dict[str, float]:
    """Processor seconds until the command line has printed the first summary, and of importing torch alone."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.txt"
        file.write_text(documents(1)[0], encoding="utf-8")
        first = processor_seconds([sys.executable, "-m", "summarizer", "summarize", str(file)])
    return {
        "first_summary": first,
        "import_torch": processor_seconds([sys.executable, "-c", "import torch"]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path)
    parser.add_argument(
        "--rounds", type=int, default=4, help="how often a system does all its documents in one turn"
    )
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--only", help=argparse.SUPPRESS)
    options = parser.parse_args()
    others = {
        "pipeline": lambda: pipeline(options.rounds),
        "pipeline worker": lambda: pipeline_worker(options.rounds),
        "arithmetic_gflops": arithmetic,
        "cold_start_processor_seconds": cold_start,
    }
    if options.only:
        result = others[options.only]() if options.only in others else measure(options.only, options.rounds)
        print(json.dumps(result, ensure_ascii=False))
        return
    turns = [name for _ in range(options.turns) for name in SYSTEMS]
    results: dict[str, Any] = {
        "machine": {"cores": os.cpu_count(), "processor": platform.processor() or platform.machine()},
        "load_average_at_start": round(os.getloadavg()[0], 1),
        "systems": {},
    }
    for name in [*turns, *(other for other in others if other != "pipeline worker")]:
        command = [sys.executable, __file__, "--only", name, "--rounds", str(options.rounds)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        lines = done.stdout.strip().splitlines()
        failed = done.returncode or not lines
        result = {"failed": done.stderr.strip()[-300:]} if failed else json.loads(lines[-1])
        print(name, json.dumps(result, ensure_ascii=False), flush=True)
        if name in SYSTEMS:
            results["systems"][name] = faster(results["systems"].get(name), result)
        else:
            results[name] = result
    if options.out:
        options.out.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
