"""The command line: one verb per job. Heavy imports happen inside the verb that needs them.

Exit codes: 0 all done, 1 some documents failed, 2 usage, 3 input, 4 model.
"""

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

import click

from summarizer import __version__
from summarizer.errors import BackendError, MissingDependencyError, SummarizerError, UnreadableFileError
from summarizer.options import PRESETS, SummaryOptions

#: Verbs that live in their own rooms: name → (module, attribute, one line for --help, extra to install).
_LAZY_COMMANDS = {
    "batch": ("summarizer.batch.command", "batch", "Summarise a whole archive, resumable.", "batch"),
    "evaluate": (
        "summarizer.evaluation.command",
        "evaluate",
        "Score outputs against references.",
        "evaluation",
    ),
}


class _Group(click.Group):
    """Loads a verb's module only when the verb is used, and turns our errors into one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_LAZY_COMMANDS})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _LAZY_COMMANDS:
            return super().get_command(ctx, name)
        module, attribute, _, extra = _LAZY_COMMANDS[name]
        try:
            command: click.Command = getattr(importlib.import_module(module), attribute)
        except ModuleNotFoundError as error:
            raise MissingDependencyError(
                f"`summarizer {name}` needs {error.name}: pip install 'zh-news-summarizer[{extra}]'."
            ) from error
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # The stock version imports every verb for its help line; ours are listed above.
        rows = []
        for name in self.list_commands(ctx):
            own = self.commands.get(name)
            rows.append((name, own.get_short_help_str() if own else _LAZY_COMMANDS[name][2]))
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SummarizerError as error:
            click.echo(f"{error.code}: {error.message}", err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:  # `| head`
            sys.stderr.close()
            ctx.exit(0)
        except Exception as error:
            # An editor must never meet a traceback; a developer gets one with SUMMARIZER_DEBUG=1.
            if isinstance(
                error, click.ClickException | click.exceptions.Exit | click.Abort
            ) or os.environ.get("SUMMARIZER_DEBUG"):
                raise
            click.echo(
                f"{BackendError.code}: unexpected {type(error).__name__}: {error}. "
                "Run again with SUMMARIZER_DEBUG=1 for details.",
                err=True,
            )
            ctx.exit(BackendError.exit_code)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="summarizer")
def main() -> None:
    """Headline, summary and key points of Chinese news, each traceable to its source sentence."""


def _read(path: str) -> bytes:
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"Cannot read {path}: {error.strerror}. Check the path and permissions."
        ) from error


@main.command()
@click.argument("file")
@click.option(
    "--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option("--preset", type=click.Choice(list(PRESETS)), help="Budgets of a publishing channel.")
@click.option("--headline-chars", type=int, help="Longest headline, in characters.")
@click.option("--summary-chars", type=int, help="Longest summary, in characters.")
@click.option("--keypoints", type=int, help="Most key points; 0 for none.")
@click.option("--keypoint-chars", type=int, help="Longest key point, in characters.")
@click.option("--lexicon", type=click.Path(), help="House lexicon (TOML or CSV) for the fact check.")
@click.option(
    "--model",
    default="embedded",
    show_default=True,
    help="embedded, extractive, a folder, hf:ID or openai:URL.",
)
def summarize(file: str, output_format: str, preset: str | None, model: str, **budgets: Any) -> None:
    """Summarise FILE (text, pasted page or HTML; - for standard input)."""
    from summarizer.pipeline import Summarizer

    options = SummaryOptions.from_dict(
        {name: value for name, value in budgets.items() if value is not None}, preset
    )
    data = _read(file)
    summarizer = Summarizer(model)
    summary = summarizer.summarize(data, options)
    if output_format == "json":
        click.echo(json.dumps(summary.to_dict(), ensure_ascii=False, indent=2))
    else:
        from summarizer.terminal import render

        click.echo(render(summary))
    if summarizer.spent.cost:
        spent = summarizer.spent
        click.echo(
            f"费用 {spent.cost:.4f}：读入 {spent.input_tokens} 个词元，写出 {spent.output_tokens} 个",
            err=True,
        )


@main.command()
@click.argument("source")
@click.argument("output")
@click.option(
    "--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option("--lexicon", type=click.Path(), help="House lexicon (TOML or CSV).")
def check(source: str, output: str, output_format: str, lexicon: str | None) -> None:
    """Check the text in file OUTPUT against the article in file SOURCE; exits 1 when something is unsupported."""
    from summarizer.article import decode_bytes
    from summarizer.pipeline import check_text

    text = decode_bytes(_read(output)).strip()
    findings = check_text(_read(source), text, lexicon=lexicon)
    if output_format == "json":
        import dataclasses

        click.echo(
            json.dumps([dataclasses.asdict(finding) for finding in findings], ensure_ascii=False, indent=2)
        )
    else:
        from summarizer.terminal import render_findings

        click.echo(render_findings(findings))
    sys.exit(1 if findings else 0)


@main.command()
@click.option("--host", help="Address to listen on; overrides SUMMARIZER_HOST.")
@click.option("--port", type=int, help="Port to listen on; overrides SUMMARIZER_PORT.")
def serve(host: str | None, port: int | None) -> None:
    """Serve the HTTP API and the web page."""
    try:
        import uvicorn

        importlib.import_module("fastapi")
    except ModuleNotFoundError as error:
        raise MissingDependencyError(
            f"`summarizer serve` needs {error.name}: pip install 'zh-news-summarizer[service]'."
        ) from error
    # The service reads its own settings from the environment; it refuses a public address without keys.
    if host:
        os.environ["SUMMARIZER_HOST"] = host
    if port:
        os.environ["SUMMARIZER_PORT"] = str(port)
    uvicorn.run(
        "service.app:create_app",
        factory=True,
        host=os.environ.get("SUMMARIZER_HOST", "127.0.0.1"),
        port=int(os.environ.get("SUMMARIZER_PORT", "8080")),
        # Longer than proxies keep a connection: one closed from here just as it is used again is a lost request.
        timeout_keep_alive=75,
    )


@main.command()
@click.option(
    "--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def models(output_format: str) -> None:
    """List the models that can be used without a download."""
    from summarizer.modeling.weights import available_models

    names = ["extractive", *available_models()]
    if output_format == "json":
        click.echo(json.dumps(names, ensure_ascii=False))
        return
    click.echo("extractive\tno weights: clauses of the report itself")
    for name in names[1:]:
        click.echo(f"{name}\tembedded, offline")
    click.echo("hf:ID\tany Hugging Face model, fetched on first use")
    click.echo("openai:URL?model=NAME\tany OpenAI-compatible server")
