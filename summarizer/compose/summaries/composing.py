"""The short summary: what happened, who said the core of it, what came out, in complete sentences within budget."""

import dataclasses
import re
from collections.abc import Collection, Mapping, Sequence

from summarizer.compose.clauses.joining import SAYS_MOOD, TELLING, is_fact, join, verbs_of, with_demands
from summarizer.compose.clauses.phrases import date_first, drop_brackets, shorten_post, tidy
from summarizer.compose.clauses.reading import OPENING_SENTENCES, Clause
from summarizer.compose.clauses.salience import Salience, summary_worth
from summarizer.compose.clauses.speech import names_speaker
from summarizer.compose.clauses.standing import is_attendance, is_origin, is_setting
from summarizer.compose.places.town import name_in_full, name_place
from summarizer.compose.summaries.abbreviations import with_full_names
from summarizer.compose.summaries.background import without_background
from summarizer.compose.summaries.calling import post_of, which_meeting
from summarizer.compose.summaries.company import in_company
from summarizer.compose.summaries.lone import with_deeds
from summarizer.compose.summaries.ranks import in_rank
from summarizer.compose.summaries.selection import select
from summarizer.compose.summaries.topics import find_topics
from summarizer.datamodels import Report
from summarizer.report.people import find_people
from summarizer.report.phrases import PARTICIPANTS
from summarizer.text.bylines import byline_end
from summarizer.text.spans import is_balanced

#: Characters beyond which a clause goes without its brackets.
LONG_CLAUSE = 45

#: A speaker of whom only clauses of less salience are told is told by one of more, or not at all.
LEAST_WORDS, MAIN_WORDS = 0.05, 0.15
#: Who is named in a clause that begins within so many characters of a body keeps two posts.
IN_FULL = 40
#: Characters of a report's first words that may introduce what was said.
LONGEST_OPENING = 60
#: Characters of a body in which its dateline stands.
LONGEST_DATELINE = 80
_OPENS = re.compile(
    r"(?:(?:在.{2,30}|[研察会见谈查视访问])时|[会上中]).{0,4}(?:强调|指出|表示|要求)$|\d日.*(?:强调|指出|表示|要求)$"
)

