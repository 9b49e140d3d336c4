"""One command from corpora to weights; a killed run resumes where its last checkpoint left it.

    python models/train.py                                # the shipped model, from models/recipe.toml
    python models/train.py --archive my.jsonl --name my   # your own archive: JSONL with title and body

Checkpoints, the log (`log.jsonl`) and the curve (`curve.png`) go to `models/checkpoints/<name>/`.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

# Training allocates and frees the same large blocks at every step; handed back to the system each
# time, they cost more than the arithmetic: three times the speed for elementwise work. glibc reads
# this once, before Python starts.
_ALLOCATOR = (
    "glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=4294967296:"
    "glibc.malloc.trim_threshold=8589934592:glibc.malloc.top_pad=268435456"
)
if __name__ == "__main__" and sys.platform == "linux" and "GLIBC_TUNABLES" not in os.environ:
    os.environ["GLIBC_TUNABLES"] = _ALLOCATOR
    os.execv(sys.executable, [sys.executable, *sys.argv])

import torch
import torch.distributed as dist
import torch.multiprocessing as mp

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from curve import draw_curve
from prepare_data import prepare
from trainer import Trainer, device_and_precision

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib  # type: ignore[no-redef, import-not-found]

HERE = Path(__file__).resolve().parent


def archive_recipe(recipe: dict[str, Any], archive: Path, name: str) -> dict[str, Any]:
    """The recipe with a newsroom's own archive in place of the corpora: one stage, no dev files."""
    stage = {"sources": [{"file": str(archive.resolve()), "kind": "titled"}]}
    data = recipe["data"] | {"dev_files": ""}
    own = {key: value for key, value in recipe.items() if key != "dev"}
    return own | {"name": name, "data": data, "stage": {"main": stage}}


def run_stages(
    rank: int,
    workers: int,
    recipe: dict[str, Any],
    stages: list[str],
    prepared: Path,
    out: Path,
    start_from: Path | None,
    meeting: Path,
) -> None:
    """One worker's part of the stages; each begins with the averaged weights of the one before, the first
    with those of the model to start from, if there is one."""
    if workers > 1:
        torch.set_num_threads(1)
        dist.init_process_group(
            "gloo", init_method=f"file://{meeting.resolve()}", rank=rank, world_size=workers
        )
    names = list(recipe["stage"])
    for stage in stages:
        trainer = Trainer(recipe, stage, prepared, out, rank, workers)
        trainer.make_optimizers()
        if not trainer.resume():
            previous = names[names.index(stage) - 1] if names.index(stage) else None
            if start_from and stage == stages[0]:
                trainer.load_weights(start_from)
            elif previous:
                trainer.load_weights(out / f"{previous}.pt")
            else:
                trainer.initialize()
        trainer.run()
        if workers > 1:
            dist.barrier()
        if rank == 0:
            draw_curve(out)
    if workers > 1:
        dist.destroy_process_group()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--recipe", type=Path, default=HERE / "recipe.toml")
    parser.add_argument("--corpora", type=Path, default=HERE.parent.parent / "shared" / "corpora")
    parser.add_argument(
        "--archive", type=Path, help="JSONL with title and body, instead of the recipe's corpora"
    )
    parser.add_argument("--name", help="name of the model; the recipe's by default")
    parser.add_argument("--stage", help="run this stage only")
    parser.add_argument(
        "--start-from", type=Path, help="model folder whose weights the first stage begins with"
    )
    parser.add_argument(
        "--workers", type=int, help="processes that share each batch; one per core by default"
    )
    options = parser.parse_args()
    recipe = tomllib.loads(options.recipe.read_text(encoding="utf-8"))
    if options.archive:
        recipe = archive_recipe(recipe, options.archive, options.name or options.archive.stem)
    name = options.name or recipe["name"]
    prepared = HERE / "prepared" / (name if options.archive else "")
    out = HERE / "checkpoints" / name
    out.mkdir(parents=True, exist_ok=True)
    if not all(
        (prepared / f"{name}.npz").exists() for name, stage in recipe["stage"].items() if "sources" in stage
    ):
        prepare(recipe, options.corpora, prepared)
    stages = [stage for stage in recipe["stage"] if options.stage in (None, stage)]
    on_gpu = device_and_precision()[0].type == "cuda"
    workers = 1 if on_gpu else options.workers or os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder:
        arguments = (workers, recipe, stages, prepared, out, options.start_from, Path(folder) / "meeting")
        if workers == 1:
            run_stages(0, *arguments)
        else:
            mp.spawn(run_stages, arguments, nprocs=workers)


if __name__ == "__main__":
    main()
