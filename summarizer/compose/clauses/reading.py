"""The material of every output: clauses of the report, cleaned, with what each needs beside it.

A clause is what editors keep or drop. In reported speech every demand stands alone (要强化企业创新主体地位); elsewhere a
clause without a subject of its own needs the clause that has it.
"""

import dataclasses
import re
from collections.abc import Iterator, Sequence

from summarizer.compose.clauses import demands, standing
from summarizer.compose.clauses.accounts import DONE, with_accounts
from summarizer.compose.clauses.halves import find_halves
from summarizer.compose.clauses.headings import find_headed, set_off
from summarizer.compose.clauses.houses import with_houses
from summarizer.compose.clauses.marks import named_by, without_stray
from summarizer.compose.clauses.phrases import (
    bigrams,
    drop_links,
    is_demand,
    shorten_ceremony,
    strip_opening,
    tidy,
)
from summarizer.compose.clauses.pointing import pointed_at
from summarizer.compose.clauses.pronouns import OTHERS_WITHIN, Pronouns
from summarizer.compose.clauses.speech import lead_start, mood_of, names_speaker, speech_of
from summarizer.compose.clauses.units import goes_on, units_of
from summarizer.datamodels import Report, Sentence
from summarizer.text.bylines import byline_end
from summarizer.text.spans import is_balanced

#: Sentences that tell the event; what says a part of the same again adds nothing.
OPENING_SENTENCES = 3
#: They have at most so many clauses; more is a text without full stops.
OPENING_CLAUSES = 60
#: Characters from which a demand may be printed without the one before it.
SHORTEST_DEMAND = 8
# 以及促进基因治疗创新， 即可办理预售许可证， 安全保障就能强一分，: the clause before it is not whole without.
_CONCLUDES = re.compile(r"以及|及(?!时)|即可|方[可能]|[^，]{0,10}就能|[^，]{0,4}才[能有会]")


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
        voice: whom an output may name as its speaker: not who gave the speech that the report tells as 会议指出.
        verb: the verb of saying its sentence opens with (强调), or None where the speech just goes on.
        needs: indexes (into the list of clauses) of clauses without which it cannot stand.
        demand: its 要 was taken off; a sentence that opens with it puts it back.
        mood: 要 of a demand, 将 of a promise or 希望企业 of a wish, and of what goes on from one (要强化责任，｜完善机制);
            else empty.
        usable: it may appear in an output at all.
    """

    text: str
    start: int
    end: int
    sentence: int
    position: int
    speaker: str | None
    spoken: bool
    voice: str | None
    verb: str | None
    needs: tuple[int, ...]
    demand: bool
    mood: str
    usable: bool

    @property
    def wish(self) -> str:
        """希望企业, where a clause goes on from that and does not say so itself; else empty."""
        return self.mood if len(self.mood) > 1 and not demands.WISHES.match(self.text) else ""

    def needing(self, other: int) -> "Clause":
        """The same, which cannot stand without another clause of the list either."""
        return dataclasses.replace(self, needs=tuple(dict.fromkeys((*self.needs, other))))


def rest_of_sentence(clauses: Sequence[Clause], index: int) -> Iterator[int]:
    """Places of the clauses that follow one in its sentence."""
    for place in range(index + 1, len(clauses)):
        if clauses[place].sentence != clauses[index].sentence:
            return
        yield place


def read_clauses(body: str, report: Report) -> list[Clause]:
    """All clauses of a report in order. Linear in the body's length."""
    clauses: list[Clause] = []
    headed = find_headed(body, report.sentences)
    pronouns = Pronouns(body, report)
    for index, sentence in enumerate(report.sentences):
        found = _sentence_clauses(body, index, sentence, clauses, pronouns)
        if index in headed and found:
            found[0] = dataclasses.replace(found[0], text=set_off(found[0].text))
        clauses += found
    return _without_echoes(with_accounts(with_houses(clauses), body, report.sentences))


def _without_echoes(clauses: list[Clause]) -> list[Clause]:
    """Captions repeat the opening with less: 大会在湖州开幕 after 8月15日，为期两天的大会在湖州开幕."""
    opening = [
        (clause.start, bigrams(clause.text))
        for clause in clauses[:OPENING_CLAUSES]
        if clause.sentence < OPENING_SENTENCES and clause.usable
    ]

    def echoes(clause: Clause) -> bool:
        pairs = bigrams(clause.text)
        return not clause.spoken and any(start != clause.start and pairs < told for start, told in opening)

    return [dataclasses.replace(one, usable=False) if one.usable and echoes(one) else one for one in clauses]


