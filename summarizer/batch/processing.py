"""What happens to one window, on whatever machine: look up, clean, summarise, commit."""

import dataclasses
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, Protocol

from summarizer.batch.cleaning import clean
from summarizer.batch.documents import Document, Item, Skipped, Unreadable
from summarizer.batch.keys import document_key, place_key, result_key
from summarizer.batch.ledger import DocumentEntry, LedgerEntry, ResultEntry
from summarizer.batch.settings import BatchSettings
from summarizer.batch.windows import Window
from summarizer.datamodels import Article, ModelInfo, Summary
from summarizer.errors import BackendError, BackendUnavailableError, MissingDependencyError, SummarizerError
from summarizer.options import SummaryOptions

Known = tuple[bytes | None, dict[str, str] | None]


class LedgerView(Protocol):
    """What processing needs of a ledger; the Ray engine reaches the real one through an actor."""

    def documents(self, keys: Sequence[bytes]) -> dict[bytes, Known]: ...

    def results(self, keys: Iterable[bytes]) -> dict[bytes, dict[str, Any]]: ...

    def failed(self, places: Sequence[bytes]) -> set[bytes]: ...

    def commit(self, window: Window, entries: Sequence[LedgerEntry]) -> None: ...


class Model(Protocol):
    """What processing needs of a :class:`~summarizer.pipeline.Summarizer`."""

    model: ModelInfo

    def summarize(self, source: Article, options: SummaryOptions | None = None) -> Summary: ...

    def summarize_many(
        self, sources: Iterable[Article], options: SummaryOptions | None = None
    ) -> Iterator[Summary | SummarizerError]: ...


@dataclasses.dataclass(slots=True)
class Outcome:
    """What became of one item of the input.

    Attributes:
        id, where, folder: as read.
        status: ``ok``, ``failed`` or ``skipped``; who duplicates whom is decided in input order, later.
        key: result key; equal keys are duplicates.
        record: the JSON record without id, when ok.
        error: ``{"code", "message"}``, when failed.
        reason: why it was skipped.
    """

    id: str | int
    where: str
    folder: str
    status: Literal["ok", "failed", "skipped"]
    key: bytes | None = None
    record: dict[str, Any] | None = None
    error: dict[str, str] | None = None
    reason: str | None = None


@dataclasses.dataclass(slots=True)
class Processed:
    """A window's outcomes in input order, how many summaries were computed, and the seconds spent."""

    outcomes: list[Outcome]
    computed: int
    seconds: dict[str, float]


@dataclasses.dataclass(slots=True)
class _Task:
    """A document on its way through :class:`Processor`."""

    document: Document
    key: bytes
    outcome: Outcome
    article: Article | None = None
    known: bool = False


@dataclasses.dataclass(slots=True)
class Prepared:
    """A window whose new documents are clean."""

    window: Window
    outcomes: list[Outcome]
    tasks: list[_Task]
    entries: list[LedgerEntry]
    seconds: dict[str, float]


