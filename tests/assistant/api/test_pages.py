import pytest
from starlette.testclient import TestClient

from tests.conftest import HANDBOOK_ID, PLAN_ID


def test_a_page_says_whose_it_is(client: TestClient) -> None:
    page = client.get(f"/api/v1/documents/{PLAN_ID}/pages/2").json()
    assert (page["number"], page["locator"], page["pages"]) == (2, "s. 2", 4)
    assert (page["document_id"], page["issuer"], page["retelling"]) == (PLAN_ID, "Fjellvik kommune", False)
    assert "to samtaler med foresatte" in page["text"]
    assert {"label", "set_apart", "document_title", "generation_id", "coverage"} <= set(page)
    assert client.get(f"/api/v1/documents/{HANDBOOK_ID}/pages/1").json()["retelling"] is True


@pytest.mark.parametrize(
    "path",
    [
        f"{PLAN_ID}/pages/0",
        f"{PLAN_ID}/pages/-1",
        f"{PLAN_ID}/pages/5",
        f"{PLAN_ID}/pages/{10**30}",
        f"{PLAN_ID}/pages/1?generation=nei",
        "finnes-ikke/pages/1",
    ],
)
def test_a_page_that_is_not_there_is_a_404(client: TestClient, path: str) -> None:
    response = client.get(f"/api/v1/documents/{path}")
    assert response.status_code == 404
    assert response.json()["title"] == "No such page"


def test_a_generation_of_another_document_is_a_404(client: TestClient) -> None:
    other = client.get(f"/api/v1/documents/{HANDBOOK_ID}").json()["generation_id"]
    assert client.get(f"/api/v1/documents/{PLAN_ID}/pages/1?generation={other}").status_code == 404


def test_a_page_number_that_is_none_is_told(client: TestClient) -> None:
    response = client.get(f"/api/v1/documents/{PLAN_ID}/pages/to")
    assert response.status_code == 422
    assert response.json()["detail"].startswith("number: ")