def _subject(before: Sequence[Clause]) -> int | None:
    """The clause of the last sentence that has its subject, where that one is no speech."""
    last = range(len(before) - 1 - before[-1].position, len(before))
    if before[last[0]].spoken:
        return None
    needed = {need for index in last for need in before[index].needs}
    heads = [index for index in last if before[index].usable and not before[index].needs]
    if not needed:
        return next(iter(heads), None)
    # 会议传达…；研究甲；研究乙: the third part has the subject of the second, which is that of the first.
    earlier = [need for need in needed if need < last[0]]
    return min(needed.intersection(heads), default=min(earlier, default=None))


def _sentence_clauses(
    body: str, index: int, sentence: Sentence, before: Sequence[Clause], pronouns: Pronouns
) -> list[Clause]:
    """The clauses of one sentence; ``before`` are those of the sentences before it."""
    skip = sentence.start
    if index == 0 or body[sentence.start - 1] == "\n":
        skip = sentence.start + byline_end(body[sentence.start : sentence.end])
    found: list[Clause] = []
    verb, spoken = speech_of(body, sentence)
    if spoken and index == 0 and (lead := lead_start(body, sentence)) is not None:
        spoken, skip = False, max(skip, lead)
    content = sentence.content if spoken else sentence.start
    named = names_speaker(sentence.attribution or "", sentence.speaker)
    # 近年来，各级媒体不断创新宣传方式: what others have done is no demand, and needs them as its subject.
    told = not spoken or bool(standing.PAST.match(strip_opening(tidy(body[sentence.content : sentence.end]))))
    # 主持召开常务会议，传达…精神；研究…工作: after a semicolon the same subject goes on.
    continues = before and not spoken and goes_on(body, sentence)
    head, purpose, mood = _subject(before) if continues else None, False, ""
    wish: int | None = None  # the clause that says of whom something is wished
    pending: list[int] = []  # introductions waiting for the clause they lead up to
    units = units_of(body, sentence, max(skip, content))
    alone = {(one.start, one.end) for one in sentence.clauses}
    named_so = named_by(body, sentence.start, sentence.end)
    for position, (left, right) in enumerate(units):
        start = max(left, skip, sentence.content if spoken and right > sentence.content else left)
        raw = body[start:right]
        # “计划建立联合兵团: who does, is not quoted; “2023年上半年，总收入…: a time belongs to what follows.
        bare = without_stray(raw)
        joined = (start, right) not in alone
        raw = bare if joined or (spoken and (raw[:1] == bare[:1] or is_demand(bare))) else raw
        text = drop_links(shorten_ceremony(strip_opening(tidy(raw))))
        if found and raw.startswith("就是要"):
            text = f"就是要{text}"  # 最基本的基础，就是要同心协力: no demand, but what that is
        text = pronouns.named(text, sentence, spoken, [one.text for one in found[-OTHERS_WITHIN:]])
        here = len(before) + len(found)
        following = tidy(body[slice(*units[position + 1])]) if position + 1 < len(units) else ""
        demand = is_demand(raw) and not text.startswith("就是要")
        sets_out = not demand and standing.SETS_OUT.match(text) and standing.TAKES.match(following)
        open_ended = _CONCLUDES.match(following) or sets_out
        # 为深化源头治理，推进矛盾纠纷化解，我省召开…: all that it is for leads up to what was done.
        purpose = not spoken and bool(
            standing.PURPOSE.match(text) and not standing.tells_after_purpose(text)
            if position == 0
            else purpose and demands.AIM.match(text)
        )
        introduces = (
            purpose
            or bool(open_ended)
            or standing.introduces(text, spoken)
            or (raw.rstrip().endswith(("：", ":")) and not DONE.search(text))  # 工作取得积极进展：在…
        )
        mood = mood_of(text, demand, mood) if spoken else ""
        usable = (
            start < right
            and sentence.role != "question"
            and len(text) >= 3
            and is_balanced(text)
            and not any(opener < start <= closer for opener, closer in named_so)
            and not standing.TRIVIAL.match(text)
            and text[:1] not in ("他", "她")
            and not standing.is_fragment(text)
            and not standing.says_nothing(text, spoken)
            and not standing.CAPTION.search(text)
            and not (purpose and standing.CREED.search(text))
            # 同年11月，省发改委召开座谈会，徐某主持: without the meeting that says nothing.
            and not (position and head is None and not spoken and standing.ONLY_HOSTED.match(text))
            # Nobody speaks of himself by name: the words are somebody else's.
            and not (spoken and sentence.speaker and sentence.speaker in text)
        )
        needs: tuple[int, ...] = ()
        if purpose and position:
            needs = (here - 1,) if found else ()  # 为深入贯彻…，把党建贯穿在…中: no aim without its beginning
        elif (
            standing.CONTINUES.match(text)
            or standing.COPULA.match(text)
            or (found and standing.COUNTS_ON.match(text))
        ):
            # The first unit of a sentence has nothing to go on from.
            usable = usable and bool(found)
            needs = (here - 1,) if found else ()
            subject_before = found and (spoken or demands.AIM.match(found[-1].text))
            if subject_before and standing.COPULA.match(text) and not found[-1].needs:
                # 才溪乡调查，是…光辉典范: what the first half is said of it, it does not say alone.
                found[-1] = dataclasses.replace(found[-1], needs=(here,), usable=found[-1].usable and usable)
        elif spoken and (mood or not told):
            usable = usable and right > sentence.content
            if demands.WISHES.match(text):
                # 对企业的贡献表示肯定，希望履行责任，｜拓展业务: of whom it is wished stands in the clause before.
                needs = (here - 1,) if found and demands.WISHES_NOBODY.match(text) else ()
                wish = here if needs or (demands.WISHES_SOMEBODY.match(text) and not mood) else None
            elif wish is not None and not demand:
                needs = (wish,)  # 希望云溪努力作示范，奋力推动民族工作: who is to do it
            elif len(text) < SHORTEST_DEMAND and found and found[-1].usable:
                needs = (here - 1,)  # 加强政策集成，完善推进机制: for what?
        elif head is None:
            head = here if usable and not introduces else None
        elif standing.COUNTED.match(text) or not standing.has_own_subject(text):
            needs = (head,)
            if demands.TELLS_WISH.match(text):
                head = here  # 郝某给予肯定，希望企业抢抓机遇，推动…: what follows is wished, too
        else:
            head = here
        found.append(
            Clause(
                text=text,
                start=start,
                end=right,
                sentence=index,
                position=position,
                speaker=sentence.speaker,
                spoken=spoken,
                voice=sentence.speaker if spoken and named else None,
                verb=verb if spoken else None,
                needs=needs,
                demand=demand,
                mood=mood,
                usable=usable,
            )
        )
        if introduces and usable:
            pending.append(len(found) - 1)
        elif usable and pending:
            # An introduction needs what it introduces.
            for earlier in pending:
                found[earlier] = dataclasses.replace(found[earlier], needs=(*found[earlier].needs, here))
            pending = []
    for earlier in pending:
        found[earlier] = dataclasses.replace(found[earlier], usable=False)
    return _linked(found, before)


