"""Batches by key, by padded characters and by lane, run by the real engine."""

import asyncio
import json
from collections.abc import Coroutine, Iterator, Sequence
from typing import Any

import pytest

from benchmarks.service_process import ARTICLE
from service.batching import Batcher, Work, gather
from service.engine import Engine
from service.metrics import Metrics
from service.outcomes import Outcome, Written
from service.problems import Problem
from service.schemas import Document
from service.settings import Settings
from summarizer.datamodels import Article
from summarizer.options import SummaryOptions

OPTIONS = SummaryOptions()
PUSH = SummaryOptions.preset("push")


class RecordingEngine(Engine):
    """The real engine, which also notes what it was given."""

    batches: list[list[str | None]]

    async def run(self, model: str, documents: Sequence[Document], options: SummaryOptions) -> list[Outcome]:
        self.batches.append([document.id for document in documents])
        return await super().run(model, documents, options)


def document(name: str, repeat: int = 1) -> Document:
    return Document("article", Article(ARTICLE * repeat), name)


def run(scenario: Coroutine[Any, Any, None]) -> None:
    asyncio.run(scenario)


@pytest.fixture(scope="module")
def loaded() -> Iterator[RecordingEngine]:
    engine = RecordingEngine(Settings(models="extractive"), Metrics())
    asyncio.run(engine.load())
    assert engine.state == "ready"
    yield engine
    engine.close()


@pytest.fixture
def engine(loaded: RecordingEngine) -> RecordingEngine:
    loaded.batches = []
    return loaded


def batcher_of(engine: RecordingEngine, **settings: Any) -> Batcher:
    return Batcher(engine, Settings(batch_window_ms=5, **settings), Metrics())


async def finish(batcher: Batcher, works: list[Work]) -> list[Outcome]:
    """Lets the batcher run until all works are done."""
    batcher.start()
    outcomes = await asyncio.gather(*(work.outcome for work in works))
    await batcher.close()
    return outcomes


def test_documents_with_the_same_options_run_together_in_order(engine: RecordingEngine) -> None:
    async def scenario() -> None:
        batcher = batcher_of(engine)
        works = []
        for number in range(4):
            works += batcher.submit([document(f"a{number}")], "extractive", OPTIONS)
            works += batcher.submit([document(f"b{number}")], "extractive", PUSH)
        outcomes = await finish(batcher, works)
        assert engine.batches == [["a0", "a1", "a2", "a3"], ["b0", "b1", "b2", "b3"]]
        written = [json.loads(outcome.json)["id"] for outcome in outcomes if isinstance(outcome, Written)]
        assert written == [work.document.id for work in works]

    run(scenario())


def test_a_batch_is_bounded_by_documents_and_by_padded_characters(engine: RecordingEngine) -> None:
    async def scenario() -> None:
        chars = len(ARTICLE)
        batcher = batcher_of(engine, batch_documents=3, batch_chars=max(1000, chars * 12))
        works = batcher.submit([document(f"s{number}") for number in range(4)], "extractive", OPTIONS)
        works += batcher.submit([document("long", 10)], "extractive", OPTIONS)
        await finish(batcher, works)
        assert engine.batches == [["s0", "s1", "s2"], ["s3"], ["long"]]

    run(scenario())


def test_live_requests_go_first_but_background_gets_its_turn(engine: RecordingEngine) -> None:
    async def scenario() -> None:
        batcher = batcher_of(engine, batch_documents=1)
        works = batcher.submit(
            [document(f"job{number}") for number in range(2)], "extractive", OPTIONS, "background"
        )
        works += batcher.submit([document(f"live{number}") for number in range(9)], "extractive", OPTIONS)
        await finish(batcher, works)
        names = [name for batch in engine.batches for name in batch]
        assert names[:7] == [f"live{number}" for number in range(7)]
        assert names[7] == "job0"
        assert names[-1] == "job1"

    run(scenario())


def test_a_bad_document_does_not_spoil_its_batch(engine: RecordingEngine) -> None:
    async def scenario() -> None:
        batcher = batcher_of(engine)
        bad = Document("text", "  ", "bad")
        works = batcher.submit([document("a"), bad, document("b")], "extractive", OPTIONS)
        first, second, third = await finish(batcher, works)
        assert engine.batches == [["a", "bad", "b"]]
        assert isinstance(first, Written)
        assert isinstance(third, Written)
        assert not isinstance(second, Written)
        assert second.code == "empty_input"

    run(scenario())


def test_the_queue_takes_all_of_a_request_or_nothing(engine: RecordingEngine) -> None:
    async def scenario() -> None:
        batcher = batcher_of(engine, queue_documents=3)
        works = batcher.submit([document("a"), document("b")], "extractive", OPTIONS)
        with pytest.raises(Problem) as caught:
            batcher.submit([document("c"), document("d")], "extractive", OPTIONS)
        assert (caught.value.status_code, caught.value.code) == (429, "queue_full")
        await finish(batcher, works)
        assert engine.batches == [["a", "b"]]

    run(scenario())


def test_an_expected_wait_too_long_is_refused(engine: RecordingEngine) -> None:
    async def scenario() -> None:
        batcher = batcher_of(engine, queue_seconds=0.001)
        batcher.submit([document("first", 10)], "extractive", OPTIONS)
        with pytest.raises(Problem, match="More work is waiting"):
            batcher.submit([document("second")], "extractive", OPTIONS)
        await batcher.close()

    run(scenario())


def test_work_that_is_given_up_leaves_the_queue(engine: RecordingEngine) -> None:
    async def scenario() -> None:
        batcher = batcher_of(engine)
        gone = batcher.submit([document("gone"), document("gone too")], "extractive", OPTIONS)
        with pytest.raises(Problem) as caught:
            await gather(gone, 0.001, Metrics())
        assert caught.value.code == "deadline_exceeded"
        works = batcher.submit([document("stays")], "extractive", OPTIONS)
        await finish(batcher, works)
        assert engine.batches == [["stays"]]

    run(scenario())
