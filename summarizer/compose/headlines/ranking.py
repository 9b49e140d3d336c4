"""Which of several headlines an editor would take.

A linear model of what annotated headlines look like, fitted by ``models/train_headline_ranking.py`` to the character
ROUGE-L that each option reaches against the annotator's headline. It ranks what the report's own words make together
with what a model proposes.
"""

import dataclasses
import functools
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from itertools import islice

from summarizer.compose.clauses.agenda import AGENDA, VERBS
from summarizer.compose.clauses.phrases import bigrams, drop_adverbs, overlap
from summarizer.compose.clauses.reading import Clause
from summarizer.compose.headlines.emphasis import topic_pairs
from summarizer.compose.headlines.meetings import BY_TOPIC, MEETS, NEWS, TOPICLESS
from summarizer.compose.headlines.theme import Theme
from summarizer.datamodels import Report, ReportKind
from summarizer.text.visiting import VISITING

#: A headline below this many characters has room for what was said: 大会召开 → 大会召开 邹自景强调积极培育新质生产力.
ROOM_LEFT = 17
#: What a pair of characters adds that is certainly part of a fact the summary has not told, in ROUGE-L of the headline.
UNTOLD = 0.03
#: Character pairs that two headlines of the same event share, as a part of the shorter one.
SAME_EVENT = 0.7
SAME_HOST = 0.5
#: What a headline loses that says of a press conference only that it was held, in ROUGE-L.
NO_NEWS_YET = 0.1
#: What somebody said on a visit follows it.
EMPHASIS = "强调"
#: So many of the best are followed up.
FULLER = 6

_HELD = re.compile(r"召开|举行|举办|开幕|启动|揭牌|签约|闭幕|成立")
_HELD_LAST = re.compile(r"(?:召开|举行|开幕|举办|启动)$")
_VISITS = re.compile(rf"{VISITING}|会见")
_CEREMONY = re.compile(r"出席|参加|讲话|致辞|主持(?!召开)")
# 检查 杨某陪同调研: no news beside the event
_NO_NEWS = re.compile(rf"{_CEREMONY.pattern}|陪同|作部署$|消息$")
_CEREMONIAL_TAIL = re.compile(r"^(\S*(?:召开|举行|开幕)) \S*(?:出席|讲话)$")
_INCOMPLETE = re.compile(
    r"^(?:并|还|也|将|就|其|该|本次|此次|这|他|她|当天|与会|会议|大会|同比|其中|一行|活动)|[的和与及在]$|^.{0,4}(?:介绍|观看|听取)"
    r"|(?:认为|表示|指出|强调|透露|活动后|会[上后]|期间|之际)$"
)
_DATED = re.compile(r"\d{1,2}月|\d{1,2}日|近日|日前|昨|今[日天]")
# A post before the name makes a headline heavy: 市委副书记、市长张某.
_POSTED = re.compile(
    r"(?:书记|[省市县区州]长|主任|主席|委员长|部长|厅长|局长)[\u3400-\u9fff]{2,3}(?:在|主持|出席|强调|调研|会见|率|到|赴)"
)
# That a congress met is the news; what it was told to do there is not.
_CONGRESS = re.compile(r"(?:代表|会员)大会")
# 人大常委会会议闭幕 asks for no demand.
_OPENED_OR_CLOSED = re.compile(r"(?:开幕|闭幕)$")
_SAID_ALONE = re.compile(r"^(?P<who>[\u3400-\u9fff·]{2,12}?)(?:：|强调)(?P<demand>[^：]+)$")
_VISITED = re.compile(rf"[^ ，：]{{2,24}}?(?:{VISITING}|座谈|会商)(?![组团])[^，：]*$")
_BRIEFED = re.compile(
    r"(?:发布会|专场)(?:召开|举行|举办)$|(?:召开|举行|举办)[^ ，：]*发布会$|(?:主持|举行|召开)[^ ，：]*记者会$"
)
_MET_FOR = re.compile(
    rf"^(?!.*(?:召开|举行))([^ ，：]{{1,12}}?(?:[组局厅委院部会办]|中心|政府|政协|会议))(?:{VERBS})[^ ，：]*(?:精神|思想|论述|工作|情况|汇报|报告|意见|方案|规划|条例|办法|》)$"
)
# 胡某在省检察院调研: where, and of what nothing yet
_ONLY_WHERE = re.compile(rf"[在到赴][^ ]*(?:{VISITING})$")
_NUMBER = re.compile(r"\d")
_TOPIC = re.compile(r"[“《]")


