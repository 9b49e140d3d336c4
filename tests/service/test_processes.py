"""Workers die, services are killed, bodies never come: what is left goes on."""

import json
import os
import pickle
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from benchmarks.service_process import ARTICLE, Server
from summarizer import errors

StartServer = Callable[..., Server]
LONG = "\n".join(f"{ARTICLE}第{number}项工作完成{number}家。" for number in range(300))


def headers_only(server: Server, path: str, *fields: str) -> tuple[int, dict[str, object]]:
    """Status and JSON that come for a request whose body of 1,000 bytes is never sent."""
    host, port = server.url.removeprefix("http://").split(":")
    head = [
        f"POST {path} HTTP/1.1",
        f"Host: {host}",
        "Content-Type: application/json",
        "Content-Length: 1000",
    ]
    with socket.create_connection((host, int(port)), timeout=120) as connection:
        connection.sendall("\r\n".join([*head, *fields, "", ""]).encode())
        answer = b""
        while b"\r\n\r\n" not in answer or not answer.endswith(b"}"):
            answer += connection.recv(65536)
    return int(answer.split()[1]), json.loads(answer.split(b"\r\n\r\n", 1)[1])


def wait_until(true: Callable[[], bool]) -> None:
    for _ in range(5000):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("it did not happen")


def ask(server: Server, text: str, answers: list[int]) -> threading.Thread:
    def post() -> None:
        try:
            answers.append(
                httpx.post(f"{server.url}/v1/summaries", json={"text": text}, timeout=180).status_code
            )
        except httpx.TransportError:
            answers.append(0)

    thread = threading.Thread(target=post)
    thread.start()
    return thread


@pytest.mark.parametrize("path", ["/v1/summaries", "/v1/summaries:batch", "/v1/checks", "/v1/jobs"])
def test_a_wrong_key_is_refused_before_the_body(start_server: StartServer, path: str) -> None:
    server = start_server(SUMMARIZER_API_KEYS=f"desk:{'0' * 64}")
    for field in ("X-API-Key: guess", "Authorization: Bearer guess", "Authorization: Basic Og=="):
        status, problem = headers_only(server, path, field)
        assert (status, problem["code"], problem["instance"]) == (401, "unauthorized", path)


def test_a_full_queue_refuses_before_the_body(start_server: StartServer) -> None:
    server = start_server(SUMMARIZER_BATCH_DOCUMENTS="1", SUMMARIZER_QUEUE_DOCUMENTS="1")
    answers: list[int] = []
    threads = [ask(server, LONG, answers)]
    wait_until(lambda: server.metric("summarizer_queue_seconds_count") == 1)  # It runs.
    threads.append(ask(server, LONG, answers))
    wait_until(lambda: server.metric("summarizer_queue_documents") == 1)  # It waits.
    status, problem = headers_only(server, "/v1/summaries")
    assert (status, problem["code"]) == (429, "queue_full")
    for thread in threads:
        thread.join()
    assert answers == [200, 200]
    assert 'route="/v1/summaries",status="429"' in server.client.get("/metrics").text


def test_a_worker_that_dies_is_replaced(start_server: StartServer) -> None:
    server = start_server()
    lines = "\n".join(json.dumps({"id": str(number), "text": ARTICLE}) for number in range(40))
    answers: list[int] = []
    thread = ask(server, LONG, answers)
    wait_until(lambda: server.metric("summarizer_queue_seconds_count") == 1)
    workers = server.children
    assert len(workers) == 2
    for pid in workers:
        os.kill(pid, 9)
    thread.join()
    assert answers == [503]
    job = server.client.post(
        "/v1/jobs", content=lines.encode(), headers={"Content-Type": "application/jsonl"}
    ).json()
    wait_until(lambda: server.client.get(f"/v1/jobs/{job['id']}").json()["state"] == "finished")
    assert server.client.get(f"/v1/jobs/{job['id']}").json()["done"] == 40
    check = {"source": ARTICLE, "text": "邹自景强调，今年全市研发投入要增长21%。"}
    answer = server.client.post("/v1/checks", json=check)
    if answer.status_code == 503:  # The first call after its death notices it.
        assert answer.json()["code"] == "backend_unavailable"
        answer = server.client.post("/v1/checks", json=check)
    assert answer.json()["findings"]
    assert set(server.children).isdisjoint(workers)


def test_documents_of_a_dead_worker_are_tried_again(start_server: StartServer) -> None:
    server = start_server(SUMMARIZER_JOB_LEASE_SECONDS="0.5")
    lines = [json.dumps({"id": str(number), "text": LONG[: 3000 + number]}) for number in range(64)]
    job = server.client.post(
        "/v1/jobs", content="\n".join(lines).encode(), headers={"Content-Type": "application/jsonl"}
    ).json()
    wait_until(lambda: server.metric("summarizer_queue_seconds_count") >= 16)
    for pid in server.children:
        os.kill(pid, 9)
    wait_until(lambda: server.client.get(f"/v1/jobs/{job['id']}").json()["state"] == "finished")
    records = server.client.get(f"/v1/jobs/{job['id']}/results").text.splitlines()
    assert [json.loads(record)["id"] for record in records] == [str(number) for number in range(64)]
    assert all("summary" in json.loads(record) for record in records)


def test_a_killed_service_leaves_no_worker_behind(start_server: StartServer) -> None:
    server = start_server()
    workers = server.children
    assert len(workers) == 2
    server.kill()
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))


def test_what_the_grace_time_does_not_suffice_for_is_cut(start_server: StartServer) -> None:
    server = start_server(
        SUMMARIZER_GRACE_SECONDS="0.5", SUMMARIZER_BATCH_DOCUMENTS="1", SUMMARIZER_QUEUE_SECONDS="600"
    )
    answers: list[int] = []
    threads = [ask(server, LONG, answers) for _ in range(5)]
    wait_until(lambda: server.metric("summarizer_queue_documents") >= 3)
    workers = server.children
    assert server.terminate() == 0
    for thread in threads:
        thread.join()
    assert len(answers) == 5
    assert set(answers) <= {200, 503}
    assert 503 in answers
    assert "grace time over" in "".join(server.lines)
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))


def test_every_error_crosses_the_border_between_processes() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    assert len(kinds) > 20
    for kind in kinds:
        again = pickle.loads(pickle.dumps(kind("说明")))
        assert type(again) is kind
        assert again.to_dict() == {"code": kind.code, "message": "说明"}
