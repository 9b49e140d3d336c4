"""Short forms: 印尼 for 印度尼西亚, 卫健 for 卫生健康."""


def shortens(one: str, other: str) -> bool:
    """Whether the characters of the shorter stand in the longer in the same order."""
    short, long = sorted((one, other), key=len)
    at = -1
    for char in short:
        at = long.find(char, at + 1)
        if at < 0:
            return False
    return True
