"""From a model string to a backend; heavy libraries load only for the kind of model that needs them.

==============================  ======================================================================
``embedded``                    the model that ships with the library (or one of its versions by name)
``extractive``                  no weights at all
``./folder``                    a local folder in transformers layout
``hf:OWNER/NAME``               the hub, and only with the prefix: a mistyped path never becomes a download
``openai:BASE_URL?model=NAME``  an OpenAI-compatible server
==============================  ======================================================================

``?name=value`` after a model sets one of :class:`summarizer.backends.settings.BackendSettings`.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from summarizer.backends.base import Backend
from summarizer.backends.hub import check_weights, hub_folder
from summarizer.backends.profiles import read_profile
from summarizer.backends.settings import BackendSettings, split_model
from summarizer.errors import BackendError, ModelLoadError, ModelNotFoundError, SummarizerError

#: ``model_type`` in the configuration of the library's own architecture.
EMBEDDED_TYPE = "copy-seq2seq"


def load_backend(model: str, **settings: Any) -> Backend:
    """The backend for a model string.

    Args:
        model: see the table above.
        settings: fields of :class:`BackendSettings`; those in the model string win.

    Raises:
        ModelNotFoundError: there is no such model; names the places tried and the models there are.
        ModelLoadError: the model is there but cannot be used, with the reason.
        InvalidOptionError: an unknown setting or a value out of range.
        MissingDependencyError: the kind of model needs a library that is not installed.
    """
    options = BackendSettings().replace(**settings)
    if model.startswith("openai:"):
        from summarizer.backends.openai import open_server

        base_url, query = split_model(model.removeprefix("openai:"))
        return open_server(base_url, options.with_query(query))
    if model.startswith("hf:"):
        identifier, query = split_model(model.removeprefix("hf:"))
        options = options.with_query(query)
        return load_folder(hub_folder(identifier, options), options, name=identifier)
    if model == "extractive":
        from summarizer.backends.extractive import ExtractiveBackend

        return ExtractiveBackend()
    name, query = (model, "") if Path(model).expanduser().is_dir() else split_model(model)
    options = options.with_query(query)
    folder = _find(name)
    if _config(folder).get("model_type") == EMBEDDED_TYPE:
        from summarizer.backends.embedded import EmbeddedBackend

        return EmbeddedBackend(folder, dtype=options.dtype)
    return load_folder(folder, options)


def load_folder(folder: Path, settings: BackendSettings, name: str | None = None) -> Backend:
    """The encoder-decoder or chat model in a folder of transformers layout, its tokenizer verified.

    Raises:
        ModelLoadError: files are missing or broken, tokenizer and weights do not belong together, or the
            model needs its own code or pickle and neither was allowed by name.
    """
    config = _config(folder)
    if not config:
        raise ModelLoadError(
            f"{folder} has no config.json; a model folder has the layout of save_pretrained."
        )
    profile = read_profile(folder, config, settings.profile)
    safetensors = check_weights(folder, settings.allow_pickle)

    import torch
    from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForSeq2SeqLM

    from summarizer.backends.device import pick_device, pick_dtype, prepare
    from summarizer.backends.local import LoadedModel
    from summarizer.backends.pairing import check_pairing
    from summarizer.backends.tokenization import load_tokenizer

    device = pick_device(settings.device)
    local: dict[str, Any] = {"local_files_only": True, "trust_remote_code": settings.trust_remote_code}
    try:
        parsed = AutoConfig.from_pretrained(folder, **local)
        kind: Any = AutoModelForSeq2SeqLM if parsed.is_encoder_decoder else AutoModelForCausalLM
        loaded, report = kind.from_pretrained(
            folder,
            dtype=torch.float32 if settings.engine == "ctranslate2" else pick_dtype(settings, device),
            use_safetensors=safetensors,
            output_loading_info=True,
            **local,
        )
    except SummarizerError:
        raise
    except Exception as error:  # transformers raises whatever the file at fault makes some library raise
        if "trust_remote_code" in str(error):
            raise ModelLoadError(_remote_code(folder)) from error
        raise ModelLoadError(f"The model in {folder} cannot be loaded: {error}") from error
    missing = sorted(report["missing_keys"])
    if missing:
        # transformers fills them with random numbers and only warns.
        raise ModelLoadError(
            f"The weights in {folder} are incomplete: {len(missing)} missing, {missing[0]} first."
        )
    tokenizer = load_tokenizer(folder, config, profile, settings.trust_remote_code)
    rows = loaded.get_input_embeddings().weight.shape[0]
    check_pairing(tokenizer, parsed, rows, profile.golden, str(folder))
    try:
        if settings.engine == "ctranslate2":
            from summarizer.backends.ctranslate2_model import convert

            prepared: Any = convert(loaded.to(device).eval(), tokenizer, settings, str(folder))
        else:
            prepared = prepare(loaded, settings, device)
    except (RuntimeError, torch.OutOfMemoryError) as error:
        raise BackendError(f"The model in {folder} does not fit {device}: {error}") from error
    shown = name or folder.resolve().name
    ready = LoadedModel(prepared, tokenizer, profile, settings, shown, _version(folder, settings))
    if parsed.is_encoder_decoder:
        from summarizer.backends.seq2seq import Seq2SeqBackend

        return Seq2SeqBackend(ready)
    from summarizer.backends.causal import CausalBackend

    return CausalBackend(ready)


def _find(name: str) -> Path:
    """The folder that ``name`` is, or the one of the library's own models with that name."""
    from summarizer.modeling.weights import find_model

    if name == "embedded":
        return find_model()
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder
    try:
        return find_model(name)
    except ModelNotFoundError as error:
        raise ModelNotFoundError(
            f"{error.message} Beside these there is extractive, which needs no weights; a model server "
            "is written openai:BASE_URL?model=NAME."
        ) from error


def _config(folder: Path) -> dict[str, Any]:
    file = folder / "config.json"
    if not file.is_file():
        return {}
    try:
        config = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ModelLoadError(f"{file} is not JSON: {error}") from error
    return config if isinstance(config, dict) else {}


def _remote_code(folder: Path) -> str:
    return (
        f"The model in {folder} runs Python code of its publisher. "
        "Read that code, then add ?trust_remote_code=true to the model if you trust it."
    )


def _version(folder: Path, settings: BackendSettings) -> str:
    """Twelve digits that change with the model's files, their format and the settings of generation.

    Weights count by their size and the two ends of each file: reading gigabytes at each start for a
    version would cost more than it is worth.
    """
    how = f"{settings.engine} {settings.dtype} {settings.beams} {settings.max_source_tokens}"
    digest = hashlib.sha256(how.encode())
    if settings.profile:
        digest.update(Path(settings.profile).read_bytes())
    for file in sorted(folder.iterdir()):
        if file.suffix in {".json", ".txt", ".model", ".toml", ".jinja"}:
            digest.update(file.read_bytes())
        elif file.suffix in {".safetensors", ".bin"}:
            with file.open("rb") as stream:
                head = stream.read(1 << 20)
                size = stream.seek(0, 2)
                stream.seek(max(0, size - (1 << 20)))
                digest.update(f"{file.name} {size}".encode() + head + stream.read())
    return digest.hexdigest()[:12]
