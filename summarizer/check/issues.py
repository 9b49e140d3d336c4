"""What the single checks hand to the checker, in offsets of the folded output."""

import dataclasses
from typing import Literal

Kind = Literal[
    "name",
    "post",
    "speaker",
    "number",
    "date",
    "place",
    "organisation",
    "quotation",
    "negation",
    "direction",
    "order",
    "lexicon",
    "unsupported",
]


@dataclasses.dataclass(frozen=True, slots=True)
class Issue:
    """A finding before it is mapped to the output's own characters: ``statement.text[start:end]`` is at fault."""

    kind: Kind
    start: int
    end: int
    message: str
    suggestion: str | None = None
