import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from filelock import FileLock
from typer.testing import CliRunner, Result

from assistant.cli import app
from assistant.config import Settings
from assistant.web import assets
from tests.conftest import ACTION_PLAN, HANDBOOK_ID, PLAN_ID, ROOT

RUN = "from assistant.cli import main; main()"


class Shell:
    """Runs commands on one data directory."""

    def __init__(self, data_dir: Path, model_dir: Path) -> None:
        self.data_dir = data_dir
        self.code = RUN
        self.environment = {
            "PLANASSISTENT_DATA_DIR": str(data_dir),
            "PLANASSISTENT_MODEL_DIR": str(model_dir),
            "COLUMNS": "200",
        }

    def run(self, *arguments: object, **environment: str) -> Result:
        return CliRunner().invoke(app, [str(word) for word in arguments], env={**self.environment, **environment})

    def json(self, *arguments: object) -> Any:
        result = self.run(*arguments, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def process(self, *arguments: object, **options: Any) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-c", self.code, *map(str, arguments)],
            env={**os.environ, **self.environment, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )


@pytest.fixture
def shell(tmp_path: Path, embedding_model_dir: Path) -> Shell:
    """On an empty data directory."""
    return Shell(tmp_path / "data", embedding_model_dir)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path, plans: Path) -> Shell:
    """On a data directory that holds the plans; not to be written to."""
    made = Shell(tmp_path_factory.mktemp("filled") / "data", embedding_model_dir)
    assert made.run("ingest", plans).exit_code == 0
    return made


def failed(result: Result) -> str:
    """The one line of an error."""
    assert result.exit_code == 1, result.output
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith("feil: ")
    assert "Traceback" not in result.output
    return line


