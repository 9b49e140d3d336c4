"""House rules: terms, the variants a newsroom does not print, and when each rule holds.

TOML::

    [[term]]
    term = "新质生产力"
    variants = ["新质生产能力"]
    note = "按统一表述"
    valid_from = 2023-09-01      # optional
    valid_to = 2030-12-31        # optional

CSV has the same columns; several variants are separated by ``|``.
"""

import csv
import dataclasses
import io
import sys
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from summarizer.check.issues import Issue
from summarizer.check.source import Source
from summarizer.check.statement import Statement
from summarizer.errors import InvalidOptionError, UnreadableFileError

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover
    import tomli as tomllib


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """One house rule.

    Attributes:
        term: what to print.
        variants: what not to print.
        note: why, shown to the editor; may be empty.
        valid_from, valid_to: first and last day of the event for which the rule holds; None for always.
    """

    term: str
    variants: tuple[str, ...]
    note: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date | None) -> bool:
        """Whether the rule applies to an article of ``day``; an article without a date meets every rule."""
        return day is None or not (
            (self.valid_from and day < self.valid_from) or (self.valid_to and day > self.valid_to)
        )


@dataclasses.dataclass(frozen=True, slots=True)
class Lexicon:
    """The rules of a house, in file order."""

    rules: tuple[Rule, ...] = ()

    @classmethod
    def load(cls, path: str | Path) -> "Lexicon":
        """The lexicon in a TOML or CSV file.

        Raises:
            UnreadableFileError: the file is missing or cannot be read.
            InvalidOptionError: it is not a lexicon; the message names the line or rule at fault.
        """
        path = Path(path)
        try:
            text = path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableFileError(f"Cannot read the lexicon {path}: {error}.") from error
        return (
            cls.from_csv(text, str(path)) if path.suffix.lower() == ".csv" else cls.from_toml(text, str(path))
        )

    @classmethod
    def from_toml(cls, text: str, name: str = "lexicon") -> "Lexicon":
        try:
            rows = tomllib.loads(text).get("term", [])
        except tomllib.TOMLDecodeError as error:
            raise InvalidOptionError(f"The lexicon {name} is not valid TOML: {error}.") from error
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise InvalidOptionError(f"The lexicon {name} must hold [[term]] tables.")
        return cls(tuple(_rule(row, f"{name}, rule {number}") for number, row in enumerate(rows, 1)))

    @classmethod
    def from_csv(cls, text: str, name: str = "lexicon") -> "Lexicon":
        reader = csv.DictReader(io.StringIO(text))
        if not {"term", "variants"} <= set(reader.fieldnames or ()):
            raise InvalidOptionError(f"The lexicon {name} needs the columns term and variants.")
        rules = []
        for row in reader:
            values: dict[str, Any] = {key: value for key, value in row.items() if key and value}
            values["variants"] = [
                part.strip() for part in (row.get("variants") or "").split("|") if part.strip()
            ]
            rules.append(_rule(values, f"{name}, line {reader.line_num}"))
        return cls(tuple(rules))


def load_lexicon(path: str | Path | None = None) -> Lexicon:
    """The lexicon at ``path``, or the small neutral one that comes with the package."""
    return Lexicon.load(path) if path is not None else _shipped()


@lru_cache(maxsize=1)
def _shipped() -> Lexicon:
    return Lexicon.from_toml(files("summarizer").joinpath("data", "lexicon.toml").read_text("utf-8"))


def _rule(row: dict[str, Any], where: str) -> Rule:
    unknown = sorted(set(row) - {field.name for field in dataclasses.fields(Rule)})
    if unknown:
        raise InvalidOptionError(f"{where}: unknown field {unknown[0]!r}.")
    term, variants = row.get("term"), row.get("variants")
    if not isinstance(term, str) or not term:
        raise InvalidOptionError(f"{where}: term is missing.")
    if not isinstance(variants, list) or not variants or not all(isinstance(v, str) and v for v in variants):
        raise InvalidOptionError(f"{where}: variants must be a list of texts.")
    note = row.get("note", "")
    return Rule(
        term, tuple(variants), str(note), _day(row, "valid_from", where), _day(row, "valid_to", where)
    )


def _day(row: dict[str, Any], field: str, where: str) -> date | None:
    value = row.get(field)
    if value is None or type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise InvalidOptionError(
            f"{where}: {field} must be a date like 2024-04-09, not {value!r}."
        ) from error


def check_lexicon(statement: Statement, source: Source, lexicon: Lexicon) -> Iterator[Issue]:
    """Variants the house does not print; a variant inside the right term is none."""
    day = source.report.date if source.report else None
    text = statement.text
    for rule in lexicon.rules:
        if not rule.holds_on(day):
            continue
        for variant in rule.variants:
            at = text.find(variant.lower())
            while at >= 0:
                if not _inside(text, at, at + len(variant), rule.term.lower()):
                    note = f"（{rule.note}）" if rule.note else ""
                    message = f"“{variant}”应为“{rule.term}”{note}。"
                    yield Issue("lexicon", at, at + len(variant), message, rule.term)
                at = text.find(variant.lower(), at + 1)


def _inside(text: str, start: int, end: int, term: str) -> bool:
    at = text.find(term, max(0, end - len(term)))
    return 0 <= at <= start and at + len(term) >= end
