from pathlib import Path

from tests.assistant.cli.shell import Shell, failed
from tests.conftest import ACTION_PLAN, HANDBOOK_ID, PLAN_ID


def test_diff_tells_what_changed(shell: Shell, tmp_path: Path) -> None:
    old, new = tmp_path / "gammel.txt", tmp_path / "ny.txt"
    old.write_text(ACTION_PLAN, encoding="utf-8")
    new.write_text(ACTION_PLAN.replace("to dager i mai", "tre dager i mai"), encoding="utf-8")
    shell.run("ingest", old, new)
    found = shell.json("diff", "gammel", "ny")
    (changed,) = found["changed"]
    (change,) = changed["changes"]
    assert (change["field"], change["old_page"], change["new_page"]) == ("description", 4, 4)
    assert {"text": " tre", "change": "added"} in change["segments"]
    assert (found["added"], found["removed"], found["unchanged"]) == ([], [], 3)
    told = shell.run("diff", "gammel", "ny").stdout
    assert "Tiltak: 1 endret, 0 nye, 0 fjernet, 3 uendret." in told
    assert "Beskrivelse (s. 4 → s. 4): Skolen skal ta imot førskolebarna [-to-] {+tre+} dager i mai." in told
    assert "«nei»" in failed(shell.run("diff", "gammel", "nei"))


def test_documents_are_listed_and_removed(shell: Shell, plans: Path) -> None:
    assert "Ingen dokumenter ennå" in shell.run("documents").stdout
    shell.run("ingest", plans)
    listed = shell.run("documents").stdout
    assert PLAN_ID in listed
    assert "gjenfortelling" in listed
    assert f"Slettet {PLAN_ID}." in shell.run("remove", PLAN_ID).stdout
    assert [entry["id"] for entry in shell.json("documents")] == [HANDBOOK_ID]
    assert f"«{PLAN_ID}»" in failed(shell.run("remove", PLAN_ID))


def test_a_check_shows_each_finding_with_its_quotes(filled: Shell) -> None:
    shown = filled.run("check", PLAN_ID).stdout
    assert "1. Tiltaket «Utegruppe hver uke» står flere steder i planen, men beskrivelsen er ikke ordrett" in shown
    assert "s. 3: «Utegruppe hver uke Barnehagene skal ha en fast utedag i uka for alle barn." in shown
    assert "→ Sammenlign radene og avgjør hvilken som gjelder." in shown
    assert "1 funn. Sjekket: 4 tiltak, og datoer" in shown
