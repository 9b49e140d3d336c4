import dataclasses
import itertools
import json
import threading
import time

import pytest
import tiny_models
from misbehaving_server import completion

from summarizer.backends import Request, chat_client, load_backend, openai
from summarizer.backends.metering import Meter
from summarizer.errors import BackendError, BackendUnavailableError, DeadlineError, InvalidOptionError

REPORT = tiny_models.REPORT
REQUESTS = [
    Request(REPORT, "headline", 30),
    Request(REPORT, "summary", 120),
    Request(REPORT.split("\n")[4], "keypoint", 40),
]


@pytest.fixture(autouse=True)
def short_waits(monkeypatch):
    monkeypatch.setattr(chat_client, "FIRST_WAIT", 0.01)
    monkeypatch.setattr(chat_client, "LONGEST_WAIT", 0.05)


def metered():
    """The same requests with a meter of their own."""
    meter = Meter()
    return meter, [dataclasses.replace(one, meter=meter) for one in REQUESTS]


def texts(found):
    return [many[0].text for many in found]


def test_one_call_serves_all_requests_of_an_article(server):
    backend = load_backend(server.model)
    found = texts(backend.generate(REQUESTS))
    assert len(server.requests) == 1
    assert found[0].startswith("临江市召开科技创新大会")
    assert all(len(text) <= request.max_chars for text, request in zip(found, REQUESTS, strict=True))
    assert server.requests[0]["model"] == "tiny"
    assert server.requests[0]["temperature"] == 0


@pytest.mark.parametrize(
    "trouble", ["disconnect", "half", (500, {}, b"oops"), (503, {}, b""), (429, {}, b"{}")]
)
def test_passing_trouble_is_retried(server, trouble):
    server.script = [trouble, trouble]
    assert texts(load_backend(server.model).generate(REQUESTS))[0]
    assert len(server.requests) == 3


def test_retry_after_is_honoured(server):
    server.script = [(429, {"Retry-After": "1"}, b'{"error": {"message": "slow down"}}')]
    load_backend(server.model).generate(REQUESTS)
    assert server.times[1] - server.times[0] >= 1.0


def test_a_retry_after_beyond_the_deadline_is_not_waited_for(server):
    server.script = [(429, {"Retry-After": "3600"}, b"{}")]
    with pytest.raises(DeadlineError, match="429"):
        load_backend(server.model, timeout=5).generate(REQUESTS)


@pytest.mark.parametrize("trouble", ["hang", "drip"])
def test_a_server_that_never_finishes_meets_the_deadline(server, trouble):
    server.script = [trouble] * 9
    with pytest.raises(DeadlineError, match="timeout"):
        load_backend(server.model, timeout=0.6).generate(REQUESTS)


def test_a_server_that_hangs_again_and_again_is_given_less_time(server, monkeypatch):
    monkeypatch.setattr(openai, "PROBE_SECONDS", 0.2)
    backend = load_backend(server.model, timeout=0.5)
    server.script = ["hang"] * 4
    for _ in range(4):
        with pytest.raises(DeadlineError):
            backend.generate(REQUESTS)
    waited = [later - earlier for earlier, later in itertools.pairwise(server.times)]
    assert waited[0] >= 0.4
    # Answering in a fifth of a second is no part of this.
    monkeypatch.setattr(openai, "PROBE_SECONDS", 30)
    backend.generate(REQUESTS)
    assert backend._missed == 0


def test_a_server_that_stays_broken_is_unavailable(server):
    server.script = [(500, {}, b'{"error": {"message": "out of memory"}}')] * 9
    with pytest.raises(BackendUnavailableError, match=r"3 attempts.*out of memory"):
        load_backend(server.model, retries=2).generate(REQUESTS)
    assert len(server.requests) == 3


def test_a_server_that_is_down_is_asked_only_once_for_a_while(server):
    backend = load_backend(server.model, retries=2)
    server.script = ["disconnect"] * 9
    for _ in range(3):
        with pytest.raises(BackendUnavailableError):
            backend.generate(REQUESTS)
    assert len(server.requests) == 3 + 1 + 1


@pytest.mark.parametrize(
    ("status", "hint"), [(401, "OPENAI_API_KEY"), (404, "/models"), (400, "refuses"), (302, "refuses")]
)
def test_a_refusal_is_not_repeated(server, status, hint):
    server.script = [(status, {}, b'{"error": {"message": "no"}}')] * 9
    with pytest.raises(BackendError, match=hint):
        load_backend(server.model).generate(REQUESTS)
    assert len(server.requests) == 1


def test_parameters_a_server_does_not_know_are_left_out(server):
    said = b'{"error": {"message": "Unsupported parameter: max_tokens; use max_completion_tokens"}}'
    server.script = [(400, {}, b'{"detail": "unexpected field response_format"}'), (400, {}, said)]
    backend = load_backend(server.model)
    assert texts(backend.generate(REQUESTS))[0]
    assert "response_format" not in server.requests[-1]
    assert server.requests[-1]["max_completion_tokens"] == server.requests[0]["max_tokens"]
    backend.generate(REQUESTS)
    assert len(server.requests) == 4


