"""Proves the fact check: detection of planted errors by kind, false alarms on supported statements.

    python benchmarks/checker_proof.py [--limit 300] [--seed 7] [--json FILE] [--misses N] [--alarms N] [--part PART]

Reads the corpora beside the project (``../shared/corpora``).
"""

import argparse
import collections
import json
import lzma
import math
import random
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from summarizer.check import FactChecker  # noqa: E402
from summarizer.check import corruption as corrupting  # noqa: E402
from summarizer.check.corruption import Corruption  # noqa: E402
from summarizer.datamodels import Article, Finding  # noqa: E402
from summarizer.report import read_report  # noqa: E402
from summarizer.report.people import find_people  # noqa: E402

CORPORA = ROOT.parent / "shared" / "corpora"
GOLD_DEV, GOLD_TRAIN = "gold_meetings_dev.jsonl", "gold_meetings_train.jsonl"

#: A body, and statements it supports with the speaker each is ascribed to.
Group = tuple[str, list[tuple[str, str | None]]]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--limit", type=int, default=300, help="most corruptions of one kind")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", type=Path, help="write the figures there")
    parser.add_argument("--misses", type=int, default=0, help="show so many missed errors of each kind")
    parser.add_argument("--alarms", type=int, default=0, help="show so many false alarms of each corpus")
    parser.add_argument("--part", choices=("detection", "alarms", "scaling"), help="run only this part")
    options = parser.parse_args()
    figures: dict[str, Any] = {"seed": options.seed}
    if options.part in (None, "detection"):
        figures["detection"] = detection(options.limit, options.seed, options.misses)
    if options.part in (None, "alarms"):
        figures["false_alarms"] = false_alarms(options.alarms)
    if options.part in (None, "scaling"):
        figures["scaling"] = scaling()
    if options.json:
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")


class Tally:
    """Errors planted, found, and found as what they are, by kind of corruption."""

    def __init__(self, misses: int) -> None:
        self.planted: collections.Counter[str] = collections.Counter()
        self.found: collections.Counter[str] = collections.Counter()
        self.named: collections.Counter[str] = collections.Counter()
        self.misses = misses

    def plant(self, checker: FactChecker, text: str, speaker: str | None, errors: list[Corruption]) -> None:
        before = {(finding.kind, finding.text) for finding in checker.check(text, speaker=speaker)}
        for error in errors:
            findings = checker.check(error.text, speaker=error.speaker)
            hits = [f for f in findings if (f.kind, f.text) not in before and _meets(f, error)]
            self.planted[error.kind] += 1
            self.found[error.kind] += bool(hits)
            self.named[error.kind] += any(f.kind == error.kind.split("_")[0] for f in hits)
            if not hits and self.planted[error.kind] - self.found[error.kind] <= self.misses:
                changed = error.text[error.start : error.end]
                print(
                    f"missed {error.kind}: {error.was!r} -> {changed!r} in {error.text!r} {error.speaker or ''}"
                )

    def fewest(self, maker: str) -> int:
        """Errors planted of the rarest kind that a maker makes."""
        return min((count for kind, count in self.planted.items() if kind.startswith(maker)), default=0)

    def rates(self) -> dict[str, dict[str, float]]:
        groups = {kind: [kind] for kind in sorted(self.planted)}
        for kind in sorted(self.planted):
            groups.setdefault(f"{kind.split('_')[0]} (all)", []).append(kind)
        groups["all"] = list(self.planted)
        return {name: self._rate(kinds) for name, kinds in groups.items()}

    def _rate(self, kinds: list[str]) -> dict[str, float]:
        planted = sum(self.planted[kind] for kind in kinds)
        return {
            "planted": planted,
            "found": round(sum(self.found[kind] for kind in kinds) / planted, 4),
            "named": round(sum(self.named[kind] for kind in kinds) / planted, 4),
        }


def detection(limit: int, seed: int, misses: int) -> dict[str, dict[str, float]]:
    """Plants up to ``limit`` errors of each kind, in random order of the articles."""
    rng = random.Random(seed)
    tally = Tally(misses)
    stock = strangers()
    groups = list(supported())
    rng.shuffle(groups)
    for body, statements in groups:
        full = {maker for maker in corrupting.MAKERS if tally.fewest(maker) >= limit}
        checker = None
        for text, speaker in statements:
            statement = corrupting.make_statement(text, body, speaker, **stock)
            errors = [e for e in corrupting.corrupt(statement, rng, full) if tally.planted[e.kind] < limit]
            if errors:
                checker = checker or FactChecker(body, read_report(Article(body)))
                tally.plant(checker, text, speaker, errors)
    rates = tally.rates()
    print(f"\n{'corruption':24}{'planted':>8}{'found':>8}{'as its kind':>13}")
    for kind, rate in rates.items():
        print(f"{kind:24}{rate['planted']:8}{rate['found']:8.1%}{rate['named']:13.1%}")
    return rates


def _meets(finding: Finding, error: Corruption) -> bool:
    """Whether the finding stands in the corrupted clause."""
    text = error.text
    start, end = error.start, error.end
    while start and text[start - 1] not in "，。；：！？,;:":
        start -= 1
    while end < len(text) and text[end] not in "，。；：！？,;:":
        end += 1
    return finding.start <= end and start <= finding.end


