"""Constrained, batched decoding: encode once, write many drafts side by side.

Every source of a batch is written about by the same number of rows (tasks × lengths × beams), so that
the rows of one source share its keys and values and attention over it stays one matrix product.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from summarizer.modeling.control import EOS_ID, FIRST_PIECE_ID, LENGTH_EDGES, PAD_ID, Task, decoder_prefix
from summarizer.modeling.layers import FOLLOW_ORDERS
from summarizer.modeling.model import CopySeq2SeqForConditionalGeneration, Memory
from summarizer.modeling.normalize import normalize_text
from summarizer.modeling.rules import Draft, LengthWindow, Rule, SourceFacts, default_rules
from summarizer.modeling.tokenizer import CopySeq2SeqTokenizer

PROPOSALS = 24  # likeliest pieces looked at for each row and step, before a row is given up


@dataclass(frozen=True)
class Encoded:
    """One source, encoded.

    Attributes:
        facts: What the rules ask of it.
        ids: (S,) its pieces, end mark included.
        states: (S, D) encoder states.
        salience: (S,) log-odds that a piece would be used by a summary.
    """

    facts: SourceFacts
    ids: Tensor
    states: Tensor
    salience: Tensor

    def salience_covered(self, pieces: Sequence[int]) -> float:
        """Share of the source's salience that lies on the given pieces, 0 to 1."""
        weight = torch.sigmoid(self.salience.float())
        weight = weight * (weight > 0.2)
        written = torch.isin(self.ids, torch.tensor(list(pieces) or [PAD_ID], device=self.ids.device))
        return float((weight * written).sum() / weight.sum().clamp_min(1e-6))


@dataclass(frozen=True)
class Want:
    """One text to be written about a source.

    Attributes:
        task: Kind of text.
        chars: Length asked for by control token, in characters; None leaves it to the model.
        least, most: Window that the length must fall into, in characters.
        beams: Beam width; 1 is greedy.
    """

    task: Task
    chars: int | None = None
    least: int = 4
    most: int = 64
    beams: int = 1


@dataclass(frozen=True)
class Written:
    """One finished text.

    Attributes:
        text: The text.
        pieces: Its ids.
        want: What was asked.
        order: Place of the want in the source's list of wants.
        mean_logprob: Mean log-probability per piece, end mark included.
        worst_logprob: Smallest log-probability of one piece.
        copy_share: Mean share of probability that came by copying, 0 to 1.
    """

    text: str
    pieces: tuple[int, ...]
    want: Want
    order: int
    mean_logprob: float
    worst_logprob: float
    copy_share: float


