"""Who says what: every sentence attributed to its speaker, across 他强调, 会议指出 and 一要……二要…….

One pass over the sentences. A sentence opens a statement when one of its first clauses joins a subject (a name, 他,
会议) to a verb of saying; later sentences go on with it until the text tells something else.
"""

import dataclasses
import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from summarizer.datamodels import Evidence
from summarizer.report.people import Mention
from summarizer.text.lexicon import alternation, load_words


@dataclasses.dataclass(slots=True)
class Attribution:
    """Outcome for one sentence; see :class:`summarizer.datamodels.Sentence` for the meaning of the fields."""

    speaker: str | None = None
    attribution: str | None = None
    content: int = 0
    is_statement: bool = False
    reporters: tuple[str, ...] = ()


@dataclasses.dataclass(slots=True)
class _State:
    """What the reader remembers from sentence to sentence."""

    focus: str | None = None  # whom 他 means
    leaders: list[str] = dataclasses.field(default_factory=list)  # who 讲话 at the meeting
    instructors: list[str] = dataclasses.field(default_factory=list)  # who 作出批示
    current: Attribution | None = None  # the statement that is going on
    paragraph: int = -1


#: Runs of text longer than these, in characters, are not sentences of a report; they are not searched.
LONGEST_CLAUSE, LONGEST_SENTENCE = 240, 600