# What goes on with a verb of its own needs none before it.
_SPEAKS = re.compile(r"希望|要求(?!是)|勉励|叮嘱|鼓励|呼吁|号召|建议(?!书)|强调(?=要)|指出(?=，)")
_SAYING = re.compile(r"(?:强调|指出|要求|表示|提出|希望|介绍|认为|说|称)$")
# The day something happens, not 没有团结就没有繁荣进步的今天.
_TODAY = re.compile(r"(?<![的有到是])今[天日](?=[，上下中早晚凌在主举召会出前赴到调开发])")
_DATELINE = re.compile(r"(\d{1,2}月\d{1,2}日)(?:电|讯|综合)")
_COLLECTIVE = re.compile(rf"({PARTICIPANTS}|会议|大会|座谈会|调研组|通知|报告|活动|论坛|发布会|意见|方案)")
_UNNAMED = re.compile(r"(?![我你他她其在有这])[^，。；：“”]{2,14}(?<!会上)")
# 会议指出，要提高政治站位: every speech begins so.
_STANCE = re.compile(
    r"(?:进一步|切实|不断)?(?:(?:提高|提升|增强)(?:政治|思想)?(?:站位|认识)|统一思想(?:认识|行动)?|高度重视|坚定信[心念](?:决心)?|凝聚共识|增强(?:责任感|使命感|使命担当))$"
)
# 国务院召开电视电话会议。市长龚某在江州分会场强调: not what was said to the whole country.
_BRANCH = re.compile(r"在[\u3400-\u9fff]{0,6}分会场(?=.{0,4}$)")
_SEAT = re.compile(r"(?:常委|党组成员)(?:、|$)")
_HOSTS = re.compile(r"主持|参加|陪同|宣读|通报|传达")
_ENDS_CEREMONY = re.compile(r"(?:并(?:讲话|致辞|作讲话)|讲话|致辞|主持|主持会议|主持召开.{2,40})$")
# 市委书记邹某出席并讲话, nobody else beside him.
_ONLY_SPOKE = re.compile(
    r"^([^，、和与及]{0,40}(?:、[^，、和与及]{0,30}(?:书记|[省市县区州]长))?[^，、和与及]{0,10}?)(?:出席|参加)?(?:并|会议并)?(?:作?讲话|致辞)$"
)


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
    brief = [_shortened(clause) for clause in clauses]
    worth = summary_worth(brief, salience)
    if report.kind != "news":
        # 该行始建于1897年: of a place that was visited no news, of what has been built the news itself.
        without = {*without, *(index for index, clause in enumerate(clauses) if _tells_setting(clause))}
    for index, clause in enumerate(clauses):
        if clause.spoken and _STANCE.match(clause.text):
            worth[index] = {}
    for index in without:
        worth[index] = {}
        brief[index] = dataclasses.replace(brief[index], usable=False)
    writer = _Writer(brief, report, body, towns, topics)
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

    县委常委、常务副县长唐荣立主持 → 常务副县长唐荣立主持: of several posts the best known stays; only who is named at once
    keeps two, unless one is a seat."""
    text = drop_brackets(clause.text) if len(clause.text) > LONG_CLAUSE else clause.text
    if clause.spoken or not clause.usable or "、" not in clause.text:
        return dataclasses.replace(clause, text=text)
    for mention in reversed(find_people(text)):
        if mention.post is None or mention.post_start is None or mention.post_end != mention.start:
            continue
        posts = mention.post.count("、") + 1
        beside = clause.start > IN_FULL or _SEAT.search(mention.post) or _HOSTS.match(text, mention.end)
        if posts > 2 or (posts == 2 and beside):
            text = text[: mention.post_start] + shorten_post(mention.post) + text[mention.start :]
    return dataclasses.replace(clause, text=text)


class _Writer:
    """Joins chosen clauses into sentences, naming each speaker in full once."""

    def __init__(
        self,
        clauses: Sequence[Clause],
        report: Report,
        body: str,
        towns: Mapping[str, str],
        topics: Mapping[int, frozenset[str]],
    ) -> None:
        self.clauses = clauses
        self.topics = topics
        self.report = report
        self.towns = towns
        self.body = body
        self.dateline = _DATELINE.search(body, 0, LONGEST_DATELINE)
        self.verbs = verbs_of(clauses)
        self.posts = {speaker.name: post_of(speaker, body) for speaker in report.speakers}

    def write(self, chosen: Sequence[int]) -> str:
        sentences: list[str] = []
        introduced: set[str] = set()
        for group in self._groups(self._without_ceremony(chosen)):
            first = self.clauses[group[0]]
            words = join([self.clauses[index] for index in group])
            if first.spoken:
                prefix, joins = self._attribution(group[0], introduced, sentences)
                if prefix:
                    words = self._mood(first, prefix) + words
                    if _SPEAKS.match(words):
                        prefix = _SAYING.sub("", prefix)  # 王某强调，希望企业… → 王某希望企业…
                    # 出席并讲话，强调要…: a second comma after the verb would cut it off.
                    words = prefix + ("" if joins or _SPEAKS.match(words) else "，") + words
                if joins:
                    sentences[-1] += "，" + words
                else:
                    sentences.append(words)
            else:
                words = which_meeting(words, sentences, self.body[:LONGEST_DATELINE])
                sentences.append(self._with_post(words, introduced))
            introduced.update(name for name in self.posts if name in sentences[-1])
        text = self._dated(date_first("。".join(sentences)))
        text = with_full_names(name_place(name_in_full(text, self.towns), self.towns), self.body)
        return text + "。" if text else ""

    @staticmethod
    def _mood(clause: Clause, prefix: str) -> str:
        """指出，要扛牢责任: the 要 or 将 that was left behind; after 强调 what goes on from a demand does without,
        but what is promised would read as demanded there; 要求要扛牢责任 says it twice."""
        if clause.wish or SAYS_MOOD.match(clause.text):
            return clause.wish
        if clause.mood == "要" and prefix.endswith(("要求", "希望")):
            return ""
        said = clause.demand or clause.mood.endswith("将") or prefix.endswith((*TELLING, "提出"))
        return clause.mood if said else ""

    def _dated(self, text: str) -> str:
        """今天，大会开幕 → 8月16日，大会开幕, where the report's own dateline gives the day: 新华社8月16日电."""
        return _TODAY.sub(self.dateline.group(1), text, count=1) if self.dateline else text

    def _with_post(self, words: str, introduced: set[str]) -> str:
        """隽新阳介绍了经验 → 副市长隽新阳介绍了经验, where he is named first."""
        name = next((name for name in self.posts if words.startswith(name) and name not in introduced), None)
        post = self.posts.get(name or "")
        return shorten_post(post) + words if post and not words.startswith(f"{name}、") else words

    def _without_ceremony(self, chosen: Sequence[int]) -> list[int]:
        """县长唐某出席并讲话。常务副县长李某主持。唐某指出，… → 县长唐某指出，…。常务副县长李某主持: what he said says that he spoke."""
        left = list(chosen)
        for index in chosen:
            spoke = _ONLY_SPOKE.search(self.clauses[index].text)
            if self.clauses[index].spoken or not spoke:
                continue
            name = next((name for name in self.posts if spoke.group(1).endswith(name)), None)
            words = [
                other
                for other in left
                if other > index and self.clauses[other].spoken and self.clauses[other].speaker == name
            ]
            if name is None or not words or any(index in self.clauses[other].needs for other in left):
                continue
            at = left.index(index)
            first = [
                other
                for other in words
                if self._voice(self.clauses[other]) == self._voice(self.clauses[words[0]])
            ]
            left = left[:at] + first + [other for other in left[at + 1 :] if other not in first]
        return left

    def _groups(self, chosen: Sequence[int]) -> list[list[int]]:
        """Runs of clauses that share a sentence, or a speaker's consecutive words."""
        groups: list[list[int]] = []
        for index in chosen:
            clause = self.clauses[index]
            if groups:
                last = self.clauses[groups[-1][-1]]
                same_speech = (
                    clause.spoken
                    and last.spoken
                    and self._voice(clause) == self._voice(last)
                    # 要加强巡查，事故连续发生: what has happened is not part of what is demanded.
                    and not (is_fact(clause) and not is_fact(last))
                    # 希望企业抢抓机遇，将全力支持: nor what is promised part of what is wished of somebody.
                    and (len(last.mood) < 2 or clause.mood == last.mood)
                    and self._same_topic(clause, last)
                )
                same_sentence = clause.sentence == last.sentence or groups[-1][0] in clause.needs
                if (same_sentence and clause.spoken == last.spoken) or same_speech:
                    groups[-1].append(index)
                    continue
            groups.append([index])
        return groups

    def _same_topic(self, clause: Clause, last: Clause) -> bool:
        topic, before = self.topics.get(clause.sentence), self.topics.get(last.sentence)
        return topic is None or before is None or topic == before

    def _voice(self, clause: Clause) -> str:
        return clause.speaker or self.report.sentences[clause.sentence].attribution or ""

    def _attribution(self, index: int, introduced: set[str], sentences: list[str]) -> tuple[str, bool]:
        """What precedes reported words, and whether it continues the sentence before (X出席并讲话，强调…)."""
        clause = self.clauses[index]
        attribution = self.report.sentences[clause.sentence].attribution or ""
        verb = self.verbs[index]
        name = clause.speaker
        if not names_speaker(attribution, name):
            collective = _COLLECTIVE.match(attribution)
            if collective:
                return f"{collective.group(1)}{verb}", False
        if name is None:
            # 杲某、沈某要求, 军分区强调: who is no one person is still not whoever was named last.
            return (f"{attribution}{verb}" if _UNNAMED.fullmatch(attribution) else ""), False
        if not sentences and (opening := self._opening(clause.sentence, name)):
            return opening, False
        # Only who alone ends the sentence goes on speaking: X出席并讲话，强调… but not X讲话，Y主持，强调…, nor X，Y出席并致辞.
        if (
            sentences
            and name in re.split(r"[，。；]", sentences[-1])[-1]
            and _ENDS_CEREMONY.search(sentences[-1])
            and sum(one in sentences[-1] for one in self.posts) == 1
        ):
            return verb, True
        post = self.posts.get(name)
        where = _BRANCH.search(self._introduction(clause.sentence))
        said = f"{name}{where.group() if where else ''}{verb}"
        if name in introduced or not post:
            return said, False
        return f"{shorten_post(post)}{said}", False

    def _introduction(self, sentence: int) -> str:
        """The words of a sentence that lead up to what is said."""
        span = self.report.sentences[sentence]
        return self.body[span.start : span.content]

    def _opening(self, sentence: int, name: str) -> str | None:
        """8月15日，省委书记胡某在省检察院调研时强调: how the report itself opens, when, where and who, if it does."""
        if sentence > 1:
            return None
        span = self.report.sentences[sentence]
        start = span.start + byline_end(self.body[span.start : span.content])
        opening = tidy(self.body[start : span.content])
        fits = len(opening) <= LONGEST_OPENING and _OPENS.search(opening) and name in opening
        return opening if fits and is_balanced(opening) else None


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
