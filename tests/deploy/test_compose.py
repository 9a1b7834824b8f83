"""compose.yaml: what belongs together, reached by nobody who should not, with secrets in files alone."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy.engine import make_url

from assistant.config import PREFIX, Settings, load_settings
from tests.conftest import ROOT
from tests.deploy.dockerfile import said_in

NEVER = {"privileged", "network_mode", "pid", "ipc", "devices", "userns_mode"}


@pytest.fixture(scope="module")
def composed() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("composed") / "secrets"
    subprocess.run([ROOT / "deploy" / "secrets.sh", folder], check=True)
    return folder


def test_it_has_the_application_and_both_its_stores(composed: dict[str, Any]) -> None:
    assert set(composed["services"]) == {"app", "vectors", "database"}
    waits = composed["services"]["app"]["depends_on"]
    assert waits == {name: {"condition": "service_healthy"} for name in ("database", "vectors")}
    for name in waits:
        assert composed["services"][name]["healthcheck"]["test"][0] == "CMD"


@pytest.mark.parametrize("name", ["app", "vectors", "database"])
def test_a_service_has_no_more_rights_than_it_needs(composed: dict[str, Any], name: str) -> None:
    service = composed["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "/tmp" in service["tmpfs"]
    assert not NEVER & service.keys()
    assert not [volume for volume in service["volumes"] if volume.partition(":")[0] not in composed["volumes"]]


def test_only_the_application_is_reached_and_from_this_machine_alone(composed: dict[str, Any]) -> None:
    services = composed["services"]
    assert [name for name in services if "ports" in services[name]] == ["app"]
    assert all(port.startswith("127.0.0.1:") for port in services["app"]["ports"])
    assert composed["networks"]["inside"] == {"internal": True}
    assert [services[name]["networks"] for name in ("vectors", "database")] == [["inside"], ["inside"]]


def test_secrets_are_in_files_and_each_service_sees_its_own(composed: dict[str, Any], secrets: Path) -> None:
    for name, service in composed["services"].items():
        given = service.get("environment", {})
        files = {value.removeprefix("/run/secrets/") for value in given.values() if value.startswith("/run/secrets/")}
        assert files == set(service.get("secrets", ())), name
        assert not [key for key in given if re.search("PASSWORD|SECRET|KEY|TOKEN", key) and not key.endswith("_FILE")]
    held = {name: ROOT / said["file"] for name, said in composed["secrets"].items()}
    assert {path.name for path in held.values()} == {path.name for path in secrets.iterdir()}
    assert {path.parent for path in held.values()} == {ROOT / "secrets"}
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"/secrets/", "/planassistent.env"} <= set(ignored)


def test_the_application_starts_with_what_it_is_given(
    composed: dict[str, Any], secrets: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in os.environ:
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    given = {**said_in("ENV"), **composed["services"]["app"]["environment"]}
    for name, value in given.items():
        if name.startswith(PREFIX):
            default = re.sub(r"\$\{\w+:-(\w+)\}", r"\1", value)
            monkeypatch.setenv(name, default.replace("/run/secrets", str(secrets)))
    settings = load_settings()
    address = make_url(settings.database_url)
    database = composed["services"]["database"]["environment"]
    assert (address.host, address.username, address.database) == (
        "database",
        database["POSTGRES_USER"],
        database["POSTGRES_DB"],
    )
    assert address.password == (secrets / "database_password").read_text()
    assert settings.chroma_url == "http://vectors:8000"
    assert settings.host == "0.0.0.0"
    assert settings.secret_key is not None


def test_the_secrets_are_random_and_made_once(secrets: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_text() for path in secrets.iterdir()}
    subprocess.run([ROOT / "deploy" / "secrets.sh", secrets], check=True)
    assert {path.name: path.read_text() for path in secrets.iterdir()} == before
    subprocess.run([ROOT / "deploy" / "secrets.sh", tmp_path / "others"], check=True)
    assert not set(before.values()) & {path.read_text() for path in (tmp_path / "others").iterdir()}
    assert all(re.fullmatch("[0-9a-f]{64}", before[name]) for name in ("database_password", "secret_key"))
    assert secrets.stat().st_mode & 0o077 == 0


def test_the_settings_that_are_handed_out_are_known() -> None:
    text = (ROOT / "deploy" / "planassistent.env").read_text(encoding="utf-8")
    names = re.findall(rf"(?m)^#?{PREFIX}(\w+)=", text)
    assert names
    assert {name.lower() for name in names} <= Settings.model_fields.keys()


def test_docker_reads_it_as_it_is_meant(composed: dict[str, Any]) -> None:
    docker = shutil.which("docker")
    told = docker and subprocess.run([docker, "compose", "version"], capture_output=True, check=False)
    if not told or told.returncode:
        pytest.skip("docker compose is not there")
    command = [docker, "compose", "--file", ROOT / "compose.yaml", "config", "--format", "json"]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=True)
    read = json.loads(done.stdout)
    assert read["services"].keys() == composed["services"].keys()
