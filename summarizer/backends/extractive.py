"""A backend without weights: whole clauses of the source, chosen by salience.

Every candidate is made of whole clauses in source order, verbatim apart from the byline, the attribution
(他强调，), the connective (会上，) and the final mark. Salience of a clause is how much of the document's
vocabulary it carries (character pairs weighted by how characteristic they are), where it stands, how much it
shares with the context, and how well its length fills the budget. Candidates that repeat a better one come
after those that do not (MMR).
"""

import dataclasses
import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from summarizer.backends.base import Candidate, Request
from summarizer.datamodels import Evidence
from summarizer.text.bylines import byline_end
from summarizer.text.lexicon import alternation, load_words
from summarizer.text.openings import CONNECTIVE, DEMAND, ENUMERATOR, INTRODUCING
from summarizer.text.sentences import split_clauses, split_sentences
from summarizer.text.spans import is_balanced

#: Candidates per request.
PROPOSALS = 8
#: Segments kept for choosing, by salience.
SHORTLIST = 60
#: A headline or key point of fewer characters says too little.
SHORTEST = 6
#: Weight of salience against novelty when candidates are ordered (MMR's lambda).
SALIENCE_SHARE = 0.7
#: How much more the opening sentence is worth than the rest. Chosen on annotated meeting reports: of 0.8, 2, 4
#: and 8 the summaries agree best with the annotation at 4, headlines at 0.8.
LEAD, SUMMARY_LEAD = 0.8, 4.0
#: Share of character pairs from which on two sentences of a summary say the same.
SAME = 0.5

_MARKS = "，。；：！？,;:!?、… ×\t\n\u3000"
_HAN_PAIR = re.compile(r"(?=([\u3400-\u9fffA-Za-z0-9]{2}))")
_OPENING = re.compile(f"{CONNECTIVE}|{ENUMERATOR}")
_DEMAND = re.compile(DEMAND)
# A clause that only introduces the next one cannot end a candidate.
_INTRODUCES = re.compile(
    r"(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日|今天|昨天|近日|日前)?(?:上午|下午|晚上?)?|(?:近年|.{1,8}以|长期以)来|[^，。；]{0,12}[上中]"
    rf"|(?:在|自|{INTRODUCING})[^，。；]*$"
    r"|[^，。；]*(?:时|后|前|以来|指出|强调|表示|要求|认为|提出|介绍)$"
)
# It cannot begin one: its subject stands before.
_LEANS = re.compile(
    r"(?:并|并且|但|但是|而|而且|却|则|还|也|又|再|从而|进而|以及|及|和|与|使|让|其|这|该|此|以此|为此|由此)"
)
_ROUTINE = re.compile(
    r"出席|参加(?:会议|活动|调研)?$|列席|陪同|主持|宣读|致辞|作了?(?:表态|交流)?发言|图为|摄影|责任编辑|供图"
)


@dataclasses.dataclass(frozen=True, slots=True)
class _Segment:
    """Neighbouring clauses of one sentence, cleaned: ``text`` without marks at either end."""

    text: str
    sentence: int
    score: float
    pairs: frozenset[str]


