"""Which characters change, which stay, and the way back to the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.normalize import normalize, normalize_with_offsets

CHANGED = {
    "full-width digits and letters": ("２０２４年ＧＤＰ增长", "2024年GDP增长"),
    "full-width per cent and decimal point": ("增长８．１％", "增长8.1%"),
    "full-width signs between digits": ("１０：３０开会，２０２３－２０２５年", "10:30开会，2023-2025年"),
    "half-width and small Chinese marks": ("会议召开｡要求﹐落实﹔", "会议召开。要求，落实；"),
    "radicals from PDF files": ("⼈⺠⼤会⻓期⽤", "人民大会长期用"),
    "compatibility ideographs": ("\uf9e4\uf98a", "理力"),
    "invisible characters": ("会\u200b议\ufeff召\u00ad开\u2060了\u200e", "会议召开了"),
    "control characters": ("会\x07议\x1b召开", "会议召开"),
    "spaces of every kind": ("要闻\u3000\u00a0\u2003\t网", "要闻 网"),
    "line ends of every kind": ("一\r\n二\r三\u2028四\x0b五", "一\n二\n三\n四\n五"),
    "spaces at the edges of lines": ("\u3000\u3000一 \n \t二\u00a0", "一\n二"),
    "more than one blank line": ("一\n \n\n\u3000\n二", "一\n\n二"),
}
KEPT = [
    "会议指出,要抓好落实;他说:“好”。",  # half-width marks as printed: evidence is verbatim
    "（一）“卡脖子”、《条例》——……！？",
    "①㎡℃Ⅱ½№〇",
    "瀾川市圖書館「新館」開放",
    "页岩气＋、钒钛＋",
    "𠮷田\U0002b5f4",
]


@pytest.mark.parametrize(("source", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(source: str, expected: str) -> None:
    assert normalize(source) == expected


@pytest.mark.parametrize("text", KEPT)
def test_kept_as_printed(text: str) -> None:
    assert normalize(text) == text


MESSY = st.text(alphabet=st.sampled_from(" \n\r\t\u3000a中，１．２：％\u200b⼤。"), max_size=60)


@given(st.one_of(MESSY, st.text(max_size=60)))
def test_the_map_leads_back(text: str) -> None:
    mapped = normalize_with_offsets(text)
    assert mapped.text == normalize(text)
    assert len(mapped.offsets) == len(mapped.text)
    assert mapped.offsets == sorted(set(mapped.offsets))
    for character, offset in zip(mapped.text, mapped.offsets, strict=True):
        assert character == text[offset] or normalize(text[offset]) in (character, "") or character in ".-/:"


@given(st.one_of(MESSY, st.text(max_size=60)))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


def test_a_span_of_the_source() -> None:
    source = "\ufeff　　邹​景　出席"
    mapped = normalize_with_offsets(source)
    start = mapped.text.index("景")
    assert source[slice(*mapped.source_span(start, start + 1))] == "景"
    assert source[slice(*mapped.source_span(0, start + 1))] == "邹​景"
    assert mapped.source_span(1, 1)[0] == mapped.source_span(1, 1)[1]
