"""Where a proposal is stitched together from pieces of its source.

Leaving words out is how headlines are made, and how a small model lies with true words: 产值2030年达300亿元、2035年达千亿级
became 2030年产值达千亿级. A stitch is harmless between clauses and fatal beside a figure.
"""

import re
from collections.abc import Collection, Iterator

from summarizer.compose.phrases import tidy
from summarizer.report.people import find_people

#: A piece shorter than this many characters is chance, not a quotation of the source.
SHORTEST_PIECE = 3
#: Stitches allowed in a proposal, one for so many characters.
CHARS_PER_STITCH = 9
#: Characters at the end of a proposal that are looked up in the source.
TAIL_CHARS = 3

_WHOLE_FIGURE = re.compile(r"(?<![\d.])\d[\d.]*")
_FIGURE = re.compile(r"[\d零〇一二三四五六七八九十百千万亿两几数%％.]")
_NO_MEASURE = re.compile(r"[等、号，和与及 ]|$")
_RANGE = re.compile(r"[至到—~\-－、和与及]$")
_FOLLOWS_NAME = re.compile(
    r"总书|主席|总理|强调|要求|指出|表示|希望|提出|致[辞词]|讲话|主持|出席|调研|[：，、 “]|等|在"
)
_DEEDS = "主持|出席|会见|调研|考察|检查|率队"
_ACTS = re.compile(_DEEDS)
_HE_ACTS = re.compile(rf"(?:^|[，。；])[他她](?:还|又|随后)?(?:[在到赴][^，。；]{{2,20}})?(?:{_DEEDS})")
_HAPPENS = re.compile(
    r"被(?!动)|遭|涉嫌|当选|举行|召开|开幕|闭幕|举办|启动|开工|竣工|发布|实施|施行|开通|投用|投产|上线|揭牌|签约|成立|通车"
)
# What may be left out between a subject and what it does without changing who did it: when, where and how.
_ADVERBIAL = re.compile(
    r"(?:，|(?:[在于]|前往|来到|赴)[^，。；暨和与及]{2,24}?|(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:[至到—\-]\d{1,2}日)?|[上下中]午|晚间?|近日|日前|昨[日天]|"
    r"今[日天]|当天|分别|先后|隆重|胜利|正式|顺利|成功|圆满|再次|共同|以[^，。；]{2,10}形式)*$"
)
_COORDINATES = re.compile(r"(?:暨[^，]{0,6}|[和与及、])$|以[^，。；]{2,8}形式$")
_GOES_ON = re.compile(
    r"[的等并在于]|\d|今[天日]|昨[天日]|近日|日前|[上下]午|强调|指出|表示|要求|举行|召开|发布"
)
# 大会将于8月｜17日举行: a date that waits for its day, a day that waits for its deed.
_WAITS = re.compile(
    r"(?:将[于在]|定于|[年月]|日[至到—])$|将[于在][^，]{0,8}[\d一二三四五六七八九十][日时点]?$"
)
# 赴上海参加｜论坛: a verb that waits for its object.
_WANTS_OBJECT = re.compile(r"(?:参加|出席|会见|开展|推[进动]|加快|主持|前往|召开|举办|实施|部署|强调|要求)$")
# 会见某某｜一行, 某某｜。: where a name may be the last word; elsewhere his deed is missing.
_LETS_GO = re.compile(r"[^\w]|一行|等|时|就|并")
_MAY_STAND_ALONE = frozenset(
    "在将为与和等的了是向对从被把以至不再已获赴访晤抵会上中前后时新超达近促助共各其首京沪第一二三四五六七八九十百千万亿元年月日省市县区州镇称同就致因按由俄乌美英法德韩朝印伊巴以欧澳加土泰越"
)
_POST = re.compile(r"(?:书记|[省市县区州部局厅]长|主席|主任|委员长|总理)$")
# 新任校长到任，省委组织部副部长: whoever that is did nothing yet.
_BARE_POST = re.compile(
    r"(?!.*(?:会见|会晤|会谈|致信|致电|任|选|为|同|与|对|访|向|给))[^，]{2,16}(?:书记|[部省市县区州局厅校院会]长|主席|主任|总理)$"
)
# 市国资委 after another place would be that place's.
_LEVEL = re.compile(r"[省市县区州](?=委|政府|人大|政协|[\u3400-\u9fff]{1,6}[局办委院会])")
_ONLY_MARKS = re.compile(r"^[\s，。；：、“”《》（）·！？]*$")


