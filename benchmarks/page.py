"""benchmarks/RESULTS.md from the figures of benchmarks/quality.py. Nothing on the page is written by hand."""

from collections.abc import Iterator, Mapping
from typing import Any

from summarizer.evaluation.measures import MEASURES

#: Columns of a corpus's table, where the corpus has them.
_COLUMNS = [
    "headline_rl",
    "summary_rl",
    "keypoints_rl",
    "facts",
    "facts_with_keypoints",
    "supported",
    "chars",
    "total_chars",
    "over_budget",
    "failed",
]

#: What the verdicts are about.
_JUDGED = ["headline_rl", "summary_rl", "keypoints_rl", "facts", "facts_with_keypoints", "supported"]

#: Texts this many times as long as ours win by saying more.
MUCH_LONGER = 1.15

_INTRODUCTION = """\
# Results

Quality and speed at the same character budgets: {headline_chars} for the headline, {summary_chars} for the
summary, {keypoints} key points of {keypoint_chars}. Written by

    python benchmarks/quality.py

on {date}; {machine}, shared with other work, so that times are processor time. Every figure is the mean over
the corpus's documents with its 95 % bootstrap interval (2,000 resamples); shares and ROUGE are in percent.
Differences are paired by document, with a permutation test. ROUGE counts Chinese characters, whole numbers and
Latin words. `supported` is the share of documents in whose headline, summary and key points the fact check
finds nothing. It is the same check for all, and it is ours: a system that repairs what the check finds has an
advantage in this column.
"""

_PEERS = """\
## How the peers are run

Each is installed from PyPI and called as its own README calls it for Chinese. They return ranked sentences and
know no character budget, so one rule fills it for all: the best sentences that fit, in the order of the text,
then what fits of the next one. The headline is the best sentence and the key points are the best six, cut at
their budgets. `lead` is the body's first characters. Bodies go in as crawled, bylines and all, for everyone.

TextRank4ZH 0.3 fails as installed today (`module 'networkx' has no attribute 'from_numpy_matrix'`, removed in
networkx 3); it is run with the new function under the old name, as its users do.

Hugging Face summarisation models are not among the systems: no such weights were on the machine's disk. With
weights, `--systems` takes a local folder or `hf:ID`.
"""


def render(figures: Mapping[str, Any]) -> str:
    """The whole page as Markdown."""
    values = figures["options"] | {"date": figures["date"], "machine": figures["machine"]}
    parts = [_INTRODUCTION.format(**values), "\n".join(_verdicts(figures))]
    parts += [
        "\n".join(_corpus(name, corpus, figures["ours"])) for name, corpus in figures["corpora"].items()
    ]
    parts += [
        "\n".join(_speed(figures["corpora"])),
        "\n".join(_tokenizers(figures.get("tokenizers", {}))),
        _PEERS,
    ]
    missing = [f"- {name}: {reason}" for name, reason in figures["unavailable"].items()]
    missing += [
        f"- {system} on {name}: {reason}"
        for name, corpus in figures["corpora"].items()
        for system, reason in corpus.get("not_run", {}).items()
    ]
    if missing:
        parts.append("\n".join(["## Not run", "", *missing, ""]))
    return "\n".join(part for part in parts if part)


def _verdicts(figures: Mapping[str, Any]) -> Iterator[str]:
    """Where others win, where nothing is shown, and where ours is ahead with intervals apart."""
    yield "## Where others win\n"
    lines = []
    for name, corpus in figures["corpora"].items():
        for row in _judged(corpus):
            if _sign(row) < 0:
                lines.append(
                    f"- {name}, {row['measure']}: {row['against']} beats {row['system']} by {_difference(row)}"
                    f"{_why(corpus, row)}."
                )
    yield "\n".join(lines) if lines else "Nowhere, in the measures below."
    yield "\n## Where no difference is shown\n"
    for name, corpus in figures["corpora"].items():
        undecided: dict[tuple[str, str], list[str]] = {}
        for row in _judged(corpus):
            if _sign(row) == 0:
                undecided.setdefault((row["system"], row["measure"]), []).append(row["against"])
        for (system, measure), others in undecided.items():
            yield f"- {name}, {measure}: {system} and {', '.join(others)}."
    yield "\n## Where ours is ahead of every peer with intervals apart\n"
    for name, corpus in figures["corpora"].items():
        for system in (one for one in figures["ours"] if one in corpus["systems"]):
            peers = [one for one in corpus["systems"] if one not in (*figures["ours"], "lead")]
            ahead = [measure for measure in _JUDGED if _apart(corpus, system, measure, peers)]
            and_lead = [measure for measure in ahead if _apart(corpus, system, measure, ["lead"])]
            yield f"- {name}, {system}: {', '.join(ahead) or 'in none'}; of lead too: {', '.join(and_lead) or 'in none'}."
    yield ""


