"""Who is the subject of a verb of saying: a name, a pronoun, the meeting, or an unnamed source."""

import dataclasses
import re

from summarizer.datamodels import Evidence
from summarizer.report import phrases
from summarizer.report.people import Mention

#: The words before reported speech take no more characters than this.
LONGEST_OPENING = 90
#: Nor does the name of a source that is no person.
LONGEST_SOURCE = 22

_TO = re.compile(r"[^。；]*[对向给为]|(?:并|还|同时)*[与同].{0,2}")
_BARE_MEETING = ("会议", "大会", "全会")


@dataclasses.dataclass(slots=True)
class Memory:
    """What the reader remembers from sentence to sentence.

    Attributes:
        focus: whom 他 means.
        leaders: who gave a speech at the meeting, so that 会议指出 may be theirs.
        instructors: who sent a written instruction, so that 批示指出 may be theirs.
    """

    focus: str | None = None
    leaders: list[str] = dataclasses.field(default_factory=list)
    instructors: list[str] = dataclasses.field(default_factory=list)

    def speaker_of(self, meeting: str) -> str | None:
        """The one person behind 会议指出 or 批示指出; None when there is none or more than one."""
        names = self.instructors if phrases.INSTRUCTION.search(meeting) else self.leaders
        return names[0] if len(names) == 1 else None


@dataclasses.dataclass(frozen=True, slots=True)
class Subject:
    """Who says it.

    Attributes:
        attribution: as the text names the speaker: 他, 会议, a name.
        speaker: the person, or None.
        content: where the reported words start.
    """

    attribution: str
    speaker: str | None
    content: int


def subject_before(
    body: str, clause: Evidence, people: list[Mention], earlier: list[Mention], memory: Memory
) -> Subject | None:
    """Subject of a clause that ends in a verb of saying: 邹某在会上强调，"""
    text = body[clause.start : clause.end].rstrip(' ，,：:；;。！？!?\u3000“"')
    match = phrases.verbs().ends.search(text) if len(text) <= LONGEST_OPENING else None
    if people and body[clause.end - 1] in "：:" and people[-1].end == clause.start + len(text):
        # 常务副市长夏某：截至8日24时，……
        return Subject(people[-1].name, people[-1].name, clause.end)
    if not match:
        return None
    verb = clause.start + match.start("verb")
    nounish = match["verb"] in phrases.verbs().nounish
    text = text[: match.start("verb")]
    if nounish and phrases.NOUN_BEFORE.search(text):
        return None

    def found(attribution: str, speaker: str | None) -> Subject:
        return Subject(attribution.strip(), speaker, clause.end)

    before = [mention for mention in people if mention.end <= verb and not is_object(body, clause, mention)]
    pronouns = list(phrases.PRONOUN.finditer(text))
    if pronouns and (not before or pronouns[-1].start() + clause.start > before[-1].end):
        # 朱某出席首发仪式，他说，: he is the first person of his own sentence.
        return found(pronouns[-1][0], earlier[0].name if earlier else memory.focus)
    if before:
        if phrases.ABOUT.search(body, clause.start, before[0].begin):
            return None
        if nounish and not phrases.ADVERBS.fullmatch(body, before[-1].end, verb):
            return None
        if (first := _joint(body, before, verb)) is not None:
            # 杲某、沈某要求: the words are nobody's alone.
            return Subject(body[first.start : before[-1].end], None, clause.end)
        # 会见吕某一行时指出: the first person of the clause acts, the last only with nothing in between.
        adjacent = body[before[-1].end : verb].strip() in ("", "还", "同志", "在讲话中")
        name = (before[-1] if adjacent else before[0]).name
        return found(name, name)
    if phrases.INSTRUCTION.search(text):
        return found(text, memory.speaker_of(text))
    if phrases.MEETING.fullmatch(text) and not phrases.ABOUT.search(text):
        return found(text, memory.speaker_of(text))
    if (meeting := phrases.THE_MEETING.match(text)) and text.endswith("并"):
        return found(meeting[0], memory.speaker_of(meeting[0]))  # 会议原则同意《方案》并指出，
    if group := phrases.GROUP.match(text):
        return found(group.group(), None)  # 与会委员讨论后认为: not who was named before
    if phrases.ACTING.match(text):
        name_or_none = earlier[-1].name if earlier else memory.focus
        if (nounish and not text) or name_or_none is None:
            return None
        return found(name_or_none, name_or_none)
    return _source(text, clause.end)


def of_another(before: str, found: Subject, focus: str | None) -> str | None:
    """The body whose sentence ``before`` goes on without a subject: 军分区对慰问表示感谢；并强调."""
    if found.attribution != focus or focus in before:
        return None
    other = phrases.ANOTHER.match(before)
    return other["who"] if other else None


