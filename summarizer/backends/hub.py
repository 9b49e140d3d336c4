"""Model folders: where a hub model lies on this machine, and which of its weights may be read."""

from pathlib import Path

from summarizer.backends.settings import BackendSettings
from summarizer.errors import ModelLoadError, ModelNotFoundError

#: What is fetched of a hub model; pickled weights and code only when asked for by name.
FETCHED = ["*.json", "*.txt", "*.model", "*.jinja", "*.toml", "README.md", "*.safetensors"]


def hub_folder(identifier: str, settings: BackendSettings) -> Path:
    """The folder of the hub model ``owner/name`` in the local cache, fetched first if need be.

    A cached model is used without asking the network, so that the same files answer every day.

    Raises:
        ModelNotFoundError: not cached, and the network is off, down, or does not know the model.
    """
    import huggingface_hub
    from huggingface_hub import constants, errors

    if not identifier or identifier.count("/") > 1:
        raise ModelNotFoundError(f"hf:{identifier} is not a hub model; write hf:OWNER/NAME.")

    def snapshot(local: bool) -> Path:
        patterns = FETCHED + ["*.bin"] * settings.allow_pickle + ["*.py"] * settings.trust_remote_code
        return Path(
            huggingface_hub.snapshot_download(
                identifier, revision=settings.revision, allow_patterns=patterns, local_files_only=local
            )
        )

    try:
        folder = snapshot(local=True)
        if (folder / "config.json").is_file() and _weights(folder, "*.safetensors", "*.bin"):
            return folder
    except errors.HFValidationError as error:
        raise ModelNotFoundError(f"hf:{identifier} is not a hub model: {error}") from error
    except (errors.LocalEntryNotFoundError, OSError):
        pass
    reason = "the network is switched off"
    if not (settings.offline or constants.HF_HUB_OFFLINE):
        try:
            return snapshot(local=False)
        except Exception as error:  # the hub client lets the errors of its HTTP library through
            reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    revision = f" --revision {settings.revision}" if settings.revision else ""
    raise ModelNotFoundError(
        f"The hub model {identifier} is not in the cache {constants.HF_HUB_CACHE} ({reason}). "
        f"Fetch it where there is a network with: hf download {identifier}{revision} "
        '— or use the model "embedded", which needs none.'
    )


def check_weights(folder: Path, allow_pickle: bool) -> bool:
    """Whether the weights to read in ``folder`` are safetensors; they are always preferred.

    Raises:
        ModelLoadError: there are none, or only pickled ones that were not allowed by name.
    """
    if _weights(folder, "*.safetensors"):
        return True
    if not _weights(folder, "pytorch_model*.bin"):
        raise ModelLoadError(
            f"{folder} has no model*.safetensors. If its publisher offers only pickled weights "
            "and you trust him, add ?allow_pickle=true to the model."
        )
    if not allow_pickle:
        raise ModelLoadError(
            f"{folder} has only pickled weights (pytorch_model.bin), which can run code when they are read. "
            "Use a safetensors version of the model, or add ?allow_pickle=true if you trust its publisher."
        )
    return False


def _weights(folder: Path, *patterns: str) -> bool:
    return any(True for pattern in patterns for _ in folder.glob(pattern))