def is_safely_stitched(text: str, source: str, names: Collection[str] = ()) -> bool:
    """Whether ``text`` consists of few whole pieces of ``source``, none torn off at a figure or out of a range.

    Args:
        text: a proposal of the model.
        source: what it was written from; both are compared in tidy full-width form.
        names: persons in the source; what follows a name must be what follows it there, because a name in front
            of somebody else's deed is the worst mistake of all.
    """
    plain, body = tidy(text), tidy(source)
    pieces = _pieces(plain, body)
    if pieces is None or len(pieces) - 1 > len(plain) / CHARS_PER_STITCH:
        return False
    for number, (piece, at) in enumerate(pieces):
        before = body[:at].rstrip("“《（")
        starts_inside = bool(before) and (
            _FIGURE.match(piece[0]) and (_FIGURE.match(before[-1]) or _RANGE.search(before))
        )
        after = body[at + len(piece) :]
        ends_inside = bool(after) and bool(_FIGURE.match(piece[-1])) and bool(_FIGURE.match(after[0]))
        # A figure at a stitch would be read together with words it did not belong to.
        stitched_before = number > 0 and bool(_FIGURE.match(piece[0]))
        stitched_after = number < len(pieces) - 1 and bool(_FIGURE.match(piece[-1]))
        stitched_after = stitched_after or (
            number < len(pieces) - 1 and any(piece.endswith(name) for name in names)
        )
        if starts_inside or ends_inside or stitched_before or stitched_after:
            return False
    return True


def keeps_meaning(text: str, source: str, names: Collection[str] = ()) -> bool:
    """Whether a headline, whose words may be rearranged freely, still says what ``source`` says, as far as rules can tell.

    Figures, names, quotations and words are whole, it stops where the source pauses, what happens keeps its subject, and what
    is announced is not told as done.
    """
    return (
        keeps_figures_and_names(text, source, names)
        and quotes_verbatim(text, source)
        and ends_whole(text, source, names)
        and keeps_subject(text, source, names)
        and keeps_tense(text, source)
        and keeps_words(text, source)
    )


def keeps_figures_and_names(text: str, source: str, names: Collection[str] = ()) -> bool:
    """The same care for figures and names alone, for headlines, whose other words are rearranged freely.

    A name may be followed by a verb of saying or attending: whether he did is the fact check's business.
    """
    plain, body = tidy(text), tidy(source)
    figures = set(re.findall(r"\d[\d.]*", plain))
    if figures and not figures.issubset(_WHOLE_FIGURE.findall(body)):
        return False
    for match in _WHOLE_FIGURE.finditer(plain):
        # 前往外滩源33等地 is not 前往33等地: what is no count belongs to the word before it.
        if not _NO_MEASURE.match(plain, match.end()):
            continue
        before = plain[max(0, match.start() - 1) : match.start()]
        places = [end - len(match.group()) for end in _ends(match.group(), body)]
        if before.isalnum() and all(
            body[max(0, at - 1) : at].isalnum() and body[at - 1] != before for at in places
        ):
            return False
    for name in names:
        for end in _ends(name, plain):
            after = plain[end : end + 2]
            if _ACTS.match(after) and not (_does(name, after, body) or _HE_ACTS.search(body)):
                return False  # 李强主持召开, where 李强总理 is only spoken of
            if after[:1] == "等" and not _does(name, plain[end + 1 : end + 3], body):
                return False  # 李强等调度, where 李强总理、张国清副总理等 gave support
            if after and not _FOLLOWS_NAME.match(after) and not _does(name, plain[end : end + 3], body):
                return False
    return True


def _does(name: str, deed: str, body: str) -> bool:
    """Whether some clause of ``body`` goes on from the name to the deed: 韩某19日在北京会见…"""
    return any(deed in re.split(r"[，。；！？]", body[end : end + 60])[0] for end in _ends(name, body))


def ends_whole(text: str, source: str, names: Collection[str] = ()) -> bool:
    """Whether ``text`` stops where the source makes a pause, not in the middle of a phrase (加快建设区域性创新｜中心).

    Its last characters are looked up, as many of them as the source has in this order. A title may stop before its
    bearer's name (会见英国财政大臣｜里夫斯), a deed before when and where it was done, or what was said.
    """
    plain, body = tidy(text), tidy(source) + "。"
    if _WAITS.search(plain) or _names_only(plain):
        return False
    if _POST.search(plain) and all(body.startswith("、", end) for end in _ends(plain[-TAIL_CHARS:], body)):
        return False  # 会见国家电网公司党组书记｜、董事长辛某
    if last := [name for name in names if plain.endswith(name)]:
        return any(_LETS_GO.match(body, end) for name in last for end in _ends(name, body))
    for size in range(TAIL_CHARS, 1, -1):
        if ends := list(_ends(plain[-size:], body)):
            return any(
                not body[end].isalnum()
                or body.startswith(tuple(names), end)
                or (_GOES_ON.match(body, end) and not plain[-1].isdigit() and not _WANTS_OBJECT.search(plain))
                for end in ends
            )
    # Two pieces that meet before the last character make a word of their own: 生态环境保护｜会.
    return not all(character in body for character in plain[-2:])


