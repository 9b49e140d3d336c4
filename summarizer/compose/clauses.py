"""The material of every output: clauses of the report, cleaned, with what each needs beside it.

A clause is what editors keep or drop. In reported speech every demand stands alone (要强化企业创新主体地位); elsewhere a
clause without a subject of its own needs the clause that has it.
"""

import dataclasses
import re

from summarizer.compose.phrases import is_balanced, is_demand, shorten_ceremony, strip_opening, tidy
from summarizer.datamodels import Report, Sentence
from summarizer.text.bylines import byline_end

# Clauses that only lead up to another one: 为深入贯彻…， 在…的背景下， 当…时，
_INTRODUCES = re.compile(
    r"^(?:为了?(?!期|民|主题|您|进)|以便|旨在|围绕|按照|根据|结合|通过|针对|随着|自从?|由于|面对|在.{2,30}(?:下|中|后|前|时|之际|基础上|过程中|期间)$|"
    r"当.*时$|作为|立足|以.{2,24}为(?:指导|统领|引领|抓手|契机|目标|重点|主线|牵引|核心|导向|主题|载体|根本|遵循)|对.*问题$|只有|如果|无论|不仅|虽然|尽管|既要?)"
)
# A clause with its own subject and verb starts with a person, an office or a date.
_OWN_SUBJECT = re.compile(
    r"^(?:\d|会议|大会|活动|全市|全县|全区|全省|市委|市政府|县委|区委|省委|自治区|本次|此次|这次|该|.{2,20}(?:书记|市长|县长|区长|省长|主任|局长|部长|"
    r"主席|厅长|院长|校长|会长|董事长|负责人|常委)[\u3400-\u9fff·]{2,4}(?:出席|主持|参加|宣读|致辞|作|讲话|介绍|表示|强调|指出|要求|代表|陪同|率))"
)
_SAYS = re.compile(
    r"强调|指出|要求|表示|提出|希望|介绍|认为|勉励|指示|明确|建议|呼吁|宣布|提到|透露|说|称|谈到|坦言|期待|寄语|号召"
)
_ATTENDANCE = re.compile(r"(?:参加|出席|列席|陪同|参与)(?:了)?(?:会议|大会|活动|上述活动|相关活动|有关活动|调研|座谈|仪式|推介会)?$")
_TRIVIAL = re.compile(r"^(?:会议|大会|活动|仪式|他|她|并?(?:讲话|致辞|主持)|以下|如下|一是|二是|三是|等等?)$")


@dataclasses.dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the body.

    Attributes:
        text: tidy Chinese without opening connectives; what outputs print.
        start, end: span in the body.
        sentence: index into ``report.sentences``.
        position: index among the sentence's clauses.
        speaker: whose words it reports, or None.
        spoken: it stands after 强调，: a demand or opinion that can stand alone.
        verb: the verb of saying its sentence opens with (强调), or None where the speech just goes on.
        needs: indexes (into the list of clauses) of clauses without which it cannot stand.
        demand: its 要 was taken off; a sentence that opens with it puts it back.
        usable: it may appear in an output at all.
    """

    text: str
    start: int
    end: int
    sentence: int
    position: int
    speaker: str | None
    spoken: bool
    verb: str | None
    needs: tuple[int, ...]
    demand: bool
    usable: bool


def read_clauses(body: str, report: Report) -> list[Clause]:
    """All clauses of a report in order. Linear in the body's length."""
    clauses: list[Clause] = []
    for index, sentence in enumerate(report.sentences):
        clauses += _sentence_clauses(body, index, sentence, len(clauses))
    return clauses


def _sentence_clauses(body: str, index: int, sentence: Sentence, offset: int) -> list[Clause]:
    skip = sentence.start
    if index == 0 or body[sentence.start - 1] == "\n":
        skip = sentence.start + byline_end(body[sentence.start : sentence.end])
    found: list[Clause] = []
    opening = body[sentence.start : sentence.content]
    verb = _SAYS.findall(opening)
    # 副市长刘波总结…工作 tells what he did; only what follows a verb of saying is speech.
    spoken = sentence.role == "statement" and (bool(verb) or not opening.strip()) and (
        sentence.speaker is not None or sentence.attribution is not None
    )
    if spoken and not verb and sentence.speaker and sentence.speaker in body[sentence.start : sentence.end]:
        spoken = False
    head: int | None = None
    pending: list[int] = []  # introductions waiting for the clause they lead up to
    for position, span in enumerate(sentence.clauses):
        start = max(span.start, skip, sentence.content if spoken and span.end > sentence.content else span.start)
        raw = body[start : span.end]
        text = shorten_ceremony(strip_opening(tidy(raw)))
        here = offset + len(found)
        introduces = bool(_INTRODUCES.search(text)) or raw.rstrip().endswith(("：", ":"))
        usable = start < span.end and len(text) >= 3 and is_balanced(text) and not _TRIVIAL.match(text)
        needs: tuple[int, ...] = ()
        if spoken:
            usable = usable and span.end > sentence.content
        elif head is None:
            head = here if usable and not introduces else None
        elif not _OWN_SUBJECT.match(text):
            needs = (head,)
        else:
            head = here
        found.append(
            Clause(
                text=text,
                start=start,
                end=span.end,
                sentence=index,
                position=position,
                speaker=sentence.speaker,
                spoken=spoken,
                verb=verb[-1] if spoken and verb else None,
                needs=needs,
                demand=is_demand(raw),
                usable=usable and not (introduces and position == len(sentence.clauses) - 1),
            )
        )
        if introduces and usable:
            pending.append(len(found) - 1)
        elif usable and pending:
            # An introduction needs what it introduces.
            for earlier in pending:
                found[earlier] = dataclasses.replace(found[earlier], needs=(here,))
            pending = []
    for earlier in pending:
        found[earlier] = dataclasses.replace(found[earlier], usable=False)
    return found


def is_attendance(text: str) -> bool:
    """Whether a clause only says who came."""
    return bool(_ATTENDANCE.search(text))
