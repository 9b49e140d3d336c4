"""What sort of report it is."""

import re

from summarizer.datamodels import ReportKind
from summarizer.report.event import Event

_BRIEFING = re.compile(r"发布会|通气会|记者会|吹风会")
_ELECTION = re.compile(r"选举产生|当选|换届|补选|表决通过[^。]{0,30}任")
_ELECTING = re.compile(
    r"代表大会|会员大会|人大|理事会|换届|选举|干部大会|全体会议|[一二三四五六七八九十]次会议"
)
_AWARD = re.compile(r"表彰|颁奖|授奖|授牌|表扬")
_WORK_REPORT = re.compile(r"(?:作|所作)(?:的)?[《]?(?:政府)?工作报告")
_INTERVIEW = re.compile(r"^(?:记者|问|主持人)\s*[：:]", re.MULTILINE)


def report_kind(body: str, event: Event | None) -> ReportKind:
    """The kind that decides the natural form of the summary."""
    name = event.name if event else ""
    lead = body[:600]
    if len(_INTERVIEW.findall(body)) >= 2:
        return "interview"
    if event and event.is_visit:
        return "inspection"
    if _BRIEFING.search(name):
        return "briefing"
    if _WORK_REPORT.search(lead) and "代表大会" in lead:
        return "work_report"
    if _AWARD.search(name):
        return "award"
    if _ELECTING.search(name) and _ELECTION.search(body):
        return "election"
    return "meeting" if event else "news"
