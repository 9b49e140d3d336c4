"""Slips of the report itself, which nobody who copies a clause could explain.

Each pattern comes with the sentence that made it necessary.
"""

import re

_BROKEN = re.compile(
    # 要着力党的组织覆盖和工作覆盖: do what for it?
    r"^着力(?:[党团]|群众|企业|基层|乡村|社会|城市|项目)的(?=[^，]{2})"
    # 尽可能减少灾害损失和引发次生灾害: nobody means to cause fewer
    r"|减少[^，、避防]{2,12}[和、](?:引发|造成|导致|发生)[^，]{2,8}$"
    # 是根据的公平的民调
    r"|是(?:根据|依据|按照)的(?=[^，]{2})"
)


def is_broken(text: str) -> bool:
    """Whether a clause has lost its verb, or runs two into one, where it stands."""
    return _BROKEN.search(text) is not None
