"""What each piece spells, and which pieces can be written about a source at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import sentencepiece as spm
import torch
from torch import Tensor

from summarizer.modeling.control import EOS_ID


class PieceTable:
    """The vocabulary as text.

    Args:
        processor: The tokenizer's model.
        free: Characters that may be written about any source.

    Attributes:
        text: For each id, what the piece spells; empty for control tokens, and for bytes, whose text is
            known only when all of a character is there.
        bytes: The byte that an id stands for, of a character without a piece of its own.
    """

    def __init__(self, processor: spm.SentencePieceProcessor, free: Collection[str]) -> None:
        size = processor.get_piece_size()
        self.text = [
            ""
            if processor.is_byte(index) or processor.is_control(index) or processor.is_unknown(index)
            else processor.id_to_piece(index).replace("▁", " ")
            for index in range(size)
        ]
        self.bytes = {
            index: bytes([int(processor.id_to_piece(index)[1:-1], 16)])  # <0xE5>
            for index in range(size)
            if processor.is_byte(index)
        }
        self.numbers = {
            character: at for at, character in enumerate(sorted(set("".join(self.text))), start=1)
        }
        longest = max(map(len, self.text))
        # Place 0 stands for "nothing more" and is always there.
        self.characters = np.zeros((size, longest), dtype=np.int64)
        for index, text in enumerate(self.text):
            self.characters[index, : len(text)] = [self.numbers[character] for character in text]
        self.spelled = np.array([bool(text) for text in self.text])
        self.free = [self.numbers[character] for character in free if character in self.numbers]

    def writable(self, source: str, ids: Sequence[int]) -> Tensor:
        """Ids of the pieces whose characters all occur in `source` or are free, the end mark, and `ids`.

        Of 8,000 pieces some 500 are left, which makes the output layer that much cheaper. *Shape:* (A,).
        """
        present = np.zeros(len(self.numbers) + 1, dtype=bool)
        present[0] = True
        present[self.free] = True
        present[[self.numbers[character] for character in set(source) if character in self.numbers]] = True
        allowed = present[self.characters].all(axis=1) & self.spelled
        allowed[EOS_ID] = True
        allowed[list(ids)] = True
        return torch.from_numpy(np.flatnonzero(allowed))