class Processor:
    """Takes windows through lookup, cleaning, the model and the ledger."""

    def __init__(self, ledger: LedgerView, task: bytes, settings: BatchSettings) -> None:
        self._ledger = ledger
        self._task = task
        self._settings = settings

    def prepare(self, window: Window) -> Prepared:
        """Looks the documents up and cleans the new ones; may run ahead of :meth:`finish`."""
        started = time.perf_counter()
        keys = [
            document_key(item, self._task) if isinstance(item, Document) else b"" for item in window.items
        ]
        known = self._ledger.documents([key for key in keys if key])
        # Only failures are looked up by place: what could not be read has no content to be known by.
        places = [
            place_key(item.where)
            for item, key in zip(window.items, keys, strict=True)
            if isinstance(item, Unreadable)
            or (
                self._settings.retry_failed
                and isinstance(item, Document)
                and known.get(key, (None,))[0] is None
            )
        ]
        failed = self._ledger.failed(places) if places else set()
        prepared = Prepared(window, [], [], [], {"lookup": time.perf_counter() - started})
        started = time.perf_counter()
        for item, key in zip(window.items, keys, strict=True):
            self._prepare_item(prepared, item, key, known.get(key), failed)
        prepared.seconds["clean"] = time.perf_counter() - started
        return prepared

    def _prepare_item(
        self, prepared: Prepared, item: Item, key: bytes, known: Known | None, failed: set[bytes]
    ) -> None:
        if isinstance(item, Skipped):
            prepared.outcomes.append(Outcome(item.id, item.where, "", "skipped", reason=item.reason))
            return
        outcome = Outcome(item.id, item.where, item.folder, "failed")
        prepared.outcomes.append(outcome)
        place = place_key(item.where)
        if isinstance(item, Unreadable):
            outcome.error = item.error.to_dict()
            if place not in failed:
                prepared.entries.append(DocumentEntry(place, None, None, outcome.error))
            return
        task = _Task(item, key, outcome)
        result, error = known or (None, None)
        if result is not None:
            task.known, outcome.key = True, result
        elif self._settings.retry_failed and place not in failed:
            outcome.status, outcome.reason = "skipped", "not tried before (--retry-failed)"
            return
        elif error is not None and not self._settings.retry_failed:
            outcome.error = error
            return
        elif not self._clean(prepared.entries, task):
            return
        prepared.tasks.append(task)

    def finish(self, prepared: Prepared, model: Model) -> Processed:
        """Summarises what is new, commits it, and returns every outcome of the window.

        Windows must come in input order for equal documents to be computed only once.

        Raises:
            BatchError: the ledger cannot be written.
            BackendUnavailableError: the model's service is down; the run is better resumed later.
        """
        started = time.perf_counter()
        results = self._ledger.results({task.outcome.key for task in prepared.tasks if task.outcome.key})
        new: dict[bytes, Article] = {}
        for task in prepared.tasks:
            if task.outcome.key in results:
                continue
            # Known, yet its result was lost with a damaged segment: back to the start with it.
            if task.article is None and not self._clean(prepared.entries, task):
                continue
            task.known = False
            if task.outcome.key is not None and task.article is not None:
                new.setdefault(task.outcome.key, task.article)
        prepared.seconds["lookup"] += time.perf_counter() - started

        started = time.perf_counter()
        errors: dict[bytes, dict[str, str]] = {}
        # Neighbours of equal length share a batch, so little of it is padding.
        keys = sorted(new, key=lambda key: (len(new[key].body), key))
        articles = [new[key] for key in keys]
        for key, result in zip(keys, _summarize(model, articles, self._settings.options), strict=True):
            if isinstance(result, Summary):
                results[key] = _record(result)
                prepared.entries.append(ResultEntry(key, results[key]))
            else:
                errors[key] = result.to_dict()
        prepared.seconds["model"] = time.perf_counter() - started

        started = time.perf_counter()
        self._settle(prepared, results, errors)
        self._ledger.commit(prepared.window, prepared.entries)
        prepared.seconds["commit"] = time.perf_counter() - started
        return Processed(prepared.outcomes, len(new) - len(errors), prepared.seconds)

    def _clean(self, entries: list[LedgerEntry], task: _Task) -> bool:
        try:
            task.article = clean(task.document, self._settings.read.max_document_bytes)
        except MissingDependencyError:
            raise  # it would fail every document of the kind; better installed first
        except SummarizerError as error:
            task.outcome.key, task.outcome.error = None, error.to_dict()
            entries.append(DocumentEntry(place_key(task.document.where), task.key, None, task.outcome.error))
            return False
        task.outcome.key = result_key(task.article, self._task)
        return True

    def _settle(
        self, prepared: Prepared, results: dict[bytes, dict[str, Any]], errors: dict[bytes, dict[str, str]]
    ) -> None:
        for task in prepared.tasks:
            outcome = task.outcome
            if outcome.key is None:
                continue
            place = place_key(outcome.where)
            if outcome.key in results:
                outcome.status, outcome.record = "ok", results[outcome.key]
                if not task.known:
                    prepared.entries.append(DocumentEntry(place, task.key, outcome.key, None))
            else:
                outcome.error = errors[outcome.key]
                outcome.key = None
                prepared.entries.append(DocumentEntry(place, task.key, None, outcome.error))


def _summarize(
    model: Model, articles: Sequence[Article], options: SummaryOptions
) -> Iterator[Summary | SummarizerError]:
    """One result per article; a crash over one article is that article's error and no other's."""
    done = 0
    try:
        for result in model.summarize_many(articles, options):
            if isinstance(result, BackendUnavailableError):
                raise result
            done += 1
            yield result
    except BackendUnavailableError:
        raise
    except Exception:
        # The batch is lost with the generator; singly, the article at fault shows.
        for article in articles[done:]:
            yield _summarize_one(model, article, options)


def _summarize_one(model: Model, article: Article, options: SummaryOptions) -> Summary | SummarizerError:
    try:
        return model.summarize(article, options)
    except BackendUnavailableError:
        raise
    except SummarizerError as error:
        return error
    except Exception as error:
        return BackendError(f"The model failed on this document: {type(error).__name__}: {error}.")


def _record(summary: Summary) -> dict[str, Any]:
    record = summary.to_dict()
    record["id"] = None
    record["usage"]["seconds"] = None  # the only value that differs from run to run; the run report has times
    return record
