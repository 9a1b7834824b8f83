"""`python -m tests.supply.audit`: whether a vulnerability is known in what constraints.txt and package-lock.json name.

Asked are PyPI's advisories, those of OSV where PyPI knows none of the packages, and npm's. Where no service can be
reached, that is said and nothing is claimed; `--strict` ends with 1 then too. What known.toml names, with a reason and
a date that has not passed, is let be.
"""

import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tests.supply.parts import LOCK, ROOT

KNOWN = Path(__file__).parent / "known.toml"
SECONDS = 120.0
"""For each service; PyPI's takes some 20 seconds for the 230 packages."""

Run = Callable[[list[str], Path], str]


@dataclass
class Findings:
    """What an audit gave: `vulnerable` are (package, id), `unaudited` says of what nothing is known, and why."""

    audited: int = 0
    vulnerable: list[tuple[str, str]] = field(default_factory=list)
    unaudited: list[str] = field(default_factory=list)


def python_findings(run: Run) -> Findings:
    """Of constraints.txt: from the first service that knows the packages."""
    unaudited: list[str] = []
    for service in ("pypi", "osv"):
        command = ["pip-audit", "-r", "constraints.txt", "--no-deps", "--disable-pip", "-f", "json", "-s", service]
        told = _read(run([*command, "--progress-spinner", "off", "--timeout", "10"], ROOT))
        found = _of_python(told, service) if told else Findings(unaudited=[f"constraints.txt by {service}: no answer"])
        if found.audited:
            return found
        unaudited += found.unaudited
    return Findings(unaudited=unaudited)


def page_findings(run: Run) -> Findings:
    """Of package-lock.json."""
    told = _read(run(["npm", "audit", "--json"], LOCK.parent))
    if not told or "vulnerabilities" not in told:
        return Findings(unaudited=[f"package-lock.json: npm's service gave no answer ({_why(told)})"])
    vulnerable = [
        (package, str(via.get("url") or via.get("source")))
        for package, said in told["vulnerabilities"].items()
        for via in said["via"]
        if isinstance(via, dict)
    ]
    return Findings(told["metadata"]["dependencies"]["total"], vulnerable)


def complaints(found: Findings, known: Mapping[str, Mapping[str, Any]], today: date) -> list[str]:
    """What is vulnerable, and what known.toml lets be without a reason or for too long."""
    said = [f"{package}: {which}" for package, which in found.vulnerable if not _is_let_be(known.get(which), today)]
    return sorted(set(said))


def load_known(path: Path) -> dict[str, dict[str, Any]]:
    """What is let be, by id; raises ValueError where a reason or a date is missing."""
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("known", [])
    for entry in entries:
        if not str(entry.get("reason", "")).strip() or not isinstance(entry.get("until"), date):
            raise ValueError(f"{path.name}: {entry.get('id')!r} needs a reason and a date")
    return {entry["id"]: entry for entry in entries}


def _of_python(told: Mapping[str, Any], service: str) -> Findings:
    packages = told["dependencies"]
    skipped = [package for package in packages if "skip_reason" in package]
    found = Findings(len(packages) - len(skipped))
    for package in packages:
        found.vulnerable += [(package["name"], vulnerability["id"]) for vulnerability in package.get("vulns", ())]
    if skipped:
        first = f"{skipped[0]['name']}: {skipped[0]['skip_reason']}"
        found.unaudited.append(f"{len(skipped)} of {len(packages)} packages of constraints.txt by {service} ({first})")
    return found


def _is_let_be(entry: Mapping[str, Any] | None, today: date) -> bool:
    return entry is not None and entry["until"] >= today


def _read(written: str) -> dict[str, Any] | None:
    try:
        told = json.loads(written)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _why(told: Mapping[str, Any] | None) -> str:
    return str(told.get("message", "no reason given"))[:100] if told else "no answer that can be read"


def _run(command: list[str], folder: Path) -> str:
    """What a program prints; nothing where it is not there or takes too long."""
    beside = Path(sys.executable).parent / command[0]
    program = str(beside) if beside.exists() else shutil.which(command[0])
    if program is None:
        return ""
    try:
        done = subprocess.run([program, *command[1:]], cwd=folder, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode(errors="replace")


def main(arguments: list[str], run: Run = _run) -> int:
    """Says what was audited, what was not, and what is vulnerable; 1 where anything is."""
    known, today = load_known(KNOWN), datetime.now(UTC).date()
    status = 0
    for name, audit in (("Python", python_findings), ("npm", page_findings)):
        found = audit(run)
        if found.audited:
            print(f"audited: {found.audited} {name} packages")
        for reason in found.unaudited:
            print(f"not audited: {reason}")
        for complaint in complaints(found, known, today):
            print(f"vulnerable: {complaint}")
            status = 1
        if found.unaudited and "--strict" in arguments:
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
