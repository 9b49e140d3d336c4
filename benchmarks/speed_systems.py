"""The systems that `speed_models.py` compares, and the invented documents they are given."""

from __future__ import annotations

import random
from collections.abc import Callable

from summarizer.backends.embedded import BEAMS

PLACES = ("临江市", "云岭县", "望海区", "青石镇", "松原州", "平湖县")
NAMES = ("邹远山", "李晓明", "陈思齐", "欧阳静", "赵一鸣", "孙立")
EVENTS = ("科技创新大会", "安全生产推进会", "防汛工作会议", "乡村振兴座谈会", "重点项目调度会")
ACTIONS = (
    "加强统筹协调，形成工作合力",
    "压实工作责任，确保各项任务落到实处",
    "推动科技成果转化，培育新质生产力",
    "守牢安全底线，全面排查整治风险隐患",
    "优化营商环境，帮助企业解决实际困难",
    "坚持问题导向，补齐民生短板",
    "完善基础设施，提升公共服务水平",
)


def documents(count: int) -> list[str]:
    """Invented meeting reports of 230 to 330 characters."""
    choose = random.Random(1)
    reports = []
    for _ in range(count):
        place, event = choose.choice(PLACES), choose.choice(EVENTS)
        names, actions = choose.sample(NAMES, 2), choose.sample(ACTIONS, 6)
        reports.append(
            f"{choose.randint(1, 28)}日，{place}召开{event}，市委书记{names[0]}出席并讲话，市长{names[1]}主持会议。"
            f"{names[0]}强调，要{actions[0]}，{actions[1]}，以更高标准推进各项工作。"
            f"{names[0]}指出，今年以来产值增长{choose.randint(3, 19)}.{choose.randint(1, 9)}%，"
            f"完成投资{choose.randint(12, 98)}亿元。要{actions[2]}；要{actions[3]}，推动高质量发展取得新成效。"
            f"{names[1]}要求，各级各部门要{actions[4]}，{actions[5]}，把会议精神转化为实际行动。"
            "相关部门负责同志参加会议，有关单位和企业代表作交流发言。"
        )
    return reports


def embedded(thorough: bool = False) -> Callable[[list[str]], list[str]]:
    """The shipped model through its backend: two drafts a headline, or a beam's and one; batched, constrained, ranked."""
    from summarizer.backends.base import Request
    from summarizer.backends.embedded import EmbeddedBackend
    from summarizer.modeling.weights import find_model

    backend = EmbeddedBackend(find_model())
    backend.generate([Request("预热。临江市召开会议。", "headline", 20)])

    def run(texts: list[str]) -> list[str]:
        found = backend.generate([Request(text, "headline", 30, thorough=thorough) for text in texts])
        return [candidates[0].text if candidates else "" for candidates in found]

    return run


def embedded_one_draft() -> Callable[[list[str]], list[str]]:
    """The same decoder, one draft a headline: as much as the plain loop below writes."""
    from summarizer.backends.embedded import EmbeddedBackend
    from summarizer.modeling.decoding import Want
    from summarizer.modeling.weights import find_model

    decoder = EmbeddedBackend(find_model()).decoder

    def run(texts: list[str]) -> list[str]:
        wants = [[Want("headline", None, 6, 40)] for _ in texts]
        return [found[0].text if found else "" for found in decoder.write(decoder.encode(texts), wants)]

    return run


def plain_generate(beams: int = 1) -> Callable[[list[str]], list[str]]:
    """The same weights, one document at a time through transformers' `generate`, in float32 as it loads them; greedy
    with one beam."""
    import torch

    from summarizer.modeling.control import decoder_prefix
    from summarizer.modeling.model import CopySeq2SeqForConditionalGeneration
    from summarizer.modeling.tokenizer import CopySeq2SeqTokenizer
    from summarizer.modeling.weights import find_model

    folder = find_model()
    model = CopySeq2SeqForConditionalGeneration.from_pretrained(folder, dtype=torch.float32).eval()
    tokenizer = CopySeq2SeqTokenizer.from_pretrained(folder)
    prefix = torch.tensor([decoder_prefix("headline")])

    def run(texts: list[str]) -> list[str]:
        outputs = []
        for text in texts:
            inputs = tokenizer(text, return_tensors="pt", truncation=True, max_length=160)
            ids = model.generate(
                **inputs, decoder_input_ids=prefix, max_new_tokens=28, do_sample=False, num_beams=beams
            )
            outputs.append(tokenizer.decode(ids[0], skip_special_tokens=True))
        return outputs

    return run