def test_help_is_there_without_what_is_heavy(shell: Shell) -> None:
    code = (
        f"import sys; sys.argv = ['planassistent', '--help']\ntry:\n    {RUN}\nfinally:\n    print(sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Still et spørsmål" in done.stdout
    for heavy in ("chromadb", "numpy", "fastapi", "pydantic", "sqlalchemy"):
        assert f"'{heavy}'" not in done.stdout


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


def test_a_manifest_that_is_broken_fails(shell: Shell, plans: Path, tmp_path: Path) -> None:
    assert "m.toml" in failed(shell.run("ingest", plans, "--manifest", tmp_path / "m.toml"))


def test_ask_prints_the_answer_with_page_and_quote(filled: Shell) -> None:
    result = filled.run("ask", "Hvem har ansvar for bibliotekkasse?")
    assert result.exit_code == 0
    assert "Biblioteket" in result.stdout
    assert "[1] Handlingsplan for gode barnehager 2025–2028, Fjellvik kommune, s. 3" in result.stdout
    assert "to ganger i året" in result.stdout.rsplit("«", 1)[1]


def test_ask_prints_one_json_document(filled: Shell) -> None:
    answer = filled.json("ask", "Hvem har ansvar for bibliotekkasse?", "--document", PLAN_ID, "--language", "nn")
    assert (answer["status"], answer["language"]) == ("answered", "nn")


def test_a_conversation_goes_on_from_command_to_command(filled: Shell) -> None:
    first = filled.run("ask", "Hvem har ansvar for bibliotekkasse?").stdout
    assert "Tolket som" not in first
    conversation = re.search(r"Spør videre med --conversation (\w+)", first)
    assert conversation is not None
    then = filled.run("ask", "Og når?", "--conversation", conversation[1]).stdout
    assert then.startswith("Tolket som: Hva er tidsplanen for «Bibliotekkasse»?")
    assert "Kontinuerlig" in then
    assert filled.json("ask", "Hvem gjør det?", "--conversation", conversation[1])["conversation_id"] == conversation[1]


def test_an_unknown_conversation_is_told(filled: Shell) -> None:
    result = filled.run("ask", "Og når?", "--conversation", "finnes-ikke")
    assert result.exit_code == 1
    assert "samtalen «finnes-ikke» finnes ikke" in result.output


def test_a_refusal_shows_the_nearest_and_is_no_failure(filled: Shell) -> None:
    result = filled.run("ask", "Hva koster en elsykkel?")
    assert result.exit_code == 0
    assert "Nærmeste jeg fant" in result.stdout


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(
    ("question", "said"), [("  ", "er tomt"), ("x" * 2001, "2001 tegn"), ("\udcff a", "halvt tegn")]
)
def test_a_question_that_cannot_be_taken_fails(shell: Shell, command: str, question: str, said: str) -> None:
    assert said in failed(shell.run(command, question))
    assert not shell.data_dir.exists()


def test_search_prints_passages(filled: Shell) -> None:
    (hit,) = filled.json("search", "kasse med bøker", "--limit", "1")
    assert (hit["document_id"], hit["page"]) == (PLAN_ID, 3)
    result = filled.run("search", "frukt", "--document", HANDBOOK_ID)
    assert "s. 2, gjenfortelling" in result.stdout
    assert filled.run("search", "frukt", "--limit", "0").exit_code == 2
    assert "«nei»" in failed(filled.run("search", "frukt", "--document", "nei"))


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


def test_documents_are_listed_and_removed(shell: Shell, plans: Path) -> None:
    assert "Ingen dokumenter ennå" in shell.run("documents").stdout
    shell.run("ingest", plans)
    listed = shell.run("documents").stdout
    assert PLAN_ID in listed
    assert "gjenfortelling" in listed
    assert f"Slettet {PLAN_ID}." in shell.run("remove", PLAN_ID).stdout
    assert [entry["id"] for entry in shell.json("documents")] == [HANDBOOK_ID]
    assert f"«{PLAN_ID}»" in failed(shell.run("remove", PLAN_ID))


def test_rebuild_mends_an_index_of_another_analysis(shell: Shell, plans: Path) -> None:
    from corpus.catalogue import Catalogue

    shell.run("ingest", plans)
    catalogue = Catalogue(f"sqlite:///{shell.data_dir}/catalogue.sqlite3")
    catalogue.set_settings({"analysis": "of another time"})
    catalogue.close()
    assert "planassistent rebuild" in failed(shell.run("documents"))
    assert "2 dokumenter" in shell.run("rebuild").stdout
    assert shell.json("ask", "Hvem har ansvar for bibliotekkasse?")["status"] == "answered"


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


def test_a_model_that_is_not_built_names_the_command(shell: Shell, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "models")
    assert "planassistent model build" in failed(shell.run("documents", PLANASSISTENT_MODEL_DIR=nowhere))
    result = shell.run("doctor", PLANASSISTENT_MODEL_DIR=nowhere)
    assert result.exit_code == 1
    assert "✗ Språkmodell" in result.stdout
    assert "✓ Datamappe" in result.stdout


def test_building_a_model_that_is_there_does_nothing(shell: Shell) -> None:
    assert "bygget alt" in shell.run("model", "build").stdout
    assert "skal ikke bygges" in failed(shell.run("model", "build", PLANASSISTENT_EMBEDDING_MODEL="/another"))


def test_the_doctor_finds_nothing_wrong(filled: Shell) -> None:
    result = filled.run("doctor")
    assert result.exit_code == 0
    assert result.stdout.count("✓") == 8
    assert "OCR: " in result.stdout
    assert "2 dokumenter" in result.stdout


def test_the_doctor_misses_what_the_pages_are_served_with(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "VENDOR", tmp_path)
    result = shell.run("doctor")
    assert result.exit_code == 1
    assert "✗ Nettsider: stilark og skript er ikke hentet" in result.stdout
    assert "make setup" in result.stdout


def test_a_server_without_them_starts_and_warns(shell: Shell, tmp_path: Path) -> None:
    shell.code = (
        f"from pathlib import Path; from assistant.web import assets; assets.VENDOR = Path({str(tmp_path)!r}); {RUN}"
    )
    process = shell.process("serve", "--port", "0")
    assert process.stdout is not None
    address = process.stdout.readline().strip().rpartition(" ")[2]
    wait_until_ready(address)
    process.terminate()
    _, told = process.communicate(timeout=30)
    assert told.startswith("advarsel: stilark og skript er ikke hentet")
    assert told.count("\n") == 1


def test_a_full_disk_stops_with_a_clear_message_and_shows_nothing(shell: Shell, plans: Path) -> None:
    """A limit on the size of files is what a full disk is to a writer."""
    shell.run("ingest", plans / f"{HANDBOOK_ID}.txt")
    largest = max(file.stat().st_size for file in shell.data_dir.rglob("*") if file.is_file())
    limits = (largest, largest)
    process = shell.process("ingest", plans, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits))
    _, told = process.communicate(timeout=120)
    assert process.returncode == 1, told
    assert "feil: " in told
    assert "Traceback" not in told
    assert [entry["id"] for entry in shell.json("documents")] == [HANDBOOK_ID]


