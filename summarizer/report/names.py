"""Where a personal name ends: surname, given name and what may follow them.

Chinese is written without spaces, so 李强主持会议 could hold 李强主 or 李强; what follows decides.
"""

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from summarizer.report.posts import post_pattern
from summarizer.text.lexicon import alternation, load_words

#: What stands between the parts of a transliterated or minority name.
DOTS = "·•・‧∙"

# 伊朗外长：伊方未提出谈判请求: the Iranian side, not a man called so; 韩方舟 is one.
_PARTY = re.compile(
    r"[中美俄乌以伊韩日英法德印巴欧朝越古缅泰菲澳加土]方[未将已也对在就要愿同与会不正曾还均应可仍再并从向为把被]?"
)
#: Characters before a part that transliterates as a whole.
LONGEST_BEGINNING = 4
# 委员长会见约翰·史密斯: no name ends so.
_MEETS = frozenset("会见晤访请问候邀任对向的")
_BOUNDARY = frozenset("，。、；：！？,;:!?.“”‘’《》（）()[]【】—…/|\n\t \u3000")


class _Lists(NamedTuple):
    """``data/names.txt``, ready for use."""

    never: frozenset[str]
    rarely_last: frozenset[str]
    transliterating: frozenset[str]
    tails: frozenset[str]
    certain: tuple[str, ...]
    prepositions: frozenset[str]
    verbs_after: tuple[str, ...]
    followers: re.Pattern[str]


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    groups = load_words("names")
    return _Lists(
        never=frozenset("".join(groups["never"]))
        | _BOUNDARY
        | frozenset("·%％0123456789０１２３４５６７８９"),
        rarely_last=frozenset("".join(groups["rarely_last"])),
        transliterating=frozenset("".join(groups["transliterating"])),
        tails=groups["tails"] | {word for word in groups["followers"] if len(word) == 2},
        certain=tuple(groups["certain"]),
        prepositions=frozenset("".join(groups["prepositions"])),
        verbs_after=(*groups["certain"], "认为", "要求", "说，", "说：", "称，"),
        # 在会上, 在讲话中, 在调研时, 应某局邀请: as good as a verb.
        followers=re.compile(
            r"在[^，。；\n]{1,14}[中上时后间下里]|应[^，。；\n]{2,30}邀请|" + alternation(groups["followers"])
        ),
    )


@lru_cache(maxsize=1)
def surnames() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """(single-character surnames, compound surnames, single ones that mostly begin ordinary words)."""
    groups = load_words("surnames")
    return groups["common"], groups["compound"], groups["ambiguous"]


@lru_cache(maxsize=1)
def not_names() -> frozenset[str]:
    return load_words("not_names")["words"]


def follow_strength(body: str, index: int) -> int:
    """How well what stands at ``index`` fits after a name: 3 punctuation, 2 a verb, 1 a particle, 0 not."""
    if index >= len(body) or body[index] in _BOUNDARY:
        return 3
    match = _lists().followers.match(body, index)
    if not match:
        return 1 if body[index].isdigit() else 0
    return 2 if len(match[0]) > 1 else 1


def name_ends(body: str, start: int, sure: bool = False) -> list[tuple[float, int]]:
    """Ends that a Chinese name beginning at ``start`` could have, as (strength, end), best first.

    ``sure`` after an unmistakable post, where even 齐全川 is a name though 齐全 is a word.
    """
    lists = _lists()
    common, compound, _ = surnames()
    if body[start : start + 2] in compound:
        lengths: tuple[int, ...] = (4, 3)
    elif start < len(body) and body[start] in common:
        lengths = (3, 2)
    else:
        return []
    ends: list[tuple[float, int]] = []
    for length in lengths:
        name = body[start : start + length]
        if len(name) < length or name in not_names() or any(char in lists.never for char in name[1:]):
            continue
        if length == 3 and ((name[:2] in not_names() and not sure) or name[1:] in lists.tails):
            continue
        if _PARTY.fullmatch(name):
            continue
        if name[-1] in "称说谈讲问道" and body[start + length : start + length + 1] in ("，", "：", "“", ","):
            continue
        if name[-1] in lists.rarely_last and body.startswith(("“", "《", "‘", "「"), start + length):
            continue
        strength = follow_strength(body, start + length)
        if strength:
            # 汤知为说: a preposition right before a verb has no object and is part of the name.
            ends_name = name[-1] in lists.prepositions and body.startswith(lists.verbs_after, start + length)
            if length == 2 and body[start + 2 : start + 3] in lists.prepositions:
                strength = 0 if body.startswith(lists.verbs_after, start + 3) else strength
            doubtful = length > 2 and name[-1] in lists.rarely_last and strength < 3 and not ends_name
            ends.append((strength - 1.5 * doubtful, start + length))
    # Of two equally good ends the longer name wins: most names have three characters.
    return sorted((end for end in ends if end[0] > 0), key=lambda item: (-item[0], -item[1]))


def rare_name_end(body: str, start: int) -> int | None:
    """End of a name beside a post whose surname is on no list: a verb typical of persons vouches for it."""
    lists = _lists()
    if lists.followers.match(body, start):
        return None
    for length in (3, 2):
        name = body[start : start + length]
        if len(name) < length or name in not_names() or name[-1] in lists.rarely_last:
            continue
        if any(not "\u4e00" <= char <= "\u9fff" or char in lists.never for char in name):
            continue
        # 区长杭某某8月2日上午率队调研: a date may stand before the verb.
        dated = length == 3 and body[start + 3 : start + 4].isdigit()
        if (dated or follow_strength(body, start + length) >= 2) and _vouched(body, name, start):
            return start + length
    return None