def mt5_small_shape() -> Callable[[list[str]], list[str]]:
    """A model of mT5-small's shape with random weights, greedy, 20 pieces a headline, one at a time."""
    import torch
    from transformers import MT5Config, MT5ForConditionalGeneration

    config = MT5Config(
        vocab_size=250_112,
        d_model=512,
        d_ff=1024,
        num_layers=8,
        num_heads=6,
        d_kv=64,
        decoder_start_token_id=0,
    )
    model = MT5ForConditionalGeneration(config).eval()

    def run(texts: list[str]) -> list[str]:
        for text in texts:
            ids = torch.randint(5, 250_000, (1, int(len(text) * 0.65)))
            model.generate(input_ids=ids, min_new_tokens=20, max_new_tokens=20, do_sample=False)
        return [""] * len(texts)

    return run


def sumy(kind: str) -> Callable[[list[str]], list[str]]:
    """sumy with jieba words, one sentence."""
    import jieba
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer

    class Words:
        def to_words(self, text: str) -> list[str]:
            return [word for word in jieba.lcut(text) if word.strip("，。；：、“” ")]

    summarize = TextRankSummarizer() if kind == "TextRank" else LexRankSummarizer()
    jieba.initialize()

    def run(texts: list[str]) -> list[str]:
        outputs = []
        for text in texts:
            sentences = [Sentence(part + "。", Words()) for part in text.split("。") if part]
            found = summarize(ObjectDocumentModel([Paragraph(sentences)]), 1)
            outputs.append(str(found[0]))
        return outputs

    return run


def snownlp() -> Callable[[list[str]], list[str]]:
    """snownlp's TextRank, one sentence."""
    from snownlp import SnowNLP

    return lambda texts: [(SnowNLP(text).summary(1) or [""])[0] for text in texts]


def textrank4zh() -> Callable[[list[str]], list[str]]:
    """TextRank4ZH, one sentence; written for older networkx, which it may refuse to run with."""
    import networkx

    if not hasattr(networkx, "from_numpy_matrix"):
        networkx.from_numpy_matrix = networkx.from_numpy_array  # removed in networkx 3
    from textrank4zh import TextRank4Sentence

    def run(texts: list[str]) -> list[str]:
        outputs = []
        for text in texts:
            ranker = TextRank4Sentence()
            ranker.analyze(text=text)
            outputs.append(ranker.get_key_sentences(num=1)[0].sentence)
        return outputs

    return run


SYSTEMS: dict[str, tuple[Callable[[], Callable[[list[str]], list[str]]], int]] = {
    "embedded model, two drafts ranked, batched": (embedded, 192),
    "embedded model, seven drafts ranked, batched": (lambda: embedded(thorough=True), 192),
    "embedded model, one draft, batched": (embedded_one_draft, 192),
    "same weights, plain generate, one at a time": (plain_generate, 32),
    "same weights, plain generate, as many beams, one at a time": (
        lambda: plain_generate(BEAMS["headline"]),
        32,
    ),
    "mT5-small shape, random weights, plain generate": (mt5_small_shape, 4),
    "sumy TextRank (extractive)": (lambda: sumy("TextRank"), 96),
    "sumy LexRank (extractive)": (lambda: sumy("LexRank"), 96),
    "snownlp (extractive)": (snownlp, 16),
    "TextRank4ZH (extractive)": (textrank4zh, 48),
}
