"""Fictional meeting reports, and batch runs in this process or their own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from summarizer.batch.runner import run_batch
from summarizer.batch.settings import BatchSettings, ReadSettings
from summarizer.batch.statistics import Statistics

ROOT = Path(__file__).parents[2]

_PLACES = ("临江市", "青禾县", "云溪区", "望海市", "松岭县")
_PEOPLE = ("林远舟", "周明川", "沈知秋", "顾清和", "陆景行")
_THEMES = ("科技创新", "乡村振兴", "生态环境保护", "营商环境", "城市更新")


def meeting(number: int) -> str:
    """A report that differs from every other number's."""
    place, person, theme = _PLACES[number % 5], _PEOPLE[number // 5 % 5], _THEMES[number // 25 % 5]
    return (
        f"4月{number % 28 + 1}日，{place}召开第{number}次{theme}工作会议。市委书记{person}出席会议并讲话。\n"
        f"{person}强调，要把{theme}摆在更加突出的位置，"
        f"确保全年完成投资{number + 10}亿元，建成项目{number % 90 + 5}个。\n"
        f"会议要求，各部门要压实责任，按月调度，{'稳扎稳打，' * (number % 7)}推动各项任务落地见效。"
    )


def batch_environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}


def batch_command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "summarizer", "batch", *map(str, arguments)]


def run_command(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        batch_command(*arguments),
        env=batch_environment(),
        capture_output=True,
        text=True,
        timeout=240,
        **options,
    )


def run(source: object, output: object, /, **settings: Any) -> Statistics:
    read = settings.pop("read", ReadSettings())
    return run_batch(
        BatchSettings(inputs=(str(source),), output=str(output), model="extractive", read=read, **settings)
    )


def lines(path: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(str(path)).read_text(encoding="utf-8").splitlines()]


def write_jsonl(path: Path, numbers: range) -> None:
    records = ({"id": f"n{number}", "body": meeting(number)} for number in numbers)
    path.write_text(
        "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8"
    )


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A small folder: two folders of text, one JSONL file."""
    folder = tmp_path / "archive"
    for number in range(6):
        path = folder / ("北部" if number % 2 else "南部") / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(meeting(number), encoding="utf-8")
    write_jsonl(folder / "more.jsonl", range(6, 12))
    return folder