_NOUNISH = frozenset("要求 建议 介绍 总结 希望 期待 分析 指示 批示 声明 号召 倡议 宣布 评价 警告 说 称 讲 告诉 反映 补充 预计 解释 期望 答复 祝愿 提醒".split())
_PLAIN = frozenset("强调 指出 表示 认为 说 称 提出 重申".split())
_PRONOUN = re.compile(r"(?:他|她|其)(?!们|人|中|他|实|余)")
_MEETING = re.compile(
    r"(?:同时|此外|最后|随后)?(?:(?:此次|这次|本次|全国|中央)?[^，。；“”]{0,12}?(?:会议|大会|全会|座谈会|推进会|工作会|调度会|现场会|论坛|研讨会|恳谈会|电视电话会|党组会|常委会)|会上|会)(?:还|同时|最后|进一步)?"
)
_INSTRUCTION = re.compile(r"(?:重要)?(?:批示|指示)(?:还)?$")
_ADVERB = (
    r"(?:，|还|也|最后|首先|同时|随后|进一步|特别|一再|反复|多次|着重|明确|郑重|动情地|再次|充分|高度|分别|接着|一行|委员|同志|先生|女士|教授|院士|代表|总书记|主席|主任|书记|市长"
    r"|(?:在|就|对|从|向|围绕|结合|针对|面对|谈及|代表|告诉|接受|根据|作)[^，。；：]{1,40}?(?:时|中|上|后|会|里|间|下|代表|党组|工作|问题|市委|省委|政府|媒体|记者|发言|采访|组织|发言人|情况))*"
)
_ACTS = re.compile(r"强调|指出|表示|在|主持|出席|\d{1,2}日|对|说|发表|致")
_ADVERBS = re.compile(_ADVERB)
_HE = re.compile(r"(?:同时|最后|此外|随后)?(?P<he>他|她)(?!们)")
_THE_MEETING = re.compile(r"会议|大会|批示|全会")
_SPOKE = re.compile(
    r"(?:发表|作|并|分别|到会|出席|主持)(?:了)?(?:会议)?(?:并)?(?:重要|主旨|总结|动员|工作)*讲话|(?<![的要])讲话(?=[。；，]|$)"
)
# Before a name these make it part of somebody else's statement: 认真落实李强总理要求.
_ABOUT = re.compile(r"落实|贯彻|按照|根据|学习|传达|围绕|对照|领会|牢记|践行|遵循|深刻|召开|参加")
_ACTING = re.compile(
    r"在|听取|出席|参加|主持|调研|考察|检查|座谈|致辞|会见|讲话|并|随后|最后|当|到|赴|深入|来到|看望|慰问|走访|视察|督导|与|同|就|谈到|谈及|面对|总结|发言"
)
_SOURCE = re.compile(
    r"(?:[人员者家师长官方院局司社台报媒部厅委行队站所党国府民众生》士组团室们办网]|部门|机构|公司|中心|通知|公告|报告|声明|文章|专家|学者|代表|教授|企业|群众)$"
)
_INSTRUCTED = re.compile(r"作出(?:了)?(?:重要)?(?:批示|指示)|发来(?:贺信|贺电)|作(?:了)?(?:重要)?批示")
_DEMAND = re.compile(
    r"(?:[一二三四五六七八九十]要|[一二三四五六七八九十]是|第[一二三四五六七八九十][，、是要]|其[一二三四]|（[一二三四五六七八]）|[一二三四五六七八九]、|\d[.、．]"
    r"|要(?!闻)|必须|我们要|希望|务必|各级|各地|各有关|各部门|全市各|全县各|全省各|全区各|广大)"
)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    verbs = load_words("verbs")
    saying = alternation(verbs["saying"])
    return {
        "ends": re.compile(rf"(?P<verb>{saying})(?:了|到|道|着)?$"),
        "inline": re.compile(rf"{_ADVERB}(?P<verb>{alternation(verbs['telling'] - {'就', '代表'})})"),
        "judges": re.compile(
            r"[^。；]{0,110}?(?:表示(?:热烈|衷心|诚挚|崇高|由衷|最)*(?:欢迎|祝贺|感谢|肯定|慰问|敬意|赞赏|问候)|给予(?:了)?(?:充分|高度)?(?:肯定|评价)|提出(?:了)?[^，。；]{0,14}(?:要求|希望|意见|建议)"
            r"|(?:对|就)[^。；]{4,60}?作(?:了|出)?(?:具体|全面|安排)*部署|进行(?:了)?[^，。；]{0,6}(?:解读|讲解|阐述|辅导)|作(?:了)?(?:具体|全面)?(?:强调|专题辅导|经验介绍|汇报|说明|解读|推介|工作报告|情况通报|招商推介|总结))"
        ),
        "reports": re.compile(
            rf"(?:作为[^，。；]{{2,20}}|代表[^，。；]{{2,20}}|在会上|分别|现场|就[^，。；]{{2,30}}?|作(?:了)?|还|向[^，。；]{{2,16}}?|详细|全面|简要|首先|并|对[^，。；]{{2,30}}?)*"
            rf"{alternation(verbs['reporting'])}(?:了)?[^，。；]{{4,}}"
        ),
        "narrative": re.compile(alternation(verbs["narrative"])),
        "visible": re.compile(
            r"[（(]?(?:图为|图片来源|来源|责任编辑|责编|编辑|编译|作者|记者|完[）)]|返回|查看更多|更多|声明|联系方式|版权|原标题|通讯员|爆料|或拨打|供图|图源|文[/／]|[（(]|据(?!此))"
            r"|\d{4}年\d{1,2}月\d{1,2}日|.{4,60}(?:召开|举行|举办|开幕|闭幕|落幕)。$"
        ),
        "presence": re.compile(
            r"(?:出席|参加|列席|陪同)(?:了)?[^，。；]{0,16}(?:。|；|$)|作(?:了)?(?:表态|交流|典型|大会)?发言|宣读|主持(?:会议|大会|座谈会)?(?:。|；|$)|致(?:辞|贺词)"
        ),
        "tells": re.compile(r"(?:会议|大会|活动|仪式|论坛|峰会)(?:还|现场|同步|同期)?(?:邀请|设立|设置|组织|吸引|听取|审议|传达|通报|宣读|表彰|发布|由|期间|结束|选举|推举|观看|举行|开始|以)"),
    }