class Decoder:
    """Writes texts about sources with one model.

    Args:
        model: In evaluation mode.
        tokenizer: The model's own.
        rules: Shared by all tasks; the length window is added for each want.
        batch_pieces: Most padded source pieces encoded together.
        batch_rows: Most rows written together.
    """

    def __init__(
        self,
        model: CopySeq2SeqForConditionalGeneration,
        tokenizer: CopySeq2SeqTokenizer,
        rules: Sequence[Rule] | None = None,
        batch_pieces: int = 4096,
        batch_rows: int = 96,
    ) -> None:
        self.model = model
        self.processor = tokenizer.pieces
        self.rules = list(default_rules() if rules is None else rules)
        self.batch_pieces, self.batch_rows = batch_pieces, batch_rows
        self.max_pieces = model.config.max_source_pieces
        # Byte pieces spell rare characters: their text is known only when the draft is decoded.
        self.piece_text = [
            ""
            if self.processor.is_byte(index) or self.processor.is_control(index)
            else self.processor.id_to_piece(index).replace("▁", " ")
            for index in range(self.processor.get_piece_size())
        ]

    def pieces(self, text: str) -> list[int]:
        """Ids of a normalized source, cut to what the model reads."""
        return [*self.processor.encode(text[: self.max_pieces * 6])[: self.max_pieces - 1], EOS_ID]

    @torch.inference_mode()
    def encode(self, texts: Sequence[str], protected: Sequence[Sequence[str]] | None = None) -> list[Encoded]:
        """Encode sources in batches of similar length; results in the order of `texts`."""
        normalized = [normalize_text(text) for text in texts]
        pieces = [self.pieces(text) for text in normalized]
        order = sorted(range(len(texts)), key=lambda index: len(pieces[index]))
        encoded: list[Encoded | None] = [None] * len(texts)
        for batch in _by_padded_size(order, pieces, self.batch_pieces):
            source = _pad([torch.tensor(pieces[index]) for index in batch]).to(self.model.device)
            states = self.model.encoder(source).last_hidden_state
            salience = self.model.salience_head(states).squeeze(-1)
            for row, index in enumerate(batch):
                length = len(pieces[index])
                # Only what was read may be copied: facts stop where the pieces stop.
                read = self.processor.decode(pieces[index][:-1])
                names = [normalize_text(name) for name in (protected[index] if protected else ())]
                encoded[index] = Encoded(
                    SourceFacts(read, names),
                    source[row, :length],
                    states[row, :length],
                    salience[row, :length],
                )
        return [item for item in encoded if item is not None]

    @torch.inference_mode()
    def write(self, sources: Sequence[Encoded], wants: Sequence[Sequence[Want]]) -> list[list[Written]]:
        """Texts for each source, in the order of its wants, several where beams are wide.

        A want that the rules make impossible yields nothing.
        """
        results: list[list[Written]] = [[] for _ in sources]
        rows = [sum(want.beams for want in wanted) for wanted in wants]
        order = sorted(
            (index for index in range(len(sources)) if rows[index]),
            key=lambda i: (rows[i], len(sources[i].ids)),
        )
        start = 0
        while start < len(order):
            width = rows[order[start]]
            count = max(1, self.batch_rows // width)
            batch = [index for index in order[start : start + count] if rows[index] == width]
            for index, written in zip(
                batch, self._write_batch([sources[i] for i in batch], [wants[i] for i in batch]), strict=True
            ):
                results[index] = written
            start += len(batch)
        return results

    def _remember(self, sources: Sequence[Encoded]) -> Memory:
        return self.model.remember(_pad([s.ids for s in sources]), _pad([s.states for s in sources]))

    def _write_batch(
        self, sources: Sequence[Encoded], wants: Sequence[Sequence[Want]]
    ) -> list[list[Written]]:
        """Sources with equally many rows each, written step by step until every row is done."""
        memory = self._remember(sources)
        facts = [source.facts for source, wanted in zip(sources, wants, strict=True) for _ in wanted]
        flat = [want for wanted in wants for want in wanted]
        rules: list[list[Rule]] = [[*self.rules, LengthWindow(want.least, want.most)] for want in flat]
        # One group of `beams` rows per want; only its first row lives until the first expansion.
        live: list[list[Draft | None]] = [[Draft()] + [None] * (want.beams - 1) for want in flat]
        done: list[list[Draft]] = [[] for _ in flat]
        prefixes = [decoder_prefix(want.task, want.chars) for want in flat for _ in range(want.beams)]
        written = torch.tensor(prefixes, device=memory.source.device)
        per_source = written.shape[0] // len(sources)
        source_rows = memory.source.repeat_interleave(per_source, dim=0)
        used = (written[:, :, None] == source_rows[:, None, :]).any(dim=1)
        hidden, copied, past = self.model.decode(written, memory)
        hidden, copied = hidden[:, -1:], copied[:, -1:]
        for _ in range(max(want.most for want in flat) + 1):
            logits, shares = self.model.log_probs(hidden, copied, source_rows)
            logits[:, 0, :EOS_ID] = logits[:, 0, EOS_ID + 1 : FIRST_PIECE_ID] = -1e9
            values, ids = logits[:, 0].topk(min(PROPOSALS, logits.shape[-1]), dim=-1)
            copy_shares = (shares[:, 0].gather(1, ids) / values.exp().clamp_min(1e-9)).tolist()
            proposals = list(zip(ids.tolist(), values.tolist(), copy_shares, strict=True))
            parents, pieces = [], []
            row = 0
            for group, want in enumerate(flat):
                expanded = self._expand(
                    live[group], proposals[row : row + want.beams], rules[group], facts[group], want.beams
                )
                done[group].extend(draft for _, draft in expanded if draft.finished)
                going = [(parent, draft) for parent, draft in expanded if not draft.finished]
                if len(done[group]) >= want.beams:
                    going = []
                for slot in range(want.beams):
                    parent, draft = going[slot] if slot < len(going) else (0, None)
                    live[group][slot] = draft
                    parents.append(row + parent)
                    pieces.append(draft.pieces[-1] if draft else PAD_ID)
                row += want.beams
            if not any(draft for drafts in live for draft in drafts):
                break
            if any(want.beams > 1 for want in flat):
                chosen = torch.tensor(parents, device=written.device)
                written, used = written[chosen], used[chosen]
                past = [(key[chosen], value[chosen]) for key, value in past]
            newest = torch.tensor(pieces, device=written.device)[:, None]
            written = torch.cat([written, newest], dim=1)
            used = used | (newest == source_rows)
            tail = written[:, -FOLLOW_ORDERS - 1 :]
            hidden, copied, past = self.model.decode(tail, memory, past, last=1, used=used[:, None])
        texts: list[list[Written]] = []
        group = 0
        for wanted in wants:
            mine: list[Written] = []
            for order, want in enumerate(wanted):
                ranked = sorted(done[group], key=lambda draft: -draft.total / (len(draft.pieces) + 1))
                mine.extend(self._finish(draft, want, order) for draft in ranked)
                group += 1
            texts.append(mine)
        return texts

    def _expand(
        self,
        drafts: Sequence[Draft | None],
        proposals: Sequence[tuple[list[int], list[float], list[float]]],
        rules: Sequence[Rule],
        facts: SourceFacts,
        beams: int,
    ) -> list[tuple[int, Draft]]:
        """The best `beams` allowed continuations of a group's drafts, with the slot each came from."""
        found: list[tuple[float, int, Draft]] = []
        for slot, (draft, (ids, values, shares)) in enumerate(zip(drafts, proposals, strict=True)):
            if draft is None:
                continue
            taken = 0
            for piece, value, share in zip(ids, values, shares, strict=True):
                text = self.piece_text[piece]
                if (text == "" and piece != EOS_ID and piece not in self._bytes_of(facts)) or not all(
                    rule.allows(draft, text, facts) for rule in rules if text or piece == EOS_ID
                ):
                    continue
                total = draft.total + value
                grown = replace(
                    draft,
                    pieces=draft.pieces if piece == EOS_ID else [*draft.pieces, piece],
                    text=draft.text + text,
                    total=total,
                    worst=min(draft.worst, value),
                    copied=draft.copied + min(1.0, share),
                    finished=piece == EOS_ID,
                )
                found.append((total, slot, grown))
                taken += 1
                if taken == beams:
                    break
        found.sort(key=lambda item: -item[0])
        return [(slot, draft) for _, slot, draft in found[:beams]]

    def _bytes_of(self, facts: SourceFacts) -> frozenset[int]:
        """Byte pieces that spell the source's rare characters."""
        rare = "".join(sorted(facts.characters))
        return frozenset(piece for piece in self.processor.encode(rare) if self.processor.is_byte(piece))

    def _finish(self, draft: Draft, want: Want, order: int) -> Written:
        count = len(draft.pieces) + 1
        text = self.processor.decode(draft.pieces).strip()
        return Written(
            text, tuple(draft.pieces), want, order, draft.total / count, draft.worst, draft.copied / count
        )


def length_choices(most: int, least: int = 8) -> list[int]:
    """Bucket edges worth asking for when at most `most` characters are wanted, longest first."""
    edges = [edge for edge in LENGTH_EDGES if least < edge <= most]
    return edges[::-1] or [most]


def _pad(rows: Sequence[Tensor]) -> Tensor:
    return torch.nn.utils.rnn.pad_sequence(list(rows), batch_first=True, padding_value=PAD_ID)


def _by_padded_size(order: Sequence[int], pieces: Sequence[Sequence[int]], limit: int) -> Iterator[list[int]]:
    """Cut an order of growing lengths into batches of at most `limit` padded pieces."""
    batch: list[int] = []
    for index in order:
        if batch and len(pieces[index]) * (len(batch) + 1) > limit:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
