"""Proves the fact check: detection of planted errors by kind, false alarms on supported statements.

    python benchmarks/checker_proof.py [--limit 400] [--seed 7] [--json FILE] [--misses N] [--alarms N]

Reads the corpora beside the project (``../shared/corpora``).
"""

import argparse
import collections
import json
import lzma
import random
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from summarizer.check import FactChecker  # noqa: E402
from summarizer.check.corruption import (
    MAKERS,
    Corruption,
    corrupt,
    make_statement,
    organisations_in,
    places_in,
)  # noqa: E402
from summarizer.datamodels import Article, Finding  # noqa: E402
from summarizer.report import read_report  # noqa: E402
from summarizer.report.people import find_people  # noqa: E402

CORPORA = ROOT.parent / "shared" / "corpora"
GOLD = ("gold_meetings_dev.jsonl", "gold_meetings_train.jsonl")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=300, help="most corruptions of one kind")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", type=Path, help="write the figures there")
    parser.add_argument("--misses", type=int, default=0, help="show so many missed errors of each kind")
    parser.add_argument("--alarms", type=int, default=0, help="show so many false alarms of each corpus")
    options = parser.parse_args()
    figures = {"detection": detection(options), "false_alarms": false_alarms(options)}
    if options.json:
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")


def detection(options: argparse.Namespace) -> dict[str, dict[str, float]]:
    rng = random.Random(options.seed)
    planted: collections.Counter[str] = collections.Counter()
    found: collections.Counter[str] = collections.Counter()
    named: collections.Counter[str] = collections.Counter()
    shown: collections.Counter[str] = collections.Counter()
    strangers, places, organisations = stock()
    groups = list(supported_statements())
    rng.shuffle(groups)
    for body, statements in groups:
        full = {name for name in MAKERS if min((n for k, n in planted.items() if k.startswith(name)), default=0) >= options.limit}
        if len(full) == len(MAKERS):
            break
        checker = FactChecker(body, read_report(Article(body)))
        for text, speaker in statements:
            statement = make_statement(text, body, speaker, strangers, places, organisations)
            wanted = [c for c in corrupt(statement, rng, full) if planted[c.kind] < options.limit]
            if wanted:
                plant(checker, text, speaker, wanted)
        checker = checker_of[body]
        before = {(finding.kind, finding.text) for finding in checker.check(text, speaker=speaker)}
        for corruption in wanted:
            findings = checker.check(corruption.text, speaker=corruption.speaker)
            hits = [f for f in findings if (f.kind, f.text) not in before and _meets(f, corruption)]
            planted[corruption.kind] += 1
            found[corruption.kind] += bool(hits)
            named[corruption.kind] += any(f.kind == corruption.kind.split("_")[0] for f in hits)
            if not hits and shown[corruption.kind] < options.misses:
                shown[corruption.kind] += 1
                changed = corruption.text[corruption.start : corruption.end]
                print(f"missed {corruption.kind}: {corruption.was!r} -> {changed!r} in {corruption.text!r} "
                      f"{corruption.speaker or ''}")
    print(f"\n{'corruption':24}{'planted':>8}{'found':>8}{'as its kind':>13}")
    figures = {}
    for kind in sorted(planted):
        rates = {"planted": planted[kind], "found": found[kind] / planted[kind], "named": named[kind] / planted[kind]}
        figures[kind] = rates
        print(f"{kind:24}{planted[kind]:8}{rates['found']:8.1%}{rates['named']:13.1%}")
    total = planted.total()
    figures["all"] = {"planted": total, "found": found.total() / total, "named": named.total() / total}
    print(f"{'all':24}{total:8}{found.total() / total:8.1%}{named.total() / total:13.1%}")
    by_kind: collections.defaultdict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
    for kind in planted:
        by_kind[kind.split("_")[0]][0] += planted[kind]
        by_kind[kind.split("_")[0]][1] += found[kind]
    print("by kind: " + ", ".join(f"{kind} {hit / n:.1%} of {n}" for kind, (n, hit) in sorted(by_kind.items())))
    return figures


