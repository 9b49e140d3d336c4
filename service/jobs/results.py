"""Results of a job as files: JSONL with everything, CSV for a spreadsheet."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

COLUMNS = (
    "id", "title", "headline", "summary", "keypoints", "supported", "findings", "error_code", "error_message"
)  # fmt: skip


def as_jsonl(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line + "\n"


def as_csv(lines: Iterable[str]) -> Iterator[str]:
    """Rows in :data:`COLUMNS`. Begins with a byte order mark, without which Excel misreads Chinese."""
    yield "\ufeff" + _row(COLUMNS)
    for line in lines:
        yield _row(_cells(json.loads(line)))


def _cells(record: dict[str, object]) -> Iterator[str]:
    flat = dict(record)
    article, checks, error = (flat.get(name) or {} for name in ("article", "checks", "error"))
    assert isinstance(article, dict)
    assert isinstance(checks, dict)
    assert isinstance(error, dict)
    keypoints = flat.get("keypoints") or []
    assert isinstance(keypoints, list)
    flat["title"] = article.get("title")
    flat["keypoints"] = "\n".join(point["text"] for point in keypoints)
    flat["supported"] = {True: "yes", False: "no", None: ""}[checks.get("supported")]
    flat["findings"] = "\n".join(finding["message"] for finding in checks.get("findings", ()))
    flat["error_code"] = error.get("code")
    flat["error_message"] = error.get("message")
    for name in COLUMNS:
        value = flat.get(name)
        yield "" if value is None else str(value)


def _row(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    # A cell that begins like a formula would run as one in a spreadsheet; the apostrophe makes it text.
    safe = ["'" + cell if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell for cell in cells]
    csv.writer(buffer).writerow(safe)
    return buffer.getvalue()
