"""Where and in what number format a local model computes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from summarizer.backends.settings import BackendSettings
from summarizer.errors import InvalidOptionError, ModelLoadError

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedModel


def pick_device(name: str) -> "torch.device":
    """The torch device called ``name``; ``auto`` is the fastest kind this machine has.

    Raises:
        InvalidOptionError: torch knows no such device.
        ModelLoadError: the machine has none.
    """
    import torch

    if name == "auto":
        if torch.cuda.is_available():
            return torch.device("cuda")
        return torch.device("mps" if torch.backends.mps.is_available() else "cpu")
    try:
        device = torch.device(name)
    except RuntimeError as error:
        raise InvalidOptionError(f"device must be auto, cpu, cuda or cuda:N, not {name!r}.") from error
    available: dict[str, Callable[[], bool]] = {
        "cuda": torch.cuda.is_available,
        "mps": torch.backends.mps.is_available,
    }
    if device.type in available and not available[device.type]():
        raise ModelLoadError(f"This machine has no {device.type} device for the model; use device=cpu.")
    return device


def pick_dtype(settings: BackendSettings, device: "torch.device") -> "torch.dtype":
    """The number format to load the weights in; int8 starts from float32.

    Raises:
        InvalidOptionError: int8 on anything but a CPU.
    """
    import torch

    if settings.dtype == "int8":
        if device.type != "cpu":
            raise InvalidOptionError(f"dtype=int8 works on a CPU only, not on {device.type}; use bfloat16.")
        return torch.float32
    if settings.dtype == "auto":
        return torch.bfloat16 if _computes_bfloat16(device) else torch.float32
    return {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}[settings.dtype]


def _computes_bfloat16(device: "torch.device") -> bool:
    """Whether the device multiplies bfloat16 itself; emulated, it is slower than float32."""
    import torch

    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    if device.type == "cpu":
        # Older torch cannot tell; it then stays with float32.
        capabilities: dict[str, Any] = getattr(torch.cpu, "get_capabilities", dict)()
        return bool(capabilities.get("amx_bf16") or capabilities.get("avx512_bf16"))
    return False


def prepare(model: "PreTrainedModel", settings: BackendSettings, device: "torch.device") -> "PreTrainedModel":
    """The model on its device, without gradients, quantised and compiled as the settings ask."""
    import warnings

    import torch

    model = model.to(device).eval().requires_grad_(False)  # type: ignore[arg-type]
    if settings.dtype == "int8":
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # torch announces a successor in another package
            quantize: Any = torch.ao.quantization.quantize_dynamic
            model = quantize(model, {torch.nn.Linear}, dtype=torch.qint8)
    if settings.compile:
        model.forward = torch.compile(model.forward, dynamic=True)
    return model
