"""Digest pages: what an editor reads of a day or a folder, in Markdown or HTML."""

import datetime
import html
import itertools
import json
import os
import re
import sqlite3
import urllib.parse
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from summarizer.batch.keys import place_key
from summarizer.batch.processing import Outcome
from summarizer.batch.settings import BatchSettings

#: Articles on one page; more go to a second page of the same day or folder.
_PAGE = 200

_STYLE = """
body{font:16px/1.75 'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif;color:#222;
max-width:42em;margin:2em auto;padding:0 1em}
h1{font-size:1.5em;margin-bottom:.2em}h2{font-size:1.15em;line-height:1.4;margin:0 0 .3em}
a{color:#06c;text-decoration:none}a:hover{text-decoration:underline}
ol.contents{margin:1em 0 2em;padding:.8em 1em .8em 2.8em;background:#f6f7f8}ol.contents li{padding:.1em 0}
article{border-top:1px solid #ddd;padding:1.2em 0 .6em;break-inside:avoid}
article p,article ul{margin:.4em 0}article ul{padding-left:1.4em}
.about{color:#666;font-size:.85em}.about span{display:inline-block;margin-right:1.5em}
.warn{color:#a33}.speaker{font-weight:600}
"""

_WEEKDAYS = "一二三四五六日"


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
        # What has no date comes last: an editor looks for a day.
        groups.sort(key=lambda row: (self._by_day and not row[0], row[0]))
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
                on_page = list(itertools.islice(records, _PAGE))
                self._write(page, f"{self._title(group)}{part}", on_page)
                index.append((page, f"{self._title(group)}{part}", len(on_page)))
        self._write_index(index)

    def _title(self, group: str) -> str:
        if not self._by_day:
            return group or "全部文稿"
        try:
            day = datetime.date.fromisoformat(group)
        except ValueError:
            return "日期不详"
        return f"{day.year}年{day.month}月{day.day}日 星期{_WEEKDAYS[day.weekday()]}"

    def _write(self, page: str, title: str, records: list[dict[str, Any]]) -> None:
        text = _html_page(title, records) if self._format == "html" else _markdown_page(title, records)
        with open(os.path.join(self._folder, page), "w", encoding="utf-8", errors="replace") as stream:
            stream.write(text)

    def _write_index(self, index: Sequence[tuple[str, str, int]]) -> None:
        total = f"共 {sum(count for _, _, count in index):,} 篇。"
        if self._format == "html":
            items = "".join(
                f'<li><a href="{_address(page)}">{html.escape(title)}</a>　{count:,} 篇</li>'
                for page, title, count in index
            )
            text = _html_frame("新闻摘要目录", f'<p>{total}</p><ul class="days">{items}</ul>')
        else:
            rows = "".join(f"- [{_plain(title)}](<{page}>) {count:,} 篇\n" for page, title, count in index)
            text = f"# 新闻摘要目录\n\n{total}\n\n{rows}"
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


def _about(record: dict[str, Any]) -> list[str]:
    """Where an editor finds the original."""
    article = record["article"]
    parts = [("来源", article["source"]), ("原题", article["title"]), ("文稿", record["where"])]
    return [f"{name}：{value}" for name, value in parts if value]


def _markdown_page(title: str, records: Sequence[dict[str, Any]]) -> str:
    parts = [f"# {_plain(title)} 新闻摘要\n", f"共 {len(records)} 篇。[目录](<index.md>)\n"]
    for number, record in enumerate(records, start=1):
        parts.append(f"## {number}. {_plain(record['headline'])}\n\n{_plain(record['summary'])}\n")
        points = "".join(f"- {point}\n" for point in _points(record, _plain, "**{}**"))
        if points:
            parts.append(points)
        for finding in record["checks"]["findings"]:
            parts.append(f"> 待核实：{_plain(finding['message'])}\n")
        parts.append(f"<small>{_plain(html.escape('　'.join(_about(record))))}</small>\n")
    return "\n".join(parts)


def _html_page(title: str, records: Sequence[dict[str, Any]]) -> str:
    contents = "".join(
        f'<li><a href="#{number}">{html.escape(record["headline"])}</a></li>'
        for number, record in enumerate(records, start=1)
    )
    parts = [
        f'<p>共 {len(records)} 篇。<a href="index.html">目录</a></p><ol class="contents">{contents}</ol>'
    ]
    for number, record in enumerate(records, start=1):
        points = "".join(
            f"<li>{point}</li>" for point in _points(record, html.escape, '<span class="speaker">{}</span>')
        )
        warnings = "".join(
            f'<p class="warn">待核实：{html.escape(finding["message"])}</p>'
            for finding in record["checks"]["findings"]
        )
        about = "".join(f"<span>{html.escape(part)}</span>" for part in _about(record))
        parts.append(
            f'<article id="{number}"><h2>{number}. {html.escape(record["headline"])}</h2>'
            f"<p>{html.escape(record['summary'])}</p>{f'<ul>{points}</ul>' if points else ''}{warnings}"
            f'<p class="about">{about}</p></article>'
        )
    return _html_frame(f"{title} 新闻摘要", "\n".join(parts))


def _points(record: dict[str, Any], escape: Callable[[str], str], name: str) -> Iterator[str]:
    """Key points, the speaker's name set off where the text does not name him; ``name`` is what it is put into."""
    for point in record["keypoints"]:
        told = not point["speaker"] or point["speaker"] in point["text"]
        yield ("" if told else f"{name.format(escape(point['speaker']))}：") + escape(point["text"])


def _html_frame(title: str, body: str) -> str:
    title = html.escape(title)
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f"<body><h1>{title}</h1>\n{body}\n</body></html>\n"
    )


def _address(page: str) -> str:
    return html.escape(urllib.parse.quote(page))


def _plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return re.sub(r"([\\`*_\[\]#|])", r"\\\1", " ".join(text.split("\n")))
