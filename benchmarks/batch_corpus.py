"""Documents for the batch proofs: the development corpora, varied so that no two are alike."""

import json
import lzma
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from summarizer.datamodels import Article, Checks, Evidence, ModelInfo, Report, Summary, Usage
from summarizer.errors import SummarizerError
from summarizer.options import SummaryOptions

CORPORA = Path(__file__).parents[1].parent / "shared" / "corpora"
RESULTS = Path(__file__).parent / "results"

_FILES = ("local_meetings_dev.jsonl", "rss_official_dev.jsonl", "xinhua_headlines_dev.jsonl",
          "general_news_dev.jsonl.xz", "cctv_xwlb_dev_2025.jsonl.xz")  # fmt: skip


def originals(files: Iterable[str] = _FILES) -> list[dict[str, Any]]:
    """Records with ``title`` and ``body``; raises FileNotFoundError where the corpora are absent."""
    records = []
    for name in files:
        opened = lzma.open if name.endswith(".xz") else open
        with opened(CORPORA / name, "rt", encoding="utf-8") as stream:
            records += [json.loads(line) for line in stream]
    return [record for record in records if 100 <= len(record["body"]) <= 5000]


def varied(count: int, longest: int = 5000) -> Iterator[dict[str, Any]]:
    """``count`` JSONL records; every number in a text is changed, and a sentence makes each one unique."""
    pool = [record for record in originals() if len(record["body"]) <= longest]
    generator = random.Random(20240409)
    generator.shuffle(pool)
    for number in range(count):
        record = pool[number % len(pool)]
        shift = number // len(pool)
        body = re.sub(
            r"(?<!\d)\d{2,4}(?!\d)", lambda found, by=shift: str(int(found[0]) + by), record["body"]
        )
        body += f"\n这是第{number}份归档稿件，登记编号为{number + 10_000}。"
        yield {"id": f"v{number}", "title": record["title"], "body": body}


def write_varied(path: Path, count: int, longest: int = 5000) -> int:
    """Writes them as JSONL; returns the bytes written."""
    with path.open("w", encoding="utf-8") as stream:
        for record in varied(count, longest):
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path.stat().st_size


class LeadModel:
    """The first sentence, at no cost: what remains of a run is the runner itself."""

    model = ModelInfo("lead", "1")

    def summarize(self, source: Article, options: SummaryOptions | None = None) -> Summary:
        body = source.body
        end = min(body.find("。") + 1 or len(body), 120)
        span = (Evidence(0, end),)
        report = Report("news", None, None, None, None, (), ())
        usage = Usage(len(body), len(body), 0, 0.0)
        return Summary(
            body[: min(end, 30)], body[:end], (), span, span, Checks(True), source, report, usage, self.model
        )

    def summarize_many(
        self, sources: Iterable[Article], options: SummaryOptions | None = None
    ) -> Iterator[Summary | SummarizerError]:
        return (self.summarize(source, options) for source in sources)
