"""Whether a headline, whose words may be rearranged freely, still says what its source says: who did what, and when.

Rules, each with the headline of a small model that made it necessary; what they cannot tell is the fact check's business.
"""

import re
from collections.abc import Collection
from itertools import pairwise

from summarizer.check.places import find_places, short_form
from summarizer.compose.clauses.phrases import tidy
from summarizer.compose.proposals.seams import (
    FIGURE,
    POST,
    ends_whole,
    keeps_words,
    pieces_of,
    quotes_verbatim,
)
from summarizer.compose.proposals.voices import AT_CHARS, keeps_speaker, keeps_voice
from summarizer.report.people import find_people
from summarizer.text.spans import ends_of, since_mark, starts_of

#: Two places that lie together in a text do so in its source within this many characters.
PLACES_APART = 8

_PAUSES = "，。；！？"
_PAUSE = re.compile(f"[{_PAUSES}]")
_PART = re.compile(r"[，；： ]")
_WHOLE_FIGURE = re.compile(r"(?<![\d.])\d[\d.]*")
_NO_MEASURE = re.compile(r"[等、号，和与及 ]|$")
_FOLLOWS_NAME = re.compile(
    r"同志|总书|主席|总理|强调|要求|指出|表示|希望|提出|致[辞词]|讲话|主持|出席|调研|[：，、 “]|等|在"
)
_DEEDS = "主持|出席|会见|调研|考察|检查|率队"
_ACTS = re.compile(_DEEDS)
_DEED = re.compile(rf"{_DEEDS}|参加|慰问|看望|会谈|会晤|率领|座谈")
# 最高检将提请｜检察机关提起公益诉讼, where it asks 全国人大常委会授权检察机关: whom has gone missing.
_ADDRESSES = re.compile(r"(?:提请|授权|委托|任命|指派|责令|命令)$")
_BEFORE_DEED = re.compile("[同与将向]")
# What these begin cannot be torn from them: 因案请辞, 未参加, 被约谈.
_TIED = frozenset("因被由对向与同为给让受遭未不没无拒")
# 台北市赴上海: places do not travel; who did has gone missing.
_PLACE_TRAVELS = re.compile(r"[^\W赴到在抵]{2,8}[省市县区州](?:将|要)?(?:赴|前往|访问|会见|会晤|出席|抵达)")
# 推进信访重点工作推进会议 was 召开…推进会议.
_TWICE = re.compile(
    r"(推进|部署|动员|调度|研究)[^ ，：]{1,20}\1[^ ，：]{0,3}会|会议(?:举行|召开)(?:会议|大会)$|授予[^ ]*获[评得]"
)
# 召回伊朗驻伊朗大使
_OWN_ENVOY = re.compile(r"([\u3400-\u9fff]{2,4})驻\1")
_SAID_SO = re.compile(r"(?:表示|宣布|声称|扬言|承诺|决定|称)$")
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
# 江州召开会议, 纳雍县调研卫生工作: who is it that acts there?
_HOST = re.compile(
    r"(?P<who>[\u3400-\u9fff]{2,10}?)(?P<verb>召开|举行|举办|调研督导|调研|督导|考察|检查)(?=[^ ，：组团员室])"
)
_AT = re.compile(r"(?:[赴到在来往对]|进驻|走进|深入)[\u3400-\u9fff]{0,8}$")
_PREMISE = re.compile(r"鉴于|由于|虽然|尽管|随着")
_NTH = re.compile(r"(?:召开|举行)[^ ，：]*?(?P<name>第[一二三四五六七八九十\d]+次[^ ，：]{0,8}会议)")
_TELLS_OF_MEETING = re.compile(r"召开|举行|主持|参加|出席|开幕|闭幕")
_HELD_MORE = re.compile(r"召开[^ ，：]*会(?!议|员|长|计|展|主席|委)[\u3400-\u9fff]{1,3}$")
# 市国资委 after another place would be that place's.
_LEVEL = re.compile(r"[省市县区州](?=委|政府|人大|政协|[\u3400-\u9fff]{1,6}[局办委院会])")


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
        and keeps_precedence(text, source, names)
        and puts_nobody_as_place(text, source, names)
        and keeps_tense(text, source)
        and keeps_words(text, source)
        and keeps_host(text, source)
        and keeps_voice(text, source)
        and keeps_speaker(text, source, names)
        and keeps_addressee(text, source)
        and keeps_places_apart(text, source)
        and keeps_premise(text, source)
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
        if before.isalnum() and all(
            body[max(0, at - 1) : at].isalnum() and body[at - 1] != before
            for at in starts_of(match.group(), body)
        ):
            return False
    for name in names:
        for end in ends_of(name, plain):
            after = plain[end : end + 2]
            if _ACTS.match(after) and not (_does(name, after, body) or _HE_ACTS.search(body)):
                return False  # 李强主持召开, where 李强总理 is only spoken of
            if after[:1] == "等" and not _does(name, plain[end + 1 : end + 3], body):
                return False  # 李强等调度, where 李强总理、张国清副总理等 gave support
            if after and not _FOLLOWS_NAME.match(after) and not _goes_on(name, plain[end:], body):
                return False
            if any(
                start == 0 and name + plain[end : end + length] not in body
                for start, length in find_places(plain[end:])[:1]
            ):
                return False  # 习近平｜加纳总统: what he did with whom has gone missing
    return True


