"""Proof: a run killed with SIGKILL at random instants ends with the bytes of an uninterrupted one.

    python benchmarks/batch_kill.py --documents 5000 --kills 25

Each kill comes a random time after the run has started working, so it falls into reading, computing,
committing or writing alike. Writes ``benchmarks/results/batch_kill.json``; exits 1 when a byte differs.
"""

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from batch_corpus import RESULTS, LeadModel, write_varied

from summarizer.batch.runner import run_batch
from summarizer.batch.settings import BatchSettings

_OUTPUTS = ("out.jsonl", "out.errors.jsonl", "out.duplicates.jsonl")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=25)
    parser.add_argument(
        "--model", default="extractive", help="extractive, embedded or lead (the runner alone)"
    )
    parser.add_argument("--longest", type=int, default=5000, help="longest document, in characters")
    parser.add_argument(
        "--window", type=int, default=24, help="documents a window; eight windows a kill or more"
    )
    parser.add_argument("--child", nargs=2, metavar=("IN", "OUT"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        run(*arguments.child, model=arguments.model, window=arguments.window)
        return 0

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "in.jsonl"
        write_varied(source, arguments.documents, arguments.longest)
        with source.open("a", encoding="utf-8") as stream:  # failures and duplicates must survive kills too
            stream.write('{"broken\n' + source.read_text(encoding="utf-8").split("\n", 1)[0] + "\n")
        started = time.perf_counter()
        run(str(source), str(folder / "whole" / "out.jsonl"), arguments.model, arguments.window)
        whole = time.perf_counter() - started

        torn = folder / "torn" / "out.jsonl"
        command = [sys.executable, __file__, "--model", arguments.model, "--window", str(arguments.window)]
        command += ["--child", str(source), str(torn)]
        windows = arguments.documents // arguments.window
        generator = random.Random(25)
        progress: list[int] = []
        for kill in range(arguments.kills):
            before = count_segments(torn)
            process = subprocess.Popen(command)
            target = before + generator.randint(0, 2 * windows // (arguments.kills + 3) - 1)
            while process.poll() is None and count_segments(torn) <= target:
                time.sleep(0.01)
            time.sleep(generator.random() * whole / windows)  # anywhere within a window
            if process.poll() is not None:
                print(f"finished before kill {kill + 1}")
                break
            process.kill()
            process.wait()
            progress.append(count_segments(torn))
            print(f"kill {kill + 1}: {progress[-1]} segments on disk", flush=True)
        subprocess.run(command, check=True)
        same = {name: digest(folder / "whole" / name) == digest(folder / "torn" / name) for name in _OUTPUTS}
    result = {
        "documents": arguments.documents, "window": arguments.window, "model": arguments.model, "kills": len(progress),
        "segments_after_each_kill": progress, "uninterrupted_seconds": round(whole, 1), "identical": same,
    }  # fmt: skip
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "batch_kill.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))
    return 0 if all(same.values()) else 1


def run(source: str, output: str, model: str, window: int) -> None:
    name = None if model == "lead" else model
    settings = BatchSettings((source,), output, model=name, window=window)
    run_batch(settings, model=LeadModel() if model == "lead" else None)


def count_segments(output: Path) -> int:
    return sum(1 for _ in Path(f"{output}.ledger").rglob("*.zst"))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
