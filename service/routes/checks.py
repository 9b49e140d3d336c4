"""The fact check for texts that were written or edited elsewhere."""

import dataclasses

from fastapi import APIRouter, Request, Security

from service.auth import caller
from service.routes.waiting import while_connected
from service.schemas import CheckOut, CheckRequest, FindingOut, SentenceOut, Span
from service.state import state
from summarizer.datamodels import Evidence
from summarizer.errors import TooLongError

router = APIRouter(prefix="/v1", tags=["checks"], dependencies=[Security(caller)])


@router.post("/checks", response_model=CheckOut, summary="Check a text against its source")
async def check(body: CheckRequest, request: Request) -> CheckOut:
    """What the source does not support, and the spans of the source behind each sentence of the text.

    The source is taken as it is, so that offsets count its own characters.
    """
    service = state(request)
    service.engine.require_ready()
    article = body.source_article()
    if len(article.body) > service.settings.max_document_chars:
        raise TooLongError(f"The source may have at most {service.settings.max_document_chars} characters.")
    work = service.checks.check(article, body.text, body.speaker)
    findings, sentences = await while_connected(request, work)
    service.metrics.checks.inc()
    return CheckOut(
        findings=[FindingOut(**dataclasses.asdict(finding)) for finding in findings],
        sentences=[
            SentenceOut(start=sentence.start, end=sentence.end, evidence=[_span(span) for span in evidence])
            for sentence, evidence in sentences
        ],
    )


def _span(evidence: Evidence) -> Span:
    return Span(start=evidence.start, end=evidence.end)
