"""The architecture as transformers sees it, and the same numbers on every road to them."""

import shutil

import pytest
import torch
from modeling_material import toy_reports

from summarizer.errors import ModelLoadError, ModelNotFoundError
from summarizer.modeling.auto import register
from summarizer.modeling.control import FIRST_PIECE_ID, decoder_prefix
from summarizer.modeling.layers import source_runs, source_used
from summarizer.modeling.weights import find_model, load_network


@pytest.fixture(scope="module")
def batch(tiny):
    _, tokenizer = tiny
    texts = [report["body"] for report in toy_reports(3)]
    texts[1] = texts[1][:30]
    return tokenizer(texts, return_tensors="pt", padding=True)


def random_targets(rows: int, length: int) -> torch.Tensor:
    generator = torch.Generator().manual_seed(1)
    pieces = torch.randint(FIRST_PIECE_ID + 256, 420, (rows, length), generator=generator)
    prefix = torch.tensor([decoder_prefix("headline", 16)] * rows)
    return torch.cat([prefix, pieces], dim=1)


def test_auto_classes_round_trip(tiny_folder, tmp_path, batch):
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    register()
    model = AutoModelForSeq2SeqLM.from_pretrained(tiny_folder).eval()
    tokenizer = AutoTokenizer.from_pretrained(tiny_folder)
    model.save_pretrained(tmp_path)
    tokenizer.save_pretrained(tmp_path)
    again = AutoModelForSeq2SeqLM.from_pretrained(tmp_path).eval()
    target = random_targets(3, 5)
    with torch.inference_mode():
        first = model(input_ids=batch["input_ids"], decoder_input_ids=target).logits
        second = again(input_ids=batch["input_ids"], decoder_input_ids=target).logits
    assert torch.equal(first, second)
    text = "4月9日，临江市召开科技创新大会"
    assert AutoTokenizer.from_pretrained(tmp_path)(text) == tokenizer(text)


def test_tokenizer_gives_text_back_and_takes_no_orders(tiny):
    _, tokenizer = tiny
    text = "邹远山强调，要“守牢安全底线” 增长15.5%，龘"
    ids = tokenizer(text)["input_ids"]
    assert tokenizer.decode(ids, skip_special_tokens=True) == text
    assert not set(range(3, FIRST_PIECE_ID)) & set(tokenizer("<headline>召开")["input_ids"])


def test_probabilities_sum_to_one(tiny, batch):
    model, _ = tiny
    with torch.inference_mode():
        logits = model(input_ids=batch["input_ids"], decoder_input_ids=random_targets(3, 5)).logits
    assert torch.allclose(logits.exp().sum(-1), torch.ones(3, 7), atol=1e-4)


def test_training_loss_is_the_likelihood_of_decoding(tiny, batch):
    model, _ = tiny
    written = random_targets(3, 5)
    labels = torch.cat([torch.full((3, 1), -100), written[:, 2:], torch.ones(3, 1, dtype=torch.long)], dim=1)
    with torch.inference_mode():
        output = model(input_ids=batch["input_ids"], decoder_input_ids=written, labels=labels)
        picked = output.logits[:, 1:].gather(2, labels[:, 1:, None])
    assert torch.allclose(output.loss, -picked.mean(), atol=1e-4)


def test_cache_equals_no_cache(tiny, batch):
    model, _ = tiny
    written = random_targets(3, 6)
    with torch.inference_mode():
        source = batch["input_ids"]
        memory = model.remember(source, model.encode(source))
        whole, whole_copied, _ = model.decode(written, memory)
        _, _, past = model.decode(written[:, :4], memory)
        for length in range(5, written.shape[1] + 1):
            used = source_used(written[:, :length], source, 1)
            tail = written[:, max(0, length - 4) : length]
            hidden, copied, past = model.decode(tail, memory, past, last=1, used=used)
            assert torch.allclose(hidden[:, 0], whole[:, length - 1], atol=1e-5)
            assert torch.allclose(copied[:, 0], whole_copied[:, length - 1], atol=1e-4)


def test_batched_equals_single(tiny, batch):
    model, _ = tiny
    written = random_targets(3, 5)
    with torch.inference_mode():
        together = model(input_ids=batch["input_ids"], decoder_input_ids=written).logits
        for row in range(3):
            length = int(batch["attention_mask"][row].sum())
            alone = model(
                input_ids=batch["input_ids"][row : row + 1, :length], decoder_input_ids=written[row : row + 1]
            ).logits
            assert torch.allclose(alone[0], together[row], atol=1e-4)


def test_rows_that_share_a_source_equal_rows_of_their_own(tiny, batch):
    model, _ = tiny
    source = batch["input_ids"]
    written = random_targets(6, 4)
    with torch.inference_mode():
        encoded = model.encode(source)
        shared, _, _ = model.decode(written, model.remember(source, encoded))
        repeated = model.remember(source.repeat_interleave(2, 0), encoded.repeat_interleave(2, 0))
        alone, _, _ = model.decode(written, repeated)
    assert torch.allclose(shared, alone, atol=1e-5)


def test_generate_writes_with_and_without_cache(tiny, batch):
    model, _ = tiny
    arguments = {"max_new_tokens": 8, "do_sample": False}
    prefix = torch.tensor([decoder_prefix("headline")] * 3)
    with_cache = model.generate(**batch, decoder_input_ids=prefix, use_cache=True, **arguments)
    without = model.generate(**batch, decoder_input_ids=prefix, use_cache=False, **arguments)
    assert torch.equal(with_cache, without)
    beams = model.generate(**batch, decoder_input_ids=prefix, num_beams=3, **arguments)
    assert beams.shape[0] == 3


def test_runs_of_written_pieces_are_found_in_the_source():
    source = torch.tensor([[5, 6, 7, 5, 6, 8]])
    runs = source_runs(torch.tensor([[4, 5, 6]]), source, last=1)[0, 0]
    assert runs[:, 0].nonzero().flatten().tolist() == [2, 5]  # after 6
    assert runs[:, 1].nonzero().flatten().tolist() == [2, 5]  # after 5 6
    assert runs[:, 2].nonzero().flatten().tolist() == []  # after 4 5 6
    assert source_used(torch.tensor([[4, 5]]), source, 1)[0, 0].tolist() == [
        True,
        False,
        False,
        True,
        False,
        False,
    ]


def test_missing_model_names_places_and_models():
    with pytest.raises(ModelNotFoundError, match=r"no-such-model.*Looked in.*Models available"):
        find_model("no-such-model")


def test_exchanged_weights_are_refused(tiny_folder, tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(tiny_folder, folder)
    (folder / "metadata.json").write_text('{"sha256": {"model.safetensors": "0"}}', encoding="utf-8")
    with pytest.raises(ModelLoadError, match="digest"):
        load_network(folder)


def test_broken_weights_are_a_load_error(tiny_folder, tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(tiny_folder, folder)
    (folder / "model.safetensors").write_bytes(b"broken")
    with pytest.raises(ModelLoadError, match="cannot be loaded"):
        load_network(folder)
