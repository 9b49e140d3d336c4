"""What the inference process does: loads models, proves them, summarises batches. It owns the models."""

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

import structlog

from service.examples import ARTICLE
from service.logs import where
from service.outcomes import Outcome, Written
from service.schemas import Document
from summarizer.datamodels import Article, Summary, article_from_dict
from summarizer.errors import BackendError, SummarizerError, TooLongError
from summarizer.options import SummaryOptions

if TYPE_CHECKING:
    from summarizer import Summarizer

log = structlog.get_logger(__name__)

_models: dict[str, "Summarizer"] = {}


def load(specs: dict[str, str], lexicon: str | None) -> dict[str, str]:
    """Loads every model, by name, and has it summarise a known article; returns their versions.

    Raises:
        SummarizerError: a model or the lexicon cannot be used.
    """
    for spec in specs.values():
        _prove(_model(spec), SummaryOptions(lexicon=lexicon))
    return {name: _model(spec).model.version for name, spec in specs.items()}


def summarize(
    spec: str, documents: Sequence[Document], options: SummaryOptions, max_chars: int
) -> list[Outcome]:
    """Outcome of each document, in order; longer ones than ``max_chars`` characters are refused."""
    model = _model(spec)
    read = [_read(document, max_chars) for document in documents]
    articles = [item for item in read if isinstance(item, Article)]
    done: list[Summary | SummarizerError]
    try:
        done = list(model.summarize_many(articles, options))
    except Exception as error:
        log.error("batch failed", documents=len(articles), error=type(error).__name__, where=where(error))
        done = [_alone(model, article, options) for article in articles]
    answers = iter(done)
    return [
        _outcome(document, next(answers) if isinstance(item, Article) else item)
        for document, item in zip(documents, read, strict=True)
    ]


def _model(spec: str) -> "Summarizer":
    if spec not in _models:  # Also after the process that had loaded it died.
        from summarizer import Summarizer

        model = Summarizer(spec)
        model.warm_up()
        _models[spec] = model
    return _models[spec]


def _prove(model: "Summarizer", options: SummaryOptions) -> None:
    """Raises :class:`BackendError` unless the model summarises a known article within the default budgets."""
    summary = model.summarize(article_from_dict(ARTICLE), options)
    lengths = (len(summary.headline), len(summary.summary))
    if not all(lengths) or lengths[0] > options.headline_chars or lengths[1] > options.summary_chars:
        raise BackendError(f"The model {model.model.name!r} failed its warm-up article: lengths {lengths}.")


def _read(document: Document, max_chars: int) -> Article | SummarizerError:
    if document.chars > max_chars * (4 if document.format == "bytes" else 1):
        return TooLongError(f"A document may have at most {max_chars} characters.")
    try:
        return read_document(document)
    except SummarizerError as error:
        return error
    except Exception as error:
        log.error("reading failed", error=type(error).__name__, where=where(error))
        return BackendError("The document could not be read; the service's log says why.")


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


def _alone(model: "Summarizer", article: Article, options: SummaryOptions) -> Summary | SummarizerError:
    """One document by itself, after its batch failed: only the culprit may fail, not its neighbours."""
    try:
        return model.summarize(article, options)
    except SummarizerError as error:
        return error
    except Exception as error:
        log.error("document failed", error=type(error).__name__, where=where(error))
        return BackendError("The model failed on this document; the service's log says why.")


def _outcome(document: Document, outcome: Summary | SummarizerError) -> Outcome:
    if isinstance(outcome, Summary):
        return Written.of(dataclasses.replace(outcome, id=document.id))
    return outcome
