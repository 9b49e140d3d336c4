"""Proposes nothing of its own yet: what the report's own words make is composed above it (stand-in)."""

from collections.abc import Sequence

from summarizer.backends.base import Candidate, Request


class ExtractiveBackend:
    """No weights."""

    name = "extractive"
    version = "1"
    max_source_chars = 1_000_000

    def generate(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        return [[] for _ in requests]

    def count_tokens(self, text: str) -> int:
        return 0
