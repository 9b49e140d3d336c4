"""Model output as Chinese is written: what tokenizers do to width, case and spaces, undone."""

import re

_CJK = r"㐀-鿿豈-﫿\U00020000-\U0003fa1f"
_WIDE = _CJK + r"　-〿“”‘’…—·！-～"
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_ASCII_RUN = re.compile(r"[!-~]+(?: +[!-~]+)*")


def restore(text: str, source: str) -> str:
    """``text`` without the tokenizer's traces, its Latin words and figures as ``source`` writes them.

    BERT tokenizers put spaces between Chinese characters and lower-case GDP; SentencePiece models turn
    ， into a comma. Nothing but spaces, width of marks and case of Latin letters changes.
    """
    text = re.sub(rf"(?<=[{_WIDE}])\s+|\s+(?=[{_WIDE}])", "", text.strip())
    text = re.sub(rf"(?<=[{_CJK}”》）%])([,;:?!(])|([,;:?!()])(?=[{_CJK}“《])", _widen, text)
    text = re.sub(rf"(?<=[{_CJK}”》）])\.(?=$|[{_CJK}])", "。", text)
    # A closing bracket follows its opening one, whatever stands inside.
    text = re.sub(r"（([^（）()]*)\)", r"（\1）", text)
    text = re.sub(rf"(?<=[{_CJK}])(?:\.{{6}}|\.{{3}})", "……", text)
    text = re.sub(rf"(?<=[{_WIDE}])\s+|\s+(?=[{_WIDE}])", "", text)
    compact, offsets = _compact(source)
    return _ASCII_RUN.sub(lambda match: _as_in_source(match[0], source, compact, offsets), text)


def _widen(match: re.Match[str]) -> str:
    return _FULL_WIDTH[match[0]]


def _compact(source: str) -> tuple[str, list[int]]:
    """``source`` lower-cased without white space, and where each of its characters came from."""
    offsets = [index for index, char in enumerate(source) if not char.isspace()]
    # A few characters change their length when lower-cased; those stay as they are.
    lowered = (source[index].lower() for index in offsets)
    return "".join(
        low if len(low) == 1 else source[index] for index, low in zip(offsets, lowered, strict=True)
    ), offsets


def _as_in_source(run: str, source: str, compact: str, offsets: list[int]) -> str:
    key = "".join(run.split()).lower()
    found = compact.find(key)
    if found >= 0:
        return source[offsets[found] : offsets[found + len(key) - 1] + 1]
    parts = run.split(" ")
    if len(parts) == 1:
        return run
    return " ".join(_as_in_source(part, source, compact, offsets) for part in parts if part)
