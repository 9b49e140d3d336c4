"""Where a proposal is stitched together from pieces of its source.

Leaving words out is how headlines are made, and how a small model lies with true words: 产值2030年达300亿元、2035年达千亿级
became 2030年产值达千亿级. A stitch is harmless between clauses and fatal beside a figure.
"""

import re
from collections.abc import Collection, Sequence

from summarizer.compose.clauses.phrases import tidy
from summarizer.report.people import find_people
from summarizer.text.spans import ends_of

#: A piece shorter than this many characters is chance, not a quotation of the source.
SHORTEST_PIECE = 3
#: Stitches allowed in a proposal, one for so many characters.
CHARS_PER_STITCH = 9
#: Characters at the end of a proposal, or of a part of it, that are looked up in the source.
TAIL_CHARS = 10
#: A proposal gives way to one with fewer seams that is longer by no more than so many characters.
SPARED_CHARS = 8

FIGURE = re.compile(r"[\d零〇一二三四五六七八九十百千万亿两几数%％.]")
_RANGE = re.compile(r"[至到—~\-－、和与及]$")
_GOES_ON = re.compile(
    r"[的等并在于]|\d|今[天日]|昨[天日]|近日|日前|[上下]午|强调|指出|表示|要求|举行|召开|发布"
)
# 大会将于8月｜17日举行: a date that waits for its day, a day that waits for its deed.
_WAITS = re.compile(
    r"(?:将[于在]|定于|(?<!周)年|月|日[至到—])$|将[于在][^，]{0,8}[\d一二三四五六七八九十][日时点]?$"
)
# 围绕构建“开放新高地”｜集成优势, 副委员长率执法检查组｜在…开展检查, 邀请教授甲、乙｜开展培训;
# 推进新型工业化｜为目标, 学习贯彻总书记在首个全国生态日｜之际…指示精神, 市委主题教育领导小组｜举行会议.
_HALF = re.compile(
    # 沈某：研究供暖工作: that is no word of his. 首列空载列车｜试运行阶段: what entered it has gone missing.
    r"^[\u3400-\u9fff·]{2,12}：(?:研究|部署|听取|审议|传达|调研|检查)|^(?!.*(?:进入|处于|迈入|转入|步入|迎来|在|到))[^ ，：]*阶段$|"
    r"(?:^|[ ：，])(?!.*[以把将作])[^ ：，]*为(?:目标|抓手|主线|重点|核心|契机)$"
    r"|(?:学习|贯彻|传达)[^ ]*(?:书记|主席|总理)在[^ ]*(?:[日时上中]|期间)$|^(?![^ ：，]*(?:成立|组建|设立|调研|检查|考察|会见|走访|到|赴))[^ ：，]*(?:领导小组|委员会|常委会)$"
    r"|(?:^|[ ：])(?:围绕[^ ，：]*|[^ ：，]{2,}率(?!先)[^ ：，]{2,}(?:组|团|队|一行)|[^ ：，]*邀请(?!赛|函)[^ ：，来到]*)$"
    r"|部署(?![^ ：，]*(?:学习|贯彻|传达|落实|宣传|弘扬))[^ ：，]*精神$|听取(?![^ ：，]*(?:汇报|报告|介绍|意见|建议|说明))[^ ：，]*情况$"
)
# 赴上海参加｜论坛: a verb that waits for its object.
_WANTS_OBJECT = re.compile(
    r"(?:学习|传达|贯彻|参加|出席|会见|开展|推[进动]|加快|主持|前往|召开|举办|实施|部署|强调|要求|仅次)$"
)
# A heading ends with its line, or with a space: 某县开展培训会｜ 为深入贯彻…
_GAP = re.compile(r"(?<=[\u3400-\u9fff”》）])\s+(?=[\u3400-\u9fff“《])")
# 会见某某｜一行, 某某｜。: where a name may be the last word; elsewhere his deed is missing.
_LETS_GO = re.compile(r"[^\w]|一行|等|时|就|并")
# 见面会举行, where it was 举行“…”见面会
_HELD = re.compile(r"(?:举行|召开|举办|发布|启动)$")
# 汽车工业向｜“绿”而生, 一支波兰｜—乌克兰联合兵团
_GOES_ON_QUOTED = frozenset("“《—-·－")
MAY_STAND_ALONE = frozenset(
    "在将为与和等的了是向对从被把以至不再已获赴访晤抵会上中前后时新超达近促助共各其首京沪第一二三四五六七八九十百千万亿元年月日省市县区州镇称同就致因按华由俄乌美英法德韩朝印伊巴以欧澳加土泰越"
)
_PLENUM = re.compile(r"([一二三四五六七八九十]+届)([一二三四五六七八九])中全会")
_PRESS_OFFICE = ("国新办", "国务院新闻办")
# ——以: what these govern has gone missing.
_GOVERNS = re.compile(
    r"(?:(?<![可所足得难予加])以|(?<![存正内现潜所外实])在|(?<![应面])对|(?<![方倾动走意志风])向|把|被|(?<![上中少名大])将|让)$"
)
POST = re.compile(r"(?:书记|[省市县区州部局厅]长|主席|主任|委员长|总理|政委|巡视员)$")
# 会见汤加国王｜图普六世, and not 会见某国总统｜特别顾问某某: who bears a title ends with a mark, and has no other one.
_FOREIGN_TITLE = re.compile(
    r"(?:总统|总理|首相|国王|女王|王储|亲王|议长|外长|外相|防长|财长|大臣|部长|主席|国务卿|大使|特使|秘书长|总干事|顾问)$"
)
_COUNTED = re.compile(r"一[支批个项套系种条座][^ ，：的]*$")
_BEARER = re.compile(
    r"(?:(?![的府馆团会选举令制之]|夫人|顾问|助理|代表|特使|候选|发言|办公)[\u3400-\u9fff·]){2,8}(?=[，。；、]|一行|对我国)"
)
# 新任校长到任，省委组织部副部长: whoever that is did nothing yet.
_BARE_POST = re.compile(
    r"(?!.*(?:会见|会晤|会谈|致信|致电|任|选|为|同|与|对|访|向|给))[^，]{2,16}(?:书记|[部省市县区州局厅校院会]长|主席|主任|总理)$"
)
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
    pieces = pieces_of(plain, body)
    if pieces is None or len(pieces) - 1 > len(plain) / CHARS_PER_STITCH:
        return False
    for number, (piece, at) in enumerate(pieces):
        before = body[:at].rstrip("“《（")
        starts_inside = bool(before) and (
            FIGURE.match(piece[0]) and (FIGURE.match(before[-1]) or _RANGE.search(before))
        )
        after = body[at + len(piece) :]
        ends_inside = bool(after) and bool(FIGURE.match(piece[-1])) and bool(FIGURE.match(after[0]))
        # A figure at a stitch would be read together with words it did not belong to.
        stitched_before = number > 0 and bool(FIGURE.match(piece[0]))
        stitched_after = number < len(pieces) - 1 and bool(FIGURE.match(piece[-1]))
        stitched_after = stitched_after or (
            number < len(pieces) - 1 and any(piece.endswith(name) for name in names)
        )
        if starts_inside or ends_inside or stitched_before or stitched_after:
            return False
    return True


