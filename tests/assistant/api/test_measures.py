import csv
import io

import pytest
from starlette.testclient import TestClient

from assistant.api.measures import as_csv
from assistant.service import Assistant
from tests.conftest import HANDBOOK_ID, PLAN_ID


def titles(client: TestClient, query: str = "") -> list[str]:
    response = client.get(f"/api/v1/measures{query}")
    assert response.status_code == 200
    return [row["title"] for row in response.json()]


def test_all_measures_come_with_their_occurrences(client: TestClient) -> None:
    rows = client.get("/api/v1/measures").json()
    assert [row["title"] for row in rows] == [
        "Utegruppe hver uke",
        "Svømmekurs for femåringer",
        "Bibliotekkasse",
        "Besøksdag på skolen",
    ]
    assert (rows[0]["pages"], rows[0]["occurrences"], rows[0]["variations"][0]["page"]) == ([3, 4], 2, 4)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?responsible=biblioteket", 1),
        ("?responsible=Barnehagene", 3),
        ("?responsible=ingen", 0),
        ("?year=2026", 3),
        ("?year=2050", 0),
        ("?priority=trygge barn", 4),
        ("?q=bassenget", 1),
        (f"?document_id={PLAN_ID}", 4),
        (f"?document_id={HANDBOOK_ID}", 0),
        ("?responsible=barnehagene&year=2026&q=bøker", 1),
    ],
)
def test_conditions_are_all_met(client: TestClient, query: str, count: int) -> None:
    assert len(titles(client, query)) == count


@pytest.mark.parametrize(
    ("query", "field"),
    [("?year=snart", "year"), ("?year=1066", "year"), ("?owner=UTD", "owner"), ("?document_id=nei", "document_id")],
)
@pytest.mark.parametrize("path", ["/api/v1/measures", "/api/v1/measures.csv"])
def test_a_bad_condition_names_its_field(client: TestClient, path: str, query: str, field: str) -> None:
    response = client.get(path + query)
    assert response.status_code == 422
    assert response.json()["detail"].startswith(f"{field}: ")


def test_the_spreadsheet_opens_in_a_norwegian_excel(client: TestClient) -> None:
    response = client.get("/api/v1/measures.csv?q=bassenget")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert (row["Tiltak"], row["Ansvarlig"], row["Sider"]) == (
        "Svømmekurs for femåringer",
        "Oppvekst, Barnehagene",
        "3",
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_run_as_a_formula(assistant: Assistant, start: str) -> None:
    row = assistant.measures()[0].model_copy(update={"title": f"{start}HYPERLINK(1;2)"})
    (read,) = csv.DictReader(io.StringIO(as_csv([row]).removeprefix("\ufeff"), newline=""), delimiter=";")
    assert read["Tiltak"] == f"'{start}HYPERLINK(1;2)"


def test_the_spreadsheet_says_what_nobody_stated(assistant: Assistant) -> None:
    (row, *_) = assistant.measures()
    bare = row.model_copy(update={"issuer": None, "document_title": "tur", "title_stated": False, "retelling": True})
    (read,) = csv.DictReader(io.StringIO(as_csv([bare]).removeprefix("\ufeff"), newline=""), delimiter=";")
    assert (read["Dokument"], read["Utgiver"]) == ("Tittel ikke oppgitt (filnavn: tur)", "ikke oppgitt")
    assert read["Gjenfortelling"] == "ja"
