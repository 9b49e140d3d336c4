"""Quotation marks that a clause has lost its other half of: where what is quoted goes on, or is only what something is called."""

from summarizer.text.sentences import ENDINGS
from summarizer.text.spans import QUOTES, is_balanced, pairs

_CLOSED_BEFORE = "”）」』"
#: A text has at most so many such marks at its beginning.
_MOST = 3
# “……”的总体目标, “……”等要求; not “……”王某说
_NAMES = "的等这之为作"


def without_stray(text: str) -> str:
    """“2023年上半年, whose quotation goes on; 实现盈利。”, which ends it; ）在临江县, behind a caption: the words alone."""
    for _ in range(_MOST):
        if not text or is_balanced(text):
            return text
        if text[0] in _CLOSED_BEFORE or (text[0] in "“「" and is_balanced(text[1:])):
            text = text[1:].lstrip()
        elif text[-1] in "”」" and is_balanced(text[:-1]):
            text = text[:-1].rstrip()
        else:
            return text
    return text


def named_by(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """The quotations of the sentence ``body[start:end]`` that say what something is: “到2025年，全部实现自动监测，达标率达到85%”的总体目标.

    What stands in them is nobody's words, and not so yet.
    """
    return [
        (opener, closer)
        for opener, closer in pairs(body, start, end)
        if body[opener] in QUOTES
        and body[closer - 1] not in ENDINGS
        and body[closer + 1 : min(closer + 2, end)] in tuple(_NAMES)
    ]
