"""Quality on the 40 annotated meeting reports, in a minute.

    python benchmarks/gold_meetings.py [--model extractive] [--against lead] [--dump out.md]

The annotations were written by a large language model under editorial rules, not reviewed by newsroom
staff. The reports themselves are not part of the project: the folder is ../shared/corpora or CORPORA.
"""

import argparse
import collections
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))

from benchmarks import corpora, systems
from summarizer import SummaryOptions
from summarizer.evaluation import TOKENIZERS, Measured, Reference, read_references
from summarizer.evaluation.faithfulness import count_by_kind
from summarizer.evaluation.measures import MEASURES, measure_all, over_budget
from summarizer.evaluation.statistics import mean_interval, paired_difference


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--model", default="embedded", help="any name Summarizer takes, or lead, first-sentence"
    )
    parser.add_argument(
        "--against", action="append", default=[], help="another one to compare with; repeatable"
    )
    parser.add_argument("--references", type=pathlib.Path, default=corpora.FOLDER / "gold_meetings_dev.jsonl")
    parser.add_argument("--tokenizer", choices=list(TOKENIZERS), default="char")
    parser.add_argument("--limit", type=int, help="first so many reports only")
    parser.add_argument("--no-check", action="store_true", help="leave the fact check out")
    parser.add_argument(
        "--dump", type=pathlib.Path, help="write body, gold and output of each report as Markdown"
    )
    arguments = parser.parse_args()

    options = SummaryOptions()
    references = read_references(arguments.references)[: arguments.limit]
    print(f"{len(references)} reports, tokenizer {arguments.tokenizer}, mean [95 % bootstrap interval]\n")
    results = {}
    for name in [arguments.model, *arguments.against]:
        run = systems.run(name, references, options)
        results[name] = measure_all(
            references, run.outputs, options, arguments.tokenizer, check=not arguments.no_check
        )
        print(f"== {name} {run.version}: {1000 * run.cpu_seconds:.0f} ms of processor time a report")
        print_measures(results[name], options)
    for name in arguments.against:
        print_comparison(arguments.model, results[arguments.model], name, results[name])
    if arguments.dump:
        arguments.dump.write_text("\n".join(map(side_by_side, results[arguments.model])), encoding="utf-8")


def print_measures(measured: list[Measured], options: SummaryOptions) -> None:
    for name in MEASURES:
        values = [one.values[name] for one in measured if name in one.values]
        if values:
            interval, scale = mean_interval(values), MEASURES[name].scale
            low, high = scale * interval.low, scale * interval.high
            print(
                f"  {name:22} {scale * interval.mean:7.2f}  [{low:.2f}, {high:.2f}]  {MEASURES[name].meaning}"
            )
    found = [finding for one in measured for finding in one.findings]
    broken = collections.Counter(name for one in measured for name in over_budget(one.output, options))
    errors = collections.Counter(one.output.error for one in measured if one.output.error)
    print(f"  findings by kind       {count_by_kind(found) or 'none'}")
    print(f"  budgets exceeded       {dict(broken) or 'none'}")
    print(f"  errors                 {dict(errors) or 'none'}\n")


def print_comparison(name: str, ours: list[Measured], other: str, theirs: list[Measured]) -> None:
    print(f"== {name} minus {other}, paired")
    for measure in MEASURES:
        pairs = [
            (one.values[measure], two.values[measure])
            for one, two in zip(ours, theirs, strict=True)
            if measure in one.values and measure in two.values
        ]
        if pairs:
            difference, scale = paired_difference(*zip(*pairs, strict=True)), MEASURES[measure].scale
            low, high = scale * difference.low, scale * difference.high
            print(
                f"  {measure:22} {scale * difference.mean:+7.2f}  [{low:+.2f}, {high:+.2f}]  "
                f"p={difference.p_value:.4f}"
            )
    print()


def side_by_side(one: Measured) -> str:
    """A report for reading: gold and output, missing facts, findings, then the body."""
    gold, output = one.reference, one.output
    rows = [
        ("标题", gold.headline or "", output.headline),
        ("摘要", gold.summary or "", output.summary),
        ("要点", "<br>".join(gold.keypoints), "<br>".join(output.keypoints)),
    ]
    table = "\n".join(f"| {name} | {left} | {right} |" for name, left, right in rows)
    found = "；".join(f"{finding.field} {finding.kind} {finding.text}" for finding in one.findings)
    return (
        f"## {gold.id}\n\n"
        f"标题 R-L {100 * one.values.get('headline_rl', 0):.0f} · "
        f"摘要 R-L {100 * one.values.get('summary_rl', 0):.0f} · "
        f"事实 {100 * one.values.get('facts', 0):.0f} · 字数 {_lengths(gold)} / "
        f"{len(output.headline)}+{len(output.summary)}+{sum(map(len, output.keypoints))}\n\n"
        f"| | 人工 | 系统 |\n|---|---|---|\n{table}\n\n"
        f"缺：{'、'.join(one.missing) or '无'}\n\n查：{found or '无'}{one.output.error or ''}\n\n"
        f"{gold.body.replace(chr(10), chr(10) * 2)}\n"
    )


def _lengths(gold: Reference) -> str:
    return f"{len(gold.headline or '')}+{len(gold.summary or '')}+{sum(map(len, gold.keypoints))}"


if __name__ == "__main__":
    main()
