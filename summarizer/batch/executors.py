"""Where windows are processed. Executors know nothing of news: they move windows through a processor."""

import queue
import threading
import time
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from summarizer.batch.ledger import Ledger
from summarizer.batch.metering import Meter
from summarizer.batch.processing import Model, Prepared, Processed, Processor
from summarizer.batch.settings import BatchSettings
from summarizer.batch.windows import Window, read_windows

T = TypeVar("T")

#: Windows read and cleaned ahead of the model; each holds at most ``window_bytes`` of raw documents.
_READ_AHEAD = 2


class Executor(Protocol):
    def run(self) -> Iterator[Processed]:
        """Processed windows in input order."""
        ...

    def estimate(self) -> int | None:
        """Items of the whole input, as far as can be told by now."""
        ...


class LocalExecutor:
    """One process: a thread reads and cleans ahead while the model computes."""

    def __init__(self, ledger: Ledger, task: bytes, settings: BatchSettings, model: Model) -> None:
        self._processor = Processor(ledger, task, settings)
        self._settings = settings
        self._model = model
        self._meter = Meter(settings)

    def estimate(self) -> int | None:
        return self._meter.estimate()

    def run(self) -> Iterator[Processed]:
        for prepared in read_ahead(self._prepared(), _READ_AHEAD):
            yield self._processor.finish(prepared, self._model)

    def _prepared(self) -> Iterator[Prepared]:
        windows = read_windows(self._settings, self._meter)
        while True:
            started = time.perf_counter()
            window: Window | None = next(windows, None)
            if window is None:
                return
            seconds = time.perf_counter() - started
            prepared = self._processor.prepare(window)
            prepared.seconds["read"] = seconds
            yield prepared


def read_ahead(items: Iterable[T], depth: int) -> Iterator[T]:
    """The items, taken by a thread at most ``depth`` ahead; an exception of theirs comes through."""
    ready: queue.Queue[tuple[str, T | BaseException | None]] = queue.Queue(depth)
    stop = threading.Event()

    def hand_over(kind: str, value: T | BaseException | None) -> None:
        while not stop.is_set():
            try:
                ready.put((kind, value), timeout=0.2)
                return
            except queue.Full:
                continue

    def fill() -> None:
        try:
            for item in items:
                hand_over("item", item)
                if stop.is_set():
                    return
            hand_over("end", None)
        except BaseException as error:
            hand_over("error", error)

    thread = threading.Thread(target=fill, name="read-ahead", daemon=True)
    thread.start()
    try:
        while True:
            kind, value = ready.get()
            if kind == "end":
                return
            if kind == "error":
                assert isinstance(value, BaseException)
                raise value
            yield value  # type: ignore[misc]
    finally:
        stop.set()
        thread.join(timeout=5)
