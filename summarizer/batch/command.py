"""``summarizer batch``: options in, exit code out."""

import signal
import sys
from types import FrameType
from typing import Any, NoReturn

import click

from summarizer.batch.settings import BATCH_EXTRA, MIB, BatchSettings, ReadSettings
from summarizer.errors import MissingDependencyError, UsageError
from summarizer.options import PRESETS, SummaryOptions

_BUDGETS = (
    "headline_chars",
    "summary_chars",
    "keypoints",
    "keypoint_chars",
    "total_chars",
    "signature",
    "lexicon",
)


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", required=True, metavar="OUT", help="Results: .jsonl, .parquet, .csv or .tsv.")
@click.option("--model", help="embedded, extractive, a folder, hf:ID or openai:URL.")
@click.option("--preset", type=click.Choice(list(PRESETS)), help="Budgets of a publishing channel.")
@click.option("--headline-chars", type=int, help="Longest headline, in characters.")
@click.option("--summary-chars", type=int, help="Longest summary, in characters.")
@click.option("--keypoints", type=int, help="Most key points; 0 for none.")
@click.option("--keypoint-chars", type=int, help="Longest key point, in characters.")
@click.option("--total-chars", type=int, help="Longest headline + summary + signature together.")
@click.option("--signature", help="Text the channel adds itself; only its length counts.")
@click.option("--lexicon", type=click.Path(), help="House lexicon (TOML or CSV) for the fact check.")
@click.option("--column", "columns", multiple=True, metavar="ROLE=NAME",
              help="Column of the id, text, html, title, source or published_at. Repeatable.")  # fmt: skip
@click.option("--table", help="Table of a SQLite input.")
@click.option("--include", multiple=True, metavar="PATTERN", help="Only files whose relative path matches.")
@click.option("--exclude", multiple=True, metavar="PATTERN", help="No files whose relative path matches.")
@click.option("--max-document-mb", type=click.IntRange(1, 1024), default=16, show_default=True,
              help="Refuse larger documents.")  # fmt: skip
@click.option("--excel", is_flag=True, help="CSV for Excel: byte order mark, no cell that runs as a formula.")
@click.option("--digest", metavar="FOLDER", help="Also write digest pages for editors.")
@click.option("--digest-by", type=click.Choice(["day", "folder"]), default="day", show_default=True)
@click.option("--digest-format", type=click.Choice(["md", "html"]), default="md", show_default=True)
@click.option("--ledger", metavar="PATH", help="Ledger folder or URL.  [default: OUT.ledger]")
@click.option("--retry-failed", is_flag=True, help="Compute only documents that failed before.")
@click.option("--limit", type=click.IntRange(1), help="Read at most this many documents.")
@click.option(
    "--sample", type=float, help="A fraction (0.01) or number (500) of documents, the same every time."
)
@click.option("--window", type=click.IntRange(1), default=256, show_default=True,
              help="Documents committed together; the most an interruption costs.")  # fmt: skip
@click.option("--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True)
@click.option("--ray-address", help="Address of a running Ray cluster.  [default: start one here]")
@click.option("--actors", default="1", show_default=True, metavar="N|MIN-MAX",
              help="Processes holding a model, for --engine ray.")  # fmt: skip
@click.option("--no-report", is_flag=True, help="Write no run report.")
@click.option("--dry-run", is_flag=True, help="Only say what would be read, and about how long it takes.")
@click.option("--quiet", is_flag=True, help="Say nothing unless the run as a whole fails.")
def batch(dry_run: bool, quiet: bool, **given: Any) -> NoReturn:
    """Summarise every document in INPUT (folders, files, archives, patterns, URLs).

    Run the same command again to go on after an interruption. Exits 0 when all is done, 1 when some
    documents failed, 2 for usage, 3 for input, 4 for the model.
    """
    try:
        from summarizer.batch.progress import Progress
        from summarizer.batch.runner import check_settings, run_batch
    except ModuleNotFoundError as error:
        raise MissingDependencyError(f"`summarizer batch` needs {error.name}: {BATCH_EXTRA}.") from error

    settings = settings_from_options(**given)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        if dry_run:
            from summarizer.batch.dry_run import describe

            check_settings(settings)
            for line in describe(settings):
                click.echo(line)
            sys.exit(0)
        with Progress(quiet) as progress:
            statistics = run_batch(settings, progress)
        progress.say(_closing(settings, statistics.to_dict()))
    except KeyboardInterrupt:
        click.echo("Interrupted. Run the same command again to go on where it stopped.", err=True)
        sys.exit(130)
    sys.exit(1 if statistics.failed else 0)


def settings_from_options(
    inputs: tuple[str, ...],
    preset: str | None,
    columns: tuple[str, ...],
    max_document_mb: int,
    actors: str,
    no_report: bool,
    **given: Any,
) -> BatchSettings:
    """Settings from what click hands over.

    Raises:
        UsageError: a mapping without ``=``, or actors that are no numbers.
    """
    budgets = {name: given.pop(name) for name in _BUDGETS}
    options = SummaryOptions.from_dict(
        {name: value for name, value in budgets.items() if value is not None}, preset
    )
    mapping = {}
    for column in columns:
        role, equals, name = column.partition("=")
        if not equals:
            raise UsageError(f"--column takes ROLE=NAME, such as text=正文, not {column!r}.")
        mapping[role.strip()] = name.strip()
    low, _, high = actors.partition("-")
    if not low.isdigit() or not (high or low).isdigit() or int(low) < 1 or int(high or low) < int(low):
        raise UsageError(f"--actors takes a number or a range such as 2-8, not {actors!r}.")
    read = ReadSettings(
        columns=mapping,
        table=given.pop("table"),
        include=given.pop("include"),
        exclude=given.pop("exclude"),
        max_document_bytes=max_document_mb * MIB,
    )
    return BatchSettings(
        inputs=inputs,
        options=options,
        read=read,
        actors=(int(low), int(high or low)),
        report=not no_report,
        **given,
    )


def _closing(settings: BatchSettings, counts: dict[str, Any]) -> str:
    text = (
        f"{counts['total']:,} in = {counts['ok']:,} ok + {counts['failed']:,} failed + "
        f"{counts['duplicates']:,} duplicates + {counts['skipped']:,} skipped; "
        f"{counts['computed']:,} computed in {counts['elapsed_seconds']:,.1f} s. Results: {settings.output}"
    )
    if counts["failed"]:
        text += f"\nFailed documents: {settings.beside('errors.jsonl')}; try them again with --retry-failed."
    return text


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
