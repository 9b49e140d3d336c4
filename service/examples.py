"""Fictional examples for the API's documentation and the warm-up.

``python -m service.examples`` writes the answers to them, as this version gives them, into ``examples.json``.
"""

import dataclasses
import json
from pathlib import Path
from typing import Any

from pydantic import JsonValue

_ANSWERS = Path(__file__).with_name("examples.json")

TEXT = (
    "4月9日，临江市科技创新大会召开。市委书记邹自景出席并讲话，市长闻秋平主持会议。\n"
    "邹自景强调，要坚持把科技创新摆在发展全局的核心位置，今年全市研发投入要增长12%，新建省级实验室3家。"
    "要深化科技体制改革，让科研人员少填表、多出成果。\n"
    "闻秋平要求，各县区要在6月底前制定落实方案，逐项明确责任单位和完成时限。\n"
    "会上，20家企业和15名科技工作者受到表彰，临江大学与临江高新区签署合作协议。"
)

ARTICLE: dict[str, JsonValue] = {
    "title": "临江市科技创新大会召开",
    "body": TEXT,
    "source": "临江日报",
    "published_at": "2024-04-09T19:30:00",
}

LINES = "\n".join(
    json.dumps(record, ensure_ascii=False) for record in ({"id": "1", "text": TEXT}, {"id": "2", **ARTICLE})
)

CHECK: dict[str, JsonValue] = {"source": TEXT, "text": "临江市召开科技创新大会，邹自景要求研发投入增长21%。"}


def answers() -> dict[str, Any]:
    """An answer for each schema of the OpenAPI document that has one, by the schema's name."""
    return dict(json.loads(_ANSWERS.read_text("utf-8")))


def main() -> None:
    """Writes the answers of the extractive model, which depend on no weights."""
    from service.checking import check
    from summarizer import Summarizer, SummaryOptions
    from summarizer.datamodels import Article, article_from_dict

    summary = Summarizer("extractive").summarize(article_from_dict(ARTICLE), SummaryOptions.preset("wechat"))
    summary = dataclasses.replace(summary, usage=dataclasses.replace(summary.usage, seconds=0.01))
    findings, sentences = check(None, Article(TEXT), str(CHECK["text"]), None)
    checked = {
        "findings": [dataclasses.asdict(finding) for finding in findings],
        "sentences": [
            dataclasses.asdict(sentence) | {"evidence": [dataclasses.asdict(span) for span in spans]}
            for sentence, spans in sentences
        ],
    }
    record = {"SummaryOut": summary.to_dict(), "CheckOut": checked}
    _ANSWERS.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
