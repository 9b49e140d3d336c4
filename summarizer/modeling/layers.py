"""Layers of the copying encoder-decoder: plain torch, no news, no transformers.

Shapes use B sequences, S source pieces, T target pieces, D the model's width, H heads, N = 3 the
longest run of written pieces that is looked up in the source.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

FOLLOW_ORDERS = 3
NEGATIVE = -1e4  # a score that no softmax lets through, finite in half precision too


class RMSNorm(nn.Module):
    """Root mean square normalization (Zhang & Sennrich 2019), without a bias."""

    def __init__(self, width: int, eps: float = 1e-6) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.eps = eps

    def forward(self, x: Tensor) -> Tensor:
        return F.rms_norm(x, (x.shape[-1],), self.weight, self.eps)


class Product(nn.Linear):
    """A linear layer without bias, whose weights may be bfloat16 where all else is float32.

    Where the processor multiplies in bfloat16, most of the arithmetic is then twice as fast; sums, norms and what
    attention weighs by stay in float32.
    """

    def __init__(self, width: int, out: int) -> None:
        super().__init__(width, out, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        product = self.narrow(x)
        # What autocast makes of a product while training is left as it is.
        return product.to(x.dtype) if self.weight.dtype == torch.bfloat16 else product

    def narrow(self, x: Tensor) -> Tensor:
        """The product in the number format that it was computed in, for what goes on in it."""
        return F.linear(x.bfloat16() if self.weight.dtype == torch.bfloat16 else x, self.weight)


def products_in(module: nn.Module, dtype: torch.dtype) -> None:
    """Let all products of a module compute in `dtype`, float32 or bfloat16."""
    for part in module.modules():
        if isinstance(part, Product):
            part.to(dtype)


def rotary_table(positions: Tensor, width: int, theta: float) -> tuple[Tensor, Tensor]:
    """Cosines and sines for `positions`. *Shape:* both (len(positions), 1, 1, width / 2)."""
    rates = theta ** (-torch.arange(0, width, 2, device=positions.device, dtype=torch.float32) / width)
    angles = (positions[:, None].float() * rates[None])[:, None, None]
    return angles.cos(), angles.sin()


def rotate(x: Tensor, table: tuple[Tensor, Tensor]) -> Tensor:
    """Apply rotary positions. *Shape:* x (B, T, N, H, width), table from :func:`rotary_table`."""
    cos, sin = table[0].to(x.dtype), table[1].to(x.dtype)
    first, second = x.chunk(2, dim=-1)
    turned = (first * cos).addcmul(second, sin, value=-1), (second * cos).addcmul(first, sin)
    return torch.cat(turned, dim=-1)


class GatedFeedForward(nn.Module):
    """SwiGLU (Shazeer 2020)."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.w_in = Product(width, 2 * inner)
        self.w_out = Product(inner, width)

    def forward(self, x: Tensor) -> Tensor:
        gate, value = self.w_in.narrow(x).chunk(2, dim=-1)
        result: Tensor = self.w_out(F.silu(gate) * value)
        return result


def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None, causal: bool) -> Tensor:
    """Attention; see `torch.nn.functional.scaled_dot_product_attention`, whose fused kernel is on a processor slower
    in bfloat16 than the two products by themselves."""
    fused = causal or query.dtype != torch.bfloat16 or query.device.type != "cpu" or torch.is_grad_enabled()
    if fused:
        return F.scaled_dot_product_attention(query, key, value, attn_mask=mask, is_causal=causal)
    scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2)
    if mask is not None:
        scores += (~mask).to(scores.dtype) * NEGATIVE
    attended: Tensor = scores.float().softmax(dim=-1).to(value.dtype) @ value
    return attended


class SelfAttention(nn.Module):
    """Multi-head self-attention with rotary positions."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = Product(width, 3 * width)
        self.out = Product(width, width)

    def forward(
        self,
        x: Tensor,
        table: tuple[Tensor, Tensor],
        mask: Tensor | None = None,
        causal: bool = False,
        past: tuple[Tensor, Tensor] | None = None,
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """Attend; `past` holds the keys and values of earlier positions, returned with the new ones.

        Shape:
            x (B, T, D); mask (B, 1, 1, S) or (B, 1, T, S), True where attention may go;
            past two of (B, H, P, D/H).
        """
        batch, length, width = x.shape
        qkv = self.qkv.narrow(x).view(batch, length, 3, self.heads, -1)
        query, key = rotate(qkv[:, :, :2], table).permute(2, 0, 3, 1, 4)
        value = qkv[:, :, 2].transpose(1, 2)
        if past is not None:
            key, value = torch.cat([past[0], key], dim=2), torch.cat([past[1], value], dim=2)
        attended = attend(query, key, value, mask, causal).transpose(1, 2).reshape(batch, length, width)
        return self.out(attended), (key, value)


class CrossAttention(nn.Module):
    """Attention over the source that may follow it: a learned bias per head leads to the position
    after the pieces just written, so that the decoder sees what copying on would bring."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = Product(width, width)
        self.key_value = Product(width, 2 * width)
        self.out = Product(width, width)
        self.follow = nn.Parameter(torch.zeros(heads, FOLLOW_ORDERS))

    @torch.no_grad()
    def start_following(self, strength: float) -> None:
        """One head starts as a follower; the others learn whether to become one."""
        self.follow.zero_()
        self.follow[0] = 2 * strength

    def memory(self, encoded: Tensor) -> tuple[Tensor, Tensor]:
        """Keys and values of the source, computed once. *Shape:* (B, S, D) → 2 × (B, H, S, D/H)."""
        batch, length, _ = encoded.shape
        both = self.key_value.narrow(encoded).view(batch, length, 2, self.heads, -1).permute(2, 0, 3, 1, 4)
        dtype = encoded.dtype if self.key_value.weight.dtype == torch.bfloat16 else both.dtype
        # They are read at every step of decoding: laid out once as the products want them.
        key, value = (part.to(dtype, memory_format=torch.contiguous_format) for part in both)
        return key.contiguous(), value.contiguous()

    def forward(self, x: Tensor, memory: tuple[Tensor, Tensor], matches: Tensor, blocked: Tensor) -> Tensor:
        """*Shape:* x (B, T, D); matches (B, T, S, N); blocked (B, 1, 1, S), NEGATIVE at padding, else 0."""
        batch, length, width = x.shape
        key, value = memory
        query = self.query(x).view(batch, length, self.heads, -1).transpose(1, 2)
        scores = query @ key.transpose(-1, -2) * query.shape[-1] ** -0.5
        scores = scores + (matches @ self.follow.to(x.dtype).T).permute(0, 3, 1, 2) + blocked
        attended = (scores.softmax(dim=-1) @ value).transpose(1, 2).reshape(batch, length, width)
        result: Tensor = self.out(attended)
        return result