def test_eval_measures_a_library_of_its_own(shell: Shell, plans: Path, tmp_path: Path) -> None:
    """The shipped questions are about other plans: their evidence is missed before anything is asked."""
    result = shell.run("eval", "--corpus", plans, "--output", tmp_path / "report")
    assert result.exit_code == 2
    assert "Cannot evaluate" in result.stdout


def test_the_evaluated_system_answers_from_its_corpus_and_leaves_nothing(
    plans: Path, embedding_model_dir: Path, tmp_path: Path
) -> None:
    from assistant.cli import _evaluated_system

    settings = Settings(data_dir=tmp_path / "data", model_dir=embedding_model_dir)
    with _evaluated_system(settings, plans) as system:
        assert system.ask("Hvem har ansvar for bibliotekkasse?").citations[0].document_id == PLAN_ID
        assert system.search("bøker", 3, "bm25")[0].page == 3
        assert system.embed_query_ms("bøker") > 0
    assert not (tmp_path / "data").exists()


def test_a_port_that_is_taken_is_told(shell: Shell) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        assert f"port {port} på «127.0.0.1» (porten er i bruk)" in failed(shell.run("serve", "--port", port))


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path, plans: Path
) -> Iterator[tuple[Shell, str]]:
    """A data directory with a server running on it, and the server's address."""
    made = Shell(tmp_path_factory.mktemp("served") / "data", embedding_model_dir)
    assert made.run("ingest", plans).exit_code == 0
    process = made.process("serve", "--port", "0")
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip().rpartition(" ")[2]
        assert address.startswith("http://127.0.0.1:"), process.communicate(timeout=30)
        wait_until_ready(address)
        yield made, address
    finally:
        process.terminate()
        _, told = process.communicate(timeout=30)
    assert process.returncode == 0, told
    assert told == ""
    assert not (made.data_dir / "server.json").exists()


def wait_until_ready(address: str) -> None:
    for _ in range(200):
        try:
            if httpx.get(f"{address}/readyz", trust_env=False).is_success:
                return
        except httpx.ConnectError:
            pass
        time.sleep(0.1)
    pytest.fail("the server did not start")


