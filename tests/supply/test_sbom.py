"""The bill of materials is a valid one, of what runs alone, and all of it may be used."""

import json
import re
from typing import Any

import pytest

from tests.supply.licences import EXCEPTIONS, is_permissive
from tests.supply.parts import ROOT, Part, parts
from tests.supply.sbom import bill, complaint

TOOLS = {"pytest", "mypy", "ruff", "schemathesis", "pip-audit", "cyclonedx-bom", "torch", "playwright", "reportlab"}


@pytest.fixture(scope="module")
def found() -> list[Part]:
    return parts()


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return bill()


def test_it_is_cyclonedx(made: dict[str, Any]) -> None:
    assert complaint(json.dumps(made)) is None
    assert complaint(json.dumps({**made, "bomFormat": "another"})) is not None
    assert complaint(json.dumps({**made, "components": [{"name": "a"}]})) is not None


def test_it_has_what_runs_and_no_tools(found: list[Part]) -> None:
    names = {part.name.lower() for part in found}
    assert {"fastapi", "authlib", "limits", "chromadb", "h11", "cryptography", "htmx.org"} <= names
    assert {"multilingual-e5-small", "wordfreq-norwegian-list", "@fontsource-variable/inter"} <= names
    assert not names & TOOLS
    assert "axe-core" not in names


def test_the_versions_are_the_pinned_ones(found: list[Part]) -> None:
    pinned = dict(re.findall(r"(?m)^([\w.-]+)==(\S+)", (ROOT / "constraints.txt").read_text(encoding="utf-8").lower()))
    versions = {name.replace("_", "-").replace(".", "-"): version for name, version in pinned.items()}
    python = [part for part in found if part.purl.startswith("pkg:pypi/")]
    assert len(python) > 100
    differing = [part.purl for part in python if versions.get(part.purl[9:].partition("@")[0]) != part.version.lower()]
    assert not differing


def test_every_part_that_another_needs_is_there(made: dict[str, Any]) -> None:
    there = {component["bom-ref"] for component in made["components"]}
    needed = {ref for edge in made["dependencies"] for ref in edge["dependsOn"]}
    assert needed <= there
    root = made["metadata"]["component"]["bom-ref"]
    edges = {edge["ref"]: edge["dependsOn"] for edge in made["dependencies"]}
    reached, left = set(), [root]
    while left:
        if (ref := left.pop()) not in reached:
            reached.add(ref)
            left += edges[ref]
    assert there <= reached


def test_all_may_be_used(found: list[Part]) -> None:
    others = {part.name: part.licence for part in found if not is_permissive(part.licence)}
    assert set(others) == set(EXCEPTIONS), others


@pytest.mark.parametrize(
    ("licence", "permissive"),
    [
        ("MIT", True),
        ("Apache-2.0 OR BSD-3-Clause", True),
        ("GPL-3.0-only OR MIT", True),
        ("GPL-3.0-only AND MIT", False),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", False),
        ("GPL-3.0-only", False),
        ("", False),
        ("Other/Proprietary License", False),
    ],
)
def test_which_licences_are_permissive(licence: str, permissive: bool) -> None:
    assert is_permissive(licence) is permissive
