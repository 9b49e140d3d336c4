"""The short summary: what happened, who said the core of it, what came out, in complete sentences within budget."""

import dataclasses
import re
from collections.abc import Collection, Mapping, Sequence

from summarizer.compose.clauses.joining import with_demands
from summarizer.compose.clauses.phrases import drop_brackets, shorten_post
from summarizer.compose.clauses.reading import OPENING_SENTENCES, Clause
from summarizer.compose.clauses.salience import Salience, summary_worth
from summarizer.compose.clauses.standing import is_attendance, is_origin, is_setting
from summarizer.compose.summaries.agendas import told_briefly, with_first_item
from summarizer.compose.summaries.background import without_background
from summarizer.compose.summaries.company import in_company
from summarizer.compose.summaries.lone import with_deeds
from summarizer.compose.summaries.ranks import in_rank
from summarizer.compose.summaries.selection import select
from summarizer.compose.summaries.topics import find_topics
from summarizer.compose.summaries.writing import SummaryWriter
from summarizer.datamodels import Report
from summarizer.report.people import find_people
from summarizer.text.spans import is_balanced

#: Characters beyond which a clause goes without its brackets.
LONG_CLAUSE = 45

#: A speaker of whom only clauses of less salience are told is told by one of more, or not at all.
LEAST_WORDS, MAIN_WORDS = 0.05, 0.15
#: Who is named in a clause that begins within so many characters of a body keeps two posts.
IN_FULL = 40
# 会议指出，要提高政治站位: every speech begins so.
_STANCE = re.compile(
    r"(?:进一步|切实|不断)?(?:(?:提高|提升|增强)(?:政治|思想)?(?:站位|认识)|统一思想(?:认识|行动)?|高度重视|坚定信[心念](?:决心)?|凝聚共识|增强(?:责任感|使命感|使命担当))$"
)
# 为深入贯彻落实市委全会精神，｜区长杭某率队前往…: what it was for is no news.
_CREED_FIRST = re.compile(
    r"为(?:深入|全面|认真|切实)*(?:学习|贯彻|落实)+[^，]{2,60}(?:精神|部署|要求)，(?=[^，]{8})"
)
_SEAT = re.compile(r"(?:常委|党组成员)(?:、|$)")
_HOSTS = re.compile(r"主持|参加|陪同|宣读|通报|传达")


def compose_summary(
    clauses: Sequence[Clause],
    salience: Salience,
    report: Report,
    body: str,
    towns: Mapping[str, str],
    budget: int,
    without: Collection[int] = (),
) -> str:
    """The best summary of at most ``budget`` characters; shorter when less is worth saying.

    Args:
        towns: of ``body``, as :func:`summarizer.compose.places.home.find_towns` gives them.
        without: indexes of clauses that must not be used.
    """
    topics = find_topics(clauses, report, body)
    clauses = in_company(without_background(clauses, report, body), topics, report, body)
    clauses = in_rank(with_deeds(with_demands(clauses)))
    brief = with_first_item([_shortened(clause) for clause in clauses])
    if report.kind != "news":
        # 该行始建于1897年: of a place that was visited no news, of what has been built the news itself.
        without = {*without, *(index for index, clause in enumerate(clauses) if _tells_setting(clause))}
    for index in without:
        brief[index] = dataclasses.replace(brief[index], usable=False)
    worth = _worth(brief, salience)
    writer = SummaryWriter(brief, report, body, towns, topics)
    chosen = select(brief, worth, budget, writer.write)
    if (briefer := told_briefly(brief, chosen)) is not None:
        brief, worth = briefer, _worth(briefer, salience)
        writer = SummaryWriter(brief, report, body, towns, topics)
        chosen = select(brief, worth, budget, writer.write)
    if came := _came_first(brief, chosen):
        for index in came:
            worth[index] = {}
            brief[index] = dataclasses.replace(brief[index], usable=False)
        chosen = select(brief, worth, budget, writer.write) or chosen
    if minor := _minor_words(brief, salience, chosen):
        spoke = {brief[index].speaker for index in minor}
        for index, clause in enumerate(brief):
            if clause.spoken and clause.speaker in spoke and salience.summary[index] < MAIN_WORDS:
                worth[index] = {}
        chosen = select(brief, worth, budget, writer.write) or chosen
    return writer.write(chosen)


