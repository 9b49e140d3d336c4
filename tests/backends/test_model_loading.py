import contextlib
import json
import subprocess
import sys

import pytest
import tiny_models

from summarizer.backends import load_backend
from summarizer.errors import (
    InvalidOptionError,
    ModelLoadError,
    ModelNotFoundError,
)


def test_importing_the_backends_loads_no_heavy_library():
    code = (
        "import sys, summarizer.backends\n"
        "heavy = 'torch', 'transformers', 'httpx', 'jieba', 'huggingface_hub'\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


@pytest.fixture
def hub(tmp_path, monkeypatch):
    """An empty hub cache, and no way to the hub itself."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    return tmp_path / "hub"


@pytest.mark.parametrize("family", ["mt5", "qwen-chat"])
def test_a_cached_hub_model_loads_offline(hub, copied, family):
    tiny_models.as_hub_snapshot(copied(family), hub, "newsroom/tiny")
    backend = load_backend("hf:newsroom/tiny?beams=2")
    assert backend.name == "newsroom/tiny"


def test_a_missing_hub_model_names_the_command_and_the_folder(hub):
    with pytest.raises(ModelNotFoundError) as caught:
        load_backend("hf:newsroom/absent?revision=v2")
    assert "hf download newsroom/absent --revision v2" in caught.value.message
    assert str(hub) in caught.value.message
    assert '"embedded"' in caught.value.message


def test_half_a_snapshot_is_not_taken_for_a_model(hub, copied):
    folder = copied("mt5")
    (folder / "model.safetensors").unlink()
    tiny_models.as_hub_snapshot(folder, hub, "newsroom/half")
    with pytest.raises(ModelNotFoundError, match="hf download newsroom/half"):
        load_backend("hf:newsroom/half")


@pytest.mark.parametrize("name", ["hf:", "hf:a/b/c", "hf:../etc"])
def test_what_is_no_hub_name_is_said_so(hub, name):
    with pytest.raises(ModelNotFoundError, match="hub model"):
        load_backend(name)


@pytest.mark.parametrize("model", ["google/mt5-small", "./mt5-smal", "mt5"])
def test_a_mistyped_path_is_an_error_never_a_download(monkeypatch, model):
    import huggingface_hub

    monkeypatch.setattr(huggingface_hub, "snapshot_download", lambda *_, **__: pytest.fail("asked the hub"))
    with pytest.raises(ModelNotFoundError) as caught:
        load_backend(model)
    assert "Looked in" in caught.value.message
    assert "extractive" in caught.value.message


def test_the_embedded_model_loads_by_name_and_by_folder(tmp_path, monkeypatch):
    from summarizer.backends.embedded import EmbeddedBackend
    from summarizer.modeling.weights import available_models, find_model

    if not available_models():
        pytest.skip("no embedded model in this checkout")
    # A folder of that name where the user happens to be is not the model.
    monkeypatch.chdir(tmp_path)
    (tmp_path / "embedded").mkdir()
    for name in ("embedded", str(find_model()), find_model().name):
        assert isinstance(load_backend(name), EmbeddedBackend)


def test_a_home_relative_folder_is_found(copied, monkeypatch):
    folder = copied("mt5")
    monkeypatch.setenv("HOME", str(folder.parent))
    assert load_backend("~/mt5?beams=2").name == "mt5"


def test_a_folder_that_is_no_model_is_refused(tmp_path):
    with pytest.raises(ModelLoadError, match=r"config\.json"):
        load_backend(str(tmp_path))
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(ModelLoadError, match="not JSON"):
        load_backend(str(tmp_path))


def test_pickled_weights_are_refused_unless_asked_for(copied):
    import torch
    from safetensors.torch import load_file

    folder = copied("mt5")
    torch.save(load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    with pytest.raises(ModelLoadError, match="allow_pickle=true"):
        load_backend(str(folder))
    assert load_backend(f"{folder}?allow_pickle=true").name == "mt5"


def test_safetensors_win_over_a_pickle_beside_them(copied, monkeypatch):
    import torch

    folder = copied("mt5")
    (folder / "pytorch_model.bin").write_bytes(b"not a pickle")
    monkeypatch.setattr(torch, "load", lambda *_, **__: pytest.fail("read a pickle"))
    assert load_backend(f"{folder}?allow_pickle=true").name == "mt5"


def test_code_of_a_model_runs_only_when_asked_for(copied, tmp_path):
    folder = copied("mt5")
    witness = tmp_path / "ran"
    (folder / "evil.py").write_text(
        f"open({str(witness)!r}, 'w').close()\n"
        "from transformers import T5Config\nclass Evil(T5Config): pass\n"
    )
    config = json.loads((folder / "config.json").read_text())
    config |= {"model_type": "evil", "auto_map": {"AutoConfig": "evil.Evil"}}
    (folder / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelLoadError, match="trust_remote_code=true"):
        load_backend(str(folder))
    assert not witness.exists()


def test_code_of_a_tokenizer_runs_only_when_asked_for(copied, tmp_path):
    folder = copied("bart-bert")
    witness = tmp_path / "ran"
    (folder / "evil.py").write_text(
        f"open({str(witness)!r}, 'w').close()\nfrom transformers import BertTokenizer as Evil\n"
    )
    config = json.loads((folder / "tokenizer_config.json").read_text())
    config |= {"tokenizer_class": "Evil", "auto_map": {"AutoTokenizer": ["evil.Evil", "evil.Evil"]}}
    (folder / "tokenizer_config.json").write_text(json.dumps(config))
    with contextlib.suppress(ModelLoadError):
        load_backend(str(folder))
    assert not witness.exists()


@pytest.mark.parametrize(
    "query",
    ["dtype=int4", "beams=many", "beams=0", "device=abacus", "speed=high", "compile=perhaps"],
)
def test_settings_are_checked(built, query):
    with pytest.raises(InvalidOptionError):
        load_backend(f"{built('mt5')}?{query}")


def test_a_device_the_machine_lacks_is_named(built):
    import torch

    if torch.cuda.is_available():
        pytest.skip("this machine has a GPU")
    with pytest.raises(ModelLoadError, match="device=cpu"):
        load_backend(f"{built('mt5')}?device=cuda")


def test_a_model_without_a_chat_template_is_no_chat_model(copied):
    folder = copied("qwen-chat")
    (folder / "chat_template.jinja").unlink()
    with pytest.raises(ModelLoadError, match="chat template"):
        load_backend(str(folder))
