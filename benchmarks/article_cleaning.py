"""What the article room leaves out of crawled bodies, piece by piece, for a person to read.

    python benchmarks/article_cleaning.py [FILE...] [--limit N]

FILE is a JSONL corpus (.xz or plain) with a ``body``; default: the two meeting sets in ../shared/corpora, or
in the folder CORPORA. Prints every dropped piece with its count, every headline taken off a body, and the
measures: the share of characters dropped, and how much annotated evidence is still there word for word.
"""

import argparse
import collections
import itertools
import json
import lzma
import pathlib
import time

from corpora import FOLDER

from summarizer.article.layout import lay_out
from summarizer.text.normalize import normalize

DEFAULT = ["gold_meetings_dev.jsonl", "local_meetings_dev.jsonl"]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=pathlib.Path, default=[FOLDER / name for name in DEFAULT])
    parser.add_argument("--limit", type=int, help="documents of each file")
    arguments = parser.parse_args()
    for path in arguments.files:
        report(path, arguments.limit)


def report(path: pathlib.Path, limit: int | None) -> None:
    """Prints the pieces and the measures of one corpus."""
    dropped: collections.Counter[str] = collections.Counter()
    titles: list[str] = []
    documents = chars = evidence = lost = 0
    seconds = 0.0
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, itertools.islice(lines, limit)):
            started = time.process_time()
            layout = lay_out(record["body"])
            seconds += time.process_time() - started
            documents += 1
            chars += len(record["body"])
            dropped.update(layout.dropped)
            titles += [layout.title] if layout.title else []
            body = "\n".join(layout.paragraphs)
            for keypoint in record.get("keypoints", []):
                spans = keypoint["evidence"]
                for span in [spans] if isinstance(spans, str) else spans:
                    evidence += 1
                    lost += normalize(span) not in body
    print(f"== {path.name}")
    for piece, count in dropped.most_common():
        print(f"{count:6}  {piece}")
    for title in titles:
        print(f" title  {title}")
    share = sum(len(piece) * count for piece, count in dropped.items()) / max(1, chars)
    print(
        f"{documents} documents, {sum(dropped.values())} pieces dropped ({share:.2%} of the characters), "
        f"{len(titles)} headlines taken off, {evidence - lost} of {evidence} evidence spans kept, "
        f"{1000 * seconds / max(1, documents):.2f} ms of processor time a document"
    )


if __name__ == "__main__":
    main()
