"""HTML → Article: trafilatura finds the body, the page's own metadata the rest.

trafilatura fails on some Chinese page layouts (old government sites in tables, bodies of bare ``<br>``, texts
shorter than its limits, which count letters of Western languages), so that its text is compared with what
:mod:`summarizer.article.layout` finds in the visible lines of the page, and the cleaner full one is taken.
trafilatura and lxml are imported here, when the first page comes, because plain text needs neither.
"""

import json
import logging
import re
from functools import cache
from typing import Any

from summarizer.article.layout import Layout, lay_out
from summarizer.article.metadata import Imprint, parse_moment, read_imprint
from summarizer.text.normalize import normalize

#: A body this much shorter than the other reading of the page may have lost part of the article.
LOST_SHARE = 0.75
#: A reading with less prose than this has missed the article.
SHORTEST_READING_CHARS = 80
_BLOCK_NAMES = (
    "address article aside blockquote body br center dd div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p pre section table tbody td tfoot th thead "
    "title tr ul"
)
_SKIPPED_NAMES = "script style noscript template head iframe object svg button select textarea nav footer"
_BLOCKS, _SKIPPED = frozenset(_BLOCK_NAMES.split()), frozenset(_SKIPPED_NAMES.split())
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_HTML = re.compile(
    r"(?i)<(?:!doctype\s+html|html|head|body|article|table|section|div|p|br|span|h[1-6]|meta)\b[^>]{0,500}>"
)
_CLOSING = re.compile(r"(?i)</(?:html|body|p|div|td|span|article|h[1-6]|section|li|a)\s*>|<br\s*/?>")

_ADDED_BULLET = re.compile(r"(?m)^- ")
_TITLE_METAS = ("contenttitle", "articletitle", "og:title", "twitter:title", "title", "dc.title")
_DATE_METAS = (
    "pubdate", "publishdate", "publish_date", "article:published_time", "og:release_date", "publish-date",
    "date", "article_date", "dc.date", "dc.date.issued", "datepublished", "apub:time", "firstpublishtime",
)  # fmt: skip
_SOURCE_METAS = ("contentsource", "source", "mediaid", "copyrightholder", "og:article:source")
_SITE_METAS = ("og:site_name", "publisher", "application-name", "sitename")
# Names of publishing platforms, which say nothing of who published.
_PLATFORMS = (
    "微信公众平台",
    "今日头条",
    "搜狐号",
    "网易号",
    "百家号",
    "本站",
    "本站原创",
    "本网",
    "原创",
    "网络",
    "互联网",
)
_SITE_SUFFIX = re.compile(r"\s*(?:[_|｜丨]|--+|\s[-–—]\s|(?<=[\u4e00-\u9fff”）])[-–—](?=[\u4e00-\u9fff]))")


def looks_like_html(text: str) -> bool:
    """Cheap test on the beginning of a text: tags that open and close."""
    if "<" not in text[:20_000]:
        return False
    head = text[:20_000]
    found = _HTML.search(head)
    closing = len(_CLOSING.findall(head))
    return found is not None and closing > (0 if found.start() < 200 else 1)


def read_page(html: str) -> tuple[Layout, int]:
    """The article of a page (no paragraphs when it has none) and the number of visible characters."""
    from lxml import etree
    from lxml import html as lxml_html

    try:
        parser = lxml_html.HTMLParser(encoding="utf-8")
        tree = lxml_html.document_fromstring(_without_declaration(html), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return Layout([]), 0
    visible = visible_text(tree)
    ours = lay_out(visible, is_page=True)
    layout = _better(_extracted(html), ours)
    metas = _metas(tree)
    linked = _linked_data(tree)
    title = _page_title(tree, metas, linked) or layout.title or ours.title
    imprint = _page_imprint(metas, linked, ours.imprint.or_else(layout.imprint))
    if title:
        _restore_first_lines(layout, title)
        _drop_repeated_title(layout, title)
    dropped = [line for line in normalize(visible).split("\n") if line]
    return Layout(layout.paragraphs, title, imprint, dropped), sum(map(len, dropped))


def _without_declaration(html: str) -> bytes:
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", html[:1000], count=1).encode() + html[1000:].encode()


def visible_text(tree: Any) -> str:
    """The text a reader sees, one block a line. Scripts, navigation and hidden elements are left out."""
    parts: list[str] = []
    stack: list[tuple[Any, bool]] = [(tree, False)]
    while stack:
        element, closing = stack.pop()
        if closing:
            if element.tag in _BLOCKS:
                parts.append("\n")
            parts.append(_one_line(element.tail))
            continue
        if not isinstance(element.tag, str) or element.tag in _SKIPPED or _is_hidden(element):
            parts.append("\n" + _one_line(element.tail))
            continue
        if element.tag in _BLOCKS:
            parts.append("\n\n" if element.tag == "p" else "\n")
        elif element.tag == "a" and _follows_link(element):
            parts.append(" ")
        parts.append(_one_line(element.text))
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    return "".join(parts)


def _follows_link(element: Any) -> bool:
    """Links side by side are separate words of a menu; a link inside a sentence is not."""
    before = element.getprevious()
    return before is not None and before.tag == "a" and not (before.tail or "").strip()


def _is_hidden(element: Any) -> bool:
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))


