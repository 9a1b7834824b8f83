import pytest
from starlette.testclient import TestClient

from tests.conftest import HANDBOOK_ID, PLAN_ID


def search(client: TestClient, **body: object) -> list[dict[str, object]]:
    response = client.post("/api/v1/search", json=body)
    assert response.status_code == 200
    found: list[dict[str, object]] = response.json()
    return found


def test_passages_come_best_first_with_scores(client: TestClient) -> None:
    found = search(client, query="kasse med bøker fra biblioteket", limit=3)
    assert len(found) == 3
    assert (found[0]["document_id"], found[0]["page"]) == (PLAN_ID, 3)
    scores = [float(str(hit["score"])) for hit in found]
    assert scores == sorted(scores, reverse=True)


def test_a_filter_keeps_to_its_documents(client: TestClient) -> None:
    found = search(client, query="bøker", limit=50, filters={"document_ids": [HANDBOOK_ID]})
    assert {hit["document_id"] for hit in found} == {HANDBOOK_ID}
    assert all(hit["retelling"] for hit in found)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"query": " "}, "query"),
        ({"query": "x", "limit": 0}, "limit"),
        ({"query": "x", "limit": 101}, "limit"),
        ({"query": "x", "filters": {"kind": "law"}}, "filters.kind"),
        ({"query": "x", "filters": {"document_ids": ["nei"]}}, "filters.document_ids"),
    ],
)
def test_a_bad_request_names_its_field(client: TestClient, body: object, field: str) -> None:
    response = client.post("/api/v1/search", json=body)
    assert response.status_code == 422
    assert response.json()["detail"].startswith(f"{field}: ")
