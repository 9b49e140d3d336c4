"""From what a chat model wrote to the texts it was asked for."""

import re
from collections.abc import Sequence
from typing import Any

import json_repair

from summarizer.backends.base import Request, Task

_NAMES: dict[str, Task] = {
    "标题": "headline", "headline": "headline", "title": "headline",
    "摘要": "summary", "summary": "summary", "abstract": "summary",
    "要点": "keypoint", "keypoint": "keypoint", "keypoints": "keypoint", "key_points": "keypoint",
}  # fmt: skip
_NUMBERED = re.compile(r"^\W{0,3}(\d{1,2})\s*[.、:：)）]\s*(.+)$", re.MULTILINE)
_LABEL = re.compile(r"^(?:\d{1,2}\s*[.、]\s*)?(?:标题|摘要|要点)\s*\d{0,2}\s*[：:]\s*")
#: Share of character pairs a plain answer has in common with its source.
MIN_SHARED = 0.4
_QUOTES = {'"': '"', "“": "”", "「": "」", "'": "'"}


def parse(answer: str, items: Sequence[Request], truncated: bool = False) -> dict[int, str]:
    """Texts by the number of their task, from 1; a task that was not answered is missing.

    Thinking, code fences and prose around the JSON are dropped, broken JSON is repaired; names instead
    of numbers, lists and numbered lines are understood.

    Args:
        answer: what the model wrote.
        items: what it was asked, in order.
        truncated: the model was stopped by its length limit; the last text is then incomplete and left out.
    """
    answer = re.sub(r"<think>.*?</think>", "", answer, flags=re.DOTALL)
    answer = answer.partition("<think>")[0].strip()
    found = _from_json(answer, items)
    if not found:
        found = {int(match[1]): match[2] for match in _NUMBERED.finditer(answer)}
    if not found and len(items) == 1 and "{" not in answer and _about(answer, items[0].text):
        found = {1: answer}
    if found and (truncated or _unclosed(answer)):
        found.pop(list(found)[-1])
    cleaned = {number: clean(text) for number, text in found.items() if 1 <= number <= len(items)}
    return {number: text for number, text in cleaned.items() if text}


def clean(text: str) -> str:
    """One text without labels, mark-up and quotation marks around the whole of it."""
    text = re.sub(r"\*\*|__|`", "", text)
    text = _LABEL.sub("", " ".join(text.split()))
    while len(text) > 1 and _QUOTES.get(text[0]) == text[-1] and text[0] not in text[1:-1]:
        text = text[1:-1].strip()
    return "" if set(text) <= set("….。 ") else text


def _from_json(answer: str, items: Sequence[Request]) -> dict[int, str]:
    start = min((at for at in (answer.find("{"), answer.find("[")) if at >= 0), default=-1)
    if start < 0:
        return {}
    value = json_repair.loads(answer[start:])
    if isinstance(value, list):
        # Several objects one after another come back as a list of them.
        objects = [one for one in value if isinstance(one, dict)]
        value = objects[-1] if objects else {str(number): one for number, one in enumerate(value, start=1)}
    if not isinstance(value, dict):
        return {}
    if len(value) == 1 and isinstance(inner := next(iter(value.values())), dict):
        value = inner
    found: dict[int, str] = {}
    for key, content in value.items():
        digits = re.search(r"\d+", str(key))
        named = _NAMES.get(re.sub(r"[\W\d_]+", "", str(key)).lower())
        if str(key).strip().isdigit() or (digits and not named):
            found[int(digits[0])] = _text(content)  # type: ignore[index]
        elif named:
            numbers = [number for number, item in enumerate(items, start=1) if item.task == named]
            if digits:
                numbers = numbers[int(digits[0]) - 1 :][:1]
            contents = content if isinstance(content, list) else [content]
            found |= {number: _text(one) for number, one in zip(numbers, contents, strict=False)}
    return found


def _text(content: Any) -> str:
    """A value as text; models wrap it in a list or an object of one entry now and then."""
    while isinstance(content, (list, dict)) and content:
        content = next(iter(content.values())) if isinstance(content, dict) else content[0]
    return content if isinstance(content, str) else ""


def _about(text: str, source: str) -> bool:
    """Whether plain text is made of the source's words; an apology is not."""
    pairs = [text[index : index + 2] for index in range(len(text) - 1)]
    return sum(pair in source for pair in pairs) >= MIN_SHARED * max(1, len(pairs))


def _unclosed(answer: str) -> bool:
    """Whether JSON was begun and never ended."""
    return "{" in answer and "}" not in answer
