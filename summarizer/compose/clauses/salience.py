"""How much an editor would want each clause: a small regression over its place, wording and role.

The target is the share of a clause's character pairs that annotators carried into headline and summary; the weights
(``summarizer/data/salience.json``) are fitted by ``models/train_salience.py``. Features are named there and here alike.
"""

import dataclasses
import functools
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources

from summarizer.backends.base import ClauseTable, ClauseWorth
from summarizer.compose.clauses.phrases import bigrams
from summarizer.compose.clauses.reading import Clause
from summarizer.compose.clauses.standing import is_attendance, is_subjectless
from summarizer.compose.clauses.ties import ties
from summarizer.datamodels import Report

_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "date": re.compile(r"\d+月\d+日|\d+日|近日|日前|昨[日天]|今[日天]"),
    "event_word": re.compile(r"会议|大会|座谈|调研|活动|仪式|发布会|推进会|论坛|考察|检查|会$"),
    "held": re.compile(r"召开|举行|举办|开幕|启动|成立|主持"),
    "said": re.compile(r"强调|指出|要求|表示|介绍|希望|提出"),
    "attends": re.compile(r"出席|参加|陪同"),
    "speaks": re.compile(r"讲话|致辞|主持"),
    "result": re.compile(
        r"签约|揭牌|授牌|当选|推选|推举|选举产生|审议通过|通过|任命|颁|荣获|发布|开通|投用|竣工"
    ),
    "post": re.compile(r"书记|[市县区省州]长|主任|局长|部长|厅长|主席|院长|会长|董事长|常委"),
    "number": re.compile(r"\d"),
    "measure": re.compile(r"\d+(?:\.\d+)?(?:万|亿|%|余|多|个|家|名|人|项|元|吨|公里|米|所|处|条)"),
    "quoted": re.compile(r"[“《]"),
    "action": re.compile(
        r"^(?:要|坚持|聚焦|加强|推动|推进|强化|提升|打造|做好|抓好|确保|坚决|加快|压实|守牢|建立|完善)"
    ),
    "creed": re.compile(
        r"习近平|二十大|为指导|重要讲话|重要指示|党中央|国务院|决策部署|新时代|两个确立|两个维护|四个意识"
    ),
    "aim": re.compile(
        r"^(?:为|以|推动|助力|奋力|在).{4,}(?:贡献|力量|篇章|局面|保障|支撑|基础|现代化|新高度)"
    ),
    "stance": re.compile(r"提高政治站位|思想认识|高度重视|统一思想|责任感|使命感|重要意义|重大意义"),
    "background": re.compile(r"近年来|长期以来|一直以来|据了解|历史|位于|成立于|始建于"),
    "list": re.compile(r"负责同志|负责人|等(?:参加|出席|陪同)"),
}
#: What a clause gains that stands in the article's title word for word.
TITLE_WEIGHT = 0.4
#: Clauses below this are not wanted in any case.
LEAST_VALUE = 0.03
#: Enumeration commas that make a list of who came, whose names are no facts of the report.
LIST_COMMAS = 3
#: What a pair of characters costs the reader, in pairs that are certainly wanted; and how much a clause's own value
#: counts, and costs, where a model says which facts must not be lost.
COST = 0.1
BESIDE_FACTS, COST_BESIDE_FACTS = 0.25, 0.15
#: A clause that is less likely to stand alone is not wanted in the summary, unless it comes with what it needs.
LEAST_ALONE = 0.4
#: Who heads what has just been elected is the news of a voting meeting.
ELECTED = re.compile(
    r"当选为?(?!副)[^，副、]{0,16}(?:会长|主席|主任|理事长|院长|省长|市长|县长|区长|州长|书记)$"
)
ELECTED_WORTH = 0.6
_ROLES = ("lead", "statement", "attendance", "award", "result", "background")


def clause_table(clauses: Sequence[Clause], rows: Sequence[Mapping[str, float]], body: str) -> ClauseTable:
    """What a backend is shown that judges clauses; ``rows`` are their features."""
    names = tuple(rows[0]) if rows else ()
    return ClauseTable(
        clause_texts(clauses, body),
        names,
        [list(row.values()) for row in rows],
        [list(row.values()) for row in ties(clauses, body)],
    )


