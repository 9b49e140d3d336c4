"""The one inference worker: a thread that owns the models. Nothing else touches them."""

import asyncio
import dataclasses
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Literal, TypeVar

import structlog

from service.examples import ARTICLE
from service.logs import where
from service.metrics import Metrics
from service.problems import Problem
from service.schemas import Document
from summarizer.datamodels import Article, Summary, article_from_dict
from summarizer.errors import BackendError, ModelNotFoundError, SummarizerError, TooLongError
from summarizer.options import SummaryOptions

if TYPE_CHECKING:
    from summarizer import Summarizer

log = structlog.get_logger(__name__)

T = TypeVar("T")
Outcome = Summary | SummarizerError
State = Literal["loading", "ready", "draining", "failed"]


class Engine:
    """Loads the served models and runs batches, all on one thread, so that the event loop never waits.

    Attributes:
        state: ``ready`` only after every model has summarised a known article within its budgets.
        failure: why the models could not be loaded, when ``state`` is ``failed``.
    """

    def __init__(self, specs: dict[str, str], max_document_chars: int, metrics: Metrics) -> None:
        self.state: State = "loading"
        self.failure: SummarizerError | None = None
        self._specs = specs
        self._max_document_chars = max_document_chars
        self._metrics = metrics
        self._models: dict[str, Summarizer] = {}
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="inference")

    @property
    def versions(self) -> dict[str, str]:
        """Version of each served model, default first."""
        return {name: model.model.version for name, model in self._models.items()}

    async def load(self) -> None:
        """Loads and warms up every model; the outcome is ``state``."""
        started = time.perf_counter()
        try:
            await self._call(self._load)
        except Exception as error:
            self.failure = (
                error if isinstance(error, SummarizerError) else BackendError("The model failed to load.")
            )
            self.state = "failed"
            log.error("model failed", code=self.failure.code, reason=str(error), where=where(error))
            return
        if self.state == "loading":
            self.state = "ready"
            self._metrics.ready.set(1)
        log.info("ready", models=self.versions, seconds=round(time.perf_counter() - started, 2))

    def _load(self) -> None:
        from summarizer import Summarizer

        for name, spec in self._specs.items():
            model = Summarizer(spec)
            model.warm_up()
            _prove(model)
            self._models[name] = model

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
        """Outcome of each document, in order."""
        started = time.perf_counter()
        outcomes = await self._call(lambda: self._run(self._models[model], documents, options))
        self._metrics.inference_seconds.labels(model).observe(time.perf_counter() - started)
        self._metrics.batch_documents.observe(len(documents))
        return outcomes

    def _run(
        self, model: "Summarizer", documents: Sequence[Document], options: SummaryOptions
    ) -> list[Outcome]:
        read = [self._read(document) for document in documents]
        articles = [item for item in read if isinstance(item, Article)]
        try:
            done = iter(list(model.summarize_many(articles, options)))
        except Exception as error:
            log.error("batch failed", documents=len(articles), error=type(error).__name__, where=where(error))
            done = iter([_alone(model, article, options) for article in articles])
        outcomes: list[Outcome] = []
        for document, item in zip(documents, read, strict=True):
            outcome = next(done) if isinstance(item, Article) else item
            if isinstance(outcome, Summary):
                outcome = dataclasses.replace(outcome, id=document.id)
            outcomes.append(outcome)
        return outcomes

    def _read(self, document: Document) -> Article | SummarizerError:
        if document.chars > self._max_document_chars * (4 if document.format == "bytes" else 1):
            return TooLongError(f"A document may have at most {self._max_document_chars} characters.")
        try:
            return read_document(document)
        except SummarizerError as error:
            return error
        except Exception as error:
            log.error("reading failed", error=type(error).__name__, where=where(error))
            return BackendError("The document could not be read; the service's log says why.")

    async def _call(self, function: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, function)

    def close(self) -> None:
        """Waits for the batch in work and frees the models."""
        self._thread.shutdown(wait=True, cancel_futures=True)
        for model in self._models.values():
            model.close()


def _alone(model: "Summarizer", article: Article, options: SummaryOptions) -> Outcome:
    """One document by itself, after its batch failed: only the culprit may fail, not its neighbours."""
    try:
        return model.summarize(article, options)
    except SummarizerError as error:
        return error
    except Exception as error:
        log.error("document failed", error=type(error).__name__, where=where(error))
        return BackendError("The model failed on this document; the service's log says why.")


def read_document(document: Document) -> Article:
    """The article of a document.

    Raises:
        InputError: there is no usable article in it.
    """
    if isinstance(document.content, Article):
        return document.content
    from summarizer.article import article_from_html, read_article

    if document.format == "html":
        article = article_from_html(str(document.content))
    else:
        article = read_article(document.content, title=document.title, filename=document.filename)
    return dataclasses.replace(article, id=document.id)


def _prove(model: "Summarizer") -> None:
    """Raises :class:`BackendError` unless the model summarises a known article within the default budgets."""
    options = SummaryOptions()
    summary = model.summarize(article_from_dict(ARTICLE), options)
    lengths = (len(summary.headline), len(summary.summary))
    if not all(lengths) or lengths[0] > options.headline_chars or lengths[1] > options.summary_chars:
        raise BackendError(f"The model {model.model.name!r} failed its warm-up article: lengths {lengths}.")
