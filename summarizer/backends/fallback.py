"""A second model that answers when a server does not, with every candidate saying so."""

import dataclasses
import logging
import threading
from collections.abc import Sequence

from summarizer.backends.base import Backend, Candidate, Request
from summarizer.backends.mapmerge import generate_long
from summarizer.datamodels import ModelInfo
from summarizer.errors import BackendUnavailableError, DeadlineError

logger = logging.getLogger(__name__)


class FallbackBackend:
    """``primary`` while it answers, else the model called ``fallback``.

    Candidates of the second model carry it as their ``origin``, so that the result can name the model
    that wrote it. A request the server refuses is an error as ever: only being down is no reason to fail.
    """

    def __init__(self, primary: Backend, fallback: str) -> None:
        self.name, self.version = primary.name, primary.version
        self.max_source_chars = primary.max_source_chars
        self.leads = primary.leads
        self.primary = primary
        self._fallback = fallback
        self._second: Backend | None = None
        self._lock = threading.Lock()

    def close(self) -> None:
        close = getattr(self.primary, "close", None)
        if close:
            close()

    def generate(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Candidates for each request, all from the same model.

        Raises:
            BackendError: the server refuses the request, or the second model fails too.
        """
        try:
            return self.primary.generate(requests)
        except (BackendUnavailableError, DeadlineError) as error:
            second = self._load()
            logger.warning("%s does not answer, %s writes instead: %s", self.name, second.name, error.message)
        origin = ModelInfo(f"{second.name} (fallback for {self.name})", second.version)
        return [
            [dataclasses.replace(one, origin=origin) for one in candidates]
            for candidates in generate_long(second, requests)
        ]

    def _load(self) -> Backend:
        from summarizer.backends.loading import load_backend

        with self._lock:
            if self._second is None:
                self._second = load_backend(self._fallback)
            return self._second
