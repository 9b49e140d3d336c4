"""Everything a batch run is told, in one frozen dataclass, and its defaults."""

import dataclasses
import os
from collections.abc import Mapping

from summarizer.options import SummaryOptions

MIB = 1024 * 1024

#: How to get the packages that the formats need.
BATCH_EXTRA = "pip install 'zh-news-summarizer[batch]'"

#: Endings that outputs beside the results share: ``news.jsonl`` has ``news.errors.jsonl`` and so on.
OUTPUT_SUFFIXES = (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")


@dataclasses.dataclass(frozen=True, slots=True)
class ReadSettings:
    """How documents are found and read.

    Attributes:
        columns: role → column name, for records whose columns the guess gets wrong; roles are ``id``,
            ``text``, ``html``, ``title``, ``source`` and ``published_at``.
        table: table of a SQLite file; None for the only one with a text column.
        include, exclude: shell patterns on the path relative to the input; empty include means all.
        max_document_bytes: a larger document or record is refused, so that memory stays bounded.
        max_expansion: a compressed stream that grows by more than this factor is taken for a bomb.
    """

    columns: Mapping[str, str] = dataclasses.field(default_factory=dict)
    table: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    max_document_bytes: int = 16 * MIB
    max_expansion: int = 200


@dataclasses.dataclass(frozen=True, slots=True)
class BatchSettings:
    """One batch run.

    Attributes:
        inputs: files, folders, glob patterns or fsspec URLs.
        output: results file; its ending decides the format.
        model: model name as :class:`~summarizer.pipeline.Summarizer` takes it; None for its default.
        options: budgets of the summaries.
        read: how documents are read.
        ledger: folder or fsspec URL of the ledger; None for ``<output>.ledger``.
        engine: ``local`` or ``ray``.
        ray_address: address of a running Ray cluster; None starts one on this machine.
        actors: model-holding processes of the Ray engine, lowest and highest number.
        window: documents computed and committed together; the most that an interruption costs.
        window_bytes: a window is closed early once its raw documents reach this size.
        retry_failed: compute only documents that failed in an earlier run; the others keep their results.
        limit: read at most this many documents; None for all.
        sample: fraction (below 1) or number of documents to take, chosen by a hash of their place.
        excel: CSV and TSV for Excel: byte order mark, and no cell that could run as a formula.
        digest: folder for the digest pages; None for none.
        digest_by: ``day`` or ``folder``.
        digest_format: ``md`` or ``html``.
        report: write the HTML run report.
    """

    inputs: tuple[str, ...]
    output: str
    model: str | None = None
    options: SummaryOptions = dataclasses.field(default_factory=SummaryOptions)
    read: ReadSettings = dataclasses.field(default_factory=ReadSettings)
    ledger: str | None = None
    engine: str = "local"
    ray_address: str | None = None
    actors: tuple[int, int] = (1, 1)
    window: int = 256
    window_bytes: int = 32 * MIB
    retry_failed: bool = False
    limit: int | None = None
    sample: float | None = None
    excel: bool = False
    digest: str | None = None
    digest_by: str = "day"
    digest_format: str = "md"
    report: bool = True

    @property
    def ledger_path(self) -> str:
        return self.ledger or f"{self.output}.ledger"

    def beside(self, name: str) -> str:
        """Path of a companion file: ``news.jsonl`` → ``news.errors.jsonl``."""
        stem, ending = os.path.splitext(self.output)
        return f"{stem if ending.lower() in OUTPUT_SUFFIXES else self.output}.{name}"
