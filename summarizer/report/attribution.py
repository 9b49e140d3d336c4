"""Who says what: every sentence attributed to its speaker, across 他强调, 会议指出 and 一要……二要…….

One pass over the sentences. A sentence opens a statement when one of its first clauses joins a subject
(a name, 他, 会议) to a verb of saying; later sentences go on with it until the text tells something else.
"""

import dataclasses
from bisect import bisect_left
from collections.abc import Sequence

from summarizer.datamodels import Evidence
from summarizer.report import phrases
from summarizer.report.people import Mention
from summarizer.report.subject import Memory, subject_before, subject_of

_CLOSING, _OPENING_MARKS = '”"', '“"「'
#: Attributions stand in this many opening clauses of a sentence.
OPENING_CLAUSES = 6


@dataclasses.dataclass(slots=True)
class Attribution:
    """Outcome for one sentence; see :class:`summarizer.datamodels.Sentence` for the first three fields.

    Attributes:
        is_statement: it reports somebody's words.
        reporters: further people whose account it mentions, among several actors.
        paragraph: index of its paragraph.
    """

    speaker: str | None = None
    attribution: str | None = None
    content: int = 0
    is_statement: bool = False
    reporters: tuple[str, ...] = ()
    paragraph: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class _Line:
    """One sentence with what stands in it."""

    span: Evidence
    clauses: tuple[Evidence, ...]
    people: list[Mention]
    paragraph: int

    def people_in(self, clause: Evidence) -> list[Mention]:
        return [mention for mention in self.people if clause.start <= mention.start < clause.end]


