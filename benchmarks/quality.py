"""Quality and speed of ours against other people's summarisers, at the same character budgets.

    python benchmarks/quality.py                      # runs what is not in the cache, writes the page
    python benchmarks/quality.py --fresh embedded     # runs these systems again
    python benchmarks/quality.py --render             # the page from the figures of the last run

Figures go to benchmarks/quality.json, the page to benchmarks/RESULTS.md. Outputs are kept in benchmarks/.cache,
one file per system and corpus, so that an interrupted run goes on where it stopped.
"""

import argparse
import dataclasses
import datetime
import json
import os
import pathlib
import platform
import re
import sys
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from benchmarks import corpora, page, peers, systems
from summarizer import SummarizerError, SummaryOptions
from summarizer.evaluation import Output, Reference, compare, report
from summarizer.evaluation.comparison import from_measured
from summarizer.evaluation.measures import measure_all

HERE = pathlib.Path(__file__).resolve().parent
FIGURES = HERE / "quality.json"
CACHE = HERE / ".cache"

OURS = ["embedded", "extractive"]
SYSTEMS = [*OURS, "lead", *peers.PEERS]

#: Figures by other tokenizers, for readers who know those: which systems and corpus.
TOKENIZED = {"systems": ["embedded", "extractive", "lead"], "corpus": "meetings"}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--fresh", nargs="*", default=[], metavar="SYSTEM", help="run these again")
    parser.add_argument(
        "--systems", nargs="*", default=SYSTEMS, help="first ours, then what it is held against"
    )
    parser.add_argument("--corpora", nargs="*", default=list(corpora.CORPORA), choices=list(corpora.CORPORA))
    parser.add_argument("--cached", action="store_true", help="score what the cache holds, run nothing")
    parser.add_argument("--render", action="store_true", help="only write the page again")
    arguments = parser.parse_args()
    if not arguments.render:
        peers.quiet()
        figures = measure(arguments.systems, arguments.corpora, set(arguments.fresh), arguments.cached)
        if FIGURES.exists():
            # Corpora that are not asked for keep their figures.
            before = json.loads(FIGURES.read_text(encoding="utf-8"))
            for key in ("corpora", "unavailable"):
                figures[key] = before[key] | figures[key]
            figures["corpora"] = {
                name: figures["corpora"][name] for name in corpora.CORPORA if name in figures["corpora"]
            }
            figures.setdefault("tokenizers", before.get("tokenizers", {}))
        FIGURES.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (HERE / "RESULTS.md").write_text(
        page.render(json.loads(FIGURES.read_text(encoding="utf-8"))), encoding="utf-8"
    )


def measure(names: list[str], corpus_names: list[str], fresh: set[str], only_cached: bool) -> dict[str, Any]:
    """Every figure of the page as plain data."""
    options = SummaryOptions()
    figures: dict[str, Any] = {
        "date": datetime.date.today().isoformat(),
        "machine": machine(),
        "options": dataclasses.asdict(options),
        "ours": [name for name in OURS if name in names],
        "corpora": {},
        "unavailable": {},
    }
    for corpus in corpus_names:
        try:
            references = corpora.load(corpus)
        except FileNotFoundError:
            figures["unavailable"][corpus] = "its file is not there"
            continue
        runs, not_run = {}, {}
        for name in names:
            if only_cached and not cache_file(name, corpus).exists():
                not_run[name] = "left out of this run"
                continue
            try:
                runs[name] = cached(name, corpus, references, options, name in fresh)
            except (SummarizerError, ImportError) as error:
                not_run[name] = f"{type(error).__name__}: {error}".splitlines()[0]
            print(f"{corpus} {name}", flush=True)
        figures["corpora"][corpus] = score(references, runs, options) | {
            "date": figures["date"],
            "not_run": not_run,
            "title": corpora.CORPORA[corpus].title,
            "documents": len(references),
            "mean_chars": sum(len(reference.body) for reference in references) / len(references),
        }
        if corpus == TOKENIZED["corpus"]:
            figures["tokenizers"] = tokenized(references, runs, options)
    return figures


def score(
    references: list[Reference], runs: dict[str, systems.Run], options: SummaryOptions
) -> dict[str, Any]:
    """Figures of one corpus; differences are each of ours minus each of the others."""
    ours = [name for name in OURS if name in runs]
    by_name = {name: measure_all(references, run.outputs, options) for name, run in runs.items()}
    data = {}
    for first in reversed(ours):
        order = [first, *(name for name in by_name if name not in ours)]
        found = report.to_dict(from_measured({name: by_name[name] for name in order}))
        data.setdefault("systems", {}).update(found["systems"])
        data.setdefault("differences", []).extend(row | {"system": first} for row in found["differences"])
    return data | {
        "systems": {name: data["systems"][name] for name in by_name},
        "runs": {
            name: {
                "version": run.version,
                "cpu_seconds": run.cpu_seconds,
                "median_seconds": sorted(output.seconds or 0 for output in run.outputs)[
                    len(run.outputs) // 2
                ],
            }
            for name, run in runs.items()
        },
    }


def tokenized(
    references: list[Reference], runs: dict[str, systems.Run], options: SummaryOptions
) -> dict[str, dict[str, Any]]:
    """ROUGE of the same outputs in each tokenizer's units."""
    chosen = {name: runs[name].outputs for name in TOKENIZED["systems"] if name in runs}
    return {
        result.tokenizer: report.to_dict(result)["systems"]
        for tokenizer in ("char+word", "char", "jieba")
        for result in [compare(references, chosen, options, tokenizer, check=False)]
    }


def cached(
    name: str, corpus: str, references: list[Reference], options: SummaryOptions, fresh: bool
) -> systems.Run:
    """The run from the cache when it is there, covers these references and is not wanted anew."""
    path = cache_file(name, corpus)
    if path.exists() and not fresh:
        record = json.loads(path.read_text(encoding="utf-8"))
        rows = {row["id"]: row | {"keypoints": tuple(row["keypoints"])} for row in record.pop("outputs")}
        if all(reference.id in rows for reference in references):
            return systems.Run(**record, outputs=[Output(**rows[reference.id]) for reference in references])
    run = systems.run(name, references, options)
    CACHE.mkdir(exist_ok=True)
    path.write_text(json.dumps(dataclasses.asdict(run), ensure_ascii=False), encoding="utf-8")
    return run


def cache_file(name: str, corpus: str) -> pathlib.Path:
    # A model's name may be a path or an address.
    safe = re.sub(r"[^\w.-]+", "_", name)
    return CACHE / f"{corpus}-{safe}.json"


def machine() -> str:
    """Processor and cores in words, from what the operating system says; no names of hosts."""
    model = platform.processor() or platform.machine()
    cpuinfo = pathlib.Path("/proc/cpuinfo")
    if cpuinfo.exists():
        fields = dict(
            line.split(":", 1) for line in cpuinfo.read_text(encoding="utf-8").splitlines() if ":" in line
        )
        named = {key.strip(): value.strip() for key, value in fields.items()}
        model = f"{named.get('model name', model)}, family {named.get('cpu family', '?')}"
    return f"{model}, {len(os.sched_getaffinity(0))} cores"


if __name__ == "__main__":
    main()
