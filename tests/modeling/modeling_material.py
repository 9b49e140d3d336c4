"""Invented reports that the tiny models learn from."""

import random

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
