"""``--dry-run``: what would be read, as what, and about how long it takes, without computing the archive."""

import time
from collections import Counter
from collections.abc import Iterator

from summarizer.batch.cleaning import clean
from summarizer.batch.documents import Document, Skipped, Unreadable
from summarizer.batch.settings import BatchSettings
from summarizer.batch.windows import Selection, find_shards, read_items, sample_threshold
from summarizer.errors import SummarizerError

#: Documents summarised to measure the time.
_MEASURED = 8

#: Documents named in the description.
_SHOWN = 5


def describe(settings: BatchSettings) -> Iterator[str]:
    """Lines for a person. Reads the whole input once; computes only a few summaries, and keeps none."""
    selection = Selection(settings.limit, sample_threshold(settings))
    counts: Counter[str] = Counter()
    media: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    first: list[Document] = []
    unreadable: list[Unreadable] = []
    for _, shard in find_shards(settings):
        for item in selection(read_items(shard, settings)):
            if isinstance(item, Skipped):
                counts["skipped"] += 1
                reasons[item.reason] += 1
            elif isinstance(item, Unreadable):
                counts["unreadable"] += 1
                if len(unreadable) < _SHOWN:
                    unreadable.append(item)
            else:
                counts["documents"] += 1
                media[item.media] += 1
                if len(first) < _MEASURED:
                    first.append(item)
        if selection.exhausted:
            break
    kinds = ", ".join(f"{count:,} {name}" for name, count in media.most_common())
    yield (
        f"{counts['documents']:,} documents ({kinds or 'none'}), {counts['unreadable']:,} unreadable, "
        f"{counts['skipped']:,} skipped"
    )
    for reason, count in reasons.most_common():
        yield f"  skipped: {count:,} {reason}"
    for broken in unreadable:
        yield f"  unreadable: {broken.where}: {broken.error.message}"
    yield "The first documents, as they are understood:"
    for document in first[:_SHOWN]:
        start = " ".join(document.data[:200].split()) if isinstance(document.data, str) else "bytes"
        yield (
            f"  id {document.id!r} ({document.where}), {document.media}, title {document.title!r}, "
            f"source {document.source!r}, published {document.published_at!r}, text {start[:40]!r}"
        )
    yield _estimate(settings, first, counts["documents"])


def _estimate(settings: BatchSettings, first: list[Document], count: int) -> str:
    from summarizer.pipeline import Summarizer

    model = Summarizer(settings.model) if settings.model else Summarizer()
    model.warm_up()
    started, done = time.perf_counter(), 0
    for document in first:
        try:
            model.summarize(clean(document, settings.read.max_document_bytes), settings.options)
            done += 1
        except SummarizerError:
            continue
    each = (time.perf_counter() - started) / done if done else 0.0
    model.close()
    if not done:
        return "None of the first documents can be summarised; look at them before starting."
    hours = each * count / 3600
    return f"About {each:.3f} s a document, measured one by one: at most {hours:,.2f} hours on this machine."
