"""What an operator relies on: keys, readiness, limits, stopping, metrics, headers."""

import concurrent.futures
import contextlib
import hashlib
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from benchmarks.service_process import ARTICLE, ROOT, Server, command
from service.app import create_app
from service.keys import KeyRing, load_keys
from service.settings import ConfigurationError, Settings, is_public, load_settings, markdown_table

StartServer = Callable[..., Server]
LONG = "\n".join(f"{ARTICLE}第{number}项工作完成{number}家。" for number in range(60))


def key_line(name: str, key: str) -> str:
    return f"{name}:{hashlib.sha256(key.encode()).hexdigest()}"


def test_keys_open_the_api_and_separate_its_users(start_server: StartServer, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.write_text(f"# the desk\n{key_line('desk', 'one')}\n")
    server = start_server(SUMMARIZER_API_KEYS=key_line("archive", "two"), SUMMARIZER_API_KEYS_FILE=str(keys))
    desk, archive = {"Authorization": "Bearer one"}, {"X-API-Key": "two"}
    for path in ("/v1/models", "/v1/jobs", "/metrics"):
        assert server.client.get(path).status_code == 401
        assert server.client.get(path, headers=desk).status_code == 200
    refused = server.client.post("/v1/summaries", json={"text": ARTICLE}, headers={"X-API-Key": "three"})
    assert (refused.status_code, refused.json()["code"]) == (401, "unauthorized")
    assert refused.headers["www-authenticate"] == "Bearer"
    for path in ("/", "/docs", "/livez", "/readyz", "/openapi.json", "/static/page.css"):
        assert server.client.get(path).status_code == 200
    lines = {"Content-Type": "application/jsonl"}
    job = server.client.post("/v1/jobs", content=b'{"text": "x"}', headers=lines | desk).json()
    for method in ("GET", "DELETE"):
        for path in (f"/v1/jobs/{job['id']}", f"/v1/jobs/{job['id']}/results")[
            : 1 if method == "DELETE" else 2
        ]:
            assert server.client.request(method, path, headers=archive).json()["code"] == "job_not_found"
    assert server.client.get("/v1/jobs", headers=archive).json()["jobs"] == []
    assert "desk" in "".join(server.lines)
    assert "Bearer" not in "".join(server.lines)


def test_a_new_key_fits_its_line() -> None:
    output = subprocess.run(
        [sys.executable, "-m", "service.keys", "desk"], capture_output=True, text=True, cwd=ROOT, check=True
    ).stdout
    key, line = (part.split(maxsplit=1)[1] for part in output.splitlines())
    ring = KeyRing((line,))
    assert ring.owner(key) == "desk"
    assert ring.owner(key[:-1]) is None


@pytest.mark.parametrize("lines", [("desk",), ("desk:abc",), (key_line("a", "x"), key_line("a", "y"))])
def test_unusable_keys_are_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(ConfigurationError, match="SUMMARIZER_API_KEYS"):
        load_keys(Settings(api_keys=lines))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org", ""])
def test_a_public_address_needs_keys(host: str) -> None:
    assert is_public(host)
    with pytest.raises(ConfigurationError, match="without API keys"):
        create_app(Settings(host=host))
    assert load_keys(Settings(host=host, api_keys=(key_line("desk", "x"),)))


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_this_machine_alone_needs_none(host: str) -> None:
    assert not load_keys(Settings(host=host))


@pytest.mark.parametrize(
    ("arguments", "environment", "message"),
    [
        (["--host", "0.0.0.0"], {}, "will not listen on 0.0.0.0"),
        ([], {"SUMMARIZER_HOST": "0.0.0.0"}, "will not listen on 0.0.0.0"),
        ([], {"SUMMARIZER_PORT": "eighty", "SUMMARIZER_BATCH_WINDOW_MS": "21"}, "SUMMARIZER_BATCH_WINDOW_MS"),
    ],
)
def test_a_process_with_unsafe_settings_does_not_start(
    arguments: list[str], environment: dict[str, str], message: str, tmp_path: Path
) -> None:
    env = os.environ | {"SUMMARIZER_DATABASE_URL": f"sqlite:///{tmp_path / 'jobs.sqlite3'}"} | environment
    done = subprocess.run(
        [*command(), *arguments],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode not in (0, None)
    assert message in done.stderr


def test_settings_name_every_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_PORT", "eighty")
    monkeypatch.setenv("SUMMARIZER_MODELS", " , ")
    with pytest.raises(ConfigurationError) as caught:
        load_settings()
    assert "SUMMARIZER_PORT" in str(caught.value)
    assert "SUMMARIZER_MODELS" in str(caught.value)


def test_models_can_be_served_under_other_names() -> None:
    settings = Settings(models="embedded, qwen=openai:http://127.0.0.1:8000/v1?model=qwen")
    assert settings.default_model == "embedded"
    assert settings.model_specs["qwen"] == "openai:http://127.0.0.1:8000/v1?model=qwen"


def test_the_settings_table_is_the_one_in_the_documentation() -> None:
    text = (ROOT / "docs" / "service.md").read_text("utf-8")
    assert markdown_table() in text, "docs/service.md is stale: run python -m service.settings"


def test_a_model_that_does_not_load_is_told_apart_from_loading(start_server: StartServer) -> None:
    server = start_server(ready=False, SUMMARIZER_MODELS="./no-such-model")
    for _ in range(5000):
        if server.client.get("/livez").status_code == 503:
            break
        time.sleep(0.05)
    assert server.client.get("/livez").json()["code"] == "not_alive"
    for answer in (server.client.get("/readyz"), server.client.post("/v1/summaries", json={"text": ARTICLE})):
        assert (answer.status_code, answer.json()["code"]) == (503, "model_failed")
    assert any(line.get("code") == "model_not_found" for line in server.log)


def test_a_full_queue_answers_at_once_and_says_when_to_come_back(small_server: Server) -> None:
    server = small_server

    def ask(number: int) -> httpx.Response:
        return httpx.post(f"{server.url}/v1/summaries", json={"text": f"{LONG}{number}"}, timeout=180)

    with concurrent.futures.ThreadPoolExecutor(60) as pool:
        answers = list(pool.map(ask, range(60)))
    codes = {answer.status_code for answer in answers}
    assert codes == {200, 429}
    for answer in answers:
        if answer.status_code == 429:
            assert answer.json()["code"] == "queue_full"
            assert int(answer.headers["retry-after"]) >= 1
    assert server.metric("summarizer_dropped_documents_total") > 0


def test_a_deadline_ends_the_wait(start_server: StartServer) -> None:
    client = start_server(SUMMARIZER_DEADLINE_SECONDS="0.001").client
    for headers in ({}, {"X-Deadline-Seconds": "100"}):
        answer = client.post("/v1/summaries", json={"text": LONG}, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (504, "deadline_exceeded")
    assert client.get("/readyz").status_code == 200


def test_a_deadline_must_make_sense(server: Server) -> None:
    assert (
        server.client.post(
            "/v1/summaries", json={"text": LONG}, headers={"X-Deadline-Seconds": "-1"}
        ).status_code
        == 422
    )


def test_whoever_leaves_is_taken_out_of_the_queue(small_server: Server) -> None:
    server = small_server
    before = server.metric("summarizer_documents_total")
    host, port = server.url.removeprefix("http://").split(":")
    body = b'{"text": "' + LONG.replace("\n", "\\n").encode() + b'"}'
    head = f"POST /v1/summaries HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
    request = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
    with contextlib.ExitStack() as stack:
        for _ in range(15):
            connection = stack.enter_context(socket.create_connection((host, int(port))))
            connection.sendall(request)
    assert server.client.post("/v1/summaries", json={"text": ARTICLE}).status_code == 200
    assert server.metric("summarizer_documents_total") - before < 16
    assert server.metric("summarizer_queue_documents") == 0


def test_the_event_loop_answers_while_the_worker_works(server: Server) -> None:
    text = "\n".join(LONG for _ in range(20))[:150_000]
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        work = pool.submit(httpx.post, f"{server.url}/v1/summaries", json={"text": text}, timeout=180)
        answered = 0
        while not work.done():
            assert server.client.get("/livez").status_code == 200
            answered += 1
        assert work.result().status_code == 200
    assert answered > 5


def test_sigterm_finishes_what_was_accepted_and_exits_0(start_server: StartServer) -> None:
    server = start_server()
    answers: list[int] = []

    def ask(number: int) -> None:
        answers.append(
            httpx.post(
                f"{server.url}/v1/summaries", json={"text": f"{LONG}{number}"}, timeout=180
            ).status_code
        )

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for _ in range(5000):
        if sum(line["event"] == "documents" for line in server.log) == 8:
            break
        time.sleep(0.05)
    assert server.terminate() == 0
    for thread in threads:
        thread.join()
    assert answers == [200] * 8
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{server.url}/livez")


def test_it_works_and_stops_even_when_nobody_reads_the_log(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    reading, writing = os.pipe()
    url = {"SUMMARIZER_DATABASE_URL": f"sqlite:///{tmp_path / 'jobs.sqlite3'}"}
    models = {"SUMMARIZER_MODELS": "extractive"}
    process = subprocess.Popen(command(port), cwd=ROOT, env=os.environ | url | models, stderr=writing)
    os.close(writing)
    os.close(reading)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=180) as client:
            for _ in range(5000):
                with contextlib.suppress(httpx.TransportError):
                    if client.get("/readyz").status_code == 200:
                        break
                time.sleep(0.05)
            assert client.post("/v1/summaries", json={"text": ARTICLE}).status_code == 200
        process.terminate()
        assert process.wait(180) == 0
    finally:
        process.kill()


def test_sigterm_during_a_job_leaves_it_to_the_next_process(start_server: StartServer) -> None:
    server = start_server(SUMMARIZER_JOB_LEASE_SECONDS="600")
    lines = "\n".join(
        '{"text": "' + ARTICLE.replace("\n", "\\n") + str(number) + '"}' for number in range(300)
    )
    headers = {"Content-Type": "application/jsonl"}
    job = server.client.post("/v1/jobs", content=lines.encode(), headers=headers).json()
    with server.client.stream("GET", job["events"]) as events:
        next(events.iter_lines())
        assert server.terminate() == 0
    # Its leases last ten minutes: only because they were given back can another process go on.
    successor = start_server()
    for _ in range(5000):
        state = successor.client.get(f"/v1/jobs/{job['id']}").json()
        if state["state"] == "finished":
            break
        time.sleep(0.05)
    assert state["done"] == 300


def test_named_origins_may_call_and_no_others(start_server: StartServer) -> None:
    client = start_server(SUMMARIZER_CORS_ORIGINS="https://desk.example").client
    let_in = client.get("/v1/models", headers={"Origin": "https://desk.example"})
    kept_out = client.get("/v1/models", headers={"Origin": "https://elsewhere.example"})
    assert let_in.headers["access-control-allow-origin"] == "https://desk.example"
    assert "access-control-allow-origin" not in kept_out.headers


def test_metrics_count_requests_work_and_processes(start_server: StartServer) -> None:
    server = start_server()
    client = server.client
    client.post("/v1/summaries", json={"text": ARTICLE})
    client.post("/v1/summaries", json={"text": ""})
    text = client.get("/metrics").text
    assert 'summarizer_requests_total{method="POST",route="/v1/summaries",status="200"} 1.0' in text
    assert 'summarizer_problems_total{code="invalid_request"} 1.0' in text
    assert 'summarizer_documents_total{lane="live",outcome="ok"} 1.0' in text
    assert "summarizer_ready 1.0" in text
    for name in ("request_seconds", "queue_seconds", "batch_documents", "inference_seconds"):
        assert server.metric(f"summarizer_{name}_count") >= 1
    assert server.metric("summarizer_inference_process_resident_memory_bytes") > 10_000_000


@pytest.mark.parametrize("path", ["/", "/docs", "/static/main.js", "/v1/models", "/nothing"])
def test_every_answer_carries_the_security_headers(client: httpx.Client, path: str) -> None:
    headers = client.get(path, headers={"Origin": "https://elsewhere.example"}).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers
    assert len(headers["x-request-id"]) == 32


def test_a_strange_request_id_is_replaced(client: httpx.Client) -> None:
    assert client.get("/livez", headers={"X-Request-Id": "a b\tc"}).headers["x-request-id"] != "a b\tc"
    assert client.get("/livez", headers={"X-Request-Id": "trace-7"}).headers["x-request-id"] == "trace-7"


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"])
def test_only_the_pages_own_files_are_served(server: Server, path: str) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert b" 404 " in answer.split(b"\r\n")[0]
