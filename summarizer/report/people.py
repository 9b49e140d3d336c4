"""Persons and their posts: every mention of a person in a text, with exact spans.

A name is believed where something vouches for it: a post before it (副市长刘某), a title after it (葛某委员),
a verb of saying or attending at the start of a clause (王某在讲话中指出), or another name in the same list.
Every later occurrence of a believed name is a mention too. Linear time.
"""

import dataclasses
import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from summarizer.report.names import (
    DOTS,
    begins_dotted,
    dotted_name,
    follow_strength,
    foreign_name_end,
    last_part,
    list_after,
    name_ends,
    not_names,
    rare_name_end,
    settle,
    surnames,
    times_followed,
    titled_elsewhere,
)
from summarizer.report.posts import post_before, post_pattern
from summarizer.text.lexicon import alternation, load_words

#: The mentions in texts up to so many characters are remembered; whole books are not kept in memory.
REMEMBERED_CHARS = 4000


@dataclasses.dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named.

    Attributes:
        name: the person, as written here.
        start, end: span of the name.
        post: the post written beside the name, verbatim, or None; of names in a list (副县长彭某、谭某) the
            post before the first holds for all.
        post_start, post_end: span of that post, or None.
        press: the text's own reporter, photographer or editor.
    """

    name: str
    start: int
    end: int
    post: str | None = None
    post_start: int | None = None
    post_end: int | None = None
    press: bool = False

    @property
    def begin(self) -> int:
        """Where the name starts, or the post where that stands before it."""
        return self.start if self.post_start is None else min(self.start, self.post_start)

    @property
    def introduced(self) -> bool:
        """Whether the post stands right before the name: 市长周某, not 周某市长."""
        return self.post_start is not None and self.post_end == self.start


_CLAUSE_START = "，。；：！？,;:?!\n”、）)"
_GAP = re.compile(r"[\s、/，]{1,3}")
_OFFICIALS = re.compile(r"[省市县区州]领导$")
_DOT = re.compile(f"[{DOTS}]")
# 记者：…… 毛某：……: in a report of questions and answers a name stands before its words.
_QUESTION = re.compile("记者(?:提)?问|问：")
# 省委决定周某同志任某市委书记: a comrade is appointed, and the name begins after the verb.
_OF_COMRADES = ("决定", "任命", "提名", "推荐", "批准", "同意", "免去", "关于")
_LEADING = re.compile(r"(?:由|与|据|但|而|同时|随后|最后|会上|对此)?")


class _Patterns(NamedTuple):
    acts: re.Pattern[str]  # what somebody does who is named at the start of a clause
    says: re.Pattern[str]  # a verb of saying and the mark after it
    saying: re.Pattern[str]
    after: re.Pattern[str]  # a title after the name
    press: re.Pattern[str]
    starts: re.Pattern[str]  # of clauses


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    verbs, posts = load_words("verbs"), load_words("posts")
    doing = (
        verbs["saying"]
        | verbs["presence"]
        | set(["作", "先后", "分别", "一行", "率", "代表", "来到", "率队", "带队", "还"])
    )
    place = r"对[^，。；\n]{1,8}(?=说|表示|介绍)|在[^，。；\n]{1,20}?[中上时后会里间下]"
    adverb = rf"(?:{place}|还|也|最后|首先|同时|进一步|随后)*"
    saying = alternation(verbs["saying"])
    # Words that also stand beside other things than the reporter's name.
    press = posts["press"] - set(["文", "图", "来源", "海报", "制作", "设计", "摄影"])
    return _Patterns(
        acts=re.compile(rf"(?:同志|委员|总书记)?{adverb}{alternation(doing)}"),
        says=re.compile(rf"(?:还|也|同时|致辞时|{place})?{saying}[，：:“,]"),
        saying=re.compile(saying),
        after=re.compile(alternation(posts["after"])),
        press=re.compile(alternation(press) + r"[\s：:/]*"),
        starts=re.compile(rf"(?:^|[{re.escape(_CLAUSE_START)}])\s*", re.MULTILINE),
    )


def find_people(body: str) -> tuple[Mention, ...]:
    """All mentions of persons in ``body``, in order, not overlapping."""
    return _remembered(body) if len(body) <= REMEMBERED_CHARS else _find_people(body)


def _find_people(body: str) -> tuple[Mention, ...]:
    found: dict[int, Mention] = {}
    _by_press(body, found)
    _by_post(body, found)
    _by_title_after(body, found)
    _by_dot(body, found)
    _by_verb(body, found)
    return tuple(_everywhere(body, found))


# An article's opening and its clauses are asked about again and again, by features, headlines and checks.
_remembered = lru_cache(maxsize=1024)(_find_people)


def _by_press(body: str, found: dict[int, Mention]) -> None:
    """记者 张三 李四 通讯员 王五."""
    press = _patterns().press
    for match in press.finditer(body):
        start = match.end()
        while True:
            ends = name_ends(body, start)
            # A dateline follows without a space: 何延川7月28日.
            if not ends:
                break
            end = ends[0][1]
            found.setdefault(
                start, Mention(body[start:end], start, end, match[0].strip(" \t\u3000：:/"), press=True)
            )
            gap = _GAP.match(body, end)
            if not gap or "\n" in gap[0]:
                break
            start = gap.end()


def _by_post(body: str, found: dict[int, Mention]) -> None:
    last_end = 0
    for match in post_pattern().finditer(body):
        start = match.end()
        if start < last_end:
            continue
        while start < len(body) and body[start] in " \u3000":
            start += 1
        end = _name_after_post(body, start, match[0])
        if end is None or (start in found and found[start].press):
            continue
        post_start = post_before(body, last_end, match.end())
        if post_start is None:
            continue
        post = body[post_start : match.end()]
        for left, right in [(start, end), *list_after(body, end)]:
            found[left] = Mention(body[left:right], left, right, post, post_start, match.end())
            last_end = right


def _name_after_post(body: str, start: int, post: str) -> int | None:
    if start >= len(body):
        return None
    ends = name_ends(body, start, sure=post not in load_words("posts")["generic"])
    dotted = next((i for i in range(start, min(start + 8, len(body))) if body[i] in DOTS), None)
    if dotted is not None and (span := dotted_name(body, dotted)):
        # 副委员长雪合来提·某: the post says where a name begins of which one character seldom transliterates.
        if span[0] <= start or begins_dotted(body, start, span[0]):
            return span[1]
    if post in load_words("posts")["foreign"] and not (ends and ends[0][0] == 3):
        return foreign_name_end(body, start) or (ends[0][1] if ends else None)
    if ends:
        name, end = body[start : ends[0][1]], ends[0][1]
        sure = body[start] not in surnames()[2] or bool(_OFFICIALS.search(body, max(0, start - 3), start))
        sure = bool(
            sure or _patterns().acts.match(body, end) or (len(name) > 2 and body.find(name, end) >= 0)
        )
        if post in load_words("posts")["generic"] and not sure:
            return None
        return settle(body, start, ends)
    if post in load_words("posts")["generic"]:
        return None
    foreign = foreign_name_end(body, start)
    if foreign and foreign - start >= (3 if body[start] not in surnames()[0] else 4):
        return foreign
    # Neither punctuation nor a known verb follows, yet the text repeats these three characters.
    name = body[start : start + 3]
    if name_ends(name, 0) and name_ends(name, 0)[0][1] == 3 and body.find(name, start + 3) >= 0:
        return _longer_where_repeated(body, start, start + 3)
    return rare_name_end(body, start) or titled_elsewhere(body, start)


def _longer_where_repeated(body: str, start: int, end: int) -> int | None:
    """The end of a name that is repeated: one character on where the same one follows it every time.

    首席执行官阿卜杜拉举行会谈……阿卜杜拉表示: not 阿卜杜. None where nothing then says that it is a name.
    """
    following = {match[0] for match in re.finditer(f"(?<={re.escape(body[start:end])}).", body)}
    if len(following) > 1:
        return end
    return end + 1 if times_followed(body, body[start : end + 1]) else None


def _by_title_after(body: str, found: dict[int, Mention]) -> None:
    """林敬之同志, 何静姝委员, 张先生 is left out: no given name."""
    countries = load_words("not_names")["countries"]
    after, saying = _patterns().after, _patterns().saying
    common, compound, ambiguous = surnames()
    for match in after.finditer(body):
        if match.end() in found:
            # 格罗夫市长罗比亚诺: the title belongs to the name that follows.
            continue
        for length in (3, 2, 4):
            start = match.start() - length
            if start < 0 or start in found:
                continue
            name = body[start : match.start()]
            is_surname = name[:2] in compound if length == 4 else name[0] in common
            before = body[start - 1] if start else "\n"
            clear = (
                before in "，。；：！？,;:\n、“”（）() \u3000由与和向以是对"
                or (length == 3 and before in "局厅委办院会司处室社团部府校所站区县镇乡村公司")
                or (name[0] != "由" and body.endswith(_OF_COMRADES, 0, start))
                or post_pattern().search(body, max(0, start - 4), start)
            )
            if name in countries or post_pattern().search(body, start, match.end() - 1):
                continue
            if is_surname and clear and any(end == length for _, end in name_ends(name, 0)):
                speaks = saying.search(body, match.end(), match.end() + 14)
                if (
                    name[0] in ambiguous
                    and match[0] != "同志"
                    and not speaks
                    and times_followed(body, name) < 2
                ):
                    continue
                if length == 3 and name[-1] == "任":
                    # 王某任省长: he becomes it.
                    found[start] = Mention(name[:-1], start, match.start() - 1)
                    break
                post = match[0] if match[0] not in ("同志", "先生", "女士", "老师", "阁下", "夫人") else None
                span = (match.start(), match.end()) if post else (None, None)
                found[start] = Mention(name, start, match.start(), post, *span)
                break


def _by_dot(body: str, found: dict[int, Mention]) -> None:
    taken = {mention.end for mention in found.values()}
    # Known in full from beside a post: the same name is as long elsewhere (拜会雪合来提·某).
    whole = {last_part(mention.name): mention.name for mention in found.values() if _DOT.search(mention.name)}
    for match in _DOT.finditer(body):
        span = dotted_name(body, match.start())
        name = whole.get(last_part(body[span[0] : span[1]]), "") if span else ""
        if span and body.endswith(name, 0, span[1]):
            span = min(span[0], span[1] - len(name)), span[1]
        if span and span[1] not in taken and span[0] not in found and len(body[span[0] : span[1]]) >= 4:
            before, after = body[max(0, span[0] - 1) : span[0]], body[span[1] : span[1] + 1]
            if before in ("“", "《", "「", "X", ".") or after in ("”", "》"):
                continue
            taken.add(span[1])
            found[span[0]] = Mention(body[span[0] : span[1]], *span)


def _by_verb(body: str, found: dict[int, Mention]) -> None:
    """A clause that opens with a name and a verb of saying or attending: 林致远指出，"""
    patterns = _patterns()
    _, _, ambiguous = surnames()
    known = {mention.name for mention in found.values()}
    doubtful: Counter[str] = Counter()
    places: dict[str, list[tuple[int, int]]] = {}
    countries = load_words("not_names")["countries"]
    questions = _QUESTION.search(body) is not None
    for match in patterns.starts.finditer(body):
        start = _LEADING.match(body, match.end()).end()  # type: ignore[union-attr]
        if start in found:
            continue
        foreign = foreign_name_end(body, start)
        if (
            foreign
            and foreign - start >= 3
            and body[start:foreign] not in countries
            and patterns.says.match(body, foreign)
        ):
            found[start] = Mention(body[start:foreign], start, foreign)
            known.add(body[start:foreign])
            continue
        for strength, end in name_ends(body, start):
            name = body[start:end]
            answers = questions and strength == 3 and body[end : end + 1] == "："
            if name in known or answers or (strength >= 2 and patterns.acts.match(body, end)):
                if post_pattern().search(body, start, end):
                    break
                if name in known or answers or body[start] not in ambiguous:
                    found[start] = Mention(name, start, end)
                    known.add(name)
                    for left, right in list_after(body, end):
                        found[left] = Mention(body[left:right], left, right)
                else:
                    doubtful[name] += 1
                    places.setdefault(name, []).append((start, end))
                break
    for name, count in doubtful.items():
        if count >= 2 and len(name) >= 2 and name not in not_names():
            for start, end in places[name]:
                found[start] = Mention(name, start, end)


def _everywhere(body: str, found: dict[int, Mention]) -> list[Mention]:
    """Adds every other occurrence of the names found; drops overlaps, the longer name winning."""
    by_first: dict[str, list[str]] = {}
    press = {mention.name for mention in found.values() if mention.press}
    for name in sorted({mention.name for mention in found.values()}, key=len, reverse=True):
        by_first.setdefault(name[0], []).append(name)
    mentions: list[Mention] = []
    if not by_first:
        return mentions
    at = 0
    for start, first in enumerate(body):
        if first not in by_first or start < at:
            continue
        mention = found.get(start)
        if mention is None:
            for name in by_first[first]:
                if body.startswith(name, start) and (
                    len(name) > 2 or follow_strength(body, start + len(name))
                ):
                    mention = Mention(name, start, start + len(name), press=name in press)
                    break
        if mention is not None:
            mentions.append(mention)
            at = mention.end
    return mentions
