"""Charts as SVG text: no library, no script, and they print."""

import html
from collections import Counter
from collections.abc import Mapping, Sequence

_WIDTH, _HEIGHT = 720, 180
_LEFT, _RIGHT, _TOP, _FOOT = 60, 20, 14, 24
_WIDE, _HIGH = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _FOOT
_BOTTOM = _TOP + _HIGH

#: Room for the names left of horizontal bars, in pixels.
_NAMES = 200

#: Most bars of a histogram, and most rows of a bar chart.
_SLOTS, _ROWS = 40, 20


def bars(counts: Mapping[str, int], caption: str) -> str:
    """Horizontal bars, the largest first."""
    rows = sorted(counts.items(), key=lambda row: -row[1])[:_ROWS]
    largest = max(dict(rows).values())
    drawn = ""
    for line, (name, count) in enumerate(rows):
        y, width = line * 24, (_WIDTH - _NAMES - 80) * count / largest
        drawn += _text(_NAMES - 8, y + 16, name, "end")
        drawn += f'<rect x="{_NAMES}" y="{y + 4}" width="{width:.1f}" height="16" rx="2"/>'
        drawn += _text(_NAMES + 6 + width, y + 16, f"{count:,}", "start")
    return _figure(drawn, len(rows) * 24 + 4, caption)


def histogram(counts: Counter[int], caption: str, unit: str, grain: int = 1) -> str:
    """Vertical bars over evenly spaced slots; a few far outliers share the last one, marked ≥.

    ``grain`` is what the counted values were rounded down to.
    """
    most = max(counts)
    high = min(most, 3 * max(quantile(counts, 0.95), 1))
    low = min(min(counts), high)
    step = grain * _step((high - low) // grain)
    low -= low % step
    slots = [0] * ((high - low) // step + 1)
    for value, count in counts.items():
        slots[min((value - low) // step, len(slots) - 1)] += count
    width, tallest = _WIDE / len(slots), max(slots)
    drawn = _grid(tallest)
    for number, count in enumerate(slots):
        x, height = _LEFT + number * width, _HIGH * count / tallest
        place = f'x="{x + 0.5:.1f}" y="{_BOTTOM - height:.1f}"'
        drawn += f'<rect {place} width="{max(width - 1, 0.5):.1f}" height="{height:.1f}"/>'
    every = -(-len(slots) // 6)
    last = len(slots) - 1
    for number in {*range(0, len(slots), every)} - ({*range(last - every + 1, last)}) | {last}:
        mark = "≥" if number == last and most >= low + len(slots) * step else ""
        drawn += _text(_LEFT + (number + 0.5) * width, _BOTTOM + 16, f"{mark}{low + number * step:,}")
    middle = quantile(counts, 0.5) + grain - 1
    return _figure(drawn, _HEIGHT, f"{caption}：一半不超过 {middle:,} {unit}（横轴：{unit}，纵轴：篇）")


def curve(points: Sequence[tuple[float, int]], caption: str) -> str:
    """A line through (seconds, documents)."""
    longest, most = points[-1][0] or 1.0, points[-1][1] or 1
    line = " L".join(f"{_LEFT + _WIDE * x / longest:.1f},{_BOTTOM - _HIGH * y / most:.1f}" for x, y in points)
    drawn = _grid(most) + f'<path d="M{_LEFT},{_BOTTOM} L{line}"/>'
    digits = 0 if longest >= 20 else 1
    for part in range(5):
        drawn += _text(_LEFT + _WIDE * part / 4, _BOTTOM + 16, f"{longest * part / 4:,.{digits}f}")
    return _figure(drawn, _HEIGHT, caption)


def quantile(counts: Mapping[int, int], share: float) -> int:
    """The smallest value that this share of all does not exceed."""
    left = share * sum(counts.values())
    for value in sorted(counts):
        left -= counts[value]
        if left <= 0:
            return value
    return max(counts)


def _step(span: int) -> int:
    """The smallest of 1, 2, 5, 10, 20 … that needs no more slots than there are."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if span // step < _SLOTS:
                return step
        size *= 10


def _grid(most: int) -> str:
    drawn = ""
    for part in (0, 0.5, 1) if most > 1 else (0, 1):
        y = _BOTTOM - _HIGH * part
        drawn += f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}"/>'
        drawn += _text(_LEFT - 6, y + 4, f"{round(most * part):,}", "end")
    return drawn


def _text(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{html.escape(text)}</text>'


def _figure(drawn: str, height: int, caption: str) -> str:
    caption = html.escape(caption)
    return (
        f'<figure><svg viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" role="img" aria-label="{caption}">'
        f"{drawn}</svg><figcaption>{caption}</figcaption></figure>"
    )
