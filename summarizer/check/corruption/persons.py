"""Errors about persons: names, posts, who said it, order."""

import random
import re
from collections.abc import Iterator
from itertools import pairwise

from summarizer.check.corruption.models import Corruption, Statement, replace
from summarizer.report.people import Mention

_LETTERS = "伟明华国强军平建文志勇林峰海涛斌鹏辉波宁刚健磊超敏静丽洁玲燕娟芳霞红梅英兰凤玉春雪"
_RANKED = re.compile(
    r"(?:书记|市长|县长|区长|省长|部长|局长|主任|主席|厅长|处长|校长|院长|董事长|总经理|会长|秘书长)"
)


def name_letter(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for mention in statement.mentions:
        at = rng.randrange(mention.start + 1, mention.end)
        new = rng.choice(_LETTERS)
        if new != statement.text[at]:
            name = statement.text[mention.start : at] + new + statement.text[at + 1 : mention.end]
            yield replace("name_letter", statement, mention.start, mention.end, name)


def name_swapped(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    others = statement.others
    for mention in statement.mentions:
        if others:
            yield replace("name_swapped", statement, mention.start, mention.end, rng.choice(others).name)


def name_stranger(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for mention in statement.mentions:
        if statement.strangers:
            new = rng.choice(statement.strangers)
            yield replace("name_stranger", statement, mention.start, mention.end, new)


def post_swapped(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for mention in statement.mentions:
        if (
            mention.post_start is not None
            and mention.post_end == mention.start
            and _is_post(mention, statement)
        ):
            known = {m.post for m in statement.body_mentions if m.name == mention.name and m.post}
            posts = sorted(
                {m.post for m in statement.body_mentions if m.post and _is_post(m, statement)} - known
            )
            posts = [post for post in posts if not any(post in own or own in post for own in known)]
            if posts:
                new = rng.choice(posts)
                yield replace("post_swapped", statement, mention.post_start, mention.post_end, new)


def _is_post(mention: Mention, statement: Statement) -> bool:
    """A post and nothing else: the readers sometimes take in a name or a bracket."""
    post = mention.post or ""
    names = {other.name for other in statement.body_mentions}
    whole = not mention.press and re.fullmatch("[\u4e00-\u9fff、]{2,24}", post)
    return (
        bool(whole)
        and not post.endswith(("领导", "负责人", "代表"))
        and not any(name in post for name in names)
    )


def post_rank(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    for mention in statement.mentions:
        if not mention.post or mention.post_start is None or mention.post_end != mention.start:
            continue
        post = mention.post
        for match in re.finditer(f"[副原代](?={_RANKED.pattern})", post):
            start = mention.post_start + match.start()
            yield replace("post_rank_dropped", statement, start, start + 1, "")
        heads = [match.start() for match in _RANKED.finditer(post)]
        if heads and heads[-1] and post[heads[-1] - 1] not in "副原代总":
            start = mention.post_start + heads[-1]
            yield replace("post_rank_added", statement, start, start, rng.choice("副副原代"))


def post_level(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    levels = {"市": "县", "县": "市", "省": "市", "区": "县"}
    for mention in statement.mentions:
        if mention.post and mention.post_start is not None and mention.post_end == mention.start:
            for match in re.finditer("[省市县区](?=委|长|政府)", mention.post):
                start = mention.post_start + match.start()
                yield replace("post_level", statement, start, start + 1, levels[match[0]])


def speaker_field(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    others = sorted({mention.name for mention in statement.others if mention.post})
    if statement.speaker and others:
        new = rng.choice(others)
        yield Corruption("speaker_field", statement.text, 0, len(statement.text), statement.speaker, new)


def speaker_inline(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    others = statement.others
    for mention in statement.mentions:
        if others and re.match(
            "强调|指出|要求|表示|希望|说|认为|介绍|提出|:|：", statement.text[mention.end :]
        ):
            new = rng.choice(others).name
            yield replace("speaker_inline", statement, mention.start, mention.end, new)


def order(statement: Statement, rng: random.Random) -> Iterator[Corruption]:
    mentions = statement.mentions
    for first, second in pairwise(mentions):
        if statement.text[first.end : second.start] in ("、", "和", "与") and first.name != second.name:
            new = second.name + statement.text[first.end : second.start] + first.name
            yield replace("order_swapped", statement, first.start, second.end, new)
