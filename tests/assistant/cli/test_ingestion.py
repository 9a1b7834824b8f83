import json
import resource
from pathlib import Path

import pytest

from tests.assistant.cli.shell import Shell, failed
from tests.conftest import HANDBOOK_ID, PLAN_ID, PLANS

TOO_LITTLE = 96 * 2**10
"""Bytes of a file: fewer than writing one small plan takes."""


def test_ingest_prints_one_record_a_file(shell: Shell, plans: Path, tmp_path: Path) -> None:
    empty = tmp_path / "tom.txt"
    empty.touch()
    result = shell.run("ingest", plans, empty, tmp_path / "nei.txt", "--json")
    assert result.exit_code == 0
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["status"] for record in records] == ["indexed", "indexed", "refused", "refused"]
    assert (records[1]["id"], records[1]["pages"], records[1]["measures"]) == (PLAN_ID, 4, 4)
    assert records[1]["coverage"]["words"] > 100
    assert "er tom" in records[2]["reason"]
    again = shell.run("ingest", plans)
    assert again.exit_code == 0
    assert again.stdout.count("uendret") == 2
    assert "«Utegruppe hver uke» har en annen beskrivelse på s. 4" in again.stdout


def test_a_script_sees_that_nothing_was_read_in(shell: Shell, tmp_path: Path) -> None:
    result = shell.run("ingest", tmp_path / "feilskrevet")
    assert result.exit_code == 1
    assert "ingen slik fil eller mappe" in " ".join(result.stdout.split())
    refused = tmp_path / "bilde.png"
    refused.write_bytes(b"no plan")
    assert shell.run("ingest", refused).exit_code == 0  # handled: refused with a reason


def test_without_paths_the_shipped_plans_are_read_and_never_beside_those_of_ones_own(
    shell: Shell, filled: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Path] = []
    monkeypatch.setattr("assistant.ingestion.ingest.ingest_paths", lambda library, paths, *_, **__: given.extend(paths))
    assert "gjenfortellinger" in shell.run("ingest").stderr
    assert given == [PLANS]
    assert "bibliotek uten egne dokumenter" in failed(filled.run("ingest"))
    for flag in ("--title", "--manifest"):
        assert "oppgi filene" in failed(shell.run("ingest", flag, "manifest.toml"))
    assert given == [PLANS]


def test_years_are_a_flag_as_they_are_in_a_manifest(shell: Shell, tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text("Turen er til skogen.", encoding="utf-8")
    assert "2028–2025" in failed(shell.run("ingest", plan, "--valid", "2028–2025"))
    assert shell.run("ingest", plan, "--valid", "2025–2028").exit_code == 0
    (entry,) = shell.json("documents")
    assert (entry["valid_from"], entry["valid_to"]) == (2025, 2028)


def test_ingest_takes_flags_and_a_new_edition(shell: Shell, tmp_path: Path) -> None:
    old, new = tmp_path / "plan.txt", tmp_path / "plan-2026.txt"
    old.write_text("Turen er til skogen.", encoding="utf-8")
    new.write_text("Turen er til fjorden.", encoding="utf-8")
    assert shell.run("ingest", old, "--title", "Turplan", "--kind", "plan", "--authority", "guiding").exit_code == 0
    (entry,) = shell.json("documents")
    assert (entry["id"], entry["title"], entry["authority"]) == ("plan", "Turplan", "guiding")
    assert "«nei»" in failed(shell.run("ingest", new, "--edition-of", "nei"))
    result = shell.run("ingest", new, "--edition-of", "plan", "--title", "Fjordplan")
    assert result.exit_code == 0
    assert "ny utgave av «Turplan»" in result.stdout
    older, newer = shell.json("documents")
    assert [(entry["id"], entry["standing"]) for entry in (older, newer)] == [
        ("plan", "older"),
        ("plan-2026", "current"),
    ]
    assert (newer["edition_of"], newer["supersedes"], older["superseded_by"]) == ("plan", "plan", "plan-2026")
    assert newer["editions"] == ["plan", "plan-2026"]
    undone = shell.json("ingest", new, "--edition-of", "none", "--title", "Fjordplan")
    assert (undone["status"], undone["supersedes"]) == ("indexed", None)


def test_an_edition_that_is_recognised_says_so_and_how_to_undo_it(shell: Shell, tmp_path: Path) -> None:
    entries = []
    for year in (2024, 2025):
        (tmp_path / f"arsplan-{year}.txt").write_text(f"Turen i {year} er til skogen.", encoding="utf-8")
        entries.append(f'[[document]]\nid = "arsplan-{year}"\ntitle = "Årsplan {year}"\nissuer = "Elvedal kommune"\n')
    (tmp_path / "manifest.toml").write_text("\n".join(entries), encoding="utf-8")
    result = shell.run("ingest", *sorted(tmp_path.glob("*.txt")))
    told = result.stdout.replace("│", " ").split()
    for words in ("ny utgave av «Årsplan 2024»", "(gjenkjent på tittel,", "--edition-of none"):
        assert set(words.split()) <= set(told)
    assert "eldre utgave" in shell.run("ask", "Hvor var turen i 2024?").stdout


def test_a_manifest_that_is_broken_fails(shell: Shell, plans: Path, tmp_path: Path) -> None:
    assert "m.toml" in failed(shell.run("ingest", plans, "--manifest", tmp_path / "m.toml"))


def test_a_full_disk_stops_with_a_clear_message_and_shows_nothing(shell: Shell, plans: Path) -> None:
    """A limit on the size of files is what a full disk is to a writer."""
    shell.run("ingest", plans / f"{HANDBOOK_ID}.txt")
    limits = (TOO_LITTLE, TOO_LITTLE)
    process = shell.process("ingest", plans, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits))
    _, told = process.communicate(timeout=120)
    assert process.returncode == 1, told
    assert "feil: " in told
    assert "Traceback" not in told
    assert [entry["id"] for entry in shell.json("documents")] == [HANDBOOK_ID]


def test_a_file_with_personal_data_is_reported_masked(shell: Shell, tmp_path: Path) -> None:
    listed = tmp_path / "liste.txt"
    listed.write_text("Turliste\n\nJenta Emma Nordmann er med på turen.", encoding="utf-8")
    told = " ".join(shell.run("ingest", listed).output.replace("│", " ").split())
    assert "avvist" in told
    assert "navngitt barn" in told
    assert "Nordmann" not in told
