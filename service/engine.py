"""The models as the event loop sees them: loading, ready, draining or failed, and batches that run elsewhere."""

import time
from collections.abc import Sequence
from typing import Literal

import structlog

from service import inference
from service.logs import where
from service.metrics import Metrics
from service.outcomes import Outcome
from service.problems import Problem
from service.schemas import Document
from service.settings import Settings
from service.worker import Worker
from summarizer.errors import ModelNotFoundError, SummarizerError
from summarizer.options import SummaryOptions

log = structlog.get_logger(__name__)

State = Literal["loading", "ready", "draining", "failed"]


class Engine:
    """Runs batches in the one inference process.

    Attributes:
        state: ``ready`` only after every model has summarised a known article within its budgets.
        versions: version of each served model, default first; empty until they are loaded.
    """

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self.state: State = "loading"
        self.versions: dict[str, str] = {}
        self._specs = settings.model_specs
        self._settings = settings
        self._metrics = metrics
        self._worker = Worker(settings)
        metrics.watch("summarizer_inference", lambda: self._worker.pid)

    async def load(self) -> None:
        """Loads and warms up every model; the outcome is ``state``."""
        started = time.perf_counter()
        try:
            self.versions = await self._worker.call(inference.load, self._specs, self._settings.lexicon_path)
        except Exception as error:
            self.state = "failed"
            code = error.code if isinstance(error, SummarizerError) else "internal_error"
            log.error("model failed", code=code, reason=str(error), where=where(error))
            return
        if self.state == "loading":
            self.state = "ready"
            self._metrics.ready.set(1)
        log.info("ready", models=self.versions, seconds=round(time.perf_counter() - started, 2))

    def resolve(self, model: str | None) -> str:
        """The served model a request means.

        Raises:
            ModelNotFoundError: it is not served here.
        """
        if model is None:
            return next(iter(self._specs))
        if model not in self._specs:
            raise ModelNotFoundError(f"No model of that name is served; there are {', '.join(self._specs)}.")
        return model

    def require_ready(self) -> None:
        """Raises a 503 :class:`Problem` unless the service takes work."""
        if self.state == "loading":
            raise Problem(
                503, "loading", "The models are still loading; try again soon.", {"Retry-After": "5"}
            )
        if self.state == "draining":
            raise Problem(503, "draining", "This process is stopping; try another one.", {"Retry-After": "1"})
        if self.state == "failed":
            raise Problem(503, "model_failed", "The models could not be loaded; the service's log says why.")

    async def run(self, model: str, documents: Sequence[Document], options: SummaryOptions) -> list[Outcome]:
        """Outcome of each document, in order.

        Raises:
            BackendUnavailableError: the inference process died over it.
        """
        started = time.perf_counter()
        outcomes = await self._worker.call(
            inference.summarize, self._specs[model], documents, options, self._settings.max_document_chars
        )
        self._metrics.inference_seconds.labels(model).observe(time.perf_counter() - started)
        self._metrics.batch_documents.observe(len(documents))
        return outcomes

    def close(self) -> None:
        """Waits for the batch in work and ends the process."""
        self._worker.close()

    def kill(self) -> None:
        """Ends the process at once."""
        self._worker.kill()