def attribute(
    body: str,
    sentences: Sequence[Evidence],
    clauses: Sequence[tuple[Evidence, ...]],
    mentions: Sequence[Mention],
) -> list[Attribution]:
    """One :class:`Attribution` per sentence, in order. Linear in the text."""
    people = [mention for mention in mentions if not mention.press]
    starts = [mention.start for mention in people]
    # Who is only ever 习近平总书记 here is quoted by others, not reported.
    acting = {mention.name for mention in people if phrases.ACTS.match(body, mention.end)}
    quoted = {mention.name for mention in people if body.startswith(phrases.LEADING_TITLES, mention.end)}
    quoted -= acting
    if not acting:
        # 习近平总书记在某省考察时强调: here nobody else acts.
        quoted = set()
    memory = Memory()
    results: list[Attribution] = []
    paragraph = 0
    for index, span in enumerate(sentences):
        paragraph += body.count("\n", sentences[index - 1].end if index else 0, span.start)
        here = people[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        line = _Line(span, clauses[index], here, paragraph)
        last = results[-1] if results and results[-1].is_statement else None
        result = _opening(body, line, memory, quoted, last) or _continued(body, line, last)
        result.paragraph = paragraph
        result.reporters = _reporters(body, line, result, memory)
        _remember(body, line, memory, result)
        if result.is_statement and results and body[span.start] not in _OPENING_MARKS:
            _quoted_before(body, sentences, results, result, span)
        results.append(result)
    return results


def speakers_of(results: Sequence[Attribution]) -> list[str]:
    """Names of everybody whose words or account are reported, in order of the first one."""
    names: dict[str, None] = {}
    for result in results:
        if result.is_statement and result.speaker:
            names[result.speaker] = None
        names.update(dict.fromkeys(result.reporters))
    return list(names)


def _opening(
    body: str, line: _Line, memory: Memory, quoted: set[str], last: Attribution | None
) -> Attribution | None:
    """The statement that this sentence opens, if it does."""
    earlier: list[Mention] = []
    behind_quote = bool(
        line.people
        and body[max(0, line.span.start - 1) : line.span.start] in ("”", '"')
        and phrases.AFTER_QUOTE.fullmatch(body, line.span.start, line.span.end)
    )
    for number, clause in enumerate(line.clauses[:OPENING_CLAUSES]):
        if clause.end - clause.start > phrases.LONGEST_CLAUSE:
            continue
        people = line.people_in(clause)
        is_last = number == len(line.clauses) - 1
        found = None
        if not is_last or body[clause.end - 1] in "：:" or behind_quote:
            found = subject_before(body, clause, people, earlier, memory)
        if found is None and (number == 0 or people):
            following = line.clauses[min(number + 1, len(line.clauses) - 1)].end
            others = (mention.start for mention in line.people if people and mention.start > people[0].end)
            limit = min(next(others, line.span.end), clause.end + phrases.LONGEST_CLAUSE)
            found = subject_of(body, clause, following, limit, people, memory)
        if found:
            speaker = found.speaker
            if speaker in quoted or (speaker is None and phrases.DOCUMENT.search(found.attribution)):
                # 习近平总书记指出, 党的二十大报告强调 inside somebody's speech is a quotation within it.
                speaker = last.speaker if last else None
            # “……，”王某表示，……: the words begin before their attribution.
            begins_with_quote = number > 0 and body[line.span.start] in '“"'
            content = line.span.start if begins_with_quote or behind_quote else found.content
            return Attribution(speaker, found.attribution, content, True)
        earlier += people
    return None


def _continued(body: str, line: _Line, last: Attribution | None) -> Attribution:
    """The statement before carried on, or a sentence that is nobody's words."""
    span = line.span
    plain = Attribution(content=span.start)
    if last is None:
        return plain
    text = body[span.start : min(span.end, span.start + phrases.LONGEST_SENTENCE)]
    leaves = (phrases.verbs().narrative, phrases.ASIDE, phrases.MEETING_ACTS, phrases.ON_THE_WAY)
    if any(pattern.match(text) for pattern in leaves) or _tells_of_a_person(line):
        return plain
    if phrases.PRESENCE.search(text) and not phrases.URGES.match(text):
        return plain
    # An article or 大家 says one thing and the report goes on; a meeting or a person goes on speaking.
    who = last.attribution or ""
    if body[span.start - 1] in _CLOSING and body[span.start] not in _OPENING_MARKS:
        # “……。”: what was quoted is over; the report goes on.
        return plain
    goes_on = (
        last.speaker
        or who in ("他", "她")
        or phrases.MEETING.fullmatch(who)
        or phrases.INSTRUCTION.search(who)
    )
    if (not goes_on or line.paragraph != last.paragraph) and not phrases.DEMAND.match(text):
        return plain
    return Attribution(last.speaker, last.attribution, span.start, True)


def _tells_of_a_person(line: _Line) -> bool:
    """The sentence begins with a person, or with a post and a person."""
    if not line.people:
        return False
    first = line.people[0]
    begin = first.start if first.post_start is None else min(first.start, first.post_start)
    return begin == line.span.start


def _reporters(body: str, line: _Line, result: Attribution, memory: Memory) -> tuple[str, ...]:
    """Those who report substance inside a sentence of several actors: 副局长王某通报了……情况."""
    if result.is_statement:
        merged = result.speaker is None and phrases.MEETING.fullmatch(result.attribution or "")
        # Two leaders spoke and the report merges their words: both are speakers, neither of this sentence.
        return tuple(memory.leaders) if merged else ()
    names = []
    for clause in line.clauses:
        for mention in line.people_in(clause):
            if phrases.verbs().reports.match(body, mention.end, clause.end):
                names.append(mention.name)
    return tuple(names)


def _remember(body: str, line: _Line, memory: Memory, result: Attribution) -> None:
    """Updates whom 他 means and who gave the speech."""
    group: list[Mention] = []
    spoke: list[str] = []
    for clause in line.clauses:
        if result.is_statement and clause.start >= result.content:
            break
        people = line.people_in(clause)
        # 副会长董某，副书记王某出席会议并讲话: a clause that is only a person goes with the next.
        if people:
            only_names = group and body[group[-1].end : clause.start].strip() in ("，", ",", "、")
            group = group + people if only_names else people
        end = min(clause.end, clause.start + phrases.LONGEST_SENTENCE)
        for pattern, names in ((phrases.SPOKE, memory.leaders), (phrases.INSTRUCTED, memory.instructors)):
            if match := pattern.search(body, clause.start, end):
                actors = [mention.name for mention in group if mention.end <= match.start()]
                names += [name for name in actors if name not in names]
                spoke += actors
    if result.is_statement:
        memory.focus = result.speaker or memory.focus
    elif spoke:
        memory.focus = spoke[0]
    elif line.people:
        end = min(line.span.end, line.span.start + phrases.LONGEST_SENTENCE)
        is_list = phrases.PRESENCE.search(body, line.span.start, end)
        alone = len({mention.name for mention in line.people}) == 1
        first = line.people[0]
        begin = first.start if first.post_start is None else first.post_start
        if memory.focus is None or (not is_list and (alone or begin - line.span.start <= 12)):
            memory.focus = first.name


def _quoted_before(
    body: str,
    sentences: Sequence[Evidence],
    results: list[Attribution],
    result: Attribution,
    span: Evidence,
) -> None:
    """“……。”王某表示: the quotation just before belongs to the same person."""
    index = len(results) - 1
    quoted = body[sentences[index].start : sentences[index].end].strip()
    if "\n" in body[sentences[index].end : span.start] or not quoted.endswith(tuple(_CLOSING)):
        return
    went_on = results[index].content == sentences[index].start and results[index].speaker != result.speaker
    if went_on and quoted.startswith(tuple(_OPENING_MARKS)):
        # 他希望……。“……。”副省长王某表示: the quotation is hers, not his any more.
        results[index].speaker, results[index].attribution = result.speaker, result.attribution
        return
    while index >= 0 and not results[index].is_statement:
        before = results[index]
        before.speaker, before.attribution, before.is_statement = result.speaker, result.attribution, True
        if "“" in body[sentences[index].start : sentences[index].end] or body[sentences[index].start] == '"':
            break
        index -= 1
