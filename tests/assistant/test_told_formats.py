"""Questions about plans without printed pages: what every surface says of where the answer stands."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.answering.answer import Answer, Status
from assistant.answering.checks.verify import is_verified
from assistant.answering.draft import Claim
from assistant.answering.showing.measures import places
from assistant.api.dependencies import Services
from assistant.api.documents import entries
from assistant.app import create_app
from assistant.cli.console import show_answer, show_documents, show_measures, show_reports
from assistant.config import Settings
from assistant.exports.spreadsheets import measure_sheet
from assistant.ingestion.ingest import ingest_paths
from assistant.ingestion.reports import FileReport
from assistant.jobs import Jobs
from assistant.opening import open_library
from assistant.register.conditions import Conditions
from assistant.service import Assistant
from corpus.library import Library
from tests.told_plans import AIMS, NOTE, SHARED_OWNER, TITLE, slides_plan, word_plan

WORD, SLIDES = "ord", "lysark"


@pytest.fixture(scope="module")
def reports() -> list[FileReport]:
    """What became of the files; filled by the library."""
    return []


@pytest.fixture(scope="module")
def told(
    tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path, reports: list[FileReport]
) -> Iterator[Library]:
    """A library of the plan as a Word file and as slides."""
    folder = tmp_path_factory.mktemp("told")
    (folder / f"{WORD}.docx").write_bytes(word_plan())
    (folder / f"{SLIDES}.pptx").write_bytes(slides_plan())
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"), model_dir=embedding_model_dir)
    with open_library(settings) as opened:
        reports.extend(ingest_paths(opened, [folder]))
        yield opened


@pytest.fixture(scope="module")
def asking(told: Library) -> Assistant:
    return Assistant(told)


@pytest.fixture(scope="module")
def web(asking: Assistant, told: Library) -> Iterator[TestClient]:
    made = create_app(Settings())
    jobs = Jobs(told)
    made.state.services = Services(asking, jobs)
    yield TestClient(made, raise_server_exceptions=False, base_url="http://127.0.0.1:8000")
    jobs.close()


def ask(asking: Assistant, question: str, document: str = WORD) -> Answer:
    answer = asking.ask(question, document_ids=[document])
    assert answer.status is Status.ANSWERED
    for citation in answer.citations:
        page = asking.page(citation.document_id, citation.page, citation.generation_id)
        assert page is not None
        assert is_verified(Claim(text="", quote=citation.quote), page.text)
    return answer


def test_who_owns_a_measure_is_quoted_from_its_row(asking: Assistant) -> None:
    answer = ask(asking, "Hvem har ansvar for bålplass ved hver barnehage?")
    assert SHARED_OWNER in answer.answer
    (citation,) = answer.citations
    assert citation.locator == "«Tiltak», tabell 1, rad 3"
    assert (citation.page, citation.page_label, citation.document_title) == (3, None, TITLE)
    assert SHARED_OWNER in citation.quote
    assert [row.locators for row in answer.measures] == [("«Tiltak», tabell 1, rad 3",)]


@pytest.mark.parametrize(
    ("question", "locator"),
    [
        ("Når får foreldrene turkalenderen?", "«Mål», avsnitt 3"),
        ("Når får foreldra turkalenderen?", "«Mål», avsnitt 3"),
        ("When do parents get turkalenderen?", "«Mål», paragraph 3"),
    ],
)
def test_a_sentence_is_quoted_from_its_paragraph_in_the_language_of_the_answer(
    asking: Assistant, question: str, locator: str
) -> None:
    places = {citation.quote: citation.locator for citation in ask(asking, question).citations}
    assert places[AIMS[2]] == locator


def test_slides_are_cited_by_their_number_and_notes_are_found(asking: Assistant) -> None:
    answer = ask(asking, "Hvem skal salen spørres om har plukket sopp?", SLIDES)
    assert [(citation.locator, citation.quote) for citation in answer.citations] == [("lysbilde 1", NOTE)]
    assert answer.citations[0].heading_path == ("Mål", "Notater")
    owner = ask(asking, "Hvem har ansvar for soppkurs for ansatte?", SLIDES)
    assert owner.citations[0].locator == "lysbilde 3"


def test_hits_and_refusals_say_where_passages_stand(asking: Assistant) -> None:
    hits = asking.search("turkalender i september", 1, document_ids=[WORD])
    assert hits[0].locator == "«Mål», avsnitt 1–3"
    refusal = asking.ask("Hva koster en elsykkel?", document_ids=[WORD])
    assert refusal.status is Status.NOT_IN_SOURCES
    assert all("avsnitt" in near.locator or "rad" in near.locator for near in refusal.nearest)


def one_line(page: str) -> str:
    """A page without what only keeps a place on one line."""
    return re.sub(r"</?span[^>]*>", "", page)


def test_the_page_shows_its_text_with_the_quote_marked_and_no_image(asking: Assistant, web: TestClient) -> None:
    citation = ask(asking, "Når får foreldrene turkalenderen?").citations[-1]
    page = web.get(citation.url).text
    assert f'<mark id="markert">{AIMS[2]}</mark>' in page
    assert "<strong>«Mål»</strong> (del 2 av 3)" in one_line(page)
    assert "Forrige del" in page
    assert "Neste del" in page
    assert "<img" not in page
    row = ask(asking, "Hvem har ansvar for bålplass ved hver barnehage?").citations[0]
    assert '<mark id="markert">Bålplass' in web.get(row.url).text


def test_the_page_of_a_slide_says_so_and_a_hidden_one_that_it_is(web: TestClient) -> None:
    assert "<strong>lysbilde 1</strong> (1 av 3)" in one_line(web.get(f"/documents/{SLIDES}/pages/1").text)
    hidden = web.get(f"/documents/{SLIDES}/pages/2").text
    assert "Lysbildet er skjult i presentasjonen" in hidden
    assert "budsjett" not in hidden


def test_the_web_page_lists_parts_slides_and_locators(web: TestClient) -> None:
    listed = web.get("/dokumenter").text
    assert "3 deler" in listed
    assert "3 lysbilder" in listed
    page = web.get("/", params={"q": "Hvor mange tiltak går i 2026?"}).text
    assert ">«Tiltak», tabell 1, rad 2<span" in page
    assert ">lysbilde 3<span" in page


def test_the_interface_gives_units_and_files(web: TestClient) -> None:
    view = web.get(f"/api/v1/documents/{WORD}/pages/2").json()
    assert (view["unit"], view["locator"], view["image_url"]) == ("section", "«Mål»", None)
    assert web.get(f"/api/v1/documents/{WORD}/pages/2.png").status_code == 404
    listed = {entry["id"]: entry for entry in web.get("/api/v1/documents").json()}
    assert (listed[WORD]["unit"], listed[SLIDES]["coverage"]["hidden_pages"]) == ("section", 1)
    file = web.get(f"/api/v1/documents/{WORD}/file")
    assert file.headers["Content-Type"].endswith("wordprocessingml.document")
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_the_terminal_says_where_and_what_was_not_read(
    asking: Assistant, reports: list[FileReport], capsys: pytest.CaptureFixture[str]
) -> None:
    show_reports(reports)
    shown = capsys.readouterr().out
    assert "3 deler" in shown
    assert "1 skjult lysbilde ikke lest" in " ".join(shown.split())
    show_documents(entries(asking))
    assert "3 lysbilder" in capsys.readouterr().out
    show_answer(ask(asking, "Når får foreldrene turkalenderen?"), "Når får foreldrene turkalenderen?")
    assert f"{TITLE}, utgiver ikke oppgitt, «Mål», avsnitt 3 (" in capsys.readouterr().out
    rows = asking.measures(Conditions(document_id=(WORD,)))
    show_measures(rows)
    assert "rad 2" in capsys.readouterr().out
    assert "«Tiltak», tabell 1, rad 2" in measure_sheet(rows).csv()
    assert places(rows[0]) == "«Tiltak», tabell 1, rad 2"


def test_wordings_that_differ_are_said_to_stand_where_they_do(
    told: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "| Tiltak | Tidsplan | Ansvar |\n|---|---|---|\n"
    file = tmp_path / "to.md"
    file.write_text(f"# En\n\n{head}| Tur | 2026 | UTD |\n\n# To\n\n{head}| Tur | 2027 | UTD |\n", encoding="utf-8")
    (report,) = ingest_paths(told, [file])
    assert [(other.locator, other.wording) for other in report.variations] == [("«To», tabell 1, rad 1", "2027")]
    show_reports([report])
    assert "har en annen tidsplan på «To», tabell 1, rad 1: «2027»" in capsys.readouterr().out
    assert told.remove("to")
