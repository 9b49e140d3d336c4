import itertools

import pytest
import tiny_models
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.backends import Candidate, Request, generate_long
from summarizer.backends.chunking import split_text
from summarizer.text.sentences import split_sentences

REPORT = tiny_models.REPORT


@pytest.mark.parametrize("limit", [40, 90, 200, 1000])
def test_pieces_are_whole_sentences_and_leave_nothing_out(limit):
    spans = split_text(REPORT, lambda text: len(text) <= limit)
    sentences = [(one.start, one.end) for one in split_sentences(REPORT)]
    starts = {start for start, _ in sentences}
    ends = {end for _, end in sentences}
    longest = max(end - start for start, end in sentences)
    assert all(end - start <= limit for start, end in spans)
    if limit >= longest:
        assert all(start in starts and end in ends for start, end in spans)
    assert "".join("".join(REPORT[start:end].split()) for start, end in spans) == "".join(REPORT.split())


def test_paragraphs_stay_together_while_they_fit():
    text = "甲" * 30 + "。\n" + "乙" * 30 + "。" + "乙" * 30 + "。\n" + "丙" * 10 + "。"
    pieces = [text[start:end] for start, end in split_text(text, lambda part: len(part) <= 75)]
    assert pieces == [text[:31], text[32:]]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="会议强调，。；！？“”（）\n 5.2%ab", max_size=300), st.integers(1, 60))
def test_no_text_loses_a_character_in_splitting(text, limit):
    spans = split_text(text, lambda part: len(part) <= limit)
    assert all(0 < end - start <= limit for start, end in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


class FirstSentence:
    """Answers with the first sentence; refuses what it cannot read whole."""

    name, version, max_source_chars = "first", "1", 120

    def __init__(self):
        self.calls = []

    def generate(self, requests):
        self.calls.append(list(requests))
        assert all(len(request.text) <= self.max_source_chars for request in requests)
        found = []
        for request in requests:
            first = split_sentences(request.text)[0]
            found.append([Candidate(request.text[first.start : first.end][: request.max_chars], 0.0)])
        return found


def test_every_character_is_read_and_two_calls_serve_all_requests():
    backend = FirstSentence()
    requests = [
        Request(REPORT, "headline", 30),
        Request("会议召开。", "keypoint", 20),
        Request(REPORT * 2, "summary", 90),
    ]
    candidates = generate_long(backend, requests)
    read = "".join("".join(one.text.split()) for one in backend.calls[0])
    assert read == "".join((REPORT + "会议召开。" + REPORT * 2).split())
    assert [bool(many) for many in candidates] == [True, True, True]
    assert candidates[1][0].text == "会议召开。"
    assert {one.task for one in backend.calls[0] if one.text != "会议召开。"} == {"summary"}
    assert [one.task for one in backend.calls[-1]] == ["summary"] or backend.calls[-1][0].task == "headline"


class Parrot(FirstSentence):
    """Condenses nothing, or proposes nothing at all."""

    def __init__(self, silent):
        super().__init__()
        self.silent = silent

    def generate(self, requests):
        self.calls.append(list(requests))
        return [[] if self.silent else [Candidate(request.text, 0.0)] for request in requests]


@pytest.mark.parametrize("silent", [True, False])
def test_merging_ends_even_if_the_model_condenses_nothing(silent):
    backend = Parrot(silent)
    [candidates] = generate_long(backend, [Request(REPORT * 20, "summary", 100)])
    assert len(backend.calls) < 8
    assert bool(candidates) != silent


def test_a_text_of_a_hundred_thousand_characters_is_read_whole():
    backend = FirstSentence()
    generate_long(backend, [Request(REPORT * 200, "summary", 120)])
    assert sum(len("".join(one.text.split())) for one in backend.calls[0]) == len(
        "".join((REPORT * 200).split())
    )
