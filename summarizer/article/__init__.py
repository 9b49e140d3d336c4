"""Bytes, HTML, a pasted page or plain text → :class:`~summarizer.datamodels.Article`."""

from summarizer.article.decoding import decode_bytes
from summarizer.article.reading import article_from_html, article_from_text, read_article

__all__ = ["article_from_html", "article_from_text", "decode_bytes", "read_article"]