def ends_whole(text: str, source: str, names: Collection[str] = ()) -> bool:
    """Whether ``text`` stops where the source makes a pause, not in the middle of a phrase (加快建设区域性创新｜中心).

    Its last characters are looked up, as many of them as the source has in this order. A title may stop before its
    bearer's name (会见某国财政大臣｜阿德利), a deed before when and where it was done, or what was said.
    """
    plain, body = tidy(text), tidy(_GAP.sub("。", source)) + "。"
    if (
        _WAITS.search(plain)
        or _GOVERNS.search(plain)
        or _HALF.search(plain)
        or _names_only(tidy(text.replace(" ", "，")), names)
    ):
        return False
    if POST.search(plain) and all(body.startswith("、", end) for end in ends_of(plain[-3:], body)):
        return False  # 会见国家电网公司党组书记｜、董事长辛某
    if last := [name for name in names if plain.endswith(name)]:
        return any(_LETS_GO.match(body, end) for name in last for end in ends_of(name, body))
    titled = _FOREIGN_TITLE.search(plain)
    if ends := ends_of_tail(plain, body):
        if _COUNTED.search(plain) and all(body.startswith("、", end) for end in ends):
            return False  # 打造一支党性纯洁｜、作风过硬的队伍
        if titled and all(body.startswith("的", end) for end in ends):
            return False  # 会见某国总统｜的特使
        return any(
            not (body[end].isalnum() or (body[end] in _GOES_ON_QUOTED and not _HELD.search(plain)))
            or (body.startswith(tuple(names), end) and not _WANTS_OBJECT.search(plain))
            or (titled and _BEARER.match(body, end))
            or (_GOES_ON.match(body, end) and not plain[-1].isdigit() and not _WANTS_OBJECT.search(plain))
            for end in ends
        )
    # Two pieces that meet before the last character make a word of their own: 生态环境保护｜会.
    return not all(character in body for character in plain[-2:])


