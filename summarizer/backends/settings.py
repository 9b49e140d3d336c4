"""How a model is to be run: one frozen dataclass, and the reading of it from a model string.

``hf:google/mt5-small?dtype=bfloat16&beams=4`` is the model ``hf:google/mt5-small`` with two settings;
``openai:http://127.0.0.1:8000/v1?model=qwen&fallback=embedded`` a server's model with another two.
What comes with a model (see :mod:`summarizer.backends.profiles`) may not change these: whoever
publishes a model must not be able to switch on remote code or pickle for those who load it.
"""

import dataclasses
import typing
from typing import Any, Literal
from urllib.parse import parse_qsl

from summarizer.errors import InvalidOptionError

DType = Literal["auto", "float32", "bfloat16", "float16", "int8"]
Engine = Literal["torch", "ctranslate2"]


@dataclasses.dataclass(frozen=True, slots=True)
class BackendSettings:
    """Settings of one loaded model; those that a kind of model has no use for are ignored by it.

    Attributes:
        device: ``auto`` takes the first of CUDA, MPS and CPU that the machine has; else a torch device.
        dtype: number format of the weights; ``auto`` is bfloat16 where the device computes in it natively
            and float32 elsewhere; ``int8`` quantises the linear layers (CPU only).
        engine: what computes a local model: ``torch``, or ``ctranslate2``, several times as fast on a CPU
            (``pip install 'zh-news-summarizer[ctranslate2]'``).
        compile: compile the model with torch.compile (engine ``torch``); pays for long runs only.
        batch_tokens: most padded source tokens computed together.
        beams: beam width of encoder-decoder models; None for the model's own.
        max_source_tokens: longest source in tokens; None for what the model's configuration says.
        max_new_tokens: longest answer of a chat model in tokens, its thinking included.
        revision: branch, tag or commit of a hub model; None for the default branch.
        offline: never touch the network, even for ``hf:``.
        trust_remote_code: run Python code that comes with the model.
        allow_pickle: accept pickled weights (``pytorch_model.bin``) where there are no safetensors.
        profile: path of a TOML profile to use instead of the one next to the model.
        model: name of the model on an OpenAI-compatible server.
        key_env: environment variable that holds the server's key.
        concurrency: most requests in flight at a server.
        timeout: seconds for one answer of a server, all retries included.
        retries: how often a failed request is repeated before the server counts as down.
        stream: let the server send its answer piece by piece, for proxies that cut idle connections.
        fallback: model string of the model that answers when the server is down; None to fail.
        input_price, output_price: price of a million tokens, for the cost in the usage counts.
    """

    device: str = "auto"
    dtype: DType = "auto"
    engine: Engine = "torch"
    compile: bool = False
    batch_tokens: int = 8192
    beams: int | None = None
    max_source_tokens: int | None = None
    max_new_tokens: int = 2048
    revision: str | None = None
    offline: bool = False
    trust_remote_code: bool = False
    allow_pickle: bool = False
    profile: str | None = None
    model: str | None = None
    key_env: str = "OPENAI_API_KEY"
    concurrency: int = 4
    timeout: float = 120.0
    retries: int = 4
    stream: bool = False
    fallback: str | None = None
    input_price: float = 0.0
    output_price: float = 0.0

    def __post_init__(self) -> None:
        for name, known in (("dtype", typing.get_args(DType)), ("engine", typing.get_args(Engine))):
            if getattr(self, name) not in known:
                raise InvalidOptionError(
                    f"{name} must be one of {', '.join(known)}, not {getattr(self, name)!r}."
                )
        if self.compile and self.engine != "torch":
            raise InvalidOptionError(f"compile=true goes with engine=torch only, not with {self.engine}.")
        for name in (
            "batch_tokens",
            "beams",
            "max_source_tokens",
            "max_new_tokens",
            "concurrency",
            "timeout",
        ):
            value = getattr(self, name)
            if value is not None and value <= 0:
                raise InvalidOptionError(f"{name} must be above zero, not {value}.")
        if self.retries < 0:
            raise InvalidOptionError(f"retries must not be below zero, not {self.retries}.")

    def replace(self, **values: Any) -> "BackendSettings":
        """These settings with some changed.

        Raises:
            InvalidOptionError: an unknown name or a value out of range.
        """
        known = [field.name for field in dataclasses.fields(self)]
        for name in values:
            if name not in known:
                raise InvalidOptionError(
                    f"Unknown model setting {name!r}; the settings are {', '.join(known)}."
                )
        return dataclasses.replace(self, **values)

    def with_query(self, query: str) -> "BackendSettings":
        """These settings changed by a query string such as ``dtype=int8&beams=4``.

        Raises:
            InvalidOptionError: an unknown name, or a value that is not of the setting's type.
        """
        types = typing.get_type_hints(type(self))
        values = {}
        for name, text in parse_qsl(query, keep_blank_values=True):
            values[name] = _parse(name, text, types[name]) if name in types else text
        return self.replace(**values)


def split_model(model: str) -> tuple[str, str]:
    """A model string as the model itself and the query that carries its settings."""
    name, _, query = model.partition("?")
    return name, query


def _parse(name: str, text: str, kind: Any) -> Any:
    """``text`` as the setting's type; the first type of a union counts."""
    kind = next((part for part in typing.get_args(kind) if part in (int, float, str)), kind)
    if kind is bool:
        if text.lower() in {"1", "true", "yes", "on", ""}:
            return True
        if text.lower() in {"0", "false", "no", "off"}:
            return False
        raise InvalidOptionError(f"{name} must be true or false, not {text!r}.")
    if kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            raise InvalidOptionError(f"{name} must be a number, not {text!r}.") from None
    return text
