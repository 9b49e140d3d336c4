"""What a model itself says about how it wants to be used.

Read from the model's own configuration, and over that from a small TOML file next to its weights::

    # summarizer.toml
    licence = "apache-2.0"
    tokenizer = "jieba-bert"        # auto, jieba-bert
    max_source_tokens = 1024
    source_language = "zh_CN"       # language tokens of mBART and its kin
    target_language = "zh_CN"
    [prefix]                        # put before the source; a bare string serves every task
    headline = "生成标题："
    summary = "生成摘要："
    [generation]                    # passed to transformers' GenerationConfig
    num_beams = 4
    no_repeat_ngram_size = 4
    [golden]                        # one sentence and the token ids it must give
    text = "临江市召开科技创新大会。"
    ids = [259, 10, 3]

A profile comes with the model, so it can neither switch on remote code nor pickle.
"""

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from summarizer.backends.base import Task
from summarizer.errors import ModelLoadError

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib  # type: ignore[no-redef, import-not-found]

PROFILE_NAME = "summarizer.toml"
TASKS: tuple[Task, ...] = ("headline", "keypoint", "summary")


@dataclasses.dataclass(frozen=True, slots=True)
class Golden:
    """A sentence and the token ids that the right tokenizer gives for it."""

    text: str
    ids: tuple[int, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Profile:
    """How one model wants to be used.

    Attributes:
        licence: SPDX name as its publisher states it, or None where nothing says so.
        tokenizer: ``jieba-bert`` for a BERT vocabulary with jieba words (Randeng-Pegasus, T5-PEGASUS).
        prefix: text put before the source, for each task.
        source_language, target_language: language tokens, or None.
        max_source_tokens: longest source in tokens, or None when only the configuration knows.
        generation: values over the model's own generation configuration.
        golden: pairs tokenizer and model exactly, where the publisher provides it.
    """

    licence: str | None = None
    tokenizer: Literal["auto", "jieba-bert"] = "auto"
    prefix: Mapping[Task, str] = dataclasses.field(default_factory=lambda: dict.fromkeys(TASKS, ""))
    source_language: str | None = None
    target_language: str | None = None
    max_source_tokens: int | None = None
    generation: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    golden: Golden | None = None


def read_profile(folder: Path, config: Mapping[str, Any], path: str | None = None) -> Profile:
    """The profile of the model in ``folder``.

    Args:
        folder: the model's folder in transformers layout.
        config: its ``config.json``.
        path: a profile to read instead of the folder's own.

    Raises:
        ModelLoadError: the profile cannot be read, or has an unknown name or a value of the wrong type.
    """
    profile = _from_config(folder, config)
    file = Path(path) if path else folder / PROFILE_NAME
    if path is None and not file.is_file():
        return profile
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
        return dataclasses.replace(profile, **_checked(values))
    except (OSError, tomllib.TOMLDecodeError, TypeError, ValueError) as error:
        raise ModelLoadError(f"The model profile {file} cannot be used: {error}") from error


def _from_config(folder: Path, config: Mapping[str, Any]) -> Profile:
    """What transformers' own files say; the summarization task of older configurations included."""
    task = (config.get("task_specific_params") or {}).get("summarization") or {}
    prefix = config.get("prefix") or task.get("prefix") or ""
    generation = {key: value for key, value in task.items() if key in _GENERATION_FROM_TASK}
    # A BERT vocabulary under Pegasus or T5 is the Chinese re-training with jieba words; transformers 5
    # would make an empty SentencePiece vocabulary of it.
    chinese_bert = config.get("model_type") in {"pegasus", "t5", "mt5"} and not any(
        (folder / name).is_file() for name in ("tokenizer.json", "spiece.model", "sentencepiece.model")
    )
    languages = _LANGUAGES.get(str(config.get("model_type")), (None, None))
    return Profile(
        licence=_licence(folder, config),
        tokenizer="jieba-bert" if chinese_bert and (folder / "vocab.txt").is_file() else "auto",
        prefix=dict.fromkeys(TASKS, prefix),
        source_language=languages[0],
        target_language=languages[1],
        generation=generation,
    )


_GENERATION_FROM_TASK = {
    "num_beams",
    "no_repeat_ngram_size",
    "length_penalty",
    "repetition_penalty",
    "early_stopping",
}

#: Language tokens of multilingual families, Chinese to Chinese.
_LANGUAGES: dict[str, tuple[str, str]] = {
    "mbart": ("zh_CN", "zh_CN"),
    "m2m_100": ("zh", "zh"),
}


def _licence(folder: Path, config: Mapping[str, Any]) -> str | None:
    """The licence named in the configuration or in the front matter of the model card."""
    if isinstance(config.get("license"), str):
        return str(config["license"])
    card = folder / "README.md"
    if card.is_file():
        lines = card.read_text(encoding="utf-8", errors="replace").splitlines()
        if lines and lines[0].strip() == "---":
            for line in lines[1:]:
                if line.strip() == "---":
                    break
                if line.startswith("license:"):
                    return line.removeprefix("license:").strip().strip("\"'") or None
    return None


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    """TOML values as constructor arguments of :class:`Profile`.

    Raises:
        ValueError: an unknown name or a value of the wrong type.
    """
    known = {field.name for field in dataclasses.fields(Profile)}
    unknown = sorted(set(values) - known)
    if unknown:
        raise ValueError(f"unknown name {unknown[0]!r}; the names are {', '.join(sorted(known))}")
    checked = dict(values)
    for name in ("licence", "source_language", "target_language"):
        if name in values and not isinstance(values[name], str):
            raise ValueError(f"{name} must be text")
    if values.get("tokenizer", "auto") not in {"auto", "jieba-bert"}:
        raise ValueError("tokenizer must be auto or jieba-bert")
    if "max_source_tokens" in values and not (
        isinstance(values["max_source_tokens"], int) and values["max_source_tokens"] > 0
    ):
        raise ValueError("max_source_tokens must be a whole number above zero")
    if "prefix" in values:
        prefix = values["prefix"]
        prefix = dict.fromkeys(TASKS, prefix) if isinstance(prefix, str) else prefix
        if not isinstance(prefix, dict) or not set(prefix) <= set(TASKS):
            raise ValueError(f"prefix must be text, or a table of {', '.join(TASKS)}")
        checked["prefix"] = dict.fromkeys(TASKS, "") | prefix
    if "generation" in values and not isinstance(values["generation"], dict):
        raise ValueError("generation must be a table")
    if "golden" in values:
        golden = values["golden"]
        checked["golden"] = Golden(text=str(golden["text"]), ids=tuple(int(token) for token in golden["ids"]))
    return checked
