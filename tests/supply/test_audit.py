"""A known vulnerability fails, and what could not be looked up is said to be so."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.supply import audit
from tests.supply.audit import Findings, complaints, load_known, main

SOUND = {"name": "h11", "version": "0.16.0", "vulns": []}
HURT = {"name": "starlette", "version": "0.1", "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["1.0"]}]}
UNKNOWN = {"name": "fastapi", "skip_reason": "Dependency not found on PyPI and could not be audited: fastapi (1.0)"}
NPM = {"vulnerabilities": {}, "metadata": {"dependencies": {"total": 7}}}


class Services:
    """What each service prints."""

    def __init__(self, pypi: Any, osv: Any, npm: Any) -> None:
        self._told = {"pypi": pypi, "osv": osv, "npm": npm}
        self.asked: list[str] = []

    def __call__(self, command: list[str], folder: Path) -> str:
        name = "npm" if command[0] == "npm" else command[command.index("-s") + 1]
        assert (folder / ("package-lock.json" if name == "npm" else "constraints.txt")).is_file()
        self.asked.append(name)
        told = self._told[name]
        return told if isinstance(told, str) else json.dumps(told)


def test_where_all_answer_nothing_is_left_open(capsys: pytest.CaptureFixture[str]) -> None:
    services = Services({"dependencies": [SOUND]}, "", NPM)
    assert main(["--strict"], services) == 0
    assert services.asked == ["pypi", "npm"]
    assert capsys.readouterr().out == "audited: 1 Python packages\naudited: 7 npm packages\n"


def test_a_known_vulnerability_fails(capsys: pytest.CaptureFixture[str]) -> None:
    hurt = {"htmx.org": {"via": ["another", {"url": "https://github.com/advisories/GHSA-1"}]}}
    services = Services({"dependencies": [SOUND, HURT]}, "", {**NPM, "vulnerabilities": hurt})
    assert main([], services) == 1
    told = capsys.readouterr().out
    assert "vulnerable: starlette: PYSEC-2026-1" in told
    assert "vulnerable: htmx.org: https://github.com/advisories/GHSA-1" in told


def test_what_no_service_knows_is_not_said_to_be_audited(capsys: pytest.CaptureFixture[str]) -> None:
    services = Services({"dependencies": [UNKNOWN]}, "no json", {"message": "405 Method Not Allowed"})
    assert main([], services) == 0
    told = capsys.readouterr().out
    assert services.asked == ["pypi", "osv", "npm"]
    assert "not audited: 1 of 1 packages of constraints.txt by pypi (fastapi: Dependency not found" in told
    assert "not audited: constraints.txt by osv: no answer" in told
    assert "not audited: package-lock.json: npm's service gave no answer (405" in told
    assert "\naudited" not in f"\n{told}"
    assert main(["--strict"], services) == 1


def test_what_some_service_knows_of_some_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    services = Services({"dependencies": [UNKNOWN, HURT]}, "", NPM)
    assert main([], services) == 1
    told = capsys.readouterr().out
    assert "not audited: 1 of 2 packages of constraints.txt by pypi (fastapi: Dependency not found" in told
    assert "vulnerable: starlette" in told


def test_what_is_known_is_let_be_until_its_day() -> None:
    found = Findings(1, [("starlette", "PYSEC-2026-1")])
    known = {"PYSEC-2026-1": {"reason": "not called", "until": date(2026, 12, 1)}}
    assert complaints(found, known, date(2026, 12, 1)) == []
    assert complaints(found, known, date(2026, 12, 2)) == ["starlette: PYSEC-2026-1"]
    assert complaints(found, {}, date(2026, 12, 1)) == ["starlette: PYSEC-2026-1"]


@pytest.mark.parametrize("entry", ['reason = "not called"', 'until = 2026-12-01\nreason = " "', "until = 2026-12-01"])
def test_what_is_let_be_needs_a_reason_and_a_date(tmp_path: Path, entry: str) -> None:
    written = tmp_path / "known.toml"
    written.write_text(f'[[known]]\nid = "A"\n{entry}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="'A' needs a reason and a date"):
        load_known(written)


def test_the_list_of_what_is_let_be_is_sound() -> None:
    assert isinstance(load_known(audit.KNOWN), dict)


def test_a_program_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    assert audit._run(["no-such-program"], tmp_path) == ""
