"""Summaries of one document or of a few."""

import structlog
from fastapi import APIRouter, Request, Response, Security

from service import batching, problems
from service.auth import caller
from service.logs import digest
from service.outcomes import Outcome, line
from service.routes.waiting import Deadline, while_connected
from service.schemas import BatchOut, BatchRequest, Document, SummaryOut, SummaryRequest
from service.state import State, state
from summarizer.datamodels import Article
from summarizer.errors import SummarizerError

router = APIRouter(prefix="/v1", tags=["summaries"], dependencies=[Security(caller)])
log = structlog.get_logger(__name__)


@router.post("/summaries", response_model=SummaryOut, summary="Summarise one document")
async def summarize(body: SummaryRequest, request: Request, deadline: Deadline = None) -> Response:
    """Headline, summary and key points within the budgets, each with the source's spans that support it."""
    (outcome,) = await _run(request, [body.document()], body, deadline)
    if isinstance(outcome, SummarizerError):
        raise problems.from_error(outcome)
    return Response(outcome.json, media_type="application/json")


@router.post("/summaries:batch", response_model=BatchOut, summary="Summarise up to 64 documents")
async def summarize_batch(body: BatchRequest, request: Request, deadline: Deadline = None) -> Response:
    """One result or error for each document, in order; a bad document does not spoil the others."""
    documents = [item.document() for item in body.documents]
    outcomes = await _run(request, documents, body, deadline)
    results = b",".join(line(item.id, outcome) for item, outcome in zip(documents, outcomes, strict=True))
    return Response(b'{"results":[%b]}' % results, media_type="application/json")


async def _run(
    request: Request, documents: list[Document], body: SummaryRequest | BatchRequest, deadline: float | None
) -> list[Outcome]:
    service: State = state(request)
    service.engine.require_ready()
    options = body.options.resolve(body.preset, service.settings.lexicon_path)
    model = service.engine.resolve(body.model)
    log.info(
        "documents",
        count=len(documents),
        chars=[document.chars for document in documents],
        sha256=[_digest(document) for document in documents],
    )
    works = service.batcher.submit(documents, model, options)
    timeout = min(deadline or service.settings.deadline_seconds, service.settings.deadline_seconds)
    return await while_connected(request, batching.gather(works, timeout, service.metrics))


def _digest(document: Document) -> str:
    content = document.content
    return digest(content.body if isinstance(content, Article) else content)
