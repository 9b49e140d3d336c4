"""Which words of a report its annotation kept, as places in the body: no text of either.

    python models/marks.py annotated.jsonl --out models/annotations/mine.jsonl.xz

An annotated record has `body`, `headline`, `summary`, `keypoints` (each with `text`) and `must_facts` (each a list of
alternative wordings). The marks of it are runs of the body's characters, `[start, end)`, for each of the uses that
`summarizer.modeling.clause_salience` judges pieces for. Of some records a reader also said which clauses, as the
library cuts them, can be printed behind their speaker's name: `alone` has `[start, end, fault]` for each, in the body
as the library reads it, where the fault is empty, `h` (half a thought), `s` (who does it is lost), `w` (not this
speaker's words) or `n` (no text of the report). Bodies stay where they are, in the corpora.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO, TypeVar, cast

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from summarizer.article import read_article
from summarizer.backends.base import ClauseTable
from summarizer.compose.clauses.phrases import bigrams
from summarizer.compose.clauses.reading import Clause, read_clauses
from summarizer.compose.clauses.salience import clause_table, features
from summarizer.datamodels import Report
from summarizer.errors import SummarizerError
from summarizer.evaluation.facts import missing_facts
from summarizer.modeling.clause_salience import PIECE_USES
from summarizer.report import read_report

#: The project's own annotations, and where the bodies they mark are expected.
MARKS = Path(__file__).resolve().parent / "annotations" / "meetings.jsonl.xz"
CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"

Runs = list[list[int]]
Example = TypeVar("Example")


def marks_of(record: Mapping[str, Any]) -> dict[str, Runs]:
    """The marks of one annotated record for each use; facts are parted by whether headline and summary hold them."""
    body: str = record["body"]
    brief = f"{record['headline']}\n{record['summary']}"
    later = set(missing_facts(record["must_facts"], brief))
    first = [fact for fact in record["must_facts"] if fact[0] not in later]
    rest = [fact for fact in record["must_facts"] if fact[0] in later]
    kept = {
        "summary": _pairs(body, bigrams(record["headline"]) | bigrams(record["summary"])),
        "keypoint": _pairs(
            body, frozenset().union(*(bigrams(point["text"]) for point in record["keypoints"]))
        ),
        "fact": _strings(body, first),
        "later_fact": _strings(body, rest),
    }
    return {use: _runs(kept[use]) for use in PIECE_USES}


def marked_pairs(body: str, runs: Runs) -> frozenset[str]:
    """The pairs of neighbouring characters inside the runs: what an annotation kept of the body's words."""
    return frozenset().union(*(bigrams(body[start:end]) for start, end in runs))


def read_marked(path: Path, corpora: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Body and marks of each record of a marks file, in its order; bodies come from the corpora it names.

    Raises:
        FileNotFoundError: a corpus is not in ``corpora``.
        KeyError: a record is not in its corpus.
    """
    records = list(_corpus(path))
    bodies = {
        (name, record["id"]): record["body"]
        for name in dict.fromkeys(record["source_file"] for record in records)
        for record in _corpus(corpora / name)
    }
    for record in records:
        yield bodies[record["source_file"], record["id"]], record


@dataclass(frozen=True)
class Marked:
    """One annotated report as the library reads it.

    Attributes:
        body, report, clauses: of the cleaned article.
        kept: the pairs of characters that the annotation kept, for each use.
        alone: start and end of the clauses that a reader judged, with whether they can be printed alone.
    """

    body: str
    report: Report
    clauses: list[Clause]
    kept: Mapping[str, frozenset[str]]
    alone: Mapping[tuple[int, int], bool]

    def table(self) -> ClauseTable:
        """What a network that judges the clauses is shown."""
        return clause_table(self.clauses, features(self.clauses, self.report, self.body), self.body)


def read_reports(path: Path, corpora: Path) -> Iterator[Marked]:
    """The reports of a marks file; one whose body cannot be read is left out."""
    for raw, marks in read_marked(path, corpora):
        try:
            article = read_article(raw)
        except SummarizerError:
            continue
        report = read_report(article)
        kept = {use: marked_pairs(raw, marks[use]) for use in PIECE_USES}
        alone = {(start, end): not fault for start, end, fault in marks.get("alone", ())}
        yield Marked(article.body, report, read_clauses(article.body, report), kept, alone)


def _corpus(path: Path) -> Iterator[dict[str, Any]]:
    with _open(path, "rt") as file:
        for line in file:
            yield json.loads(line)


def _open(path: Path, mode: str) -> TextIO:
    opened = lzma.open if path.suffix == ".xz" else open
    return cast(TextIO, opened(path, mode, encoding="utf-8"))


def _pairs(body: str, kept: Collection[str]) -> list[bool]:
    marks = [False] * len(body)
    letters = [at for at, character in enumerate(body) if character.isalnum()]
    for one, other in zip(letters, letters[1:], strict=False):
        if body[one] + body[other] in kept:
            marks[one : other + 1] = [True] * (other + 1 - one)
    return marks


def _strings(body: str, facts: Collection[Collection[str]]) -> list[bool]:
    marks = [False] * len(body)
    for wording in (wording for fact in facts for wording in fact if wording):
        at = body.find(wording)
        while at >= 0:
            marks[at : at + len(wording)] = [True] * len(wording)
            at = body.find(wording, at + 1)
    return marks


def _runs(marks: list[bool]) -> Runs:
    found: Runs = []
    for at, marked in enumerate(marks):
        if marked and found and found[-1][1] == at:
            found[-1][1] = at + 1
        elif marked:
            found.append([at, at + 1])
    return found


def training_options(doc: str | None) -> argparse.ArgumentParser:
    """What every script asks that learns from marks."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--marks", type=Path, default=MARKS)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--seed", type=int, default=20240409)
    parser.add_argument(
        "--held-out", type=int, help="leave every so many-th report out and say how well it does there"
    )
    return parser


def hold_out(examples: list[Example], every: int | None) -> tuple[list[Example], list[Example]]:
    """The examples to learn from, and every so many-th one, held out; all and none where nothing is."""
    if not every:
        return examples, []
    return [one for index, one in enumerate(examples) if index % every], examples[::every]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("annotated", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    with _open(options.out, "wt") as out:
        for path in options.annotated:
            for record in _corpus(path):
                kept = {"id": record["id"], "source_file": record.get("source_file") or path.name}
                out.write(json.dumps(kept | marks_of(record), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
