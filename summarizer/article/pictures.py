"""Captions and credits of pictures that a crawler left inside a paragraph, run into the words around them.

    ……促进市场平稳发展。湖光秋色里的滨河公园。全媒体记者 甲乙 摄鉴于城区……
    图源：台媒某党今天上午在……                座谈会现场在某军分区，市国动办……

A picture's credit shows where a caption ends; the caption is the sentence before it. Captions without a credit show
themselves by saying again what comes next (双方座谈会座谈会上，……). What is doubtful stays: of a credit behind a
sentence that may be the report's own, only the credit goes.
"""

import re
from functools import cache

from summarizer.text.credits import AGENCY, FURNISHED, TAKEN
from summarizer.text.lexicon import alternation, load_words
from summarizer.text.openings import CONNECTIVE

#: A caption has at most this many characters; one without any sign that it is a caption at most the second.
LONGEST_CAPTION_CHARS, LONGEST_PLAIN_CAPTION_CHARS = 100, 60
#: A caption without a full stop, before its credit, has at most this many characters.
LONGEST_OPEN_CAPTION_CHARS = 40

_HAN = r"\u3400-\u9fff"
# Whose pictures they are when no paper is named: 图源：台媒, 图源：网络.
_LENDER = "(?:[台外韩日美英俄港]媒|视频截图|网络|社交媒体|微博|受访者|当事人|公众号|官网|视觉中国|法新社|路透社|美联社)"
_SENTENCE_END = re.compile(r"[。！？!?；…\n][”’」』）)]*")
# Whatever else it holds, a credit has one of these.
_MARK = re.compile(r"摄|图|发[）)]|视觉中国|新社|CFP|IC")
_SHOWN = re.compile(r"[（(](?:[左右中]|[前后][排中]|左[一二三四]|右[一二三四])[^（）()]{0,8}[）)]|现场。?$")
_SAID = re.compile(r"强调|指出|要求|表示|认为|透露|[称说道][，：]|记者[联了从在看来]")
# 据悉，此次任务是第480次飞行。 goes on with the report, whatever picture stands below it.
_REPORTS = re.compile(rf"{CONNECTIVE}|近日|日前|近期")
_GOES_ON = "，,、；;：:的”"

_START = r"(?:(?<=[。！？])|(?<=[。！？]”))"
#: 图为签约仪式现场。 （近日，某主席深入某市调研。图为某主席在陈列馆。） ▲某国总统抵达机场（路透社）
_LABELLED = re.compile(
    r"[（(][^（）()\n]{0,160}图为[^（）()\n]{2,160}[）)]"
    rf"|(?:^|{_START}|(?<=[\n ]))(?:图为(?![^。]*(?:据|记者))[^。！？，\n]{{2,50}}。|▲[^。！？\n（(]{{2,80}}。?[（(][^（）()，。]{{2,16}}[）)])"
)
#: 会议现场。 as a sentence of its own.
_ON_SITE = re.compile(rf"{_START}(?![^，。]*[来到赴走进抵达前往在是])[^，。；：“”\n]{{0,22}}现场。")
#: 座谈会现场在某军分区，…… 实地考察在相关人员的带领下，…… 会议现场曲城市人民医院副院长甲乙…… (现场气氛热烈 and 在培训现场，…… are text.)
_SITE_GLUED = re.compile(
    rf"{_START}(?P<caption>(?!在|来到|走进)[^，。；：“”\n的]{{0,18}}(?:会|会议|仪式|活动|座谈|培训|调研|走访|慰问)现场"
    r"|(?:实地考察|实地调研|现场考察|参观学习|走访慰问|座谈交流|集体合影|合影留念))"
    rf"(?=在(?!场)[^，。；]{{2,20}}，|(?![全各为向对给与由])[^了着过，。；]{{2,3}}[省市县区](?:委|[^，。；]{{2,16}}[长任记席员])[^，。；]{{2,3}})"
)
#: 双方座谈会座谈会上，…… 启动仪式暨培训活动现场启动仪式上，……
_DOUBLED = re.compile(
    rf"{_START}(?P<caption>(?:(?P<word>[{_HAN}]{{3,12}})(?:(?:暨[^，。；]{{2,12}}?)?现场)?)(?=(?P=word))"
    rf"|(?:[{_HAN}]{{2,6}}(?P<event>[{_HAN}]{{1,8}}(?:会|会议|仪式|活动)))(?=(?P=event)))"
)
#: 督导检查某某公司在某某公司，……
_PLACE_DOUBLED = re.compile(
    rf"{_START}(?P<caption>[^，。；：“”\n]{{0,8}}?(?P<word>[{_HAN}]{{5,24}}))(?=在(?P=word)，)"
)
#: 某某公司负责人正与来宾交谈某某公司成立于…… 实践团来到湖口县长江岸线调研实践团分别前往……
_SUBJECT_DOUBLED = re.compile(
    rf"{_START}(?P<caption>(?P<word>[{_HAN}]{{3,8}})[^，。；：“”（(\n]{{0,20}}?"
    rf"(?:正[在与和向]|主持|来到|走进|前往|参观|走访)[^，。；：“”（(\n]{{4,24}}"
    r"(?<![到进赴往向在是的与和及或对为以了从由把将、（—《观访]))(?=(?P=word)(?:分别|先后|还|首先|一行|成立|在|委党校|将|仔细|详细))"
)