class ExtractiveBackend:
    """Proposes clauses of the source, as told above. Stateless, safe to share between threads.

    Attributes:
        name, version: what results carry as their model.
        max_source_chars: longest source read whole, in characters.
    """

    leads = False

    name = "extractive"
    version = "1"
    max_source_chars = 2_000_000

    def generate(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Candidates for each request, best first, none longer than its budget where any clause fits it."""
        return [_propose(request) for request in requests]


def _propose(request: Request) -> list[Candidate]:
    text = request.text
    sentences = split_sentences(text)
    if not sentences:
        return []
    weights = _weights(text, sentences)
    context = frozenset(_pairs(request.context or ""))
    segments = [
        segment
        for index, sentence in enumerate(sentences)
        for segment in _segments(text, sentence, index, len(sentences), weights, context, request)
    ]
    if not segments:
        return _shortest(text, sentences)
    if request.task == "summary":
        return _summaries(segments, request.max_chars)
    chosen = _diverse(sorted(segments, key=lambda segment: -segment.score)[:SHORTLIST], PROPOSALS)
    # A clause of the text is no better a headline than those that the report's own words make.
    sure = request.task != "headline"
    return [Candidate(segment.text, round(segment.score, 4), sure) for segment in chosen]


def _weights(text: str, sentences: Sequence[Evidence]) -> dict[str, float]:
    """How characteristic each character pair is: frequent in the document, not in every sentence of it."""
    frequency: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for sentence in sentences:
        pairs = _pairs(text[sentence.start : sentence.end])
        frequency.update(pairs)
        spread.update(set(pairs))
    count = len(sentences)
    return {pair: math.log1p(n) * math.log1p(count / spread[pair]) for pair, n in frequency.items()}


def _segments(
    text: str,
    sentence: Evidence,
    index: int,
    count: int,
    weights: dict[str, float],
    context: frozenset[str],
    request: Request,
) -> list[_Segment]:
    """Every run of whole clauses of one sentence that fits the budget and can stand alone."""
    start = sentence.start
    if start == 0 or text[start - 1] == "\n":
        start += byline_end(text[start : sentence.end])
    attribution = _attribution().match(text, start, sentence.end)
    spoken = attribution is not None
    is_summary = request.task == "summary"
    if attribution and not (is_summary and attribution["who"][0] not in "他她"):
        # A summary keeps who says it, unless only a pronoun does.
        start = attribution.end()
    clauses = split_clauses(text, start, sentence.end) if start < sentence.end else ()
    is_routine = bool(_ROUTINE.search(text, start, sentence.end))
    segments: list[_Segment] = []
    for first in range(len(clauses)):
        if first and (is_summary or (not spoken and _LEANS.match(text, clauses[first].start))):
            # A sentence of a summary keeps its beginning; elsewhere a clause may stand alone.
            if is_summary:
                break
            continue
        for last in range(first, len(clauses)):
            if clauses[last].end - clauses[first].start > request.max_chars + 16:
                break
            if is_summary and is_routine and last < len(clauses) - 1 and index:
                # Half a list of those who attended is no sentence.
                continue
            if _INTRODUCES.fullmatch(text[clauses[last].start : clauses[last].end].strip(_MARKS)):
                continue
            cleaned = _clean(text[clauses[first].start : clauses[last].end], keep_subject=is_summary)
            if SHORTEST <= len(cleaned) <= request.max_chars - is_summary and is_balanced(cleaned):
                pairs = _pairs(cleaned)
                score = _salience(pairs, weights, context)
                score *= _position(index, count, first, is_summary) * _fit(len(cleaned), request)
                score *= 0.35 if _ROUTINE.search(cleaned) and index else 1.0
                segments.append(_Segment(cleaned, index, score, frozenset(pairs)))
    return segments


def _salience(pairs: list[str], weights: dict[str, float], context: frozenset[str]) -> float:
    if not pairs:
        return 0.0
    carried = math.fsum(weights.get(pair, 0.0) for pair in set(pairs)) / math.sqrt(len(pairs) + 4)
    shared = sum(pair in context for pair in set(pairs)) / (len(context) or 1)
    return carried * (1.0 + shared)


def _position(index: int, count: int, clause: int, is_summary: bool) -> float:
    """News says first what matters, a summary most of all; within a statement the first clause carries it."""
    lead = SUMMARY_LEAD if is_summary else LEAD
    return (1.0 + lead * math.exp(-index / 3) + 0.2 * (index == count - 1)) * (1.0 if not clause else 0.85)


def _fit(length: int, request: Request) -> float:
    if request.task == "summary":
        return 1.0
    used = length / request.max_chars
    return 0.6 + 0.4 * min(1.0, used / 0.6)


def _clean(segment: str, keep_subject: bool) -> str:
    """Without connectives, the 要 of a demand and the marks at either end."""
    segment = re.sub(r"(?<=[\u3400-\u9fff])[.．]$", "", segment.strip(_MARKS))
    while match := _OPENING.match(segment):
        segment = segment[match.end() :].lstrip(_MARKS)
    if not keep_subject and (demand := _DEMAND.match(segment)):
        segment = segment[demand.end() :]
    return re.sub(r"(?<=[\u3400-\u9fff，。；：、])\s+(?=[\u3400-\u9fff“《])", "", segment)


@cache
def _attribution() -> re.Pattern[str]:
    """他强调， / 会议指出： / 市长某某在会上要求，at the head of a sentence."""
    saying = alternation(load_words("verbs")["saying"])
    return re.compile(
        rf"(?:{_OPENING.pattern})?(?P<who>[^，。；：:！？“]{{1,40}}?){saying}(?:说|道)?[，,：:]\s*"
    )


def _pairs(text: str) -> list[str]:
    return _HAN_PAIR.findall(text)


def _diverse(segments: Sequence[_Segment], wanted: int) -> list[_Segment]:
    """Maximal marginal relevance: salient first, but not what a chosen one already says."""
    chosen: list[_Segment] = []
    best = max((segment.score for segment in segments), default=1.0) or 1.0
    repeats = [0.0] * len(segments)
    left = set(range(len(segments)))
    while left and len(chosen) < wanted:
        index = max(
            sorted(left),
            key=lambda i: SALIENCE_SHARE * segments[i].score / best - (1 - SALIENCE_SHARE) * repeats[i],
        )
        left.remove(index)
        if any(segments[index].text == other.text for other in chosen):
            continue
        chosen.append(segments[index])
        for other in left:
            repeats[other] = max(repeats[other], _overlap(segments[other].pairs, segments[index].pairs))
    return chosen


def _overlap(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / (min(len(left), len(right)) or 1)


def _summaries(segments: Sequence[_Segment], budget: int) -> list[Candidate]:
    """Sentences in source order that fill the budget: by salience, from the lead on, and the lead alone."""
    ranked = sorted(segments, key=lambda segment: (-segment.score, segment.sentence))
    first = min(segment.sentence for segment in segments)
    leads = sorted((s for s in segments if s.sentence == first), key=lambda segment: -len(segment.text))
    plans = [
        [leads[0], *ranked],
        [*ranked],
        [leads[-1], *ranked],
        sorted(segments, key=lambda s: (s.sentence, -len(s.text))),
    ]
    found: dict[str, float] = {}
    for plan in plans:
        chosen = _fill(plan, budget)
        text = "".join(segment.text + "。" for segment in sorted(chosen, key=lambda one: one.sentence))
        found.setdefault(text, sum(segment.score for segment in chosen) / math.sqrt(len(chosen) + 1))
    found.setdefault(leads[0].text + "。", leads[0].score / 2)
    order = list(found)
    # The plan that keeps the lead stays first: a summary without what happened is none.
    return [
        Candidate(text, round(found[text], 4))
        for text in [order[0], *sorted(order[1:], key=lambda t: -found[t])]
    ]


def _fill(plan: Sequence[_Segment], budget: int) -> list[_Segment]:
    chosen: list[_Segment] = []
    taken: set[int] = set()
    used = 0
    for segment in plan:
        if segment.sentence in taken or used + len(segment.text) + 1 > budget:
            continue
        if any(_overlap(segment.pairs, other.pairs) > SAME for other in chosen):
            continue
        chosen.append(segment)
        taken.add(segment.sentence)
        used += len(segment.text) + 1
        if budget - used < SHORTEST:
            break
    return chosen


def _shortest(text: str, sentences: Sequence[Evidence]) -> list[Candidate]:
    """No clause fits: the shortest balanced one, marked as nothing to rely on."""
    clauses = [
        _clean(text[clause.start : clause.end], keep_subject=True)
        for sentence in sentences
        for clause in split_clauses(text, sentence.start, sentence.end)
    ]
    clauses = [clause for clause in clauses if len(clause) >= 2 and is_balanced(clause)]
    return [Candidate(min(clauses, key=len), 0.0, confident=False)] if clauses else []
