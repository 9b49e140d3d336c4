"""A training checkpoint → a model folder: half-precision safetensors, tokenizer, configuration, digests.

python models/export.py models/checkpoints/zh-news-small-v3/finetune.pt models/before-third
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from summarizer.modeling.configuration import CopySeq2SeqConfig
from summarizer.modeling.control import ANY_LENGTH, CONTROL_IDS
from summarizer.modeling.model import CopySeq2SeqForConditionalGeneration
from summarizer.modeling.tokenizer import CopySeq2SeqTokenizer
from summarizer.modeling.weights import METADATA_FILE, WEIGHTS_FILE, digest

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib  # type: ignore[no-redef, import-not-found]

HERE = Path(__file__).resolve().parent


def record_digest(folder: Path, name: str) -> None:
    """Note a file that was added to a model folder; results carry a version made of all digests."""
    path = folder / METADATA_FILE
    metadata = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"name": folder.name}
    metadata.setdefault("sha256", {})[name] = digest(folder / name)
    path.write_text(json.dumps(metadata, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def export(state: dict[str, Any], recipe: dict[str, Any], prepared: Path, out: Path) -> None:
    """Write the averaged weights of a checkpoint's `state` as a model folder; the card is kept if there is one."""
    shape = recipe["model"] | {"vocab_size": recipe["tokenizer"]["vocab_size"]}
    model = CopySeq2SeqForConditionalGeneration(CopySeq2SeqConfig(**shape))
    model.load_state_dict(state["average"])
    # Plain `generate` without a prefix writes a headline of any length.
    model.generation_config.forced_bos_token_id = CONTROL_IDS[ANY_LENGTH]
    model.generation_config.max_new_tokens = 64
    # Half precision on disk: its rounding is far below what training noise leaves, and float16 keeps
    # three more bits than bfloat16.
    model.half().save_pretrained(out)
    CopySeq2SeqTokenizer(str(prepared / "spiece.model")).save_pretrained(out)
    card = json.loads((prepared / "data_card.json").read_text(encoding="utf-8"))
    metadata = {
        "name": recipe["name"],
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "stage": state["stage"],
        "step": state["step"],
        "sha256": {name: digest(out / name) for name in (WEIGHTS_FILE, "spiece.model", "config.json")},
        "data": {"sha256": card["sha256"], "pairs": card["stages"]},
    }
    (out / METADATA_FILE).write_text(
        json.dumps(metadata, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--recipe", type=Path, default=HERE / "recipe.toml")
    parser.add_argument("--prepared", type=Path, default=HERE / "prepared")
    options = parser.parse_args()
    recipe = tomllib.loads(options.recipe.read_text(encoding="utf-8"))
    state = torch.load(options.checkpoint, weights_only=True, map_location="cpu")
    export(state, recipe, options.prepared, options.out)


if __name__ == "__main__":
    main()
