"""Constrained search over a batch: greedy or beams, many rows about each source.

Every source of a batch is written about by the same number of rows (tasks × lengths × beams), so that
the rows of one source share its keys, its values and its part of the output layer, and each stays one
matrix product. Sources whose rows are all done leave the batch.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from summarizer.modeling.control import PAD_ID, decoder_prefix
from summarizer.modeling.groups import Group, Proposals
from summarizer.modeling.layers import FOLLOW_ORDERS, NEGATIVE
from summarizer.modeling.next_piece import NextPiece, move_rows
from summarizer.modeling.vocabulary import PieceTable

PROPOSALS = 16  # likeliest pieces looked at for each row and step, before a row is given up


class Search:
    """State of one batch of S sources with R rows each.

    Args:
        next_piece: What the network says of the next piece.
        writable: (S, A) pieces that may be written about each source, growing ids, padded.
        groups: For each source, groups with R beams in all.
    """

    def __init__(self, next_piece: NextPiece, writable: Tensor, groups: Sequence[Sequence[Group]]) -> None:
        self.next_piece, self.writable = next_piece, writable
        self.groups = [list(mine) for mine in groups]
        self.rows = sum(group.beams for group in self.groups[0])
        self.branching = any(group.beams > 1 for mine in self.groups for group in mine)

    def run(self, table: PieceTable) -> None:
        """Write until every group is done or out of steps.

        Args:
            table: The vocabulary as text.
        """
        prefixes = [
            decoder_prefix(group.task, group.chars)
            for mine in self.groups
            for group in mine
            for _ in range(group.beams)
        ]
        self.written = torch.tensor(prefixes, device=self.writable.device)
        self.used = (self.written[:, :, None] == self._source_of_rows()[:, None, :]).any(dim=1)
        mixed, generated = self.next_piece.begin(self.written)
        steps = max(group.most for mine in self.groups for group in mine) + 2
        for _ in range(steps):
            moves = self._advance(self._propose(mixed, generated), table)
            if not self._append(moves):
                return
            self.used |= self.written[:, -1:] == self._source_of_rows()
            tail = self.written[:, -FOLLOW_ORDERS - 1 :]
            mixed, generated = self.next_piece.go_on(tail, self.used)

    def _source_of_rows(self) -> Tensor:
        """*Shape:* (S · R, L)."""
        source = self.next_piece.memory.source
        return source if self.rows == 1 else source.repeat_interleave(self.rows, dim=0)

    def _propose(self, mixed: Tensor, generated: Tensor) -> list[Proposals]:
        """The likeliest writable pieces of each row. *Shape:* (S, R, A) each, see `NextPiece.begin`."""
        values, places = mixed.topk(min(PROPOSALS, mixed.shape[-1]), dim=-1)
        shares = 1 - generated.gather(2, places) / values.clamp_min(1e-9)
        ids = self.writable[:, None, :].expand(-1, self.rows, -1).gather(2, places)
        values = values.clamp_min(1e-10).log().masked_fill(ids == PAD_ID, NEGATIVE)
        # The end mark has the smallest id of all that may be written.
        ending = mixed[..., 0].clamp_min(1e-10).log()
        lists = [tensor.flatten(0, 1).tolist() for tensor in (ids, values, shares, ending)]
        return [Proposals(*row) for row in zip(*lists, strict=True)]

    def _advance(self, proposals: list[Proposals], table: PieceTable) -> list[tuple[int, int]]:
        """Let every group grow; for each row, the row it came from and its new piece."""
        moves: list[tuple[int, int]] = []
        for mine in self.groups:
            for group in mine:
                first = len(moves)
                steps = group.advance(proposals[first : first + group.beams], table)
                moves.extend((first + slot, piece) for slot, piece in steps)
        return moves

    def _append(self, moves: list[tuple[int, int]]) -> bool:
        """Append the new pieces, follow the beams, and let sources that are done leave; False when all are."""
        device = self.writable.device
        if self.branching:
            parents = torch.tensor([parent for parent, _ in moves], device=device)
            self.written, self.used = self.written[parents], self.used[parents]
            self.next_piece.follow(parents)
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
        for at, other in zip(free, late, strict=True):
            self.groups[at] = self.groups[other]
        move_rows([self.writable], late, free)
        move_rows([self.written, self.used], late, free, rows)
        self.next_piece.leave(late, free, count)
        self.groups = self.groups[:count]
        self.writable = self.writable[:count]
        self.written, self.used = self.written[: count * rows], self.used[: count * rows]
