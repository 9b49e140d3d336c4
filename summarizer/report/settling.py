"""What later sentences decide about earlier ones: a quotation named behind it, facts that no speech follows."""

import dataclasses
import re
from collections import Counter
from collections.abc import Sequence

from summarizer.datamodels import Evidence
from summarizer.report import phrases

CLOSING, OPENING_MARKS = '”"', '“"「'
#: So many plain facts between two sentences that open with the same speaker are taken for his words.
FACTS_BETWEEN = 2
#: Where a text has this many paragraphs, one of at most so many sentences is one person's words to its end.
PARAGRAPHS, SENTENCES_OF_A_PARAGRAPH = 3, 6
#: “患生于所忽，祸起于细微。” standing by itself: whoever writes a commentary adorns it so, no report does.
_PROVERB = re.compile(r"“([^，。“”]{4,8})，([^，。“”]{4,8})。”")


@dataclasses.dataclass(slots=True)
class Attribution:
    """Outcome for one sentence; see :class:`summarizer.datamodels.Sentence` for the first three fields.

    Attributes:
        is_statement: it reports somebody's words.
        reporters: further people whose account it mentions, among several actors.
        paragraph: index of its paragraph.
        facts: where it goes on with somebody's words but may be the desk's: how many such sentences run up to it.
        opening: the sentence that opened the statement.
        within: who quotes them in his own speech.
    """

    speaker: str | None = None
    attribution: str | None = None
    content: int = 0
    is_statement: bool = False
    reporters: tuple[str, ...] = ()
    paragraph: int = 0
    facts: int = 0
    opening: str = ""
    within: str | None = None


def settle(body: str, sentences: Sequence[Evidence], results: list[Attribution]) -> None:
    """Takes plain facts away from the speaker before them unless his words go on behind them; in a commentary all."""
    comments = False
    in_paragraph = Counter(result.paragraph for result in results)
    has_paragraphs = results and results[-1].paragraph + 1 >= PARAGRAPHS
    for index in range(len(results) - 1, -1, -1):
        result, span = results[index], sentences[index]
        comments = comments or (result.is_statement and _is_proverb(span.text(body)))
        if comments and result.content == span.start:
            results[index] = Attribution(content=span.start, paragraph=result.paragraph)
            continue
        comments = False
        if not result.facts:
            continue
        after = results[index + 1] if index + 1 < len(results) else None
        if after and after.is_statement and after.paragraph == result.paragraph:
            same = after.speaker == result.speaker and (
                result.speaker or after.attribution == result.attribution
            )
            opens = after.content > sentences[index + 1].start
            between = FACTS_BETWEEN * (2 if phrases.FIRM.search(result.opening) else 1)
            if same and (not opens or result.facts <= between):
                continue
        elif has_paragraphs and in_paragraph[result.paragraph] <= SENTENCES_OF_A_PARAGRAPH:
            if after is None or after.paragraph != result.paragraph:
                continue
        results[index] = Attribution(content=sentences[index].start, paragraph=result.paragraph)


def _is_proverb(text: str) -> bool:
    match = _PROVERB.fullmatch(text.strip())
    return match is not None and len(match[1]) == len(match[2])


def quoted_before(
    body: str,
    sentences: Sequence[Evidence],
    results: list[Attribution],
    result: Attribution,
    span: Evidence,
) -> None:
    """“……。”王某表示: the quotation just before belongs to the same person."""
    index = len(results) - 1
    quoted = body[sentences[index].start : sentences[index].end].strip()
    if "\n" in body[sentences[index].end : span.start] or not quoted.endswith(tuple(CLOSING)):
        return
    went_on = results[index].content == sentences[index].start and results[index].speaker != result.speaker
    if went_on and quoted.startswith(tuple(OPENING_MARKS)):
        # 他希望……。“……。”副省长王某表示: the quotation is hers, not his any more.
        results[index].speaker, results[index].attribution = result.speaker, result.attribution
        return
    while index >= 0 and not results[index].is_statement:
        before = results[index]
        before.speaker, before.attribution, before.is_statement = result.speaker, result.attribution, True
        if "“" in body[sentences[index].start : sentences[index].end] or body[sentences[index].start] == '"':
            break
        index -= 1
