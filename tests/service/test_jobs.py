"""Jobs over HTTP, on SQLite and on a real PostgreSQL: taken whole, done once, kept through kill -9."""

import collections
import csv
import io
import json
import random
import time
from collections.abc import Callable

import httpx
import pytest

from benchmarks.service_process import ARTICLE, Server
from service.jobs import database, leases, store
from service.jobs.uploads import NewDocument
from summarizer import SummaryOptions

StartServer = Callable[..., Server]
JSONL = {"Content-Type": "application/x-ndjson"}


def archive(count: int, prefix: str = "文") -> bytes:
    """Fictional documents as JSON Lines, each with its own id and figure."""
    lines = (
        json.dumps(
            {"id": f"{prefix}-{number}", "title": "科技创新大会", "body": f"{ARTICLE}会期{number}天。"}
        )
        for number in range(count)
    )
    return "\n".join(lines).encode()


def send(client: httpx.Client, content: bytes, **headers: str) -> httpx.Response:
    return client.post("/v1/jobs", content=content, headers=JSONL | headers, params={"preset": "push"})


def wait_for(client: httpx.Client, job_id: str) -> dict[str, object]:
    for _ in range(5000):
        job: dict[str, object] = client.get(f"/v1/jobs/{job_id}").json()
        if job["state"] not in ("queued", "running"):
            return job
        time.sleep(0.05)
    raise AssertionError(f"the job did not end: {job}")


def results(client: httpx.Client, job_id: str, **params: str) -> list[dict[str, object]]:
    return [
        json.loads(line) for line in client.get(f"/v1/jobs/{job_id}/results", params=params).text.splitlines()
    ]


def test_an_archive_is_summarised_in_order(each_client: httpx.Client) -> None:
    client = each_client
    lines = [*archive(30).split(b"\n"), b'{"id": "bad"}', b"{", b'\xff\xfe{"text": 1}', b"  "]
    answer = send(client, b"\n".join(lines))
    assert answer.status_code == 202
    job = answer.json()
    assert answer.headers["location"] == f"/v1/jobs/{job['id']}"
    assert job["total"] == 33
    ended = wait_for(client, job["id"])
    assert (ended["state"], ended["done"], ended["failed"]) == ("finished", 30, 3)
    assert ended["expires_at"] > ended["ended_at"]
    records = results(client, job["id"])
    assert [record["id"] for record in records] == [f"文-{number}" for number in range(30)] + [
        "bad",
        None,
        None,
    ]
    assert all(len(record["summary"]) <= 50 for record in records[:30])
    assert [record["error"]["code"] for record in records[30:]] == ["invalid_record"] * 3
    assert results(client, job["id"], only="failed") == records[30:]
    assert client.get("/v1/jobs").json()["jobs"][0]["id"] == job["id"]


def test_results_as_csv_open_in_a_spreadsheet(client: httpx.Client) -> None:
    content = archive(2) + b"\n" + json.dumps({"id": "=cmd()", "text": ""}).encode()
    job_id = send(client, content).json()["id"]
    wait_for(client, job_id)
    text = client.get(f"/v1/jobs/{job_id}/results", params={"format": "csv"}).text
    assert text.startswith("\ufeffid,title,headline")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[0]["id"] == "文-0"
    assert rows[0]["headline"]
    assert rows[0]["title"] == "科技创新大会"
    assert rows[2]["id"] == "'=cmd()"
    assert rows[2]["error_code"] == "empty_input"