def titled_elsewhere(body: str, start: int) -> int | None:
    """副区长可某某等陪同; 可某某副区长表示: between two posts there is a name, however rare its surname.

    市长为全市校长培训班授课，…全市校长培训班: no place, office or preposition, and the second post is not the beginning of
    something else.
    """
    lists = _lists()
    name = body[start : start + 3]
    if (
        len(name) < 3
        or any(not "\u4e00" <= char <= "\u9fff" or char in lists.never for char in name)
        or name[0] in lists.prepositions
        or not not_names().isdisjoint((name, name[1:]))
        or post_pattern().search(name)
        or not follow_strength(body, start + 3)
    ):
        return None
    again = body.find(name, start + 3)
    title = post_pattern().match(body, again + 3 + body.startswith("副", again + 3)) if again >= 0 else None
    return start + 3 if title and follow_strength(body, title.end()) >= 2 else None


def _vouched(body: str, name: str, start: int) -> bool:
    """A verb typical of persons follows the name here or at one of its next places."""
    for _ in range(5):
        if body.startswith(_lists().certain, start + len(name)):
            return True
        start = body.find(name, start + 1)
        if start < 0:
            break
    return False


def settle(body: str, start: int, ends: list[tuple[float, int]]) -> int:
    """Of several possible ends the one the rest of the text repeats; else the best."""
    if len(ends) > 1 and ends[0][0] - ends[1][0] < 2:
        counts = Counter({end: times_followed(body, body[start:end]) for _, end in ends})
        best, second = counts.most_common(2)
        if best[1] > second[1] + 1:
            return best[0]
    return ends[0][1]


def times_followed(body: str, name: str) -> int:
    """How often the name stands before punctuation or a verb, in the first few places where it stands."""
    count, index, looked = 0, body.find(name), 0
    while index >= 0 and looked < 12:
        count += follow_strength(body, index + len(name)) >= 2
        looked += 1
        index = body.find(name, index + 1)
    return count


def foreign_name_end(body: str, start: int) -> int | None:
    """End of a transliterated name (two to seven such characters, dotted parts allowed)."""
    characters = _lists().transliterating
    end = start
    while end < len(body) and end - start < 16:
        is_dot = end > start and body[end] in DOTS and body[end + 1 : end + 2] in characters
        if body[end] not in characters and not is_dot:
            break
        end += 1
    # Verbs may begin with transliterating characters: step back until what follows fits.
    for stop in range(end, start + 1, -1):
        if follow_strength(body, stop) >= 2 or (follow_strength(body, stop) and stop == end):
            return stop
    return None


def dotted_name(body: str, dot: int) -> tuple[int, int] | None:
    """The name around the dot at ``dot``: 买买提·艾力, 约翰·史密斯."""
    characters = _lists().transliterating
    left = dot
    while left > 0 and dot - left < 7 and body[left - 1] in characters:
        left -= 1
    if left == dot:
        # A character that seldom transliterates, at the start of a clause: 约翰·史密斯.
        while left > 0 and dot - left < 4 and "\u4e00" <= body[left - 1] <= "\u9fff":
            left -= 1
        if left > 0 and body[left - 1] not in _BOUNDARY:
            return None
    right = dot + 1
    while right < len(body) and right - dot < 20 and (body[right] in characters or body[right] in DOTS):
        right += 1
    if dot - left < 1 or right - dot < 2:
        return None
    for stop in range(right, dot + 1, -1):
        if follow_strength(body, stop) >= 2:
            return left, stop
    if not follow_strength(body, right) and follow_strength(body, right + 1):
        # One character that seldom transliterates: 马丁·斯通.
        right += body[right : right + 1] not in _lists().never
    return left, right


def begins_dotted(body: str, start: int, end: int) -> bool:
    """Whether a dotted name whose rest transliterates may begin so, right behind a post: 雪合来 of 雪合来提·某, not 拜会.

    王某同布某某·安某: a Chinese name and who he meets are two. Where a surname stands first, all but one character must
    transliterate, so that 李某达携马某·吕某 is not one either.
    """
    lists = _lists()
    text = body[start:end]
    strange = sum(one not in lists.transliterating for one in text)
    return (
        len(text) <= LONGEST_BEGINNING
        and strange < len(text)
        and (strange <= 1 or text[0] not in surnames()[0])
        and not any(one in lists.never or one in lists.prepositions for one in text)
        and text[-1] not in _MEETS
        and not any(stop <= end for _, stop in name_ends(body, start, sure=True))
    )


def last_part(name: str) -> str:
    """What follows the last dot of a name."""
    return re.split(f"[{DOTS}]", name)[-1]


def list_after(body: str, end: int) -> list[tuple[int, int]]:
    """Names that go on a list: 、谭知为、叶栋梁参加."""
    names = []
    while end < len(body) and (body[end] == "、" or body.startswith(("和", "与"), end)):
        start = end + 1
        ends = name_ends(body, start)
        dotted = next((i for i in range(start, min(start + 6, len(body))) if body[i] in DOTS), None)
        if dotted is not None and (span := dotted_name(body, dotted)) and span[0] == start:
            stop = span[1]
        elif ends:
            stop = settle(body, start, ends)
        else:
            break
        if post_pattern().match(body, stop - 2) or post_pattern().search(body, start, stop):
            break
        names.append((start, stop))
        end = stop
    return names