@cache
def _credit() -> re.Pattern[str]:
    """A picture's credit in running text; each alternative says whose picture it is or that it is one."""
    surname = alternation(frozenset[str]().union(*load_words("surnames").values()))
    name = rf"{surname}[{_HAN}]{{1,2}}"
    outlets = load_words("outlets")
    # A one-character ending (社, 网) may belong to the next word: 图片来源：某人社交媒体.
    endings = alternation(word for word in outlets["suffixes"] if len(word) > 1)
    outlet = rf"(?:{alternation(outlets['complete'])}|[{_HAN}]{{2,4}}?{endings})"
    return re.compile(
        # 全媒体记者 甲乙 摄 （通讯员 甲乙 丙丁 摄）
        rf"[（(]?(?:[{_HAN}]{{0,8}}(?:记者|通讯员)[ :：]?{name}(?:[ 、]{name}){{0,3}}|(?<=[。！？ ]){name}) ?{TAKEN}(?: ?[）)])?"
        # 某市水利厅供图
        rf"|(?<=[。！？ ])[^，。；：“”（）()\s]{{2,16}}{FURNISHED}"
        # （某网 发） （某某 摄）
        r"|[（(][^（）()，。；\n]{2,14} (?:发|供图|摄)[）)]"
        # 视觉中国 资料图 韩媒报道配图
        rf"|{AGENCY} ?(?:资料)?图(?!片|书)|(?<= )[{_HAN}]{{2,6}}配图(?!片)"
        # （图源：某社） 图源：台媒 图来自某地发布
        rf"|(?P<lent>[（(](?:图片?来源|图源|图片取自|图片?自|资料图|资料照片)[^（）()\n]{{0,20}}[）)]|[（(]{AGENCY}[^（）()\n]{{0,8}}[）)]"
        rf"|(?<=[。！？”])(?:图片?来源[:：]|图源[:：]|图片?来自|图片?自)(?:{_LENDER}|{outlet}))"
    )


_FIRST_CREDIT = re.compile(rf"(?:图片?来源|图源)[:：] ?{_LENDER}")
_ALONE = (_LABELLED, _ON_SITE)
_GLUED = (_SITE_GLUED, _DOUBLED, _PLACE_DOUBLED, _SUBJECT_DOUBLED)


def strip_pictures(paragraph: str) -> tuple[str, list[str]]:
    """``paragraph`` without captions and credits inside it, and what was taken out. Credits at its end stay."""
    cuts: list[tuple[int, int]] = []
    if _MARK.search(paragraph):
        first = _FIRST_CREDIT.match(paragraph)
        cuts += [first.span()] if first else []
        for credit in _credit().finditer(paragraph, cuts[0][1] if cuts else 0):
            cut = _with_caption(paragraph, credit, cuts[-1][1] if cuts else 0)
            cuts += [cut] if cut else []
    cuts += [match.span() for pattern in _ALONE for match in pattern.finditer(paragraph)]
    cuts += [match.span("caption") for pattern in _GLUED for match in pattern.finditer(paragraph)]
    return _without(paragraph, cuts) if cuts else (paragraph, [])


def _with_caption(text: str, credit: re.Match[str], floor: int) -> tuple[int, int] | None:
    """What goes with a credit: the caption before it where it is one, else the credit alone."""
    start, end = credit.span()
    following = text[end:].lstrip()
    if not following or start < floor:
        return None
    before = text[floor:start].rstrip()
    ends = [match.end() for match in _SENTENCE_END.finditer(before, max(0, len(before) - 200))]
    closed = bool(ends) and ends[-1] == len(before)
    begin = (ends[-2] if len(ends) > 1 else 0) if closed else (ends[-1] if ends else 0)
    caption = before[begin:].strip()
    if following[0] in _GOES_ON:
        return None
    opens = floor + begin == 0
    if _is_caption(caption, closed, opens, bool(credit["lent"])):
        return floor + begin, end + (following[0] == "。")
    return (start, end) if closed or not caption else None


def _is_caption(caption: str, closed: bool, opens: bool, lent: bool) -> bool:
    """Whether the words before a credit are a caption.

    Args:
        caption: the words.
        closed: they end with a full stop.
        opens: they open the text: what may be the lead, with a picture below it.
        lent: the credit only says where the picture was found; such pictures mostly have no caption.
    """
    if (
        not caption
        or len(caption) > LONGEST_CAPTION_CHARS
        or _SAID.search(caption)
        or _REPORTS.match(caption)
    ):
        return False
    shown = _SHOWN.search(caption) is not None
    short = len(caption) <= LONGEST_OPEN_CAPTION_CHARS and "，" not in caption
    if lent and closed:
        return shown
    if not closed or opens:
        return short or shown
    return shown or len(caption) <= LONGEST_PLAIN_CAPTION_CHARS


def _without(text: str, cuts: list[tuple[int, int]]) -> tuple[str, list[str]]:
    kept, found, at = "", list[str](), 0
    for start, end in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if start < at:
            continue
        kept += text[at:start]
        found.append(text[start:end].strip())
        at = end + (len(text[end:]) - len(text[end:].lstrip()) if not kept or kept[-1] in " \n" else 0)
    return kept + text[at:], [piece for piece in found if piece]
