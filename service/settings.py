"""Every setting of the service, from environment variables; the table in ``docs/service.md`` is made here."""

import ipaddress
import os
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "SUMMARIZER_"
MIB = 1024 * 1024


class ConfigurationError(Exception):
    """The settings contradict each other or are unsafe; the message says which variable to change."""


def _default_database() -> str:
    state = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    return f"sqlite:///{Path(state).expanduser() / 'summarizer' / 'jobs.sqlite3'}"


class Settings(BaseSettings):
    """One field per environment variable ``SUMMARIZER_<FIELD>``."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    host: str = Field(default="127.0.0.1", description="Address to listen on; a public one needs API keys.")
    port: int = Field(default=8080, ge=0, le=65535, description="Port to listen on; 0 picks a free one.")

    models: Annotated[tuple[str, ...], NoDecode] = Field(
        default=("embedded", "extractive"),
        description="Models to serve, separated by commas, the default first. `NAME=SPEC` serves the model "
        "`SPEC` under another name, for example `qwen=openai:http://127.0.0.1:8000/v1?model=qwen`.",
    )
    lexicon: Path | None = Field(default=None, description="House lexicon (TOML or CSV) of every fact check.")

    api_keys: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="API keys as `NAME:SHA256`, separated by commas; see `python -m service.keys NAME`.",
    )
    api_keys_file: Path | None = Field(
        default=None, description="File with one `NAME:SHA256` a line; `#` starts a comment."
    )
    metrics_open: bool = Field(
        default=False, description="Serve `/metrics` without an API key even when keys are set."
    )
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Origins whose pages may call the API, separated by commas; none by default."
    )

    batch_window_ms: float = Field(
        default=10, ge=0, le=20, description="Longest wait of a lone request for company, in milliseconds."
    )
    batch_documents: int = Field(default=16, ge=1, le=256, description="Most documents run together.")
    batch_chars: int = Field(
        default=32_768, ge=1_000, description="Most characters run together: documents × longest document."
    )
    queue_documents: int = Field(
        default=256, ge=1, description="Documents that may wait; more are answered with 429."
    )
    queue_seconds: float = Field(
        default=20, gt=0, description="Longest expected wait in the queue; beyond it 429 is answered."
    )
    deadline_seconds: float = Field(
        default=60, gt=0, description="Longest time for one request; `X-Deadline-Seconds` may ask for less."
    )
    grace_seconds: float = Field(
        default=30, gt=0, description="After SIGTERM, time to finish what has been accepted."
    )

    max_body_bytes: int = Field(default=8 * MIB, ge=1024, description="Largest JSON request body, in bytes.")
    max_document_chars: int = Field(default=200_000, ge=100, description="Longest document, in characters.")
    max_upload_bytes: int = Field(default=256 * MIB, ge=1024, description="Largest archive upload, in bytes.")
    max_upload_expanded_bytes: int = Field(
        default=2048 * MIB, ge=1024, description="Most bytes an uploaded archive may unpack to."
    )
    max_upload_documents: int = Field(default=100_000, ge=1, description="Most documents in one job.")
    max_active_jobs: int = Field(
        default=100, ge=1, description="Unfinished jobs per API key; more are answered with 429."
    )

    database_url: str = Field(
        default_factory=_default_database,
        description="Where jobs live: `sqlite:///PATH`, or `postgresql://USER:PASSWORD@HOST/NAME`, "
        "which several service processes may share.",
    )
    job_lease_seconds: float = Field(
        default=15, ge=0.5, description="Seconds after a crash until its documents are taken up again."
    )
    job_retention_hours: float = Field(
        default=72, gt=0, description="Jobs and their results are deleted this long after they end."
    )

    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least severe log line."
    )
    log_format: Literal["json", "console"] = Field(
        default="json", description="One JSON object a line, or for reading."
    )

    @field_validator("models", "api_keys", "cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("models")
    @classmethod
    def _has_models(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value:
            raise ValueError("name at least one model")
        names = [model_name(entry) for entry in value]
        if len(set(names)) != len(names):
            raise ValueError("each model needs a name of its own")
        return value

    @property
    def model_specs(self) -> dict[str, str]:
        """What each served model's name stands for, default first."""
        return {model_name(entry): _NAMED.sub("", entry) for entry in self.models}

    @property
    def lexicon_path(self) -> str | None:
        return str(self.lexicon) if self.lexicon else None

    @property
    def default_model(self) -> str:
        return model_name(self.models[0])


_NAMED = re.compile(r"^[\w.-]+=")


def model_name(entry: str) -> str:
    """``qwen`` of ``qwen=openai:http://…``; the entry itself when it is not named."""
    match = _NAMED.match(entry)
    return match.group()[:-1] if match else entry


def load_settings() -> Settings:
    """Settings from the environment.

    Raises:
        ConfigurationError: a variable cannot be used; names every such variable.
    """
    try:
        return Settings()
    except ValidationError as error:
        lines = [
            f"{PREFIX}{'_'.join(str(part) for part in problem['loc'][:1]).upper()}: {problem['msg']}"
            for problem in error.errors()
        ]
        raise ConfigurationError("The service cannot start:\n" + "\n".join(lines)) from None


def unknown_variables() -> list[str]:
    """Variables that look like settings but are none: most likely misspelt."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} | {f"{PREFIX}DEBUG"}
    return sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)


def is_public(host: str) -> bool:
    """Whether others than this machine can reach ``host``; names but localhost count as public."""
    if host == "localhost":
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return True


def markdown_table() -> str:
    """The settings table of ``docs/service.md``."""
    rows = ["| Variable | Default | Meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = field.default
        if name == "database_url":
            text = "`sqlite:///~/.local/state/summarizer/jobs.sqlite3`"
        elif isinstance(default, tuple):
            text = f"`{','.join(default)}`" if default else "none"
        else:
            text = (
                "none"
                if default is None
                else f"`{str(default).lower() if isinstance(default, bool) else default}`"
            )
        rows.append(f"| `{PREFIX}{name.upper()}` | {text} | {field.description} |")
    return "\n".join(rows)


def main() -> None:
    """Writes the settings table into ``docs/service.md`` of the checkout."""
    path = Path(__file__).parents[1] / "docs" / "service.md"
    before, rest = path.read_text("utf-8").split(_TABLE_START)
    after = rest.split(_TABLE_END)[1]
    path.write_text(f"{before}{_TABLE_START}\n{markdown_table()}\n{_TABLE_END}{after}", "utf-8")


_TABLE_START = "<!-- settings: made by `python -m service.settings` -->"
_TABLE_END = "<!-- end of settings -->"

if __name__ == "__main__":
    main()
