"""What a report says happened, and who said what: :func:`read_report`."""

from collections.abc import Sequence
from datetime import date

from summarizer.datamodels import Article, Evidence, Report, Sentence, Speaker
from summarizer.report.attribution import attribute, speakers_of
from summarizer.report.dates import find_event_date
from summarizer.report.event import Event, find_event
from summarizer.report.kind import report_kind
from summarizer.report.people import Mention, find_people
from summarizer.report.roles import sentence_roles
from summarizer.report.settling import Attribution
from summarizer.text.sentences import split_clauses, split_sentences

__all__ = ["Mention", "find_people", "read_report"]


def read_report(article: Article) -> Report:
    """Event, date, place, speakers and the role of every sentence. Pure and linear in the body's length."""
    body = article.body
    spans = split_sentences(body)
    clauses = [split_clauses(body, span.start, span.end) for span in spans]
    mentions = find_people(body)
    event = find_event(body, spans, mentions)
    results = attribute(body, spans, clauses, mentions)
    lead = spans[event.sentence] if event else (spans[0] if spans else None)
    day, date_text, date_at = _date(article, spans, lead, event)
    leads = {event.sentence if event else 0}
    leads |= {i for i, span in enumerate(spans) if date_at is not None and span.start <= date_at < span.end}
    roles = sentence_roles(body, spans, [result.is_statement for result in results], leads)
    sentences = tuple(
        Sentence(
            start=span.start,
            end=span.end,
            paragraph=result.paragraph,
            role=role,
            speaker=result.speaker,
            attribution=result.attribution,
            content=result.content if result.is_statement else span.start,
            clauses=parts,
        )
        for span, parts, result, role in zip(spans, clauses, results, roles, strict=True)
    )
    return Report(
        kind=report_kind(body, event),
        event=event.name if event else None,
        date=day,
        date_text=date_text,
        place=event.place.text(body) if event and event.place else None,
        speakers=_speakers(results, mentions),
        sentences=sentences,
    )


def _date(
    article: Article, spans: list[Evidence], lead: Evidence | None, event: Event | None
) -> tuple[date | None, str | None, int | None]:
    """The event's day: beside its name, wherever that stands with a date, else in the opening sentences."""
    body = article.body
    if lead is None:
        return None, None, None
    name = event.name if event else ""
    places = [lead] + [span for span in spans[:40] if name and span != lead and name in span.text(body)]
    opening = Evidence(0, max(spans[min(4, len(spans)) - 1].end, lead.end))
    for place in [*places, opening]:
        found = find_event_date(body, place.start, place.end, article.published_at)
        if found[1] is not None:
            return found
    return None, None, None


def _speakers(results: Sequence[Attribution], mentions: Sequence[Mention]) -> tuple[Speaker, ...]:
    """Each person with reported words, with the post as first written before the name, else after it."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for mention in mentions:
        if mention.post and mention.post_start is not None and not mention.press:
            (before if mention.post_start < mention.start else after).setdefault(mention.name, mention.post)
    return tuple(Speaker(name, before.get(name, after.get(name))) for name in speakers_of(results))
