"""The drafts that answer one want: how they grow by one piece, within the rules, until enough are finished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from summarizer.modeling.control import EOS_ID, PAD_ID, Task
from summarizer.modeling.layers import NEGATIVE
from summarizer.modeling.rules import Draft, Rule
from summarizer.modeling.source_facts import SourceFacts
from summarizer.modeling.vocabulary import PieceTable


@dataclass(frozen=True)
class Proposals:
    """The likeliest next pieces of one row, best first.

    Attributes:
        ids: The pieces.
        values: Their log-probabilities.
        shares: The shares of those probabilities that came by copying.
        ending: Log-probability of ending here.
    """

    ids: list[int]
    values: list[float]
    shares: list[float]
    ending: float


@dataclass
class Group:
    """The drafts that answer one want.

    Attributes:
        facts: Of the source.
        rules: That all drafts obey.
        beams: Drafts kept side by side; 1 is greedy.
        task, chars: What the decoder is asked for.
        most: Most characters, which bounds the steps.
        live: Drafts being written, one slot for each beam.
        done: Finished drafts.
        lost: Drafts that nothing may follow.
    """

    facts: SourceFacts
    rules: Sequence[Rule]
    beams: int
    task: Task
    chars: int | None
    most: int
    live: list[Draft | None] = field(default_factory=list)
    done: list[Draft] = field(default_factory=list)
    lost: list[Draft] = field(default_factory=list)

    def __post_init__(self) -> None:
        # Equal beams would stay equal: one begins, and its best continuations fill the others.
        self.live = [Draft(), *[None] * (self.beams - 1)]

    def ranked(self) -> list[Draft]:
        """Finished drafts, best mean log-probability first; where there are none, the best cut of the others."""
        if self.done:
            return sorted(self.done, key=lambda draft: -draft.total / (len(draft.pieces) + 1))
        cuts = [
            _ended(draft, draft.ending, 0.0)
            for draft in self._all_beginnings()
            if not draft.unspelled and self._allowed(draft, "")
        ]
        cuts.sort(key=lambda draft: -draft.total / (len(draft.pieces) + 1))
        return [replace(draft, cut=True) for draft in cuts[:1]]

    def advance(self, proposals: Sequence[Proposals], table: PieceTable) -> list[tuple[int, int]]:
        """Grow the drafts by one piece; for each slot, the slot it came from and the piece it wrote."""
        grown = self._continuations(proposals, table)
        self.done.extend(draft for _, draft in grown if draft.finished)
        going = [(slot, draft) for slot, draft in grown if not draft.finished]
        if len(self.done) >= self.beams:
            going = []
        self.live = [draft for _, draft in going] + [None] * (self.beams - len(going))
        steps = [(slot, draft.pieces[-1]) for slot, draft in going]
        return steps + [(0, PAD_ID)] * (self.beams - len(going))

    def _continuations(self, proposals: Sequence[Proposals], table: PieceTable) -> list[tuple[int, Draft]]:
        """The best allowed continuations of all live drafts, as many as there are beams."""
        found: list[tuple[int, Draft]] = []
        for slot, (draft, proposed) in enumerate(zip(self.live, proposals, strict=True)):
            if draft is None:
                continue
            draft.ending = proposed.ending
            taken = 0
            for piece, value, share in zip(proposed.ids, proposed.values, proposed.shares, strict=True):
                if value < NEGATIVE / 2:
                    break
                grown = self._grown(draft, piece, value, share, table)
                if grown is not None:
                    found.append((slot, grown))
                    taken += 1
                    if taken == self.beams:
                        break
            if not taken:
                self.lost.append(draft)
        found.sort(key=lambda item: -item[1].total)
        return found[: self.beams]

    def _grown(self, draft: Draft, piece: int, value: float, share: float, table: PieceTable) -> Draft | None:
        """The draft with one more piece; None where the rules refuse it."""
        if piece in table.bytes:
            return self._spelled(draft, piece, value, share, table)
        text = table.text[piece]
        # Nothing stands between the bytes of a character.
        if draft.unspelled or not self._allowed(draft, text):
            return None
        if piece == EOS_ID:
            return _ended(draft, value, share)
        return _longer(draft, piece, text, value, share)

    def _spelled(
        self, draft: Draft, piece: int, value: float, share: float, table: PieceTable
    ) -> Draft | None:
        """The draft with one more byte of a character that has no piece; the rules see the character."""
        spelled = draft.unspelled + table.bytes[piece]
        for character in self.facts.byte_beginnings.get(spelled, ()):
            if self._allowed(draft, character):
                if character.encode() == spelled:
                    return _longer(draft, piece, character, value, share)
                return replace(_longer(draft, piece, "", value, share), unspelled=spelled)
        return None

    def _allowed(self, draft: Draft, text: str) -> bool:
        return all(rule.allows(draft, text, self.facts) for rule in self.rules)

    def _all_beginnings(self) -> list[Draft]:
        found = []
        for draft in (*self.lost, *self.live):
            while draft is not None:
                found.append(draft)
                draft = draft.before
        return found


def _longer(draft: Draft, piece: int, text: str, value: float, share: float) -> Draft:
    return Draft(
        pieces=[*draft.pieces, piece],
        text=draft.text + text,
        total=draft.total + value,
        worst=min(draft.worst, value),
        copied=draft.copied + share,
        before=draft,
    )


def _ended(draft: Draft, value: float, share: float) -> Draft:
    return replace(
        draft,
        total=draft.total + value,
        worst=min(draft.worst, value),
        copied=draft.copied + share,
        finished=True,
    )