def clause_texts(clauses: Sequence[Clause], body: str) -> list[str]:
    """Each clause's words in the body with whatever stands between it and the clause before."""
    starts = [0, *(clause.end for clause in clauses)]
    return [
        body[min(start, clause.start) : clause.end] for start, clause in zip(starts, clauses, strict=False)
    ]


def features(clauses: Sequence[Clause], report: Report, body: str) -> list[dict[str, float]]:
    """Named features of every clause, all roughly in 0 to 1. Linear in the body's length."""
    if not clauses:
        return []
    frequency = Counter(pair for clause in clauses for pair in bigrams(clause.text))
    event = bigrams(report.event or "")
    opening = set().union(*(bigrams(clause.text) for clause in clauses if clause.sentence == 0))
    first_speaker = report.speakers[0].name if report.speakers else None
    names = {speaker.name for speaker in report.speakers}
    heard: Counter[str] = Counter()
    rows: list[dict[str, float]] = []
    for clause in clauses:
        pairs = bigrams(clause.text)
        sentence = report.sentences[clause.sentence]
        size = max(1, len(pairs))
        row = {name: float(bool(pattern.search(clause.text))) for name, pattern in _PATTERNS.items()}
        row.update({f"role_{role}": float(sentence.role == role) for role in _ROLES})
        row["bias"] = 1.0
        row["place"] = clause.start / max(1, len(body))
        row["near_start"] = math.exp(-clause.start / 150)
        row["first_sentence"] = float(clause.sentence == 0)
        row["second_sentence"] = float(clause.sentence == 1)
        row["position"] = min(clause.position, 6) / 6
        row["first_clause"] = float(clause.position == 0)
        row["length"] = min(len(clause.text), 60) / 60
        row["short"] = float(len(clause.text) < 8)
        row["long"] = float(len(clause.text) > 35)
        # Sets have an order of their own in every process; fsum does not depend on it, so neither does the output.
        row["central"] = sum(frequency[pair] > 1 for pair in pairs) / size
        row["frequent"] = math.fsum(math.log(frequency[pair]) for pair in pairs if frequency[pair]) / size
        row["like_opening"] = len(pairs & opening) / size
        row["like_event"] = len(pairs & event) / max(1, len(event)) if event else 0.0
        row["names_speaker"] = float(any(name in clause.text for name in names))
        row["spoken"] = float(clause.spoken)
        row["main_speaker"] = float(clause.speaker is not None and clause.speaker == first_speaker)
        row["other_speaker"] = float(clause.speaker is not None and clause.speaker != first_speaker)
        if clause.spoken:
            speaker = clause.speaker or sentence.attribution or ""
            row["said_first"] = math.exp(-heard[speaker] / 3)
            heard[speaker] += 1
        else:
            row["said_first"] = 0.0
        row["first_sentence_head"] = row["first_sentence"] * row["first_clause"]
        row["first_sentence_date"] = row["first_sentence"] * row["date"]
        row["opening_post"] = row["near_start"] * row["post"]
        row["opening_speaks"] = row["near_start"] * row["speaks"]
        row["attendance"] = float(is_attendance(clause.text))
        rows.append(row)
    return rows


@functools.cache
def feature_names() -> tuple[str, ...]:
    """Names of the features, in the order in which :func:`features` gives them."""
    return tuple(_weights()[0])


@dataclasses.dataclass(frozen=True, slots=True)
class Salience:
    """Salience of every clause, 0 (leave out) to 1 (certainly wanted); 0 for clauses that cannot be used.

    Attributes:
        summary: as material of headline and summary.
        keypoint: as material of key points.
        facts: for each clause its pairs of neighbouring characters with the chance that they belong to a fact that
            must not be lost; empty where no model judged.
        alone: chance of each clause that it can be printed behind its speaker's name; 1 where no model judged.
    """

    summary: tuple[float, ...]
    keypoint: tuple[float, ...]
    facts: tuple[Mapping[str, float], ...]
    alone: tuple[float, ...]

    def untold(self, text: str) -> dict[str, float]:
        """The pairs of characters that the text leaves out, each with its best chance to belong to a fact."""
        told = bigrams(text)
        return {pair: chance for pair, chance in best_chances(self.facts).items() if pair not in told}


