"""From a plan and the model's candidates to the three outputs: choose what is supported, attach evidence."""

import dataclasses
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence

from summarizer.backends.base import Candidate, Task
from summarizer.check import FactChecker
from summarizer.compose.choosing import Chooser
from summarizer.compose.clauses.phrases import bigrams, overlap, tidy
from summarizer.compose.clauses.reading import Clause
from summarizer.compose.headlines.last import short_clauses, telling_first
from summarizer.compose.headlines.periods import with_period
from summarizer.compose.headlines.posts import opening_introductions, with_post
from summarizer.compose.headlines.ranking import Option, rank_headlines
from summarizer.compose.keypoints.themes import shorten
from summarizer.compose.places.town import is_nameless, name_in_full, name_ours, placed
from summarizer.compose.planning import Plan, budgets
from summarizer.compose.proposals.meaning import keeps_meaning
from summarizer.compose.proposals.parts import keeps_ties, told_in_order
from summarizer.compose.proposals.seams import ends_whole, is_safely_stitched, with_fewest_seams
from summarizer.compose.summaries.composing import compose_summary, trim_to
from summarizer.datamodels import Checks, Evidence, Finding, Keypoint
from summarizer.options import SummaryOptions

#: News says in these sentences what happened.
NEWS_SENTENCES = 2
#: 38人受伤, of whom only the sentence before tells, is shorter.
SHORTEST_NEWS = 9
#: A key point that has so much of the headline says nothing else, if that is half of it.
HEADLINE_TOLD = 0.8
#: Summaries tried before whole sentences of the body are.
RECOMPOSED = 3


@dataclasses.dataclass(frozen=True, slots=True)
class Draft:
    """Checked outputs with their evidence."""

    headline: str
    summary: str
    keypoints: tuple[Keypoint, ...]
    headline_evidence: tuple[Evidence, ...]
    summary_evidence: tuple[Evidence, ...]
    checks: Checks

    def restored(self, restore: Callable[[str], str]) -> "Draft":
        """The same in the source's script; lengths and offsets stay."""
        return dataclasses.replace(
            self,
            headline=restore(self.headline),
            summary=restore(self.summary),
            keypoints=tuple(
                dataclasses.replace(
                    point, text=restore(point.text), speaker=point.speaker and restore(point.speaker)
                )
                for point in self.keypoints
            ),
        )


def finish(
    plan: Plan,
    answers: Sequence[Sequence[Candidate]],
    checker: FactChecker,
    options: SummaryOptions,
    model_leads: bool = True,
) -> Draft:
    """Chooses among candidates what the source supports, and says where it comes from.

    Args:
        answers: the model's candidates for each of ``plan.requests``.
        model_leads: take the model's headline and summary whenever they are supported; otherwise its
            headline competes with the report's own words.
    """
    headline_budget, summary_budget = budgets(options)
    chooser = Chooser(checker)
    written = not model_leads and any(
        candidate.confident for many in _answers(plan, answers, "headline") for candidate in many
    )
    if not model_leads:
        answers = _trusted(plan, answers)
    proposed = _side_by_side(_answers(plan, answers, "headline"))
    patched: list[Candidate] = []
    if not model_leads:
        proposed, patched = _told_by_one(plan, proposed)
    headlines = rank_headlines(
        headline_options(plan, proposed),
        plan.clauses,
        plan.salience.summary,
        plan.report,
        plan.salience.untold(plan.summary),
    )
    if written and plan.ordinary:
        # A proposal patched together from several sentences gives way to a clause of the opening.
        opening = tidy(plan.body[: plan.report.sentences[:NEWS_SENTENCES][-1].end])
        headlines = [
            *(candidate.text for candidate in proposed),
            *(text for text in headlines if text in opening and len(text) >= SHORTEST_NEWS),
            *(candidate.text for candidate in patched),
            *headlines,
        ]
    headlines = [*plan.occasions, *headlines, plan.title, *(candidate.text for candidate in patched)]
    leading = [candidate.text for candidate in proposed if candidate.confident] if model_leads else []
    # One of the first is nearly always taken, so what comes after it is not looked at before it is asked for.
    named = _placed(plan, itertools.chain(leading, telling_first(headlines, plan.body)))
    headline = chooser.choose(
        "headline",
        itertools.chain(
            named, short_clauses(plan.clauses, plan.salience.summary, plan.body, headline_budget)
        ),
        headline_budget,
    )
    asked = _answers(plan, answers, "summary")
    summaries = [candidate.text for many in asked for candidate in many if candidate.confident]
    composed = _composed(plan, checker, summary_budget)
    summary = chooser.choose(
        "summary", itertools.chain(summaries, composed, _sentences_of(plan)), summary_budget
    )
    keypoints: list[Keypoint] = []
    points = _answers(plan, answers, "keypoint") or [[]] * len(plan.themes)
    for theme, candidates in zip(plan.themes, points, strict=True):
        texts = [candidate.text for candidate in candidates if candidate.confident]
        own = [shorten(theme.text, options.keypoint_chars), theme.text]
        text = chooser.choose(
            f"keypoints[{len(keypoints)}]",
            [*texts, *(name_ours(name_in_full(text, plan.towns), plan.towns) for text in own), *own],
            options.keypoint_chars,
            speaker=theme.speaker,
            needed=False,
        )
        if not text or _tells_headline(text, headline) or is_nameless(text, plan.unclear):
            continue
        if all(overlap(text, point.text) < 0.6 for point in keypoints):
            evidence = _flat(checker.align(text)) or (Evidence(theme.start, theme.end),)
            keypoints.append(Keypoint(text, theme.speaker, evidence))
    return Draft(
        headline=headline,
        summary=summary,
        keypoints=tuple(keypoints),
        headline_evidence=_flat(checker.align(headline)),
        summary_evidence=_flat(checker.align(summary)),
        checks=Checks(not chooser.remaining, tuple(chooser.remaining), chooser.repaired),
    )


