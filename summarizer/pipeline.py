"""The pipeline: the only place that knows the order of things.

raw text → article → report → candidates → checked summary
"""

import dataclasses
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from summarizer.article import read_article
from summarizer.backends.base import Backend, Candidate, ClauseTable, ClauseWorth, Judge
from summarizer.backends.loading import load_backend
from summarizer.backends.metering import Meter, TokenUsage
from summarizer.check import FactChecker, check
from summarizer.check.lexicon import Lexicon, load_lexicon
from summarizer.compose.clauses.salience import clause_table
from summarizer.compose.draft import Draft, finish
from summarizer.compose.planning import Plan, plan_requests, read_material
from summarizer.datamodels import Article, Finding, ModelInfo, Report, Summary, Usage
from summarizer.errors import BackendError, SummarizerError
from summarizer.options import SummaryOptions
from summarizer.report import read_report
from summarizer.text.script import Restorer, is_traditional, to_simplified

#: Articles whose requests go to the model together.
WINDOW = 16

_WARM_UP = (
    "4月9日，临江市科技创新大会召开，市委书记郑明远出席并讲话。他强调，要以科技创新引领产业转型升级，"
    "加快培育新质生产力，为全市高质量发展提供支撑。市长林致和主持会议。"
)


class Summarizer:
    """Headline, summary and key points of Chinese news, with evidence, in characters, checked against the source.

    Args:
        model: ``embedded`` (shipped, offline), ``extractive`` (no weights), a folder in transformers layout,
            ``hf:ID`` for the hub, or ``openai:BASE_URL?model=NAME``.

    Raises:
        ModelNotFoundError, ModelLoadError, MissingDependencyError: the model cannot be used.

    One instance may be used from one thread at a time.
    """

    def __init__(self, model: str = "embedded") -> None:
        self._backend: Backend = load_backend(model)
        self._meter = Meter()
        self.model = ModelInfo(name=self._backend.name, version=self._backend.version)

    def summarize(self, source: str | bytes | Article, options: SummaryOptions | None = None) -> Summary:
        """Summary of one article given as text, HTML, bytes or :class:`Article`.

        Raises:
            InputError: the source holds no usable Chinese article; the subclass says why.
            ModelError: the model failed.
        """
        result = next(self.summarize_many([source], options))
        if isinstance(result, SummarizerError):
            raise result
        return result

    def summarize_many(
        self, sources: Iterable[str | bytes | Article], options: SummaryOptions | None = None
    ) -> Iterator[Summary | SummarizerError]:
        """Summaries in the order of ``sources``, lazily, a window at a time; a bad item yields its error."""
        options = options or SummaryOptions()
        lexicon = load_lexicon(options.lexicon)
        iterator = iter(sources)
        while window := list(islice(iterator, WINDOW)):
            yield from self._summarize_window(window, options, lexicon)

    @property
    def spent(self) -> TokenUsage:
        """Calls, tokens and cost of the model so far, what failed articles cost included."""
        return self._meter.total

    def check(self, source: str, output: str) -> tuple[Finding, ...]:
        """What in ``output`` the article ``source`` does not support."""
        return check(source, output)

    def warm_up(self) -> None:
        """Runs one small article through, so that the first real one does not pay for loading."""
        self.summarize(_WARM_UP)

    def close(self) -> None:
        """Frees what the model holds."""
        close = getattr(self._backend, "close", None)
        if close is not None:
            close()

    def _summarize_window(
        self, sources: Sequence[str | bytes | Article], options: SummaryOptions, lexicon: Lexicon
    ) -> list[Summary | SummarizerError]:
        jobs: list[_Job | SummarizerError] = []
        for source in sources:
            try:
                jobs.append(_Job(source, options, lexicon, self._backend))
            except SummarizerError as error:
                jobs.append(error)
        planned = [job for job in jobs if isinstance(job, _Job)]
        self._plan(planned)
        self._generate([job for job in planned if job.error is None])
        for one in planned:
            self._meter.add(one.meter.total)
        results: list[Summary | SummarizerError] = []
        for job in jobs:
            results.append(job.finish(self.model) if isinstance(job, _Job) else job)
        return results

    def _plan(self, jobs: Sequence["_Job"]) -> None:
        """What each report's clauses are worth, judged together where the model can, and what to ask about each."""
        judged, failed = None, None
        started = time.perf_counter()
        if isinstance(self._backend, Judge):
            try:
                judged = self._backend.judge([job.clause_table() for job in jobs])
            except SummarizerError as error:
                failed = error  # as much of every article, whether the model could still write or not
        seconds = time.perf_counter() - started
        total = sum(len(job.work.body) for job in jobs)
        for index, job in enumerate(jobs):
            job.seconds += seconds * len(job.work.body) / max(1, total)
            job.prepare(self._backend, judged[index] if judged else None)
            job.error = failed

    def _generate(self, jobs: Sequence["_Job"]) -> None:
        """One call of the model for the whole window; when it fails, each article alone, so that one cannot sink all."""
        requests = [
            dataclasses.replace(request, meter=job.meter) for job in jobs for request in job.plan.requests
        ]
        if not requests:
            return
        started = time.perf_counter()
        try:
            answers = iter(self._backend.generate(requests))
            for job in jobs:
                job.candidates = list(islice(answers, len(job.plan.requests)))
        except SummarizerError as error:
            if len(jobs) == 1:
                jobs[0].error = error
                return
            for job in jobs:
                self._generate([job])
            return
        seconds = time.perf_counter() - started
        total = sum(len(request.text) for request in requests)
        for job in jobs:
            share = sum(len(request.text) for request in job.plan.requests) / max(1, total)
            job.seconds += seconds * share


