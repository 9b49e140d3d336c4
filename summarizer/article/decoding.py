"""Bytes of an archive → text: byte order mark, UTF-8, the declared encoding, then what reads as Chinese.

A legacy decoding is accepted only when it looks like Chinese: the same bytes often decode as GB18030 and as
Big5, but only the right one gives common characters. Traditional text stays Traditional.
"""

import codecs
import re
from functools import cache

from summarizer.errors import BinaryInputError, EncodingError
from summarizer.text.lexicon import load_words

#: Share of common characters among the non-ASCII ones from which a decoding is taken for Chinese.
LOOKS_CHINESE = 0.4
#: In an otherwise right decoding one character in so many may be undecodable, and a few more, because a broken
#: byte takes its neighbours with it; they become U+FFFD.
BROKEN_PER_CHARS, BROKEN_TOGETHER = 500, 4
#: Characters looked at to judge a decoding.
SAMPLE_CHARS = 20_000

_SIGNATURES = (
    (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"),
    (b"BM", "a BMP image"), (b"II*\0", "a TIFF image"), (b"MM\0*", "a TIFF image"),
    (b"RIFF", "a WebP, AVI or WAV file"),
    (b"%PDF", "a PDF file"), (b"PK\x03\x04", "a ZIP archive or an Office document (docx, xlsx)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (doc, xls)"), (b"{\\rtf", "an RTF document"),
    (b"Rar!", "a RAR archive"), (b"7z\xbc\xaf", "a 7z archive"), (b"\x1f\x8b", "a gzip file"),
    (b"\xfd7zXZ", "an xz file"), (b"BZh", "a bzip2 file"), (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"\x7fELF", "a program"), (b"MZ", "a program"), (b"SQLite format 3", "an SQLite database"),
    (b"ID3", "an MP3 file"), (b"OggS", "an Ogg file"), (b"\0\0\0", "a video file"),
    (b"PAR1", "a Parquet file"),
)  # fmt: skip
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (b"\x84\x31\x95\x33", "gb18030"),
)  # fmt: skip
_DECLARED = re.compile(rb"""(?i)(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_.:-]{3,20})""")
# Pages declared gb2312 contain GBK and GB18030 characters, pages declared big5 those of Hong Kong.
_SUPERSETS = {
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "cp936": "gb18030",
    "hz": "hz", "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "cp950": "big5hkscs", "x-x-big5": "big5hkscs",
}  # fmt: skip
_MARKS = frozenset("，。、；：“”‘’（）《》「」！？—…·　０１２３４５６７８９")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode_bytes(data: bytes, declared: str | None = None) -> str:
    """``data`` as text, without its byte order mark.

    Args:
        data: the bytes of a file or a response.
        declared: encoding named outside the bytes (an HTTP header); one named in them is found.

    Raises:
        BinaryInputError: it is an image, an archive, a program and the like.
        EncodingError: no encoding gives Chinese text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lenient(data[len(bom) :], encoding)
    _refuse_binary(data)
    if b"\0" not in data:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            if error.start >= len(data) - 3 and not data[: error.start].isascii():
                return data[: error.start].decode("utf-8") + "\ufffd"  # cut inside its last character
    wide = _wide_encoding(data)
    if wide:
        return _lenient(data, wide)
    if b"\0" in data:
        raise BinaryInputError(
            "This is no text: it contains NUL bytes. Give a text file, HTML, or the text itself."
        )
    candidates = _declared_encodings(data, declared)
    candidates += [name for name in ("gb18030", "big5hkscs") if name not in candidates]
    strict = {name: text for name in candidates if (text := _try(data, name)) is not None}
    if strict:
        shares = {name: _share_common(text) for name, text in strict.items()}
        best = max(shares, key=lambda name: shares[name])
        if shares[best] >= LOOKS_CHINESE:
            return strict[best]
    return _detected(data) or _mostly_right(data, ["utf-8", *candidates])


def _refuse_binary(data: bytes) -> None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature) and (len(signature) > 2 or _CONTROL.search(data, 0, 1000)):
            raise BinaryInputError(f"This is {name}, not text. Extract its text first, then give that.")
    if len(_CONTROL.findall(data, 0, 4000)) > len(data[:4000]) // 20 and not _wide_encoding(data):
        raise BinaryInputError("This is binary data, no text. Give a text file, HTML, or the text itself.")


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: one of the byte orders gives Chinese."""
    if len(data) < 4 or len(data) % 2:
        return None
    shares = {}
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _try(data[: 2 * (SAMPLE_CHARS // 8)], encoding, "replace")
        shares[encoding] = _share_common(text) if text else 0.0
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] >= LOOKS_CHINESE else None


def _declared_encodings(data: bytes, declared: str | None) -> list[str]:
    match = _DECLARED.search(data, 0, 4096)
    names = [declared, match[1].decode("ascii") if match else None]
    known: list[str] = []
    for name in names:
        if not name:
            continue
        name = _SUPERSETS.get(name.lower(), name.lower())
        try:
            codec = codecs.lookup(name)
        except LookupError:
            continue
        if codec.name not in known and codec.name not in ("utf-8", "utf-16", "ascii", "iso8859-1", "cp1252"):
            known.append(codec.name)
    return known


def _try(data: bytes, encoding: str, errors: str = "strict") -> str | None:
    try:
        return data.decode(encoding, errors)
    except (UnicodeDecodeError, LookupError, TypeError):
        return None


def _lenient(data: bytes, encoding: str) -> str:
    """Decodes what a byte order mark promised; a few broken characters become U+FFFD, more are refused."""
    text = data.decode(encoding, "replace")
    if _is_broken(text):
        raise _undecodable()
    return text


def _detected(data: bytes) -> str | None:
    """What charset-normalizer finds, when it reads as Chinese; it knows encodings that we do not try."""
    from charset_normalizer import from_bytes

    match = from_bytes(data[: 4 * SAMPLE_CHARS]).best()
    text = _try(data, match.encoding) if match else None
    return text if text and _share_common(text) >= LOOKS_CHINESE else None


def _mostly_right(data: bytes, encodings: list[str]) -> str:
    for encoding in encodings:
        text = _try(data, encoding, "replace")
        if text and not _is_broken(text) and _share_common(text) >= LOOKS_CHINESE:
            return text
    raise _undecodable()


def _is_broken(text: str) -> bool:
    return text.count("\ufffd") > BROKEN_TOGETHER + len(text) // BROKEN_PER_CHARS


def _undecodable() -> EncodingError:
    return EncodingError(
        "The bytes are no Chinese text in UTF-8, UTF-16, GB18030 or Big5. "
        "Save the document as UTF-8 and try again."
    )


@cache
def _common() -> frozenset[str]:
    return frozenset("".join(word for words in load_words("common_characters").values() for word in words))


def _share_common(text: str) -> float:
    """Share of common Chinese characters and marks among the non-ASCII characters of the text's beginning."""
    strange = [character for character in text[:SAMPLE_CHARS] if character > "\x7f"]
    if len(strange) < 4:
        return 0.0
    marks = sum(character in _MARKS for character in strange)
    letters = len(strange) - marks
    return sum(character in _common() for character in strange) / letters if letters > marks / 4 else 0.0
