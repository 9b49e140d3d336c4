"""Titles and briefs as marks: what an editor took into them says which of a report's words matter.

Coarser than annotations, but there are thousands of them. `train_clause_salience.py` learns from them first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from marks import Marked
from prepare_data import DevOverlap, bigram_support
from sources import Pair, broadcast, is_bulletin, read_records, run_in_title

from summarizer.article import read_article
from summarizer.compose.clauses import read_clauses
from summarizer.compose.phrases import bigrams
from summarizer.errors import SummarizerError
from summarizer.report import read_report

#: Reports, not news of another kind: meetings, speeches, inspections.
_REPORT = re.compile(r"会议|大会|座谈|调研|考察|检查|仪式|发布会")
_SAID = re.compile(r"强调|指出|要求|表示")
#: Characters of a body worth reading: longer than what a headline model sees, no books.
CHARS = (260, 2_500)
#: Shortest brief that says more than a title, in characters.
LEAST_BRIEF = 30
LEAST_SUPPORT = 0.6
#: Only every so many-th broadcast item is looked at, so that all years are there.
BROADCAST_STEP = 3


def read_titled(corpora: Path, limit: int) -> Iterator[Marked]:
    """At most `limit` reports of each titled corpus, as the library reads them, without those of the dev files."""
    overlap = DevOverlap(sorted(corpora.glob("*_dev*")))
    for reader in (_broadcast, _run_in):
        yield from islice(_marked(reader(corpora), overlap), limit)


def _marked(found: Iterator[tuple[str, str, str | None]], overlap: DevOverlap) -> Iterator[Marked]:
    for body, title, brief in found:
        if not (CHARS[0] <= len(body) <= CHARS[1] and _REPORT.search(body) and _SAID.search(body)):
            continue
        if bigram_support(title, body) < LEAST_SUPPORT or overlap(Pair("headline", body, title, "")):
            continue
        try:
            article = read_article(body)
        except SummarizerError:
            continue
        report = read_report(article)
        kept = {"summary": bigrams(title) | (bigrams(brief) if brief else frozenset())}
        if brief:
            kept["keypoint"] = bigrams(brief)
        yield Marked(article.body, report, read_clauses(article.body, report), kept)


def _broadcast(corpora: Path) -> Iterator[tuple[str, str, str | None]]:
    records = read_records(corpora / "cctv_xwlb_train_2012_2024.jsonl.xz")
    for record in islice(records, 0, None, BROADCAST_STEP):
        if not is_bulletin(record):
            title, brief = next(broadcast(record, "")).target, (record.get("brief") or "").strip()
            yield record["body"], title, brief if len(brief) >= LEAST_BRIEF else None


def _run_in(corpora: Path) -> Iterator[tuple[str, str, str | None]]:
    for record in read_records(corpora / "official_news_untitled_2023.jsonl.xz"):
        for pair in run_in_title(record, ""):
            yield pair.source, pair.target, None