class EncoderLayer(nn.Module):
    """One pre-norm encoder layer."""

    def __init__(self, width: int, inner: int, heads: int) -> None:
        super().__init__()
        self.attention_norm, self.feed_forward_norm = RMSNorm(width), RMSNorm(width)
        self.attention = SelfAttention(width, heads)
        self.feed_forward = GatedFeedForward(width, inner)

    def forward(self, x: Tensor, table: tuple[Tensor, Tensor], mask: Tensor | None) -> Tensor:
        x = x + self.attention(self.attention_norm(x), table, mask)[0]
        result: Tensor = x + self.feed_forward(self.feed_forward_norm(x))
        return result


class DecoderLayer(nn.Module):
    """One decoder layer; several target rows (B = R · sources) may read one source."""

    def __init__(self, width: int, inner: int, heads: int) -> None:
        super().__init__()
        self.attention_norm, self.cross_norm, self.feed_forward_norm = (
            RMSNorm(width),
            RMSNorm(width),
            RMSNorm(width),
        )
        self.attention = SelfAttention(width, heads)
        self.cross_attention = CrossAttention(width, heads)
        self.feed_forward = GatedFeedForward(width, inner)

    def forward(
        self,
        x: Tensor,
        table: tuple[Tensor, Tensor],
        memory: tuple[Tensor, Tensor],
        matches: Tensor,
        blocked: Tensor,
        past: tuple[Tensor, Tensor] | None,
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        causal = past is None and x.shape[1] > 1
        attended, present = self.attention(self.attention_norm(x), table, None, causal, past)
        x = x + attended
        # Rows that read the same source side by side share its keys and values.
        asked = self.cross_norm(x).view(memory[0].shape[0], -1, x.shape[-1])
        x = x + self.cross_attention(asked, memory, matches, blocked).view_as(x)
        return x + self.feed_forward(self.feed_forward_norm(x)), present


def source_runs(written: Tensor, source: Tensor, last: int) -> Tensor:
    """Where in the source the pieces just written end.

    Copying word by word is what a summarizer of news does most; handing it the bookkeeping instead
    of letting it learn an induction head from a few thousand steps is what makes it train this fast.

    Args:
        written: (B, P) target ids; earlier ones than the last `last` + N - 1 have no influence.
        source: (B, S) ids.
        last: Answer for the last `last` target positions only.

    Returns:
        (B, last, S, N) boolean: true at n - 1 where the n pieces before source position j equal the
        last n written.
    """
    run = F.pad(written[:, :, None] == source[:, None, :], (1, 0))[:, :, :-1]
    step, runs = run, []
    for _ in range(FOLLOW_ORDERS):
        runs.append(run[:, -last:])
        # One piece further back on both sides.
        step = F.pad(step, (1, 0, 1, 0))[:, :-1, :-1]
        run = run & step
    return torch.stack(runs, dim=-1)


def source_used(written: Tensor, source: Tensor, last: int) -> Tensor:
    """Which source pieces are already written. *Shape:* (B, P), (B, S) → (B, last, S) boolean."""
    same = written[:, :, None] == source[:, None, :]
    return (same.cumsum(dim=1) > 0)[:, -last:]


class CopyHead(nn.Module):
    """Distribution over source positions, and the gate that mixes it with the vocabulary's."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.query = Product(width, width)
        self.key = Product(width, width)
        self.follow = nn.Linear(width, FOLLOW_ORDERS + 2)
        self.gate = nn.Linear(width, 1)

    @torch.no_grad()
    def start_following(self, strength: float) -> None:
        """Start by continuing what is being copied, a little towards salient pieces."""
        self.follow.weight.zero_()
        self.follow.bias.copy_(torch.tensor([strength] * FOLLOW_ORDERS + [0.0, 0.3]))

    def scores(self, hidden: Tensor, key: Tensor, matches: Tensor, used: Tensor, salience: Tensor) -> Tensor:
        """Unnormalized log-weights of the source positions.

        Shape:
            hidden (B, T, D); key (B, S, D) from `self.key`; matches (B, T, S, N); used (B, T, S);
            salience (B, S) logits; result (B, T, S).
        """
        scores: Tensor = self.query(hidden) @ key.transpose(1, 2) * hidden.shape[-1] ** -0.5
        weights: Tensor = self.follow(hidden)
        scores = scores + (matches @ weights[..., :FOLLOW_ORDERS, None]).squeeze(-1)
        scores = scores + used * weights[..., FOLLOW_ORDERS : FOLLOW_ORDERS + 1]
        return scores + salience[:, None, :] * weights[..., FOLLOW_ORDERS + 1 :]
