"""The container files stay valid: no engine runs here, so linters and the compose schema judge them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from benchmarks.service_process import ROOT
from service.metrics import Metrics
from service.settings import Settings

BIN = Path(sys.executable).parent


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = shutil.which(program, path=str(BIN)) or shutil.which(program)
    if path is None:
        pytest.skip(f"no {program} here: pip install -e '.[dev]'")
    return subprocess.run([path, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_dockerfile_passes_its_linter() -> None:
    done = run("hadolint", "--failure-threshold", "warning", "Dockerfile")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_linter_would_notice(tmp_path: Path) -> None:
    bad = tmp_path / "Dockerfile"
    bad.write_text("FROM python:latest\nRUN cd /tmp && sudo apt-get install x\n")
    assert run("hadolint", str(bad)).returncode != 0


def test_the_compose_file_follows_the_specification() -> None:
    done = run("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "compose.yaml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_compose_file_refers_to_what_exists() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    for service in compose["services"].values():
        assert set(service.get("secrets", [])) <= set(compose["secrets"])
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in compose["volumes"] or (ROOT / source).is_file()
    names = set(Settings.model_fields)
    for text in ((ROOT / "compose.yaml").read_text("utf-8"), (ROOT / "Dockerfile").read_text("utf-8")):
        for variable in re.findall(r"SUMMARIZER_([A-Z_]+)", text):
            assert variable.lower() in names


def test_prometheus_asks_for_metrics_that_exist() -> None:
    config = yaml.safe_load((ROOT / "deploy" / "prometheus.yaml").read_text("utf-8"))
    assert config["scrape_configs"][0]["static_configs"][0]["targets"] == ["service:8080"]
    known = {family.name for family in Metrics().registry.collect()}
    rules = yaml.safe_load((ROOT / "deploy" / "alerts.yaml").read_text("utf-8"))["groups"][0]["rules"]
    for rule in rules:
        for metric in re.findall(r"summarizer_\w+", rule["expr"]):
            assert metric.removesuffix("_total") in known
