from pathlib import Path

from tests.assistant.cli.shell import Shell, failed
from tests.conftest import HANDBOOK_ID


def test_a_collection_is_made_filled_changed_and_removed_once_it_is_empty(shell: Shell, plans: Path) -> None:
    said = ("--title", "Bydel [Elv]", "--kind", "unit", "--reader", "elv-ansatte", "--editor", "elv-redaktører")
    assert "Lagret samlingen elv" in shell.run("collections", "set", "elv", *said).stdout
    shell.run("ingest", plans / f"{HANDBOOK_ID}.txt", "--collection", "elv")
    shell.run("collections", "set", "elv", "--contact", "kvalitet@elv.example")
    (elv,) = [entry for entry in shell.json("collections", "list") if entry["id"] == "elv"]
    assert (elv["title"], elv["documents"], elv["contact"]) == ("Bydel [Elv]", 1, "kvalitet@elv.example")
    assert (elv["readers"], elv["editors"]) == (["elv-ansatte"], ["elv-redaktører"])
    assert "elv: Bydel [Elv], 1 dokument" in shell.run("collections", "list").stdout
    assert "samlingen har dokumenter" in failed(shell.run("collections", "remove", "elv"))
    shell.run("remove", HANDBOOK_ID)
    assert shell.run("collections", "remove", "elv").exit_code == 0
    assert [entry["id"] for entry in shell.json("collections", "list")] == ["open"]
    assert failed(shell.run("collections", "remove", "elv"))
    assert "«Ikke en id»" in failed(shell.run("collections", "set", "Ikke en id"))


def test_a_token_is_made_shown_once_listed_and_revoked(shell: Shell) -> None:
    shell.run("collections", "set", "elv")
    made = shell.json("tokens", "create", "Intranett [prøve]", "--scope", "read", "--collection", "elv", "--days", 30)
    assert made["secret"].startswith("pa_")
    listed = shell.run("tokens", "list").stdout
    assert "Intranett [prøve]: gjelder; read; open, elv; ikke brukt" in listed
    assert made["secret"] not in listed
    assert "«ukjent»" in failed(shell.run("tokens", "create", "x", "--collection", "ukjent"))
    assert shell.run("tokens", "revoke", made["token"]["id"]).exit_code == 0
    assert "trukket tilbake" in shell.run("tokens", "list").stdout
    assert failed(shell.run("tokens", "revoke", "ukjent"))
    written = b"".join(file.read_bytes() for file in shell.data_dir.rglob("*") if file.is_file())
    assert made["secret"].encode() not in written
