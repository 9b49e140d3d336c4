"""Whether a tokenizer belongs to a model: a wrong one gives fluent rubbish, so it is refused at load."""

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from summarizer.backends.profiles import Golden
from summarizer.errors import ModelLoadError

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

#: Any tokenizer for Chinese news can write this down and read it back.
GOLDEN_SENTENCE = "4月9日，临江市召开科技创新大会，市委书记出席并强调，要坚持稳中求进，推动经济增长5.2%。"
#: Largest share of unknown tokens in the golden sentence; old vocabularies lack a few marks.
MAX_UNKNOWN = 0.1
#: Smallest share of the golden sentence's characters that must come back.
MIN_ROUND_TRIP = 0.9
#: Largest share of embedding rows without a token; publishers pad their tables, but not by this much.
MAX_SPARE_ROWS = 0.2


def check_pairing(
    tokenizer: "PreTrainedTokenizerBase", config: Any, rows: int, golden: Golden | None, where: str
) -> None:
    """Refuses a tokenizer that cannot be the model's own.

    Args:
        tokenizer: the loaded tokenizer.
        config: the model's transformers configuration.
        rows: rows of the model's input embedding.
        golden: sentence and ids from the model's profile, or None.
        where: the model's folder, for the message.

    Raises:
        ModelLoadError: naming what does not fit.
    """
    problem = (
        _vocabulary_problem(tokenizer, rows)
        or _special_problem(tokenizer, config, rows)
        or _golden_problem(tokenizer, golden)
        or _round_trip_problem(tokenizer)
    )
    if problem:
        raise ModelLoadError(
            f"The tokenizer in {where} does not belong to its model: {problem}. "
            "Take tokenizer files and weights from the same release."
        )


def tokens_per_char(tokenizer: "PreTrainedTokenizerBase") -> float:
    """Tokens for a character of Chinese news, measured on the golden sentence."""
    return len(tokenizer(GOLDEN_SENTENCE, add_special_tokens=False)["input_ids"]) / len(GOLDEN_SENTENCE)


def token_ids(value: int | list[int] | None) -> list[int]:
    """Ids as configurations write them: none, one or several."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _vocabulary_problem(tokenizer: "PreTrainedTokenizerBase", rows: int) -> str | None:
    highest = max(tokenizer.get_vocab().values(), default=-1)
    if highest >= rows:
        return f"it has token {highest}, the model's embedding only {rows} rows"
    if rows - highest - 1 > MAX_SPARE_ROWS * rows:
        return f"it uses {highest + 1} of the model's {rows} embedding rows"
    return None


def _special_problem(tokenizer: "PreTrainedTokenizerBase", config: Any, rows: int) -> str | None:
    for name in ("pad_token_id", "eos_token_id", "bos_token_id", "decoder_start_token_id"):
        for token in token_ids(getattr(config, name, None)):
            if not 0 <= token < rows:
                return f"config.json's {name} is {token}, outside the model's {rows} embedding rows"
    if not config.is_encoder_decoder:
        # Chat models end a turn with another token than their base model ends a text with.
        return None
    pads, ends = (
        token_ids(getattr(config, "pad_token_id", None)),
        token_ids(getattr(config, "eos_token_id", None)),
    )
    if pads and tokenizer.pad_token_id not in (None, *pads):
        return f"it pads with token {tokenizer.pad_token_id}, the model with {pads[0]}"
    own_ends = {tokenizer.eos_token_id, tokenizer.sep_token_id} - {None}
    if ends and own_ends and not own_ends & set(ends):
        return f"it ends a text with token {min(own_ends)}, the model with {ends[0]}"
    return None


def _golden_problem(tokenizer: "PreTrainedTokenizerBase", golden: Golden | None) -> str | None:
    if golden is None:
        return None
    ids = tuple(tokenizer(golden.text)["input_ids"])
    return (
        None
        if ids == golden.ids
        else f"{golden.text!r} gives {list(ids)}, its profile says {list(golden.ids)}"
    )


def _round_trip_problem(tokenizer: "PreTrainedTokenizerBase") -> str | None:
    ids = tokenizer(GOLDEN_SENTENCE, add_special_tokens=False)["input_ids"]
    if not ids:
        return "a Chinese sentence gives no tokens at all"
    unknown = ids.count(tokenizer.unk_token_id) / len(ids) if tokenizer.unk_token_id is not None else 0.0
    if unknown > MAX_UNKNOWN:
        return f"{unknown:.0%} of a Chinese sentence is unknown to it"
    wanted = Counter(_plain(GOLDEN_SENTENCE))
    back = Counter(_plain(str(tokenizer.decode(ids, skip_special_tokens=True))))
    share = (wanted & back).total() / wanted.total()
    if share < MIN_ROUND_TRIP:
        return f"only {share:.0%} of a Chinese sentence comes back from it"
    return None


def _plain(text: str) -> str:
    """Letters, digits and marks as every tokenizer may change them: width, case and white space."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())