class _Job:
    """One article on its way through the steps."""

    def __init__(
        self, source: str | bytes | Article, options: SummaryOptions, lexicon: Lexicon, backend: Backend
    ) -> None:
        started = time.perf_counter()
        self.options = options
        self.article = read_article(source)
        self.restorer: Restorer | None = None
        work = self.article
        if is_traditional(work.body):
            self.restorer = Restorer(work.body)
            title = to_simplified(work.title) if work.title else None
            work = dataclasses.replace(work, body=to_simplified(work.body), title=title)
        self.work = work
        self.report: Report = read_report(work)
        self.checker = FactChecker(work.body, self.report, lexicon)
        self.material = read_material(work, self.report)
        self.model_leads = backend.leads
        self.meter = Meter()
        self.candidates: list[list[Candidate]] = []
        self.error: SummarizerError | None = None
        self.seconds = time.perf_counter() - started

    def clause_table(self) -> ClauseTable:
        """What a model that judges clauses is shown."""
        return clause_table(self.material.clauses, self.material.features, self.work.body)

    def prepare(self, backend: Backend, judgement: Sequence[ClauseWorth] | None) -> None:
        """Composes what needs no model and lists what it is asked."""
        started = time.perf_counter()
        self.plan: Plan = plan_requests(
            self.work,
            self.report,
            self.options,
            backend.max_source_chars,
            self.model_leads,
            self.material,
            judgement,
        )
        self.candidates = [[] for _ in self.plan.requests]
        self.seconds += time.perf_counter() - started

    def finish(self, model: ModelInfo) -> Summary | SummarizerError:
        if self.error is not None:
            return self.error
        started = time.perf_counter()
        model = next((one.origin for many in self.candidates for one in many if one.origin), model)
        try:
            draft = finish(self.plan, self.candidates, self.checker, self.options, self.model_leads)
        except SummarizerError as error:
            return error
        except RecursionError:
            return BackendError("The article is nested too deeply to be read; please report it.")
        body_chars = len(self.article.body)
        seconds = self.seconds + time.perf_counter() - started
        usage = Usage(body_chars, body_chars, self.meter.total.input_tokens, round(seconds, 4))
        return self._summary(draft, model, usage)

    def _summary(self, draft: Draft, model: ModelInfo, usage: Usage) -> Summary:
        if self.restorer is not None:
            draft = draft.restored(self.restorer.restore)
        return Summary(
            headline=draft.headline,
            summary=draft.summary,
            keypoints=draft.keypoints,
            headline_evidence=draft.headline_evidence,
            summary_evidence=draft.summary_evidence,
            checks=draft.checks,
            article=self.article,
            report=self._restored_report(),
            usage=usage,
            model=model,
            id=self.article.id,
        )

    def _restored_report(self) -> Report:
        if self.restorer is None:
            return self.report
        restore = self.restorer.restore
        return dataclasses.replace(
            self.report,
            event=restore(self.report.event) if self.report.event else None,
            place=restore(self.report.place) if self.report.place else None,
            date_text=restore(self.report.date_text) if self.report.date_text else None,
            speakers=tuple(
                dataclasses.replace(
                    speaker, name=restore(speaker.name), post=restore(speaker.post) if speaker.post else None
                )
                for speaker in self.report.speakers
            ),
        )


def check_text(source: str | bytes, output: str, lexicon: str | None = None) -> tuple[Finding, ...]:
    """Findings in ``output`` against an article given as text, HTML or bytes."""
    article = read_article(source)
    return FactChecker(article.body, read_report(article), load_lexicon(lexicon)).check(output)
