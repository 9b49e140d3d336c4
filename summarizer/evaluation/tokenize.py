"""How Chinese text is cut into the units that overlap measures count.

Published Chinese ROUGE figures differ mostly in this step, so every tokenizer has a name that belongs
beside each figure. Widths are made equal first (５０％ counts as 50%), except in ``char``.
"""

import functools
import re
import unicodedata
from collections.abc import Callable
from typing import Any

from summarizer.errors import InvalidOptionError

Tokenizer = Callable[[str], list[str]]

#: A number with its decimals and percent mark, a Latin word, or one character of any other script.
#: 54.2% and 54.2 are different facts, so the percent mark belongs to the number.
_TOKEN = re.compile(r"\d+(?:[.:]\d+)*[%‰]?|[a-z]+(?:['’-][a-z]+)*|\w")

#: The comma of 1,586.3, not that of 3,5月 or of a list.
_THOUSANDS = re.compile(r"(?<![\d,])(\d{1,3}(?:,\d{3})+)(?![\d,])")

#: Marks that the pure-character tokenizer leaves out: white space and this list, nothing else.
_CHAR_DROPPED = re.compile(r'[\s，。、：；“”‘’！？·—《》（）()\[\],.:;!?"\'\-]')


def fold(text: str) -> str:
    """One width and case: ５０％ becomes 50%, a score 2∶1 becomes 2:1, GDP becomes gdp."""
    return unicodedata.normalize("NFKC", text).replace("∶", ":").lower()


def char_word(text: str) -> list[str]:
    """Characters, whole numbers and Latin words; punctuation left out. The main tokenizer.

    >>> char_word("增长５.４％，GDP领先")
    ['增', '长', '5.4%', 'gdp', '领', '先']
    """
    # A Chinese comma never belongs to a number, but loses its width below.
    folded = fold(text.replace("，", "、")).replace("_", " ")
    return _TOKEN.findall(_THOUSANDS.sub(lambda match: match[0].replace(",", ""), folded))


def char(text: str) -> list[str]:
    """Single characters, digits and Latin letters included; widths and case as written."""
    return list(_CHAR_DROPPED.sub("", text))


def jieba_words(text: str) -> list[str]:
    """Words as jieba's own dictionary cuts them; punctuation left out. Secondary: it rewards whole words."""
    return [word for word in _jieba().lcut(fold(text)) if any(character.isalnum() for character in word)]


@functools.cache
def _jieba() -> Any:
    import jieba

    jieba.setLogLevel("WARNING")
    # A tokenizer of our own: words that a program adds to the shared one must not move the figures.
    return jieba.Tokenizer()


#: The tokenizers by name.
TOKENIZERS: dict[str, Tokenizer] = {"char+word": char_word, "char": char, "jieba": jieba_words}

#: What figures are reported in unless they say otherwise.
MAIN_TOKENIZER = "char+word"


def get_tokenizer(name: str) -> Tokenizer:
    """The tokenizer of that name.

    Raises:
        InvalidOptionError: no such tokenizer.
    """
    if name not in TOKENIZERS:
        raise InvalidOptionError(f"Unknown tokenizer {name!r}; the tokenizers are {', '.join(TOKENIZERS)}.")
    return TOKENIZERS[name]


def tokenizer_version(name: str) -> str:
    """Name and, where words depend on somebody's dictionary, its version: what to print beside a figure."""
    get_tokenizer(name)
    if name != "jieba":
        return name
    from importlib.metadata import version

    return f"jieba {version('jieba')}"
