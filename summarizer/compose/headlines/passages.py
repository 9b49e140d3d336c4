"""What a model that reads little of an article is given of it."""

from summarizer.datamodels import Report
from summarizer.text.bylines import byline_end


def headline_passages(body: str, report: Report, max_chars: int) -> list[tuple[int, int]]:
    """Spans of the body: the opening; and where the event is told only after it, the passage that begins with the event.

    在……成立100周年之际，……发来贺信。 and the letter go on for three hundred characters before ……大会19日在京举行: a
    headline of the opening alone would miss what the report is about. The rest of the body goes into the output
    by the report's own clauses, which are read to the end.

    Args:
        body: the article.
        report: what it reports; the sentence with the role ``lead`` tells the event.
        max_chars: what the model reads of a text. A passage ends there, in mid-sentence too, as the texts did
            that the small model learned from: headlines of passages that ended with a sentence were worse.
    """
    start = byline_end(body.split("\n", 1)[0])
    told = next((sentence.start for sentence in report.sentences if sentence.role == "lead"), start)
    starts = [start, told] if told >= start + max_chars else [start]
    return [(at, min(len(body), at + max_chars)) for at in starts]
