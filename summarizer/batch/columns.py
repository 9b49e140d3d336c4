"""Which column of a record plays which role."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from summarizer.batch.documents import Document, Unreadable
from summarizer.batch.settings import ReadSettings
from summarizer.errors import EmptyInputError, InvalidOptionError, InvalidRecordError

#: Column names tried for each role, first match wins; compared without case.
GUESSES: dict[str, tuple[str, ...]] = {
    "id": ("id", "_id", "doc_id", "docid", "article_id", "news_id", "uuid", "编号", "序号", "文章编号"),
    "text": ("body", "text", "content", "article", "正文", "内容", "全文", "新闻内容", "文章内容"),
    "html": ("html", "raw_html", "page", "网页", "源码"),
    "title": ("title", "headline", "标题", "题目", "新闻标题", "文章标题"),
    "source": ("source", "publisher", "media", "来源", "媒体", "出处"),
    "published_at": ("published_at", "pub_date", "publish_time", "date", "datetime", "time",
                     "日期", "时间", "发布时间", "发布日期"),
}  # fmt: skip


def guess_columns(names: Iterable[str], settings: ReadSettings) -> dict[str, str]:
    """Role → column name; the user's mapping wins over the guess.

    Raises:
        InvalidOptionError: the mapping names a role that does not exist.
    """
    unknown = sorted(set(settings.columns) - set(GUESSES))
    if unknown:
        raise InvalidOptionError(f"Unknown column role {unknown[0]!r}; the roles are {', '.join(GUESSES)}.")
    present = {name.strip().lstrip("\ufeff").lower(): name for name in reversed(list(names))}
    roles = {}
    for role, guesses in GUESSES.items():
        for guess in (settings.columns[role],) if role in settings.columns else guesses:
            if guess.lower() in present:
                roles[role] = present[guess.lower()]
                break
    return roles


def document_from_record(
    record: Mapping[str, Any], settings: ReadSettings, default_id: str, where: str, folder: str
) -> Document | Unreadable:
    """A document from one record of a JSONL, CSV, Parquet or SQLite input."""
    roles = guess_columns(record, settings)
    values = {role: record[column] for role, column in roles.items()}
    given = values.get("id")
    identifier = given if isinstance(given, str | int) and given != "" else default_id
    media: str = "text"
    data = values.get("text")
    if not data and values.get("html"):
        media, data = "html", values["html"]
    if data is None and not {"text", "html"} & roles.keys():
        names = ", ".join(map(str, record)) or "none"
        message = f"No text column among: {names[:200]}. Name it with --column text=NAME."
        return Unreadable(identifier, where, InvalidRecordError(message), folder)
    if not data:
        return Unreadable(identifier, where, EmptyInputError("The record's text is empty."), folder)
    if not isinstance(data, str | bytes):
        message = f"The text is {type(data).__name__}, not a string; check --column text=NAME."
        return Unreadable(identifier, where, InvalidRecordError(message), folder)
    return Document(
        identifier,
        where,
        data,
        "html" if media == "html" else "text",
        title=_text(values.get("title")),
        source=_text(values.get("source")),
        published_at=_text(values.get("published_at")),
        folder=folder,
    )


def parse_time(text: str | None) -> datetime | None:
    """A publication time as records write it (ISO 8601, ``20240409``, ``2024年4月9日``), or None."""
    if not text:
        return None
    text = text.strip().replace("/", "-")
    for mark in "年月":
        text = text.replace(mark, "-")
    text = text.replace("日", "").strip()
    parts = text.split("-", 2)
    if len(parts) == 3 and parts[0].isdigit() and len(parts[0]) == 4:
        day, _, rest = parts[2].partition(" ")
        text = f"{parts[0]}-{parts[1]:0>2}-{day:0>2} {rest}".strip() if len(day) <= 2 else text
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        pass
    digits = text.split(".")[0]
    if digits.isdigit() and len(digits) == 8:
        try:
            return datetime(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        except ValueError:
            return None
    return None


def _text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False, default=str)