def _worth(clauses: Sequence[Clause], salience: Salience) -> list[dict[str, float]]:
    return [
        {} if one.spoken and _STANCE.match(one.text) else pairs
        for one, pairs in zip(clauses, summary_worth(clauses, salience), strict=True)
    ]


def _minor_words(clauses: Sequence[Clause], salience: Salience, chosen: Sequence[int]) -> list[int]:
    """All that is told of a speaker's words, where it is the least of them: 市长强调，密切人员往来, and not what he came for."""
    said = [index for index in chosen if clauses[index].spoken and clauses[index].speaker]
    best: dict[str | None, float] = {}
    for index in said:
        who = clauses[index].speaker
        best[who] = max(best.get(who, 0.0), salience.summary[index])
    return [index for index in said if best[clauses[index].speaker] < LEAST_WORDS]


def _shortened(clause: Clause) -> Clause:
    """The clause for a summary: a very long one without its brackets, posts shortened.

    县委常委、常务副县长唐某立主持 → 常务副县长唐某立主持: of several posts the best known stays; only who is named at once
    keeps two, unless one is a seat."""
    text = drop_brackets(clause.text) if len(clause.text) > LONG_CLAUSE else clause.text
    if not clause.spoken and len(text) > LONG_CLAUSE:
        text = _CREED_FIRST.sub("", text)
    if clause.spoken or not clause.usable or "、" not in clause.text:
        return dataclasses.replace(clause, text=text)
    for mention in reversed(find_people(text)):
        if mention.post is None or not mention.introduced:
            continue
        posts = mention.post.count("、") + 1
        beside = clause.start > IN_FULL or _SEAT.search(mention.post) or _HOSTS.match(text, mention.end)
        if posts > 2 or (posts == 2 and beside):
            text = text[: mention.post_start] + shorten_post(mention.post) + text[mention.start :]
    return dataclasses.replace(clause, text=text)


def _tells_setting(clause: Clause) -> bool:
    later = clause.sentence >= OPENING_SENTENCES and is_setting(clause.text)
    return not clause.spoken and clause.sentence > 0 and (later or is_origin(clause.text))


def _came_first(clauses: Sequence[Clause], chosen: Sequence[int]) -> list[int]:
    """The clauses that only tell who came, before the first of the chosen that tells what happened; none where none does.

    市政府秘书长瞿某参加。 In what? Who came along is told after what happened.
    """
    told = next((clauses[index].sentence for index in chosen if not _only_came(clauses[index])), None)
    if told is None or told == clauses[chosen[0]].sentence:
        return []
    needed = {need for clause in clauses for need in clause.needs if clause.usable}
    return [
        index
        for index, clause in enumerate(clauses)
        if clause.sentence < told and _only_came(clause) and (index in chosen or index not in needed)
    ]


def _only_came(clause: Clause) -> bool:
    """市政府秘书长瞿某参加， 省军区政委马某，: who was there, or the beginning of that."""
    people = find_people(clause.text)
    named = bool(people) and people[-1].end == len(clause.text)
    return not clause.spoken and (named or is_attendance(clause.text))


def trim_to(text: str, budget: int) -> str:
    """Drops brackets, then whole sentences from the end, until the text fits."""
    if len(text) > budget:
        text = drop_brackets(text)
    while len(text) > budget:
        cut = text.rstrip("。").rfind("。")
        if cut < 0:
            return ""
        text = text[: cut + 1]
    return text if is_balanced(text) else ""
