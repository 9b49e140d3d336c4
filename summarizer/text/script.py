"""Traditional script: worked on in simplified, handed back as the source writes it.

Every character maps to one character, so that offsets stay valid.
"""

import functools
from collections import Counter

from opencc import OpenCC

#: Share of Chinese characters that differ between the scripts from which a text counts as traditional.
TRADITIONAL_SHARE = 0.05
#: Characters looked at to decide.
SAMPLE_CHARS = 2000


@functools.cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


@functools.lru_cache(maxsize=20_000)
def _simplified(char: str) -> str:
    converted = str(_converter("t2s").convert(char))
    return converted if len(converted) == 1 else char


def to_simplified(text: str) -> str:
    """The text in simplified script, character by character: same length, same offsets."""
    return "".join(_simplified(char) if "\u3400" <= char <= "\u9fff" else char for char in text)


def is_traditional(text: str) -> bool:
    """Whether the opening of ``text`` is written in traditional script."""
    sample = [char for char in text[:SAMPLE_CHARS] if "\u3400" <= char <= "\u9fff"]
    changed = sum(_simplified(char) != char for char in sample)
    return changed > TRADITIONAL_SHARE * max(1, len(sample))


class Restorer:
    """Turns simplified outputs back into the traditional characters that the source uses.

    One simplified character can stand for several traditional ones (发: 發, 髮); the pair it forms with its neighbour
    in the source decides, then the more frequent one, then OpenCC.
    """

    def __init__(self, traditional: str) -> None:
        simplified = to_simplified(traditional)
        self._pairs: dict[str, str] = {}
        singles: dict[str, Counter[str]] = {}
        for index, (plain, original) in enumerate(zip(simplified, traditional, strict=True)):
            singles.setdefault(plain, Counter())[original] += 1
            self._pairs.setdefault(simplified[index : index + 2], traditional[index : index + 2])
        self._singles = {plain: counts.most_common(1)[0][0] for plain, counts in singles.items()}

    def restore(self, text: str) -> str:
        """``text`` in the source's script; same length."""
        restored = []
        for index, char in enumerate(text):
            ahead = self._pairs.get(text[index : index + 2])
            behind = self._pairs.get(text[index - 1 : index + 1]) if index else None
            if behind and len(behind) == 2:
                restored.append(behind[1])
            elif ahead:
                restored.append(ahead[0])
            elif char in self._singles:
                restored.append(self._singles[char])
            else:
                converted = str(_converter("s2t").convert(char))
                restored.append(converted if len(converted) == 1 else char)
        return "".join(restored)
