"""Small models with random weights, built on the spot as their publishers lay them out, and a server for one.

For measuring speed and for showing how a model is switched; what they write is nonsense, which the fact check keeps
from the reader.
"""

import contextlib
import os
import pathlib
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence

from summarizer.backends.pairing import GOLDEN_SENTENCE

#: The chat format of Qwen.
TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def encoder_decoder(
    folder: pathlib.Path, texts: Sequence[str], width: int = 256, layers: int = 4
) -> pathlib.Path:
    """A model of mT5's shape with a SentencePiece vocabulary of ``texts``."""
    import sentencepiece
    import torch
    from transformers import MT5Config, MT5ForConditionalGeneration

    folder.mkdir(parents=True, exist_ok=True)
    lines = [line for line in "\n".join([GOLDEN_SENTENCE, *texts]).split("\n") if line.strip()]
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines), model_prefix=str(folder / "spiece"), vocab_size=2000, hard_vocab_limit=False,
        character_coverage=1.0, pad_id=0, eos_id=1, unk_id=2, bos_id=-1, byte_fallback=True, minloglevel=2,
    )  # fmt: skip
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "T5Tokenizer", "extra_ids": 0}')
    rows = sentencepiece.SentencePieceProcessor(model_file=str(folder / "spiece.model")).get_piece_size()
    torch.manual_seed(0)
    config = MT5Config(
        vocab_size=rows, d_model=width, d_kv=64, d_ff=4 * width, num_layers=layers, num_heads=4,
        decoder_start_token_id=0,
    )  # fmt: skip
    MT5ForConditionalGeneration(config).save_pretrained(folder)
    return folder


def chat(folder: pathlib.Path, texts: Sequence[str], width: int = 256, layers: int = 4) -> pathlib.Path:
    """A model of Qwen2's shape with a byte-level vocabulary of ``texts`` and Qwen's chat format."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM

    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=2000, special_tokens=["<|endoftext|>", "<|im_start|>", "<|im_end|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False,
    )  # fmt: skip
    tokenizer.train_from_iterator([GOLDEN_SENTENCE, *texts], trainer)
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token="<|im_end|>", pad_token="<|endoftext|>"
    )
    fast.chat_template = TEMPLATE
    fast.save_pretrained(folder)
    torch.manual_seed(0)
    config = Qwen2Config(
        vocab_size=len(fast), hidden_size=width, intermediate_size=4 * width, num_hidden_layers=layers,
        num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=8192,
        eos_token_id=2, pad_token_id=0, bos_token_id=None,
    )  # fmt: skip
    Qwen2ForCausalLM(config).save_pretrained(folder)
    return folder


@contextlib.contextmanager
def served(folder: pathlib.Path, seconds: float = 300) -> Iterator[str]:
    """``transformers serve`` for the model in ``folder``, as ``http://127.0.0.1:PORT/v1``.

    Args:
        folder: of a chat model.
        seconds: longest wait for the server to answer.

    Raises:
        RuntimeError: it does not start; with what it said last.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(pathlib.Path(sys.executable).with_name("transformers")), "serve", str(folder.resolve())]
    log = folder.with_suffix(".log")
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(port), "--device", "cpu"],
            stdout=output, stderr=output, env=os.environ | {"HF_HUB_OFFLINE": "1"},
        )  # fmt: skip
        try:
            _wait(process, f"http://127.0.0.1:{port}/health", log, time.monotonic() + seconds)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.kill()
            process.wait()


def _wait(process: "subprocess.Popen[bytes]", url: str, log: pathlib.Path, deadline: float) -> None:
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2):
            return
        time.sleep(0.2)
    raise RuntimeError(f"transformers serve does not answer: {log.read_text()[-1000:]}")