def ordering(body: str, start: int, end: int, focus: str, within: bool = False) -> Subject | None:
    """许某察看闸口，检查物资准备。 强调要加强统筹调度: ``focus``, who acted before, speaks; ``within`` one sentence, too."""
    match = phrases.ORDERS.match(body, start, end)
    if not match or (within and match["verb"] not in phrases.FIRM_VERBS):
        return None
    ends = within or match["verb"] in phrases.verbs().plain
    return Subject(focus, focus, match.end() if ends else start)


def unknown_speaks(body: str, clause: Evidence) -> bool:
    """洪某进场时面对媒体表示，……: somebody spoke who was not recognised; 她 is not whoever was named before."""
    text = body[clause.start : clause.end].rstrip("，,：: ")
    match = phrases.verbs().ends.search(text) if len(text) <= LONGEST_OPENING else None
    return bool(match and match.start("verb") >= 2 and match["verb"] not in phrases.verbs().nounish)


def _source(text: str, content: int) -> Subject | None:
    """An unnamed source: 专家, 市统计局, 《通知》."""
    for adverb in ("还", "也", "则", "曾", "普遍", "一致", "纷纷"):
        text = text.removesuffix(adverb)
    text = phrases.PUBLISHES.sub("", text.strip())
    if not 2 <= len(text) <= LONGEST_SOURCE or not phrases.SOURCE.search(text):
        return None
    starts_otherwise = text.startswith(tuple("对向为把将以从被并")) or text.startswith(
        ("进行", "开展", "提出", "明确")
    )
    if starts_otherwise or phrases.ABOUT.search(text) or phrases.NO_SOURCE.search(text):
        return None
    return Subject(text.removeprefix("据"), None, content)


def subject_of(
    body: str, clause: Evidence, following: int, limit: int, people: list[Mention], memory: Memory
) -> Subject | None:
    """Subject of a clause that holds the words themselves: 他希望某市搭建……, 王某对成绩给予肯定.

    ``following`` is the end of the next clause, read too where only an adverbial follows the subject;
    ``limit`` is where the next person or sentence begins: 王某就下一步工作，从三个方面，提出了要求.
    """
    if pronoun := phrases.HE.match(body, clause.start, clause.end):
        attribution, speaker, at = pronoun["he"], memory.focus, pronoun.end()
    elif people and people[0].begin - clause.start <= 14 and not is_object(body, clause, people[0]):
        attribution, speaker, at = people[0].name, people[0].name, people[0].end
    elif meeting := phrases.THE_MEETING.match(body, clause.start, clause.end):
        attribution, speaker, at = meeting[0], memory.speaker_of(meeting[0]), meeting.end()
    else:
        return None
    # 徐某在座谈交流中，介绍了……: an adverbial clause of its own stands between.
    adverbs = phrases.ADVERBS.match(body, at, clause.end)
    end = following if adverbs and adverbs.end() == clause.end else clause.end
    verbs = phrases.verbs()
    is_meeting = attribution in _BARE_MEETING
    tells = verbs.tells.match(body, at, end)
    if tells and end - tells.end() >= 4:
        if is_meeting and speaker is None and tells["verb"] not in ("强调", "指出", "要求", "认为", "提出"):
            return None
        # 王某指出要……: the words begin after the verb; 王某希望各地……: the verb is part of what is said.
        plain = tells["verb"] in verbs.plain
        return Subject(attribution, speaker, tells.end() if plain else tells.start("verb"))
    if speaker and not is_meeting and (judges := phrases.JUDGES.match(body, at, max(end, limit))):
        # 袁某对新一届作协提出希望：要把牢方向: the words themselves follow.
        colon = phrases.COLON.match(body, judges.end(), limit)
        return Subject(attribution, speaker, colon.end() if colon else clause.start)
    if speaker and end - at >= 8 and verbs.reports.match(body, at, end):
        return Subject(attribution, speaker, clause.start)
    return None


def is_object(body: str, clause: Evidence, mention: Mention) -> bool:
    """并与代表杨某进行交谈，对企业表示慰问; 企业负责人对金某的到访表示欢迎: it is done to him."""
    # 技术支持与研发副总经理杨某: here 与 is part of the post.
    accompanied = mention.post is not None and re.match("并?[与同]", mention.post)
    return bool(accompanied or _TO.fullmatch(body, clause.start, mention.begin))


def _joint(body: str, people: list[Mention], verb: int) -> Mention | None:
    """The first of several persons named in one breath right before the verb, if there are several."""
    if body[people[-1].end : verb].strip() not in ("", "分别", "共同", "一致"):
        return None
    first = len(people) - 1
    while first and body[people[first - 1].end : people[first].begin].strip() in ("、", "和", "与", "及"):
        first -= 1
    return people[first] if first < len(people) - 1 else None
