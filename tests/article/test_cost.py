"""Plain text is read in linear work and without the libraries that only HTML needs."""

import subprocess
import sys
from collections.abc import Callable
from functools import partial

import pytest
from article_material import BODY, LEAD

from summarizer.article.decoding import decode_bytes
from summarizer.article.layout import lay_out

SHAPES: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda size: "\n".join(BODY * (size // 200)),
    "one line": lambda size: LEAD * (size // len(LEAD)),
    "short lines": lambda size: "今日要闻在这里\n" * (size // 8),
    "chrome": lambda size: "首页\n相关阅读\n" * (size // 8),
    "blank lines": lambda size: LEAD + "\n　\n" * (size // 3) + LEAD,
    "brackets never closed": lambda size: "（记者 " * (size // 4) + LEAD,
    "datelines": lambda size: "本报5月20日讯" * (size // 8) + LEAD,
    "wrapped": lambda size: "\n".join([LEAD[at : at + 20] for at in range(0, 60, 20)] * (size // 60)),
}


def work(call: Callable[[], object]) -> int:
    """Calls made, of Python and built-in functions alike, by ``call``."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        call()
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_is_at_most_about_twice_the_work(shape: str) -> None:
    lay_out(SHAPES[shape](400))  # compiles the rules
    once, twice = (work(partial(lay_out, SHAPES[shape](size))) for size in (8_000, 16_000))
    assert twice <= 2.2 * once + 200


def test_decoding_looks_at_a_sample_only() -> None:
    short, long = (work(partial(decode_bytes, (LEAD * size).encode("gb18030"))) for size in (1_000, 4_000))
    assert long <= 1.1 * short + 200


def test_plain_text_needs_no_html_library() -> None:
    code = (
        "import sys; from summarizer.article import read_article;"
        f"read_article({LEAD!r}.encode());"
        "print([name for name in ('trafilatura', 'lxml', 'charset_normalizer', 'torch') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