def _does(name: str, deed: str, body: str) -> bool:
    """Whether some clause of ``body`` goes on from the name to the deed: 韩某19日在北京会见…, not to 因｜案请辞."""
    clauses = (_PAUSE.split(body[end : end + 60])[0] for end in ends_of(name, body))
    return any(
        clause[max(0, at - 1) : at] not in _TIED for clause in clauses for at in starts_of(deed, clause)
    )


def _goes_on(name: str, after: str, body: str) -> bool:
    """Whether some clause goes from the name to what follows it: as it is, or to his deed (会见｜越南副总理, where it was
    会见来华出席…的越南副总理), or to with whom or when he did it (同｜巴基斯坦总统会谈)."""
    deed = _DEED.match(after) or _BEFORE_DEED.match(after)
    return _does(name, after[:3], body) or bool(deed and _does(name, deed.group(), body))


def keeps_subject(text: str, source: str, names: Collection[str] = ()) -> bool:
    """Whether what happens still happens to the same subject as in the source.

    省法院召开现场会 is refused where the source says 我省近日分别在苏南、苏北召开现场会, and 推进会上线 where it is
    推进会暨平台上线: between subject and verb only words of time, place and manner may be missing, a name beside its
    title, and what the headline says elsewhere. Of what was held, the verb may change its place (举行记者会, 记者会举行).
    """
    plain, body = tidy(text.replace(" ", "，")), tidy(source)
    if any(plain.count(name) > 1 for name in names) or _OWN_ENVOY.search(plain):
        return False
    pieces = pieces_of(plain, body, shortest=2)
    travels = _PLACE_TRAVELS.match(plain)
    if (travels and travels.group() not in body) or (_TWICE.search(plain) and not _TWICE.search(body)):
        return False
    if pieces is None:
        return True  # other words than the source's: for other checks to judge
    for number, (piece, at) in enumerate(pieces[1:], start=1):
        subject = pieces[number - 1][0]
        if piece.startswith("将") and _SAID_SO.search(body, 0, at) and not _SAID_SO.search(subject):
            return False  # 某地政府声明｜将潜逃, where 周某表示将潜逃
        if subject + piece in plain and (
            _LEVEL.match(piece) or (FIGURE.match(piece) and body[max(0, at - 1) : at].isalnum())
        ):
            return False  # 房山｜市国资委 is another city's, 部署｜十周年庆祝活动 was 启动十周年
        if _COORDINATES.search(subject):
            return False  # 100周年暨｜大会: what it joins has gone missing
        if POST.search(subject) and not piece.startswith(tuple(names)) and not _FOLLOWS_NAME.match(piece):
            return False  # 省委书记｜会议: a post belongs to a person
        if not _HAPPENS.match(piece):
            continue
        between = [
            body[end:verb]
            for end in ends_of(subject, body)
            if (verb := body.find(piece, end)) >= 0 and not re.search(r"[。；！？]", body[end:verb])
        ]
        held = any(
            verb in piece[:2] and _held_before(verb, subject, body)
            for verb in ("举行", "召开", "发布", "举办", "启动")
        )
        if not held and not any(_may_be_missing(skipped, plain, names) for skipped in between):
            return False
    return True


