"""Structured logs: lengths, hashes and codes, never article text."""

import contextlib
import hashlib
import logging
import sys
import traceback
from typing import TextIO, cast

import structlog

from service.settings import Settings


def configure(settings: Settings) -> None:
    """Sends the service's and uvicorn's lines to standard error in one format."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    level = getattr(logging, settings.log_level.upper())
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(cast(TextIO, _Stderr())),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(processors=[_plain, renderer], foreign_pre_chain=shared)
    )
    for name in ("uvicorn", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers = [handler] if name == "uvicorn" else []
        logger.setLevel(max(level, logging.INFO))
        logger.propagate = name != "uvicorn"
    # Its lines carry query strings; ours say the same without them.
    logging.getLogger("uvicorn.access").disabled = True


class _Stderr:
    """Standard error that never fails: when whoever reads the log is gone, the service goes on."""

    def write(self, text: str) -> int:
        with contextlib.suppress(OSError):
            return sys.stderr.write(text)
        return 0

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            sys.stderr.flush()


def _plain(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    event.pop("color_message", None)
    return structlog.stdlib.ProcessorFormatter.remove_processors_meta(None, "", event)


def digest(text: str | bytes) -> str:
    """Twelve hexadecimal digits that tell two texts apart in a log without showing either."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return hashlib.sha256(data).hexdigest()[:12]


def where(error: BaseException) -> list[str]:
    """The code lines an error came through. Its message is left out: it may quote the article."""
    return [
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
    ]
