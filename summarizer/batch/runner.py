"""A batch run from the first source to the last report: reads as its list of steps."""

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from typing import IO, Any

from summarizer.batch.digest import Digest
from summarizer.batch.executors import Executor, LocalExecutor
from summarizer.batch.keys import place_key, task_key
from summarizer.batch.ledger import Ledger
from summarizer.batch.processing import Model, Outcome
from summarizer.batch.progress import Progress
from summarizer.batch.report import write_report
from summarizer.batch.settings import BatchSettings
from summarizer.batch.statistics import Statistics
from summarizer.batch.storage import open_atomic
from summarizer.batch.windows import find_shards
from summarizer.batch.writers import Writer, check_format, open_writer
from summarizer.errors import BatchError, MissingDependencyError, UnreadableFileError, UsageError


def run_batch(
    settings: BatchSettings, progress: Progress | None = None, model: Model | None = None
) -> Statistics:
    """Summarises the input into the output, picking up whatever the ledger already holds.

    Args:
        settings: what to read, what to ask for, where to write.
        progress: told after each window; silent when None.
        model: a model to use with the local engine instead of loading the one that the settings name.

    Raises:
        UsageError, InvalidOptionError: the settings contradict each other.
        UnreadableFileError: an input does not exist.
        ModelError: the model cannot be loaded, or its service is down; run again to go on.
        BatchError: the disk is full; run again to go on.
        LedgerError: another run holds the ledger.
    """
    check_settings(settings)
    progress = progress or Progress(quiet=True)
    try:
        with contextlib.ExitStack() as stack:
            executor = _open_executor(settings, stack, progress, model)
            outputs = stack.enter_context(_Outputs.opened(settings))
            for processed in executor.run():
                for outcome in processed.outcomes:
                    outputs.take(outcome)
                outputs.statistics.add_window(processed)
                progress.update(outputs.statistics, executor.estimate())
        if settings.report:
            write_report(settings, outputs.statistics)
    except (OSError, sqlite3.OperationalError) as error:
        # Whatever concerns one document was caught with the document; this concerns the run. It is caught outside the
        # block, because files that cannot be written fail once more when they are closed.
        raise BatchError(
            f"The run stopped: {error}. If the disk is full, free some space; then run the same command again. "
            "Finished documents are kept."
        ) from error
    return outputs.statistics


def check_settings(settings: BatchSettings) -> None:
    """Raises UsageError for settings that cannot be meant, before anything is touched."""
    check_format(settings.output)
    if not settings.inputs:
        raise UsageError("Name at least one input.")
    if settings.engine not in ("local", "ray"):
        raise UsageError(f"Unknown engine {settings.engine!r}; the engines are local and ray.")
    if settings.sample is not None and (
        settings.sample <= 0 or (settings.sample > 1 and settings.sample % 1)
    ):
        raise UsageError("--sample takes a fraction below 1 or a whole number of documents.")
    if settings.window < 1:
        raise UsageError("--window takes a number of documents, at least 1.")
    # Before the model is loaded: a mistyped path should not cost a minute.
    if next(find_shards(settings), None) is None:
        raise UnreadableFileError(f"Nothing to read in {', '.join(settings.inputs)}.")


def _open_executor(
    settings: BatchSettings, stack: contextlib.ExitStack, progress: Progress, model: Model | None
) -> Executor:
    if settings.engine == "ray":
        try:
            from summarizer.batch.ray_executor import RayExecutor
        except ModuleNotFoundError as error:
            raise MissingDependencyError(
                f"--engine ray needs {error.name}: pip install 'zh-news-summarizer[batch,ray]'."
            ) from error

        return stack.enter_context(RayExecutor(settings))
    if model is None:
        from summarizer.pipeline import Summarizer

        loaded = Summarizer(settings.model) if settings.model else Summarizer()
        stack.callback(loaded.close)
        model = loaded
    ledger = Ledger(settings.ledger_path)
    stack.callback(ledger.close)
    for name in ledger.damaged:
        progress.say(f"Segment {name} of the ledger was damaged; its documents are computed again.")
    return LocalExecutor(ledger, task_key(model.model, settings.options), settings, model)


class _Outputs:
    """Everything that is written about outcomes, in input order."""

    def __init__(
        self, settings: BatchSettings, results: Writer, errors: IO[bytes], duplicates: IO[bytes]
    ) -> None:
        self.statistics = Statistics()
        self._results = results
        self._errors = errors
        self._duplicates = duplicates
        self._first = _FirstSeen()
        self.digest = Digest(settings) if settings.digest else None

    @classmethod
    @contextlib.contextmanager
    def opened(cls, settings: BatchSettings) -> "Iterator[_Outputs]":
        with (
            open_writer(settings.output, settings.excel) as results,
            open_atomic(settings.beside("errors.jsonl")) as errors,
            open_atomic(settings.beside("duplicates.jsonl")) as duplicates,
        ):
            outputs = cls(settings, results, errors, duplicates)
            yield outputs
            if outputs.digest is not None:
                outputs.digest.write()

    def take(self, outcome: Outcome) -> None:
        """Writes one outcome wherever it belongs."""
        original = None
        if outcome.status != "skipped":
            self.statistics.shared_ids += self._first.is_shared(outcome.id)
        if outcome.status == "ok":
            assert outcome.key is not None
            assert outcome.record is not None
            original = self._first.of_result(outcome.key, outcome.id)
            self._results.write({**outcome.record, "id": outcome.id})
            if original is not None:
                _write_line(
                    self._duplicates, {"id": outcome.id, "duplicate_of": original, "where": outcome.where}
                )
            elif self.digest is not None:
                self.digest.add(outcome)
        elif outcome.status == "failed":
            assert outcome.error is not None
            self._results.write({"id": outcome.id, "error": outcome.error})
            failure = {"id": outcome.id, "where": outcome.where, **outcome.error}
            _write_line(self._errors, failure)
            self.statistics.add_failure(failure)
        self.statistics.add_outcome(outcome, original is not None)


class _FirstSeen:
    """Who came first, kept in a temporary file so that memory does not grow with the archive."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("PRAGMA cache_size = -16384")
        self._database.execute("CREATE TABLE result (key BLOB PRIMARY KEY, id TEXT) WITHOUT ROWID")
        self._database.execute("CREATE TABLE id (key BLOB PRIMARY KEY) WITHOUT ROWID")
        self._database.execute("BEGIN")  # never committed: the file is gone with the connection

    def of_result(self, key: bytes, identifier: str | int) -> str | int | None:
        """The id of the first document with this result; None when it is this one."""
        text = json.dumps(identifier)
        if self._database.execute("INSERT OR IGNORE INTO result VALUES (?, ?)", (key, text)).rowcount:
            return None
        (first,) = self._database.execute("SELECT id FROM result WHERE key = ?", (key,)).fetchone()
        value: str | int = json.loads(first)
        return value

    def is_shared(self, identifier: str | int) -> bool:
        """Whether an earlier document had this id."""
        key = place_key(json.dumps(identifier))
        return not self._database.execute("INSERT OR IGNORE INTO id VALUES (?)", (key,)).rowcount


def _write_line(stream: IO[bytes], record: dict[str, Any]) -> None:
    try:
        data = json.dumps(record, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        data = json.dumps(record).encode()
    stream.write(data + b"\n")
