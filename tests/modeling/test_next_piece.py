"""What decoding computes cheaply is what the network says."""

import pytest
import torch
import torch.nn.functional as F

from summarizer.modeling.decoding import Decoder
from summarizer.modeling.layers import attend
from summarizer.modeling.next_piece import NextPiece
from summarizer.modeling.weights import load_network


def test_the_next_piece_has_the_probability_that_the_network_gives_it_among_the_writable_ones(tiny_folder):
    model, pieces = load_network(tiny_folder)
    encoded = Decoder(model, pieces).encode(
        ["临江市召开科技创新大会，邹远山出席并讲话。", "云岭县举行防汛演练。"]
    )
    source, states, writable = (
        torch.nn.utils.rnn.pad_sequence([getattr(one, name) for one in encoded], batch_first=True)
        for name in ("ids", "states", "writable")
    )
    written = torch.tensor([[3, 5], [3, 6], [3, 5], [3, 7]])  # two rows about each source
    with torch.inference_mode():
        memory = model.remember(source, states)
        mixed, generated = NextPiece(model, memory, writable).begin(written)
        hidden, copied, _ = model.decode(written, memory)
        vocabulary = F.linear(hidden[:, -1], model.encoder.embed_tokens.weight).softmax(dim=-1)
        gate = torch.sigmoid(model.copy_head.gate(hidden[:, -1]))
        both = model.log_probs(hidden, copied, source.repeat_interleave(2, dim=0))[:, -1].exp()
    for row in range(4):
        mine = encoded[row // 2].writable
        share = vocabulary[row, mine] / vocabulary[row, mine].sum() * gate[row]
        from_source = both[row, mine] - vocabulary[row, mine] * gate[row]
        at = (row // 2, row % 2, slice(len(mine)))
        assert torch.allclose(generated[at], share, atol=1e-6)
        assert torch.allclose(mixed[at], share + from_source, atol=1e-6)


@pytest.mark.parametrize("padded", [False, True])
def test_attention_in_bfloat16_is_that_in_float32_but_for_rounding(padded):
    torch.manual_seed(0)
    query, key, value = (torch.randn(2, 4, 9, 16) for _ in range(3))
    mask = torch.ones(2, 1, 1, 9, dtype=torch.bool)
    mask[1, ..., 6:] = not padded
    with torch.inference_mode():
        exact = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        rough = attend(*(part.bfloat16() for part in (query, key, value)), mask, causal=False)
        changed = value.clone()
        changed[1, :, 6:] = 100
        other = attend(*(part.bfloat16() for part in (query, key, changed)), mask, causal=False)
    assert rough.dtype == torch.bfloat16
    assert torch.allclose(rough.float(), exact, atol=0.05)
    assert torch.equal(other, rough) == padded
