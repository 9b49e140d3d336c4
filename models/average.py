"""The weighted mean of an earlier model and one trained on from it (Wortsman et al. 2022, robust fine-tuning).

    python models/export.py models/checkpoints/zh-news-small-v3/finetune.pt models/before-third
    python models/average.py models/before-third models/checkpoints/zh-news-small-v3/third.pt \
        models/zh-news-small-v3 --share 0.6

Both lie in one valley of the loss, so that every point between them is a model; one there forgets less and errs less
than either end. A shallower earlier model is grown first (`grow.py`).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from export import HERE, export, tomllib
from grow import deepened
from safetensors.torch import load_file

from summarizer.modeling.weights import WEIGHTS_FILE


def between(earlier: Mapping[str, Tensor], later: Mapping[str, Tensor], share: float) -> dict[str, Tensor]:
    """`share` of the later weights and the rest of the earlier ones, in float32."""
    return {name: torch.lerp(earlier[name].float(), tensor.float(), share) for name, tensor in later.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("earlier", type=Path, help="model folder")
    parser.add_argument("later", type=Path, help="checkpoint of a run that started from it")
    parser.add_argument("out", type=Path, help="model folder to write")
    parser.add_argument("--share", type=float, default=0.6, help="of the later weights, 0 to 1")
    parser.add_argument("--recipe", type=Path, default=HERE / "recipe.toml")
    parser.add_argument("--prepared", type=Path, default=HERE / "prepared")
    options = parser.parse_args()
    recipe = tomllib.loads(options.recipe.read_text(encoding="utf-8"))
    state = torch.load(options.later, weights_only=True, map_location="cpu")
    earlier = deepened(load_file(options.earlier / WEIGHTS_FILE), recipe["model"]["encoder_layers"])
    state["average"] = between(earlier, state["average"], options.share)
    export(state, recipe, options.prepared, options.out)


if __name__ == "__main__":
    main()
