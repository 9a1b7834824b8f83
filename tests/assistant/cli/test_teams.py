import errno
import json
import os
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.assistant.cli.shell import Shell, failed

APP = "01234567-89ab-cdef-0123-456789abcdef"
KEY = {"PLANASSISTENT_PUBLIC_URL": "https://planer.kommune.no"}
BOT = {
    "PLANASSISTENT_TEAMS_APP_ID": APP,
    "PLANASSISTENT_TEAMS_APP_SECRET": "Q~8abc.DEF-ghiJKL",
    "PLANASSISTENT_TEAMS_TENANTS": APP,
    "PLANASSISTENT_SECRET_KEY": "k3J9xQv7LmN2pR5tW8yZ1aB4cD6eF0gH",
}


def test_the_package_is_made_without_a_server_and_without_a_library(shell: Shell, tmp_path: Path) -> None:
    target = tmp_path / "app.zip"
    done = shell.run("teams", "package", "--app-id", APP, "--domain", "planer.kommune.no", "--out", target)
    assert done.exit_code == 0, done.output
    assert str(target) in done.stdout
    with ZipFile(target) as opened:
        assert json.loads(opened.read("manifest.json"))["bots"][0]["botId"] == APP
    assert not shell.data_dir.exists()


def test_bot_and_domain_are_those_of_the_settings_where_none_are_said(shell: Shell, tmp_path: Path) -> None:
    target = tmp_path / "app.zip"
    assert "--app-id" in failed(shell.run("teams", "package", "--out", target, **KEY))
    assert shell.run("teams", "package", "--out", target, **KEY, **BOT).exit_code == 0
    with ZipFile(target) as opened:
        made = json.loads(opened.read("manifest.json"))
    assert (made["bots"][0]["botId"], made["validDomains"]) == (APP, ["planer.kommune.no"])
    assert "--domain" in failed(shell.run("teams", "package", "--app-id", APP, "--out", target))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--app-id", "ingen", "--domain", "planer.kommune.no"), "Application (client) ID"),
        (("--app-id", APP, "--domain", "http://planer.kommune.no"), "https://"),
        (("--app-id", APP, "--domain", "localhost"), "Teams kan nå"),
        (("--app-id", APP, "--domain", "planer.kommune.no", "--version", "0.9.0"), "1.0.0"),
    ],
)
def test_what_teams_would_refuse_is_told_and_nothing_is_written(
    shell: Shell, tmp_path: Path, given: tuple[str, ...], said: str
) -> None:
    target = tmp_path / "app.zip"
    target.write_bytes(b"det som var")
    assert said in failed(shell.run("teams", "package", *given, "--out", target))
    assert target.read_bytes() == b"det som var"
    assert list(tmp_path.iterdir()) == [target]


def test_only_a_zip_file_is_written(shell: Shell, tmp_path: Path) -> None:
    told = shell.run("teams", "package", "--app-id", APP, "--domain", "planer.kommune.no", "--out", tmp_path / "app")
    assert ".zip" in failed(told)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_leaves_the_package_that_was(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "app.zip"
    target.write_bytes(b"det som var")

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "app.zip" in failed(shell.run("teams", "package", "--app-id", APP, "--out", target, **KEY))
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("app.zip", b"det som var")]