def keeps_precedence(text: str, source: str, names: Collection[str] = ()) -> bool:
    """Whether who is named first in the source is not left out before the one who did it with him.

    省委书记信某、省长许某会见辛某 is not 许某会见辛某.
    """
    plain, body = tidy(text), tidy(source)
    titled = (mention.name for mention in find_people(plain) if mention.post_start == 0)
    named = (name for name in names if plain.startswith(name))
    opens = max(named, key=len, default=None) or next(titled, None)
    # 林某8月1日在临江会见吕某: what is done need not follow the name at once.
    rest = _PART.split(plain[plain.find(opens) + len(opens) :])[0] if opens else ""
    deed = _DEED.search(rest)
    if deed is None:
        return True
    people = find_people(body)
    for first, second in pairwise(people):
        if second.name != opens:
            continue
        begins = second.start if second.post_start is None else second.post_start
        together = body[first.end : begins] in ("、", "和", "与", "及", "，")
        goes_on = re.split(r"[。；]", body[second.end : second.end + 80])[0]
        if together and deed.group() in goes_on:
            return first.name in plain
    return True


def puts_nobody_as_place(text: str, source: str, names: Collection[str]) -> bool:
    """Whether no person stands where a place should: 李某在北京同冯某共同出席会议 is not 李某在冯某共同出席会议."""
    plain, body = tidy(text), tidy(source)
    return not any(at + name in plain and at + name not in body for name in names for at in "在到赴")


def keeps_host(text: str, source: str) -> bool:
    """Whether it is not the place alone that holds or visits: 全省…会议在江州召开 is not 江州召开…会议.

    到区法院调研 is not 区法院调研 either. And what is held ends where its name does (召开推进会｜的文章).
    """
    plain, body = tidy(text), tidy(source)
    host = _HOST.match(plain)
    if host and not _AT.search(host["who"]):
        last = host["who"][-3:]
        does = re.compile(rf"(?:(?!陪同)[^，。；]){{0,24}}{host['verb']}")
        told = [
            bool(_AT.search(body, max(0, at - AT_CHARS), at))
            for at in starts_of(last, body)
            if does.match(body, at + len(last))
        ]
        if told and all(told):
            return False
    more, ordinal = _HELD_MORE.search(plain), _NTH.search(plain)
    if ordinal:
        # 传达了市委第三次全体会议精神 is no meeting of its own.
        clauses = [
            since_mark(body, end, _PAUSES) + _PAUSE.split(body[end : end + 40])[0]
            for end in ends_of(ordinal["name"], body)
        ]
        if clauses and not any(_TELLS_OF_MEETING.search(clause) for clause in clauses):
            return False
    return not more or more.group() in body


def keeps_addressee(text: str, source: str) -> bool:
    """Whether a verb of asking or appointing keeps whom it asks or appoints."""
    pieces = pieces_of(tidy(text.replace(" ", "，")), tidy(source), shortest=2) or []
    return not any(_ADDRESSES.search(piece) for piece, _ in pieces[:-1])


def keeps_premise(text: str, source: str) -> bool:
    """Whether it is not what the source only starts from: 鉴于市场存在良好态势，要…"""
    plain, body = tidy(text), tidy(source)
    pieces = pieces_of(plain, body)
    if not pieces:
        return True
    _, at = pieces[0]
    return not _PREMISE.match(since_mark(body, at, _PAUSES))


def keeps_places_apart(text: str, source: str) -> bool:
    """Whether places that meet in the text meet in the source: 楚雄州｜嘉定区 were those of different people."""
    plain, body = tidy(text), tidy(source)
    spans = find_places(plain)
    for first, second in pairwise(spans):
        if first[1] != second[0]:
            continue
        place, other = (short_form(plain[slice(*span)]) for span in (first, second))
        if not any(other in body[end : end + PLACES_APART + len(other)] for end in ends_of(place, body)):
            return False
    return True


def _may_be_missing(skipped: str, text: str, names: Collection[str]) -> bool:
    for name in names:
        skipped = skipped.replace(name, "")
    skipped = re.sub(r"（[^（）]*）", "", skipped)
    return skipped in text or bool(_ADVERBIAL.match(skipped))


def _held_before(verb: str, subject: str, body: str) -> bool:
    """Whether some clause has the verb before the subject: 国新办举行中外记者见面会."""
    return any(verb in since_mark(body, at, _PAUSES) for at in starts_of(subject, body))


def keeps_tense(text: str, source: str) -> bool:
    """Whether what the source only announces (将于8月17日举行) is not told as done (举行)."""
    plain, body = tidy(text), tidy(source)
    if "将" in plain:
        return True
    for verb in _HAPPENS.findall(plain):
        told = [since_mark(body, at, "，。；") for at in starts_of(verb, body)]
        if told and all("将" in before for before in told):
            return False
    return True
