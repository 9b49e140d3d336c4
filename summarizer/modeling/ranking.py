"""A small scorer of drafts: which of several is best, and whether it is good enough to be shown.

Linear in a handful of features, trained on reports that no dev file overlaps (`models/train_ranker.py`)
and shipped as `ranker.json` beside the weights.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.modeling.control import TASKS, Task
from summarizer.modeling.decoding import Encoded, Written

RANKER_FILE = "ranker.json"

FEATURES: tuple[str, ...] = (
    "mean_logprob",
    "worst_logprob",
    "copy_share",
    "log_chars",
    "salience_covered",
    "unsupported_bigrams",
    "longest_run",
    "asked_length",
    "agreement",
    "likely_agreement",
    "recurrence",
)
#: Characters of an article in which words recur; farther on it is often about something else.
RECURRENCE_CHARS = 800


def described(
    drafts: Sequence[Written], source: Encoded, article: str = ""
) -> list[tuple[Written, list[float]]]:
    """The drafts about one source, none twice, each with its features in the order of `FEATURES`.

    The article is the source and what follows it; the source alone where it is not given.

    - mean and worst log-probability: how sure the model was;
    - share copied; logarithm of the length in characters;
    - share of the source's salience (its most salient pieces' weight) whose characters the draft has;
    - share of its character bigrams that the source does not have;
    - longest run of characters taken from the source in one piece, as a share of the draft;
    - 1 if a length was asked for;
    - how far it agrees with all drafts, and with the likely ones;
    - how often its character bigrams recur in the article (Luhn 1958): the mean logarithm of their counts.
    """
    unique: dict[str, Written] = {}
    for draft in drafts:
        unique.setdefault(draft.text, draft)
    found = list(unique.values())
    counts = Counter(_bigrams((article or source.facts.text)[:RECURRENCE_CHARS]))
    return [
        (draft, [*_own_features(draft, source), *agreement, _recurrence(draft.text, counts)])
        for draft, agreement in zip(found, agreements(found), strict=True)
    ]


def agreements(drafts: Sequence[Written]) -> list[tuple[float, float]]:
    """How much of each draft the drafts about the same source share with it, itself among them, 0 to 1.

    Two share the Dice coefficient of their character bigrams. In the mean every draft counts alike at first, then by
    its probability: what the model would write on the whole (minimum Bayes risk, Kumar and Byrne 2004).
    """
    totals = [draft.mean_logprob * (len(draft.pieces) + 1) for draft in drafts]
    weights = [math.exp(total - max(totals)) for total in totals]
    pairs = [set(_bigrams(draft.text)) for draft in drafts]
    found = []
    for own in pairs:
        shared = [2 * len(own & other) / max(1, len(own) + len(other)) for other in pairs]
        likely = math.fsum(weight * share for weight, share in zip(weights, shared, strict=True))
        found.append((math.fsum(shared) / len(shared), likely / math.fsum(weights)))
    return found


def _own_features(draft: Written, source: Encoded) -> list[float]:
    text = source.facts.text
    bigrams = _bigrams(draft.text)
    unsupported = sum(pair not in text for pair in bigrams) / max(1, len(bigrams))
    return [
        draft.mean_logprob,
        max(draft.worst_logprob, -8.0),
        draft.copy_share,
        math.log(max(1, len(draft.text))),
        source.salience_covered(draft.pieces),
        unsupported,
        _longest_run(draft.text, text) / max(1, len(draft.text)),
        float(draft.want.chars is not None),
    ]


@dataclass(frozen=True)
class Ranker:
    """Linear scores per task.

    Attributes:
        weights: For each task, one weight per feature.
        biases: For each task.
        thresholds: For each task, the score below which the model would rather see another's candidate win.
    """

    weights: dict[str, list[float]]
    biases: dict[str, float]
    thresholds: dict[str, float]

    def rank(
        self, drafts: Sequence[Written], source: Encoded, task: Task, article: str = ""
    ) -> list[tuple[float, bool, Written]]:
        """(score, confident, draft), best first, none twice; the score is about the ROUGE to be expected."""
        scored = [
            (self.biases[task] + sum(w * v for w, v in zip(self.weights[task], values, strict=True)), draft)
            for draft, values in described(drafts, source, article)
        ]
        scored.sort(key=lambda item: -item[0])
        return [(score, score >= self.thresholds[task], draft) for score, draft in scored]


def load_ranker(folder: Path) -> Ranker:
    """The ranker beside a model's weights.

    Features that it does not name count nothing. Where there is none, or one of unknown features, the plain one.
    """
    path = folder / RANKER_FILE
    if path.is_file():
        values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if set(values["features"]) <= set(FEATURES):
            weights: dict[str, list[float]] = {}
            for task, own in values["weights"].items():
                named = dict(zip(values["features"], own, strict=True))
                weights[task] = [named.get(name, 0.0) for name in FEATURES]
            return Ranker(weights, values["biases"], values["thresholds"])
    return plain_ranker()


def plain_ranker() -> Ranker:
    """The draft whose length the model chose itself first, then the likelier one."""
    plain = [float(name == "mean_logprob") - float(name == "asked_length") for name in FEATURES]
    return Ranker(dict.fromkeys(TASKS, plain), dict.fromkeys(TASKS, 0.0), dict.fromkeys(TASKS, -1.5))


def _bigrams(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def _recurrence(draft: str, counts: Counter[str]) -> float:
    bigrams = _bigrams(draft)
    return math.fsum(math.log1p(counts[pair]) for pair in bigrams) / max(1, len(bigrams))


def _longest_run(draft: str, source: str) -> int:
    """Length of the longest substring of `draft` that `source` has."""
    best = 0
    for start in range(len(draft)):
        while start + best < len(draft) and draft[start : start + best + 1] in source:
            best += 1
    return best
