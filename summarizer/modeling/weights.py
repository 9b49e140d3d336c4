"""Where the weights of an embedded model lie, and how they are loaded: safetensors, local files only."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from summarizer.errors import ModelLoadError, ModelNotFoundError

if TYPE_CHECKING:
    import sentencepiece

    from summarizer.modeling.network import CopySeq2SeqNetwork

DEFAULT_MODEL = "zh-news-small-v3"
WEIGHTS_FILE = "model.safetensors"
VOCABULARY_FILE = "spiece.model"
METADATA_FILE = "metadata.json"

_PACKAGE = Path(__file__).resolve().parent.parent


def model_folders() -> tuple[Path, Path]:
    """Where named models are looked for: inside the wheel, then in the checkout."""
    return _PACKAGE / "_models", _PACKAGE.parent / "models"


def available_models() -> list[str]:
    """Names of the embedded models found on this machine, sorted."""
    return sorted(
        {file.parent.name for folder in model_folders() for file in folder.glob(f"*/{WEIGHTS_FILE}")}
    )


def find_model(name: str = DEFAULT_MODEL) -> Path:
    """The folder of the model called `name`: an existing folder, the wheel's, or the checkout's.

    Never a download: a mistyped path must not turn into one.

    Raises:
        ModelNotFoundError: Naming every place tried and the models there are.
    """
    tried = [Path(name).expanduser(), *(folder / name for folder in model_folders())]
    for folder in tried:
        if (folder / WEIGHTS_FILE).is_file() and (folder / "config.json").is_file():
            return folder
    found = ", ".join(available_models()) or "none"
    places = "; ".join(str(folder) for folder in tried)
    raise ModelNotFoundError(
        f"There is no model {name!r} with {WEIGHTS_FILE} and config.json. Looked in: {places}. "
        f"Models available here: {found}. A model of the hub is asked for as hf:{name}."
    )


def read_metadata(folder: Path) -> dict[str, Any]:
    """The model's `metadata.json`; empty where there is none."""
    path = folder / METADATA_FILE
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def source_pieces(folder: Path) -> int:
    """Pieces of a text that the model reads, by its `config.json`.

    Raises:
        ModelLoadError: The configuration cannot be read, or does not say it.
    """
    try:
        return int(json.loads((folder / "config.json").read_text(encoding="utf-8"))["max_source_pieces"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelLoadError(f"The configuration of the model in {folder} cannot be read: {error}") from error


def read_version(folder: Path) -> str:
    """Twelve characters that change with any file of the model that shapes its outputs.

    "unversioned" where the metadata holds no digests.
    """
    digests = read_metadata(folder).get("sha256", {})
    listed = " ".join(f"{name}:{digests[name]}" for name in sorted(digests))
    return hashlib.sha256(listed.encode()).hexdigest()[:12] if digests else "unversioned"


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def verify(folder: Path) -> None:
    """Compare the model's files with the digests in the metadata.

    Raises:
        ModelLoadError: A file is missing or not the one that was released.
    """
    for name, expected in read_metadata(folder).get("sha256", {}).items():
        path = folder / name
        if not path.is_file() or digest(path) != expected:
            raise ModelLoadError(
                f"{path} differs from the digest in {METADATA_FILE}: the file is missing, damaged or was "
                "exchanged. Install the package again, or delete the digest if you retrained the model."
            )


def load_network(
    folder: Path, device: str = "cpu", bfloat16: bool = False
) -> tuple[CopySeq2SeqNetwork, sentencepiece.SentencePieceProcessor]:
    """Network in evaluation mode and the tokenizer's pieces.

    The same weights as a transformers model: `CopySeq2SeqForConditionalGeneration.from_pretrained(folder)`.
    Importing transformers costs more than everything else a first headline needs, so this does not.

    Args:
        folder: As found by :func:`find_model`.
        device: A torch device.
        bfloat16: Let the products of the layers compute in it; all else computes in float32.

    Raises:
        ModelLoadError: The folder's files cannot be used.
    """
    import sentencepiece
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    from summarizer.modeling.layers import products_in
    from summarizer.modeling.network import CopySeq2SeqNetwork, Shape

    verify(folder)
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / VOCABULARY_FILE))
        tensors = load_file(folder / WEIGHTS_FILE)
        # Drawing the random start costs little, and must not change what the caller draws.
        with torch.random.fork_rng(devices=[]):
            network = CopySeq2SeqNetwork(cast(Shape, SimpleNamespace(**config)))
        # On disk it is half precision, which processors without such arithmetic compute slowly.
        network.load_state_dict({name: tensor.float() for name, tensor in tensors.items()}, assign=True)
    except (OSError, ValueError, RuntimeError, KeyError, AttributeError, SafetensorError) as error:
        raise ModelLoadError(f"The model in {folder} cannot be loaded: {error}") from error
    if bfloat16:
        products_in(network, torch.bfloat16)
    return network.to(torch.device(device)).eval(), pieces
