"""House rules from TOML and CSV."""

from datetime import date
from pathlib import Path

import pytest

from summarizer.check import FactChecker, Lexicon, load_lexicon
from summarizer.check.lexicon import Rule
from summarizer.datamodels import Report
from summarizer.errors import InvalidOptionError, UnreadableFileError

TOML = """
[[term]]
term = "云溪高新区"
variants = ["云溪开发区", "云溪经开区"]
note = "2023年更名"
valid_from = 2023-01-01
valid_to = 2025-12-31
"""
CSV = (
    "term,variants,note,valid_from,valid_to\n"
    "云溪高新区,云溪开发区|云溪经开区,2023年更名,2023-01-01,2025-12-31\n"
)


@pytest.mark.parametrize(
    ("name", "text"), [("house.toml", TOML), ("house.csv", CSV), ("bom.csv", "\ufeff" + CSV)]
)
def test_both_formats_say_the_same(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    expected = Rule(
        "云溪高新区", ("云溪开发区", "云溪经开区"), "2023年更名", date(2023, 1, 1), date(2025, 12, 31)
    )
    assert load_lexicon(path).rules == (expected,)


def _kinds(text: str, day: date | None) -> list[tuple[str, str | None]]:
    report = Report("news", None, day, None, None, (), ())
    checker = FactChecker("云溪开发区和云溪高新区。", report, Lexicon.from_toml(TOML))
    return [
        (finding.text, finding.suggestion) for finding in checker.check(text) if finding.kind == "lexicon"
    ]


def test_rules_hold_on_their_days_only() -> None:
    assert _kinds("云溪开发区", date(2024, 5, 1)) == [("云溪开发区", "云溪高新区")]
    assert _kinds("云溪开发区", None) == [("云溪开发区", "云溪高新区")]
    assert _kinds("云溪开发区", date(2022, 5, 1)) == []
    assert _kinds("云溪开发区", date(2026, 1, 1)) == []
    assert _kinds("云溪高新区", date(2024, 5, 1)) == []


def test_a_variant_inside_the_term_is_none() -> None:
    lexicon = Lexicon((Rule("新质生产力", ("生产力",)),))
    checker = FactChecker("新质生产力和生产力。", lexicon=lexicon)
    assert checker.check("新质生产力") == ()
    assert [finding.start for finding in checker.check("新质生产力和生产力")] == [6]


@pytest.mark.parametrize(
    "text",
    [
        "[[term]\n",
        "term = 3",
        "[[term]]\nterm = 'a'",
        "[[term]]\nterm = ''\nvariants = ['b']",
        "[[term]]\nterm = 'a'\nvariants = ['b']\nvalid_from = 'soon'",
        "[[term]]\nterm = 'a'\nvariants = ['b']\nwhy = 'c'",
    ],
)
def test_broken_lexicons_are_named(text: str) -> None:
    with pytest.raises(InvalidOptionError):
        Lexicon.from_toml(text)


def test_csv_without_columns() -> None:
    with pytest.raises(InvalidOptionError, match="columns"):
        Lexicon.from_csv("a,b\n1,2\n")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        load_lexicon(tmp_path / "none.toml")


def test_shipped_lexicon_is_neutral_and_loads() -> None:
    rules = load_lexicon().rules
    assert rules
    assert all(rule.term not in rule.variants for rule in rules)
