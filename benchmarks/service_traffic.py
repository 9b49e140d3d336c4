"""Traffic for the service: an open-loop generator that runs in a process of its own and knows its own delays.

    python benchmarks/service_traffic.py URL --rate 200 --seconds 15

Arrivals follow a Poisson process whether or not earlier requests have been answered. A latency counts from the
moment a request was *due*, so a generator that falls behind cannot hide waiting; how far it fell behind is
reported beside it. Prints one JSON object. The library for this is asyncio alone: a client that parses every
answer would need more of the machine than the service it measures.
"""

import argparse
import asyncio
import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import uvloop

EXAMPLES = Path(__file__).parents[1] / "examples"
_BEAT_SECONDS = 0.01


def documents() -> Iterator[str]:
    """Endless different news texts of the lengths that newsrooms send, 300 to 1,100 characters."""
    names = ("award_ceremony", "economy_figures", "election", "football_final", "innovation_meeting")
    texts = [(EXAMPLES / f"{name}.txt").read_text("utf-8").strip() for name in names]
    number = 0
    while True:
        number += 1
        yield f"{texts[number % len(texts)]}\n会议还研究了{number}项其他工作。"


class Connections:
    """Kept-alive connections to one service; another is opened when all are in use."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._address = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def post(
        self, path: str, body: object, sent: Callable[[], None] = lambda: None
    ) -> tuple[int, bytes]:
        """Status and body of the answer; calls ``sent`` when the request has gone out. Status 0: no answer."""
        content = json.dumps(body, ensure_ascii=False).encode()
        head = f"POST {path} HTTP/1.1\r\nHost: service\r\nContent-Type: application/json\r\n"
        try:
            reader, writer = self._kept() or await asyncio.open_connection(*self._address)
            writer.write(f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content)
            sent()
            answer = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = int(answer.split(b"content-length:")[1].split(b"\r\n")[0])
            received = await reader.readexactly(length)
        except (OSError, asyncio.IncompleteReadError):
            return 0, b""
        self._idle.append((reader, writer))
        return int(answer.split(b" ", 2)[1]), received

    def _kept(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        """An idle connection that the service has not closed meanwhile."""
        while self._idle:
            reader, writer = self._idle.pop()
            if not reader.at_eof():
                return reader, writer
            writer.close()
        return None


async def generate(url: str, rate: float, seconds: float) -> dict[str, float]:
    """Offers ``rate`` requests a second for that long; what came of them, in seconds."""
    connections = Connections(url)
    texts = documents()
    answers: list[tuple[int, float]] = []
    lags: list[float] = []
    beats: list[float] = []

    async def ask(due: float) -> None:
        def sent() -> None:
            lags.append(time.perf_counter() - due)

        status, _ = await connections.post("/v1/summaries", {"text": next(texts)}, sent)
        answers.append((status, time.perf_counter() - due))

    async def beat() -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(_BEAT_SECONDS)
            beats.append(time.perf_counter() - before - _BEAT_SECONDS)

    random.seed(7)
    heart = asyncio.create_task(beat())
    started = due = time.perf_counter()
    tasks = []
    while due < started + seconds:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(ask(due)))
        due += random.expovariate(rate)
    await asyncio.gather(*tasks)
    elapsed = time.perf_counter() - started
    heart.cancel()
    accepted = [latency for status, latency in answers if status == 200]
    refused = [latency for status, latency in answers if status == 429]
    return {
        "offered_per_second": round(len(answers) / seconds, 1),
        "accepted_per_second": round(len(accepted) / elapsed, 1),
        "accepted": len(accepted),
        "refused": len(refused),
        "other": len(answers) - len(accepted) - len(refused),
        "accepted_p50": quantile(accepted, 0.5),
        "accepted_p99": quantile(accepted, 0.99),
        "refused_p50": quantile(refused, 0.5),
        "refused_p99": quantile(refused, 0.99),
        # The generator's own: sending later than due, and noticing an answer later than it came.
        "generator_late_p99": quantile(lags, 0.99),
        "generator_deaf_p99": quantile(beats, 0.99),
    }


def quantile(values: list[float], share: float) -> float:
    """In seconds, to the tenth of a millisecond; 0 when there is no value."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 4) if ordered else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("url")
    parser.add_argument("--rate", type=float, required=True, help="requests a second")
    parser.add_argument("--seconds", type=float, default=15)
    arguments = parser.parse_args()
    print(json.dumps(uvloop.run(generate(arguments.url, arguments.rate, arguments.seconds))))


if __name__ == "__main__":
    main()
