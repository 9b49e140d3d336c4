"""Writes ``docs/scale.md`` from the measured cost of a document.

python benchmarks/batch_scale.py            # from benchmarks/results/batch_overhead_*.json
python benchmarks/batch_scale.py --check    # exits 1 when the page is stale
"""

import argparse
import json
import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from batch_corpus import RESULTS

PAGE = Path(__file__).parents[1] / "docs" / "scale.md"

#: Archives the page answers for, in documents.
_ARCHIVES = {"10 million": 10_000_000, "1 billion": 1_000_000_000}

#: Cores of the machine that the page counts in, and how long one may wait.
_CORES, _DAYS = 16, 7


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    page = render([json.loads(path.read_text()) for path in sorted(RESULTS.glob("batch_overhead_*.json"))])
    if parser.parse_args().check:
        return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page else 1
    PAGE.write_text(page, encoding="utf-8")
    return 0


def render(measured: list[dict[str, Any]]) -> str:
    """The page."""
    lines = [_HEAD]
    lines += _table(
        ("model", "documents", "mean length", "model, CPU s", "runner, CPU s", "runner / model"),
        [
            (
                one["model"],
                f"{one['documents']:,}",
                f"{one['mean_body_chars']:,} characters",
                f"{one['model_cpu_seconds_per_document']:.4f}",
                f"{one['runner_cpu_seconds_per_document']:.4f}",
                f"{one['runner_share_of_model']:.1%}",
            )
            for one in measured
        ],
    )
    lines += [f"\n## Time and machines of {_CORES} cores\n"]
    rows = []
    for name, count in _ARCHIVES.items():
        for one in measured:
            each = one["model_cpu_seconds_per_document"] + one["runner_cpu_seconds_per_document"]
            hours = count * each / 3600
            machines = max(1, math.ceil(hours / (_CORES * _DAYS * 24)))
            rows.append((name, one["model"], f"{hours:,.0f}", _span(hours / _CORES), f"{machines:,}"))
    lines += _table(("archive", "model", "core hours", "one machine", f"machines for {_DAYS} days"), rows)
    lines += ["\n## Storage\n"]
    kinds = ("input", "output", "ledger", "index")
    rows = [
        (name, *(_bytes(count * measured[0][f"{kind}_bytes_per_document"]) for kind in kinds))
        for name, count in _ARCHIVES.items()
    ]
    lines += _table(("archive", "input (JSONL)", "results (JSONL)", "ledger segments", "ledger index"), rows)
    rate = 1 / min(one["runner_cpu_seconds_per_document"] for one in measured)
    days = _ARCHIVES["1 billion"] / rate / 86400
    return "\n".join([*lines, _TAIL.format(rate=rate, days=days)])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]


_HEAD = """# How long an archive takes

Derived by `python benchmarks/batch_scale.py` from `benchmarks/results/batch_overhead_*.json`; measure your own texts
on your own machine with `python benchmarks/batch_overhead.py --model embedded` and derive again. The figures were
measured on two shared cores (AMD Zen 3) busy with other jobs, therefore in CPU seconds: on an idle core wall time is
close to them, on a machine whose memory bandwidth is the limit it is longer. They grow with the length of the
documents. Times assume that every core is kept busy: one machine with `--engine ray --actors 1-16`, or a cluster.

## A document
"""

_TAIL = """
## Where the next bottleneck is

1. **The model**, until it is spread over enough cores: the table above. More actors, nothing else.
2. **The driver.** It looks up, finds duplicates and writes in input order. Even if it read and cleaned everything
   itself it would do about {rate:,.0f} documents a second, and a thousand million of them in {days:,.0f} days; on a
   cluster reading and cleaning are done elsewhere and it does several times that. Past that point more actors do not
   help: split the archive into parts (by year, say), one run with a ledger of its own for each.
3. **The index.** One row per document and one per result, found by random keys: comfortable while it fits into the
   machine's memory, about ten million documents a ledger. Beyond that, parts again.
4. **Syncing.** A window costs two syncs (its file, its folder), however many documents it holds: 0.4 s on a disk as
   slow as 0.2 s a sync is 1.6 ms for each of 256 documents. Larger windows cost less; on an object store it is one
   put per window.
5. **Finding files.** Ten million small files are listed and opened one by one; the same documents in JSONL or Parquet
   files of some hundred MiB are read many times faster and are kinder to any shared file system.
"""


def _span(hours: float) -> str:
    return f"{hours:,.1f} hours" if hours < 48 else f"{hours / 24:,.0f} days"


def _bytes(count: float) -> str:
    for unit in ("B", "KB", "MB", "GB"):
        if count < 1000:
            return f"{count:.0f} {unit}"
        count /= 1000
    return f"{count:,.1f} TB"


if __name__ == "__main__":
    sys.exit(main())
