"""Chosen clauses written as sentences: each speaker named in full once, whose words with the verb that the report has."""

import re
from collections.abc import Mapping, Sequence

from summarizer.compose.clauses.joining import SAYS_MOOD, TELLING, is_fact, join, verbs_of
from summarizer.compose.clauses.phrases import date_first, opening_name, shorten_post, tidy
from summarizer.compose.clauses.reading import Clause
from summarizer.compose.clauses.speech import names_speaker
from summarizer.compose.places.town import name_in_full, name_place
from summarizer.compose.summaries.abbreviations import explained_names, with_full_names
from summarizer.compose.summaries.calling import post_of, which_meeting
from summarizer.datamodels import Report
from summarizer.report.phrases import PARTICIPANTS
from summarizer.text.bylines import byline_end
from summarizer.text.spans import is_balanced

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
# 国务院召开电视电话会议。市长龚某在江州分会场强调: not what was said to the whole country.
_BRANCH = re.compile(r"在[\u3400-\u9fff]{0,6}分会场(?=.{0,4}$)")
_ENDS_CEREMONY = re.compile(r"(?:并(?:讲话|致辞|作讲话)|讲话|致辞|主持|主持会议|主持召开.{2,40})$")
# 市委书记邹某出席并讲话, nobody else beside him.
_ONLY_SPOKE = re.compile(
    r"^([^，、和与及]{0,40}(?:、[^，、和与及]{0,30}(?:书记|[省市县区州]长))?[^，、和与及]{0,10}?)(?:出席|参加)?(?:并|会议并)?(?:作?讲话|致辞)$"
)


class SummaryWriter:
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
        self.names = explained_names(body)
        self.dateline = _DATELINE.search(body, 0, LONGEST_DATELINE)
        self.verbs = verbs_of(clauses)
        self.posts = {speaker.name: post_of(speaker, body) for speaker in report.speakers}

    def write(self, chosen: Sequence[int]) -> str:
        """The sentences of the clauses with these indexes, in source order; empty where there are none."""
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
        text = with_full_names(name_place(name_in_full(text, self.towns), self.towns), self.names)
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
        """林某阳介绍了经验 → 副市长林某阳介绍了经验, where he is named first."""
        name = opening_name(words, self.posts)
        post = None if name in introduced else self.posts.get(name or "")
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
                # 多篇网文称，干部打瞌睡。县交通局回应，网传不属实: the answer needs what was alleged, and is nobody else's.
                needs = groups[-1][0] in clause.needs
                needs = needs and (not clause.spoken or self._voice(clause) == self._voice(last))
                same_sentence = clause.sentence == last.sentence or needs
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
