"""``summarizer evaluate``: outputs against references, as a table, JSON and an HTML report."""

from pathlib import Path
from typing import Any

import click

from summarizer.errors import MissingDependencyError, UnreadableFileError, UsageError
from summarizer.evaluation.judge import Judge
from summarizer.evaluation.records import read_outputs, read_references
from summarizer.evaluation.tokenize import MAIN_TOKENIZER, TOKENIZERS
from summarizer.options import PRESETS, SummaryOptions


@click.command()
@click.option(
    "--references",
    required=True,
    type=click.Path(),
    help="JSONL: id, body, headline, summary, keypoints, must_facts.",
)
@click.option("--outputs", required=True, help="JSONL of results, as FILE or NAME=FILE.")
@click.option("--against", multiple=True, help="Another system's results to test against; repeatable.")
@click.option(
    "--tokenizer",
    type=click.Choice(list(TOKENIZERS)),
    default=MAIN_TOKENIZER,
    show_default=True,
    help="Units of ROUGE.",
)
@click.option("--preset", type=click.Choice(list(PRESETS)), help="Budgets the outputs were asked to keep.")
@click.option("--headline-chars", type=int, help="Budget of the headline, in characters.")
@click.option("--summary-chars", type=int, help="Budget of the summary, in characters.")
@click.option("--keypoints", type=int, help="Most key points.")
@click.option("--keypoint-chars", type=int, help="Budget of a key point, in characters.")
@click.option(
    "--check/--no-check", default=True, help="Run the fact check on every output.  [default: check]"
)
@click.option(
    "--judge", help="A chat model that judges every statement too: openai:URL?model=NAME, hf:ID, a folder."
)
@click.option(
    "--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option("--html", type=click.Path(), help="Also write a self-contained HTML report to this file.")
@click.option(
    "--cases",
    type=click.IntRange(min=0),
    default=50,
    show_default=True,
    help="Documents shown in the report, worst first.",
)
def evaluate(
    references: str,
    outputs: str,
    against: tuple[str, ...],
    tokenizer: str,
    preset: str | None,
    check: bool,
    judge: str | None,
    output_format: str,
    html: str | None,
    cases: int,
    **budgets: Any,
) -> None:
    """Score outputs against references, with intervals and paired tests."""
    try:
        from summarizer.evaluation import report
        from summarizer.evaluation.comparison import compare
    except ModuleNotFoundError as error:
        raise MissingDependencyError(
            f"`summarizer evaluate` needs {error.name}: pip install 'zh-news-summarizer[evaluation]'."
        ) from error

    options = SummaryOptions.from_dict(
        {name: value for name, value in budgets.items() if value is not None}, preset
    )
    systems: dict[str, str] = {}
    for argument in (outputs, *against):
        name, path = _named(argument)
        if name in systems:
            raise UsageError(f"Two systems are called {name!r}; name them: --against NAME=FILE.")
        systems[name] = path
    comparison = compare(
        read_references(references),
        {name: read_outputs(path) for name, path in systems.items()},
        options,
        tokenizer,
        check=check,
        judge=Judge(judge) if judge else None,
    )
    click.echo(report.to_json(comparison) if output_format == "json" else report.to_text(comparison))
    if html:
        try:
            Path(html).write_text(report.to_html(comparison, cases), encoding="utf-8")
        except OSError as error:
            raise UnreadableFileError(f"Cannot write {html}: {error.strerror}.") from error


def _named(argument: str) -> tuple[str, str]:
    """``NAME=FILE`` or ``FILE``, named for the file."""
    name, separator, path = argument.partition("=")
    return (name, path) if separator and not Path(argument).exists() else (Path(argument).stem, argument)