@dataclasses.dataclass(frozen=True, slots=True)
class Option:
    """A proposed headline; ``model_score`` is the model's own score, None for what the report's words make."""

    text: str
    model_score: float | None = None
    model_rank: int = 0


def features(
    options: Sequence[Option],
    clauses: Sequence[Clause],
    scores: Sequence[float],
    report: Report,
) -> list[dict[str, float]]:
    """Named features of every option, all roughly in -1 to 1."""
    worth: dict[str, float] = {}
    first: set[str] = set()
    for clause, value in zip(clauses, scores, strict=True):
        pairs = bigrams(clause.text)
        if clause.sentence == 0:
            first |= pairs
        for pair in pairs:
            worth[pair] = max(worth.get(pair, 0.0), value)
    event = bigrams(report.event or "")
    names = [speaker.name for speaker in report.speakers]
    # What the proposals agree on is likelier right (minimum Bayes risk, Kumar and Byrne 2004).
    proposed = [bigrams(option.text) for option in options if option.model_score is not None]
    rows = []
    for option in options:
        text = option.text
        pairs = bigrams(text)
        size = max(1, len(pairs))
        carried = math.fsum(worth.get(pair, 0.0) for pair in pairs)  # the same in whatever order a set comes
        head, _, tail = text.partition(" ")
        proposed_here = option.model_score is not None
        rows.append(
            {
                "bias": 1.0,
                "salience": carried / size,
                "total_salience": carried / 20,
                "event": len(pairs & event) / max(1, len(event)) if event else 0.0,
                "of_event": len(pairs & event) / size,
                "of_opening": len(pairs & first) / size,
                "chars": len(text) / 30,
                "short": float(len(text) < 14),
                "long": float(len(text) > 26),
                "two_parts": float(bool(tail)),
                "colon": float("：" in text),
                "emphasis": float("强调" in text),
                "held": float(bool(_HELD.search(head))),
                "held_last": float(bool(_HELD_LAST.search(text))),
                "visits": float(bool(_VISITS.search(head))),
                "ceremony": float(bool(_CEREMONY.search(text))),
                "incomplete": float(bool(_INCOMPLETE.search(text))),
                "number": float(bool(_NUMBER.search(text))),
                "quoted": float(bool(_TOPIC.search(text))),
                "starts_with_speaker": float(any(text.startswith(name) for name in names)),
                "main_speaker": float(bool(names) and names[0] in text),
                "dated": float(bool(_DATED.match(text))),
                "posted": float(bool(_POSTED.search(text))),
                "comma": float("，" in text),
                "agreement": sum(len(pairs & other) / max(1, len(pairs | other)) for other in proposed)
                / max(1, len(proposed)),
                "proposed": float(proposed_here),
                "model_score": option.model_score or 0.0,
                "model_first": float(proposed_here and option.model_rank == 0),
            }
        )
    return rows


def rank_headlines(
    options: Sequence[Option],
    clauses: Sequence[Clause],
    scores: Sequence[float],
    report: Report,
    untold: Mapping[str, float] | None = None,
) -> list[str]:
    """Texts of the options, best first, none twice; a best one that leaves room is followed by one emphasis.

    Args:
        untold: pairs of characters that the summary leaves out, each with the chance that a fact is lost with it.
    """
    weights, untold = _weights(), untold or {}
    rated = [
        (
            sum(weights.get(name, 0.0) * value for name, value in row.items())
            + UNTOLD * math.fsum(untold.get(pair, 0.0) for pair in bigrams(option.text))
            - NO_NEWS_YET * bool(_BRIEFED.search(option.text)),
            option.text,
        )
        for option, row in zip(options, features(options, clauses, scores, report), strict=True)
    ]
    ranked = list(dict.fromkeys(text for _, text in sorted(rated, key=lambda item: (-item[0], item[1]))))
    if ranked and (head := _CEREMONIAL_TAIL.match(ranked[0])):
        # 大会召开 某某出席并讲话: what was said says more, where the same event has room for it.
        said = (
            text for text in ranked if text.startswith(f"{head.group(1)} ") and not _CEREMONY.search(text)
        )
        ranked = [*islice(said, 1), *ranked]
    # The best may fail the fact check: the next ones are made as good as they can be, too.
    fuller = [one for text in ranked[:FULLER] for one in (*_fuller(text, ranked, report.kind), text)]
    theme = Theme(clauses, report)
    fuller = [told for text in fuller for told in (*islice(_on_topic(text, ranked, theme), 1), text)]
    return list(dict.fromkeys((*fuller, *ranked)))


