"""Paragraphs of an invented city for the page-shape tests, and a way to state what a page must give."""

import dataclasses
from datetime import datetime

TITLE = "简若棠在全市营商环境大会上强调 以企业感受为第一标准 打造办事最快城市"
LEAD = (
    "5月20日，云泊市营商环境大会召开。市委书记简若棠出席并讲话，强调要以企业感受为第一标准，"
    "推动审批再提速、服务再升级、成本再下降。市长洛闻笛主持会议。"
)
SPEECH = (
    "简若棠指出，去年全市新登记企业1.86万户，同比增长12.4%，但企业反映的“办事来回跑”问题仍未根治。"
    "要把企业开办、用地审批、用能报装三件事作为突破口，年内全部实现一次告知、一窗受理。"
)
ORDER = "洛闻笛要求，各县区要在6月10日前公布办事清单，对清单之外的材料，企业有权拒绝提供。"
CLOSE = "会上，10家企业代表作了发言，市直有关部门主要负责人参加会议。"
BODY = [LEAD, SPEECH, ORDER, CLOSE]


@dataclasses.dataclass(frozen=True)
class Shape:
    """A page and the article that must come out of it."""

    name: str
    page: str
    title: str | None = TITLE
    source: str | None = None
    published_at: datetime | None = None
    body: tuple[str, ...] = tuple(BODY)
