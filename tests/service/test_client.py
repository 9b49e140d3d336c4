"""The Python client, against a real service: the library's objects and errors come back."""

import asyncio
import dataclasses
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.service_process import ARTICLE, Server
from summarizer import Article, SummaryOptions, errors
from summarizer.client import AsyncClient, Client, ServiceError
from summarizer.pipeline import Summarizer


@pytest.fixture
def caller(server: Server) -> Client:
    return Client(server.url)


def test_a_summary_is_the_same_as_the_librarys(caller: Client) -> None:
    article = Article(ARTICLE, title="临江市科技创新大会召开", id="a-1")
    options = SummaryOptions(headline_chars=20, summary_chars=60, keypoints=2)
    remote = caller.summarize(article, options)
    local = Summarizer("extractive").summarize(article, options)
    assert remote.report.date == local.report.date
    same = {"usage": local.usage, "report": local.report}
    assert dataclasses.replace(remote, **same) == local
    assert len(caller.summarize(ARTICLE, preset="push").summary) <= 50


def test_many_come_back_in_order_with_errors_in_place(caller: Client) -> None:
    sources = [Article(f"{ARTICLE}会期{number}天。", id=str(number)) for number in range(70)]
    outcomes = list(caller.summarize_many([*sources[:3], " ", *sources[3:]], preset="push"))
    assert isinstance(outcomes.pop(3), errors.EmptyInputError)
    assert [outcome.id for outcome in outcomes] == [str(number) for number in range(70)]


def test_problems_are_the_librarys_errors(caller: Client, server: Server) -> None:
    with pytest.raises(errors.EmptyInputError):
        caller.summarize("  ")
    with pytest.raises(errors.UnknownPresetError):
        caller.summarize(ARTICLE, preset="telegraph")
    with pytest.raises(ServiceError) as caught:
        caller.job("0" * 32)
    assert (caught.value.code, caught.value.status) == ("job_not_found", 404)
    assert caught.value.request_id
    with pytest.raises(ServiceError, match="cannot be reached"):
        Client("http://127.0.0.1:1").models()


def test_checks_and_models(caller: Client) -> None:
    result = caller.check(ARTICLE, "邹自景强调，今年全市研发投入要增长21%。")
    assert any(finding.text.startswith("21%") for finding in result.findings)
    assert [(sentence.start, sentence.end) for sentence in result.sentences] == [(0, 21)]
    sentences = caller.check(ARTICLE, "邹自景强调，今年全市研发投入要增长12%。").sentences
    assert any("12%" in span.text(ARTICLE) for span in sentences[0].evidence)
    assert caller.models() == ("extractive",)


def test_a_file_is_a_job_of_that_name(caller: Client, tmp_path: Path) -> None:
    path = tmp_path / "四月存稿.jsonl"
    path.write_text(json.dumps({"body": ARTICLE}), "utf-8")
    job = caller.wait(caller.submit(path, preset="push").id, poll_seconds=0.05)
    assert (job.name, job.done) == ("四月存稿.jsonl", 1)


def test_an_archive_from_submission_to_results(caller: Client, tmp_path: Path) -> None:
    records = [{"id": f"{number}", "body": f"{ARTICLE}会期{number}天。"} for number in range(5)]
    job = caller.submit([*records, {"id": "x"}], SummaryOptions(summary_chars=50), idempotency_key="k")
    assert (
        caller.submit([*records, {"id": "x"}], SummaryOptions(summary_chars=50), idempotency_key="k").id
        == job.id
    )
    ended = caller.wait(job.id, poll_seconds=0.05)
    assert (ended.state, ended.done, ended.failed) == ("finished", 5, 1)
    *summaries, bad = caller.results(job.id)
    assert all(len(summary.summary) <= 50 for summary in summaries)
    assert bad.code == "invalid_record"
    caller.cancel(job.id)
    with pytest.raises(ServiceError):
        caller.job(job.id)
    with pytest.raises(ServiceError):
        list(caller.results(job.id))


def test_the_asynchronous_client_does_the_same(caller: Client, server: Server) -> None:
    async def use() -> None:
        async with AsyncClient(server.url) as client:
            article = Article(ARTICLE)
            answers = await asyncio.gather(*(client.summarize(article) for _ in range(8)))
            expected = caller.summarize(article).to_dict() | {"usage": None}
            assert all(answer.to_dict() | {"usage": None} == expected for answer in answers)
            assert [outcome.id async for outcome in client.summarize_many([article] * 3)] == [None] * 3
            assert await client.models() == ("extractive",)
            assert (await client.check(ARTICLE, ARTICLE[:16])).findings == ()
            job = await client.submit([{"body": ARTICLE}])
            assert (await client.wait(job.id, 0.05)).done == 1
            assert [outcome.id async for outcome in client.results(job.id)] == [None]
            assert (await client.job(job.id)).ended
            await client.cancel(job.id)
            with pytest.raises(ServiceError):
                await client.job(job.id)

    asyncio.run(use())


def test_a_busy_service_is_asked_again(start_server: Callable[..., Server]) -> None:
    server = start_server(SUMMARIZER_MAX_ACTIVE_JOBS="1")
    with Client(server.url, retries=0) as impatient, Client(server.url) as patient:
        first = patient.submit({"body": f"{ARTICLE}{number}"} for number in range(20_000))
        with pytest.raises(ServiceError) as caught:
            impatient.submit([{"body": ARTICLE}])
        assert caught.value.code == "too_many_jobs"
        patient.cancel(first.id)
        started = time.monotonic()
        assert patient.submit([{"body": ARTICLE}]).total == 1
        assert time.monotonic() - started < 60