def _corpus(name: str, corpus: Mapping[str, Any], ours: list[str]) -> Iterator[str]:
    columns = [
        one for one in _COLUMNS if any(one in system["measures"] for system in corpus["systems"].values())
    ]
    yield f"## {name}: {corpus['documents']} {corpus['title']}, {corpus['mean_chars']:.0f} characters on average\n"
    yield f"| | {' | '.join(columns)} |"
    yield f"|---|{'---|' * len(columns)}"
    for system, data in corpus["systems"].items():
        cells = [_cell(data["measures"].get(column), column) for column in columns]
        yield f"| {f'**{system}**' if system in ours else system} | {' | '.join(cells)} |"
    yield ""
    for system, data in corpus["systems"].items():
        if data["findings_by_kind"]:
            kinds = ", ".join(f"{kind} {count}" for kind, count in data["findings_by_kind"].items())
            yield f"- findings of {system}: {kinds}"
    yield ""


def _speed(all_corpora: Mapping[str, Any]) -> Iterator[str]:
    yield "## Speed: milliseconds of processor time per document, all threads, after one to warm up\n"
    names = list(all_corpora)
    yield f"| | version | {' | '.join(names)} |"
    yield f"|---|---|{'---|' * len(names)}"
    for system in dict.fromkeys(system for corpus in all_corpora.values() for system in corpus["runs"]):
        runs = [corpus["runs"].get(system) for corpus in all_corpora.values()]
        version = next(run["version"] for run in runs if run)
        yield (
            f"| {system} | {version} | "
            + " | ".join(f"{1000 * run['cpu_seconds']:.1f}" if run else "" for run in runs)
            + " |"
        )
    yield ""


def _tokenizers(by_tokenizer: Mapping[str, Any]) -> Iterator[str]:
    """The same outputs in other units: why published Chinese figures cannot be compared without naming them."""
    if not by_tokenizer:
        return
    columns = [f"{part}_{kind}" for part in ("headline", "summary") for kind in ("r1", "r2", "rl")]
    yield "## The same meeting outputs in other units of ROUGE\n"
    yield f"| units | | {' | '.join(columns)} |"
    yield f"|---|---|{'---|' * len(columns)}"
    for tokenizer, systems in by_tokenizer.items():
        for system, data in systems.items():
            yield f"| {tokenizer} | {system} | {' | '.join(_cell(data['measures'].get(c), c) for c in columns)} |"
    yield ""


def _judged(corpus: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [row for row in corpus["differences"] if row["measure"] in _JUDGED]


def _sign(row: Mapping[str, Any]) -> int:
    """1 when ours is better, -1 when the other is, 0 when the documents do not tell."""
    if row["p_value"] >= 0.05 or row["low"] <= 0 <= row["high"]:
        return 0
    return 1 if row["mean"] > 0 else -1


def _apart(corpus: Mapping[str, Any], system: str, measure: str, others: list[str]) -> bool:
    """Whether the system's interval lies above those of all the others."""
    mine = corpus["systems"][system]["measures"].get(measure)
    theirs = [
        corpus["systems"][other]["measures"].get(measure) for other in others if other in corpus["systems"]
    ]
    # An interval of 100 to 100 is no proof: the paired test must see the difference too.
    undecided = {
        row["against"]
        for row in _judged(corpus)
        if (row["system"], row["measure"]) == (system, measure) and _sign(row) <= 0
    }
    if mine is None or undecided & set(others):
        return False
    return all(other is None or mine["low"] > other["high"] for other in theirs)


def _cell(figure: Mapping[str, float] | None, measure: str) -> str:
    if figure is None:
        return ""
    scale = MEASURES[measure].scale
    digits = 1 if scale == 100 or figure["mean"] >= 10 else 2
    low, high = scale * figure["low"], scale * figure["high"]
    return f"{scale * figure['mean']:.{digits}f} [{low:.{digits}f}, {high:.{digits}f}]"


def _why(corpus: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    """How much the winner writes beside ours: recall, and ROUGE with it, is cheaper for whoever writes more."""
    theirs, ours = (_chars(corpus["systems"][row[who]], row["measure"]) for who in ("against", "system"))
    if not theirs or not ours:
        return ""
    relation = f"{theirs:.0f} characters to ours of {ours:.0f}"
    if theirs > MUCH_LONGER * ours:
        return f"; it writes more, {relation}"
    return f"; not by length ({relation}), but by what it chooses"


def _chars(system: Mapping[str, Any], measure: str) -> float:
    """Mean length of what a measure looks at, or 0 where the page has no figure for it."""
    total, text = (system["measures"].get(name, {}).get("mean", 0.0) for name in ("total_chars", "chars"))
    if measure.startswith("keypoints"):
        return float(total - text)
    return float(total if measure in ("facts_with_keypoints", "supported") else 0.0)


def _difference(row: Mapping[str, Any]) -> str:
    scale = MEASURES[row["measure"]].scale
    low, high = sorted((-scale * row["low"], -scale * row["high"]))
    return f"{-scale * row['mean']:.1f} [{low:.1f}, {high:.1f}], p = {row['p_value']:.4f}"