def false_alarms(show: int) -> dict[str, dict[str, Any]]:
    """Findings on statements that the source supports."""
    corpora = {
        "gold dev": gold(GOLD_DEV),
        "gold train": gold(GOLD_TRAIN),
        "xinhua headlines": headlines("xinhua_headlines_dev.jsonl"),
        "cctv headlines": headlines("cctv_xwlb_dev_2025.jsonl.xz", 1000),
        # Characters may come from anywhere: 勇救 of 英勇 and 救援 is no word of the body. Where each two stand together, it is
        # the body's own wording.
        "headlines in the body's words": (
            group
            for file in ("xinhua_headlines_dev.jsonl", "cctv_xwlb_dev_2025.jsonl.xz")
            for group in headlines(file)
            if in_its_words(group[1][0][0], group[0])
        ),
    }
    print()
    return {name: _alarms(name, groups, show) for name, groups in corpora.items()}


def _alarms(name: str, groups: Iterator[Group], show: int) -> dict[str, Any]:
    sentences = alarmed = factual = texts = 0
    kinds: collections.Counter[str] = collections.Counter()
    reading = checking = 0.0
    for body, statements in groups:
        report = read_report(Article(body))
        started = time.process_time()
        checker = FactChecker(body, report)
        reading += time.process_time() - started
        for text, speaker in statements:
            started = time.process_time()
            findings = checker.check(text, speaker=speaker)
            checking += time.process_time() - started
            texts += 1
            spans = [match.span() for match in re.finditer("[^。；！？]+[。；！？]*", text)]
            sentences += len(spans)
            alarmed += sum(any(a <= f.start < b for f in findings) for a, b in spans)
            facts = [f for f in findings if f.kind != "unsupported"]
            factual += sum(any(a <= f.start < b for f in facts) for a, b in spans)
            kinds.update(finding.kind for finding in findings)
            for finding in findings:
                if (show := show - 1) >= 0:
                    print(
                        f"alarm {finding.kind}: {finding.text} -> {finding.suggestion} in {text!r} {speaker or ''}"
                    )
    print(
        f"{name:18}{sentences:6} sentences {alarmed:4} alarmed {alarmed / sentences:6.2%}, "
        f"{factual / sentences:6.2%} about more than wording  {dict(kinds)}  {checking / texts * 1e3:.2f} ms a text"
    )
    return {
        "sentences": sentences,
        "alarmed": alarmed,
        "rate": round(alarmed / sentences, 4),
        "rate_beyond_wording": round(factual / sentences, 4),
        "kinds": dict(kinds),
    }


def scaling() -> dict[str, Any]:
    """CPU seconds to read a body and to check eight texts against it, by length of the body in characters."""
    records = list(read(GOLD_TRAIN))
    whole = "\n".join(record["body"] for record in records)
    texts = [
        records[0]["headline"],
        records[0]["summary"],
        *(point["text"] for point in records[1]["keypoints"]),
    ]
    seconds: dict[int, float] = {}
    for length in (1_000, 10_000, 50_000, 200_000):
        body = whole[:length]
        started = time.process_time()
        checker = FactChecker(body)
        for text in texts:
            checker.check(text)
            checker.align(text)
        seconds[length] = round(time.process_time() - started, 4)
    lengths = list(seconds)
    exponent = math.log(seconds[lengths[-1]] / seconds[lengths[1]]) / math.log(lengths[-1] / lengths[1])
    print(f"\nCPU seconds by length {seconds}, exponent from 10,000 characters on {exponent:.2f}")
    return {"seconds": seconds, "exponent": round(exponent, 3)}


def supported() -> Iterator[Group]:
    """Statements the source supports: annotations, sentences of the source itself, headlines."""
    yield from gold(GOLD_DEV)
    yield from gold(GOLD_TRAIN)
    for record in read("local_meetings_dev.jsonl"):
        sentences = re.findall("[^。！？\n]+。", record["body"])[:12]
        yield record["body"], [(sentence, None) for sentence in sentences if len(sentence) <= 150]
    yield from headlines("xinhua_headlines_dev.jsonl")


def gold(file: str) -> Iterator[Group]:
    for record in read(file):
        points = [(point["text"], point["speaker"]) for point in record["keypoints"]]
        yield record["body"], [(record["headline"], None), (record["summary"], None), *points]


def headlines(file: str, most: int = 10**9) -> Iterator[Group]:
    """Headlines all of whose characters stand in the body; wire slugs (8月1日特稿) are no headlines."""
    for record in read(file):
        title = re.sub("^【[^】]*】", "", record["title"] or "")
        if title and "特稿" not in title and set(re.sub(r"[\W_]", "", title)) <= set(record["body"]):
            if (most := most - 1) < 0:
                return
            yield record["body"], [(title, None)]


def in_its_words(title: str, body: str) -> bool:
    """Whether each two neighbouring characters of a title, marks apart, stand together in the body, too."""
    body = re.sub(r"\s", "", body)
    parts = re.split(r"[\W_]+", title)
    return all(part[at : at + 2] in body for part in parts for at in range(len(part) - 1))


def strangers() -> dict[str, list[str]]:
    """Persons, places and organisations of other articles, to swap in."""
    people: set[str] = set()
    places: set[str] = set()
    organisations: set[str] = set()
    for record in read(GOLD_TRAIN):
        text = record["summary"]
        people.update(mention.name for mention in find_people(text) if len(mention.name) > 1)
        places.update(text[start:end] for start, end in corrupting.places_in(text))
        organisations.update(text[start:end] for start, end in corrupting.organisations_in(text))
    return {"strangers": sorted(people), "places": sorted(places), "organisations": sorted(organisations)}


def read(file: str) -> Iterator[dict[str, Any]]:
    opener = lzma.open if file.endswith(".xz") else open
    with opener(CORPORA / file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


if __name__ == "__main__":
    main()
