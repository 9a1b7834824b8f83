import pytest
from starlette.testclient import TestClient

from tests.assistant.conftest import PDF_ID
from tests.conftest import HANDBOOK_ID, PLAN_ID


def test_the_outline_of_a_document(client: TestClient) -> None:
    headings = client.get(f"/api/v1/documents/{PLAN_ID}/outline").json()
    assert {"title", "page", "locator", "below"} == set(headings[0])
    assert [heading["title"] for heading in headings[0]["below"]] == ["Om planen", "Tiltak"]


def test_where_words_stand(client: TestClient) -> None:
    found = client.get(f"/api/v1/documents/{PLAN_ID}/hits", params={"q": "utegruppe"}).json()
    assert (found["count"], [page["page"] for page in found["pages"]]) == (2, [3, 4])
    assert found["pages"][0]["excerpts"][0]["found"] == "Utegruppe"
    assert client.get(f"/api/v1/documents/{PLAN_ID}/hits", params={"q": "elsykkel"}).json()["pages"] == []


def test_words_of_an_old_reading(pdf_client: TestClient, old_pdf_generation: str) -> None:
    address, query = f"/api/v1/documents/{PDF_ID}/hits", {"q": "gulrøtter"}
    assert pdf_client.get(address, params=query).json()["count"] == 1
    old = pdf_client.get(address, params={**query, "generation": old_pdf_generation})
    assert old.json()["count"] == 0


@pytest.mark.parametrize("query", ["", "  ", "å" * 201])
def test_a_search_that_cannot_be_taken_is_a_problem(client: TestClient, query: str) -> None:
    response = client.get(f"/api/v1/documents/{PLAN_ID}/hits", params={"q": query})
    assert response.status_code == 422
    assert "q" in response.text
    assert response.headers["content-type"] == "application/problem+json"


def test_pages_that_were_not_read(client: TestClient) -> None:
    assert client.get(f"/api/v1/documents/{PLAN_ID}/unread").json() == []


@pytest.mark.parametrize("what", ["outline", "hits?q=x", "unread"])
def test_an_unknown_document_is_a_404(client: TestClient, what: str) -> None:
    response = client.get(f"/api/v1/documents/finnes-ikke/{what}")
    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")


def test_a_generation_of_another_document_is_a_404(client: TestClient) -> None:
    other = client.get(f"/api/v1/documents/{HANDBOOK_ID}").json()["generation_id"]
    response = client.get(f"/api/v1/documents/{PLAN_ID}/hits", params={"q": "x", "generation": other})
    assert response.status_code == 404


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({"jurisdiction": "Fjellvik"}, [PLAN_ID]),
        ({"kind": "action plan", "authority": "binding"}, [PLAN_ID]),
        ({"q": "håndbok FJELLVIK"}, [HANDBOOK_ID]),
        ({"authority": "guiding"}, []),
        ({}, [HANDBOOK_ID, PLAN_ID]),
    ],
)
def test_documents_are_listed_by_what_they_are(client: TestClient, query: dict[str, str], ids: list[str]) -> None:
    assert [found["id"] for found in client.get("/api/v1/documents", params=query).json()] == ids


@pytest.mark.parametrize("query", [{"authority": "streng"}, {"farge": "rød"}])
def test_an_unknown_condition_is_a_problem(client: TestClient, query: dict[str, str]) -> None:
    assert client.get("/api/v1/documents", params=query).status_code == 422
