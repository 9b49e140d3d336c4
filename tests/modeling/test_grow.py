"""A grown encoder begins by doing exactly what the shallower one did."""

import sys
from pathlib import Path

import pytest
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "models"))

from average import between
from grow import deepened

from summarizer.modeling.configuration import CopySeq2SeqConfig
from summarizer.modeling.model import CopySeq2SeqForConditionalGeneration


def model(layers: int) -> CopySeq2SeqForConditionalGeneration:
    torch.manual_seed(layers)
    shape = {"vocab_size": 60, "d_model": 16, "d_ff": 24, "num_heads": 2, "decoder_layers": 1}
    return CopySeq2SeqForConditionalGeneration(CopySeq2SeqConfig(**shape, encoder_layers=layers)).eval()


@pytest.mark.parametrize("layers", [4, 5, 6, 8, 9, 13])
def test_the_grown_model_reads_as_before(layers: int) -> None:
    small, large = model(4), model(layers)
    large.load_state_dict(deepened(small.state_dict(), layers))
    source = torch.randint(5, 60, (2, 12))
    with torch.inference_mode():
        assert torch.allclose(small.encode(source), large.encode(source), atol=1e-6)


def test_new_layers_learn() -> None:
    large = model(6)
    large.load_state_dict(deepened(model(4).state_dict(), 6))
    large.encode(torch.randint(5, 60, (1, 8))).sum().backward()
    assert all(layer.attention.out.weight.grad.abs().sum() > 0 for layer in large.encoder.layers)


def test_a_model_is_not_shrunk() -> None:
    with pytest.raises(ValueError, match="4 encoder layers"):
        deepened(model(4).state_dict(), 3)


def test_the_mean_lies_between_both_models() -> None:
    earlier, later = deepened(model(4).state_dict(), 6), model(6).state_dict()
    mean = between(earlier, later, 0.25)
    name = "encoder.layers.0.attention.qkv.weight"
    assert torch.allclose(mean[name], 0.75 * earlier[name] + 0.25 * later[name])
    assert all(torch.equal(value, later[key]) for key, value in between(earlier, later, 1.0).items())
