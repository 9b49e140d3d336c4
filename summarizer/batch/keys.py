"""Identities: equal keys mean equal results.

A key is the first 128 bits of BLAKE2b: among a thousand million documents two different ones share
a key with a probability below 10⁻²⁰.
"""

import dataclasses
import hashlib
import json
from pathlib import Path
from typing import Any

from summarizer.batch.documents import Document
from summarizer.batch.fingerprint import library_digest
from summarizer.datamodels import Article, ModelInfo
from summarizer.errors import UnreadableFileError
from summarizer.options import SummaryOptions


def task_key(model: ModelInfo, options: SummaryOptions) -> bytes:
    """What is asked of every document, and of whom: options, the lexicon's content, the model, the library's rules.

    Raises:
        UnreadableFileError: the lexicon cannot be read.
    """
    lexicon = None
    if options.lexicon is not None:
        try:
            lexicon = _digest(Path(options.lexicon).read_bytes()).hex()
        except OSError as error:
            raise UnreadableFileError(
                f"Cannot read the lexicon {options.lexicon}: {error.strerror}."
            ) from error
    asked = {**dataclasses.asdict(options), "lexicon": lexicon}
    return _digest(_json([asked, dataclasses.asdict(model), library_digest()]))


def document_key(document: Document, task: bytes) -> bytes:
    """A raw document under a task; lets a resumed run skip cleaning what is already done."""
    data = (
        document.data if isinstance(document.data, bytes) else document.data.encode("utf-8", "surrogatepass")
    )
    about = [
        document.media,
        isinstance(document.data, bytes),
        document.title,
        document.source,
        document.published_at,
    ]
    return _digest(task, _json(about), data)


def result_key(article: Article, task: bytes) -> bytes:
    """A clean article under a task: all that a summary depends on."""
    return _digest(task, _json(article.to_dict()))


def place_key(where: str) -> bytes:
    return _digest(where.encode("utf-8", "surrogatepass"))


def place_fraction(name: str) -> float:
    """A number in [0, 1) that depends on nothing but the name: for samples that stay the same."""
    return int.from_bytes(_digest(name.encode("utf-8", "surrogatepass"))[:8], "big") / 2**64


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=True, sort_keys=True).encode()


def _digest(*parts: bytes) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))  # or two parts could trade bytes
        digest.update(part)
    return digest.digest()
