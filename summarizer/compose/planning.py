"""What is known before the model is asked, and what it will be asked."""

import dataclasses
from collections.abc import Mapping, Sequence

from summarizer.backends.base import REST_CHARS, ClauseWorth, Request
from summarizer.compose.clauses.phrases import tidy
from summarizer.compose.clauses.reading import Clause, read_clauses
from summarizer.compose.clauses.salience import Salience, features, judged, score, with_title
from summarizer.compose.headlines.building import build_headlines
from summarizer.compose.headlines.occasions import occasions
from summarizer.compose.headlines.passages import headline_passages
from summarizer.compose.keypoints.themes import Theme, find_themes
from summarizer.compose.places.home import find_towns, is_local
from summarizer.compose.places.town import unclear_levels
from summarizer.compose.proposals.meaning import keeps_precedence, keeps_tense, puts_nobody_as_place
from summarizer.compose.summaries.background import without_background
from summarizer.compose.summaries.company import needing_subjects
from summarizer.compose.summaries.composing import compose_summary
from summarizer.datamodels import Article, Report
from summarizer.options import SummaryOptions
from summarizer.report.people import find_people

#: Characters of a body in which what a headline tells is told; beyond them is background.
NEWS_CHARS = 2000


@dataclasses.dataclass(frozen=True, slots=True)
class Plan:
    """What is known before the model is asked, and what it will be asked.

    Attributes:
        towns: the place of each level that the report is about.
        unclear: levels at which it tells of several places, none of them known to be its own.
        summary: the composed summary, which needs no model.
        headlines: headlines built from the report's words, not yet ranked.
        title: the article's own without what follows a dash; a headline where the text makes no better one.
        ordinary: it is no report of a meeting, or not of a local one: a small model has read far more of such news than
            the annotated local reports can teach, so its headline is taken, and does not compete with the report's words.
        occasions: headlines of a form of words that leaves no doubt what the news is, the fullest first.
        themes: what the key points will be about, in source order.
        requests: a headline of each passage, then one key point per theme, then the summary if the model is
            asked for it.
    """

    body: str
    report: Report
    clauses: tuple[Clause, ...]
    salience: Salience
    towns: Mapping[str, str]
    unclear: frozenset[str]
    summary: str
    headlines: tuple[str, ...]
    title: str
    ordinary: bool
    occasions: tuple[str, ...]
    themes: tuple[Theme, ...]
    requests: tuple[Request, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Material:
    """The clauses of a report and their features."""

    clauses: Sequence[Clause]
    features: Sequence[Mapping[str, float]]


def read_material(article: Article, report: Report) -> Material:
    """What every output is made of. Linear in the body's length."""
    clauses = read_clauses(article.body, report)
    return Material(clauses, features(clauses, report, article.body))


def plan_requests(
    article: Article,
    report: Report,
    options: SummaryOptions,
    max_source_chars: int,
    model_leads: bool = False,
    material: Material | None = None,
    judgement: Sequence[ClauseWorth] | None = None,
) -> Plan:
    """Reads the whole report once, composes what needs no model, and lists what the model is asked.

    Args:
        max_source_chars: what the model reads of a text.
        model_leads: ask it for key points and the summary too; a small one only proposes headlines, because
            its key points were worse than the report's own clauses on the annotated reports.
        material: the report's clauses where they have been read already.
        judgement: what a model thinks each clause is worth; without one their features decide.
    """
    body = article.body
    material = material or read_material(article, report)
    clauses = material.clauses
    salience = judged(clauses, judgement) if judgement else score(clauses, material.features)
    if article.title:
        salience = with_title(salience, clauses, article.title)
    headline_budget, summary_budget = budgets(options)
    towns = find_towns(body)
    news_clauses = needing_subjects(without_background(clauses, report, body), report)
    summary = compose_summary(clauses, salience, report, body, towns, summary_budget)
    news = body[:NEWS_CHARS]
    people = _people(news)
    headlines = [
        text
        for text in build_headlines(clauses, salience, headline_budget, report, body, towns)
        if keeps_tense(text, news)
        and keeps_precedence(text, news, people)
        and puts_nobody_as_place(text, news, people)
    ]
    themes = find_themes(news_clauses, salience, report, options.keypoint_chars, summary, options.keypoints)
    context = article.title or report.event
    ordinary = report.kind == "news" or not is_local(body, towns)
    requests = [
        Request(
            body[start:end],
            "headline",
            headline_budget,
            context,
            names=_people(body[start:end]),
            thorough=ordinary,
            rest=body[end : end + REST_CHARS],
        )
        for start, end in headline_passages(body, report, max_source_chars)
    ]
    if model_leads:
        requests += [
            Request(tidy(body[theme.start : theme.end]), "keypoint", options.keypoint_chars, report.event)
            for theme in themes
        ]
        requests.append(dataclasses.replace(requests[0], task="summary", max_chars=summary_budget))
    return Plan(
        body,
        report,
        tuple(clauses),
        salience,
        towns,
        unclear_levels(body, towns),
        summary,
        tuple(headlines),
        tidy((article.title or "").partition("——")[0]),
        ordinary,
        tuple(occasions(report, body, headline_budget, towns)),
        tuple(themes),
        tuple(requests),
    )


def budgets(options: SummaryOptions) -> tuple[int, int]:
    """Characters for headline and summary, so that both and the signature stay within ``total_chars``."""
    headline, summary = options.headline_chars, options.summary_chars
    if options.total_chars is not None:
        left = options.total_chars - len(options.signature)
        headline = min(headline, max(8, left // 3))
        summary = min(summary, left - headline)
    return headline, summary


def _people(text: str) -> tuple[str, ...]:
    return tuple(sorted({mention.name for mention in find_people(text)}))
