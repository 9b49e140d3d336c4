"""Invented reports that the tiny models learn from."""

import random
from typing import Any

PLACES = ("临江市", "云岭县", "望海区", "青石镇", "白杨乡", "松原州")
NAMES = ("邹远山", "李晓明", "陈思齐", "欧阳静", "赵一鸣", "孙立")
EVENTS = ("科技创新大会", "安全生产推进会", "防汛工作会议", "乡村振兴座谈会", "项目开工仪式")
ACTIONS = ("加强统筹协调", "压实工作责任", "推动成果转化", "守牢安全底线", "优化营商环境", "培育新质生产力")


def toy_reports(count: int, seed: int = 0) -> list[dict[str, str]]:
    """Invented reports with titles, all of one pattern."""
    choose = random.Random(seed)
    reports = []
    for _ in range(count):
        place, name, event = choose.choice(PLACES), choose.choice(NAMES), choose.choice(EVENTS)
        first, second = choose.sample(ACTIONS, 2)
        day, share = choose.randint(1, 28), choose.randint(11, 98)
        body = (
            f"{day}日，{place}召开{event}，市长{name}出席并讲话。{name}强调，要{first}，{second}。"
            f"据介绍，今年{place}产值增长{share}.5%，投资{share}0万元。“{first}”成为与会者的共识。"
        )
        reports.append({"title": f"{place}召开{event} {name}强调{first}", "body": body})
    return reports


# The real recipe in small.
RECIPE: dict[str, Any] = {
    "name": "toy",
    "seed": 7,
    "tokenizer": {"vocab_size": 420, "character_coverage": 1.0, "max_piece_chars": 4, "max_lines": 10_000},
    "model": {"d_model": 32, "d_ff": 64, "num_heads": 2, "encoder_layers": 1, "decoder_layers": 1},
    "data": {
        "dev_files": "",
        "max_source_pieces": 100,
        "support_window": 400,
        "min_char_support": 0.8,
        "min_bigram_support": 0.4,
        "target_chars": {"headline": [4, 60], "keypoint": [4, 45], "summary": [10, 170]},
    },
    "ranker": {"sources": 40, "ridge": 3.0},
    "train": {
        "batch_tokens": 1500,
        "epochs": 1.0,
        "learning_rate": 3e-3,
        "warmup_steps": 3,
        "final_share": 0.01,
        "weight_decay": 0.01,
        "salience_weight": 0.3,
        "free_length": 0.3,
        "average_decay": 0.9,
        "log_every": 2,
        "save_every": 100,
    },
}
