"""The same processor on a Ray cluster: tasks read, actors hold the model, the driver writes in input order.

Segments go straight from the machine that computed them to the ledger's folder or object store, which all
machines must reach under the same path or URL. The index lives in one actor beside the driver.
"""

import dataclasses
import functools
import json
import logging
import os
import platform
import socket
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

import ray
import ray.data
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from summarizer.batch.documents import Skipped
from summarizer.batch.keys import task_key
from summarizer.batch.ledger import Ledger, LedgerEntry, write_segment
from summarizer.batch.processing import Known, Processed, Processor
from summarizer.batch.settings import MIB, BatchSettings
from summarizer.batch.sources import Found, Source
from summarizer.batch.storage import is_remote, local_path
from summarizer.batch.windows import Selection, Window, cut_windows, find_shards, read_items, sample_threshold
from summarizer.errors import BackendError, BatchError, SummarizerError

if TYPE_CHECKING:
    from summarizer.pipeline import Summarizer

#: Blocks are cut at this size, so that a large file feeds many actors.
_BLOCK_BYTES = MIB

#: Cores an actor and a reading task ask for: one actor for each core, and still room to read on a single one.
_ACTOR_CORES, _READER_CORES = 0.9, 0.1

#: Times a cluster on this machine is started; Ray gives up after thirty seconds, which a busy machine may need.
_STARTS = 3

#: Most bytes of windows and results in Ray's object store at a time; more holds the readers back.
_STORE_BYTES = 512 * MIB


class RayExecutor:
    """Connects to the cluster on entry and leaves it on exit.

    Raises:
        SummarizerError: whatever the model, the ledger or the input raised on any machine.
    """

    def __init__(self, settings: BatchSettings) -> None:
        from summarizer.pipeline import Summarizer

        # Paths as seen from any machine: a worker's current folder is its own.
        options = settings.options
        if options.lexicon is not None:
            options = dataclasses.replace(options, lexicon=os.path.abspath(options.lexicon))
        ledger = settings.ledger_path
        if not is_remote(ledger):
            ledger = os.path.abspath(local_path(ledger))
        self._settings = dataclasses.replace(settings, options=options, ledger=ledger)
        model = Summarizer(settings.model) if settings.model else Summarizer()
        self._task = task_key(model.model, options)
        model.close()
        self._started_here = False
        self._index: Any = None
        self._bytes: list[int] = []
        self._items = self._shard = 0

    def __enter__(self) -> "RayExecutor":
        if not ray.is_initialized():
            _connect(self._settings.ray_address)
            self._started_here = True
        here = NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=False)
        self._index = (
            ray.remote(_Index)
            .options(num_cpus=0, scheduling_strategy=here)
            .remote(self._settings.ledger_path)
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        ray.kill(self._index)
        if self._started_here:
            ray.shutdown()

    def run(self) -> Iterator[Processed]:
        """Processed windows in input order."""
        try:
            run = ray.get(self._index.run.remote())
            left = Selection(self._settings.limit, None)
            for row in self._dataset(run).iter_rows():
                processed: Processed = row["processed"]
                self._shard = row["shard"]
                self._items += len(processed.outcomes)
                if self._settings.limit is not None:
                    processed.outcomes = [
                        outcome
                        for outcome in processed.outcomes
                        if _within(left, outcome.status == "skipped")
                    ]
                yield processed
                if left.exhausted:
                    return
        except ray.exceptions.RayError as error:
            raise _ours(error) from error

    def estimate(self) -> int | None:
        done = sum(self._bytes[: self._shard + 1])
        return round(self._items * sum(self._bytes) / done) if done else None

    def _dataset(self, run: int) -> ray.data.Dataset:
        context = ray.data.DataContext.get_current()
        logging.getLogger("ray.data").setLevel(logging.ERROR)  # progress is the runner's to show
        context.enable_progress_bars = False
        context.target_max_block_size = _BLOCK_BYTES
        context.execution_options.preserve_order = True
        context.execution_options.resource_limits = ray.data.ExecutionResources.for_limits(
            object_store_memory=_STORE_BYTES
        )
        shards = []
        for number, shard in find_shards(self._settings):
            self._bytes.append(sum(found.size for found in shard))
            shards.append({"shard": number, "found": _pack(shard)})
        low, high = self._settings.actors
        return (
            ray.data.from_items(shards, override_num_blocks=min(len(shards), 10_000))
            .flat_map(_Read(self._settings, sample_threshold(self._settings)), num_cpus=_READER_CORES)
            .map(
                _Process,  # type: ignore[arg-type]  # Ray makes one instance an actor
                fn_constructor_args=(self._settings, self._task, run, self._index),
                compute=ray.data.ActorPoolStrategy(min_size=low, max_size=high),
                num_cpus=_ACTOR_CORES,
            )
        )


def _connect(address: str | None) -> None:
    """Joins the cluster at ``address``, or starts one on this machine."""
    own: dict[str, Any] = {} if address else {"include_dashboard": False}
    for left in reversed(range(1 if address else _STARTS)):
        try:
            _knock(address or "auto")
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, **own)
            return
        except Exception as error:  # Ray raises plain ones too
            ray.shutdown()
            if left:
                continue
            what = (
                f"There is no Ray cluster at {address}" if address else "Ray does not start on this machine"
            )
            raise BatchError(
                f"{what}: {error}. Start one with `ray start --head` and name it with --ray-address, "
                "or leave out --engine ray to work in this process."
            ) from error


