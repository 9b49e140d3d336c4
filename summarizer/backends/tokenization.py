"""Tokenizers of other people's models, the Chinese one that transformers does not know included."""

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.backends.profiles import Profile
from summarizer.errors import ModelLoadError

if TYPE_CHECKING:
    import jieba
    from transformers import PreTrainedTokenizerBase


def load_tokenizer(
    folder: Path, config: Mapping[str, Any], profile: Profile, trust_remote_code: bool
) -> "PreTrainedTokenizerBase":
    """The tokenizer in ``folder``, from local files only.

    Raises:
        ModelLoadError: its files are missing or broken.
    """
    from transformers import AutoTokenizer

    try:
        if profile.tokenizer == "jieba-bert":
            return jieba_bert_tokenizer(folder / "vocab.txt", config)
        languages = {"src_lang": profile.source_language, "tgt_lang": profile.target_language}
        tokenizer: PreTrainedTokenizerBase = AutoTokenizer.from_pretrained(
            folder,
            local_files_only=True,
            trust_remote_code=trust_remote_code,
            **{name: value for name, value in languages.items() if value},
        )
        _restore_normalizer(tokenizer, folder)
        return tokenizer
    except ModelLoadError:
        raise
    except Exception as error:  # the tokenizer libraries raise bare Exception for a broken file
        raise ModelLoadError(f"The tokenizer in {folder} cannot be loaded: {error}") from error


def _restore_normalizer(tokenizer: "PreTrainedTokenizerBase", folder: Path) -> None:
    """Gives a SentencePiece vocabulary the normalisation of its own file back where transformers lost it.

    transformers 5 builds mBART's tokenizer without one: ， then is unknown, as is every full-width mark.
    """
    from tokenizers import Tokenizer, models, normalizers

    backend = getattr(tokenizer, "backend_tokenizer", None)
    if backend is None or backend.normalizer is not None or not isinstance(backend.model, models.Unigram):
        return
    if (folder / "tokenizer.json").is_file():
        backend.normalizer = Tokenizer.from_file(str(folder / "tokenizer.json")).normalizer
        return
    for file in folder.glob("*.model"):
        from sentencepiece import sentencepiece_model_pb2 as protocol

        model: Any = protocol.ModelProto  # type: ignore[attr-defined]
        charsmap = model.FromString(file.read_bytes()).normalizer_spec.precompiled_charsmap
        if charsmap:
            backend.normalizer = normalizers.Precompiled(charsmap)


def jieba_bert_tokenizer(vocabulary: Path, config: Mapping[str, Any]) -> "PreTrainedTokenizerBase":
    """A BERT vocabulary whose entries include Chinese words, found with jieba.

    A jieba word that is in the vocabulary is one token; any other is split as BERT does, Chinese
    characters one by one. Randeng-Pegasus ends a sequence with a formerly unused entry, T5-PEGASUS
    writes ``[CLS] … [SEP]``: which one, the configuration's ``eos_token_id`` tells.

    Args:
        vocabulary: ``vocab.txt``, one token a line.
        config: the model's ``config.json``.

    Raises:
        ModelLoadError: the vocabulary lacks ``[UNK]`` or the tokens the configuration names.
    """
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    tokens = vocabulary.read_text(encoding="utf-8").rstrip("\n").split("\n")
    ids = {token: index for index, token in enumerate(tokens)}
    eos, pad = config.get("eos_token_id"), config.get("pad_token_id")
    if "[UNK]" not in ids or not all(isinstance(one, int) and 0 <= one < len(tokens) for one in (eos, pad)):
        raise ModelLoadError(f"{vocabulary} has no [UNK], or config.json names no valid eos and pad tokens.")
    eos_token, pad_token = tokens[int(eos or 0)], tokens[int(pad or 0)]
    tokenizer = Tokenizer(models.WordPiece(ids, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(handle_chinese_chars=False, strip_accents=True)
    tokenizer.decoder = decoders.WordPiece(prefix="##", cleanup=False)
    template = "[CLS] $A [SEP]" if eos_token == "[SEP]" else f"$A {eos_token}"
    specials = [token for token in ("[CLS]", "[SEP]", eos_token) if token in template]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=template, special_tokens=[(token, ids[token]) for token in specials]
    )
    fast: Any = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        eos_token=eos_token,
        pad_token=pad_token,
        unk_token="[UNK]",
        **{f"{token[1:4].lower()}_token": token for token in ("[CLS]", "[SEP]") if token in ids},
    )
    # Set last: the constructor copies its tokenizer, and one with a Python part cannot be copied.
    fast.backend_tokenizer.pre_tokenizer = pre_tokenizers.PreTokenizer.custom(_JiebaWords(ids))
    result: PreTrainedTokenizerBase = fast
    return result


class _JiebaWords:
    """Pre-tokenizer: jieba's words where the vocabulary has them, BERT's basic tokens elsewhere."""

    # One Chinese character, one run of anything else that is no space or mark, or one mark.
    _basic = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003fa1f]|[^\W㐀-鿿豈-﫿\U00020000-\U0003fa1f_]+|[^\s]")

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary

    def pre_tokenize(self, text: Any) -> None:
        text.split(self._split)

    def _split(self, _: int, text: Any) -> list[Any]:
        pieces = []
        plain = str(text)
        start = 0
        # Without the hidden Markov model, as these models were trained.
        for word in jieba_words().cut(plain, HMM=False):
            if word in self._vocabulary:
                pieces.append(text[start : start + len(word)])
            else:
                for match in self._basic.finditer(word):
                    pieces.append(text[start + match.start() : start + match.end()])
            start += len(word)
        return pieces


@functools.cache
def jieba_words() -> "jieba.Tokenizer":
    """A jieba of our own, so that words somebody adds to the global one cannot change a model's input."""
    import logging
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # jieba's last release uses a retired pkg_resources
        import jieba

    jieba.setLogLevel(logging.WARNING)
    return jieba.Tokenizer()
