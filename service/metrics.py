"""What the service counts, for Prometheus."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.process_collector import ProcessCollector

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_DOCUMENTS = (1, 2, 4, 8, 16, 32, 64, 128, 256)


class Metrics:
    """One registry per application, so that several can live in one process."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self.requests = Counter(
            "summarizer_requests", "Answered requests.", ["method", "route", "status"], registry=registry
        )
        self.request_seconds = Histogram(
            "summarizer_request_seconds",
            "From the first byte of a request to the last of its answer.",
            ["route"],
            buckets=_SECONDS,
            registry=registry,
        )
        self.problems = Counter(
            "summarizer_problems", "Answers that were problem documents.", ["code"], registry=registry
        )
        self.queue_documents = Gauge(
            "summarizer_queue_documents", "Documents waiting now.", ["lane"], registry=registry
        )
        self.queue_seconds = Histogram(
            "summarizer_queue_seconds", "Wait in the queue.", ["lane"], buckets=_SECONDS, registry=registry
        )
        self.dropped = Counter(
            "summarizer_dropped_documents",
            "Documents taken out of the queue unread.",
            ["reason"],
            registry=registry,
        )
        self.batch_documents = Histogram(
            "summarizer_batch_documents", "Documents run together.", buckets=_DOCUMENTS, registry=registry
        )
        self.inference_seconds = Histogram(
            "summarizer_inference_seconds", "One batch.", ["model"], buckets=_SECONDS, registry=registry
        )
        self.documents = Counter(
            "summarizer_documents",
            "Documents summarised, by outcome code.",
            ["lane", "outcome"],
            registry=registry,
        )
        self.checks = Counter("summarizer_checks", "Texts checked on their own.", registry=registry)
        self.findings = Counter(
            "summarizer_findings", "Fact-check findings in shipped outputs.", ["kind"], registry=registry
        )
        self.ready = Gauge("summarizer_ready", "1 when the service takes work.", registry=registry)
        self.jobs_ended = Counter("summarizer_jobs_ended", "Jobs ended here.", ["state"], registry=registry)

    def watch(self, namespace: str, pid: Callable[[], int | None]) -> None:
        """Adds memory, processor time and files of another process as ``{namespace}_process_…``."""
        ProcessCollector(namespace, lambda: pid() or "none", registry=self.registry)
