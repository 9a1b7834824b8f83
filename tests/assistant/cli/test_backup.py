import json
import re
from pathlib import Path

from tests.assistant.cli.shell import Shell, failed

QUESTION = "Hvem har ansvar for bibliotekkasse?"


def test_a_library_goes_from_one_data_directory_to_another(filled: Shell, shell: Shell, tmp_path: Path) -> None:
    target = tmp_path / "kopi.zip"
    said = filled.run("backup", target)
    assert said.exit_code == 0, said.output
    assert re.match(rf"Tok sikkerhetskopi av 2 dokumenter, \d+ samtaler?, 0 utkast: {target} \(0,\d MB\)", said.stdout)
    assert "finnes fra før" in failed(filled.run("backup", target))
    restored = shell.run("restore", target)
    assert re.match(r"La inn 2 dokumenter, \d+ samtaler?, 0 utkast, slik de var \d\d", restored.stdout)
    assert shell.json("ask", QUESTION)["answer"] == filled.json("ask", QUESTION)["answer"]


def test_what_is_there_is_replaced_only_where_that_is_said(filled: Shell, shell: Shell, tmp_path: Path) -> None:
    target = tmp_path / "kopi.zip"
    manifest = filled.json("backup", target)
    assert manifest["tables"]["document"]["rows"] == 2
    shell.run("restore", target)
    shell.run("remove", "fjellvik-handbok")
    assert "--replace" in failed(shell.run("restore", target))
    refused = shell.run("restore", target, "--replace")  # nobody answers
    assert re.search(r"Slette 1 dokument, \d+ samtaler?, 0 utkast og alt annet", refused.stdout)
    assert "ingenting er slettet" in failed(refused)
    assert len(shell.json("documents")) == 1
    assert json.loads(shell.run("restore", target, "--replace", "--yes", "--json").stdout) == manifest
    assert len(shell.json("documents")) == 2


def test_there_is_nothing_to_take_where_nothing_is_kept(shell: Shell, tmp_path: Path) -> None:
    assert "ingenting er kopiert" in failed(shell.run("backup", tmp_path / "kopi.zip"))
    assert not shell.data_dir.exists()
    assert "kopi.zip" in failed(shell.run("restore", tmp_path / "kopi.zip"))
    assert "den finnes ikke" in failed(shell.run("backup", tmp_path / "nowhere" / "kopi.zip"))
