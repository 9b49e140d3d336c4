"""Whatever a newsroom has — bytes, HTML, a pasted page, plain text → a clean :class:`Article`.

Limits, in characters: :data:`LONGEST_TEXT_CHARS` of text, :data:`LONGEST_HTML_CHARS` of HTML source, at least
:data:`SHORTEST_BODY_HAN` Chinese characters of body: a shorter text is shorter than its own summary.
"""

import html
import re

from summarizer.article.decoding import decode_bytes
from summarizer.article.layout import Layout, lay_out
from summarizer.article.page import looks_like_html, read_page
from summarizer.datamodels import Article
from summarizer.errors import (
    BinaryInputError,
    EmptyInputError,
    EncodingError,
    InvalidTextError,
    NoArticleError,
    NotChineseError,
    TooLongError,
    TooShortError,
)
from summarizer.text.normalize import normalize

#: Longest text that is read, in characters.
LONGEST_TEXT_CHARS = 1_000_000
#: Longest HTML source that is read, in characters; scripts and styles count.
LONGEST_HTML_CHARS = 5_000_000
#: Fewest Chinese characters of a body worth summarising.
SHORTEST_BODY_HAN = 50
#: Share of Chinese characters among letters below which a text is not Chinese.
LOWEST_HAN_SHARE = 0.3
#: Share of kana or hangul among letters from which a text is Japanese or Korean.
HIGHEST_KANA_SHARE = 0.1

#: Characters looked at to tell the language.
SAMPLE_CHARS = 20_000

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff〇]+")
_KANA = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d?);")


def read_article(
    source: str | bytes | Article, *, title: str | None = None, filename: str | None = None
) -> Article:
    """The article in ``source``, whichever form it has.

    Args:
        source: bytes in any encoding, HTML, a pasted page or plain text; an Article is checked and kept.
        title: its headline where the caller knows it; wins over the one found.
        filename: name of the file it came from; only its ending is used, to know HTML.

    Raises:
        InputError: one of its subclasses, each with its own code and what to do.
    """
    if isinstance(source, Article):
        _check_text(source.body, LONGEST_TEXT_CHARS)
        _check_body(source.body)
        return source
    text = decode_bytes(source) if isinstance(source, bytes) else source
    is_html = filename is not None and filename.lower().endswith((".html", ".htm", ".xhtml", ".shtml"))
    if (is_html and "<" in text) or looks_like_html(text):
        return article_from_html(text, title=title)
    return article_from_text(text, title=title)


def article_from_html(source: str | bytes, *, title: str | None = None) -> Article:
    """The article of a web page. Raises the same errors as :func:`read_article`."""
    text = decode_bytes(source) if isinstance(source, bytes) else source
    _check_text(text, LONGEST_HTML_CHARS)
    layout, visible_chars = read_page(text)
    if visible_chars > LONGEST_TEXT_CHARS:
        raise _too_long(visible_chars)
    return _article(layout, title, visible_chars)


def article_from_text(text: str, *, title: str | None = None) -> Article:
    """The article in plain text or a pasted page. Raises the same errors as :func:`read_article`."""
    _check_text(text, LONGEST_TEXT_CHARS)
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    return _article(lay_out(text), title, None)


def _article(layout: Layout, title: str | None, visible_chars: int | None) -> Article:
    known = normalize(title).replace("\n", " ") if title else None
    paragraphs = layout.paragraphs
    if known and layout.title and layout.title != known and visible_chars is None:
        if _is_headline(known, layout.title):
            layout.dropped.append(layout.title)
        else:
            paragraphs = [layout.title, *paragraphs]  # a subheading or motto of the body, not its headline
    while known and len(paragraphs) > 1 and _is_headline(known, paragraphs[0]):
        layout.dropped.append(paragraphs[0])
        paragraphs = paragraphs[1:]
    body = "\n".join(paragraphs)
    _check_body(body, layout)
    if visible_chars is None:
        dropped_chars = sum(map(len, layout.dropped))
    else:
        dropped_chars = max(0, visible_chars - len(body) - len(layout.title or ""))
    return Article(
        body=body,
        title=known or layout.title,
        source=layout.imprint.source,
        published_at=layout.imprint.published_at,
        dropped_chars=dropped_chars,
    )


def _is_headline(known: str, line: str) -> bool:
    """``line`` is the known headline, perhaps cut or with other blanks."""
    known, line = re.sub(r"\s", "", known), re.sub(r"\s", "", line)
    return bool(line) and len(line) <= len(known) + 12 and (line in known or known in line)


def _check_text(text: str, longest: int) -> None:
    """What no reading of the text could use.

    Raises:
        EmptyInputError, TooLongError, BinaryInputError, InvalidTextError, EncodingError: see their names.
    """
    if not text or text.isspace():
        raise EmptyInputError("The document is empty. Give the text of an article.")
    if len(text) > longest:
        raise _too_long(len(text))
    if "\0" in text:
        raise BinaryInputError(
            "The text contains NUL characters, as binary files do. Give an article's text."
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InvalidTextError(
            f"The text has half a character (a lone surrogate) at position {error.start}. "
            "Decode it again from its source."
        ) from None
    broken = text.count("\ufffd")
    if broken > 3 and broken * 50 > len(text):
        raise EncodingError(
            "The text is full of replacement characters: it was decoded with a wrong encoding. "
            "Give the original bytes."
        )


def _check_body(body: str, layout: Layout | None = None) -> None:
    """Refuses what is no Chinese article.

    Raises:
        EmptyInputError, NotChineseError, NoArticleError, TooShortError: see their names.
    """
    whole = body if body or layout is None else "\n".join(layout.dropped)
    sample = whole[:SAMPLE_CHARS]
    han, letters, kana = (sum(map(len, runs.findall(sample))) for runs in (_HAN, _LETTERS, _KANA))
    share = han / letters if letters else 0.0
    # A Chinese report with its English translation below it is Chinese.
    foreign = share < (LOWEST_HAN_SHARE if han < 4 * SHORTEST_BODY_HAN else LOWEST_HAN_SHARE / 3)
    if foreign or kana > HIGHEST_KANA_SHARE * max(1, letters):
        if not whole.strip():
            raise EmptyInputError("There is no visible text in the document. Give the text of an article.")
        raise NotChineseError("The text is not Chinese. Give Chinese text, Simplified or Traditional.")
    if not body:
        raise NoArticleError(
            "There is only navigation, links or page furniture, no article. Paste the article's own text."
        )
    if han < SHORTEST_BODY_HAN:
        raise TooShortError(
            f"The article has {han} Chinese characters; at least {SHORTEST_BODY_HAN} are needed. "
            "Give its full text."
        )


def _too_long(chars: int) -> TooLongError:
    return TooLongError(
        f"The document has {chars:,} characters; at most {LONGEST_TEXT_CHARS:,} are read. "
        "Split it and give the parts."
    )
