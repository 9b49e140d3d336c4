"""A phrase that a page repeats all through its text for search engines, in front of sentences it does not belong to.

市委书记谈摇滚乐，在这次学习会上，甲某提到……。市委书记谈摇滚乐！7月13日，某账号发布……。市委书记谈摇滚乐！
"""

import re

#: It stands this often at least in front of a sentence.
REPEATS = 3

_PHRASE = re.compile(r"[^，。！？：；\s“”\d]{6,24}(?=[，！])")
_SAID = re.compile(r"(?:说|称|道|强调|指出|要求|表示|认为|介绍|提出|透露|问|答)$")


def strip_refrain(text: str) -> tuple[str, list[str]]:
    """``text`` without the phrase that opens it and comes again and again, and what was taken out."""
    opening = _PHRASE.match(text)
    if not opening or _SAID.search(opening[0]):
        return text, []
    refrain = re.compile(rf"(?:^|(?<=[。！？\n”])){re.escape(opening[0])}[，：！。]")
    found = refrain.findall(text)
    return (refrain.sub("", text), found) if len(found) >= REPEATS else (text, [])
