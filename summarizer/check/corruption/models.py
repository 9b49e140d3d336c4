"""What a corruption works on and what it gives."""

import dataclasses

from summarizer.report.names import surnames
from summarizer.report.people import Mention


@dataclasses.dataclass(frozen=True, slots=True)
class Corruption:
    """One error.

    Attributes:
        kind: what was done, ``<finding kind>_<how>``.
        text: the corrupted statement.
        start, end: where the error stands in ``text``; empty for something dropped.
        was: what stood there.
        speaker: the speaker to check the statement with; differs from the true one only for ``speaker_field``.
    """

    kind: str
    text: str
    start: int
    end: int
    was: str
    speaker: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Statement:
    """A supported statement, its source, and the source's own stock to swap from."""

    text: str
    body: str
    speaker: str | None
    mentions: tuple[Mention, ...]
    body_mentions: tuple[Mention, ...]
    strangers: tuple[str, ...]
    places: tuple[str, ...]
    organisations: tuple[str, ...]

    @property
    def others(self) -> list[Mention]:
        """Persons of the body that the statement does not name."""
        return [
            m
            for m in self.body_mentions
            if m.name not in self.text and not m.press and m.name != self.speaker and _is_name(m.name)
        ]


def _is_name(name: str) -> bool:
    """Whether the stretch is surely a person's name: the reader of names also proposes 向第 (向第三届…)."""
    common, compound, ambiguous = surnames()
    return name[:2] in compound or (name[0] in common and name[0] not in ambiguous) or "·" in name


def replace(
    kind: str, statement: Statement, start: int, end: int, new: str, speaker: str | None = None
) -> Corruption:
    text = statement.text
    return Corruption(
        kind,
        text[:start] + new + text[end:],
        start,
        start + len(new),
        text[start:end],
        statement.speaker if speaker is None else speaker,
    )
