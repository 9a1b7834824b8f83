"""Installed where there is nothing but Python, neither network, make nor Node, it answers from the shipped plans."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.apart import apart, programs, run_apart
from tests.deploy.asking import main

pytestmark = pytest.mark.slow

ASKING = Path(main.__code__.co_filename)
QUESTION = "Hvem har ansvar for PPT-henvisningsskjemaet?"
OF_A_BUNDLE = ("cat", "cp", "dirname", "mkdir", "mv", "rm", "sed", "sh", "sha256sum")
"""The programs that install.sh needs beside Python."""


def check_answers(told: dict[str, Any]) -> None:
    """The question is answered by the shipped plan, on pages with styles, by a process that reaches nobody."""
    assert told["cut_off"]
    assert told["ready"]["documents"] == 5
    assert told["style"] > 10_000
    assert "planassistent" in told["page"].lower()
    answer = told["answer"]
    assert answer["status"] == "answered"
    assert "PPT" in answer["answer"]
    assert answer["citations"][0]["document_id"] == "oslo-overordnet-handlingsplan-kvalitet-2024-2030"
    assert answer["citations"][0]["verified"]
    assert told["ended"] == 0


def ask(environment: Path, folder: Path, path: Path, **settings: str) -> dict[str, Any]:
    told = run_apart(
        [environment / "bin" / "python", "-P", ASKING, environment / "bin" / "planassistent", QUESTION],
        folder,
        path,
        PLANASSISTENT_DATA_DIR=str(folder / "data"),
        **settings,
    )
    found: dict[str, Any] = json.loads(told.strip().splitlines()[-1])
    return found


def test_the_wheel_in_an_empty_environment_builds_the_model_and_answers(bundle: Path, tmp_path: Path) -> None:
    environment, nothing = tmp_path / "venv", programs(tmp_path / "bin", [])
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    python, pip = environment / "bin" / "python", next((bundle / "wheels").glob("pip-*.whl"))
    install = [python, "-m", "pip", "install", "-q", "--no-index", "--find-links", bundle / "wheels", "planassistent"]
    run_apart(install, tmp_path, nothing, PYTHONPATH=str(pip))
    data = str(tmp_path / "data")
    told = run_apart([environment / "bin" / "planassistent", "ingest"], tmp_path, nothing, PLANASSISTENT_DATA_DIR=data)
    assert f"Bygger språkmodellen i {data}/models/multilingual-e5-small" in told
    assert "Leser planene som følger med" in told
    check_answers(ask(environment, tmp_path, nothing))


def test_the_bundle_installs_itself_brings_its_model_and_answers(bundle: Path, tmp_path: Path) -> None:
    target, path = tmp_path / "place with a space", programs(tmp_path / "bin", OF_A_BUNDLE)
    told = run_apart([bundle / "install.sh", target], tmp_path, path, PYTHON=sys.executable)
    assert "Modellen er bygget alt" in told
    assert f'ExecStart="{target}/.venv/bin/planassistent" serve' in (target / "planassistent.service").read_text()
    (target / "models" / "of an older one").touch()
    run_apart([bundle / "install.sh", target], tmp_path, path, PYTHON=sys.executable)
    assert [file.name for file in (target / "models").iterdir()] == ["multilingual-e5-small"]
    settings = {"PLANASSISTENT_MODEL_DIR": str(target / "models")}
    command = [target / ".venv" / "bin" / "planassistent", "ingest"]
    told = run_apart(command, tmp_path, path, PLANASSISTENT_DATA_DIR=str(tmp_path / "data"), **settings)
    assert "Bygger språkmodellen" not in told
    check_answers(ask(target / ".venv", tmp_path, path, **settings))


def test_a_bundle_that_is_damaged_or_for_another_python_installs_nothing(bundle: Path, tmp_path: Path) -> None:
    path, target = programs(tmp_path / "bin", (*OF_A_BUNDLE, "python3")), tmp_path / "target"
    copy = Path(shutil.copytree(bundle, tmp_path / "copy", copy_function=lambda old, new: Path(new).symlink_to(old)))
    environment = {"PATH": str(path), "PYTHON": sys.executable}

    def refused() -> str:
        command = [*apart(), str(copy / "install.sh"), str(target)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert not target.exists()
        return done.stderr

    damaged = copy / "constraints.txt"
    text = damaged.read_text()
    damaged.unlink()
    damaged.write_text(text.replace("numpy", "numby"))
    assert "this folder is damaged" in refused()
    damaged.write_text(text)
    (copy / "PYTHON").unlink()
    (copy / "PYTHON").write_text("3.9 riscv64\n")
    sums = (copy / "SHA256SUMS").read_text()
    (copy / "SHA256SUMS").unlink()
    (copy / "SHA256SUMS").write_text("".join(line for line in sums.splitlines(True) if "PYTHON" not in line))
    assert "is for Python 3.9 on riscv64" in refused()
    environment["PYTHON"] = "python3.9-that-is-not-there"
    assert "install Python 3.9, or name it" in refused()
