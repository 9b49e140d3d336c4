"""How much there is to do, estimated from bytes while it is being done."""

import contextlib
import threading
from collections.abc import Iterable, Iterator

from summarizer.batch.documents import Item
from summarizer.batch.settings import BatchSettings
from summarizer.batch.sources import Source, find_sources
from summarizer.errors import SummarizerError


class Meter:
    """Counts items and bytes read, against the bytes of the whole input, which a thread adds up meanwhile."""

    def __init__(self, settings: BatchSettings) -> None:
        self._settings = settings
        self._total: int | None = None
        self._before = 0
        self._within = 0
        self._items = 0
        threading.Thread(target=self._add_up, name="add-up-input", daemon=True).start()

    def count(self, source: Source, items: Iterable[Item]) -> Iterator[Item]:
        """Passes a source's items on, counting them."""
        for item in items:
            self._items += 1
            yield item
        self._before, self._within = self._before + source.size, 0

    def at(self, position: int) -> None:
        """The reader is at this byte of the current source."""
        self._within = position

    def estimate(self) -> int | None:
        """Items of the whole input, as far as can be told; None while nothing can."""
        done = self._before + self._within
        if not self._total or not done:
            return None
        estimate = round(self._items * max(self._total / done, 1.0))
        return min(estimate, self._settings.limit or estimate)

    def _add_up(self) -> None:
        # A missing input is for the reader to report, not for the bar.
        with contextlib.suppress(OSError, SummarizerError):
            sources = find_sources(self._settings.inputs, self._settings.read)
            self._total = sum(found.size for found in sources if isinstance(found, Source))