def _names_only(text: str, names: Collection[str]) -> bool:
    """Whether the last part only says who: 新任校长到任，省委组织部副部长谢某, or that without the name."""
    *before, last = re.split(r"[，；： ]", text)
    if before and (_BARE_POST.match(last) or last in names):
        return True
    people = find_people(last) if before else []
    return bool(people) and people[-1].end == len(last) and people[0].post_start == 0


def with_fewest_seams(texts: Sequence[str], source: str) -> list[bool]:
    """For each text whether none of the others says the same with fewer words torn out.

    台湾地区｜参选人 beside 台湾地区领导人参选人: the longer one is what the source says.
    """
    body = tidy(source)
    seams = [len(pieces_of(tidy(text), body) or ()) for text in texts]
    return [
        not any(
            0 < len(other) - len(text) <= SPARED_CHARS and 0 < fewer < count and _is_part(text, other)
            for other, fewer in zip(texts, seams, strict=True)
        )
        for text, count in zip(texts, seams, strict=True)
    ]


def _is_part(text: str, other: str) -> bool:
    """Whether the other holds all characters of the text in their order."""
    rest = iter(other)
    return all(character in rest for character in text)


def quotes_verbatim(text: str, source: str) -> bool:
    """Whether everything in quotation marks stands so, marks included, in the source."""
    body = tidy(source)
    return all(quoted in body for quoted in re.findall(r"“[^”]*”|《[^》]*》", tidy(text)))


def keeps_words(text: str, source: str) -> bool:
    """Whether no lone character stands between pieces of the source (奋力争先 率｜一站式), but for those that may."""
    body = tidy(source)
    plain = _in_full(tidy(text.replace(" ", "，")), body)
    pieces = pieces_of(plain, body, shortest=1)
    return pieces is not None and all(len(piece) > 1 or piece in MAY_STAND_ALONE for piece, _ in pieces)


def _in_full(text: str, body: str) -> str:
    """The text with the names that everybody shortens alike as the body has them: 国新办, 二十届四中全会."""
    text = _PLENUM.sub(r"\1中央委员会第\2次全体会议", text) if "中央委员会第" in body else text
    return text.replace(*_PRESS_OFFICE) if _PRESS_OFFICE[1] in body else text


def ends_of_tail(text: str, body: str) -> list[int]:
    """Where ``body`` goes on after the text, found by as many of its last characters as stand there together."""
    sizes = range(min(TAIL_CHARS, len(text)), 1, -1)
    return next((ends for size in sizes if (ends := list(ends_of(text[-size:], body)))), [])


def pieces_of(text: str, body: str, shortest: int = SHORTEST_PIECE) -> list[tuple[str, int]] | None:
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
