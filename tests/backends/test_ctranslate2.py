"""Models computed by CTranslate2: every family converts, and a conversion that is wrong is never used."""

import sys

import pytest
import tiny_models

from summarizer import Summarizer, SummaryOptions
from summarizer.backends import Request, ctranslate2_model, load_backend
from summarizer.errors import BackendError, InvalidOptionError, MissingDependencyError, ModelLoadError

pytest.importorskip("ctranslate2")
REPORT = tiny_models.REPORT


@pytest.mark.parametrize("family", [*tiny_models.SEQ2SEQ, *tiny_models.CHAT])
def test_every_family_gives_each_token_the_probability_that_transformers_gives_it(built, family):
    """Loading compares them; the whole pipeline then runs on the converted model."""
    summarizer = Summarizer(f"{built(family)}?engine=ctranslate2&max_new_tokens=40")
    summary = summarizer.summarize(REPORT, SummaryOptions(headline_chars=26))
    assert 8 <= len(summary.headline) <= 26
    assert summary.checks.supported
    assert summary.usage.input_tokens > len(REPORT) / 4


@pytest.mark.parametrize("family", tiny_models.CHAT)
def test_chat_models_write_the_same_tokens(built, family):
    folder = built(family)
    # In one number format: a processor that multiplies bfloat16 would round one of them.
    torch = load_backend(f"{folder}?dtype=float32")
    other = load_backend(f"{folder}?engine=ctranslate2&dtype=float32")
    prompts = [torch._tokenizer(text)["input_ids"] for text in (REPORT[:30], REPORT[:90], REPORT[40:200])]
    assert other._run(prompts, 20) == torch._run(prompts, 20)


def test_beams_are_distinct_and_best_first(built):
    backend = load_backend(f"{built('mt5')}?engine=ctranslate2&beams=3")
    [sequences] = backend._run([backend._encode(REPORT[:100])], 20)
    assert len({tuple(one) for one in sequences.tolist()}) == 3


def test_a_conversion_that_computes_something_else_is_refused(built, monkeypatch):
    """CTranslate2 4.8 by itself scales the output of mT5 as transformers 5 loads it: rubbish, unless compared."""
    monkeypatch.setattr(ctranslate2_model, "_adapt", lambda config: None)
    with pytest.raises(ModelLoadError, match="something else"):
        load_backend(f"{built('mt5')}?engine=ctranslate2")


def test_a_family_it_does_not_know_is_named(copied, monkeypatch):
    from ctranslate2.converters import transformers as converters

    monkeypatch.delitem(converters._MODEL_LOADERS, "BartConfig")
    with pytest.raises(ModelLoadError, match=r"BartConfig.*engine=torch"):
        load_backend(f"{copied('bart-bert')}?engine=ctranslate2")


def test_a_generation_setting_it_does_not_have_is_not_ignored(copied):
    folder = copied("mt5")
    (folder / "summarizer.toml").write_text("[generation]\nencoder_no_repeat_ngram_size = 3\n")
    backend = load_backend(f"{folder}?engine=ctranslate2")
    with pytest.raises(BackendError, match="encoder_no_repeat_ngram_size"):
        backend.generate([Request(REPORT[:80], "headline", 30)])


@pytest.mark.parametrize(
    ("query", "said"),
    [("engine=onnx", "torch, ctranslate2"), ("engine=ctranslate2&compile=true", "engine=torch"),
     ("engine=ctranslate2&dtype=float16", "int8")],
)  # fmt: skip
def test_settings_that_do_not_go_together_are_refused(built, query, said):
    with pytest.raises(InvalidOptionError, match=said):
        load_backend(f"{built('mt5')}?{query}")


def test_without_the_library_the_command_that_installs_it_is_named(built, monkeypatch):
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    with pytest.raises(MissingDependencyError, match=r"zh-news-summarizer\[ctranslate2\]"):
        load_backend(f"{built('mt5')}?engine=ctranslate2")
