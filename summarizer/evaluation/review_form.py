"""The review form in a notebook: one output at a time beside its article, the system's name hidden."""

import html
import pathlib
import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import ipywidgets as widgets

from summarizer.evaluation.records import Output, Reference
from summarizer.evaluation.review import (
    RED_LINES,
    RUBRIC,
    SCALE,
    VERDICTS,
    Review,
    append_review,
    read_reviews,
)

_SEED = 20_240_409


class ReviewForm(widgets.VBox):  # type: ignore[misc]
    """Shows the outputs that ``reviewer`` has not judged yet, in random order, and saves each judgement at once.

    Args:
        references: the articles.
        systems: outputs by the system's name, as :func:`summarizer.evaluation.compare` takes them.
        path: JSONL file that judgements are appended to; those already in it are not asked again.
        reviewer: who judges.

    Attributes:
        current: the document and the system being judged, None when all is done.
        left: how many outputs are still to be judged, this one included.
    """

    def __init__(
        self,
        references: Iterable[Reference],
        systems: Mapping[str, Iterable[Output]],
        path: str | pathlib.Path,
        reviewer: str,
    ) -> None:
        self._path, self._reviewer = pathlib.Path(path), reviewer
        articles = {reference.id: reference for reference in references}
        done = {
            (review.id, review.system)
            for review in (read_reviews(path) if self._path.exists() else ())
            if review.reviewer == reviewer
        }
        self._queue = [
            (articles[output.id], system, output)
            for system, outputs in systems.items()
            for output in outputs
            if (output.id, system) not in done and not output.error
        ]
        # Outputs of one article must not follow each other, nor one system's form a block.
        random.Random(_SEED).shuffle(self._queue)
        self._shown = widgets.HTML()
        self.scores = {
            name: widgets.ToggleButtons(options=SCALE, value=None, description=title, tooltips=[question] * len(SCALE),
                                        style={"button_width": "3em"})
            for name, (title, question) in RUBRIC.items()
        }  # fmt: skip
        self.red_lines = {
            name: widgets.Checkbox(description=title, indent=False) for name, title in RED_LINES.items()
        }
        self.verdict = widgets.ToggleButtons(
            options=[(title, name) for name, title in VERDICTS.items()], value=None, description="结论"
        )
        self.note = widgets.Textarea(description="备注", placeholder="可不填")
        self.save = widgets.Button(description="保存，下一篇", button_style="primary")
        self.message = widgets.HTML()
        self.save.on_click(self._on_save)
        red_lines = widgets.HBox([widgets.Label("红线："), *self.red_lines.values()])
        super().__init__(
            [self._shown, *self.scores.values(), red_lines, self.verdict, self.note, self.save, self.message]
        )
        self._show()

    @property
    def current(self) -> tuple[str, str] | None:
        return (self._queue[0][0].id, self._queue[0][1]) if self._queue else None

    @property
    def left(self) -> int:
        return len(self._queue)

    def _on_save(self, _: Any) -> None:
        missing = [RUBRIC[name][0] for name, buttons in self.scores.items() if buttons.value is None]
        missing += ["结论"] if self.verdict.value is None else []
        if missing:
            self.message.value = f"还没有填：{'、'.join(missing)}"
            return
        reference, system, _output = self._queue[0]
        review = Review(
            id=reference.id,
            system=system,
            reviewer=self._reviewer,
            scores={name: buttons.value for name, buttons in self.scores.items()},
            verdict=self.verdict.value,
            red_lines=tuple(name for name, box in self.red_lines.items() if box.value),
            note=self.note.value.strip(),
        )
        append_review(self._path, review)
        self._queue.pop(0)
        self._show()

    def _show(self) -> None:
        for buttons in (*self.scores.values(), self.verdict):
            buttons.value = None
        for box in self.red_lines.values():
            box.value = False
        self.note.value = ""
        self.save.disabled = not self._queue
        self.message.value = f"还剩 {self.left} 篇" if self._queue else "全部评完，谢谢。"
        self._shown.value = _page(self._queue[0][0], self._queue[0][2]) if self._queue else ""


def _page(reference: Reference, output: Output) -> str:
    """Article left, output right; everything a system or a page wrote is escaped."""
    return (
        '<div style="display:flex;gap:1.5rem;line-height:1.7">'
        f'<div style="flex:1;max-height:24rem;overflow-y:auto;white-space:pre-wrap">{html.escape(reference.body)}</div>'
        f'<div style="flex:1"><h3>{html.escape(output.headline)}</h3><p>{html.escape(output.summary)}</p>'
        f"{_list(output.keypoints)}</div></div>"
    )


def _list(points: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{html.escape(point)}</li>' for point in points)}</ul>" if points else ""
