import json
import shutil

import pytest

from summarizer.backends import load_backend
from summarizer.backends.pairing import GOLDEN_SENTENCE
from summarizer.errors import ModelLoadError

TOKENIZER_FILES = [
    "vocab.txt",
    "spiece.model",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
]


def exchange(folder, donor):
    for name in TOKENIZER_FILES:
        (folder / name).unlink(missing_ok=True)
        if (donor / name).is_file():
            shutil.copy(donor / name, folder / name)


@pytest.mark.parametrize(
    ("family", "donor", "reason"),
    [
        ("qwen-chat", "bart-bert", "embedding rows"),
        ("mt5", "qwen-chat", "embedding"),
        ("mt5", "bart-bert", "does not belong"),
    ],
)
def test_a_tokenizer_of_another_model_is_refused(copied, built, family, donor, reason):
    folder = copied(family)
    exchange(folder, built(donor))
    with pytest.raises(ModelLoadError, match=reason) as caught:
        load_backend(str(folder))
    assert "same release" in caught.value.message


def test_a_missing_vocabulary_is_refused_not_replaced_by_an_empty_one(copied):
    """transformers makes an empty vocabulary of a SentencePiece model without its file, and says nothing."""
    folder = copied("mt5")
    (folder / "spiece.model").unlink()
    with pytest.raises(ModelLoadError, match="tokenizer"):
        load_backend(str(folder))


def test_a_vocabulary_without_chinese_is_refused(copied):
    folder = copied("bart-bert")
    lines = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    latin = [line if line.isascii() else f"word{index}" for index, line in enumerate(lines)]
    exchange(folder, folder / "nothing")
    (folder / "vocab.txt").write_text("\n".join(latin), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "BertTokenizer"}))
    with pytest.raises(ModelLoadError, match="unknown"):
        load_backend(str(folder))


def test_the_golden_ids_of_a_profile_catch_a_vocabulary_of_the_same_size(copied):
    folder = copied("randeng-pegasus")
    ids = load_backend(str(folder))._tokenizer(GOLDEN_SENTENCE)["input_ids"]
    golden = f'[golden]\ntext = "{GOLDEN_SENTENCE}"\nids = {ids}\n'
    (folder / "summarizer.toml").write_text(golden, encoding="utf-8")
    assert load_backend(str(folder)).name == "randeng-pegasus"
    lines = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    lines[20:] = reversed(lines[20:])
    (folder / "vocab.txt").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ModelLoadError, match="its profile says"):
        load_backend(str(folder))


def test_full_width_marks_are_known_to_mbart(built):
    """transformers 5 loses the normalisation of mBART's SentencePiece file; ， then is an unknown token."""
    tokenizer = load_backend(str(built("mbart")))._tokenizer
    assert tokenizer.unk_token_id not in tokenizer("会议强调，要坚持。")["input_ids"]


def test_words_of_a_jieba_vocabulary_are_single_tokens(built):
    tokenizer = load_backend(str(built("randeng-pegasus")))._tokenizer
    assert tokenizer.tokenize("市委书记强调科技创新") == ["市委书记", "强调", "科技", "创新"]
    # 临江 is no entry: character by character, as BERT does.
    assert tokenizer.tokenize("临江GDP") == ["临", "江", "g", "##d", "##p"]
    assert tokenizer("会议")["input_ids"][-1] == 1
    other = load_backend(str(built("t5-pegasus")))._tokenizer
    assert other.convert_ids_to_tokens(other("会议")["input_ids"]) == ["[CLS]", "会议", "[SEP]"]


def test_words_added_to_the_global_jieba_change_nothing(built):
    import jieba

    tokenizer = load_backend(str(built("randeng-pegasus")))._tokenizer
    before = tokenizer("市委书记强调科技创新")["input_ids"]
    jieba.add_word("记强", freq=10**9)
    try:
        assert tokenizer("市委书记强调科技创新")["input_ids"] == before
    finally:
        jieba.del_word("记强")


def test_incomplete_weights_are_refused_not_filled_with_random_numbers(copied):
    from safetensors.torch import load_file, save_file

    folder = copied("mt5")
    weights = load_file(folder / "model.safetensors")
    weights.pop(next(name for name in weights if "decoder" in name and "SelfAttention.q" in name))
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelLoadError, match="incomplete"):
        load_backend(str(folder))


def test_an_end_token_that_is_not_the_models_is_refused(copied):
    folder = copied("bart-bert")
    for name in ("config.json", "generation_config.json"):
        values = json.loads((folder / name).read_text()) | {"eos_token_id": 30}
        (folder / name).write_text(json.dumps(values))
    with pytest.raises(ModelLoadError, match="ends a text"):
        load_backend(str(folder))
