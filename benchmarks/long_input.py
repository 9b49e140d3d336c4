"""Processor time and peak memory of the whole pipeline against the length of its input, with the fitted exponents.

    python benchmarks/long_input.py                                   # invented reports, joined
    python benchmarks/long_input.py --texts records.jsonl --json long_input.json

Each length runs in a process of its own, after one short article to warm up. Memory is the process's peak; what it grew by
since the short article stands beside it. Exponents are slopes of a straight line through the logarithms (least squares) of
all four lengths, and of those from 10,000 characters on: below that the model's first words cost as much as all the rest.
"""

import argparse
import json
import math
import pathlib
import resource
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from benchmarks.speed_systems import documents
from summarizer import Summarizer

LENGTHS = (1_000, 10_000, 100_000, 200_000)
#: Lengths from which on cost is expected to follow the text.
LONG = 10_000


def body(length: int, texts: pathlib.Path | None) -> str:
    """So many characters: the invented reports, or the ``body`` of JSONL records, joined by line breaks."""
    if texts is None:
        return "\n".join(documents(length // 200 + 1))[:length]
    with texts.open(encoding="utf-8") as lines:
        whole = "\n".join(json.loads(line)["body"] for line in lines)
    return (whole * (length // len(whole) + 1))[:length]


def measure(length: int, model: str, texts: pathlib.Path | None) -> dict[str, float]:
    """Seconds of processor time of all threads, and MiB, of this process."""
    summarizer = Summarizer(model)
    summarizer.warm_up()
    before, started = _peak(), time.process_time()
    summarizer.summarize(body(length, texts))
    return {
        "length": length,
        "seconds": round(time.process_time() - started, 3),
        "peak": round(_peak(), 1),
        "grown": round(_peak() - before, 1),
    }


def _peak() -> float:
    kibibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kibibytes / (1024 * 1024 if sys.platform == "darwin" else 1024)


def exponent(points: list[tuple[float, float]]) -> float:
    """Slope of the straight line through the logarithms of (length, cost)."""
    logs = [(math.log(length), math.log(cost)) for length, cost in points]
    mean_x, mean_y = (math.fsum(values) / len(logs) for values in zip(*logs, strict=True))
    return math.fsum((x - mean_x) * (y - mean_y) for x, y in logs) / math.fsum(
        (x - mean_x) ** 2 for x, _ in logs
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", default="embedded")
    parser.add_argument(
        "--texts", type=pathlib.Path, help="JSONL with a body a line, instead of invented reports"
    )
    parser.add_argument("--json", type=pathlib.Path, help="write the figures here")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one, options.model, options.texts)))
        return
    rows = []
    for length in LENGTHS:
        told = subprocess.run(
            [sys.executable, __file__, *sys.argv[1:], "--one", str(length)],
            check=True,
            capture_output=True,
            text=True,
        )
        rows.append(json.loads(told.stdout.splitlines()[-1]))
        line = "{length:>8,} characters: {seconds:6.2f} s, peak {peak:6.1f} MiB, {grown:5.1f} more than a short article"
        print(line.format(**rows[-1]), flush=True)
    found = {
        f"{kind} from {least:,}": round(
            exponent([(row["length"], max(row[kind], 0.1)) for row in rows if row["length"] >= least]), 2
        )
        for least in (LENGTHS[0], LONG)
        for kind in ("seconds", "peak")
    }
    print("exponents:", ", ".join(f"{name} characters {value}" for name, value in found.items()))
    if options.json:
        options.json.write_text(
            json.dumps({"model": options.model, "rows": rows, "exponents": found}, indent=2) + "\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
