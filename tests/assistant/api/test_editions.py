"""Editions over HTTP: what the list says, what may be asked, what differs, and what a removal leaves."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from assistant.api.dependencies import Services
from assistant.app import create_app
from assistant.config import Settings
from assistant.jobs import Jobs
from assistant.service import Assistant
from corpus.library import Library
from tests.assistant.api.test_documents import upload
from tests.assistant.editions import CURRENT_ID, NEXT_ID, OLD_ID, TODAY
from tests.assistant.web.visitor import Visitor
from tests.conftest import ACTION_PLAN


@pytest.fixture(scope="module")
def shelf(edition_library: Library) -> Iterator[TestClient]:
    """A client of an application over the editions; not to be written to."""
    app = create_app(Settings())
    jobs = Jobs(edition_library)
    app.state.services = Services(Assistant(edition_library, lambda: TODAY), jobs)
    yield Visitor(app, raise_server_exceptions=False, base_url="http://127.0.0.1:8000")
    jobs.close()


def test_the_list_says_which_edition_holds(shelf: TestClient) -> None:
    entries = {entry["id"]: entry for entry in shelf.get("/api/v1/documents").json()}
    fields = ("standing", "supersedes", "superseded_by", "edition_recognised")
    assert {key: tuple(entry[field] for field in fields) for key, entry in entries.items()} == {
        OLD_ID: ("older", None, CURRENT_ID, True),
        CURRENT_ID: ("current", OLD_ID, NEXT_ID, True),
        NEXT_ID: ("upcoming", CURRENT_ID, None, True),
        "turplan": ("current", None, None, False),
    }
    assert entries[OLD_ID]["editions"] == [OLD_ID, CURRENT_ID, NEXT_ID]
    assert entries["turplan"]["editions"] == []


def test_the_register_is_of_the_edition_that_holds_or_is_asked_for(shelf: TestClient) -> None:
    def listed(query: str) -> set[str]:
        return {row["document_id"] for row in shelf.get(f"/api/v1/measures{query}").json()}

    assert listed("") == {CURRENT_ID}
    assert listed("?year=2022") == listed(f"?document_id={OLD_ID}") == {OLD_ID}
    sheet = shelf.get("/api/v1/measures.csv?year=2022").text
    assert ";eldre utgave" in sheet
    assert ";gjeldende utgave" in shelf.get("/api/v1/measures.csv").text


def test_an_answer_says_that_its_source_is_an_older_edition(shelf: TestClient) -> None:
    asked = {"question": "Hvem hadde ansvar for bibliotekkasse i 2022?"}
    (citation,) = shelf.post("/api/v1/ask", json=asked).json()["citations"]
    assert (citation["document_id"], citation["standing"]) == (OLD_ID, "older")
    page = shelf.get(f"/api/v1/documents/{OLD_ID}/pages/3").json()
    assert page["standing"] == "older"


def test_a_difference_is_there_for_any_two_documents(shelf: TestClient) -> None:
    found = shelf.get(f"/api/v1/documents/{OLD_ID}/diff/{CURRENT_ID}").json()
    assert [measure["title"] for measure in found["removed"]] == ["Lekebibliotek"]
    assert {measure["new"]["title"] for measure in found["changed"]} == {
        "Bibliotekkasse",
        "Svømmekurs for femåringer",
        "Besøksdag på skolen",
    }
    assert shelf.get(f"/api/v1/documents/{OLD_ID}/diff/turplan").json()["new"]["measures"] == 0


@pytest.mark.parametrize("path", ["nei/diff/turplan", "turplan/diff/nei"])
def test_a_difference_of_what_is_not_there_is_a_404(shelf: TestClient, path: str) -> None:
    response = shelf.get(f"/api/v1/documents/{path}")
    assert response.status_code == 404
    assert "«nei»" in response.json()["detail"]
    assert shelf.get(f"/documents/{path}").status_code == 404


def test_an_upload_may_say_whose_edition_it_is(own_client: TestClient) -> None:
    upload(own_client, ACTION_PLAN.encode(), "gammel.txt", title="Fjellvikplanen")
    job = upload(own_client, ACTION_PLAN.encode(), "ny.txt", title="Den nye planen", edition_of="gammel")
    report = job["report"]
    assert isinstance(report, dict)
    assert (report["supersedes"], report["edition_recognised"]) == ("gammel", False)
    assert report["notes"] == ["ny utgave av «Fjellvikplanen»"]


def test_a_job_that_told_of_a_removed_document_is_gone(own_client: TestClient) -> None:
    job = upload(own_client, ACTION_PLAN.encode(), "plan.txt")
    other = upload(own_client, b"Kokken lager suppe.", "mat.txt")
    assert own_client.delete("/api/v1/documents/plan").status_code == 204
    assert own_client.get(f"/api/v1/jobs/{job['id']}").status_code == 404
    assert own_client.get(f"/api/v1/jobs/{other['id']}").status_code == 200


def test_the_page_of_documents_shows_each_plan_with_its_other_editions(shelf: TestClient) -> None:
    page = shelf.get("/").text
    footer = page[page.index("Dokumentene som det søkes i") :]
    assert footer.index("2025–2028") < footer.index("2029–2032") < footer.index("2021–2024")
    assert f'href="/documents/{OLD_ID}/diff/{CURRENT_ID}"' in footer
    assert f'href="/documents/{CURRENT_ID}/diff/{NEXT_ID}"' in footer
    assert '<span class="ds-tag" data-color="info">eldre utgave</span>' in footer
    assert '<span class="ds-tag" data-color="info">kommende utgave</span>' in footer


def test_a_page_of_an_older_edition_says_so_and_leads_to_the_one_that_holds(shelf: TestClient) -> None:
    page = shelf.get(f"/documents/{OLD_ID}/pages/3").text
    assert "Dette er en eldre utgave av planen." in page
    assert f'href="/documents/{CURRENT_ID}/pages/1"' in page
    assert f'href="/documents/{OLD_ID}/diff/{CURRENT_ID}"' in page
    assert "eldre utgave" not in shelf.get(f"/documents/{CURRENT_ID}/pages/3").text


def test_a_source_card_of_an_older_edition_is_marked(shelf: TestClient) -> None:
    page = shelf.get("/", params={"q": "Kven hadde ansvaret for bibliotekkasse i 2022?"}).text
    cards = page[page.index('<section class="sources">') :]
    assert '<span class="ds-tag" data-color="info">eldre utgave</span>' in cards  # in the language of the page


def test_the_difference_is_a_page(shelf: TestClient) -> None:
    page = shelf.get(f"/documents/{OLD_ID}/diff/{CURRENT_ID}").text
    assert "<h1>Hva er endret?</h1>" in page
    assert "Tiltak: 3 endret, 0 nye, 1 fjernet, 1 uendret." in page
    assert "<del>Kulturkontoret</del>, Barnehagene" in page
    assert "<ins>Biblioteket</ins>, Barnehagene" in page
    assert "Lekebibliotek" in page
    for language, title in (("nn", "Kva er endra?"), ("en", "What has changed?")):
        assert title in shelf.get(f"/documents/{OLD_ID}/diff/{CURRENT_ID}?language={language}").text
