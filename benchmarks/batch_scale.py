"""Writes ``docs/scale.md`` from the measured cost of a document.

python benchmarks/batch_scale.py            # from benchmarks/results/batch_overhead_*.json
python benchmarks/batch_scale.py --check    # exits 1 when the page is stale
"""

import argparse
import json
import sys
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
    """The page; CPU seconds are used because they do not depend on what else the machine was doing."""
    runner = next(one for one in measured if one["model"] == "lead")
    models = [one for one in measured if one["model"] != "lead"]
    text = [_HEAD, "| model | documents | mean length | CPU s a document | reading + lookup + commit / model |",
            "|---|---|---|---|---|"]  # fmt: skip
    for one in models:
        share = one["overhead_share_of_model"]
        text.append(
            f"| {one['model']} | {one['documents']:,} | {one['mean_body_chars']:,} characters | "
            f"{one['cpu_seconds_per_document']:.3f} | {share:.1%} |"
        )
    text.append(
        f"| the runner alone (first sentence as summary) | {runner['documents']:,} | "
        f"{runner['mean_body_chars']:,} characters | {runner['cpu_seconds_per_document']:.4f} | |"
    )
    text += ["", f"## Time and machines ({_CORES} cores each)", "",
             f"| archive | model | core hours | one machine | machines for {_DAYS} days |", "|---|---|---|---|---|"]  # fmt: skip
    for name, count in _ARCHIVES.items():
        for one in models:
            hours = count * one["cpu_seconds_per_document"] / 3600
            machines = -(-hours // (_CORES * _DAYS * 24))
            text.append(
                f"| {name} | {one['model']} | {hours:,.0f} | {_span(hours / _CORES)} | {max(1, machines):,.0f} |"
            )
    text += ["", "## Storage", "", "| archive | input | results (JSONL) | ledger segments | index |",
             "|---|---|---|---|---|"]  # fmt: skip
    for name, count in _ARCHIVES.items():
        sizes = [
            _bytes(count * models[0][f"{kind}_bytes_per_document"])
            for kind in ("input", "output", "ledger", "index")
        ]
        text.append(f"| {name} | {' | '.join(sizes)} |")
    driver = runner["cpu_seconds_per_document"] - runner["stage_seconds_per_document"]["clean"]
    driver = max(driver, runner["stage_seconds_per_document"]["lookup"])
    rate = 1 / driver
    text += ["", _TAIL.format(rate=rate, days=_ARCHIVES["1 billion"] / rate / 86400,
                              fsync=runner["stage_seconds_per_document"]["commit"] * 256)]  # fmt: skip
    return "\n".join(text)


_HEAD = """# How long an archive takes

Derived by `python benchmarks/batch_scale.py` from `benchmarks/results/batch_overhead_*.json`; measure your own texts
on your own machine with `python benchmarks/batch_overhead.py` and derive again. The figures below were measured on
two shared cores (AMD Zen 3) that other jobs were using as well, which is why they are in CPU seconds: wall time of an
idle core is close to them. They scale with the length of the documents.

## A document
"""

_TAIL = """## Where the next bottleneck is

1. **The model**, until it is spread over enough cores: the table above. More actors, nothing else.
2. **The driver.** It looks up, deduplicates and writes in input order, about {rate:,.0f} documents a second here. Past
   that, more actors do not help: split the archive into parts (by year, say), one run with its own ledger each; a
   thousand million documents would keep a single driver busy for {days:,.0f} days.
3. **The index.** One row per document and one per result, found by random keys: comfortable while it fits into the
   machine's memory, about ten million documents a ledger. Beyond that, parts again.
4. **Syncing.** A window costs one sync of a file and one of its folder ({fsync:.2f} s for 256 documents here, on a busy
   disk); larger windows cost fewer. On an object store it is one put per window.
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
