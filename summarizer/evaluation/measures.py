"""All measures of one output against one reference, as plain numbers by name."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from summarizer.datamodels import Finding
from summarizer.errors import InputError
from summarizer.evaluation import faithfulness
from summarizer.evaluation.coverage import duplicate_keypoints, fragments, redundancy
from summarizer.evaluation.facts import fact_recall, missing_facts
from summarizer.evaluation.judge import Judge, Judgement, supported_share
from summarizer.evaluation.records import Output, Reference
from summarizer.evaluation.rouge import rouge, rouge_l
from summarizer.evaluation.tokenize import MAIN_TOKENIZER
from summarizer.options import SummaryOptions


@dataclasses.dataclass(frozen=True, slots=True)
class Measure:
    """What a figure says.

    Attributes:
        title: short Chinese name for tables and figures.
        meaning: one line of English.
        higher_is_better: None where neither direction is.
        share: between 0 and 1, shown in percent; else a count or a ratio.
    """

    title: str
    meaning: str
    higher_is_better: bool | None
    share: bool = True

    @property
    def scale(self) -> int:
        """What to multiply a value by before showing it."""
        return 100 if self.share else 1


#: Every measure of one document, by name, in the order of tables.
MEASURES: dict[str, Measure] = {
    "headline_r1": Measure("标题 ROUGE-1", "ROUGE-1 F1 of the headline", True),
    "headline_r2": Measure("标题 ROUGE-2", "ROUGE-2 F1 of the headline", True),
    "headline_rl": Measure("标题 ROUGE-L", "ROUGE-L F1 of the headline", True),
    "headline_length_ratio": Measure("标题长度比", "tokens of the headline per reference token", None, False),
    "summary_r1": Measure("摘要 ROUGE-1", "ROUGE-1 F1 of the summary", True),
    "summary_r2": Measure("摘要 ROUGE-2", "ROUGE-2 F1 of the summary", True),
    "summary_rl": Measure("摘要 ROUGE-L", "ROUGE-L F1 of the summary", True),
    "summary_length_ratio": Measure("摘要长度比", "tokens of the summary per reference token", None, False),
    "keypoints_rl": Measure("要点 ROUGE-L", "ROUGE-L F1 of the best match of each reference key point", True),
    "facts": Measure("必备事实", "must-have facts in headline and summary", True),
    "facts_with_keypoints": Measure("必备事实（含要点）", "must-have facts, key points included", True),
    "supported": Measure("无存疑的文稿", "outputs without any finding of the fact check", True),
    "findings": Measure("存疑处", "findings of the fact check per document", False, False),
    "judged": Measure(
        "评审模型认可", "statements that a judge model finds supported, where one is asked", True
    ),
    "chars": Measure("标题与摘要字数", "characters of headline and summary", None, False),
    "total_chars": Measure("总字数", "characters of headline, summary and key points", None, False),
    "over_budget": Measure("超出字数限制", "texts longer than their budget, per document", False, False),
    "duplicate_keypoints": Measure(
        "重复要点", "key points that repeat an earlier one, per document", False, False
    ),
    "redundancy": Measure("摘要内重复", "repeated runs of three tokens in the summary", False),
    "coverage": Measure("摘自原文", "tokens of the summary that lie in copied runs", None),
    "density": Measure("连续摘抄长度", "mean length of the copied run a token lies in", None, False),
    "compression": Measure("压缩比", "tokens of the source per token of the summary", None, False),
    "novelty": Measure("新词对", "pairs of tokens in the summary that the source does not have", None),
    "failed": Measure("未出结果", "documents without a result", False),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Measured:
    """One output, its reference and what was measured.

    Attributes:
        values: measures by name; those that the reference gives no ground for are absent.
        findings: what the fact check found, by field.
        missing: must-have facts that neither headline nor summary states.
        judgements: what a judge model said of each statement; empty where none was asked.
    """

    reference: Reference
    output: Output
    values: Mapping[str, float]
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]
    judgements: tuple[Judgement, ...] = ()


def measure(
    reference: Reference,
    output: Output,
    options: SummaryOptions | None = None,
    tokenizer: str = MAIN_TOKENIZER,
    *,
    check: bool = True,
) -> Measured:
    """Measures ``output`` against ``reference``.

    Args:
        reference: the article and what a person wrote.
        output: what the system wrote.
        options: the budgets the output was asked to keep; the defaults of the library if None.
        tokenizer: units of the ROUGE figures.
        check: run the fact check; without it the measures of faithfulness are absent.
    """
    values: dict[str, float] = {}
    for name in ("headline", "summary"):
        if expected := getattr(reference, name):
            values |= _rouge_values(name, getattr(output, name), expected, tokenizer)
    if reference.keypoints:
        values["keypoints_rl"] = best_match(output.keypoints, reference.keypoints, tokenizer)
    if reference.must_facts:
        values["facts"] = fact_recall(reference.must_facts, output.text) or 0.0
        values["facts_with_keypoints"] = fact_recall(reference.must_facts, output.full_text) or 0.0
    found = faithfulness.findings(reference.body, output) if check else ()
    if check and not output.error:
        values |= {"supported": float(not found), "findings": float(len(found))}
    values |= {
        "chars": float(len(output.headline) + len(output.summary)),
        "total_chars": float(len(output.headline) + len(output.summary) + sum(map(len, output.keypoints))),
        "over_budget": float(len(over_budget(output, options or SummaryOptions()))),
        "duplicate_keypoints": float(duplicate_keypoints(output.keypoints)),
        "failed": float(output.error is not None),
    }
    if relation := fragments(reference.body, output.summary):
        values |= dataclasses.asdict(relation) | {"redundancy": redundancy(output.summary)}
    missing = tuple(missing_facts(reference.must_facts, output.text))
    return Measured(reference, output, values, found, missing)


def measure_all(
    references: Iterable[Reference],
    outputs: Iterable[Output],
    options: SummaryOptions | None = None,
    tokenizer: str = MAIN_TOKENIZER,
    *,
    check: bool = True,
    judge: Judge | None = None,
) -> list[Measured]:
    """Measures every reference's output, in the references' order; see :func:`measure`.

    Args:
        judge: a model that is asked about every statement too.

    Raises:
        InputError: an id stands twice, or a reference has no output. Averages over whatever happens to match
            would flatter a system that skips the hard documents.
    """
    by_id: dict[str, Output] = {}
    for output in outputs:
        if output.id in by_id:
            raise InputError(f"The outputs hold {output.id!r} twice; keep one line per document.")
        by_id[output.id] = output
    references = list(references)
    missing = [reference.id for reference in references if reference.id not in by_id]
    if missing:
        raise InputError(
            f"{len(missing)} of {len(references)} references have no output, the first is {missing[0]!r}. "
            'Documents that failed belong among the outputs as {"id", "error"}.'
        )
    measured = [
        measure(reference, by_id[reference.id], options, tokenizer, check=check) for reference in references
    ]
    return _judged(measured, judge) if judge else measured


def _judged(measured: Sequence[Measured], judge: Judge) -> list[Measured]:
    judgements = judge.judge([one.reference for one in measured], [one.output for one in measured])
    rows = []
    for one, given in zip(measured, judgements, strict=True):
        share = supported_share(given)
        values = one.values if share is None else {**one.values, "judged": share}
        rows.append(dataclasses.replace(one, values=values, judgements=given))
    return rows


def best_match(outputs: Sequence[str], references: Sequence[str], tokenizer: str = MAIN_TOKENIZER) -> float:
    """Mean over the reference key points of the best ROUGE-L F1 that any output key point reaches."""
    if not references:
        return 0.0
    best = [
        max((rouge_l(output, expected, tokenizer).f1 for output in outputs), default=0.0)
        for expected in references
    ]
    return sum(best) / len(best)


def over_budget(output: Output, options: SummaryOptions) -> list[str]:
    """Names of the budgets that the output breaks."""
    broken = []
    if len(output.headline) > options.headline_chars:
        broken.append("headline")
    if len(output.summary) > options.summary_chars:
        broken.append("summary")
    broken += [
        f"keypoints[{i}]" for i, text in enumerate(output.keypoints) if len(text) > options.keypoint_chars
    ]
    if len(output.keypoints) > options.keypoints:
        broken.append("keypoints")
    total = len(output.headline) + len(output.summary) + len(options.signature)
    if options.total_chars is not None and total > options.total_chars:
        broken.append("total")
    return broken


def _rouge_values(name: str, text: str, expected: str, tokenizer: str) -> dict[str, float]:
    scores = rouge(text, expected, tokenizer)
    return {
        f"{name}_r1": scores.rouge1.f1,
        f"{name}_r2": scores.rouge2.f1,
        f"{name}_rl": scores.rougeL.f1,
        f"{name}_length_ratio": scores.length_ratio,
    }
