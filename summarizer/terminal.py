"""A summary as an editor reads it in a terminal."""

from collections.abc import Iterable

from summarizer.datamodels import Finding, Keypoint, Summary

_EXCERPT_CHARS = 40


def render(summary: Summary) -> str:
    """The result in readable Chinese: headline, summary, key points with their evidence, findings."""
    body = summary.article.body
    lines = [f"【标题】{summary.headline}（{len(summary.headline)}字）", ""]
    lines += [f"【摘要】{summary.summary}（{len(summary.summary)}字）", ""]
    if summary.keypoints:
        lines.append("【要点】")
        for number, point in enumerate(summary.keypoints, 1):
            lines.append(f"  {number}. {_with_speaker(point)}")
            lines += [f"     └ 原文：{_excerpt(span.text(body))}" for span in point.evidence[:1]]
        lines.append("")
    report = summary.report
    facts = [
        f"{label}：{value}"
        for label, value in (
            ("会议/活动", report.event),
            ("日期", report.date or report.date_text),
            ("地点", report.place),
        )
        if value
    ]
    if report.speakers:
        people = "、".join(f"{person.name}（{person.post or '职务未写明'}）" for person in report.speakers)
        facts.append(f"发言人：{people}")
    lines += [f"【报道】{'；'.join(facts)}", ""] if facts else []
    lines.append(f"【核对】{render_findings(summary.checks.findings)}")
    if summary.usage.read_chars < summary.usage.body_chars:
        lines.append(f"【注意】正文{summary.usage.body_chars}字，只读了{summary.usage.read_chars}字。")
    return "\n".join(lines)


def render_findings(findings: Iterable[Finding]) -> str:
    """One line per finding, or one line saying that nothing was found."""
    lines = []
    for finding in findings:
        hint = f"，建议改为“{finding.suggestion}”" if finding.suggestion else ""
        lines.append(f"[{finding.kind}] “{finding.text}”：{finding.message}{hint}")
    return "\n".join(lines) if lines else "姓名、职务、数字、日期、引语均能在原文中找到依据"


def _with_speaker(point: Keypoint) -> str:
    return (
        f"{point.text}（{point.speaker}）"
        if point.speaker and point.speaker not in point.text
        else point.text
    )


def _excerpt(text: str) -> str:
    return text if len(text) <= _EXCERPT_CHARS else text[: _EXCERPT_CHARS - 1] + "…"
