"""Registration with the Auto classes; import it once before `Auto….from_pretrained`."""

from __future__ import annotations

from transformers import AutoConfig, AutoModelForSeq2SeqLM, AutoTokenizer

from summarizer.modeling.configuration import CopySeq2SeqConfig
from summarizer.modeling.model import CopySeq2SeqForConditionalGeneration
from summarizer.modeling.tokenizer import CopySeq2SeqTokenizer


def register() -> None:
    """Make the Auto classes know `copy-seq2seq`; safe to call again."""
    AutoConfig.register(CopySeq2SeqConfig.model_type, CopySeq2SeqConfig, exist_ok=True)
    AutoModelForSeq2SeqLM.register(CopySeq2SeqConfig, CopySeq2SeqForConditionalGeneration, exist_ok=True)
    AutoTokenizer.register(  # type: ignore[no-untyped-call]
        CopySeq2SeqConfig, slow_tokenizer_class=CopySeq2SeqTokenizer, exist_ok=True
    )
