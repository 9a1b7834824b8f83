"""A draft as a file over HTTP, and none with a source that is not real."""

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from unittest.mock import patch

import docx
import pytest
from starlette.testclient import TestClient

from assistant.app import create_app
from assistant.config import Settings
from assistant.drafting.marking import as_quote
from assistant.exports.drafts.pdf import libreoffice
from assistant.exports.drafts.word import WORD_TYPE
from tests.assistant.api.drafting import DRAFTS, TEXT, begun, saved
from tests.assistant.web.visitor import Visitor
from tests.conftest import PLAN_ID

TALKS = "Barnehagen skal ha minst to samtaler med foresatte i året."


@pytest.fixture
def here(settings: Settings, with_plans: Settings) -> Iterator[TestClient]:
    """A client on the server's own machine, which has the plans."""
    with Visitor(create_app(settings), base_url="http://127.0.0.1:8000") as opened:
        yield opened


@pytest.fixture
def draft(here: TestClient) -> str:
    """A draft with a quotation."""
    found: str = begun(here, unit="Fjellvik", jurisdiction="Fjellvik", period="2026–2030")["id"]
    hits = here.post("/api/v1/search", json={"query": TALKS, "limit": 3}).json()
    passage = next(hit["passage_id"] for hit in hits if TALKS in " ".join(hit["text"].split()))
    taken = here.post(f"{DRAFTS}/{found}/sources", json={"passage_id": passage, "quote": TALKS})
    assert taken.status_code == 201, taken.text
    saved(here, found, f"Vi er mange. {as_quote(TALKS, taken.json()['number'])}")
    return found


def forge(settings: Settings, order: str) -> None:
    """Changes the database behind the application's back."""
    with closing(sqlite3.connect(settings.data_dir / "catalogue.sqlite3")) as database:
        assert database.execute(order).rowcount == 1
        database.commit()


def test_the_draft_is_a_word_file(here: TestClient, draft: str) -> None:
    response = here.get(f"{DRAFTS}/{draft}/export.docx")
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == WORD_TYPE
    assert response.headers["content-disposition"] == 'attachment; filename="lokal-handlingsplan-fjellvik.docx"'
    file = docx.Document(io.BytesIO(response.content))
    assert f"Vi er mange. «{TALKS}»\u00a0[1]" in [one.text for one in file.paragraphs]
    (address,) = [link.address for one in file.paragraphs for link in one.hyperlinks if link.address]
    assert address.startswith(f"http://127.0.0.1:8000/documents/{PLAN_ID}/pages/2?")
    assert here.get(address).status_code == 200, "the link opens the page"
    assert here.get(f"{DRAFTS}/finnes-ikke/export.docx").status_code == 404


def test_a_source_is_reached_by_the_address_that_people_type_whatever_host_was_asked(
    here: TestClient, draft: str
) -> None:
    told = here.get(f"{DRAFTS}/{draft}/export.md").text
    assert told == here.get(f"http://localhost:8000{DRAFTS}/{draft}/export.md").text
    assert f"<http://127.0.0.1:8000/documents/{PLAN_ID}/pages/2?" in told
    with patch.object(Settings, "told_address", "https://planer.kommune.no/plan"):
        told = here.get(f"{DRAFTS}/{draft}/export.md").text
    assert f"<https://planer.kommune.no/plan/documents/{PLAN_ID}/pages/2?" in told
    assert "127.0.0.1" not in told


def test_the_draft_is_markdown_and_data(here: TestClient, draft: str) -> None:
    told = here.get(f"{DRAFTS}/{draft}/export.md")
    assert told.headers["content-type"].startswith("text/markdown")
    assert f"Vi er mange. «{TALKS}» \\[1\\]" in told.text
    data = here.get(f"{DRAFTS}/{draft}/export.json").json()
    (field,) = [field for field in data["fields"] if field["key"] == TEXT]
    assert [one["origin"] for one in field["parts"][0]["sentences"]] == ["own", "quote"]
    assert data["document"]["sources"][0]["document_id"] == PLAN_ID


@pytest.mark.skipif(libreoffice() is None, reason="LibreOffice is not installed")
def test_the_draft_is_a_pdf(here: TestClient, draft: str) -> None:
    response = here.get(f"{DRAFTS}/{draft}/export.pdf")
    assert response.headers["content-type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")


def test_without_libreoffice_the_pdf_is_said_not_to_be_there(
    here: TestClient, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    response = here.get(f"{DRAFTS}/{draft}/export.pdf")
    assert response.status_code == 501
    assert "LibreOffice" in response.json()["detail"]
    assert here.get(f"{DRAFTS}/{draft}/export.docx").status_code == 200


FORGED = TALKS.replace("to", "ti")


@pytest.mark.parametrize(
    ("order", "fault"),
    [
        (f"update draft_source set quote = '{FORGED}'", "source_changed"),
        ("update draft_source set page = 1", "source_changed"),
        ("update draft_source set document_id = 'fjellvik-handbok'", "source_changed"),
        ("update draft_source set document_id = 'ingen-slik'", "source_gone"),
        ("update draft_source set number = 7", "unknown_source"),
        ("delete from draft_source", "unknown_source"),
    ],
)
def test_a_draft_with_a_source_forged_in_the_database_is_not_exported(
    here: TestClient, settings: Settings, draft: str, order: str, fault: str
) -> None:
    forge(settings, order)
    for suffix in ("docx", "pdf", "md", "json"):
        response = here.get(f"{DRAFTS}/{draft}/export.{suffix}")
        assert response.status_code == 409
        problem = response.json()
        assert problem["title"] == "Sources cannot be verified"
        assert {one["key"] for one in problem["unverified"]} == {TEXT}
        assert fault in [one["fault"] for one in problem["unverified"]]
        assert "Lokalt utfordringsbilde: " in problem["detail"]


def test_a_draft_whose_document_was_removed_is_not_exported(here: TestClient, draft: str) -> None:
    assert here.delete(f"/api/v1/documents/{PLAN_ID}").status_code in (200, 202, 204)
    problem = here.get(f"{DRAFTS}/{draft}/export.docx")
    assert problem.status_code == 409
    assert [one["fault"] for one in problem.json()["unverified"]] == ["source_gone"]


def test_how_much_is_answered_is_told_where_it_is_asked_for(here: TestClient, draft: str) -> None:
    assert "Dekning av den overordnede planen" in here.get(f"{DRAFTS}/{draft}/export.md?coverage=true").text
    assert "Dekning" not in here.get(f"{DRAFTS}/{draft}/export.md").text
    assert here.get(f"{DRAFTS}/{draft}/export.docx?coverage=kanskje").status_code == 422
