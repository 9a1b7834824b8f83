from pathlib import Path

from filelock import FileLock

from tests.assistant.cli.shell import Shell, failed


def test_an_unknown_variable_fails_by_name(shell: Shell) -> None:
    assert "PLANASSISTENT_DATADIR" in failed(shell.run("documents", PLANASSISTENT_DATADIR="x"))


def test_a_data_directory_that_cannot_be_used_fails(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "fil"
    file.touch()
    assert "er en fil" in failed(shell.run("documents", PLANASSISTENT_DATA_DIR=str(file)))
    assert "det går ikke å skrive i datamappen" in failed(shell.run("documents", PLANASSISTENT_DATA_DIR="/proc/planer"))


def test_a_data_directory_that_is_taken_fails(shell: Shell) -> None:
    shell.data_dir.mkdir()
    with FileLock(shell.data_dir / ".lock"):
        assert "et annet program" in failed(shell.run("documents"))


def test_a_server_that_was_killed_is_forgotten(shell: Shell) -> None:
    shell.data_dir.mkdir()
    (shell.data_dir / ".lock").touch()
    said = shell.data_dir / "server.json"
    said.write_text('{"address": "http://127.0.0.1:1", "pid": 1}', encoding="utf-8")
    assert shell.json("documents") == []
    assert not said.exists()


def test_a_server_that_does_not_answer_is_told(shell: Shell) -> None:
    shell.data_dir.mkdir()
    with FileLock(shell.data_dir / ".lock"):
        (shell.data_dir / "server.json").write_text('{"address": "http://127.0.0.1:1"}', encoding="utf-8")
        assert "http://127.0.0.1:1" in failed(shell.run("documents"))
