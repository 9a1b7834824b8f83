from pathlib import Path

import pytest

from assistant.web import assets
from corpus.index.model_build import ModelBuildError
from corpus.store.catalogue import Catalogue
from tests.assistant.cli.shell import Shell, failed


def test_rebuild_mends_an_index_of_another_analysis(shell: Shell, plans: Path) -> None:
    shell.run("ingest", plans)
    catalogue = Catalogue(f"sqlite:///{shell.data_dir}/catalogue.sqlite3")
    catalogue.set_settings({"analysis": "of another time"})
    catalogue.close()
    assert "planassistent rebuild" in failed(shell.run("documents"))
    assert "2 dokumenter" in shell.run("rebuild").stdout
    assert shell.json("ask", "Hvem har ansvar for bibliotekkasse?")["status"] == "answered"


def test_a_model_that_is_not_built_names_the_command(shell: Shell, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "models")
    assert "planassistent model build" in failed(shell.run("documents", PLANASSISTENT_MODEL_DIR=nowhere))
    result = shell.run("doctor", PLANASSISTENT_MODEL_DIR=nowhere)
    assert result.exit_code == 1
    assert "✗ Språkmodell" in result.stdout
    assert "✓ Datamappe" in result.stdout


@pytest.mark.parametrize("command", ["serve", "rebuild", "ingest"])
def test_what_makes_vectors_builds_a_missing_model_first_and_says_so(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def build(target: Path) -> None:
        raise ModelBuildError(f"asked to build {target.name}")

    monkeypatch.setattr("assistant.logs.set_up", lambda *_: None)
    monkeypatch.setattr("corpus.index.model_build.build_model", build)
    result = shell.run(command, PLANASSISTENT_MODEL_DIR=str(tmp_path / "models"))
    assert result.exit_code == 1
    said, told = result.stderr.strip().splitlines()
    assert said.startswith(f"Bygger språkmodellen i {tmp_path / 'models'}")
    assert told == "feil: asked to build multilingual-e5-small"
    other = shell.run(command, PLANASSISTENT_MODEL_DIR=str(tmp_path / "models"), PLANASSISTENT_EMBEDDING_MODEL="/no")
    assert "asked to build" not in other.stderr


def test_building_a_model_that_is_there_does_nothing(shell: Shell) -> None:
    assert "bygget alt" in shell.run("model", "build").stdout
    assert "skal ikke bygges" in failed(shell.run("model", "build", PLANASSISTENT_EMBEDDING_MODEL="/another"))


def test_the_doctor_finds_nothing_wrong(filled: Shell) -> None:
    result = filled.run("doctor")
    assert result.exit_code == 0
    assert result.stdout.count("✓") == 15
    assert "OCR: " in result.stdout
    assert "2 dokumenter" in result.stdout


def test_the_doctor_tells_of_a_disk_that_is_nearly_full(filled: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.readiness.LEAST_ROOM", 2**62)
    result = filled.run("doctor")
    assert result.exit_code == 1
    assert "✗ Disk: disken til datamappen har mindre enn 16 MB ledig; gjør plass" in result.stdout
    assert result.stdout.count("✓") == 14


def test_the_doctor_misses_what_the_pages_are_served_with(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "VENDOR", tmp_path)
    result = shell.run("doctor")
    assert result.exit_code == 1
    assert "✗ Nettsider: stilark og skript er ikke hentet" in result.stdout
    assert "make setup" in result.stdout


def test_the_doctor_tells_of_a_template_that_cannot_be_used(shell: Shell) -> None:
    assert "✓ Maler: lokal-handlingsplan" in shell.run("doctor").stdout
    folder = shell.data_dir / "templates"
    folder.mkdir()
    (folder / "egen.toml").write_text("id = 3", encoding="utf-8")
    result = shell.run("doctor")
    assert result.exit_code == 1
    assert "✗ Maler: " in result.stdout
    assert "egen.toml" in result.stdout


def test_the_doctor_tells_a_complaint_once_and_where_a_new_directory_is(shell: Shell) -> None:
    wrong = shell.run("doctor", PLANASSISTENT_DATADIR="x")
    assert wrong.exit_code == 1
    assert wrong.stdout.count("PLANASSISTENT_DATADIR") == 1
    assert wrong.stdout.count("✗") == 12
    assert f"✓ Datamappe: {shell.data_dir} fantes ikke, og er laget nå" in shell.run("doctor").stdout
    assert f"✓ Datamappe: {shell.data_dir} kan skrives" in shell.run("doctor").stdout
