"""Summaries over HTTP, against a real process."""

import concurrent.futures

import httpx
import pytest
from pydantic import ConfigDict

from benchmarks.service_process import ARTICLE, Server
from service import schemas
from summarizer import PRESETS


def summarize(client: httpx.Client, **body: object) -> httpx.Response:
    return client.post("/v1/summaries", json=body)


def test_text_becomes_a_summary_within_the_default_budgets(client: httpx.Client) -> None:
    answer = summarize(client, text=ARTICLE, id="甲-1")
    assert answer.status_code == 200
    summary = answer.json()
    assert summary["id"] == "甲-1"
    assert 0 < len(summary["headline"]) <= 30
    assert 0 < len(summary["summary"]) <= 120
    assert summary["article"]["body"] == ARTICLE
    for span in summary["evidence"]["summary"]:
        assert 0 <= span["start"] < span["end"] <= len(ARTICLE)


def test_html_and_article_are_read_too(client: httpx.Client) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in ARTICLE.split("\n"))
    page = f"<html><body><nav><a href='/'>首页</a></nav><article>{paragraphs}</article></body></html>"
    from_html = summarize(client, html=page).json()
    from_article = summarize(client, article={"body": ARTICLE, "title": "临江市科技创新大会召开"}).json()
    assert from_html["article"]["body"] == ARTICLE
    assert from_article["article"]["title"] == "临江市科技创新大会召开"
    assert from_html["summary"] == from_article["summary"]


def test_the_answer_has_exactly_the_documented_fields(client: httpx.Client) -> None:
    class Exact(schemas.SummaryOut):
        model_config = ConfigDict(extra="forbid")

    Exact.model_validate(summarize(client, text=ARTICLE).json(), strict=True)


def test_the_documented_examples_are_answers_to_their_requests(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()
    examples = {
        name: schema["examples"]
        for name, schema in paths["components"]["schemas"].items()
        if "examples" in schema
    }
    assert set(examples) >= {"SummaryRequest", "BatchRequest", "CheckRequest", "SummaryOut", "CheckOut"}
    for request in examples["SummaryRequest"]:
        answer = client.post("/v1/summaries", json=request)
        assert answer.status_code == 200
        assert answer.json()["article"]["body"] == examples["SummaryOut"][0]["article"]["body"]
    assert client.post("/v1/summaries:batch", json=examples["BatchRequest"][0]).status_code == 200
    checked = client.post("/v1/checks", json=examples["CheckRequest"][0]).json()
    assert checked["findings"] == examples["CheckOut"][0]["findings"], "stale: run python -m service.examples"
    shown = schemas.SummaryOut.model_validate(examples["SummaryOut"][0], strict=True)
    for point in shown.keypoints:
        for span in point.evidence:
            assert 0 <= span.start < span.end <= len(shown.article.body)


@pytest.mark.parametrize("preset", list(PRESETS))
def test_presets_bound_the_outputs(client: httpx.Client, preset: str) -> None:
    summary = summarize(client, text=ARTICLE, preset=preset).json()
    budget = PRESETS[preset]
    assert len(summary["headline"]) <= budget.headline_chars
    assert len(summary["summary"]) <= budget.summary_chars
    assert len(summary["keypoints"]) <= budget.keypoints


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "invalid_request"),
        ({"text": ARTICLE, "html": "<p>"}, 422, "invalid_request"),
        ({"text": ARTICLE, "headline": 3}, 422, "invalid_request"),
        ({"text": ARTICLE, "options": {"headline_chars": 3}}, 422, "invalid_request"),
        ({"text": ARTICLE, "options": {"lexicon": "/etc/passwd"}}, 422, "invalid_request"),
        ({"text": ARTICLE, "options": {"signature": "临" * 60, "total_chars": 70}}, 422, "invalid_option"),
        ({"text": ARTICLE, "preset": "telegraph"}, 422, "unknown_preset"),
        ({"text": ARTICLE, "model": "hf:google/mt5-small"}, 422, "model_not_found"),
        ({"text": "临" * 200_001}, 413, "too_long"),
        ({"text": " \n "}, 422, "empty_input"),
    ],
)
def test_mistakes_are_answered_with_a_problem(
    client: httpx.Client, body: dict[str, object], status: int, code: str
) -> None:
    answer = client.post("/v1/summaries", json=body, headers={"X-Request-Id": "probe-1"})
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["status"] == status
    assert problem["instance"] == "/v1/summaries"
    assert problem["request_id"] == "probe-1" == answer.headers["x-request-id"]
    assert problem["type"].endswith(code)
    assert problem["title"]
    assert problem["detail"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b'{"text": ', "malformed_json"), (b'"\xff"', "malformed_request"), (b"[" * 100_000, None)],
)
def test_unreadable_bodies_are_the_clients_mistake(
    client: httpx.Client, content: bytes, code: str | None
) -> None:
    answer = client.post("/v1/summaries", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert code is None or answer.json()["code"] == code


def test_lone_surrogates_are_refused(client: httpx.Client) -> None:
    content = b'{"text": "\\ud800' + ARTICLE.encode() + b'"}'
    answer = client.post("/v1/summaries", content=content, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed_json")


def test_wrong_addresses_and_methods_are_problems_too(client: httpx.Client) -> None:
    assert client.get("/v2/summaries").json()["code"] == "not_found"
    assert client.get("/v1/summaries").json()["code"] == "method_not_allowed"


def test_a_batch_keeps_order_and_ids_and_survives_a_bad_document(client: httpx.Client) -> None:
    documents = [{"id": f"文-{number}", "text": ARTICLE + f"共{number}项。"} for number in range(20)]
    documents[7] = {"id": "空", "text": "  "}
    results = client.post("/v1/summaries:batch", json={"documents": documents, "preset": "push"}).json()[
        "results"
    ]
    assert [result["id"] for result in results] == [document["id"] for document in documents]
    assert results[7]["error"]["code"] == "empty_input"
    assert all(len(result["summary"]) <= 50 for index, result in enumerate(results) if index != 7)


def test_a_batch_has_a_size(client: httpx.Client) -> None:
    assert client.post("/v1/summaries:batch", json={"documents": []}).status_code == 422
    documents = [{"text": ARTICLE}] * 65
    assert client.post("/v1/summaries:batch", json={"documents": documents}).status_code == 422


def test_a_body_over_the_limit_is_refused_declared_or_not(small_server: Server) -> None:
    client = small_server.client
    declared = client.post("/v1/summaries", json={"text": "临" * 60_000})
    chunked = client.post(
        "/v1/summaries",
        content=(b"x" * 10_000 for _ in range(10)),
        headers={"Content-Type": "application/json"},
    )
    for answer in (declared, chunked):
        assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_requests_that_arrive_together_run_together(server: Server) -> None:
    before = server.metric("summarizer_batch_documents_count")
    with concurrent.futures.ThreadPoolExecutor(32) as pool:
        answers = list(pool.map(lambda _: summarize(server.client, text=ARTICLE).status_code, range(200)))
    assert answers == [200] * 200
    assert server.metric("summarizer_batch_documents_count") - before < 200


def test_article_text_is_never_logged(server: Server) -> None:
    assert summarize(server.client, text=ARTICLE).status_code == 200
    assert (
        summarize(
            server.client, text=ARTICLE, options={"signature": "【临江发布】", "keypoints": "多"}
        ).status_code
        == 422
    )
    log = "".join(server.lines)
    assert '"chars": [' in log
    for phrase in ("邹自景", "临江", "科技创新"):
        assert phrase not in log
        assert phrase.encode("unicode_escape").decode() not in log