def _meets(finding: Finding, corruption: Corruption) -> bool:
    """Whether the finding stands in the corrupted clause."""
    text = corruption.text
    start, end = corruption.start, corruption.end
    while start and text[start - 1] not in "，。；：！？,;:":
        start -= 1
    while end < len(text) and text[end] not in "，。；：！？,;:":
        end += 1
    return finding.start <= end and start <= finding.end


def false_alarms(options: argparse.Namespace) -> dict[str, dict[str, float]]:
    figures = {}
    corpora = {
        "gold dev": list(gold_texts(GOLD[:1])),
        "gold train": list(gold_texts(GOLD[1:])),
        "xinhua headlines": list(supported_headlines("xinhua_headlines_dev.jsonl")),
        "cctv headlines": list(supported_headlines("cctv_xwlb_dev_2025.jsonl.xz"))[:1000],
    }
    print()
    for name, texts in corpora.items():
        sentences = alarmed = shown = 0
        kinds: collections.Counter[str] = collections.Counter()
        seconds = 0.0
        checker, last = None, None
        for text, body, speaker in texts:
            if body != last:
                checker, last = FactChecker(body, read_report(Article(body))), body
            assert checker is not None
            started = time.perf_counter()
            findings = checker.check(text, speaker=speaker)
            seconds += time.perf_counter() - started
            sentences += len(_sentences(text))
            alarmed += sum(any(a <= f.start < b for f in findings) for a, b in _sentences(text))
            kinds.update(finding.kind for finding in findings)
            for finding in findings:
                if shown < options.alarms:
                    shown += 1
                    print(f"alarm {finding.kind}: {finding.text} -> {finding.suggestion} in {text!r} {speaker or ''}")
        figures[name] = {"sentences": sentences, "alarmed": alarmed, "rate": alarmed / sentences}
        print(f"{name:18}{sentences:6} sentences {alarmed:4} alarmed {alarmed / sentences:6.2%}  {dict(kinds)} "
              f"{seconds / len(texts) * 1e3:.2f} ms a text")
    return figures


def _sentences(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer("[^。；！？]+[。；！？]*", text)]


def supported_statements() -> Iterator[tuple[str, str, str | None]]:
    yield from gold_texts(GOLD)
    for record in read("local_meetings_dev.jsonl"):
        for sentence in re.findall("[^。！？\n]+。", record["body"])[:12]:
            if len(sentence) <= 150:
                yield sentence, record["body"], None
    yield from supported_headlines("xinhua_headlines_dev.jsonl")


def gold_texts(files: tuple[str, ...]) -> Iterator[tuple[str, str, str | None]]:
    for file in files:
        for record in read(file):
            yield record["headline"], record["body"], None
            yield record["summary"], record["body"], None
            for point in record["keypoints"]:
                yield point["text"], record["body"], point["speaker"]


def supported_headlines(file: str) -> Iterator[tuple[str, str, str | None]]:
    """Headlines all of whose characters stand in the body."""
    for record in read(file):
        title = re.sub("^【[^】]*】", "", record["title"] or "")
        if title and set(re.sub(r"[\W_]", "", title)) <= set(record["body"]):
            yield title, record["body"], None


def stock() -> tuple[list[str], list[str]]:
    """Persons, and places and organisations, of articles that serve for nothing else."""
    people: set[str] = set()
    places: set[str] = set()
    for record in read("gold_meetings_train.jsonl"):
        people.update(mention.name for mention in find_people(record["body"]))
        places.update(word for word, tag in tagged(record["summary"]) if tag in ("ns", "nt") and 2 <= len(word) <= 8 and word[-1] not in "委府")
    return sorted(people), sorted(places - NO_PLACES)


def read(file: str) -> Iterator[dict[str, str]]:
    path = CORPORA / file
    opener = lzma.open if file.endswith(".xz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


if __name__ == "__main__":
    main()
