"""Which museum it was: reports name a house in full, tell about it, and call it 纪念馆 or 馆内 where somebody came to it."""

import dataclasses
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarizer.check.places import find_places, short_form

if TYPE_CHECKING:
    from summarizer.compose.clauses.reading import Clause

_KIND = "纪念馆|博物馆|展览馆|美术馆|图书馆|文化馆|科技馆|艺术馆|故居|旧居"
# 某某作家会址纪念馆是教育基地; 某某故居见证了…
_NAMES = re.compile(
    rf"(?P<full>[\u3400-\u9fff]{{2,20}}?(?P<kind>{_KIND}))(?=是|为|于|见证|位于|坐落|始建|建成|占地|$)"
)
_COMES_TO = re.compile(rf"(?<=[来走参访])(?P<verb>[到进观])了?(?P<kind>{_KIND})(?![\u3400-\u9fff]|[、“《])")
# 江州博物馆是国家一级博物馆。林某在望海市走进博物馆: that is not the one in 江州.
_GOES_TO = ("在", "到", "赴", "往", "抵", "抵达")
_INSIDE = re.compile(r"(?<=[观察查参])(?P<verb>[看观])了?馆内")


def with_houses(clauses: "Sequence[Clause]") -> "list[Clause]":
    """吴山纪念馆是一栋古宅。郑某观看馆内展览 → 郑某观看吴山纪念馆展览: printed without the sentence before it would be any."""
    found = list(clauses)
    full = kind = ""
    named = -1  # the sentence that opens with it
    elsewhere = -1  # the sentence that names the place of another
    for index, clause in enumerate(clauses):
        if clause.position == 0 and (names := _NAMES.match(clause.text)):
            full, kind, named = names["full"], names["kind"], clause.sentence
        if clause.spoken or clause.sentence != named + 1 or not full:
            continue
        if _is_elsewhere(clause.text, full):
            elsewhere = clause.sentence
        if clause.sentence == elsewhere:
            continue
        text = _INSIDE.sub(rf"\g<verb>{full}", clause.text) if kind.endswith("馆") else clause.text
        comes = _COMES_TO.search(text)
        if comes and comes["kind"] == kind:
            text = text[: comes.start("kind")] + full + text[comes.end() :]
        found[index] = dataclasses.replace(clause, text=text)
    return found


def _is_elsewhere(text: str, full: str) -> bool:
    """Whether somebody is in a place that a house's name does not have."""
    return any(
        text.endswith(_GOES_TO, 0, start) and short_form(text[start:end]) not in full
        for start, end in find_places(text)
    )
