"""Headline-style key points: one per theme, in source order, each naming its speaker, none repeating another."""

import dataclasses
import math
import re
from collections.abc import Iterator, Mapping, Sequence, Set

from summarizer.compose.clauses.joining import join
from summarizer.compose.clauses.phrases import (
    bigrams,
    drop_adverbs,
    drop_brackets,
    without_posts,
)
from summarizer.compose.clauses.reading import Clause
from summarizer.compose.clauses.salience import Salience, best_chances
from summarizer.compose.clauses.standing import is_attendance, is_half, is_origin, is_setting, is_subjectless
from summarizer.compose.keypoints.around import heads, moves_on, taken_back
from summarizer.compose.keypoints.hearsay import hearsay
from summarizer.compose.keypoints.introducing import introduced, post_of, unnamed
from summarizer.compose.keypoints.trifles import (
    is_long_past,
    is_name,
    is_occasion,
    is_procedure,
    refers_back,
    unquoted,
)
from summarizer.datamodels import Report
from summarizer.report.people import find_people
from summarizer.text.spans import is_balanced

#: A key point shorter than this says too little.
SHORTEST = 10
#: Character pairs two key points may share, as a part of the shorter one.
MOST_SHARED = 0.45
#: What is already in the summary is worth this much less.
REPEATED = 0.8
#: A point of whose character pairs more than this share stand in the summary is no point of its own.
TOLD = 0.65
#: A clause of so many characters that the summary has, too, is told twice.
SHORTEST_REPEATED = 6
#: How much a theme's own value counts beside the facts in it, where a model says which must not be lost.
BESIDE_FACTS = 0.08
#: From this many characters on key points should come from all over the text, work reports being the usual case;
#: a theme far from those chosen already gains up to this much.
LONG_CHARS = 3000
SPREAD = 0.2
#: A point that is less likely to be understood alone is none, nor is one with a part that hardly is; of others the doubt
#: takes away up to this share.
LEAST_ALONE, LEAST_BESIDE, DOUBTFUL = 0.45, 0.05, 0.3
#: What the report tells itself is often the way somebody went or what everybody knows: 刘某一行察看了基础设施; 台风影响多地. Of
#: that a point must be worth so much by itself, for there is nobody whose words would be lost.
LEAST_TOLD = 0.2
#: The most clauses of one point, and how far from whose deed it is a clause may stand.
MOST_CLAUSES, FARTHEST = 4, 8
#: Who came and who presided is the summary's business.
_MEETING = re.compile(r"会$|会议|通知|方案|意见|规定|公报|决定|通报|报告|调研组|检查组|督[导查]组")
_FIGURES = re.compile(r"\d(?:[\d.]*)(?:[万亿千百]|余|多)*(?:人次|人|户|栋|家|元|名|%)")
# 省长马某要求｜恢复秩序, of which the summary says 省长马某召开会议，要求恢复秩序
_SAYER = re.compile(r"^[\u3400-\u9fff·]{2,5}(?=(?:要求|强调|指出|表示|希望)[^，]{6})")
_GOOD_OF = re.compile(r"(?:更好|有效|切实)地?(?:满足|适应)[^，]*(?:需要|需求|要求)$")
_LESS = {"lead": 0.6, "attendance": 0.4}


@dataclasses.dataclass(frozen=True, slots=True)
class Theme:
    """Neighbouring clauses that make one point.

    Attributes:
        text: the clauses, joined; a model may say the same in fewer characters.
        start, end: span in the body.
        speaker: whose words they are, or None.
        score: what the point is worth.
    """

    text: str
    start: int
    end: int
    speaker: str | None
    score: float


