"""What one network says of the next piece of every draft of a batch."""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from summarizer.modeling.control import PAD_ID
from summarizer.modeling.layers import NEGATIVE
from summarizer.modeling.network import CopySeq2Seq, Memory, Past


class NextPiece:
    """One network's state of a batch of S sources with R rows each.

    Args:
        model: In evaluation mode.
        memory: Of the encoded sources; reused as space while sources leave.
        writable: (S, A) pieces that may be written about each source, growing ids, padded.
    """

    def __init__(self, model: CopySeq2Seq, memory: Memory, writable: Tensor) -> None:
        self.model, self.memory = model, memory
        self.past: Past = []
        # One product over what may be written about any of the sources: what each of them may use overlaps so much
        # that one of its own for each would read far more.
        shared, self.place = torch.unique(writable, return_inverse=True)
        self.embeddings = model.encoder.embed_tokens.weight[shared]
        self.padding = (writable == PAD_ID).to(self.embeddings.dtype)[:, None, :] * NEGATIVE
        # Where each source piece lies among the writable ones; padding falls on a padded place or on 0,
        # with no probability to add.
        found = torch.searchsorted(
            torch.where(writable == PAD_ID, torch.iinfo(writable.dtype).max, writable), memory.source
        )
        self.copy_place = found.clamp_max(writable.shape[1] - 1)

    def begin(self, written: Tensor) -> tuple[Tensor, Tensor]:
        """Probability of each writable piece, and the part of it that was not copied. *Shape:* (S · R, P) →
        twice (S, R, A)."""
        hidden, copied, self.past = self.model.decode(written, self.memory)
        return self._mixed(hidden[:, -1:], copied[:, -1:])

    def go_on(self, tail: Tensor, used: Tensor) -> tuple[Tensor, Tensor]:
        """The same, one piece later.

        Args:
            tail: (S · R, few) the last pieces written, as many as copying looks back at.
            used: (S · R, L) which source pieces are written already.
        """
        hidden, copied, self.past = self.model.decode(
            tail, self.memory, self.past, last=1, used=used[:, None]
        )
        return self._mixed(hidden, copied)

    def _mixed(self, hidden: Tensor, copied: Tensor) -> tuple[Tensor, Tensor]:
        """*Shape:* hidden (B, 1, D), copied (B, 1, L)."""
        states = hidden.view(len(self.place), -1, hidden.shape[-1])
        rows = (-1, states.shape[1], -1)
        logits = F.linear(states, self.embeddings).gather(2, self.place[:, None, :].expand(rows))
        generate = torch.sigmoid(self.model.copy_head.gate(states).float())
        from_source = copied.view(*states.shape[:2], -1).exp() * (1 - generate)
        generated = (logits + self.padding).float().softmax(dim=-1) * generate
        return generated.scatter_add(2, self.copy_place[:, None, :].expand(rows), from_source), generated

    def follow(self, parents: Tensor) -> None:
        """Row i goes on from row `parents[i]`."""
        self.past = [(key[parents], value[parents]) for key, value in self.past]

    def leave(self, late: Sequence[int], free: Sequence[int], count: int) -> None:
        """The sources at `late` take the places `free`; only the first `count` sources stay."""
        rows = self.past[0][0].shape[0] // len(self.place)
        move_rows([*self.memory.tensors(), self.place, self.padding, self.copy_place], late, free)
        move_rows([tensor for layer in self.past for tensor in layer], late, free, rows)
        self.memory = self.memory.first(count)
        self.place, self.padding = self.place[:count], self.padding[:count]
        self.copy_place = self.copy_place[:count]
        self.past = [(key[: count * rows], value[: count * rows]) for key, value in self.past]


def move_rows(
    tensors: Sequence[Tensor], origins: Sequence[int], places: Sequence[int], rows: int = 1
) -> None:
    """Copy the `rows` rows of each source at `origins` over those at `places`, in place."""
    if not places:
        return
    device = tensors[0].device
    origin, place = (
        torch.tensor([at * rows + row for at in chosen for row in range(rows)], device=device)
        for chosen in (origins, places)
    )
    for tensor in tensors:
        tensor.index_copy_(0, place, tensor.index_select(0, origin))
