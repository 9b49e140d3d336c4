"""Control tokens: what the decoder is asked for, and how long it may be.

They are the first tokens of the decoder, not of the encoder, so that one encoding of an article
serves its headline in several lengths and its summary.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal

Task = Literal["headline", "keypoint", "summary"]

TASKS: tuple[Task, ...] = ("headline", "keypoint", "summary")

# Upper edges of the length buckets in characters; a target of 14 characters is in bucket 16.
LENGTH_EDGES: tuple[int, ...] = (10, 13, 16, 19, 22, 26, 30, 36, 44, 60, 80, 100, 120, 150)

PAD, EOS, UNK = "<pad>", "</s>", "<unk>"
PAD_ID, EOS_ID, UNK_ID = 0, 1, 2
ANY_LENGTH = "<any>"

TASK_TOKENS: tuple[str, ...] = tuple(f"<{task}>" for task in TASKS)
LENGTH_TOKENS: tuple[str, ...] = (*(f"<c{edge}>" for edge in LENGTH_EDGES), "<long>")
# Places kept free, so that a later task needs no new vocabulary.
RESERVED_TOKENS: tuple[str, ...] = tuple(f"<r{index}>" for index in range(6))
CONTROL_TOKENS: tuple[str, ...] = (*TASK_TOKENS, ANY_LENGTH, *LENGTH_TOKENS, *RESERVED_TOKENS)

FIRST_CONTROL_ID = 3
CONTROL_IDS: dict[str, int] = {token: FIRST_CONTROL_ID + index for index, token in enumerate(CONTROL_TOKENS)}
FIRST_PIECE_ID = FIRST_CONTROL_ID + len(CONTROL_TOKENS)


def length_token(chars: int | None) -> str:
    """The token of the bucket that `chars` characters fall into; None asks for any length."""
    if chars is None:
        return ANY_LENGTH
    return LENGTH_TOKENS[bisect_left(LENGTH_EDGES, chars)]


def decoder_prefix(task: Task, chars: int | None = None) -> list[int]:
    """The two token ids every decoder sequence starts with."""
    return [CONTROL_IDS[f"<{task}>"], CONTROL_IDS[length_token(chars)]]
