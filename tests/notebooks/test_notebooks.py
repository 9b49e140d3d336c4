"""Every notebook runs from top to bottom on the project's own data, and draws Chinese as text."""

import os
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

#: Words that each notebook's output must hold: that it ran to what it is for.
EXPECTED = {
    "1_evaluate_archive": ["标题 ROUGE-L", "jieba 0", "压缩比", "缺失事实"],
    "2_compare_models": ["extractive", "与 lead 之差", "实际字数", "small-mt5", "small-chat"],
    "3_error_analysis": ["ρ = ", "抓住的比例", "按种类", "缺失事实"],
    "4_human_review": ["ReviewForm", "kappa", "须重写", "改后可发"],
}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A copy of what the notebooks use, so that what they write stays out of the checkout."""
    folder = tmp_path_factory.mktemp("house")
    ignore = shutil.ignore_patterns("out", ".cache", ".ipynb_checkpoints", "__pycache__")
    for name in ("notebooks", "benchmarks"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    return folder


def test_all_notebooks_are_expected():
    assert [path.stem for path in NOTEBOOKS] == sorted(EXPECTED)


@pytest.mark.slow
@pytest.mark.timeout(1_000)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path, house, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=900, resources={"metadata": {"path": str(house / "notebooks")}}
    ).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    shown = "\n".join(_text(output) for output in outputs)
    assert [word for word in EXPECTED[path.stem] if word not in shown] == []
    pictures = [
        output.data["image/svg+xml"] for output in outputs if "image/svg+xml" in output.get("data", {})
    ]
    assert pictures
    assert all("</text>" in picture for picture in pictures)
    assert "Glyph" not in shown


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_kept_without_outputs(path):
    """Figures in the repository would be of some earlier model; Jupyter shows today's."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert not any(cell.get("outputs") for cell in notebook.cells)


def _text(output: nbformat.NotebookNode) -> str:
    data = output.get("data", {})
    return "\n".join(
        [output.get("text", ""), *(str(value) for key, value in data.items() if key != "image/png")]
    )