def _linked(found: Sequence[Clause], before: Sequence[Clause]) -> list[Clause]:
    """The clauses of a sentence with what only the others of it, or the sentence before, make whole."""
    halves = find_halves(
        [one.text for one in found],
        [one.usable for one in found],
        [one.demand for one in found],
        any(one.spoken for one in found),
    )
    linked: list[Clause] = []
    day: int | None = None  # the clause with the day of which the one before it was told
    for place, one in enumerate(found):
        needs = dict.fromkeys((*one.needs, *(len(before) + other for other in sorted(halves.needs[place]))))
        usable = one.usable and place not in halves.lost
        told: int | None = None
        if place and standing.THEN.match(one.text):
            told = len(before) + place - 1 if day is None else day  # 28日上午大会开幕，当天下午举行会见
        elif place == 0 and standing.POINTS_BACK.match(one.text):
            told = pointed_at(one, before)
            usable = usable and told is not None
        needs |= {} if told is None else {told: None}
        day = told if standing.THEN.match(one.text) else None
        linked.append(dataclasses.replace(one, needs=tuple(needs), usable=usable))
    for place, one in enumerate(linked):
        # 省人大常委会要立足职能实际，发挥人大优势: what is led up to is that body's to do, too.
        if one.spoken and demands.OBLIGES.match(one.text):
            for led in (need - len(before) for need in one.needs if need >= len(before) + place):
                linked[led] = linked[led].needing(len(before) + place)
    return linked
