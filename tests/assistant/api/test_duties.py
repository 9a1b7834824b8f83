import csv
import io

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from starlette.testclient import TestClient

from tests.conftest import HANDBOOK_ID, PLAN_ID


def test_all_duties_come_with_their_page_and_a_link(client: TestClient) -> None:
    rows = client.get("/api/v1/duties").json()
    assert [(row["unit"], row["page"]) for row in rows] == [
        ("Barnehagen", 2),
        ("Barnehagene", 3),
        ("Biblioteket", 3),
        ("Barnehagene", 4),
        ("Skolen", 4),
    ]
    assert rows[0]["quote"] == "Barnehagen skal ha minst to samtaler med foresatte i året."
    assert (rows[0]["action"], rows[0]["responsible"]) == (
        "ha minst to samtaler med foresatte i året",
        ["Barnehagene"],
    )
    assert rows[0]["url"].startswith(f"/documents/{PLAN_ID}/pages/2?")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?responsible=barnehagene", 3),
        ("?unit=barnehage", 3),
        ("?unit=skolen", 1),
        ("?unit=UTD", 0),
        ("?q=samtale", 1),
        ("?q=foreldre", 0),
        (f"?document_id={PLAN_ID}&unit=barnehagene", 3),
        (f"?document_id={HANDBOOK_ID}", 0),
        ("?responsible=skolen&responsible=biblioteket&sharing=any", 2),
        ("?priority=trygge barn", 4),
        ("?year=2050", 0),
        ("?year=2026", 5),
        ("?unit=barnehagene&beside_measures=true", 1),
    ],
)
def test_conditions_narrow_the_list(client: TestClient, query: str, count: int) -> None:
    assert len(client.get(f"/api/v1/duties{query}").json()) == count


@pytest.mark.parametrize("query", ["?document_id=nei", "?ukjent=1", "?year=snart"])
def test_what_cannot_be_asked_for_is_a_problem(client: TestClient, query: str) -> None:
    response = client.get(f"/api/v1/duties{query}")
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")


def test_the_spreadsheets_hold_the_same_rows(client: TestClient) -> None:
    text = client.get("/api/v1/duties.csv?unit=skolen")
    assert text.headers["content-disposition"] == 'attachment; filename="plikter.csv"'
    (read,) = csv.DictReader(io.StringIO(text.content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert (read["Hvem"], read["Sted"]) == ("Skolen", "s. 4")
    book = load_workbook(io.BytesIO(client.get("/api/v1/duties.xlsx?unit=skolen").content))
    (heading, row) = book["Plikter"].iter_rows(values_only=True)
    assert dict(zip(heading, row, strict=True))["Plikt"] == read["Plikt"]


def test_the_calendar_says_what_is_no_event(client: TestClient) -> None:
    book = Calendar.from_ical(client.get("/api/v1/duties.ics?unit=skolen").content)
    assert not book.walk("VEVENT")
    assert str(book["description"]) == "Uten årstall, og er ikke hendelser i kalenderen: 1"


def test_a_duty_knows_the_measure_in_whose_row_it_stands(client: TestClient) -> None:
    (row,) = client.get("/api/v1/duties?unit=skolen").json()
    found = client.get(f"/api/v1/duties/{row['id']}").json()
    assert found["measure"]["title"] == "Besøksdag på skolen"
    assert {name: found[name] for name in row} == row
    assert client.get("/api/v1/duties/nei").status_code == 404


def test_what_can_be_chosen_is_counted(client: TestClient) -> None:
    found = {facet["parameter"]: facet for facet in client.get("/api/v1/duties/facets?unit=skolen").json()}
    assert found["responsible"]["without"] == 5
    assert "timing" not in found  # no duty has a schedule
