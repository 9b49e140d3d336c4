"""The word lists and the patterns made of them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.lexicon import alternation, load_words

LISTS = {
    "surnames": {"common", "compound", "ambiguous"},
    "posts": {"office", "organisation", "foreign", "press", "after", "generic", "continued"},
    "verbs": {
        "saying",
        "telling",
        "nounish",
        "plain",
        "reporting",
        "narrative",
        "presence",
        "award",
        "result",
    },
    "events": {"meeting", "activity", "holding", "visiting", "generic"},
    "names": {"followers", "certain", "prepositions", "tails", "never", "rarely_last", "transliterating"},
    "not_names": {"words", "countries"},
    "negators": {"negators", "equivalents", "refusals", "doubts", "ranks", "former"},
}


@pytest.mark.parametrize("name", LISTS)
def test_every_group_the_code_reads_is_there_and_not_empty(name: str) -> None:
    groups = load_words(name)
    assert LISTS[name] <= set(groups)
    assert all(groups[group] for group in LISTS[name])


def test_comments_and_headings_are_no_words() -> None:
    for name in LISTS:
        for words in load_words(name).values():
            assert not any("#" in word or "[" in word for word in words)


def test_ambiguous_surnames_are_surnames() -> None:
    groups = load_words("surnames")
    assert groups["ambiguous"] <= groups["common"]
    assert all(len(surname) == 1 for surname in groups["common"])
    assert all(len(surname) == 2 for surname in groups["compound"])


def test_an_unknown_list_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        load_words("no_such_list")


@given(st.lists(st.text(alphabet="市长书记副局.(", min_size=1, max_size=5), min_size=1, max_size=12))
def test_alternation_matches_the_longest_word(words: list[str]) -> None:
    pattern = re.compile(alternation(words))
    for word in words:
        match = pattern.match(word + "记副")
        assert match is not None
        longest = max((other for other in words if (word + "记副").startswith(other)), key=len)
        assert match[0] == longest