def _fuller(headline: str, ranked: Sequence[str], report_kind: ReportKind) -> Iterator[str]:
    """The same event with what it was held for, or with one thing more, where the headline leaves that out."""
    head = headline.partition(" ")[0]
    if TOPICLESS.search(head) and not BY_TOPIC.search(head) and not _held_for(headline):
        # 主持召开党组会议 提高网络治理效能: what it was held for says more than one demand under the fifth item.
        told = (text for text in ranked if _held_for(text) and _same_meeting(text, head))
        yield from islice(told, 1)
    elif MEETS.search(headline):
        # 主持召开规划委员会2023年第六次会议, and what did that pass?
        told = (
            text for text in ranked if NEWS.search(text) and _held_for(text) and _same_meeting(text, head)
        )
        yield from islice(told, 1)
    alone = _SAID_ALONE.match(headline)
    if alone:
        # 胡某：守好一线 → 胡某调研热线 强调守好一线: the same demand, and where it was made.
        demand = drop_adverbs(alone["demand"])
        told = (
            text
            for text in ranked
            if text != headline
            and " " in text
            and text.endswith(demand)
            and alone["who"] in text
            and not _NO_NEWS.search(text)
        )
        yield from islice(told, 1)
        # 梁某：做好水污染防治 where the council passed 水污染防治条例: what it did, of which he spoke.
        told = (text for text in ranked if text.startswith(alone["who"]) and _held_for(text))
        yield from islice(told, 1)
    if alone and report_kind == "inspection":
        # 周某：打造自主品牌 where 周某赴某街道调研: a visit is told as one.
        for visit in islice((text for text in ranked if _VISITED.match(text)), 1):
            yield from islice((text for text in ranked if text.startswith(f"{visit} {EMPHASIS}")), 1)
            yield visit
    if (len(headline) < ROOM_LEFT and not _OPENED_OR_CLOSED.search(headline)) or TOPICLESS.search(headline):
        # 主持 for 主持召开, for want of room, is no ceremony.
        told_by = headline.replace("主持召开", "主持") if "主持召开" in headline else ""
        more = (
            text
            for text in ranked
            if _adds_to(text, headline) and not _NO_NEWS.search(text.removeprefix(told_by))
        )
        yield from islice(more, 1)


def _on_topic(headline: str, ranked: Sequence[str], theme: Theme) -> Iterator[str]:
    """The same event with a demand about its subject, where the headline's demand is about another.

    张某检查调度抢险工作 强调确保市场供应 → 强调确保抢险救援高效: the market was visited later that day. A meeting whose name says
    what it was about is told by its name alone.
    """
    event, mark, said = headline.partition(" ")
    missed = bool(mark) and theme.misses(event, said)
    if missed or (not mark and MEETS.search(event)):
        # 全市政法系统领导干部会议召开 王某强调打造政法队伍: the one demand that its name leads to expect
        yield from (text for text in ranked if _asks_there(text, event, theme))
    if missed:
        yield event
    head, mark, tail = headline.partition(f" {EMPHASIS}")
    topic = topic_pairs(head)
    if not mark or _ONLY_WHERE.search(head) or topic & topic_pairs(tail):
        return
    for text in ranked:
        other, mark, demand = text.partition(f" {EMPHASIS}")
        if mark and overlap(other, head) > SAME_EVENT and topic & topic_pairs(demand):
            yield text


def _asks_there(text: str, event: str, theme: Theme) -> bool:
    """Whether somebody asks at that meeting for what it is called after."""
    head, _, tail = text.partition(" ")
    if EMPHASIS not in tail or not MEETS.search(head) or 2 * len(head) < len(event):
        return False
    if overlap(head, event) <= SAME_EVENT:
        return False
    return not _CONGRESS.search(event) and theme.meets(event, tail)


def _held_for(text: str) -> bool:
    """Whether it goes on to what the meeting did."""
    _, mark, tail = text.partition(" ")
    return bool(AGENDA.match(tail) if mark else _MET_FOR.match(text))


def _same_meeting(text: str, head: str) -> bool:
    first, mark, _ = text.partition(" ")
    who = _MET_FOR.match(text) if not mark else None
    return overlap(head, who.group(1)) >= SAME_HOST if who else overlap(head, first) > SAME_EVENT


def _adds_to(text: str, headline: str) -> bool:
    """Whether the text says the same and then one thing more."""
    head, mark, _ = text.partition(" ")
    same = head == headline or (TOPICLESS.search(headline) and overlap(head, headline) > SAME_EVENT)
    return bool(mark and same)


@functools.cache
def _weights() -> Mapping[str, float]:
    text = resources.files("summarizer").joinpath("data/headline_ranking.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights
