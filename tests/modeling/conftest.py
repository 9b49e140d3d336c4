"""A tiny model of the real architecture, made on the spot from invented sentences."""

import json
import sys
from pathlib import Path

import pytest
import torch
from modeling_material import RECIPE, toy_reports

pytest.importorskip("torch")
pytest.importorskip("transformers")

# The recipe is a folder of scripts, not a package.
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "models"))


@pytest.fixture(scope="session")
def spiece(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SentencePiece model of 420 pieces, trained with the recipe's own function."""
    from prepare_data import train_tokenizer

    from summarizer.modeling.normalize import normalize_text

    path = tmp_path_factory.mktemp("tokenizer") / "spiece.model"
    lines = [normalize_text(report[key]) for report in toy_reports(200) for key in ("title", "body")]
    train_tokenizer(lines, path, {"vocab_size": 420, "character_coverage": 1.0, "max_piece_chars": 4})
    return path


@pytest.fixture(scope="session")
def tiny_folder(spiece: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A randomly initialized model folder."""
    import torch

    from summarizer.modeling.configuration import CopySeq2SeqConfig
    from summarizer.modeling.model import CopySeq2SeqForConditionalGeneration
    from summarizer.modeling.tokenizer import CopySeq2SeqTokenizer

    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("models") / "tiny"
    config = CopySeq2SeqConfig(vocab_size=420, d_model=32, d_ff=64, num_heads=2, encoder_layers=2)
    CopySeq2SeqForConditionalGeneration(config).save_pretrained(folder)
    CopySeq2SeqTokenizer(str(spiece)).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def tiny(tiny_folder: Path):
    """The tiny model and its tokenizer as transformers loads them."""
    from summarizer.modeling.model import CopySeq2SeqForConditionalGeneration
    from summarizer.modeling.tokenizer import CopySeq2SeqTokenizer

    model = CopySeq2SeqForConditionalGeneration.from_pretrained(tiny_folder)
    return model.eval(), CopySeq2SeqTokenizer.from_pretrained(tiny_folder)


@pytest.fixture(scope="session")
def prepared(spiece: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Toy reports, prepared as a newsroom's own archive would be."""
    from prepare_data import prepare
    from train import archive_recipe

    folder = tmp_path_factory.mktemp("toy")
    archive = folder / "archive.jsonl"
    lines = [json.dumps(report, ensure_ascii=False) for report in toy_reports(160)]
    archive.write_text("\n".join(lines), encoding="utf-8")
    (folder / "prepared").mkdir()
    (folder / "prepared" / "spiece.model").write_bytes(spiece.read_bytes())
    prepare(archive_recipe(RECIPE, archive, "toy"), folder, folder / "prepared")
    return folder / "prepared"


@pytest.fixture(scope="session")
def trained_folder(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny model that has learnt the toy reports' headlines in a few seconds, exported."""
    from export import export
    from trainer import Trainer

    folder = tmp_path_factory.mktemp("trained")
    (folder / "checkpoints").mkdir()
    recipe = RECIPE | {"train": RECIPE["train"] | {"epochs": 4.0}, "stage": {"main": {}}}
    trainer = Trainer(recipe, "main", prepared, folder / "checkpoints")
    trainer.make_optimizers()
    trainer.initialize()
    trainer.run()
    state = torch.load(folder / "checkpoints" / "main.pt", weights_only=True)
    export(state, recipe, prepared, folder / "model")
    return folder / "model"
