"""The unit of systemd starts what is installed, as a user that can write its data and nothing else."""

import configparser
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from assistant.config import PREFIX, Settings
from tests.conftest import ROOT

UNIT = ROOT / "deploy" / "planassistent.service"
HARDENED = {
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "NoNewPrivileges": "yes",
    "CapabilityBoundingSet": "",
    "RestrictSUIDSGID": "yes",
    "SystemCallArchitectures": "native",
    "UMask": "0077",
}


def service() -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for key, value in re.findall(r"(?m)^(\w+)=(.*)$", UNIT.read_text(encoding="utf-8").partition("[Service]")[2]):
        said.setdefault(key, []).append(value)
    return said


def test_it_is_hardened_and_runs_as_nobody_in_particular() -> None:
    said = service()
    assert {key: said[key] for key in HARDENED} == {key: [value] for key, value in HARDENED.items()}
    assert said["User"] == ["planassistent"]
    assert said["StateDirectory"] == ["planassistent"]


def test_its_settings_are_known_and_name_what_is_installed() -> None:
    settings = dict(line.strip('"').split("=", 1) for line in service()["Environment"])
    assert {name.removeprefix(PREFIX).lower() for name in settings} <= Settings.model_fields.keys()
    assert settings["PLANASSISTENT_DATA_DIR"] == "/var/lib/planassistent"
    assert "cp -R models" in (ROOT / "deploy" / "install.sh").read_text(encoding="utf-8")
    assert settings["PLANASSISTENT_MODEL_DIR"] == "/opt/planassistent/models"


def test_systemd_finds_nothing_wrong(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not there")
    target = tmp_path / "place with a space"
    program = target / ".venv" / "bin" / "planassistent"
    program.parent.mkdir(parents=True)
    program.symlink_to("/bin/true")
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text(encoding="utf-8").replace("/opt/planassistent", str(target)), encoding="utf-8")
    done = subprocess.run(
        [analyze, "verify", "--man=no", str(unit)],
        env={**os.environ, "SYSTEMD_LOG_LEVEL": "notice"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_it_is_a_file_of_three_sections() -> None:
    parsed = configparser.RawConfigParser(strict=False)
    parsed.read(UNIT, encoding="utf-8")
    assert parsed.sections() == ["Unit", "Service", "Install"]
