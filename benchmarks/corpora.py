"""The development sets that figures rest on. None of them is part of the project.

They are read from ../shared/corpora or the folder CORPORA; a missing one is left out and said so.
"""

import dataclasses
import json
import lzma
import os
import pathlib
import re
from collections.abc import Iterator
from typing import Any

from summarizer.evaluation import Reference

FOLDER = pathlib.Path(
    os.environ.get("CORPORA", pathlib.Path(__file__).resolve().parents[2] / "shared" / "corpora")
)

#: 【新春走基层】, 新华视评丨 and the like: a column's name, which no body supports.
_COLUMN = re.compile(r"^(?:【[^】]*】|[^丨|]{1,12}[丨|])\s*")


@dataclasses.dataclass(frozen=True, slots=True)
class Corpus:
    """A development set.

    Attributes:
        title: what it is, for the page.
        file: its file's name.
        documents: how many of them are used, evenly spaced through the file; None for all.
    """

    title: str
    file: str
    documents: int | None = None


CORPORA = {
    "meetings": Corpus(
        "meeting reports with headline, summary, key points and must-have facts, annotated by a large "
        "language model under editorial rules and not reviewed by newsroom staff",
        "gold_meetings_dev.jsonl",
    ),
    "cctv": Corpus(
        "CCTV evening news 2025: editors' titles, and key points where there are two or more",
        "cctv_xwlb_dev_2025.jsonl.xz",
        100,
    ),
    "xinhua": Corpus("Xinhua wire stories 2015-17: editors' titles", "xinhua_headlines_dev.jsonl", 50),
    "portal": Corpus("portal news 2022-24: editors' titles", "general_news_dev.jsonl.xz", 50),
}


def load(name: str) -> list[Reference]:
    """The references of a corpus.

    Raises:
        FileNotFoundError: its file is not there.
    """
    corpus = CORPORA[name]
    records = [record for record in _records(FOLDER / corpus.file) if len(record["body"]) >= _SHORTEST]
    step = len(records) / corpus.documents if corpus.documents and corpus.documents < len(records) else 1
    return [_reference(records[int(index * step)]) for index in range(int(len(records) / step))]


#: Shorter bodies hold nothing to condense, in characters.
_SHORTEST = 150


def _records(path: pathlib.Path) -> Iterator[dict[str, Any]]:
    open_ = lzma.open if path.suffix == ".xz" else open
    with open_(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _reference(record: dict[str, Any]) -> Reference:
    headline = record.get("headline") or _COLUMN.sub("", record.get("title") or "") or None
    keypoints = [point["text"] for point in record.get("keypoints") or ()]
    return Reference(
        id=str(record["id"]),
        body=record["body"],
        headline=headline,
        summary=record.get("summary") or None,
        keypoints=tuple(keypoints or _points(record.get("brief"), headline)),
        must_facts=tuple(tuple(fact) for fact in record.get("must_facts") or ()),
    )


def _points(brief: str | None, headline: str | None) -> list[str]:
    """An editor's key points: parted by semicolons or numbered （1）.

    Most briefs hold one point, which is the headline again, or head a list with 国际联播快讯：; neither is a key
    point, and where fewer than two are left there are none.
    """
    parts = re.split(r"[；;]|（\d+）|\(\d+\)", _COLUMN.sub("", brief or ""))
    stripped = [part.strip(" 。\n") for part in parts]
    points = [point for point in stripped if len(point) > 4 and point[-1] not in "：:" and point != headline]
    return points if len(points) > 1 else []