def best_chances(facts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Each pair of characters of several clauses with the best of its chances to belong to a fact."""
    found: dict[str, float] = {}
    for pairs in facts:
        for pair, chance in pairs.items():
            found[pair] = max(chance, found.get(pair, 0.0))
    return found


def score(clauses: Sequence[Clause], rows: Sequence[Mapping[str, float]]) -> Salience:
    """Salience of every clause for each use, from its features alone: needs no model."""
    summary, keypoint = (_apply(weights, clauses, rows) for weights in _weights())
    return Salience(summary, keypoint, ({},) * len(clauses), (1.0,) * len(clauses))


def summary_worth(clauses: Sequence[Clause], salience: Salience) -> list[dict[str, float]]:
    """Worth of each clause's pairs of characters for the summary, less the reader's time; none where it is not wanted."""
    found: list[dict[str, float]] = []
    for clause, value, facts, alone in zip(
        clauses, salience.summary, salience.facts, salience.alone, strict=True
    ):
        if ELECTED.search(clause.text):
            value = max(value, ELECTED_WORTH)
        wanted = clause.usable and value > LEAST_VALUE and (alone >= LEAST_ALONE or bool(clause.needs))
        # Nobody's demand is no sentence of its own: 深入贯彻…精神，建设现代文明.
        wanted = wanted and (clause.spoken or bool(clause.needs) or not is_subjectless(clause.text))
        share, cost = (BESIDE_FACTS, COST_BESIDE_FACTS) if facts else (1.0, COST)
        if is_attendance(clause.text) and clause.text.count("、") >= LIST_COMMAS:
            facts = {}
        found.append(
            {pair: facts.get(pair, 0.0) + share * value - cost for pair in bigrams(clause.text)}
            if wanted
            else {}
        )
    return found


def judged(clauses: Sequence[Clause], judgement: Sequence[ClauseWorth]) -> Salience:
    """Salience of every clause as a model judged it."""
    pairs = list(zip(clauses, judgement, strict=True))
    return Salience(
        tuple(_bounded(clause, one.summary) for clause, one in pairs),
        tuple(_bounded(clause, one.keypoint) for clause, one in pairs),
        tuple(one.facts for one in judgement),
        tuple(one.alone for one in judgement),
    )


def with_title(salience: Salience, clauses: Sequence[Clause], title: str) -> Salience:
    """The same where the article's own title is known: what it says is the core of the matter."""
    named = bigrams(title)
    shares = [len((own := bigrams(clause.text)) & named) / max(1, len(own)) for clause in clauses]

    def raised(values: Sequence[float]) -> tuple[float, ...]:
        return tuple(
            _bounded(clause, value + TITLE_WEIGHT * share)
            for clause, value, share in zip(clauses, values, shares, strict=True)
        )

    facts = tuple(
        {pair: min(1.0, chance + TITLE_WEIGHT * (pair in named)) for pair, chance in pairs.items()}
        for pairs in salience.facts
    )
    return dataclasses.replace(
        salience, summary=raised(salience.summary), keypoint=raised(salience.keypoint), facts=facts
    )


def _bounded(clause: Clause, value: float) -> float:
    return min(1.0, max(0.0, value)) if clause.usable else 0.0


def _apply(
    weights: Mapping[str, float], clauses: Sequence[Clause], rows: Sequence[Mapping[str, float]]
) -> tuple[float, ...]:
    values = (sum(weights.get(name, 0.0) * value for name, value in row.items()) for row in rows)
    return tuple(_bounded(clause, value) for clause, value in zip(clauses, values, strict=True))


@functools.cache
def _weights() -> tuple[dict[str, float], dict[str, float]]:
    text = resources.files("summarizer").joinpath("data/salience.json").read_text(encoding="utf-8")
    fitted = json.loads(text)
    return fitted["summary"], fitted["keypoint"]