def _tells_headline(text: str, headline: str) -> bool:
    """Whether a key point says what the headline says and little else: 工作组将旗帜交给志愿队代表, under 工作组为志愿队授旗."""
    pairs, told = bigrams(text), bigrams(headline)
    both = len(pairs & told)
    return text in headline or (both >= HEADLINE_TOLD * len(told) and 2 * both >= len(pairs))


def _placed(plan: Plan, headlines: Iterable[str]) -> Iterator[str]:
    """Each headline with whose post or place the paper's own readers know, or its figure's period, then as it is."""
    report = plan.title + plan.body
    introductions = opening_introductions(plan.report, plan.body)
    for text in headlines:
        full = with_post(text, introductions, plan.towns)
        for one in dict.fromkeys((full, text)):
            ways = placed(one, plan.towns, plan.report.event, report)
            yield from dict.fromkeys((*ways, with_period(one, plan.body), one))


def _answers(plan: Plan, answers: Sequence[Sequence[Candidate]], task: Task) -> list[Sequence[Candidate]]:
    """What was proposed for the requests of one task, in their order."""
    return [many for request, many in zip(plan.requests, answers, strict=False) if request.task == task]


def _side_by_side(proposed: Sequence[Sequence[Candidate]]) -> list[Candidate]:
    """The candidates of several passages in one order: scores compare within a passage only, so by their
    distance from its best."""
    if len(proposed) == 1:
        return list(proposed[0])
    return sorted(
        (
            dataclasses.replace(one, score=one.score - max(other.score for other in many))
            for many in proposed
            for one in many
        ),
        key=lambda one: -one.score,
    )


def _trusted(plan: Plan, answers: Sequence[Sequence[Candidate]]) -> list[list[Candidate]]:
    """A small model's proposals, without those stitched together in a way that can change what the source says."""
    if not answers:
        return []
    names = {name for request in plan.requests for name in request.names}
    trusted = []
    for request, many in zip(plan.requests, answers, strict=True):
        if request.task == "headline":
            # A passage ends in mid-word where the model's sight ends; the body says whether a headline may end there.
            kept = [
                one
                for one in many
                if keeps_meaning(one.text, request.text, names) and ends_whole(one.text, plan.body, names)
            ]
            fewest = with_fewest_seams([one.text for one in kept], request.text)
            kept = list(itertools.compress(kept, fewest))
        else:
            kept = [one for one in many if is_safely_stitched(one.text, request.text, names)]
        trusted.append(kept)
    return trusted


def _told_by_one(plan: Plan, proposed: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """The proposals each part of which one sentence tells, and those patched together from several."""
    names = {name for request in plan.requests for name in request.names}
    proposed = [one for one in proposed if keeps_ties(one.text, plan.body, names)]
    whole = [told_in_order(one.text, plan.body, names) for one in proposed]
    return list(itertools.compress(proposed, whole)), [
        one for one, kept in zip(proposed, whole, strict=True) if not kept
    ]


def headline_options(plan: Plan, proposed: Sequence[Candidate]) -> list[Option]:
    """What the report's own words make and what the model proposes, scores relative to its best proposal."""
    best = max((candidate.score for candidate in proposed), default=0.0)
    return [Option(text) for text in plan.headlines] + [
        Option(candidate.text, candidate.score - best, rank) for rank, candidate in enumerate(proposed)
    ]


def _composed(plan: Plan, checker: FactChecker, budget: int) -> Iterator[str]:
    """The composed summary; while it is refused, another without the clauses that were at fault."""
    summary, left_out = plan.summary, set[int]()
    for _ in range(RECOMPOSED):
        yield summary
        for finding in checker.check(summary, field="summary"):
            left_out |= _at_fault(plan.clauses, summary, finding)
        summary = compose_summary(
            plan.clauses, plan.salience, plan.report, plan.body, plan.towns, budget, left_out
        )


def _at_fault(clauses: Sequence[Clause], summary: str, finding: Finding) -> set[int]:
    """Clauses that a finding lies in; of one beside them (a wrong speaker), what its sentence says."""
    start = summary.rfind("。", 0, finding.start) + 1
    end = summary.find("。", finding.end - 1)
    sentence = summary[start : end if end >= 0 else len(summary)]
    said = [index for index, clause in enumerate(clauses) if clause.text in sentence]
    inside = {
        index
        for index in said
        if (at := start + sentence.find(clauses[index].text)) < finding.end
        and finding.start < at + len(clauses[index].text)
    }
    return inside or {index for index in said if clauses[index].spoken} or set(said)


def _sentences_of(plan: Plan) -> Iterator[str]:
    """Whole sentences of the body, most salient first: what is left when the composed summary is not supported."""
    values: dict[int, float] = {}
    for clause, value in zip(plan.clauses, plan.salience.summary, strict=True):
        values[clause.sentence] = max(values.get(clause.sentence, 0.0), value)
    ranked = sorted(values, key=lambda sentence: -values[sentence])[:6]
    spans = [plan.report.sentences[index] for index in ranked]
    yield from (trim_to(tidy(plan.body[span.start : span.end]) + "。", 2000) for span in spans)


def _flat(aligned: tuple[tuple[Evidence, ...], ...]) -> tuple[Evidence, ...]:
    return tuple(sorted({span for spans in aligned for span in spans}))
