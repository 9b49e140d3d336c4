"""Digest pages: what an editor reads of a day or a folder, in Markdown or HTML."""

import html
import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from summarizer.batch.keys import place_key
from summarizer.batch.processing import Outcome
from summarizer.batch.settings import BatchSettings

#: Articles on one page; more go to a second page of the same day or folder.
_PAGE = 200

_STYLE = """
body{font:16px/1.7 'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif;color:#222;
max-width:46em;margin:2em auto;padding:0 1em}
h2{font-size:1.15em;margin:1.8em 0 .2em}.about{color:#666;font-size:.85em}.warn{color:#a33}a{color:#06c}
"""


class Digest:
    """Collects outcomes in a temporary file, group by group, and writes the pages at the end."""

    def __init__(self, settings: BatchSettings) -> None:
        self._folder = str(settings.digest)
        self._by_day = settings.digest_by == "day"
        self._format = settings.digest_format
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.execute("CREATE TABLE entry (page TEXT, position INTEGER PRIMARY KEY, record TEXT)")
        self._database.execute("BEGIN")

    def add(self, outcome: Outcome) -> None:
        record = {**(outcome.record or {}), "id": outcome.id, "where": outcome.where}
        record["article"] = {**record["article"], "body": None}  # the page does not show it
        group = _day(record) if self._by_day else outcome.folder
        values = (group.encode("utf-8", "replace").decode(), json.dumps(record))
        self._database.execute("INSERT INTO entry (page, record) VALUES (?, ?)", values)

    def write(self) -> None:
        """Writes all pages and their index.

        Raises:
            OSError: no space, no permission.
        """
        os.makedirs(self._folder, exist_ok=True)
        self._database.execute("CREATE INDEX by_page ON entry (page, position)")
        groups = self._database.execute(
            "SELECT page, COUNT(*) FROM entry GROUP BY page ORDER BY page"
        ).fetchall()
        index, taken = [], set()
        for group, count in groups:
            name = _file_name(group)
            if name.lower() in taken:  # folders that differ only in what a file name cannot hold
                name += "-" + place_key(group).hex()[:8]
            taken.add(name.lower())
            pages = (count + _PAGE - 1) // _PAGE
            rows = self._database.execute(
                "SELECT record FROM entry WHERE page = ? ORDER BY position", (group,)
            )
            records = (json.loads(record) for (record,) in rows)
            for number in range(1, pages + 1):
                page = f"{name}.{self._format}" if number == 1 else f"{name}-{number}.{self._format}"
                part = f"（第{number}页，共{pages}页）" if pages > 1 else ""
                on_page = [record for _, record in zip(range(_PAGE), records)]  # noqa: B905 - the last page is shorter
                self._write(page, f"{self._title(group)}{part}", on_page)
                index.append((page, f"{self._title(group)}{part}：{len(on_page)}篇"))
        self._write_index(index)

    def _title(self, group: str) -> str:
        if not self._by_day:
            return f"{group or '全部文稿'} 新闻摘要"
        if not group:
            return "日期不详 新闻摘要"
        year, month, day = group.split("-")
        return f"{int(year)}年{int(month)}月{int(day)}日 新闻摘要"

    def _write(self, page: str, title: str, records: list[dict[str, Any]]) -> None:
        text = _html_page(title, records) if self._format == "html" else _markdown_page(title, records)
        with open(os.path.join(self._folder, page), "w", encoding="utf-8", errors="replace") as stream:
            stream.write(text)

    def _write_index(self, index: Iterable[tuple[str, str]]) -> None:
        if self._format == "html":
            items = "".join(
                f'<li><a href="{html.escape(page)}">{html.escape(title)}</a></li>' for page, title in index
            )
            text = _html_frame("新闻摘要目录", f"<ul>{items}</ul>")
        else:
            text = "# 新闻摘要目录\n\n" + "".join(f"- [{_plain(title)}](<{page}>)\n" for page, title in index)
        with open(os.path.join(self._folder, f"index.{self._format}"), "w", encoding="utf-8") as stream:
            stream.write(text)


def _day(record: dict[str, Any]) -> str:
    """The day it was published, else the day of the event, else nothing."""
    day = record["article"]["published_at"] or record["report"]["date"] or ""
    return str(day)[:10]


def _file_name(group: str) -> str:
    """A safe name for a group: no folder marks, no leading dot, not too long for a file system."""
    name = re.sub(r"[^\w.\-]+", "_", group).strip("._")
    return name.encode()[:120].decode(errors="ignore") or "undated"


def _about(record: dict[str, Any]) -> str:
    article = record["article"]
    parts = [("来源", article["source"]), ("原题", article["title"]), ("文稿", record["where"])]
    return "　".join(f"{name}：{value}" for name, value in parts if value)


def _points(record: dict[str, Any]) -> Iterator[str]:
    for point in record["keypoints"]:
        yield f"{point['speaker']}：{point['text']}" if point["speaker"] else point["text"]


def _markdown_page(title: str, records: list[dict[str, Any]]) -> str:
    parts = [f"# {_plain(title)}\n"]
    for record in records:
        parts.append(f"## {_plain(record['headline'])}\n\n{_plain(record['summary'])}\n")
        points = "".join(f"- {_plain(point)}\n" for point in _points(record))
        if points:
            parts.append(points)
        for finding in record["checks"]["findings"]:
            parts.append(f"> 待核实：{_plain(finding['message'])}\n")
        parts.append(f"<small>{_plain(html.escape(_about(record)))}</small>\n")
    return "\n".join(parts)


def _html_page(title: str, records: list[dict[str, Any]]) -> str:
    parts = []
    for record in records:
        points = "".join(f"<li>{html.escape(point)}</li>" for point in _points(record))
        parts.append(f"<h2>{html.escape(record['headline'])}</h2><p>{html.escape(record['summary'])}</p>")
        parts.append(f"<ul>{points}</ul>" if points else "")
        for finding in record["checks"]["findings"]:
            parts.append(f'<p class="warn">待核实：{html.escape(finding["message"])}</p>')
        parts.append(f'<p class="about">{html.escape(_about(record))}</p>')
    return _html_frame(title, "\n".join(parts))


def _html_frame(title: str, body: str) -> str:
    title = html.escape(title)
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f"<body><h1>{title}</h1>\n{body}\n</body></html>\n"
    )


def _plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return re.sub(r"([\\`*_\[\]#|])", r"\\\1", " ".join(text.split("\n")))
