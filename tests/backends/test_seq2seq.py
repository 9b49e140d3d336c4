import pytest
import tiny_models

from summarizer.backends import Request, load_backend
from summarizer.errors import ModelLoadError

ANSWER = "临江市召开科技创新大会，市委书记强调GDP增长5.2%（以上）"


@pytest.fixture(scope="module", params=["mt5", "t5-pegasus", "bart-bert"])
def taught_folder(request, tmp_path_factory):
    folder = tiny_models.build(request.param, tmp_path_factory.mktemp("taught") / request.param)
    tiny_models.teach(folder, ANSWER)
    return folder


@pytest.fixture(scope="module")
def taught(taught_folder):
    return load_backend(str(taught_folder), max_source_tokens=180)


@pytest.mark.slow
def test_what_the_model_means_comes_out_as_chinese_is_written(taught):
    """No spaces of BERT vocabularies, no half-width commas of SentencePiece, no lower-cased GDP."""
    [candidates] = taught.generate([Request(tiny_models.REPORT[:120] + "GDP", "headline", 40)])
    assert candidates[0].text == ANSWER
    assert candidates[0].confident


@pytest.mark.slow
@pytest.mark.parametrize(("dtype", "alike"), [("auto", len(ANSWER)), ("int8", 12)])
def test_another_engine_writes_the_same(taught, taught_folder, dtype, alike):
    """In int8 a model this small forgets some of it."""
    pytest.importorskip("ctranslate2")
    backend = load_backend(f"{taught_folder}?engine=ctranslate2&dtype={dtype}", max_source_tokens=180)
    [candidates] = backend.generate([Request(tiny_models.REPORT[:120] + "GDP", "headline", 40)])
    assert candidates[0].text[:alike] == ANSWER[:alike]
    assert candidates[0].confident
    assert backend.version != taught.version


@pytest.mark.slow
def test_a_text_longer_than_the_model_reads_is_condensed_in_pieces(taught):
    report = tiny_models.REPORT
    assert len(taught._encode(report)) > taught._max_tokens
    candidates, keypoint = taught.generate(
        [Request(report, "summary", 60), Request("GDP增长。", "keypoint", 60)]
    )
    assert ANSWER in [one.text for one in candidates]
    assert keypoint


def test_requests_about_the_same_text_share_one_generation(built, monkeypatch):
    backend = load_backend(str(built("mt5")))
    sources = []
    run = backend._run
    monkeypatch.setattr(backend, "_run", lambda ids, chars: sources.extend(ids) or run(ids, chars))
    text = tiny_models.REPORT[:150]
    backend.generate(
        [Request(text, "headline", 20), Request(text, "summary", 60), Request("会议强调。", "keypoint", 20)]
    )
    assert len(sources) == 2


def test_a_prefix_in_the_configuration_is_put_before_every_source(built):
    backend = load_backend(str(built("t5-with-prefix")))
    assert backend._source(Request("文", "summary", 40)) == "科技：文"
    assert backend._arguments["num_beams"] == 2


def test_a_profile_next_to_the_model_overrides_its_configuration(copied):
    folder = copied("t5-with-prefix")
    (folder / "summarizer.toml").write_text(
        'licence = "apache-2.0"\nmax_source_tokens = 200\n'
        '[prefix]\nheadline = "标题：" \n[generation]\nnum_beams = 3\n',
        encoding="utf-8",
    )
    backend = load_backend(str(folder))
    assert backend._source(Request("文", "headline", 40)) == "标题：文"
    assert backend._source(Request("文", "summary", 40)) == "文"
    assert backend._arguments["num_beams"] == 3
    assert backend._max_tokens == 200
    assert backend.licence == "apache-2.0"
    assert load_backend(str(folder), beams=2)._arguments["num_beams"] == 2


@pytest.mark.parametrize(
    "toml",
    [
        "trust_remote_code = true",
        "max_source_tokens = 'many'",
        "[prefix]\ntitle = 'x'",
        "tokenizer = 'x'",
        "=",
    ],
)
def test_a_profile_that_cannot_be_used_is_refused(copied, toml):
    folder = copied("mt5")
    (folder / "summarizer.toml").write_text(toml)
    with pytest.raises(ModelLoadError, match=r"summarizer\.toml"):
        load_backend(str(folder))


def test_an_answer_is_never_a_text_with_a_character_missing(built):
    """The unknown token stands for a character that the source had and the answer lost."""
    import torch

    backend = load_backend(str(built("bart-bert")))
    ids = [12, *backend._tokenizer("临江", add_special_tokens=False)["input_ids"]]
    lost = torch.tensor([[*ids, backend._tokenizer.unk_token_id, 12], [*ids, 12, 0]])
    assert [one.text for one in backend._candidates(lost, "临江")] == ["临江"]


def test_an_answer_cut_off_by_its_length_keeps_whole_sentences_only(built):
    import torch

    backend = load_backend(str(built("bart-bert")))
    ids = backend._tokenizer("会议召开。市委", add_special_tokens=False)["input_ids"]
    [candidate] = backend._candidates(torch.tensor([[12, *ids]]), "会议召开。")
    assert candidate.text == "会议召开。"
    assert not candidate.confident


@pytest.mark.parametrize("family", ["mt5", "bart-bert"])
def test_int8_models_generate(built, family):
    backend = load_backend(str(built(family)), dtype="int8")
    assert len(backend.generate([Request(tiny_models.REPORT[:100], "summary", 60)])) == 1
    assert "qint8" in str(next(m for m in backend._model.modules() if "quantized" in str(type(m)).lower()))


def test_the_version_changes_with_files_and_settings(copied):
    folder = copied("mt5")
    versions = {load_backend(str(folder)).version, load_backend(f"{folder}?beams=2").version}
    (folder / "summarizer.toml").write_text("max_source_tokens = 300")
    versions.add(load_backend(str(folder)).version)
    assert len(versions) == 3