def _one_line(text: str | None) -> str:
    return re.sub(r"[\r\n\t ]+", " ", text) if text else ""


@cache
def _settings() -> Any:
    from trafilatura.settings import use_config

    # Without a handler of the application's own, its remarks about odd pages would go to the terminal.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    config = use_config()
    # A Chinese report of 250 characters is complete; the default limits are made for Western letters.
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "80")
    config.set("DEFAULT", "MIN_OUTPUT_SIZE", "20")
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
    return config


def _extracted(html: str) -> Layout:
    import trafilatura

    text = trafilatura.extract(
        html, include_comments=False, include_tables=False, deduplicate=False, config=_settings()
    )
    return lay_out(_ADDED_BULLET.sub("", text), is_page=True) if text else Layout([])


def _better(extracted: Layout, visible: Layout) -> Layout:
    """The extracted reading, which has less around it, unless it lost the article or its beginning."""
    ours, theirs = _mass(visible), _mass(extracted)
    if theirs < SHORTEST_READING_CHARS <= ours or not theirs:
        return visible
    if theirs >= LOST_SHARE * ours:
        return extracted
    known = set(extracted.paragraphs)
    shared = [index for index, paragraph in enumerate(visible.paragraphs) if paragraph in known]
    lost = (p for p in visible.paragraphs[: shared[-1] if shared else 0] if p not in known and "。" in p)
    return visible if any(lost) else extracted


def _mass(layout: Layout) -> int:
    return sum(len(paragraph) for paragraph in layout.paragraphs if "。" in paragraph)


def _metas(tree: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower()
        content = normalize(meta.get("content") or "")
        if name and content:
            metas.setdefault(name, content)
    return metas


def _linked_data(tree: Any) -> dict[str, Any]:
    """The first JSON-LD object that describes an article."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        try:
            data = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        queue = data if isinstance(data, list) else [data]
        for item in queue[:20]:
            if isinstance(item, dict) and isinstance(item.get("@graph"), list):
                queue += item["@graph"][:20]
            if isinstance(item, dict) and ("headline" in item or "datePublished" in item):
                return item
    return {}


def _page_title(tree: Any, metas: dict[str, str], linked: dict[str, Any]) -> str | None:
    head = normalize(next((title.text_content() for title in tree.iter("title")), "")).replace("\n", " ")
    headings = [_heading(heading) for name in ("h1", "h2") for heading in tree.iter(name)]
    candidates = [linked.get("headline"), *(metas.get(name) for name in _TITLE_METAS), *headings]
    for candidate in candidates:
        if not isinstance(candidate, str):
            continue
        title = _SITE_SUFFIX.split(_heading(candidate))[0]
        # An unescaped quotation mark cuts a meta tag short; the heading has the whole.
        title = next(
            (whole for whole in headings if whole.startswith(title) and _bare(whole) in _bare(head)), title
        )
        stated = not head or _bare(title) in _bare(head) or candidate == linked.get("headline")
        if stated and 4 <= len(title) <= 140:
            return title
    title = _SITE_SUFFIX.split(head)[0].strip()
    return title if 6 <= len(title) <= 140 else None


def _heading(source: Any) -> str:
    return normalize(source if isinstance(source, str) else source.text_content()).replace("\n", " ")


def _page_imprint(metas: dict[str, str], linked: dict[str, Any], visible: Imprint) -> Imprint:
    publisher = linked.get("publisher")
    site = publisher.get("name") if isinstance(publisher, dict) else None
    stated = [str(linked.get("datePublished") or ""), *(metas.get(name, "") for name in _DATE_METAS)]
    moments = [moment for moment in map(parse_moment, stated) if moment]
    published = next((moment for moment in moments if moment.hour or moment.minute), None)
    if visible.published_at and (published is None or visible.published_at.date() == published.date()):
        published = visible.published_at if visible.published_at.hour or not published else published
    sources = [visible.source, *map(metas.get, _SOURCE_METAS), site, *map(metas.get, _SITE_METAS)]
    named = (source for source in sources if isinstance(source, str) and 2 <= len(source) <= 40)
    source = next((source for source in named if source not in _PLATFORMS), None)
    return Imprint(source, published or (moments[0] if moments else None))


def _restore_first_lines(layout: Layout, title: str) -> None:
    """Lines right below the headline that the layout took for more of it belong to the body."""
    found = layout.title or ""
    if found.startswith(title):
        rest = found[len(title) :].strip()
        if rest and not read_imprint(rest):
            layout.paragraphs.insert(0, rest)
    elif (
        re.search("[，。；]", found) and _bare(found) not in _bare(title) and _bare(title) not in _bare(found)
    ):
        layout.paragraphs.insert(0, found)


def _drop_repeated_title(layout: Layout, title: str) -> None:
    while layout.paragraphs and len(layout.paragraphs) > 1 and _bare(layout.paragraphs[0]) == _bare(title):
        layout.paragraphs.pop(0)


def _bare(text: str) -> str:
    return re.sub(r"[\s|_　]", "", text)