def test_events_tell_the_progress_to_the_end(client: httpx.Client) -> None:
    job_id = send(client, archive(60)).json()["id"]
    names, last = [], {}
    with client.stream("GET", f"/v1/jobs/{job_id}/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        for line in stream.iter_lines():
            field, _, value = line.partition(": ")
            if field == "event":
                names.append(value)
            elif field == "data":
                last = json.loads(value)
    assert names[-1] == "end"
    assert set(names[:-1]) <= {"progress"}
    assert (last["state"], last["done"]) == ("finished", 60)


def test_a_repeated_request_makes_no_second_job(each_client: httpx.Client) -> None:
    client = each_client
    first = send(client, archive(3), **{"Idempotency-Key": "k-1"})
    again = send(client, archive(3), **{"Idempotency-Key": "k-1"})
    other = send(client, archive(4), **{"Idempotency-Key": "k-1"})
    assert again.status_code == 202
    assert again.json()["id"] == first.json()["id"]
    assert again.headers["idempotent-replayed"] == "true"
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert [job["id"] for job in client.get("/v1/jobs").json()["jobs"]].count(first.json()["id"]) == 1


def test_cancelling_keeps_what_was_done_and_deleting_removes_it(client: httpx.Client) -> None:
    job_id = send(client, archive(20_000)).json()["id"]
    assert client.delete(f"/v1/jobs/{job_id}").status_code == 204
    job = client.get(f"/v1/jobs/{job_id}").json()
    assert job["state"] == "cancelled"
    done = job["done"]
    time.sleep(1)
    assert client.get(f"/v1/jobs/{job_id}").json()["done"] <= done + 32  # Two claims may have been in work.
    assert client.delete(f"/v1/jobs/{job_id}").status_code == 204
    assert client.get(f"/v1/jobs/{job_id}").json()["code"] == "job_not_found"


def test_jobs_expire(start_server: StartServer) -> None:
    server = start_server()
    job_id = send(server.client, archive(2)).json()["id"]
    wait_for(server.client, job_id)
    folder = next(line for line in server.environment["SUMMARIZER_DATABASE_URL"].split("sqlite:///") if line)
    jobs = store.JobStore(database.open_database(f"sqlite:///{folder}"), retention_seconds=0)
    assert jobs.expire() == 0
    with jobs._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE jobs SET expires_at = 1")
    assert jobs.expire() == 1
    assert server.client.get(f"/v1/jobs/{job_id}").status_code == 404
    with jobs._engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM job_documents").scalar() == 0


def test_a_document_without_an_outcome_is_let_go_and_tried_again_alone(database_url: str) -> None:
    engine = database.open_database(database_url)
    database.migrate(engine)
    jobs = store.JobStore(engine, retention_seconds=60)
    documents = [NewDocument("text", ARTICLE.encode(), str(number)) for number in range(3)]
    job_id = jobs.create(store.NewJob("desk", "extractive", SummaryOptions(), "0" * 64), documents)
    work = leases.JobLeases(engine, lease_seconds=0.2, retention_seconds=60)
    claim = work.claim("first", 16)
    assert claim is not None
    assert work.finish("first", claim, {1: ("{}", False)}) == 1
    time.sleep(0.3)
    work.renew("first")  # What it let go must not stay its own for as long as it lives.
    for position in (0, 2):
        alone = work.claim("second", 16)
        assert alone is not None
        assert (list(alone.documents), alone.attempts) == ([position], {position: 2})
        assert work.finish("second", alone, {position: ("{}", False)}) == 1
    assert work.end_finished() == 1
    progress = jobs.progress("desk", job_id)
    assert progress is not None
    assert (progress.done, progress.job.state) == (3, "finished")
    engine.dispose()


@pytest.mark.parametrize(
    ("content", "headers", "status", "code"),
    [
        (b"", JSONL, 422, "empty_input"),
        (b"\n \n", JSONL, 422, "empty_input"),
        (b"{}", {"Content-Type": "text/plain"}, 415, "unsupported_media_type"),
        (b"x" * 100_000, JSONL, 413, "body_too_large"),
        (archive(101), JSONL, 413, "too_many_documents"),
    ],
)
def test_unusable_uploads_are_refused_whole(
    small_server: Server, content: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    answer = small_server.client.post("/v1/jobs", content=content, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert small_server.client.get("/v1/jobs").json()["jobs"] == []


def test_killed_jobs_resume_and_do_each_document_once(start_server: StartServer, database_url: str) -> None:
    settings = {"SUMMARIZER_DATABASE_URL": database_url, "SUMMARIZER_JOB_LEASE_SECONDS": "0.5"}
    server = start_server(**settings)
    jobs = [send(server.client, archive(200, f"案{number}")).json()["id"] for number in range(3)]
    for _ in range(2):
        time.sleep(random.uniform(0.05, 0.5))
        server.kill()
        server = start_server(**settings)
    for number, job_id in enumerate(jobs):
        assert wait_for(server.client, job_id)["state"] == "finished"
        ids = [record["id"] for record in results(server.client, job_id)]
        assert ids == [f"案{number}-{position}" for position in range(200)]


@pytest.mark.postgres
def test_two_processes_share_the_work_without_doing_it_twice(
    start_server: StartServer, postgres_server: Server
) -> None:
    first = postgres_server
    second = start_server(SUMMARIZER_DATABASE_URL=first.environment["SUMMARIZER_DATABASE_URL"])
    job_id = send(first.client, archive(600)).json()["id"]
    assert wait_for(second.client, job_id)["done"] == 600
    assert collections.Counter(record["id"] for record in results(second.client, job_id)) == {
        f"文-{number}": 1 for number in range(600)
    }
    stored = [
        sum(int(line["stored"]) for line in server.log if line.get("job") == job_id and "stored" in line)
        for server in (first, second)
    ]
    assert sum(stored) == 600
    assert min(stored) > 0


def test_an_interrupted_upload_leaves_nothing(server: Server) -> None:
    before = server.client.get("/v1/jobs").json()["jobs"]

    def half() -> object:
        yield archive(10)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        server.client.post("/v1/jobs", content=half(), headers=JSONL)
    assert httpx.get(f"{server.url}/v1/jobs").json()["jobs"] == before
