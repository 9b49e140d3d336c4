"""What a meeting's report keeps speaking of, and whether the demand in a headline is about that.

全市政法系统领导干部会议召开 王某强调做好信访工作 tells one of seven demands as if the meeting had been held for it. The name
of such a meeting says what it was about, and says it better alone.
"""

import re
from collections import Counter
from collections.abc import Sequence

from summarizer.compose.clauses.agenda import AGENDA
from summarizer.compose.clauses.phrases import bigrams
from summarizer.compose.clauses.reading import Clause
from summarizer.compose.headlines.emphasis import topic_pairs, topic_words
from summarizer.compose.headlines.meetings import TOPICLESS
from summarizer.datamodels import Report

#: What stands in this part of as many sentences as the most repeated pair of characters is a theme, too.
REPEATED = 0.5
#: Pairs of characters that a demand shares with a longer word of the meeting's name, where it is about that.
SHARED = 2
#: A pair that stands in fewer sentences is repeated by chance.
ENOUGH_SENTENCES = 3

# 云溪市工作会议召开: where it was held is in every sentence, and no theme.
_PLACE = re.compile(r"^[\u3400-\u9fff]{2,6}?[省市县区州旗]")
_MEETING = re.compile(r"会议?(?:在[^ ，]{2,8})?(?:召开|举行)$|(?:召开|举行)[^ ，]{4,}会议?$")


class Theme:
    """The pairs of characters that a report repeats, each with the number of sentences it stands in."""

    def __init__(self, clauses: Sequence[Clause], report: Report) -> None:
        names = {pair for speaker in report.speakers for pair in bigrams(speaker.name)}
        told: dict[int, set[str]] = {}
        for clause in clauses:
            told.setdefault(clause.sentence, set()).update(topic_pairs(clause.text) - names)
        self._sentences = Counter(pair for pairs in told.values() for pair in pairs)
        self._most = max(self._sentences.values(), default=0)

    def misses(self, event: str, demand: str) -> bool:
        """Whether a meeting's name says what it was about, and the demand made there is about another thing.

        …住房公积金工作会议召开 落实住房信贷政策 shares too little of what the meeting is called after.
        """
        if not _MEETING.search(event) or TOPICLESS.search(event) or AGENDA.match(demand):
            return False
        named = self._named(event)
        if not named:
            return False
        asked = topic_pairs(demand)
        shares = any(len(asked & pairs) >= min(SHARED, len(pairs)) for pairs in named)
        return not shares and not any(self._repeats(pair) for pair in asked - topic_pairs(event))

    def meets(self, event: str, demand: str) -> bool:
        """Whether the demand is about what the meeting is called after: 打造政法队伍 of 政法系统领导干部会议."""
        asked = topic_pairs(demand)
        return any(len(asked & pairs) >= min(SHARED, len(pairs)) for pairs in self._named(event))

    def _named(self, event: str) -> list[set[str]]:
        """The words a meeting is called after, as pairs; of 港口史初稿审查会议 the report goes on to speak of the 港口."""
        called = topic_words(_PLACE.sub("", event))
        words = [{pair for pair in bigrams(word) if self._repeats(pair)} for word in called]
        return [pairs for pairs in words if pairs]

    def _repeats(self, pair: str) -> bool:
        return self._sentences[pair] >= max(ENOUGH_SENTENCES, REPEATED * self._most)
