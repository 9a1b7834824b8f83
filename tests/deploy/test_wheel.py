"""The wheel has all that the program reads."""

import re
import subprocess
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

from assistant.web.assets import LICENCES, SERVED, STYLES
from tests.conftest import ROOT
from tests.deploy.conftest import PACKAGES

NOT_READ = re.compile(r"corpus/documents/source/.*\.md|eval/strangers/.*\.pdf")
"""What the shipped plans are set from, and plans of strangers: for those who change the program."""


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_it_has_every_file_of_the_packages(names: set[str]) -> None:
    done = subprocess.run(["git", "ls-files", *PACKAGES], cwd=ROOT, capture_output=True, text=True, check=True)
    needed = {name for name in done.stdout.splitlines() if not NOT_READ.fullmatch(name) and (ROOT / name).exists()}
    assert len(needed) > 900
    assert not needed - names


def test_it_has_what_the_pages_are_served_with(names: set[str]) -> None:
    vendor = {f"assistant/web/static/vendor/{name}" for name in (*STYLES, *SERVED)}
    licences = {f"assistant/web/static/vendor/{name}.LICENSE.txt" for name in LICENCES}
    assert vendor | licences <= names


def test_it_has_nothing_else(names: set[str]) -> None:
    others = {name for name in names if not name.startswith(tuple(f"{package}/" for package in PACKAGES))}
    assert {name.partition("/")[0].rpartition(".")[2] for name in others} == {"dist-info"}
    assert not [name for name in names if "node_modules" in name or "__pycache__" in name]


def test_it_asks_for_neither_torch_nor_tools(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        (metadata,) = [name for name in archive.namelist() if name.endswith("dist-info/METADATA")]
        told = archive.read(metadata).decode()
    needed = re.findall(r"(?m)^Requires-Dist: ([\w.-]+)[^;\n]*$", told)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert len(needed) == len(project["dependencies"])
    assert not {"torch", "transformers", "sentence-transformers", "pytest"} & set(needed)
