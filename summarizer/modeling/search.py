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
from summarizer.modeling.model import CopySeq2SeqForConditionalGeneration, Memory
from summarizer.modeling.rules import Draft, Rule, SourceFacts
from summarizer.modeling.vocabulary import PieceTable

PROPOSALS = 16  # likeliest pieces looked at for each row and step, before a row is given up

Proposals = tuple[list[int], list[float], list[float]]  # ids, log-probabilities, shares that were copied


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
    """

    facts: SourceFacts
    rules: Sequence[Rule]
    beams: int
    task: Task
    chars: int | None
    most: int
    live: list[Draft | None] = field(default_factory=list)
    done: list[Draft] = field(default_factory=list)

    def __post_init__(self) -> None:
        # Equal beams would stay equal: one begins, and its best continuations fill the others.
        self.live = [Draft(), *[None] * (self.beams - 1)]

    def ranked(self) -> list[Draft]:
        """Finished drafts, best mean log-probability first."""
        return sorted(self.done, key=lambda draft: -draft.total / (len(draft.pieces) + 1))

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
        for slot, (draft, (ids, values, shares)) in enumerate(zip(self.live, proposals, strict=True)):
            if draft is None:
                continue
            taken = 0
            for piece, value, share in zip(ids, values, shares, strict=True):
                if value < NEGATIVE / 2:
                    break
                text, ends = table.text[piece], piece == EOS_ID
                # A byte says nothing yet: the rules are asked again at the next whole character.
                if (text or ends) and not all(rule.allows(draft, text, self.facts) for rule in self.rules):
                    continue
                found.append((slot, _grow(draft, piece, text, value, share)))
                taken += 1
                if taken == self.beams:
                    break
        found.sort(key=lambda item: -item[1].total)
        return found[: self.beams]


def _grow(draft: Draft, piece: int, text: str, value: float, share: float) -> Draft:
    """The draft with one more piece."""
    ends = piece == EOS_ID
    return replace(
        draft,
        pieces=draft.pieces if ends else [*draft.pieces, piece],
        text=draft.text + text,
        total=draft.total + value,
        worst=min(draft.worst, value),
        copied=draft.copied + share,
        finished=ends,
    )


class Search:
    """State of one batch of S sources with R rows each.

    Args:
        model: In evaluation mode.
        table: The vocabulary as text.
        memory: Of the encoded sources.
        writable: (S, A) pieces that may be written about each source, padded.
        groups: For each source, groups with R beams in all.
    """

    def __init__(
        self,
        model: CopySeq2SeqForConditionalGeneration,
        table: PieceTable,
        memory: Memory,
        writable: Tensor,
        groups: Sequence[Sequence[Group]],
    ) -> None:
        self.model, self.table, self.memory = model, table, memory
        self.groups = [list(mine) for mine in groups]
        self.rows = sum(group.beams for group in self.groups[0])
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
        device = self.writable.device
        prefixes = [
            decoder_prefix(group.task, group.chars)
            for mine in self.groups
            for group in mine
            for _ in range(group.beams)
        ]
        self.written = torch.tensor(prefixes, device=device)
        source = self.memory.source.repeat_interleave(self.rows, dim=0)
        self.used = (self.written[:, :, None] == source[:, None, :]).any(dim=1)
        hidden, copied, self.past = self.model.decode(self.written, self.memory)
        hidden, copied = hidden[:, -1:], copied[:, -1:]
        steps = max(group.most for mine in self.groups for group in mine) + 2
        for _ in range(steps):
            moves = self._advance(self._propose(hidden, copied))
            if not self._drop_finished(moves):
                return
            source = self.memory.source.repeat_interleave(self.rows, dim=0)
            newest = self.written[:, -1:]
            self.used = self.used | (newest == source)
            tail = self.written[:, -FOLLOW_ORDERS - 1 :]
            hidden, copied, self.past = self.model.decode(
                tail, self.memory, self.past, last=1, used=self.used[:, None]
            )

    def _propose(self, hidden: Tensor, copied: Tensor) -> list[Proposals]:
        """The likeliest writable pieces of each row. *Shape:* hidden (B, 1, D), copied (B, 1, L)."""
        sources = len(self.groups)
        states = hidden.view(sources, self.rows, -1)
        logits = states @ self.embeddings.transpose(1, 2) + self.padding
        generate = torch.sigmoid(self.model.copy_head.gate(states).float())
        from_source = copied.view(sources, self.rows, -1).exp() * (1 - generate)
        place = self.copy_place[:, None, :].expand(-1, self.rows, -1)
        mixed = (logits.float().softmax(dim=-1) * generate).scatter_add_(2, place, from_source)
        copies = torch.zeros_like(mixed).scatter_add_(2, place, from_source)
        values, places = mixed.topk(min(PROPOSALS, mixed.shape[-1]), dim=-1)
        shares = copies.gather(2, places) / values.clamp_min(1e-9)
        ids = self.writable[:, None, :].expand(-1, self.rows, -1).gather(2, places)
        values = values.clamp_min(1e-10).log().masked_fill(ids == PAD_ID, NEGATIVE)
        lists = [tensor.flatten(0, 1).tolist() for tensor in (ids, values, shares)]
        return list(zip(*lists, strict=True))

    def _advance(self, proposals: list[Proposals]) -> list[tuple[int, int]]:
        """Let every group grow; for each row, the row it came from and its new piece."""
        moves: list[tuple[int, int]] = []
        for mine in self.groups:
            for group in mine:
                first = len(moves)
                steps = group.advance(proposals[first : first + group.beams], self.table)
                moves.extend((first + slot, piece) for slot, piece in steps)
        return moves

    def _drop_finished(self, moves: list[tuple[int, int]]) -> bool:
        """Append the new pieces, follow the beams, and forget sources that are done; False when all are."""
        unfinished = [
            at
            for at, mine in enumerate(self.groups)
            if any(draft is not None for group in mine for draft in group.live)
        ]
        if not unfinished:
            return False
        # Leaving rows out copies what is kept: worth it only for a good part of the batch.
        leave = len(unfinished) <= 0.8 * len(self.groups)
        kept = unfinished if leave else list(range(len(self.groups)))
        moves = [moves[at * self.rows + row] for at in kept for row in range(self.rows)]
        device = self.writable.device
        newest = torch.tensor([piece for _, piece in moves], device=device)[:, None]
        if leave or any(group.beams > 1 for mine in self.groups for group in mine):
            parents = torch.tensor([parent for parent, _ in moves], device=device)
            self.written, self.used = self.written[parents], self.used[parents]
            self.past = [(key[parents], value[parents]) for key, value in self.past]
        if leave:
            sources = torch.tensor(kept, device=device)
            self.groups = [self.groups[at] for at in kept]
            self.memory = self.memory.select(sources)
            self.writable, self.embeddings = self.writable[sources], self.embeddings[sources]
            self.padding, self.copy_place = self.padding[sources], self.copy_place[sources]
        self.written = torch.cat([self.written, newest], dim=1)
        return True
