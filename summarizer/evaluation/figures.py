"""Matplotlib figures whose Chinese is drawn by the reader's browser.

Matplotlib's own font has no Chinese, and servers seldom carry one. As SVG with its text left as text, a
figure is drawn by the browser or notebook that shows it, with the fonts of the reader's machine.
"""

import io
import unicodedata
import warnings
from collections.abc import Sequence

import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from summarizer.evaluation.measures import MEASURES

#: One colour per system, distinct for colour-blind readers (Okabe and Ito).
COLORS = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#999999", "#F0E442"]

_EM = 10 / 72  # inches of one character at 10 points


class Drawing:
    """A figure as SVG text; notebooks show it by themselves."""

    def __init__(self, figure: Figure) -> None:
        buffer = io.StringIO()
        with warnings.catch_warnings(), rc_context({"svg.fonttype": "none"}):
            # True of matplotlib's own font, which draws nothing here.
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            figure.savefig(buffer, format="svg", metadata={"Date": None})
        self.svg = buffer.getvalue()[buffer.getvalue().index("<svg") :]

    def _repr_svg_(self) -> str:
        return self.svg


def interval_plot(table: pd.DataFrame, measures: Sequence[str]) -> Drawing:
    """Mean and 95 % interval of each system, one group of bars per measure.

    Args:
        table: ``Comparison.table``.
        measures: names of :data:`summarizer.evaluation.measures.MEASURES`; best of one kind.
    """
    measures = [name for name in measures if name in set(table["measure"])]
    systems = list(dict.fromkeys(table["system"]))
    figure, axes = _canvas(
        [MEASURES[name].title for name in measures], rows=len(measures) * (len(systems) + 0.6)
    )
    thickness = 0.8 / len(systems)
    for index, system in enumerate(systems):
        rows = table[table["system"] == system].set_index("measure").reindex(measures)
        scale = [MEASURES[name].scale for name in measures]
        mean, low, high = (rows[column].to_numpy() * scale for column in ("mean", "low", "high"))
        places = [
            position + (index - (len(systems) - 1) / 2) * thickness for position in range(len(measures))
        ]
        axes.barh(places, mean, thickness, xerr=[mean - low, high - mean], color=COLORS[index % len(COLORS)],
                  label=system, error_kw={"elinewidth": 1, "capsize": 2})  # fmt: skip
    axes.set_yticks(range(len(measures)), [MEASURES[name].title for name in measures])
    axes.invert_yaxis()
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
    return Drawing(figure)


def difference_plot(differences: pd.DataFrame, measures: Sequence[str], against: str) -> Drawing:
    """The first system minus another with 95 % intervals; an interval that crosses 0 shows no difference."""
    rows = differences[differences["against"] == against].set_index("measure")
    rows = rows.loc[[name for name in measures if name in rows.index]]
    titles = [MEASURES[name].title for name in rows.index]
    figure, axes = _canvas(titles, rows=len(rows))
    scale = [MEASURES[name].scale for name in rows.index]
    mean, low, high = (rows[column].to_numpy() * scale for column in ("mean", "low", "high"))
    axes.errorbar(mean, range(len(rows)), xerr=[mean - low, high - mean], fmt="o", color=COLORS[0], capsize=3)
    axes.axvline(0, color="#666666", linewidth=1)
    axes.set_yticks(range(len(rows)), titles)
    axes.invert_yaxis()
    axes.set_xlabel(f"与 {against} 之差（百分点或个数）")
    return Drawing(figure)


def scatter_plot(x: Sequence[float], y: Sequence[float], x_title: str, y_title: str) -> Drawing:
    """One dot per document."""
    figure, axes = _canvas(["100"], rows=9)
    axes.scatter(x, y, s=24, alpha=0.7, color=COLORS[0], edgecolors="none")
    axes.set_xlabel(x_title)
    axes.set_ylabel(y_title)
    return Drawing(figure)


def count_plot(counts: "pd.Series[int]", title: str) -> Drawing:
    """One bar per name, longest first."""
    counts = counts.sort_values(ascending=False)
    figure, axes = _canvas([str(name) for name in counts.index], rows=len(counts) + 1)
    axes.barh([str(name) for name in counts.index], counts.to_numpy(), color=COLORS[0])
    axes.invert_yaxis()
    axes.set_xlabel(title)
    return Drawing(figure)


def _canvas(labels: Sequence[str], rows: float) -> tuple[Figure, Axes]:
    """A figure whose left margin holds the labels as a browser will draw them: Chinese one em, Latin half."""
    left = _EM * (2 + max((_width(label) for label in labels), default=0))
    width, height = left + 4.5 + 2.2, 0.9 + 0.3 * max(rows, 2)
    figure = Figure(figsize=(width, height))
    axes = figure.add_axes((left / width, 0.6 / height, 4.5 / width, 1 - 0.8 / height))
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _width(label: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.6 for character in label)
