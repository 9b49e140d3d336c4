"""What batching, number formats, compilation and other engines give a local model on this machine.

    nice -n 10 python benchmarks/backend_speed.py

Two small models with random weights, of mT5's and of Qwen2's shape, are built, saved and loaded as any other folder
and write headlines of passages from the example articles. All variants write answers of the same length, so that only
speed differs, and the fastest of several rounds counts. What compiles runs in a process of its own, with a time limit.
Seconds are those of the processor, on one thread: what else runs on the machine then matters least.
Writes ``backend_speed.json`` and ``backend_speed.md`` beside this file.
"""

import argparse
import importlib.metadata
import importlib.util
import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile
import zlib
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import small_models  # noqa: E402
from summarizer.article import read_article  # noqa: E402
from summarizer.backends import Backend, Request, load_backend  # noqa: E402
from summarizer.text.sentences import split_sentences  # noqa: E402

HERE = pathlib.Path(__file__).with_suffix("")
#: What is measured, by shape of model: settings of each variant; the second is what people get by default.
#: ``openvino`` is no setting of the library: it is tried here through torch.compile.
ALONE, BATCHED = "one text at a time", "padded batches (default)"
_BOTH: dict[str, dict[str, Any]] = {
    ALONE: {"batch_tokens": 1},
    BATCHED: {},
    "… in bfloat16": {"dtype": "bfloat16"},
    "… in int8 (dynamic quantisation)": {"dtype": "int8"},
    "… with `engine=ctranslate2`": {"engine": "ctranslate2"},
    "… with `engine=ctranslate2&dtype=int8`": {"engine": "ctranslate2", "dtype": "int8"},
}
VARIANTS: dict[str, dict[str, dict[str, Any]]] = {
    "mT5": {
        **_BOTH,
        "… with 1 beam instead of 4": {"beams": 1},
        "… with 1 beam and `engine=ctranslate2`": {"beams": 1, "engine": "ctranslate2"},
        "… with `compile=true`": {"compile": True},
        "… compiled for OpenVINO": {"openvino": True},
    },
    "Qwen2": _BOTH,
}
BUILD = {"mT5": small_models.encoder_decoder, "Qwen2": small_models.chat}

#: What cannot be measured beside the transformers release that is installed, by the requirements of the packages.
NOT_MEASURED = """\
Not in the table: **ONNX Runtime** needs optimum-onnx for generation, whose last release (0.1.0) requires
transformers < 4.58, and **OpenVINO's own generation** needs optimum-intel, whose last release (2.2.0) requires
transformers < 5.6; neither installs beside transformers {transformers}
(`pip install --dry-run optimum-onnx transformers=={transformers}`). torch has no compilation for ONNX Runtime any more.
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--texts", type=int, default=8)
    parser.add_argument(
        "--limit", type=float, default=900, help="seconds a compiled variant may take, start included"
    )
    parser.add_argument("--shapes", nargs="*", default=["Qwen2", "mT5"], choices=list(VARIANTS))
    parser.add_argument("--one", nargs=3, metavar=("SHAPE", "VARIANT", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(*options.one, texts=options.texts, rounds=options.rounds)))
        return
    texts = example_texts(options.texts)
    figures: dict[str, Any] = {
        "machine": machine(),
        "texts": len(texts),
        "chars_median": sorted(map(len, texts))[len(texts) // 2],
        "rounds": options.rounds,
        "shapes": {},
    }
    for shape in options.shapes:
        with tempfile.TemporaryDirectory() as folder:
            BUILD[shape](pathlib.Path(folder), texts)
            rows = figures["shapes"][shape] = {}
            for name in VARIANTS[shape]:
                compiled = VARIANTS[shape][name].keys() & {"compile", "openvino"}
                rows[name] = (
                    in_a_process(shape, name, folder, options)
                    if compiled
                    else measure(shape, name, folder, options.texts, options.rounds)
                )
                print(shape, name, rows[name], flush=True)
                # Written each time: compiling may take longer than somebody is willing to wait.
                HERE.with_suffix(".json").write_text(
                    json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8"
                )
                HERE.with_suffix(".md").write_text(table(figures), "utf-8")


def in_a_process(shape: str, name: str, folder: str, options: argparse.Namespace) -> dict[str, Any]:
    """One variant's row, or why there is none."""
    if VARIANTS[shape][name].get("openvino") and not importlib.util.find_spec("openvino"):
        return {"reason": "OpenVINO is not installed"}
    with tempfile.TemporaryDirectory() as cache:
        # What torch.compile left behind earlier would make its first call look cheap.
        environment = os.environ | {"TORCHINDUCTOR_CACHE_DIR": cache, "OMP_NUM_THREADS": "1"}
        command = [sys.executable, __file__, "--one", shape, name, folder]
        command += ["--texts", str(options.texts), "--rounds", str(options.rounds)]
        try:
            done = subprocess.run(
                command, env=environment, capture_output=True, text=True, timeout=options.limit
            )
        except subprocess.TimeoutExpired:
            return {"reason": f"no result within {options.limit:.0f} s"}
    if done.returncode:
        return {"reason": done.stderr.strip().splitlines()[-1][:200]}
    row: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return row


