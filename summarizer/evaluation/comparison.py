"""Systems against references and against each other, as pandas frames."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from summarizer.errors import UsageError
from summarizer.evaluation.judge import Judge
from summarizer.evaluation.measures import MEASURES, Measured, measure_all
from summarizer.evaluation.records import Output, Reference
from summarizer.evaluation.statistics import mean_interval, paired_difference
from summarizer.evaluation.tokenize import MAIN_TOKENIZER, tokenizer_version
from summarizer.options import SummaryOptions


@dataclasses.dataclass(frozen=True)
class Comparison:
    """What :func:`compare` found.

    Attributes:
        documents: one row per system and document: ``system``, ``id``, ``body_chars``, ``seconds``, ``error``
            and one column per measure; NaN where the reference gives no ground for it.
        table: one row per system and measure: ``mean`` with its 95 % bootstrap interval ``low`` to ``high``
            and the number of ``documents`` behind it.
        differences: the first system minus each other one, over the documents both have: ``mean``, ``low``,
            ``high``, ``p_value``, ``documents``.
        findings: one row per finding of the fact check: ``system``, ``id``, ``field``, ``kind``, ``text``,
            ``message``, ``suggestion``.
        judgements: one row per statement that a judge was asked about: ``system``, ``id``, ``field``, ``text``,
            ``supported`` (None where it gave no usable answer).
        measured: texts, values and findings of each document by system, for reports.
        tokenizer: name and version of the units of the ROUGE figures.
    """

    documents: pd.DataFrame
    table: pd.DataFrame
    differences: pd.DataFrame
    findings: pd.DataFrame
    judgements: pd.DataFrame
    measured: Mapping[str, Sequence[Measured]]
    tokenizer: str

    @property
    def systems(self) -> list[str]:
        return list(self.measured)

    def wide(self, measures: Sequence[str] | None = None) -> pd.DataFrame:
        """Means for reading: a row per measure, a column per system, shares in percent."""
        means = self.table.pivot(index="measure", columns="system", values="mean")
        means = means.reindex(index=[name for name in MEASURES if name in means.index], columns=self.systems)
        means = means.mul([MEASURES[name].scale for name in means.index], axis=0)
        return means if measures is None else means.loc[list(measures)]

    def worst(self, system: str | None = None) -> list[Measured]:
        """A system's documents (the first's if None), worst first: by findings, missing facts, likeness."""
        return sorted(self.measured[system or self.systems[0]], key=_goodness)


def compare(
    references: Iterable[Reference],
    systems: Mapping[str, Iterable[Output]],
    options: SummaryOptions | None = None,
    tokenizer: str = MAIN_TOKENIZER,
    *,
    check: bool = True,
    judge: Judge | None = None,
) -> Comparison:
    """Measures every system's outputs and tests the first system against each other one.

    Args:
        references: articles and what people wrote about them.
        systems: outputs by the system's name; the first is the one in question.
        options: the budgets asked for; the defaults of the library if None.
        tokenizer: units of the ROUGE figures, a name of :data:`summarizer.evaluation.TOKENIZERS`.
        check: run the fact check on every output.
        judge: a chat model that says of every statement whether the source supports it.

    Raises:
        UsageError: no references or no systems.
        InputError: a system lacks an output for a reference or has two.
    """
    references = list(references)
    if not references or not systems:
        raise UsageError("There is nothing to compare: give at least one reference and one system.")
    measured = {
        name: measure_all(references, outputs, options, tokenizer, check=check, judge=judge)
        for name, outputs in systems.items()
    }
    return from_measured(measured, tokenizer)


def from_measured(measured: Mapping[str, Sequence[Measured]], tokenizer: str = MAIN_TOKENIZER) -> Comparison:
    """The comparison of documents that are measured already, the first system against each other one."""
    documents = pd.DataFrame([_document(name, one) for name, all_ in measured.items() for one in all_])
    documents = documents[[*_DOCUMENT_COLUMNS, *(name for name in MEASURES if name in documents)]]
    return Comparison(
        documents=documents,
        table=_table(documents),
        differences=_differences(documents, list(measured)),
        findings=_rows(measured, "findings", ["field", "kind", "text", "message", "suggestion"]),
        judgements=_rows(measured, "judgements", ["field", "text", "supported"]),
        measured=measured,
        tokenizer=tokenizer_version(tokenizer),
    )


_DOCUMENT_COLUMNS = ["system", "id", "body_chars", "seconds", "error"]


def _document(system: str, one: Measured) -> dict[str, Any]:
    return {
        "system": system,
        "id": one.reference.id,
        "body_chars": len(one.reference.body),
        "seconds": one.output.seconds,
        "error": one.output.error,
        **one.values,
    }


def _table(documents: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for system, group in documents.groupby("system", sort=False):
        for name in _measures_of(documents):
            values = group[name].dropna()
            if len(values):
                rows.append(
                    {"system": system, "measure": name, **dataclasses.asdict(mean_interval(values.tolist()))}
                )
    return pd.DataFrame(rows, columns=["system", "measure", "mean", "low", "high", "documents"])


def _differences(documents: pd.DataFrame, systems: Sequence[str]) -> pd.DataFrame:
    rows = []
    by_system = {name: group.set_index("id") for name, group in documents.groupby("system", sort=False)}
    for other in systems[1:]:
        for name in _measures_of(documents):
            pairs = pd.concat([by_system[systems[0]][name], by_system[other][name]], axis=1).dropna()
            if len(pairs):
                difference = paired_difference(pairs.iloc[:, 0].tolist(), pairs.iloc[:, 1].tolist())
                rows.append({"against": other, "measure": name, **dataclasses.asdict(difference)})
    return pd.DataFrame(rows, columns=["against", "measure", "mean", "low", "high", "p_value", "documents"])


def _rows(measured: Mapping[str, Sequence[Measured]], part: str, columns: list[str]) -> pd.DataFrame:
    """One row per finding or judgement."""
    rows = [
        {"system": name, "id": one.reference.id, **dataclasses.asdict(row)}
        for name, all_ in measured.items()
        for one in all_
        for row in getattr(one, part)
    ]
    return pd.DataFrame(rows, columns=["system", "id", *columns])


def _measures_of(documents: pd.DataFrame) -> list[str]:
    return [name for name in MEASURES if name in documents]


def _goodness(one: Measured) -> tuple[float, float, float]:
    alike = [one.values[name] for name in ("headline_rl", "summary_rl", "keypoints_rl") if name in one.values]
    return (
        -one.values.get("findings", 0.0) - (1_000 if one.output.error else 0),
        one.values.get("facts", 0.0),
        sum(alike) / len(alike) if alike else 0.0,
    )
