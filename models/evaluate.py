"""Figures on the development files: character ROUGE with bootstrap intervals, repetition, names and numbers.

    python models/evaluate.py models/zh-news-small-v3 --corpora ../shared/corpora --out figures.json

Outputs are what the embedded backend ranks first, at one budget per kind of text for all publishers, before the
pipeline's own checks choose among them. Names and numbers are looked for with the library's fact check.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sources import SENTENCE, bulletin_items, clean_body, clean_title, is_bulletin, read_records

from summarizer.backends.base import Request, Task
from summarizer.backends.embedded import BEAMS, LENGTHS, EmbeddedBackend
from summarizer.check import check
from summarizer.evaluation.rouge import rouge
from summarizer.modeling.normalize import normalize_text
from summarizer.modeling.rules import FREE_CHARACTERS
from summarizer.report.people import find_people

BUDGETS: dict[Task, int] = {"headline": 36, "keypoint": 30, "summary": 120}
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Example:
    """One text with its reference, and the task that leads from one to the other."""

    source: str
    reference: str
    task: Task


def titles(path: Path) -> Iterator[Example]:
    """Titles of items that are not bulletins, column names stripped."""
    for record in read_records(path):
        if record.get("title") and not is_bulletin(record):
            yield Example(clean_body(record["body"]), clean_title(record["title"]), "headline")


def bulletins(path: Path) -> Iterator[Example]:
    """Paragraphs of bulletins with their sub-headlines, which are not part of the input."""
    for record in read_records(path):
        if is_bulletin(record):
            for heading, paragraph in bulletin_items(record["body"]):
                yield Example(paragraph, normalize_text(heading), "keypoint")


def gold(path: Path, task: Task) -> Iterator[Example]:
    """Annotated headlines or summaries."""
    for record in read_records(path):
        yield Example(clean_body(record["body"]), normalize_text(record[task]), task)


DEV_SETS: dict[str, tuple[str, Callable[[Path], Iterator[Example]]]] = {
    "cctv_titles_2025": ("cctv_xwlb_dev_2025.jsonl.xz", titles),
    "cctv_bulletins_2025": ("cctv_xwlb_dev_2025.jsonl.xz", bulletins),
    "gold_meetings_headline": ("gold_meetings_dev.jsonl", lambda path: gold(path, "headline")),
    "gold_meetings_summary": ("gold_meetings_dev.jsonl", lambda path: gold(path, "summary")),
    "xinhua_headlines": ("xinhua_headlines_dev.jsonl", titles),
    "general_news": ("general_news_dev.jsonl.xz", titles),
    "rss_official": ("rss_official_dev.jsonl", titles),
    "lcsts_rest": ("lcsts_part3_rest_dev.jsonl", titles),
}


def first_sentence(text: str) -> str:
    """The usual baseline."""
    match = SENTENCE.search(normalize_text(text))
    return match.group() if match else text


def scores(outputs: Sequence[str], examples: Sequence[Example]) -> np.ndarray:
    """*Shape:* (examples, 3): F1 of ROUGE-1, ROUGE-2, ROUGE-L over characters, in percent."""
    rows = []
    for output, example in zip(outputs, examples, strict=True):
        result = rouge(normalize_text(output), example.reference, "char")
        rows.append([result.rouge1.f1, result.rouge2.f1, result.rougeL.f1])
    return 100 * np.array(rows)


def interval(values: np.ndarray, seed: int = 0, rounds: int = 1000) -> list[float]:
    """95 % bootstrap interval of the mean."""
    picks = np.random.default_rng(seed).integers(0, len(values), (rounds, len(values)))
    return [round(float(x), 2) for x in np.percentile(values[picks].mean(axis=1), [2.5, 97.5])]


def repeats(text: str, size: int = 3) -> bool:
    """Whether a run of `size` characters occurs twice; digits may repeat, as in 10000公里."""
    runs = [text[start : start + size] for start in range(len(text) - size + 1)]
    runs = [run for run in runs if not run.isdecimal()]
    return len(set(runs)) < len(runs)


def faults(outputs: Sequence[str], examples: Sequence[Example]) -> dict[str, Any]:
    """What should not be there: characters, numbers and persons that the source has not, repetition, silence.

    `findings` are outputs in which the library's fact check finds something, by kind.
    """
    marks = FREE_CHARACTERS - set("的等与和将")
    characters = unsupported = numbers = names = 0
    findings: Counter[str] = Counter()
    for output, example in zip(outputs, examples, strict=True):
        source = normalize_text(example.source)
        content = [character for character in output if character not in marks]
        characters += len(content)
        unsupported += sum(character not in source for character in content)
        known = set(_DIGITS.findall(source))
        numbers += sum(number not in known for number in _DIGITS.findall(output))
        found = check(source, output)
        findings.update({finding.kind for finding in found})
        names += sum(finding.kind == "name" and finding.text not in source for finding in found)
    return {
        "unsupported_characters_percent": round(100 * unsupported / max(1, characters), 3),
        "numbers_not_in_source": numbers,
        "names_not_in_source": names,
        "outputs_repeating_a_3gram": sum(repeats(output) for output in outputs),
        "empty_outputs": sum(not output for output in outputs),
        "mean_chars": round(sum(map(len, outputs)) / max(1, len(outputs)), 1),
        "findings": dict(sorted(findings.items())),
    }


def request(example: Example, max_source_chars: int) -> Request:
    """What the pipeline would ask about ordinary news: the persons whom the text names are to be written whole."""
    names = {mention.name for mention in find_people(example.source[:max_source_chars])}
    return Request(
        example.source, example.task, BUDGETS[example.task], names=tuple(sorted(names)), thorough=True
    )


def evaluate(
    backend: EmbeddedBackend, corpora: Path, names: Sequence[str], limit: int, show: int = 0
) -> dict[str, Any]:
    """Figures of every development set in `names`."""
    figures: dict[str, Any] = {}
    for name in names:
        file, reader = DEV_SETS[name]
        examples = list(reader(corpora / file))
        if limit and len(examples) > limit:
            examples = random.Random(0).sample(examples, limit)
        requests = [request(example, backend.max_source_chars) for example in examples]
        started = time.monotonic()
        candidates = [
            found for at in range(0, len(requests), 64) for found in backend.generate(requests[at : at + 64])
        ]
        seconds = time.monotonic() - started
        outputs = [found[0].text if found else "" for found in candidates]
        rows = scores(outputs, examples)
        baseline = scores([first_sentence(e.source) for e in examples], examples)
        best = [
            max((scores([c.text], [e])[0, 2] for c in found), default=0.0)
            for found, e in zip(candidates, examples, strict=True)
        ]
        figures[name] = {
            "examples": len(examples),
            "rouge": dict(zip(("1", "2", "L"), np.round(rows.mean(axis=0), 2).tolist(), strict=True)),
            "rougeL_interval": interval(rows[:, 2]),
            "first_sentence": dict(
                zip(("1", "2", "L"), np.round(baseline.mean(axis=0), 2).tolist(), strict=True)
            ),
            "best_candidate_rougeL": round(float(np.mean(best)), 2),
            "confident_percent": round(
                100 * sum(bool(c) and c[0].confident for c in candidates) / len(examples), 1
            ),
            **faults(outputs, examples),
            "seconds": round(seconds, 1),
        }
        print(name, json.dumps(figures[name], ensure_ascii=False), flush=True)
        for example, output in list(zip(examples, outputs, strict=True))[:show]:
            print(f"  reference {example.reference}\n  output    {output}")
    return figures


def main() -> None:
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("--corpora", type=Path, default=here.parent.parent / "shared" / "corpora")
    parser.add_argument("--sets", nargs="*", default=list(DEV_SETS), choices=list(DEV_SETS))
    parser.add_argument(
        "--limit", type=int, default=0, help="examples of each set, a seeded sample; 0 for all"
    )
    parser.add_argument("--show", type=int, default=0, help="outputs of each set to print")
    parser.add_argument("--threads", type=int)
    parser.add_argument(
        "--one-draft", action="store_true", help="only the draft whose length the model chooses"
    )
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    lengths = dict.fromkeys(BUDGETS, (None,)) if options.one_draft else LENGTHS
    beams = dict.fromkeys(BUDGETS, 0) if options.one_draft else BEAMS
    backend = EmbeddedBackend(options.model, options.threads, lengths, beams)
    figures = evaluate(backend, options.corpora, options.sets, options.limit, options.show)
    if options.out:
        options.out.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
