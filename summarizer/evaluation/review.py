"""Human review of summaries: the rubric, its records, agreement between two reviewers.

A record is one JSON line; a reviewer who judges a document again appends a line, and the last one counts.
"""

import dataclasses
import json
import os
import pathlib
from collections.abc import Iterable, Sequence

import pandas as pd

from summarizer.errors import InputError, InvalidOptionError, UnreadableFileError
from summarizer.evaluation.statistics import cohen_kappa

#: What is scored from 1 (bad) to 5 (good): title and question for the reviewer.
RUBRIC = {
    "coverage": ("全面", "要紧的事实有没有写到？"),
    "faithfulness": ("忠实", "每句话原文都有依据吗？"),
    "fluency": ("通顺", "读起来像记者写的吗？"),
    "concision": ("简练", "有没有可以删掉的字？"),
}
SCALE = (1, 2, 3, 4, 5)

#: Mistakes that must never be published, one alone is enough.
RED_LINES = {
    "name": "姓名",
    "post": "职务",
    "number": "数字",
    "organisation": "机构",
    "quotation": "引语",
    "order": "排序",
}

#: From best to worst.
VERDICTS = {"publish": "可直接发", "edit": "改后可发", "rewrite": "须重写"}


@dataclasses.dataclass(frozen=True, slots=True)
class Review:
    """One person's judgement of one output.

    Attributes:
        id: the document's identifier.
        system: whose output it was; hidden from the reviewer.
        reviewer: who judged.
        scores: 1 to 5 for each name of :data:`RUBRIC`.
        red_lines: names of :data:`RED_LINES` that the output crosses.
        verdict: a name of :data:`VERDICTS`.
        note: what else the reviewer wants to say.

    Raises:
        InvalidOptionError: a score, red line or verdict outside the rubric.
    """

    id: str
    system: str
    reviewer: str
    scores: dict[str, int]
    verdict: str
    red_lines: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if set(self.scores) != set(RUBRIC) or not set(self.scores.values()) <= set(SCALE):
            raise InvalidOptionError(
                f"Each of {', '.join(RUBRIC)} needs a score from 1 to 5, not {self.scores}."
            )
        unknown = sorted(set(self.red_lines) - set(RED_LINES))
        if unknown:
            raise InvalidOptionError(f"Unknown red line {unknown[0]!r}; they are {', '.join(RED_LINES)}.")
        if self.verdict not in VERDICTS:
            raise InvalidOptionError(f"Unknown verdict {self.verdict!r}; they are {', '.join(VERDICTS)}.")


def append_review(path: str | pathlib.Path, review: Review) -> None:
    """Adds one line and returns when it is on the disk: an hour of reviewing must survive a crash."""
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(dataclasses.asdict(review), ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def read_reviews(path: str | pathlib.Path) -> list[Review]:
    """Reviews of a file, the last one where somebody judged an output more than once.

    Raises:
        UnreadableFileError: the file cannot be read.
        InputError: a line is no review; the message names it.
    """
    try:
        lines = pathlib.Path(path).read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise UnreadableFileError(f"Cannot read {path}: {error.strerror}.") from error
    latest: dict[tuple[str, str, str], Review] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            review = Review(**record | {"red_lines": tuple(record["red_lines"])})
        except (json.JSONDecodeError, TypeError, KeyError, InvalidOptionError) as error:
            raise InputError(f"{path}, line {number}: not a review ({error}).") from error
        latest[review.id, review.system, review.reviewer] = review
    return list(latest.values())


def agreement(reviews: Iterable[Review], first: str, second: str) -> pd.DataFrame:
    """How far two reviewers agree on the outputs that both judged.

    Returns:
        One row per question: ``question``, ``title``, ``kappa`` (quadratic weights for scores and verdicts,
        which have an order; NaN where both gave one and the same answer throughout), ``same`` (share of equal
        answers) and ``outputs``.

    Raises:
        InputError: they have no output in common.
    """
    judged: dict[str, dict[tuple[str, str], Review]] = {first: {}, second: {}}
    for review in reviews:
        if review.reviewer in judged:
            judged[review.reviewer][review.id, review.system] = review
    both = [key for key in judged[first] if key in judged[second]]
    if not both:
        raise InputError(f"{first} and {second} have judged no output in common.")
    pairs = [(judged[first][key], judged[second][key]) for key in both]
    rows = [
        _row(name, title, [(a.scores[name], b.scores[name]) for a, b in pairs], SCALE)
        for name, (title, _) in RUBRIC.items()
    ]
    rows += [
        _row(
            f"red_line_{name}",
            f"红线：{title}",
            [(name in a.red_lines, name in b.red_lines) for a, b in pairs],
        )
        for name, title in RED_LINES.items()
    ]
    rows.append(_row("verdict", "结论", [(a.verdict, b.verdict) for a, b in pairs], list(VERDICTS)))
    return pd.DataFrame(rows)


def _row(
    question: str, title: str, answers: Sequence[tuple[object, object]], scale: Sequence[object] | None = None
) -> dict[str, object]:
    first, second = zip(*answers, strict=True)
    same = sum(one == other for one, other in answers) / len(answers)
    kappa = cohen_kappa(first, second, scale)
    return {"question": question, "title": title, "kappa": kappa, "same": same, "outputs": len(answers)}
