"""Progress on standard error: a bar on a terminal, plain lines in a log, nothing when quiet."""

import sys
import time
from types import TracebackType
from typing import Any, TextIO

from summarizer.batch.statistics import Statistics

#: Seconds between plain lines.
_EVERY = 10.0


class Progress:
    """Shows documents, documents per second, time left and failures so far."""

    def __init__(self, quiet: bool = False, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._quiet = quiet
        self._bar: Any = None
        self._last = time.monotonic()

    def __enter__(self) -> "Progress":
        if not self._quiet and self._stream.isatty():
            from tqdm import tqdm

            self._bar = tqdm(unit="doc", file=self._stream, dynamic_ncols=True, smoothing=0.05)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def update(self, statistics: Statistics, total: int | None = None) -> None:
        """Shows where the run is; ``total`` is an estimate that may change."""
        if self._quiet:
            return
        if self._bar is not None:
            self._bar.total = total
            self._bar.set_postfix(failed=statistics.failed, refresh=False)
            self._bar.update(statistics.total - self._bar.n)
        elif time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            self.say(_line(statistics, total))

    def say(self, message: str) -> None:
        if self._quiet:
            return
        if self._bar is not None:
            self._bar.write(message, file=self._stream)
        else:
            print(message, file=self._stream, flush=True)


def _line(statistics: Statistics, total: int | None) -> str:
    rate = statistics.total / statistics.elapsed if statistics.elapsed else 0.0
    left = ""
    if total and rate:
        left = f", about {_duration(max(total - statistics.total, 0) / rate)} left"
    of = f" of about {total:,}" if total else ""
    return f"{statistics.total:,}{of} documents, {rate:.1f}/s, {statistics.failed:,} failed{left}"


def _duration(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
