"""What ships: the wheel's contents, that it works alone and offline, and what importing costs."""

import hashlib
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import summarizer

ROOT = Path(__file__).parents[1]
WHEEL_CEILING_BYTES = 60_000_000
HEAVY = ("torch", "transformers", "pandas", "ray", "trafilatura", "fastapi", "pyarrow")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(output), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return next(output.glob("*.whl"))


def test_public_names_are_sorted_and_complete() -> None:
    # Constants first, as the linter sorts them.
    assert summarizer.__all__ == sorted(summarizer.__all__, key=lambda name: (not name.isupper(), name))
    for name in summarizer.__all__:
        assert getattr(summarizer, name) is not None
    with pytest.raises(AttributeError):
        summarizer.nonsense  # noqa: B018


@pytest.mark.parametrize("statement", ["import summarizer", "import summarizer.cli"])
def test_importing_loads_nothing_heavy(statement: str) -> None:
    code = f"import sys; {statement}; print([name for name in {HEAVY!r} if name in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert printed.strip() == "[]"


def test_wheel_carries_library_service_and_model_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        top = {name.split("/")[0] for name in names if ".dist-info/" not in name}
        assert top == {"summarizer", "service"}
        assert any(name.startswith("summarizer/data/") for name in names)
        weights = [name for name in names if name.endswith(".safetensors")]
        parts = ("model", "salience", "standing")
        assert {Path(name).name for name in weights} == {f"{part}.safetensors" for part in parts}
        for name in weights:
            source = ROOT / "models" / Path(name).relative_to("summarizer/_models")
            assert hashlib.sha256(archive.read(name)).digest() == hashlib.sha256(source.read_bytes()).digest()
    assert wheel.stat().st_size < WHEEL_CEILING_BYTES


@pytest.mark.slow
def test_wheel_alone_summarises_offline_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=False)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(environment), "platbase": str(environment)}))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # The dependencies come from this environment; its editable install of the checkout does not, because nested
    # .pth files are not read.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    empty = tmp_path / "empty"
    empty.mkdir()
    run = subprocess.run(
        [
            str(environment / "bin" / "python"),
            "-m",
            "summarizer",
            "summarize",
            str(ROOT / "examples" / "innovation_meeting.txt"),
        ],
        cwd=empty,
        env={
            "PATH": os.environ["PATH"],
            "HF_HUB_OFFLINE": "1",
            "HOME": str(empty),
            "http_proxy": "http://127.0.0.1:9",
        },
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert "【标题】" in run.stdout
    assert "【要点】" in run.stdout
    assert str(ROOT) not in run.stderr
