import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.deploy.apart import apart

PACKAGES = ("assistant", "corpus", "eval", "ingest", "prompts")
TOLD = {**os.environ, "PIP_CONSTRAINT": str(ROOT / "constraints.txt"), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


@pytest.fixture(scope="package")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Planassistent's wheel, built from a copy: a build leaves things in its folder."""
    copy, made = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    unwanted = shutil.ignore_patterns("node_modules", "__pycache__")
    for name in PACKAGES:
        shutil.copytree(ROOT / name, copy / name, ignore=unwanted)
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, copy)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(made)]
    subprocess.run([*command, str(copy)], env=TOLD, check=True, capture_output=True)
    (file,) = made.glob("*.whl")
    return file


@pytest.fixture(scope="package")
def bundle(wheel: Path, tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Path:
    """What `make bundle` makes; the package registry is asked for what pip does not have yet."""
    apart_or_skip()
    folder = tmp_path_factory.mktemp("bundle") / "planassistent-bundle"
    model = embedding_model_dir / "multilingual-e5-small"
    command = [ROOT / "deploy" / "bundle.sh", sys.executable, wheel, model, folder]
    subprocess.run([*map(str, command)], env=TOLD, check=True, capture_output=True)
    return folder


def apart_or_skip() -> None:
    if not apart():
        pytest.skip("no process can be cut off from the network here: unshare is missing, or not allowed")
