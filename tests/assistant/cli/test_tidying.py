from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from corpus.store.retention import KINDS
from tests.assistant.cli.shell import Shell


@pytest.fixture
def shell(tmp_path: Path, embedding_model_dir: Path) -> Shell:
    """On a data directory of its own, with a conversation that was asked in forty days ago."""
    made = Shell(tmp_path / "data", embedding_model_dir)
    assert made.run("ask", "Hvem har ansvar for bibliotekkasse?").exit_code == 0
    age(made, "turn", "asked_at")
    age(made, "conversation", "started_at")
    return made


def age(shell: Shell, table: str, column: str) -> None:
    """Makes the rows of a table forty days old."""
    engine = create_engine(f"sqlite:///{shell.data_dir}/catalogue.sqlite3")
    then = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=40)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {table} SET {column} = :then"), {"then": f"{then:%Y-%m-%d %H:%M:%S.%f}"})
    engine.dispose()


def test_what_would_be_deleted_is_counted_and_then_deleted(shell: Shell) -> None:
    counted = shell.run("tidy", "--dry-run")
    assert (counted.exit_code, counted.stdout.splitlines()[:2]) == (0, ["Ville slettet:", "  samtaler: 1"])
    assert shell.json("tidy", "--dry-run")["deleted"]["conversations"] == 1
    assert shell.run("tidy").stdout.splitlines()[:2] == ["Slettet:", "  samtaler: 1"]
    assert shell.json("tidy")["deleted"] == dict.fromkeys(KINDS, 0)


def test_how_long_is_what_the_settings_say(shell: Shell) -> None:
    assert shell.run("tidy", PLANASSISTENT_CONVERSATION_DAYS="50").stdout.splitlines()[1] == "  samtaler: 0"


def test_while_a_server_runs_it_goes_through_it(served: tuple[Shell, str]) -> None:
    shell, _ = served
    assert shell.run("ask", "Hvem har ansvar for bibliotekkasse?").exit_code == 0
    age(shell, "turn", "asked_at")
    found = shell.json("tidy", "--dry-run")  # what is deleted is logged, and this server's log is to be empty
    assert found["deleted"]["conversations"] >= 1
    assert found["dry_run"]