def test_streamed_answers_are_joined(server):
    backend = load_backend(server.model + "&stream=true")
    assert texts(backend.generate(REQUESTS))[0].startswith("临江市")
    assert server.requests[0]["stream"] is True
    meter, requests = metered()
    backend.generate(requests)
    assert meter.total.input_tokens == 100
    server.script = [(200, {}, b'data: {"choices": [{"delta": {"content": "{"}}]}\n\n')]
    assert texts(backend.generate(REQUESTS))[0]
    assert len(server.requests) == 4


def test_the_key_comes_from_the_environment_and_is_not_sent_elsewhere(server, monkeypatch):
    monkeypatch.setenv("NEWSROOM_KEY", "s3cret")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    load_backend(server.model).generate(REQUESTS)
    load_backend(server.model, key_env="NEWSROOM_KEY").generate(REQUESTS)
    assert "Authorization" not in server.headers[0]
    assert server.headers[1]["Authorization"] == "Bearer s3cret"


def test_usage_and_cost_are_counted(server):
    backend = load_backend(server.model, input_price=2.0, output_price=10.0)
    meter, requests = metered()
    server.script = ["对不起"]
    backend.generate(requests)
    usage = meter.total
    assert (usage.calls, usage.input_tokens, usage.output_tokens) == (2, 200, 20)
    assert usage.cost == pytest.approx((200 * 2 + 20 * 10) / 1e6)


def test_each_article_is_charged_its_own_calls_and_an_answered_one_before_the_failure(server):
    """Pieces of a long article count for it; a neighbour that is refused does not make the others free."""
    backend = load_backend(server.model, max_source_tokens=300, concurrency=1)
    (long, requests), (short, _) = metered(), metered()
    backend.generate([Request("会议召开。", "headline", 30, meter=short), *requests])
    assert short.total.calls == 1
    assert long.total.calls >= 4
    assert short.total.calls + long.total.calls == len(server.requests)
    server.script = ['{"1": "会议召开"}', (400, {}, b"{}")]
    again = Meter()
    with pytest.raises(BackendError):
        backend.generate(
            [
                Request("会议召开，作出部署。", "headline", 30, meter=again),
                Request("会议闭幕。", "headline", 30, meter=Meter()),
            ]
        )
    assert again.total.input_tokens == 100


def test_servers_that_do_not_count_cost_nothing(server):
    server.script = [(200, {}, json.dumps(completion('{"1": "会议召开"}') | {"usage": None}).encode())]
    meter = Meter()
    load_backend(server.model).generate([Request("会议召开。", "headline", 30, meter=meter)])
    assert (meter.total.calls, meter.total.input_tokens) == (1, 0)


def test_concurrency_is_bounded_and_used(server):
    server.delay = 0.1
    articles = [f"第{number}次会议召开。" for number in range(9)]
    found = load_backend(server.model, concurrency=3).generate(
        [Request(text, "headline", 30) for text in articles]
    )
    assert texts(found) == articles
    assert server.most_at_once == 3


def test_bad_answers_are_repaired_in_one_more_round(server):
    server.script = ["对不起", '{"1": "临江开会"}']
    [[candidate]] = load_backend(server.model).generate(REQUESTS[:1])
    assert candidate.text == "临江开会"


def test_an_answer_without_content_proposes_nothing(server):
    nothing = json.dumps(completion(None, finish="length")).encode()
    server.script = [(200, {}, nothing)] * 2
    assert load_backend(server.model).generate(REQUESTS[:1]) == [[]]


def test_a_server_killed_amid_a_call_ends_it_with_an_error(server):
    server.delay = 0.3
    backend = load_backend(server.model, retries=1, concurrency=2)
    threading.Timer(0.5, server.kill).start()
    started = time.monotonic()
    with pytest.raises(BackendUnavailableError, match="not available after"):
        backend.generate([Request(f"第{number}次会议召开。", "headline", 30) for number in range(40)])
    assert time.monotonic() - started < 10


def test_a_fallback_writes_when_the_server_is_down_and_says_so(server):
    backend = load_backend(server.model + "&fallback=extractive&retries=0")
    assert backend.generate(REQUESTS)[0][0].origin is None
    server.kill()
    for many in backend.generate(REQUESTS):
        assert {one.origin.name for one in many} == {"extractive (fallback for tiny)"}


@pytest.mark.parametrize(
    "model",
    [
        "openai:",
        "openai:127.0.0.1:8000?model=x",
        "openai:http://host/v1",
        "openai:http://me:pw@host/v1?model=x",
    ],
)
def test_an_address_that_cannot_work_is_refused_at_once(model):
    with pytest.raises(InvalidOptionError, match=r"openai:|environment variable"):
        load_backend(model)
