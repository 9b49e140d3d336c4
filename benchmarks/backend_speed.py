"""What batching, number formats and compilation give a local encoder-decoder model on this machine.

    nice -n 10 python benchmarks/backend_speed.py

A small mT5-shaped model with random weights is built, saved and loaded as any other folder, and condenses
the example articles. All variants write answers of the same length, so that only speed differs; they run in
turn and the fastest of several rounds counts. Seconds are those of the processor, on one thread:
what else runs on the machine then matters least.
Writes ``backend_speed.json`` and ``backend_speed.md`` beside this file.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from summarizer.article import read_article  # noqa: E402
from summarizer.backends import Backend, Request, load_backend  # noqa: E402
from summarizer.backends.pairing import GOLDEN_SENTENCE  # noqa: E402
from summarizer.text.sentences import split_sentences  # noqa: E402

#: Settings of each variant; the first is what the others are compared with.
VARIANTS: dict[str, dict[str, Any]] = {
    "one text at a time, float32": {"batch_tokens": 1},
    "padded batches of 2,048 tokens": {"batch_tokens": 2048},
    "padded batches of 8,192 tokens (default)": {"batch_tokens": 8192},
    "… with 1 beam instead of 4": {"batch_tokens": 8192, "beams": 1},
    "… in bfloat16": {"batch_tokens": 8192, "dtype": "bfloat16"},
    "… in int8 (dynamic quantisation)": {"batch_tokens": 8192, "dtype": "int8"},
    "… with torch.compile": {"batch_tokens": 8192, "compile": True},
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--texts", type=int, default=12)
    options = parser.parse_args()
    import torch

    torch.set_num_threads(1)
    texts = example_texts(options.texts)
    requests = [Request(text, "headline", 30) for text in texts]
    with tempfile.TemporaryDirectory() as folder:
        # What torch.compile left behind earlier would make its first call look cheap.
        os.environ["TORCHINDUCTOR_CACHE_DIR"] = f"{folder}/inductor"
        parameters = build(Path(folder), texts)
        figures: dict[str, Any] = {
            "machine": {
                "processor": processor(),
                "load_average": round(os.getloadavg()[0], 1),
                "torch": torch.__version__,
                "native_bfloat16": bool(torch.cpu.get_capabilities().get("avx512_bf16")),
            },
            "parameters": parameters,
            "texts": len(texts),
            "chars_median": sorted(map(len, texts))[len(texts) // 2],
            "rounds": options.rounds,
            "variants": [],
        }
        here = Path(__file__).with_suffix("")
        for name, settings in VARIANTS.items():
            figures["variants"].append(measure(folder, name, settings, requests, options.rounds))
            # Written each time: compiling may take longer than somebody is willing to wait.
            here.with_suffix(".json").write_text(
                json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8"
            )
            here.with_suffix(".md").write_text(table(figures), "utf-8")
    print(table(figures))


def example_texts(count: int) -> list[str]:
    """Passages of one to twelve sentences from the example articles."""
    passages = []
    for file in sorted((ROOT / "examples").rglob("*.txt")):
        text = read_article(file.read_bytes()).body
        spans = split_sentences(text)
        for size in (1, 2, 4, 8, 12):
            passages += [
                text[spans[at].start : spans[at + size - 1].end]
                for at in range(0, len(spans) - size + 1, size)
            ]
    step = max(1, len(passages) // count)
    return sorted(passages[::step][:count], key=lambda text: zlib.crc32(text.encode()))


def build(folder: Path, texts: list[str]) -> int:
    """A model of mT5's shape, d=256, 4 + 4 layers, with a SentencePiece vocabulary of the texts."""
    import sentencepiece
    import torch
    from transformers import MT5Config, MT5ForConditionalGeneration

    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(text for text in "\n".join([GOLDEN_SENTENCE, *texts]).split("\n") if text.strip()),
        model_prefix=str(folder / "spiece"), vocab_size=2000, hard_vocab_limit=False, character_coverage=1.0,
        pad_id=0, eos_id=1, unk_id=2, bos_id=-1, byte_fallback=True, minloglevel=2,
    )  # fmt: skip
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "T5Tokenizer", "extra_ids": 0}')
    rows = sentencepiece.SentencePieceProcessor(model_file=str(folder / "spiece.model")).get_piece_size()
    torch.manual_seed(0)
    model = MT5ForConditionalGeneration(
        MT5Config(vocab_size=rows, d_model=256, d_kv=64, d_ff=1024, num_layers=4, num_heads=4,
                  decoder_start_token_id=0)
    )  # fmt: skip
    model.save_pretrained(folder)
    return sum(parameter.numel() for parameter in model.parameters())


def measure(
    folder: str, name: str, settings: dict[str, Any], requests: list[Request], rounds: int
) -> dict[str, Any]:
    """One variant's row; the first call, which compiles, counts apart from the rounds."""
    backend = load_backend(folder, **settings)
    # No end token, so that every variant writes answers of full length.
    backend._arguments["eos_token_id"] = None  # type: ignore[attr-defined]
    first = timed(backend, requests)
    best = min(timed(backend, requests) for _ in range(rounds))
    return {
        "variant": name,
        "texts_per_cpu_second": round(len(requests) / best, 2),
        "first_call_cpu_seconds": round(first, 2),
    }


def timed(backend: Backend, requests: list[Request]) -> float:
    """Processor seconds of this process and of the compilers it started."""
    started = sum(os.times()[:4])
    backend.generate(requests)
    return sum(os.times()[:4]) - started


def processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.is_file() else []
    return next(
        (line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor()
    )


def table(figures: dict[str, Any]) -> str:
    machine = figures["machine"]
    slowest = figures["variants"][0]["texts_per_cpu_second"]
    lines = [
        "# Speed of a local encoder-decoder model",
        "",
        f"{figures['parameters'] / 1e6:.1f} M parameters of mT5's shape with random weights; "
        f"{figures['texts']} passages (median {figures['chars_median']} characters), a headline each, "
        "answers of equal length. "
        f"{machine['processor']}, one thread, torch {machine['torch']}, "
        f"{'with' if machine['native_bfloat16'] else 'without'} native bfloat16, "
        f"load average {machine['load_average']}; "
        f"fastest of {figures['rounds']} rounds. Written by `python benchmarks/backend_speed.py`.",
        "",
        "| variant | texts per CPU second | speed-up | first call, CPU s |",
        "|---|---:|---:|---:|",
    ]
    lines += [
        f"| {row['variant']} | {row['texts_per_cpu_second']} | {row['texts_per_cpu_second'] / slowest:.2f}× | {row['first_call_cpu_seconds']} |"
        for row in figures["variants"]
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