def measure(shape: str, name: str, folder: str, texts: int, rounds: int) -> dict[str, Any]:
    """One variant's row; the first call, which compiles, counts apart from the rounds."""
    import torch

    torch.set_num_threads(1)
    settings = dict(VARIANTS[shape][name])
    openvino = settings.pop("openvino", False)
    backend: Any = load_backend(folder, **settings)
    if openvino:
        import openvino.torch

        backend._model.forward = torch.compile(backend._model.forward, backend="openvino", dynamic=True)
    if shape == "mT5":
        # No end token, so that every variant writes answers of full length. Random chat models never end theirs.
        backend._arguments["eos_token_id"] = None
    requests = [Request(text, "headline", 30) for text in example_texts(texts)]
    first = timed(backend, requests)
    best = min(timed(backend, requests) for _ in range(rounds))
    return {"cpu_seconds_per_text": best / len(requests), "first_call_cpu_seconds": first}


def timed(backend: Backend, requests: list[Request]) -> float:
    """Processor seconds of this process and of the compilers it started."""
    started = sum(os.times()[:4])
    backend.generate(requests)
    return sum(os.times()[:4]) - started


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


def machine() -> dict[str, Any]:
    import torch

    info = pathlib.Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.is_file() else []
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    packages = ("torch", "transformers", "ctranslate2", "openvino")
    return {
        "processor": names[0] if names else platform.processor(),
        "native_bfloat16": bool(torch.cpu.get_capabilities().get("avx512_bf16")),
        "versions": {
            name: importlib.metadata.version(name) for name in packages if importlib.util.find_spec(name)
        },
    }


def table(figures: dict[str, Any]) -> str:
    """The page: speed as a multiple of the default, per shape of model."""
    about = figures["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    lines = [
        "# Speed of local models",
        "",
        f"Models with random weights (width 256, 4 layers); {figures['texts']} passages (median "
        f"{figures['chars_median']} characters), a headline each, answers of equal length. {about['processor']}, one "
        f"thread, {'with' if about['native_bfloat16'] else 'without'} native bfloat16; {versions}; processor time, "
        f"fastest of {figures['rounds']} rounds of one run. Written by `python benchmarks/backend_speed.py "
        f"--texts {figures['texts']} --rounds {figures['rounds']}`.",
        "",
    ]
    for shape, rows in figures["shapes"].items():
        usual = rows.get(BATCHED, {}).get("cpu_seconds_per_text")
        lines += [
            f"## {shape}'s shape", "",
            "| variant | speed, default = 1 | first call, in default calls | verdict |", "|---|---:|---:|---|",
        ]  # fmt: skip
        for name, row in rows.items():
            if "reason" in row or not usual:
                lines.append(f"| {name} | – | – | {row.get('reason', 'the default gave no result')} |")
                continue
            speed = usual / row["cpu_seconds_per_text"]
            first = row["first_call_cpu_seconds"] / (usual * figures["texts"])
            lines.append(f"| {name} | {speed:.2f} | {first:.1f} | {verdict(name, speed, first)} |")
        lines.append("")
    return "\n".join(lines) + "\n" + NOT_MEASURED.format(**about["versions"])


def verdict(name: str, speed: float, first: float) -> str:
    """In words, with what is lost in starting up: calls until the time for compiling is made good."""
    if name in (ALONE, BATCHED):
        return ""
    if speed < 1.05:
        return "does not pay here"
    lost = (first - 1 / speed) / (1 - 1 / speed)
    return "pays" if lost < 5 else f"pays after {lost:.0f} calls"


if __name__ == "__main__":
    main()