def _names_only(text: str) -> bool:
    """Whether the last part only says who: 新任校长到任，省委组织部副部长谢柏, or that without the name."""
    *before, last = re.split(r"[，；： ]", text)
    if before and _BARE_POST.match(last):
        return True
    people = find_people(last) if before else []
    return bool(people) and people[-1].end == len(last) and people[0].post_start == 0


def keeps_subject(text: str, source: str, names: Collection[str] = ()) -> bool:
    """Whether what happens still happens to the same subject as in the source.

    省法院召开现场会 is refused where the source says 我省近日分别在苏南、苏北召开现场会, and 推进会上线 where it is
    推进会暨平台上线: between subject and verb only words of time, place and manner may be missing, a name beside its
    title, and what the headline says elsewhere. Of what was held, the verb may change its place (举行记者会, 记者会举行).
    """
    plain, body = tidy(text.replace(" ", "，")), tidy(source)
    pieces = _pieces(plain, body, shortest=2)
    if pieces is None:
        return True  # other words than the source's: for other checks to judge
    for number, (piece, at) in enumerate(pieces[1:], start=1):
        subject = pieces[number - 1][0]
        if subject + piece in plain and (
            _LEVEL.match(piece) or (_FIGURE.match(piece) and body[:at][-1:].isalnum())
        ):
            return False  # 房山｜市国资委 is another city's, 部署｜十周年庆祝活动 was 启动十周年
        if _COORDINATES.search(subject):
            return False  # 100周年暨｜大会: what it joins has gone missing
        if _POST.search(subject) and not piece.startswith(tuple(names)) and not _FOLLOWS_NAME.match(piece):
            return False  # 省委书记｜会议: a post belongs to a person
        if not _HAPPENS.match(piece):
            continue
        between = [
            body[end:verb]
            for end in _ends(subject, body)
            if (verb := body.find(piece, end)) >= 0 and not re.search(r"[。；！？]", body[end:verb])
        ]
        held = any(
            verb in piece[:2] and _held_before(verb, subject, body) for verb in ("举行", "召开", "发布")
        )
        if not held and not any(_may_be_missing(skipped, plain, names) for skipped in between):
            return False
    return True


def _may_be_missing(skipped: str, text: str, names: Collection[str]) -> bool:
    for name in names:
        skipped = skipped.replace(name, "")
    skipped = re.sub(r"（[^（）]*）", "", skipped)
    return skipped in text or bool(_ADVERBIAL.match(skipped))


def _held_before(verb: str, subject: str, body: str) -> bool:
    """Whether some clause has the verb before the subject: 国新办举行中外记者见面会."""
    return any(
        verb in re.split(r"[，。；！？]", body[: end - len(subject)])[-1] for end in _ends(subject, body)
    )


def quotes_verbatim(text: str, source: str) -> bool:
    """Whether everything in quotation marks stands so, marks included, in the source."""
    body = tidy(source)
    return all(quoted in body for quoted in re.findall(r"“[^”]*”|《[^》]*》", tidy(text)))


def keeps_words(text: str, source: str) -> bool:
    """Whether no lone character stands between pieces of the source (奋力争先 率｜一站式), but for those that may."""
    plain, body = tidy(text.replace(" ", "，")), tidy(source)
    pieces = _pieces(plain, body, shortest=1)
    return pieces is not None and all(len(piece) > 1 or piece in _MAY_STAND_ALONE for piece, _ in pieces)


def keeps_tense(text: str, source: str) -> bool:
    """Whether what the source only announces (将于8月17日举行) is not told as done (举行)."""
    plain, body = tidy(text), tidy(source)
    if "将" in plain:
        return True
    for verb in _HAPPENS.findall(plain):
        told = [re.split(r"[，。；]", body[: found.start()])[-1] for found in re.finditer(verb, body)]
        if told and all("将" in before for before in told):
            return False
    return True


def _ends(piece: str, text: str) -> Iterator[int]:
    """Where each occurrence of ``piece`` ends; a pattern made of it would push others out of re's cache."""
    at = text.find(piece) if piece else -1
    while at >= 0:
        at += len(piece)
        yield at
        at = text.find(piece, at)


def _pieces(text: str, body: str, shortest: int = SHORTEST_PIECE) -> list[tuple[str, int]] | None:
    """Longest pieces of ``body`` that ``text`` is made of, each with where it stands; None when some words are not there."""
    pieces: list[tuple[str, int]] = []
    start = 0
    while start < len(text):
        if _ONLY_MARKS.match(text[start]):
            start += 1
            continue
        length, at = _longest(text, start, body)
        if length < min(shortest, len(text) - start):
            return None
        pieces.append((text[start : start + length], at))
        start += length
    return pieces


def _longest(text: str, start: int, body: str) -> tuple[int, int]:
    length, at = 0, -1
    while start + length < len(text):
        found = body.find(text[start : start + length + 1])
        if found < 0:
            break
        length, at = length + 1, found
    return length, at