def test_while_a_server_runs_commands_go_through_it(served: tuple[Shell, str], tmp_path: Path) -> None:
    shell, address = served
    assert shell.json("ask", "Hvem har ansvar for bibliotekkasse?")["citations"][0]["document_id"] == PLAN_ID
    assert shell.json("search", "bøker", "--limit", "1", "--document", PLAN_ID)[0]["page"] == 3
    assert len(shell.json("measures", "--year", "2026", "--responsible", "barnehagene", "--sharing", "shared")) == 2
    assert f"tjenesten på {address}" in shell.run("doctor").stdout
    file = tmp_path / "tur.txt"
    file.write_text("Turen er til fjorden hver onsdag.", encoding="utf-8")
    (tmp_path / "bilde.txt").write_bytes(b"\0")
    result = shell.run("ingest", tmp_path, "--issuer", "Fjellvik", "--json")
    refused, indexed = [json.loads(line) for line in result.stdout.splitlines()]
    assert (refused["status"], refused["file"]) == ("refused", str(tmp_path / "bilde.txt"))
    assert (indexed["status"], indexed["id"]) == ("indexed", "tur")
    assert httpx.get(f"{address}/api/v1/documents/tur", trust_env=False).json()["issuer"] == "Fjellvik"
    assert shell.run("remove", "tur").exit_code == 0
    assert len(shell.json("documents")) == 2


def test_while_a_server_runs_the_indexes_are_not_rebuilt(served: tuple[Shell, str]) -> None:
    shell, address = served
    assert f"tjenesten på {address} bruker indeksene" in failed(shell.run("rebuild"))


def test_a_second_server_is_refused(served: tuple[Shell, str]) -> None:
    shell, address = served
    assert f"i bruk av tjenesten på {address}" in failed(shell.run("serve", "--port", "0"))


def test_while_a_server_runs_duties_and_checks_come_from_it(served: tuple[Shell, str]) -> None:
    shell, _ = served
    rows = shell.json("duties", "--document", PLAN_ID, "--responsible", "barnehagene")
    assert [row["page"] for row in rows] == [2, 3, 4]
    report = shell.json("check", PLAN_ID, "--language", "nn")
    assert [finding["kind"] for finding in report["findings"]] == ["wordings_differ"]
    assert "fleire stader" in report["findings"][0]["message"]
    assert "«nei»" in failed(shell.run("check", "nei"))
    assert "«nei»" in failed(shell.run("duties", "--document", "nei"))


def test_while_a_server_runs_personal_data_are_kept_out_unless_they_are_allowed(
    served: tuple[Shell, str], tmp_path: Path
) -> None:
    shell, _ = served
    listed = tmp_path / "liste.txt"
    listed.write_text("Turliste\n\nJenta Emma Nordmann er med på turen.", encoding="utf-8")
    refused = json.loads(shell.run("ingest", listed, "--json").stdout)
    assert (refused["status"], refused["personal_data"][0]["kind"]) == ("refused", "named_child")
    assert "--allow-personal-data" in refused["reason"]
    allowed = json.loads(shell.run("ingest", listed, "--allow-personal-data", "--json").stdout)
    assert (allowed["status"], allowed["personal_data"]) == ("indexed", refused["personal_data"])
    assert shell.run("remove", "liste").exit_code == 0


def test_duties_are_shown_in_the_words_of_the_plan(filled: Shell) -> None:
    shown = filled.run("duties", "-q", "samtaler").stdout
    assert "Barnehagen skal ha minst to samtaler med foresatte i året." in shown
    assert "1 plikt\n" in shown


def test_a_check_shows_each_finding_with_its_quotes(filled: Shell) -> None:
    shown = filled.run("check", PLAN_ID).stdout
    assert "1. Tiltaket «Utegruppe hver uke» står flere steder i planen, men beskrivelsen er ikke ordrett" in shown
    assert "s. 3: «Utegruppe hver uke Barnehagene skal ha en fast utedag i uka for alle barn." in shown
    assert "→ Sammenlign radene og avgjør hvilken som gjelder." in shown
    assert "1 funn. Sjekket: 4 tiltak, og datoer" in shown


def test_a_file_with_personal_data_is_reported_masked(shell: Shell, tmp_path: Path) -> None:
    listed = tmp_path / "liste.txt"
    listed.write_text("Turliste\n\nJenta Emma Nordmann er med på turen.", encoding="utf-8")
    told = " ".join(shell.run("ingest", listed).output.replace("│", " ").split())
    assert "avvist" in told
    assert "navngitt barn" in told
    assert "Nordmann" not in told
