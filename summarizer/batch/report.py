"""The run report: one self-contained HTML page, and the same counts as JSON."""

import datetime
import html
import json
from collections.abc import Mapping

from summarizer.batch import labels
from summarizer.batch.charts import bars, curve, histogram
from summarizer.batch.settings import BatchSettings
from summarizer.batch.statistics import LENGTH_STEPS, Statistics
from summarizer.batch.storage import write_whole

_STYLE = """
body{font:15px/1.6 'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif;color:#222;
max-width:52em;margin:2em auto;padding:0 1em}
h1{font-size:1.5em}h2{font-size:1.15em;margin:2em 0 .4em;border-bottom:1px solid #ddd}
.verdict{padding:.6em 1em;border-left:4px solid #3a7d44;background:#f0f7f1}
.verdict.bad{border-color:#b3541e;background:#fcf3ec}
table{border-collapse:collapse;margin:.5em 0}
td,th{padding:.25em 1.2em .25em 0;border-bottom:1px solid #eee;text-align:left;vertical-align:top}
td.number{text-align:right;font-variant-numeric:tabular-nums}td.narrow{white-space:nowrap}
svg{max-width:100%;height:auto}svg text{font-size:11px;fill:#555}rect{fill:#4a7ebb}line{stroke:#e4e4e4}
path{fill:none;stroke:#4a7ebb;stroke-width:2}
figure{margin:.8em 0 1.6em;break-inside:avoid}figcaption,.note{color:#555;font-size:.9em}
code{font-size:.9em;overflow-wrap:break-word}
"""


def write_report(settings: BatchSettings, statistics: Statistics) -> None:
    """Writes ``<output>.report.html`` and ``<output>.report.json``."""
    data = json.dumps(statistics.to_dict(), ensure_ascii=False, indent=2) + "\n"
    write_whole(settings.beside("report.json"), data.encode())
    write_whole(
        settings.beside("report.html"), render_report(settings, statistics).encode("utf-8", "replace")
    )


def render_report(settings: BatchSettings, statistics: Statistics) -> str:
    """The page: what came of it first, then what went wrong, then charts."""
    run = statistics
    parts = [_verdict(settings, run), _about(settings, run), "<h2>数目</h2>", _counts(run)]
    if run.errors:
        errors = {labels.ERRORS.get(code, code): count for code, count in run.errors.items()}
        parts += ["<h2>失败原因</h2>", bars(errors, "按原因，篇"), _failures(run)]
    if run.reasons:
        reasons = {labels.reason(text): count for text, count in run.reasons.items()}
        parts += ["<h2>略过原因</h2>", _table(reasons)]
    if run.findings:
        findings = {labels.FINDINGS.get(kind, kind): count for kind, count in run.findings.items()}
        parts += ["<h2>核查疑点</h2>", bars(findings, "按种类，处；每处疑点写在结果的 checks 里")]
    if run.lengths:
        parts.append("<h2>长度</h2>")
        for name, title in (("body", "正文字数"), ("headline", "标题字数"), ("summary", "摘要字数")):
            parts.append(histogram(run.lengths[name], title, "字", LENGTH_STEPS[name]))
        parts += ["<h2>压缩率</h2>", histogram(run.ratios, "摘要占正文的百分比", "%")]
    parts.append("<h2>速度</h2>")
    if len(run.curve) > 1:
        parts.append(curve(run.curve, "已完成篇数（横轴：秒，纵轴：篇）"))
    stages = {labels.STAGES.get(name, name): round(value, 1) for name, value in run.seconds.items()}
    parts += [
        _table(stages),
        '<p class="note">各步用时（秒）；本机运行时读取、清洗与模型同时进行，所以各步之和可以超过总用时。</p>',
    ]
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>批处理报告</title>'
        '<meta name="viewport" content="width=device-width">'
        f"<style>{_STYLE}</style></head><body><h1>批处理报告</h1>{''.join(parts)}</body></html>\n"
    )


def _verdict(settings: BatchSettings, run: Statistics) -> str:
    if not run.failed:
        return f'<p class="verdict">{run.ok + run.duplicates:,} 篇全部完成。</p>'
    errors = html.escape(settings.beside("errors.jsonl"))
    return (
        f'<p class="verdict bad">{run.ok + run.duplicates:,} 篇完成，{run.failed:,} 篇失败。失败的文稿见 <code>{errors}</code>；'
        "改好以后用 <code>--retry-failed</code> 只重做这些。</p>"
    )


def _about(settings: BatchSettings, run: Statistics) -> str:
    rate = run.total / run.elapsed if run.elapsed else 0.0
    options = settings.options
    budgets = f"标题 {options.headline_chars} 字，摘要 {options.summary_chars} 字"
    if options.keypoints:
        budgets += f"，要点 {options.keypoints} 条、每条 {options.keypoint_chars} 字"
    if options.total_chars is not None:
        budgets += f"，合计 {options.total_chars} 字"
    rows = {
        "输入": "、".join(settings.inputs),
        "结果": settings.output,
        "模型": "、".join(run.models) or settings.model or "—",
        "上限": budgets,
        "完成": f"{datetime.datetime.now():%Y-%m-%d %H:%M}",
        "用时": f"{run.elapsed:,.1f} 秒，每秒 {rate:,.1f} 篇",
    }
    cells = "".join(
        f'<tr><th class="narrow">{name}</th><td>{html.escape(value)}</td></tr>'
        for name, value in rows.items()
    )
    return f"<table>{cells}</table>"


def _counts(run: Statistics) -> str:
    counts = {
        "输入": run.total,
        "成功": run.ok,
        "失败": run.failed,
        "重复（与前文相同，结果照写）": run.duplicates,
        "略过（不是文稿，或没有要求）": run.skipped,
    }
    others = {
        "本次计算（其余取自账本）": run.computed,
        "核查有疑点": run.unsupported,
        "编号与前文相同": run.shared_ids,
    }
    return (
        f'{_table(counts)}<p class="note">输入 = 成功 + 失败 + 重复 + 略过。</p><p>其中：</p>{_table(others)}'
    )


def _table(rows: Mapping[str, float]) -> str:
    cells = "".join(
        f'<tr><td>{html.escape(name)}</td><td class="number">{value:,}</td></tr>'
        for name, value in rows.items()
    )
    return f"<table>{cells}</table>"


def _failures(run: Statistics) -> str:
    rows = "".join(
        f"<tr><td><code>{html.escape(failure['where'])}</code></td>"
        f'<td class="narrow">{html.escape(labels.ERRORS.get(failure["code"], failure["code"]))}</td>'
        f"<td><code>{failure['code']}</code> {html.escape(failure['message'])}</td></tr>"
        for failure in run.failures
    )
    more = f"<p>前 {len(run.failures)} 篇如下，其余见错误文件。</p>" if run.failed > len(run.failures) else ""
    return f"{more}<table><tr><th>位置</th><th>原因</th><th>说明</th></tr>{rows}</table>"
