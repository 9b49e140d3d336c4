"""The run report: one self-contained HTML page, and the same counts as JSON."""

import html
import itertools
import json
from collections import Counter
from collections.abc import Mapping, Sequence

from summarizer.batch.settings import BatchSettings
from summarizer.batch.statistics import Statistics
from summarizer.batch.storage import write_whole

_WIDTH, _HEIGHT = 640, 180

_STYLE = """
body{font:15px/1.6 'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif;color:#222;
max-width:60em;margin:2em auto;padding:0 1em}
table{border-collapse:collapse;margin:.5em 0}
td,th{padding:.2em .8em;border-bottom:1px solid #ddd;text-align:left}
td.number{text-align:right;font-variant-numeric:tabular-nums}
svg{max-width:100%}svg text{font-size:11px;fill:#555}rect{fill:#4a7ebb}
path{fill:none;stroke:#4a7ebb;stroke-width:2}
figure{margin:1em 0}figcaption{color:#555;font-size:.9em}code{font-size:.9em}
"""

_STAGES = {"read": "读取", "lookup": "查账", "clean": "清洗", "model": "模型", "commit": "入账"}


def write_report(settings: BatchSettings, statistics: Statistics) -> None:
    """Writes ``<output>.report.html`` and ``<output>.report.json``."""
    data = json.dumps(statistics.to_dict(), ensure_ascii=False, indent=2) + "\n"
    write_whole(settings.beside("report.json"), data.encode())
    write_whole(
        settings.beside("report.html"), render_report(settings, statistics).encode("utf-8", "replace")
    )


def render_report(settings: BatchSettings, statistics: Statistics) -> str:
    """The page: counts first, then what went wrong, then charts."""
    run = statistics
    rate = run.total / run.elapsed if run.elapsed else 0.0
    counts = {
        "输入": run.total,
        "成功": run.ok,
        "失败": run.failed,
        "重复（与前文相同，结果照写）": run.duplicates,
        "略过": run.skipped,
        "本次计算": run.computed,
        "核查有疑点": run.unsupported,
        "编号重复": run.shared_ids,
    }
    inputs = html.escape("、".join(settings.inputs))
    parts = [
        f"<p>输入 <code>{inputs}</code>，"
        f"结果 <code>{html.escape(settings.output)}</code>。"
        f"用时 {run.elapsed:,.1f} 秒，每秒 {rate:,.1f} 篇。</p>",
        "<h2>数目</h2>",
        _table(counts),
        "<p>输入 = 成功 + 失败 + 重复 + 略过。</p>",
    ]
    if run.errors:
        parts += ["<h2>失败原因</h2>", bars(run.errors, "按错误代码，篇"), _failures(run)]
    if run.reasons:
        parts += ["<h2>略过原因</h2>", _table(run.reasons)]
    if run.findings:
        parts += ["<h2>核查疑点</h2>", bars(run.findings, "按种类，处")]
    parts.append("<h2>长度</h2>")
    for name, title in (("body", "正文"), ("headline", "标题"), ("summary", "摘要")):
        if name in run.lengths:
            parts.append(histogram(run.lengths[name], f"{title}字数（横轴：字，纵轴：篇）"))
    if run.ratios:
        parts += ["<h2>压缩率</h2>", histogram(run.ratios, "摘要占正文的百分比（横轴：%，纵轴：篇）")]
    parts.append("<h2>速度</h2>")
    if len(run.curve) > 1:
        parts.append(curve(run.curve, "已完成篇数（横轴：秒）"))
    stages = {_STAGES.get(name, name): round(value, 1) for name, value in run.seconds.items()}
    parts += [_table(stages), "<p>各步用时（秒）；本机运行时读取、清洗与模型同时进行。</p>"]
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>批处理报告</title>'
        f"<style>{_STYLE}</style></head><body><h1>批处理报告</h1>{''.join(parts)}</body></html>\n"
    )


def bars(counts: Mapping[str, int], caption: str) -> str:
    """Horizontal bars, the largest first."""
    rows = sorted(counts.items(), key=lambda row: -row[1])[:20]
    largest = max(dict(rows).values())
    drawn = ""
    for line, (name, count) in enumerate(rows):
        y, width = line * 22, (_WIDTH - 230) * count / largest
        drawn += (
            f'<text x="150" y="{y + 14}" text-anchor="end">{html.escape(name)}</text>'
            f'<rect x="156" y="{y + 3}" width="{width:.1f}" height="15"/>'
            f'<text x="{162 + width:.1f}" y="{y + 14}">{count:,}</text>'
        )
    return _figure(drawn, len(rows) * 22, caption)


def histogram(counts: Counter[int], caption: str) -> str:
    """Vertical bars over evenly spaced steps."""
    values = sorted(counts)
    step = min((after - before for before, after in itertools.pairwise(values)), default=1)
    slots = (values[-1] - values[0]) // step + 1
    width, tallest = (_WIDTH - 60) / slots, max(counts.values())
    drawn = ""
    for value in values:
        x, height = 50 + (value - values[0]) / step * width, 140 * counts[value] / tallest
        place = f'x="{x:.1f}" y="{150 - height:.1f}"'
        drawn += f'<rect {place} width="{max(width - 0.5, 0.5):.1f}" height="{height:.1f}"/>'
    drawn += _axes(str(values[0]), str(values[-1]), f"{tallest:,}")
    return _figure(drawn, _HEIGHT, caption)


def curve(points: Sequence[tuple[float, int]], caption: str) -> str:
    """A line through (seconds, documents)."""
    longest, most = points[-1][0] or 1.0, points[-1][1] or 1
    line = " L".join(f"{50 + (_WIDTH - 60) * x / longest:.1f},{150 - 140 * y / most:.1f}" for x, y in points)
    return _figure(
        f'<path d="M50,150 L{line}"/>' + _axes("0", f"{longest:,.0f}", f"{most:,}"), _HEIGHT, caption
    )


def _axes(left: str, right: str, top: str) -> str:
    return (
        f'<text x="50" y="166">{left}</text><text x="{_WIDTH - 10}" y="166" text-anchor="end">{right}</text>'
        f'<text x="46" y="16" text-anchor="end">{top}</text><text x="46" y="150" text-anchor="end">0</text>'
    )


def _figure(drawn: str, height: int, caption: str) -> str:
    caption = html.escape(caption)
    return (
        f'<figure><svg viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" role="img" aria-label="{caption}">'
        f"{drawn}</svg>"
        f"<figcaption>{caption}</figcaption></figure>"
    )


def _table(rows: Mapping[str, float]) -> str:
    cells = "".join(
        f'<tr><td>{html.escape(name)}</td><td class="number">{value:,}</td></tr>'
        for name, value in rows.items()
    )
    return f"<table>{cells}</table>"


def _failures(run: Statistics) -> str:
    rows = "".join(
        f"<tr><td><code>{html.escape(failure['where'])}</code></td><td>{failure['code']}</td>"
        f"<td>{html.escape(failure['message'])}</td></tr>"
        for failure in run.failures
    )
    more = f"<p>前 {len(run.failures)} 篇如下，全部见错误文件。</p>" if run.failed > len(run.failures) else ""
    return f"{more}<table><tr><th>位置</th><th>代码</th><th>说明</th></tr>{rows}</table>"
