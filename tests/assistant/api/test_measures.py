import csv
import io

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from starlette.testclient import TestClient

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
        ("?responsible=barnehagene&responsible=biblioteket", 1),
        ("?responsible=oppvekst&responsible=biblioteket&sharing=any", 2),
        ("?responsible=barnehagene&sharing=sole", 1),
        ("?sharing=shared", 2),
        ("?sharing=sole", 2),
        ("?responsible=barnehagene&without=oppvekst", 2),
        ("?year=2026&timing=starts", 1),
        ("?to_year=2026&timing=dated", 1),
        ("?from_year=2027", 3),
        ("?timing=continuous", 2),
        ("?commitment=overgangene", 2),
        ("?q=bassenget|bøker", 2),
    ],
)
def test_conditions_are_all_met(client: TestClient, query: str, count: int) -> None:
    assert len(titles(client, query)) == count


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("?year=snart", "year"),
        ("?year=1066", "year"),
        ("?owner=UTD", "owner"),
        ("?document_id=nei", "document_id"),
        ("?timing=snart", "timing"),
    ],
)
@pytest.mark.parametrize("path", [f"/api/v1/measures{suffix}" for suffix in ("", ".csv", ".xlsx", ".ics")])
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


def test_the_workbook_holds_the_same_rows(client: TestClient) -> None:
    response = client.get("/api/v1/measures.xlsx?q=bassenget")
    assert response.headers["content-type"].endswith("spreadsheetml.sheet")
    assert response.headers["content-disposition"] == 'attachment; filename="tiltak.xlsx"'
    (heading, row) = load_workbook(io.BytesIO(response.content))["Tiltak"].iter_rows(values_only=True)
    assert dict(zip(heading, row, strict=True))["Tiltak"] == "Svømmekurs for femåringer"


def test_the_files_are_described(client: TestClient) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    for path in ("measures.csv", "measures.xlsx", "measures.ics", "duties.csv", "duties.xlsx", "duties.ics"):
        ((media_type, _),) = paths[f"/api/v1/{path}"]["get"]["responses"]["200"]["content"].items()
        assert media_type.startswith(("text/csv", "application/vnd", "text/calendar"))


def test_the_calendar_holds_the_same_rows(client: TestClient) -> None:
    response = client.get("/api/v1/measures.ics?responsible=barnehagene")
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="tiltak.ics"'
    book = Calendar.from_ical(response.content)
    rows = client.get("/api/v1/measures?responsible=barnehagene").json()
    assert [str(event["summary"]) for event in book.walk("VEVENT")] == ["Svømmekurs for femåringer"]
    for row in rows:
        assert row["schedule_kind"] != "continuous" or f"- {row['title']}" in str(book["description"])
    assert client.get("/api/v1/measures.ics?year=snart").status_code == 422


def test_what_can_be_chosen_is_counted(client: TestClient) -> None:
    found = {facet["parameter"]: facet for facet in client.get("/api/v1/measures/facets?year=2026").json()}
    assert {choice["value"]: choice["count"] for choice in found["responsible"]["choices"]}["biblioteket"] == 1
    assert found["year"]["without"] == 4
    assert client.get("/api/v1/measures/facets?document_id=nei").status_code == 422


def test_a_measure_has_each_place_where_it_is_printed(client: TestClient) -> None:
    (row, *_) = client.get("/api/v1/measures").json()
    found = client.get(f"/api/v1/measures/{row['id']}").json()
    assert {name: found[name] for name in row} == row
    assert [(place["page"], place["description"]) for place in found["places"]] == [
        (3, "Barnehagene skal ha en fast utedag i uka for alle barn."),
        (4, "Barnehagene skal ha en fast utedag i uka for de eldste barna."),
    ]
    assert found["units"] == [{"id": "barnehagene", "name": "Barnehagene"}]
    assert found["duties"][0]["quote"].startswith("Barnehagene skal ha en fast utedag")
    assert found["near"]
    assert row["id"] not in {hit["measure_id"] for hit in found["near"]}


def test_an_unknown_measure_is_a_problem(client: TestClient) -> None:
    response = client.get("/api/v1/measures/nei")
    assert (response.status_code, response.json()["detail"]) == (404, "tiltaket «nei» finnes ikke")


@pytest.mark.parametrize(
    ("suffix", "name"), [("csv", "measures.csv"), ("xlsx", "measures.xlsx"), ("ics", "measures.ics")]
)
def test_files_are_named_in_the_language_asked_for(client: TestClient, suffix: str, name: str) -> None:
    response = client.get(f"/api/v1/measures.{suffix}?q=bassenget&language=en")
    assert response.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert (
        client.get(f"/api/v1/duties.{suffix}?language=en").headers["content-disposition"].endswith(f'duties.{suffix}"')
    )
    assert client.get(f"/api/v1/measures.{suffix}?language=sv").status_code == 422
