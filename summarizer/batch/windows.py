"""Cutting the stream of documents into windows, the unit of computing and committing.

Where a window ends depends only on the input, never on timing, so every run and every engine cuts alike.
"""

import dataclasses
import heapq
from collections.abc import Iterable, Iterator

from summarizer.batch.documents import Item, Skipped
from summarizer.batch.keys import place_fraction
from summarizer.batch.metering import Meter
from summarizer.batch.readers import read_source
from summarizer.batch.settings import BatchSettings
from summarizer.batch.sources import Found, find_sources, shards


@dataclasses.dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring items of one shard.

    Attributes:
        shard: number of the shard in the input, from 0.
        number: number of the window in its shard, from 0.
        items: what was read, in input order.
    """

    shard: int
    number: int
    items: list[Item]


def find_shards(settings: BatchSettings) -> Iterator[tuple[int, list[Found]]]:
    """Numbered shards of the whole input.

    Raises:
        UnreadableFileError: an input does not exist.
    """
    return enumerate(shards(find_sources(settings.inputs, settings.read), settings.window))


def read_items(shard: Iterable[Found], settings: BatchSettings, meter: Meter | None = None) -> Iterator[Item]:
    for found in shard:
        if isinstance(found, Skipped):
            yield found
        elif meter is None:
            yield from read_source(found, settings.read)
        else:
            yield from meter.count(found, read_source(found, settings.read, meter.at))


def cut_windows(shard: int, items: Iterable[Item], settings: BatchSettings) -> Iterator[Window]:
    """The windows of one shard."""
    number = 0
    window: list[Item] = []
    size = 0
    for item in items:
        window.append(item)
        size += item.size
        if len(window) >= settings.window or size >= settings.window_bytes:
            yield Window(shard, number, window)
            number, window, size = number + 1, [], 0
    if window:
        yield Window(shard, number, window)


class Selection:
    """Which documents are wanted: those below the sample's threshold, until the limit is reached."""

    def __init__(self, limit: int | None, threshold: float | None) -> None:
        self._left = limit
        self._threshold = threshold

    def __call__(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items, those outside the sample replaced by ``Skipped``; ends when the limit is reached."""
        for item in items:
            if self.exhausted:
                return
            if not isinstance(item, Skipped):
                if self._threshold is not None and place_fraction(item.where) > self._threshold:
                    yield Skipped(item.id, item.where, "not in the sample")
                    continue
                self.count()
            yield item

    def count(self) -> None:
        """One more document was taken."""
        if self._left is not None:
            self._left -= 1

    @property
    def exhausted(self) -> bool:
        return self._left == 0


def sample_threshold(settings: BatchSettings) -> float | None:
    """The fraction below which a document is in the sample; a number of documents costs one reading pass."""
    if settings.sample is None or settings.sample < 1:
        return settings.sample
    fractions = (
        place_fraction(item.where)
        for _, shard in find_shards(settings)
        for item in read_items(shard, settings)
        if not isinstance(item, Skipped)
    )
    return max(heapq.nsmallest(int(settings.sample), fractions), default=None)


def read_windows(settings: BatchSettings, meter: Meter) -> Iterator[Window]:
    """All windows of the input, one shard after the other."""
    selection = Selection(settings.limit, sample_threshold(settings))
    for number, shard in find_shards(settings):
        yield from cut_windows(number, selection(read_items(shard, settings, meter)), settings)
        if selection.exhausted:
            return
