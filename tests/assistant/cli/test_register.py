from pathlib import Path

from tests.assistant.cli.shell import Shell, failed
from tests.conftest import PLAN_ID


def test_measures_sums_up_and_reports_variations(filled: Shell) -> None:
    result = filled.run("measures", "--document", PLAN_ID)
    assert "4 tiltak i 5 forekomster" in result.stdout.splitlines()
    assert "«Utegruppe hver uke» har en annen beskrivelse på s. 4: «Barnehagene skal ha" in result.stdout
    assert "1 tiltak i 1 forekomst" in filled.run("measures", "--responsible", "skolene").stdout
    assert len(filled.json("measures", "--year", "2026")) == 3
    assert len(filled.json("measures", "--priority", "små grupper", "-q", "bassenget")) == 1
    assert filled.json("measures", "--responsible", "ingen") == []
    owners = ("--responsible", "oppvekst", "--responsible", "barnehagene", "--without", "biblioteket")
    years = ("--from-year", "2026", "--to-year", "2026", "--timing", "starts", "--commitment", "voksne")
    assert [row["title"] for row in filled.json("measures", *owners, *years)] == ["Svømmekurs for femåringer"]
    assert len(filled.json("measures", "--responsible", "barnehagene", "--sharing", "sole")) == 1
    assert "«nei»" in failed(filled.run("measures", "--document", "nei"))
    assert "høyst 2000 tegn" in failed(filled.run("measures", "-q", "a" * 2001))


def test_rows_are_saved_as_spreadsheets(filled: Shell, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    result = filled.run("measures", "--responsible", "barnehagene", "--save", tmp_path / "tiltak.xlsx")
    assert (result.exit_code, result.stderr) == (0, f"Lagret 3 rader i {tmp_path / 'tiltak.xlsx'}\n")
    assert load_workbook(tmp_path / "tiltak.xlsx")["Tiltak"].max_row == 4
    assert filled.run("duties", "-q", "samtaler", "--save", tmp_path / "plikter.CSV").exit_code == 0
    assert len((tmp_path / "plikter.CSV").read_text(encoding="utf-8-sig").splitlines()) == 2
    told = failed(filled.run("measures", "--save", tmp_path / "tiltak.pdf"))
    assert "er ikke et regneark; velg et navn på .csv eller .xlsx" in told


def test_the_rows_of_an_answer_are_saved(filled: Shell, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    question, book = "Hva må barnehagene gjøre i 2026?", tmp_path / "alt.xlsx"
    assert "Lagret 4 rader" in filled.run("ask", question, "--save", book).stderr
    assert [sheet.max_row for sheet in load_workbook(book)] == [4, 2]
    assert "lagre det som .xlsx" in failed(filled.run("ask", question, "--save", tmp_path / "alt.csv"))


def test_duties_are_shown_in_the_words_of_the_plan(filled: Shell) -> None:
    shown = filled.run("duties", "-q", "samtaler").stdout
    assert "Barnehagen skal ha minst to samtaler med foresatte i året." in shown
    assert "1 plikt\n" in shown