def find_themes(
    clauses: Sequence[Clause], salience: Salience, report: Report, longest: int, said: str, wanted: int
) -> list[Theme]:
    """At most ``wanted`` themes in source order, each of at most ``longest`` characters, none overlapping another.

    Args:
        said: the summary, which key points complement rather than repeat.
    """
    known = bigrams(said)
    posts = {one.name: one.post for one in report.speakers if one.post and one.name not in said}
    waiting = _options(clauses, salience, report, longest, said, posts)
    chosen: list[Theme] = []
    per_voice: dict[str | None, int] = {}
    voices = {option.theme.speaker for option in waiting if option.theme.speaker}
    # With several speakers none may crowd out the others.
    most_per_voice = wanted if len(voices) < 2 else max(2, wanted - min(len(voices) - 1, wanted // 2))
    length = clauses[-1].end if clauses else 0
    while waiting and len(chosen) < wanted:
        best = max(
            waiting, key=lambda option: option.score(known) + _spread(option.theme, chosen, length, wanted)
        )
        theme = best.theme
        chosen.append(dataclasses.replace(theme, score=best.score(known)))
        known |= best.pairs
        per_voice[theme.speaker] = per_voice.get(theme.speaker, 0) + 1
        full = {voice for voice, count in per_voice.items() if voice is not None and count >= most_per_voice}
        waiting = [
            other
            for other in waiting
            if other.theme.speaker not in full
            and not (other.theme.start < theme.end and theme.start < other.theme.end)
            and len(other.pairs & best.pairs) <= MOST_SHARED * min(len(other.pairs), len(best.pairs))
        ]
    return _presented(sorted(chosen, key=lambda theme: theme.start), posts)


def _presented(themes: Sequence[Theme], posts: Mapping[str, str]) -> list[Theme]:
    """The themes with the post of each speaker whom nothing before has named: 省委书记胡某：再创辉煌."""
    found: list[Theme] = []
    for theme in themes:
        named = any(theme.speaker == other.speaker or (theme.speaker or "") in other.text for other in found)
        if not named:
            theme = dataclasses.replace(theme, text=post_of(theme.speaker, posts) + theme.text)
        found.append(theme)
    return found


@dataclasses.dataclass(frozen=True, slots=True)
class _Option:
    """A theme that may be chosen: its pairs of characters, what it is worth for itself, and for the facts in it."""

    theme: Theme
    pairs: Set[str]
    facts: Mapping[str, float]
    weight: float

    def score(self, known: Set[str]) -> float:
        """What it is worth once the facts among ``known`` have been told."""
        new = math.fsum(chance for pair, chance in self.facts.items() if pair not in known)
        return self.theme.score + self.weight * new / (len(self.theme.text) + 4)


def _spread(theme: Theme, chosen: Sequence[Theme], length: int, wanted: int) -> float:
    if length < LONG_CHARS or not chosen:
        return 0.0
    gap = min(abs(theme.start - other.start) for other in chosen)
    return SPREAD * min(1.0, gap * wanted / length)


def _options(
    clauses: Sequence[Clause],
    salience: Salience,
    report: Report,
    longest: int,
    said: str,
    posts: Mapping[str, str],
) -> list[_Option]:
    known = bigrams(said)
    whole = heads(clauses, said)
    praise, travels = taken_back(clauses), moves_on(clauses)
    # Who does something, and has been named among the guests only.
    acting = unnamed(clauses, said) | dict(posts)
    others = hearsay(clauses, report)
    figures = {clause.sentence for clause in clauses if _FIGURES.search(clause.text)}
    options: list[_Option] = []
    for index, clause in enumerate(clauses):
        counted = clause.sentence in figures
        if clause.sentence in praise and not clause.demand:
            continue
        if not clause.usable or clause.sentence in others or not _makes_a_point(clause, report, counted):
            continue
        for group in _groups(index, clauses, whole):
            last = group[-1]
            # What a clause needs must be in the same point, and so must whose deed it is.
            needs = {need for one in group for need in clauses[one].needs} | {
                whole[one] for one in group if one in whole
            }
            if not needs <= set(group):
                continue
            # Four short ones only where each leads up to a later one.
            if len(group) == MOST_CLAUSES and any(
                max(clauses[one].needs, default=0) <= one for one in group[:-1]
            ):
                continue
            plain = clause.wish + join([clauses[one] for one in group])
            # 省委书记胡某：再创辉煌: of whom nothing has been told, there must be room for his post.
            room = longest - len(post_of(clause.voice, posts))
            text = unquoted(shorten(introduced(plain, acting), room))
            if not SHORTEST <= len(text) <= room or not is_balanced(text):
                continue
            if travels and "大家" in text:
                continue
            if is_half(text) or refers_back(text, said) or (not clause.spoken and is_trifle(text, report)):
                continue
            if _tells_again([clauses[one] for one in group], needs, group, said):
                continue
            pairs = bigrams(text)
            # A longer post beside a name is nothing new either.
            plainly = bigrams(without_posts(text))
            if len(plainly & known) > TOLD * len(plainly) or len(pairs & known) > TOLD * len(pairs):
                continue
            held = best_chances(salience.facts[one] for one in group)
            facts = {pair: chance for pair, chance in held.items() if pair in pairs}
            # What only begins or ends a thought is whole beside the half that it needs.
            chances = [salience.alone[one] for one in group]
            linked = bool(needs)
            alone = max(chances) if linked else math.fsum(chances) / len(chances)
            if alone < LEAST_ALONE or min(chances) < LEAST_BESIDE:
                continue
            role = report.sentences[clause.sentence].role
            weight = _fullness(text) * _LESS.get(role, 1.0) * (1 - DOUBTFUL * (1 - alone))
            new = 1 - REPEATED * len(pairs & known) / max(1, len(pairs))
            own = sum(salience.keypoint[one] * len(clauses[one].text) for one in group) / sum(
                len(clauses[one].text) for one in group
            )
            told = not clause.spoken and report.kind != "news"  # where news is told, all of it is
            if told and own < LEAST_TOLD and not is_occasion(text):
                continue
            score = own * new * weight * (BESIDE_FACTS if facts else 1.0)
            theme = Theme(text, clause.start, clauses[last].end, clause.voice, score)
            options.append(_Option(theme, pairs, facts, weight))
    return options


def _groups(index: int, clauses: Sequence[Clause], whole: Mapping[int, int]) -> Iterator[Sequence[int]]:
    """Clauses of one sentence, from one on, that may make a point."""
    for last in range(index, min(index + MOST_CLAUSES, len(clauses))):
        group = range(index, last + 1)
        if clauses[last].sentence != clauses[index].sentence or not all(clauses[one].usable for one in group):
            break
        yield group
    # 市国资委将建立专班，｜细化清单，｜更好统筹协调工作: any of the body's deeds may stand behind its name.
    for one in range(index + 2, min(index + FARTHEST, len(clauses))):
        if whole.get(one) == index and clauses[one].usable:
            yield (index, one)


def _makes_a_point(clause: Clause, report: Report, counted: bool) -> bool:
    """Whether a clause may open a key point, by whose words or what kind of fact it is; ``counted``: its sentence has figures."""
    if clause.spoken:
        # 与会嘉宾表示，…: without them it would be the report's own word, or the last speaker's.
        sentence = report.sentences[clause.sentence]
        before = report.sentences[clause.sentence - 1] if clause.sentence else None
        # 张某说，…。⏎一年来，参训人员约6千人次: a new paragraph of figures is the report's own as likely as his.
        new = before is not None and before.end < sentence.start
        if new and not clause.verb and not clause.mood and counted:
            return False
        return clause.voice is not None or _MEETING.search(sentence.attribution or "") is not None
    # 局长沈某，有关负责同志参与调研 is for the record, not for readers; nobody's deed is nobody's news.
    for_the_record = is_attendance(clause.text) or (report.kind != "news" and is_setting(clause.text))
    return not (for_the_record or (is_subjectless(clause.text) and not clause.needs))


def _tells_again(told: Sequence[Clause], needs: Set[int], group: Sequence[int], said: str) -> bool:
    """Whether one of its clauses stands in the summary word for word, but for a short one to which the rest belongs.

    抽调了120辆保障用车，招募了400名志愿者, where the summary ends in the cars: the rest is a point of its own. 国资委将建立
    专班，细化清单，统筹协调: whose deeds they are has to be told again. 完善电网规划，更好满足发展需要: what that is good for is
    no point.
    """
    needs_first = group[0] in needs and 2 * len(told[0].text) <= sum(len(clause.text) for clause in told)
    needs_first = needs_first and not all(_GOOD_OF.match(clause.text) for clause in told[1:])
    return any(
        len(clause.text) >= SHORTEST_REPEATED
        and (clause.text in said or (not clause.spoken and _SAYER.sub("", clause.text, count=1) in said))
        for clause in (told[1:] if needs_first else told)
    )


def is_trifle(text: str, report: Report) -> bool:
    """Whether what the report tells is how the day went, a name, or what happened years before."""
    year = report.date.year if report.date else None
    attended = is_attendance(text) and len(find_people(text)) > 1
    attended = attended or (report.kind != "news" and is_origin(text))
    return attended or is_procedure(text) or is_name(text) or is_long_past(text, year)


def _fullness(text: str) -> float:
    """A bare clause says little, a long one is no key point any more: annotated ones have 21 characters on average."""
    return min(1.0, 0.6 + 0.4 * len(text) / 18) * (1 - 0.01 * max(0, len(text) - 22))


def shorten(text: str, longest: int) -> str:
    """The text without brackets and adverbs, as far as the length makes it necessary."""
    if len(text) > longest:
        text = drop_brackets(text)
    if len(text) > longest:
        text = drop_adverbs(text)
    return text
