"""Other people's extractive summarisers, called as their own documentation calls them for Chinese.

Each ranks a text's sentences. None has a character budget, so the same rule fills ours for all of them: the
best sentences that fit, in the order of the text, then what fits of the next one.
"""

import functools
import importlib.util
import logging
import warnings
from collections.abc import Callable
from typing import Any

from summarizer import SummaryOptions
from summarizer.evaluation import Output, Reference

#: Sentences asked for: enough to fill any budget here, few enough to be in the order of their rank.
_SENTENCES = 12

#: A ranked sentence list, best first.
Ranker = Callable[[str], list[str]]


def summarize(name: str, reference: Reference, options: SummaryOptions) -> Output:
    """Headline, summary and key points from a peer's ranking, each filled up to its budget."""
    ranked = [sentence.strip() for sentence in PEERS[name](reference.body) if sentence.strip()]
    return Output(
        id=reference.id,
        headline=ranked[0][: options.headline_chars] if ranked else "",
        summary=fill(reference.body, ranked, options.summary_chars),
        keypoints=tuple(sentence[: options.keypoint_chars] for sentence in ranked[: options.keypoints]),
    )


def fill(body: str, ranked: list[str], budget: int) -> str:
    """The best sentences that fit the budget, in the order of the text, then what fits of the next one."""
    chosen: list[str] = []
    for sentence in ranked:
        whole = "".join(_ended(one) for one in sorted([*chosen, sentence], key=body.find))
        if len(whole) > budget:
            kept = "".join(_ended(one) for one in sorted(chosen, key=body.find))
            return (kept + sentence)[:budget]
        chosen.append(sentence)
    return "".join(_ended(one) for one in sorted(chosen, key=body.find))


def _ended(sentence: str) -> str:
    """Two of the peers return sentences without their final mark."""
    return sentence if sentence[-1] in "。！？；”’" else sentence + "。"


def _sumy(method: str) -> Ranker:
    """https://github.com/miso-belica/sumy: its README's example with LANGUAGE = "chinese"."""

    def rank(body: str) -> list[str]:
        summarizer = _sumy_method(method)
        from sumy.nlp.tokenizers import Tokenizer
        from sumy.parsers.plaintext import PlaintextParser

        ranked: list[str] = []

        def count(rated: tuple[Any, ...]) -> tuple[Any, ...]:
            # Where a number would cut the list to the best n, we read off its order.
            ranked.extend(str(item.sentence) for item in rated)
            return rated

        summarizer(PlaintextParser.from_string(body, Tokenizer("chinese")).document, count)
        return ranked

    return rank


@functools.cache
def _sumy_method(method: str) -> Callable[..., Any]:
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.lsa import LsaSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer
    from sumy.utils import get_stop_words

    methods = {"textrank": TextRankSummarizer, "lexrank": LexRankSummarizer, "lsa": LsaSummarizer}
    summarizer = methods[method](Stemmer("chinese"))
    summarizer.stop_words = get_stop_words("chinese")
    return summarizer


def _snownlp(body: str) -> list[str]:
    """https://github.com/isnowfy/snownlp: ``SnowNLP(text).summary(n)``; its sentences end at commas."""
    from snownlp import SnowNLP

    return SnowNLP(body).summary(_SENTENCES * 2)


def _textrank4zh(body: str) -> list[str]:
    """https://github.com/letiantian/TextRank4ZH, which calls a function that networkx 3 renamed.

    ``pip install textrank4zh`` and its README's example fail with ``module 'networkx' has no attribute
    'from_numpy_matrix'``; its users put the new name in the old one's place.
    """
    import networkx

    if not hasattr(networkx, "from_numpy_matrix"):
        networkx.from_numpy_matrix = networkx.from_numpy_array
    from textrank4zh import TextRank4Sentence

    ranker = TextRank4Sentence()
    ranker.analyze(text=body, lower=True, source="all_filters")
    return [item.sentence for item in ranker.get_key_sentences(num=_SENTENCES)]


def quiet() -> None:
    """Silences what the peers and jieba print about themselves."""
    warnings.filterwarnings("ignore", category=UserWarning)
    import jieba

    # Importing jieba sets its level, so that setting it before would be in vain.
    jieba.setLogLevel(logging.ERROR)


PEERS: dict[str, Ranker] = {
    "sumy-textrank": _sumy("textrank"),
    "sumy-lexrank": _sumy("lexrank"),
    "sumy-lsa": _sumy("lsa"),
    "snownlp": _snownlp,
    "textrank4zh": _textrank4zh,
}

#: The package behind each peer, for its version.
PACKAGES = {name: name.split("-")[0] for name in PEERS}


def installed() -> list[str]:
    """Peers whose package is there."""
    return [name for name, package in PACKAGES.items() if importlib.util.find_spec(package)]
