"""Who says what: every sentence attributed to its speaker, across 他强调, 会议指出 and 一要……二要…….

One pass over the sentences. A sentence opens a statement when one of its first clauses joins a subject
(a name, 他, 会议) to a verb of saying; later sentences go on with it until the text tells something else. Plain facts
behind somebody's words are his only where speech follows them; that is settled at the end.
"""

import dataclasses
import re
from bisect import bisect_left
from collections.abc import Sequence

from summarizer.datamodels import Evidence
from summarizer.report import phrases
from summarizer.report.people import Mention
from summarizer.report.settling import CLOSING, OPENING_MARKS, Attribution, quoted_before, settle
from summarizer.report.subject import (
    Memory,
    is_object,
    of_another,
    ordering,
    subject_before,
    subject_of,
    unknown_speaks,
)
from summarizer.report.telling import (
    can_only_be_speech,
    can_only_be_told,
    is_picture,
    only_names_account,
    quotation_depth,
    tells_of_others,
)
from summarizer.text.credits import TAKEN
from summarizer.text.sentences import SEMICOLONS

#: Attributions stand in this many opening clauses of a sentence.
OPENING_CLAUSES = 6
# 黄某 摄 王某向各位专家表示感谢: whose picture it is does not speak.
_TOOK_PICTURE = re.compile(rf"\s?{TAKEN}")


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
    people = [one for one in mentions if not one.press and not _TOOK_PICTURE.match(body, one.end)]
    starts = [mention.start for mention in people]
    # Who is only ever 习近平总书记 here is quoted by others, not reported.
    acting = {mention.name for mention in people if phrases.ACTS.match(body, mention.end)}
    quoted = {mention.name for mention in people if body.startswith(phrases.LEADING_TITLES, mention.end)}
    quoted -= acting
    if not acting:
        # 习近平总书记在某省考察时强调: here nobody else acts.
        quoted = set()
    posts: dict[str, str] = {}
    for mention in people:
        if mention.post:
            posts.setdefault(mention.name, mention.post)
    memory = Memory()
    results: list[Attribution] = []
    paragraph = depth = 0
    last: Attribution | None = None
    paused: Attribution | None = None
    for index, span in enumerate(sentences):
        paragraph += body.count("\n", sentences[index - 1].end if index else 0, span.start)
        here = people[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        line = _Line(span, clauses[index], here, paragraph)
        before = sentences[index - 1].text(body) if index else ""
        if last is None and phrases.WE.match(body, span.start):
            last = paused
        result = _opening(body, line, memory, quoted, last, before)
        is_caption = not result and is_picture(body, span, sentences[index + 1 : index + 2])
        if is_caption:
            result = Attribution(content=span.start)
        depth = 0 if result or last is None else depth
        result = result or _continued(body, line, last, depth, posts)
        depth = quotation_depth(span.text(body), depth)
        if depth and body.find("”", span.end, span.end + phrases.LONGEST_SENTENCE) < 0:
            depth = 0  # its closing mark is missing
        result.paragraph = paragraph
        result.opening = result.opening or span.text(body)
        result.reporters = _reporters(body, line, result, memory)
        _remember(body, line, memory, result)
        if result.is_statement and results and body[span.start] not in OPENING_MARKS:
            quoted_before(body, sentences, results, result, span)
        results.append(result)
        if not is_caption:
            # 四是……。 钢花飞溅的车间。 刘某摄五是……: a caption in the midst of a speech does not end it.
            last = result if result.is_statement else None
        if last and last.within:
            last = dataclasses.replace(last, speaker=last.within, attribution=last.within)
        # 此次大会上，专家齐聚。 湖北是创新高地。 我们要打造新引擎: somebody still speaks, if nobody else came between.
        paused = last or (None if here or paragraph != results[index - 1].paragraph else paused)
    settle(body, sentences, results)
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
    body: str, line: _Line, memory: Memory, quoted: set[str], last: Attribution | None, before: str
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
        if found is None and number and not people and len({mention.name for mention in earlier}) == 1:
            first = earlier[0]
            acts = first.begin == line.span.start or body[first.begin - 1] in "，：\u3000 "
            # 市长龚某主持召开会议，传达…，要求抓好落实: what the sentence tells is the meeting.
            tells = phrases.CONVENES.search(body, line.span.start, clause.start)
            if acts and not tells and not is_object(body, line.clauses[0], first):
                # 徐某从三个方面做主题交流，指出治理要从源头抓起: the one person of the sentence acts in it.
                found = ordering(body, clause.start, line.span.end, first.name, within=True)
        if found:
            speaker, attribution = found.speaker, found.attribution
            if actor := number == 0 and not line.people and of_another(before, found, memory.focus):
                # 军分区对慰问表示感谢；并强调，……: who is thanked is not who goes on.
                return Attribution(None, actor, found.content, True)
            if speaker in quoted or (speaker is None and phrases.DOCUMENT.search(found.attribution)):
                # 习近平总书记指出, 党的二十大报告强调 inside somebody's speech is a quotation within it.
                speaker = last.speaker if last else None
                # 李强总理提出明确要求 told by 张某: what goes on is 张某's, as it was.
                attribution = (last.attribution if last else None) or attribution
            if quotation := _quoting(body, line, found.content, quoted) if speaker else None:
                # 王某说，习近平总书记指出，……: what stands there is not his, what follows is.
                return dataclasses.replace(quotation, within=speaker)
            # “……，”王某表示，……: the words begin before their attribution.
            begins_with_quote = number > 0 and body[line.span.start] in '“"'
            content = line.span.start if begins_with_quote or behind_quote else found.content
            return Attribution(speaker, attribution, content, True)
        earlier += people
    focus = memory.focus
    is_near = focus and not line.people and (focus in before or (last and last.speaker == focus))
    if found := ordering(body, line.span.start, line.span.end, focus or "") if is_near else None:
        return Attribution(found.speaker, found.attribution, found.content, True)
    return None


def _quoting(body: str, line: _Line, content: int, quoted: set[str]) -> Attribution | None:
    """The quotation by which somebody's words begin, if they do: 习近平总书记指出，……."""
    clause = next((clause for clause in line.clauses if clause.end > content), None)
    for mention in line.people_in(clause) if clause else []:
        match = phrases.QUOTED.match(body, mention.end, line.span.end)
        if mention.name in quoted and mention.start == content and match:
            return Attribution(None, body[mention.start : match.end("title")], match.end(), True)
    return None


def _continued(
    body: str, line: _Line, last: Attribution | None, depth: int, posts: dict[str, str]
) -> Attribution:
    """The statement before carried on, or a sentence that is nobody's words; ``depth`` quotations are open."""
    span = line.span
    plain = Attribution(content=span.start)
    if last is None:
        return plain
    text = body[span.start : min(span.end, span.start + phrases.LONGEST_SENTENCE)]
    leaves = (phrases.verbs().narrative, phrases.ASIDE, phrases.MEETING_ACTS, phrases.ON_THE_WAY)
    if any(pattern.match(text) for pattern in leaves) or _tells_of_a_person(body, line):
        return plain
    if phrases.PRESENCE.search(text) and not phrases.URGES.match(text):
        return plain
    # An article or 大家 says one thing and the report goes on; a meeting or a person goes on speaking.
    who = last.attribution or ""
    if body[span.start - 1] in CLOSING and body[span.start] not in OPENING_MARKS:
        # “……。”: what was quoted is over; the report goes on.
        return plain
    post = posts.get(last.speaker) if last.speaker else None
    # What stands behind a semicolon is as sure as what stands before it.
    goes_on = depth > 0 or (body[span.start - 1] in SEMICOLONS and not last.facts)
    is_speech = goes_on or can_only_be_speech(text, last.speaker, post, last.opening)
    others = any(mention.post and mention.name != last.speaker for mention in line.people)
    narrated = not is_speech and only_names_account(last.opening)
    if depth == 0 and (narrated or can_only_be_told(text, last.speaker) or tells_of_others(text, others)):
        return plain
    if not is_speech and not line.people and unknown_speaks(body, line.clauses[0]):
        return plain
    speaks = (
        last.speaker
        or who in ("他", "她")
        or phrases.MEETING.fullmatch(who)
        or phrases.INSTRUCTION.search(who)
        or (is_speech and phrases.GROUP.match(who))
    )
    if (not speaks or line.paragraph != last.paragraph) and not phrases.DEMAND.match(text):
        return plain
    facts = 0 if is_speech else last.facts + 1
    return Attribution(last.speaker, who, span.start, True, facts=facts, opening=last.opening)


def _tells_of_a_person(body: str, line: _Line) -> bool:
    """The sentence begins with a person, or with a post and a person."""
    if not line.people:
        return False
    connective = phrases.THEN.match(body, line.span.start, line.span.end)
    return line.people[0].begin == (connective.end() if connective else line.span.start)


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
                # 市委常委崔某两次作出批示: somebody far away, not whom 他 means.
                spoke += actors if pattern is phrases.SPOKE else []
    if result.is_statement:
        memory.focus = result.speaker or memory.focus
    elif spoke:
        memory.focus = spoke[0]
    elif not line.people and unknown_speaks(body, line.clauses[0]):
        memory.focus = None
    elif line.people:
        end = min(line.span.end, line.span.start + phrases.LONGEST_SENTENCE)
        is_list = phrases.PRESENCE.search(body, line.span.start, end)
        alone = len({mention.name for mention in line.people}) == 1
        first = line.people[0]
        begin = first.start if first.post_start is None else first.post_start
        # 对于公司的诉求，各级都非常重视，市委常委崔某两次作出批示: he comes too late to be whom 他 means.
        ahead = phrases.SETTING.sub("", body[line.span.start : begin])
        near = begin == line.span.start or (body[begin - 1] in "，：；\u3000 " and ahead.count("，") <= 1)
        if memory.focus is None or (not is_list and ((alone and near) or begin - line.span.start <= 12)):
            memory.focus = first.name
