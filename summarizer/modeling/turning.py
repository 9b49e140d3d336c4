"""Words that turn what is said when they are left out: a vice president becomes a president, a refusal a consent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

#: Ranks and former posts, negations, what is refused, and what is only possible or suspected.
_POST = "总统|总理|首相|主席|部长|外长|议长|国王|大使|书记|省长|市长|县长|区长|局长|厅长|院长|校长|行长|会长|董事长|经理|官员|首富"
_TURNING = (
    re.compile(rf"副|[原前代](?={_POST})|[不未没无非拟]"),
    # 未能 without 未 and without 能, too.
    re.compile(
        r"没有|未能|尚未|不再|不会|不能|拒绝|否认|反对|禁止|停止|暂停|取消|推迟|避免|防止|可能|疑似|涉嫌|企图|试图|威胁"
        r"|希望(?=[^，。；\n]{1,8}能)"
    ),
)


def _turning(text: str) -> Iterator[re.Match[str]]:
    return chain.from_iterable(pattern.finditer(text) for pattern in _TURNING)


def turned_joins(text: str) -> frozenset[str]:
    """Two characters before such a word with the one behind it, where they join nowhere in the text.

    副总统 in 利比亚副总统访华 gives 比亚总.
    """
    found = {
        text[match.start() - 2 : match.start()] + text[match.end() : match.end() + 1]
        for match in _turning(text)
        if match.start() >= 2
    }
    return frozenset(join for join in found if len(join) == 3 and join not in text)


def turned_openings(text: str) -> frozenset[str]:
    """Three characters behind such a word that stand nowhere else in the text, so that no statement begins with them.

    防止返贫致贫 gives 返贫致.
    """
    behind: dict[str, int] = {}
    for match in _turning(text):
        three = text[match.end() : match.end() + 3]
        behind[three] = behind.get(three, 0) + 1
    return frozenset(
        three for three, times in behind.items() if len(three) == 3 and text.count(three) == times
    )