def _knock(address: str) -> None:
    """Raises OSError at once where nobody listens; Ray itself would try for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if port.isdigit():
        socket.create_connection((host, int(port)), timeout=10).close()


class _Index:
    """The ledger, for everybody; opened with the first call, for the reason that :class:`_Process` gives."""

    def __init__(self, path: str) -> None:
        self._path = path

    @functools.cached_property
    def _ledger(self) -> Ledger:
        return Ledger(self._path)

    def run(self) -> int:
        return self._ledger.run

    def documents(self, keys: Sequence[bytes]) -> dict[bytes, Known]:
        return self._ledger.documents(keys)

    def results(self, keys: Sequence[bytes]) -> dict[bytes, dict[str, Any]]:
        return self._ledger.results(keys)

    def failed(self, places: Sequence[bytes]) -> set[bytes]:
        return self._ledger.failed(places)

    def register(self, name: str, size: int, lines: Sequence[dict[str, Any]]) -> None:
        self._ledger.register(name, size, lines)


class _SharedLedger:
    """A worker's view: asks the index actor, writes segments itself."""

    def __init__(self, path: str, run: int, index: Any) -> None:
        self._path = path
        self._run = run
        self._index = index

    def documents(self, keys: Sequence[bytes]) -> dict[bytes, Known]:
        known: dict[bytes, Known] = ray.get(self._index.documents.remote(keys))
        return known

    def results(self, keys: Iterable[bytes]) -> dict[bytes, dict[str, Any]]:
        known: dict[bytes, dict[str, Any]] = ray.get(self._index.results.remote(list(keys)))
        return known

    def failed(self, places: Sequence[bytes]) -> set[bytes]:
        known: set[bytes] = ray.get(self._index.failed.remote(places))
        return known

    def commit(self, window: Window, entries: Sequence[LedgerEntry]) -> None:
        if entries:
            ray.get(self._index.register.remote(*write_segment(self._path, self._run, window, entries)))


class _Read:
    """Reads one shard into its windows."""

    def __init__(self, settings: BatchSettings, threshold: float | None) -> None:
        self._settings = settings
        self._threshold = threshold

    def __call__(self, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
        selection = Selection(self._settings.limit, self._threshold)
        items = selection(read_items(_unpack(row["found"]), self._settings))
        for window in cut_windows(row["shard"], items, self._settings):
            yield {"window": window}


class _Process:
    """Holds the model and takes windows through the processor.

    The model is loaded with the first window: what goes wrong in an actor's constructor reaches the driver as a
    text only, what goes wrong in a call as the exception it was.
    """

    def __init__(self, settings: BatchSettings, task: bytes, run: int, index: Any) -> None:
        self._settings = settings
        self._task = task
        self._processor = Processor(_SharedLedger(settings.ledger_path, run, index), task, settings)

    @functools.cached_property
    def _model(self) -> "Summarizer":
        from summarizer.pipeline import Summarizer

        model = Summarizer(self._settings.model) if self._settings.model else Summarizer()
        if task_key(model.model, self._settings.options) != self._task:
            raise BatchError(
                f"The library, the model or the lexicon on {platform.node()} differs from that of the machine where "
                "the run was started. Install the same on all machines and run the same command again."
            )
        return model

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        window = row["window"]
        return {
            "shard": window.shard,
            "processed": self._processor.finish(self._processor.prepare(window), self._model),
        }


def _pack(shard: Iterable[Found]) -> str:
    """A shard as JSON: an archive of ten million files is held by the driver as names only."""
    rows = []
    for found in shard:
        values = dataclasses.asdict(found)
        if isinstance(found, Source) and not is_remote(found.path):
            values["path"] = os.path.abspath(local_path(found.path))
        rows.append(values)
    return json.dumps(rows)


def _unpack(text: str) -> list[Found]:
    return [Source(**values) if "path" in values else Skipped(**values) for values in json.loads(text)]


def _within(left: Selection, skipped: bool) -> bool:
    if left.exhausted:
        return False
    if not skipped:
        left.count()
    return True


def _ours(error: BaseException) -> SummarizerError:
    """The error of ours that a Ray error wraps, else a BackendError that says what happened."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, SummarizerError):
            return cause
        cause = getattr(cause, "cause", None) or cause.__cause__
    return BackendError(f"The Ray cluster failed: {error}. Run the same command again to go on.")
