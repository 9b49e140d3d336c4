"""Constrained search over a batch: greedy or beams, many rows about each source.

Every source of a batch is written about by the same number of rows (tasks × lengths × beams), so that
the rows of one source share its keys, its values and its part of the output layer, and each stays one
matrix product. Sources whose rows are all done leave the batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import torch
from torch import Tensor

from summarizer.modeling.control import EOS_ID, PAD_ID, Task, decoder_prefix
from summarizer.modeling.layers import FOLLOW_ORDERS, NEGATIVE
from summarizer.modeling.network import CopySeq2Seq, Memory
from summarizer.modeling.rules import Draft, Rule, SourceFacts
from summarizer.modeling.vocabulary import PieceTable

PROPOSALS = 16  # likeliest pieces looked at for each row and step, before a row is given up


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


class Search:
    """State of one batch of S sources with R rows each.

    Args:
        model: In evaluation mode.
        table: The vocabulary as text.
        memory: Of the encoded sources; reused as space while sources leave.
        writable: (S, A) pieces that may be written about each source, growing ids, padded.
        groups: For each source, groups with R beams in all.
    """

    def __init__(
        self,
        model: CopySeq2Seq,
        table: PieceTable,
        memory: Memory,
        writable: Tensor,
        groups: Sequence[Sequence[Group]],
    ) -> None:
        self.model, self.table, self.memory = model, table, memory
        self.groups = [list(mine) for mine in groups]
        self.rows = sum(group.beams for group in self.groups[0])
        self.branching = any(group.beams > 1 for mine in self.groups for group in mine)
        self.writable = writable
        self.embeddings = model.encoder.embed_tokens.weight[writable]
        self.padding = (writable == PAD_ID).to(self.embeddings.dtype)[:, None, :] * NEGATIVE
        # Where each source piece lies among the writable ones; padding falls on a padded place or on 0,
        # with no probability to add.
        found = torch.searchsorted(
            torch.where(writable == PAD_ID, torch.iinfo(writable.dtype).max, writable), memory.source
        )
        self.copy_place = found.clamp_max(writable.shape[1] - 1)

    def run(self) -> None:
        """Write until every group is done or out of steps."""
        prefixes = [
            decoder_prefix(group.task, group.chars)
            for mine in self.groups
            for group in mine
            for _ in range(group.beams)
        ]
        self.written = torch.tensor(prefixes, device=self.writable.device)
        self.used = (self.written[:, :, None] == self._source_of_rows()[:, None, :]).any(dim=1)
        hidden, copied, self.past = self.model.decode(self.written, self.memory)
        hidden, copied = hidden[:, -1:], copied[:, -1:]
        steps = max(group.most for mine in self.groups for group in mine) + 2
        for _ in range(steps):
            moves = self._advance(self._propose(hidden, copied))
            if not self._append(moves):
                return
            self.used |= self.written[:, -1:] == self._source_of_rows()
            tail = self.written[:, -FOLLOW_ORDERS - 1 :]
            hidden, copied, self.past = self.model.decode(
                tail, self.memory, self.past, last=1, used=self.used[:, None]
            )

    def _source_of_rows(self) -> Tensor:
        """*Shape:* (S · R, L)."""
        source = self.memory.source
        return source if self.rows == 1 else source.repeat_interleave(self.rows, dim=0)

    def _propose(self, hidden: Tensor, copied: Tensor) -> list[Proposals]:
        """The likeliest writable pieces of each row. *Shape:* hidden (B, 1, D), copied (B, 1, L)."""
        sources = len(self.groups)
        states = hidden.view(sources, self.rows, -1)
        logits = states @ self.embeddings.transpose(1, 2) + self.padding
        generate = torch.sigmoid(self.model.copy_head.gate(states).float())
        from_source = copied.view(sources, self.rows, -1).exp() * (1 - generate)
        place = self.copy_place[:, None, :].expand(-1, self.rows, -1)
        generated = logits.float().softmax(dim=-1) * generate
        mixed = generated.scatter_add(2, place, from_source)
        values, places = mixed.topk(min(PROPOSALS, mixed.shape[-1]), dim=-1)
        shares = 1 - generated.gather(2, places) / values.clamp_min(1e-9)
        ids = self.writable[:, None, :].expand(-1, self.rows, -1).gather(2, places)
        values = values.clamp_min(1e-10).log().masked_fill(ids == PAD_ID, NEGATIVE)
        # The end mark has the smallest id of all that may be written.
        ending = mixed[..., 0].clamp_min(1e-10).log()
        lists = [tensor.flatten(0, 1).tolist() for tensor in (ids, values, shares, ending)]
        return [Proposals(*row) for row in zip(*lists, strict=True)]

    def _advance(self, proposals: list[Proposals]) -> list[tuple[int, int]]:
        """Let every group grow; for each row, the row it came from and its new piece."""
        moves: list[tuple[int, int]] = []
        for mine in self.groups:
            for group in mine:
                first = len(moves)
                steps = group.advance(proposals[first : first + group.beams], self.table)
                moves.extend((first + slot, piece) for slot, piece in steps)
        return moves

    def _append(self, moves: list[tuple[int, int]]) -> bool:
        """Append the new pieces, follow the beams, and let sources that are done leave; False when all are."""
        device = self.writable.device
        if self.branching:
            parents = torch.tensor([parent for parent, _ in moves], device=device)
            self.written, self.used = self.written[parents], self.used[parents]
            self.past = [(key[parents], value[parents]) for key, value in self.past]
        newest = torch.tensor([piece for _, piece in moves], device=device)[:, None]
        self.written = torch.cat([self.written, newest], dim=1)
        going = [any(draft is not None for group in mine for draft in group.live) for mine in self.groups]
        if not all(going):
            self._leave(going)
        return any(going)

    def _leave(self, going: list[bool]) -> None:
        """Sources at the end of the batch take the places of those that are done; the rest is let go."""
        count, rows = sum(going), self.rows
        free = [at for at in range(count) if not going[at]]
        late = [at for at in range(count, len(going)) if going[at]]
        of_sources = [*self.memory.tensors(), self.writable, self.embeddings, self.padding, self.copy_place]
        of_rows = [self.written, self.used, *(tensor for layer in self.past for tensor in layer)]
        for at, other in zip(free, late, strict=True):
            self.groups[at] = self.groups[other]
        if free:
            _move(of_sources, late, free)
            every = range(rows)
            _move(
                of_rows,
                [at * rows + r for at in late for r in every],
                [at * rows + r for at in free for r in every],
            )
        self.groups = self.groups[:count]
        self.memory = self.memory.first(count)
        self.writable, self.embeddings = self.writable[:count], self.embeddings[:count]
        self.padding, self.copy_place = self.padding[:count], self.copy_place[:count]
        self.written, self.used = self.written[: count * rows], self.used[: count * rows]
        self.past = [(key[: count * rows], value[: count * rows]) for key, value in self.past]


def _move(tensors: Sequence[Tensor], origins: Sequence[int], places: Sequence[int]) -> None:
    """Copy the rows at `origins` over those at `places`, in place."""
    device = tensors[0].device
    origin, place = torch.tensor(origins, device=device), torch.tensor(places, device=device)
    for tensor in tensors:
        tensor.index_copy_(0, place, tensor.index_select(0, origin))