def attribute(
    body: str, sentences: Sequence[Evidence], clauses: Sequence[tuple[Evidence, ...]], mentions: Sequence[Mention]
) -> list[Attribution]:
    """One :class:`Attribution` per sentence, in order. Linear in the text."""
    people = [mention for mention in mentions if not mention.press]
    starts = [mention.start for mention in people]
    # Who is only ever 习近平总书记 here is quoted by others, not reported.
    bare = {m.name for m in people if _ACTS.match(body, m.end)}
    quoted = {m.name for m in people if body.startswith("总书记", m.end)} - bare
    state = _State()
    results: list[Attribution] = []
    paragraph = 0
    for index, sentence in enumerate(sentences):
        if index:
            paragraph += "\n" in body[sentences[index - 1].end : sentence.start]
        here = people[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        result = _opening(body, sentence, clauses[index], here, state, quoted)
        if result is None:
            result = _continued(body, sentence, clauses[index], here, state, paragraph)
        result.reporters = _reporters(body, clauses[index], here, result)
        if result.is_statement and result.speaker is None and _MEETING.fullmatch(result.attribution or ""):
            # Two leaders spoke and the report merges their words: both are speakers, neither of this sentence.
            result.reporters = tuple(state.leaders)
        _remember(body, sentence, clauses[index], here, state, result)
        if result.is_statement and index and body[sentence.start] not in "“\"「":
            _quoted_before(body, sentences, results, result, sentence)
        state.paragraph = paragraph
        state.current = result if result.is_statement else None
        results.append(result)
    return results


def leaders_of(results: Sequence[Attribution]) -> list[str]:
    """Names with a reported statement, in order of the first one."""
    names: list[str] = []
    for result in results:
        for name in ((result.speaker,) if result.is_statement else ()) + result.reporters:
            if name and name not in names:
                names.append(name)
    return names


def _opening(
    body: str,
    sentence: Evidence,
    clauses: tuple[Evidence, ...],
    here: list[Mention],
    state: _State,
    quoted: set[str],
) -> Attribution | None:
    """The statement that this sentence opens, if it does."""
    patterns = _patterns()
    earlier: Mention | None = None
    for number, clause in enumerate(clauses[:6]):
        if clause.end - clause.start > LONGEST_CLAUSE:
            continue
        text = body[clause.start : clause.end].rstrip(" ，,：:；;。！？!?\u3000“\"")
        people = [mention for mention in here if clause.start <= mention.start < clause.end]
        is_last = number == len(clauses) - 1
        match = patterns["ends"].search(text) if not is_last or body[clause.end - 1] in "：:" else None
        if match and len(text) <= 90:
            found = _subject(body, clause.start, clause.start + match.start("verb"), match["verb"], people, earlier, state)
            if found:
                content = sentence.start if number and body[sentence.start] in "“\"" else clause.end
                return _resolved(found, content, state, quoted)
        inline = _inline(body, clause, clauses[min(number + 1, len(clauses) - 1)].end, people, state, is_first=number == 0 or bool(people))
        if inline:
            content = sentence.start if number and body[sentence.start] in "“\"" else inline[2]
            return _resolved(inline[:2], content, state, quoted)
        if people:
            earlier = people[-1]
    return None


def _resolved(
    found: tuple[str, str | None], content: int, state: _State, quoted: set[str]
) -> Attribution:
    attribution, speaker = found
    if speaker in quoted:
        # 习近平总书记指出 inside somebody else's speech is a quotation within it.
        if state.current:
            return Attribution(state.current.speaker, attribution, content, True)
        return Attribution(None, attribution, content, True)
    return Attribution(speaker, attribution, content, True)


def _subject(
    body: str,
    start: int,
    verb: int,
    verb_text: str,
    people: list[Mention],
    earlier: Mention | None,
    state: _State,
) -> tuple[str, str | None] | None:
    """``(attribution, speaker)`` of a clause that ends in a verb of saying."""
    before = [mention for mention in people if mention.end <= verb]
    text = body[start:verb]
    if verb_text in _NOUNISH and re.search(r"(?:作出|作了?|的|明确|具体|提出了?|按照|根据|更高|重要|新|有关|相关|工作|安全|决策|部署|有|等|了)$", text):
        return None
    pronouns = list(_PRONOUN.finditer(text))
    if pronouns and (not before or pronouns[-1].start() + start > before[-1].end):
        return pronouns[-1][0], state.focus
    if before and _ABOUT.search(body, start, before[0].post_start if before[0].post_start is not None else before[0].start):
        return None
    if before and verb_text in _NOUNISH and not _ADVERBS.fullmatch(body, before[-1].end, verb):
        return None
    if before:
        # 会见吕品一行时指出: the first person of the clause acts, the last only when nothing stands between.
        mention = before[-1] if body[before[-1].end : verb].strip() in ("", "还", "同志", "在讲话中") else before[0]
        return mention.name, mention.name
    if _INSTRUCTION.search(text):
        return text.strip(), state.instructors[0] if len(state.instructors) == 1 else None
    meeting = _MEETING.fullmatch(text)
    if meeting and not _ABOUT.search(text):
        return meeting[0].strip(), state.leaders[0] if len(state.leaders) == 1 else None
    if (_ACTING.match(text) and re.search(r"(?:并|时|后|中|发言|讲话)(?:还|进一步|特别)?$", text)) or re.fullmatch(r"(?:还|同时|进一步|一再)*", text):
        if verb_text in _NOUNISH and not text:
            return None
        speaker = earlier.name if earlier else state.focus
        return (speaker, speaker) if speaker else None
    if re.match(r"进行|作(?!者)|并|开展|提出|明确|[对向为把将以从被]", text):
        return None
    name = re.sub(r"(?:还|也|则|曾|普遍|一致|纷纷)$", "", text.strip())
    if 2 <= len(name) <= 22 and _SOURCE.search(name) and not _ABOUT.search(name) and not re.search(r"按照|根据|据$|提出|的$|总的来|一般来|具体来|也就是|可以|换句话|不得不", name):
        return name.removeprefix("据"), None
    return None


def _inline(
    body: str, clause: Evidence, following: int, people: list[Mention], state: _State, is_first: bool
) -> tuple[str, str | None, int] | None:
    """他希望汕头搭建……: subject, verb and content in one clause."""
    if not is_first:
        return None
    patterns = _patterns()
    subject: tuple[str, str | None, int] | None = None
    pronoun = _HE.match(body, clause.start, clause.end)
    if pronoun:
        subject = pronoun["he"], state.focus, pronoun.end()
    elif people and (people[0].post_start or people[0].start) - clause.start <= 14:
        subject = people[0].name, people[0].name, people[0].end
    else:
        meeting = _THE_MEETING.match(body, clause.start, clause.end)
        if meeting:
            leaders = state.instructors if meeting[0] == "批示" else state.leaders
            subject = meeting[0], leaders[0] if len(leaders) == 1 else None, meeting.end()
    if not subject:
        return None
    # 徐某在座谈交流中，介绍了……: an adverbial clause of its own stands between.
    only_adverb = _ADVERBS.match(body, subject[2], clause.end)
    end = following if only_adverb and only_adverb.end() == clause.end else clause.end
    match = patterns["inline"].match(body, subject[2], end)
    if match and end - match.end() >= 4:
        verb = match["verb"]
        if subject[1] is None and subject[0] in ("会议", "大会", "全会") and verb not in ("强调", "指出", "要求", "认为", "提出"):
            return None
        # 王某指出要……: the words begin after the verb; 王某希望各地……: the verb is part of what is said.
        return subject[0], subject[1], match.end() if verb in _PLAIN else match.start("verb")
    if subject[1] and subject[0] not in ("会议", "大会", "全会") and patterns["judges"].match(body, subject[2], end):
        return subject[0], subject[1], clause.start
    if subject[1] and patterns["reports"].match(body, subject[2], end) and end - subject[2] >= 8:
        return subject[0], subject[1], clause.start
    return None


def _continued(
    body: str, sentence: Evidence, clauses: tuple[Evidence, ...], here: list[Mention], state: _State, paragraph: int
) -> Attribution:
    """The going statement carried on, or a sentence that is nobody's words."""
    plain = Attribution(content=sentence.start)
    current = state.current
    if current is None:
        return plain
    patterns = _patterns()
    text = body[sentence.start : min(sentence.end, sentence.start + LONGEST_SENTENCE)]
    if patterns["narrative"].match(text) or patterns["visible"].match(text) or patterns["tells"].match(text):
        return plain
    head = clauses[0]
    if any(m.start < head.end and (m.post_start is None or m.post_start - head.start <= 2) and m.start - head.start <= 40 for m in here):
        if here[0].start - head.start <= 2 or here[0].post_start is not None:
            return plain
    if here and patterns["presence"].search(text):
        return plain
    if patterns["presence"].search(text) and not text.startswith("要"):
        return plain
    # An article or 大家 says one thing and the report goes on; a meeting or a person goes on speaking.
    source_only = current.speaker is None and not (_MEETING.fullmatch(current.attribution or "") or _INSTRUCTION.search(current.attribution or ""))
    if source_only and current.attribution not in ("他", "她") and not _DEMAND.match(text):
        return plain
    if paragraph != state.paragraph and not _DEMAND.match(text):
        return plain
    return Attribution(current.speaker, current.attribution, sentence.start, True)


def _reporters(
    body: str, clauses: tuple[Evidence, ...], here: list[Mention], result: Attribution
) -> tuple[str, ...]:
    """Those who report substance inside a sentence of several actors: 副局长王某通报了……情况."""
    if result.is_statement:
        return ()
    names = []
    reports = _patterns()["reports"]
    for mention in here:
        clause = next((clause for clause in clauses if clause.start <= mention.start < clause.end), None)
        if clause and reports.match(body, mention.end, clause.end):
            names.append(mention.name)
    return tuple(names)


def _remember(
    body: str,
    sentence: Evidence,
    clauses: tuple[Evidence, ...],
    here: list[Mention],
    state: _State,
    result: Attribution,
) -> None:
    """Updates whom 他 means and who gave the speech."""
    group: list[Mention] = []
    spoke: list[str] = []
    limit = result.content if result.is_statement else sentence.end
    for clause in clauses:
        if clause.start >= limit and result.is_statement:
            break
        people = [mention for mention in here if clause.start <= mention.start < clause.end]
        # 副会长董某，副书记王某出席会议并讲话: a clause that is only a person goes with the next.
        only_names = group and body[group[-1].end : clause.start].strip() in ("，", ",", "、")
        if people:
            group = group + people if only_names else people
        text = body[clause.start : min(clause.end, clause.start + LONGEST_SENTENCE)]
        for pattern, names in ((_SPOKE, state.leaders), (_INSTRUCTED, state.instructors)):
            match = pattern.search(text)
            if match and group:
                actors = [m.name for m in group if m.end <= clause.start + match.start()]
                for name in actors:
                    if name not in names:
                        names.append(name)
                spoke += actors
    if result.is_statement and result.speaker and result.attribution:
        state.focus = result.speaker
    elif spoke:
        state.focus = spoke[0]
    elif here and not result.is_statement:
        first = here[0]
        begins = (first.post_start if first.post_start is not None else first.start) - sentence.start
        presence = _patterns()["presence"].search(body, sentence.start, min(sentence.end, sentence.start + LONGEST_SENTENCE))
        if state.focus is None or (begins <= 12 and not presence) or len({m.name for m in here}) == 1 and not presence:
            state.focus = first.name


def _quoted_before(
    body: str, sentences: Sequence[Evidence], results: list[Attribution], result: Attribution, sentence: Evidence
) -> None:
    """“……。”王某表示: the quotation just before belongs to the same person."""
    index = len(results) - 1
    if "\n" in body[sentences[index].end : sentence.start] or body[sentences[index].end - 1] not in "”\"":
        return
    while index >= 0 and not results[index].is_statement:
        results[index].speaker, results[index].is_statement = result.speaker, True
        results[index].attribution = result.attribution
        if body[sentences[index].start] in "“\"" or "“" in body[sentences[index].start : sentences[index].end]:
            break
        index -= 1
