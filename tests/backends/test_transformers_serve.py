"""The HTTP backend against a real OpenAI-compatible server: ``transformers serve`` on a tiny chat model."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
import tiny_models

from summarizer import Summarizer
from summarizer.backends import Request, load_backend
from summarizer.backends.metering import Meter
from summarizer.errors import BackendUnavailableError

pytestmark = pytest.mark.slow
HEADLINE = "临江市召开科技创新大会"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    pytest.importorskip("openai", reason="transformers serve needs the openai package")
    folder = tiny_models.build("qwen-chat", tmp_path_factory.mktemp("served") / "qwen-chat")
    tiny_models.teach_chat(folder, f'{{"1": "{HEADLINE}"}}')
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("transformers")), "serve", str(folder)]
    log = (folder.parent / "serve.log").open("w+")
    process = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", str(port), "--device", "cpu"],
        stdout=log,
        stderr=log,
        env=os.environ | {"HF_HUB_OFFLINE": "1"},
    )
    try:
        for _ in range(600):
            if process.poll() is not None:
                pytest.fail("transformers serve ended: " + (folder.parent / "serve.log").read_text()[-2000:])
            try:
                httpx.get(f"http://127.0.0.1:{port}/health", timeout=1).raise_for_status()
                break
            except httpx.HTTPError:
                time.sleep(0.2)
        yield f"openai:http://127.0.0.1:{port}/v1?model={folder}", process
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("stream", ["false", "true"])
def test_a_real_server_answers(served, stream):
    model, _ = served
    backend = load_backend(f"{model}&stream={stream}&max_new_tokens=60")
    meter = Meter()
    [[candidate]] = backend.generate([Request(tiny_models.REPORT, "headline", 30, meter=meter)])
    assert candidate.text == HEADLINE
    assert meter.total.calls == 1
    assert meter.total.output_tokens > 0


def test_the_servers_own_count_reaches_the_result(served):
    """The server counts with the model's tokenizer, which lies here too: both must agree to the token."""
    from transformers import AutoTokenizer

    model, _ = served
    sent = []
    summarizer = Summarizer(f"{model}&max_new_tokens=40&input_price=2&output_price=6")
    complete = summarizer._backend._client.complete
    summarizer._backend._client.complete = lambda messages, *rest: (
        sent.append(messages) or complete(messages, *rest)
    )
    summary = summarizer.summarize(tiny_models.REPORT)
    tokenizer = AutoTokenizer.from_pretrained(model.split("model=")[1])
    expected = sum(
        len(tokenizer.apply_chat_template(messages, add_generation_prompt=True)["input_ids"])
        for messages in sent
    )
    assert summary.usage.input_tokens == expected > len(tiny_models.REPORT)
    spent = summarizer.spent
    assert (spent.calls, spent.input_tokens) == (len(sent), expected)
    assert 0 < spent.output_tokens <= 40 * spent.calls
    assert spent.cost == pytest.approx((2 * expected + 6 * spent.output_tokens) / 1e6)


def test_killing_the_real_server_is_a_clear_error(served):
    model, process = served
    backend = load_backend(f"{model}&retries=1")
    process.kill()
    process.wait()
    with pytest.raises(
        BackendUnavailableError, match=r"127\.0\.0\.1:\d+/v1 is not available after 2 attempts"
    ):
        backend.generate([Request(tiny_models.REPORT, "headline", 30)])
