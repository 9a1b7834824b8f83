from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.api.dependencies import Services
from assistant.app import create_app
from assistant.config import Settings
from assistant.jobs import Jobs
from assistant.service import Assistant
from corpus.library import Library
from tests.assistant.editions import CURRENT_ID, NEXT_ID, OLD_ID, OTHER_ID, TODAY
from tests.assistant.web.elements import Elements
from tests.assistant.web.visitor import Visitor


@pytest.fixture(scope="module")
def editions_app(edition_library: Library) -> Iterator[FastAPI]:
    """An application over a plan in three editions, in the years of the second."""
    app = create_app(Settings())
    jobs = Jobs(edition_library)
    app.state.services = Services(Assistant(edition_library, lambda: TODAY), jobs)
    yield app
    jobs.close()


@pytest.fixture
def editions(editions_app: FastAPI) -> TestClient:
    """A client of it, without cookies yet."""
    return Visitor(editions_app, raise_server_exceptions=False, base_url="http://127.0.0.1:8000")


def test_what_stays_is_folded_away_with_both_pages(editions: TestClient) -> None:
    found = editions.get(f"/api/v1/documents/{OLD_ID}/diff/{CURRENT_ID}").json()
    assert found["unchanged"] == len(found["kept"]) > 0
    text = editions.get(f"/documents/{OLD_ID}/diff/{CURRENT_ID}").text
    (folded,) = Elements(text).all("details")[-1:]
    assert "open" not in folded
    assert f"Uendrede tiltak ({found['unchanged']})" in text
    links = [str(link["href"]) for link in Elements(text).all("a")]
    for kept in found["kept"]:
        assert kept["title"] in text
        for address in (f"{kept['old_url']}#markert", f"{kept['new_url']}#markert"):
            assert address in links
            assert editions.get(address).status_code == 200


def test_every_link_of_a_comparison_leads_somewhere(editions: TestClient) -> None:
    page = Elements(editions.get(f"/documents/{OLD_ID}/diff/{CURRENT_ID}").text)
    ids = {attributes.get("id") for _, attributes in page.found}
    for address in {str(link["href"]) for link in page.all("a")}:
        assert address[1:] in ids if address.startswith("#") else editions.get(address).status_code == 200, address


@pytest.mark.parametrize("path", [f"{OLD_ID}/sammenlign/{CURRENT_ID}", f"{CURRENT_ID}/sammenlign?med={OLD_ID}"])
def test_two_editions_are_compared_from_the_older_to_the_newer(editions: TestClient, path: str) -> None:
    response = editions.get(f"/dokumenter/{path}", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, f"/documents/{OLD_ID}/diff/{CURRENT_ID}")


def test_the_editions_of_a_plan_lead_to_each_other(editions: TestClient) -> None:
    text = editions.get(f"/dokumenter/{CURRENT_ID}").text
    links = [str(link["href"]) for link in Elements(text).all("a")]
    for other in (OLD_ID, NEXT_ID):
        assert f"/dokumenter/{other}" in links
    assert f"/documents/{OLD_ID}/diff/{CURRENT_ID}" in links
    assert "Utgavene er kjent igjen" in text
    options = [
        option["value"] for option in Elements(text).all("option") if option["value"] in (OLD_ID, NEXT_ID, OTHER_ID)
    ]
    assert sorted(map(str, options)) == sorted([OLD_ID, NEXT_ID])  # the other has no measures
    assert "sammenlign" not in editions.get(f"/dokumenter/{OTHER_ID}").text


def test_the_newest_edition_stands_before_the_older_in_the_list(editions: TestClient) -> None:
    text = editions.get("/dokumenter").text
    places = [text.index(f'href="/dokumenter/{document_id}"') for document_id in (NEXT_ID, CURRENT_ID, OLD_ID)]
    assert places == sorted(places)
    assert f'<a href="/documents/{OLD_ID}/diff/{CURRENT_ID}">Hva er nytt i denne utgaven?' in text
    assert f'<a href="/documents/{CURRENT_ID}/diff/{NEXT_ID}">Hva er nytt i denne utgaven?' in text


def test_backwards_and_two_plans_are_said_to_be_so(editions: TestClient) -> None:
    assert "Her står den nyeste" in editions.get(f"/documents/{CURRENT_ID}/diff/{OLD_ID}").text
    assert "to ulike planer" in editions.get(f"/documents/{CURRENT_ID}/diff/{OTHER_ID}").text
    assert "to ulike planer" not in editions.get(f"/documents/{OLD_ID}/diff/{CURRENT_ID}").text


@pytest.mark.parametrize("path", [f"/dokumenter/{OLD_ID}/sammenlign/nei", f"/dokumenter/nei/sammenlign?med={OLD_ID}"])
def test_what_cannot_be_compared_is_a_404(editions: TestClient, path: str) -> None:
    assert editions.get(path).status_code == 404


@pytest.mark.parametrize(
    ("query", "counted"),
    [
        ("", "4 av 4 tiltak"),
        (f"document_id={OLD_ID}", "5 av 5 tiltak"),
        (f"document_id={OLD_ID}&q=lekebibliotek", "1 av 5 tiltak"),
        ("year=2022&q=lekebibliotek", "0 av 5 tiltak"),
        (f"document_id={OTHER_ID}", "0 av 0 tiltak"),
    ],
)
def test_rows_are_counted_among_those_of_the_editions_looked_through(
    editions: TestClient, query: str, counted: str
) -> None:
    page = editions.get(f"/tiltak?{query}").text
    assert f">{counted}</h2>" in page
    assert 'class="filters"' in page


def test_the_register_says_which_editions_it_leaves_out(editions: TestClient) -> None:
    page = editions.get("/tiltak").text
    assert f'<a href="/tiltak?document_id={OLD_ID}">' in page
    assert "(eldre utgave, 5 tiltak)" in page
    assert "(kommende utgave, 4 tiltak)" in page
    assert "Andre utgaver" not in editions.get(f"/tiltak?document_id={OLD_ID}").text
    assert "(gjeldende utgave, 4 tiltak)" in editions.get("/tiltak?year=2030").text
