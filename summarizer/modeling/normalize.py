"""The one spelling of characters that the embedded models see and write.

Chinese news mixes full-width and half-width forms of the same mark within one page. The models
are trained on a single form: letters and digits half-width, punctuation full-width beside Chinese.
"""

from __future__ import annotations

import re
import unicodedata

_TO_FULL_WIDTH = str.maketrans(",:;!?()", "，：；！？（）")
# A mark between two ASCII letters or digits belongs to a number, a time or a foreign word:
# 1,000; 8:30; 3:0. Everywhere else it is Chinese punctuation.
_CHINESE_MARK = re.compile(r"(?<![0-9A-Za-z])[,:;!?()]|[,:;!?()](?![0-9A-Za-z])")
_DOTS = re.compile(r"\.{3,}")
_SPACE = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\ue000-\uf8ff]")


def normalize_text(text: str) -> str:
    """Return `text` in the form the models were trained on; lengths may change, order never.

    >>> normalize_text("４月９日,内江市科技创新大会召开，增长1,000亿元(含税)……")
    '4月9日，内江市科技创新大会召开，增长1,000亿元（含税）……'
    """
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    text = _CHINESE_MARK.sub(lambda match: match.group().translate(_TO_FULL_WIDTH), text)
    return _SPACE.sub(" ", _DOTS.sub("……", text)).strip()
