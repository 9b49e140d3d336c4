"""Errors of wording: quotations, negation, direction."""

import random
import re
from collections.abc import Iterator

from summarizer.check.corruption.models import Corruption, Statement, replace

_TURNS = [
    ("增长", "下降"), ("增加", "减少"), ("上升", "下降"), ("提高", "降低"), ("扩大", "缩小"), ("加快", "放缓"),
    ("加强", "削弱"), ("超过", "不足"), ("高于", "低于"), ("以上", "以下"), ("支持", "反对"), ("开幕", "闭幕"),
    ("顺差", "逆差"), ("进口", "出口"), ("上半年", "下半年"), ("上午", "下午"), ("盈利", "亏损"), ("上涨", "下跌"),
    ("鼓励", "禁止"), ("领先", "落后"), ("提升", "降低"), ("改善", "恶化"), ("启动", "停止"), ("开放", "关闭"),
]  # fmt: skip
_NEGATED = (
    "不得",
    "不能",
    "不会",
    "不要",
    "不准",
    "不允许",
    "尚未",
    "从未",
    "未",
    "没有",
    "不",
    "无",
    "绝不",
    "严禁",
)
_NEGATABLE = (
    "完成",
    "实现",
    "通过",
    "获得",
    "参加",
    "出席",
    "支持",
    "同意",
    "达到",
    "存在",
    "发现",
    "发生",
    "允许",
    "影响",
)


def quotation(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for match in re.finditer("[“《]([^“”《》]{2,})[”》]", statement.text):
        start, end = match.span(1)
        at = rng.randrange(start, end)
        words = statement.text[start:end]
        if not statement.text[at].isalnum():
            continue
        if rng.random() < 0.5 and len(words) > 3:
            yield replace("quotation_dropped", statement, at, at + 1, "")
        else:
            new = rng.choice([char for char in statement.body if "\u4e00" <= char <= "\u9fff"])
            if new != statement.text[at]:
                yield replace("quotation_letter", statement, at, at + 1, new)


def negation(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for word in _NEGATED:
        for match in re.finditer(f"{word}(?![断仅但少久同])", statement.text):
            new = {"严禁": "允许", "不得": "可以", "尚未": "已", "没有": "有", "未": ""}.get(word, "")
            yield replace("negation_dropped", statement, match.start(), match.end(), new)
    for word in _NEGATABLE:
        for match in re.finditer(rf"(?<![不未没无]){word}", statement.text):
            yield replace(
                "negation_added", statement, match.start(), match.start(), rng.choice(("未", "不", "没有"))
            )


def direction(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for pair in _TURNS:
        for word, new in (pair, pair[::-1]):
            for match in re.finditer(word, statement.text):
                yield replace("direction_turned", statement, match.start(), match.end(), new)
