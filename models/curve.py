"""The picture of a training run: loss by step, one line per stage."""

from __future__ import annotations

import json
from pathlib import Path


def draw_curve(out: Path) -> None:
    """The training-curve picture, where matplotlib is installed."""
    try:
        import matplotlib
    except ImportError:
        return
    matplotlib.use("Agg")
    from matplotlib import pyplot

    records = [json.loads(line) for line in (out / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    figure, axis = pyplot.subplots(figsize=(7, 4))
    offset = 0
    for stage in dict.fromkeys(record["stage"] for record in records):
        points = [(r["step"] + offset, r["loss"]) for r in records if r["stage"] == stage and "loss" in r]
        if points:
            axis.plot(*zip(*points, strict=True), label=stage)
            offset = points[-1][0]
    axis.set(xlabel="step", ylabel="negative log-likelihood per piece", ylim=(0.8, 5))
    axis.legend()
    figure.tight_layout()
    figure.savefig(out / "curve.png", dpi=120)
