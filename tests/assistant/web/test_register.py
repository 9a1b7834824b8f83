import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from urllib.parse import quote_plus, urlsplit

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.api.dependencies import Services
from assistant.app import create_app
from assistant.config import Settings
from assistant.jobs import Jobs
from assistant.register.conditions import Conditions
from assistant.register.facets import Rows
from assistant.register.selection import stands_in
from assistant.service import Assistant
from assistant.web import register_filters
from corpus.library import Library
from corpus.snapshot import Snapshot
from tests.assistant.web.elements import Elements
from tests.assistant.web.visitor import Visitor

TITLE = re.compile(r'<th scope="row"[^>]*>.*?<a href="(/(?:tiltak|plikter)/[^"]+)">(.*?)</a>', re.DOTALL)


@pytest.fixture(scope="module")
def hike_app(hikes: Library) -> Iterator[FastAPI]:
    made = create_app(Settings())
    jobs = Jobs(hikes)
    made.state.services = Services(Assistant(hikes), jobs)
    yield made
    jobs.close()


@pytest.fixture
def guide(hike_app: FastAPI) -> TestClient:
    return Visitor(hike_app, raise_server_exceptions=False, base_url="http://127.0.0.1:8000")


def shown(client: TestClient, path: str) -> list[str]:
    """What the rows of a page are called, in order."""
    response = client.get(path)
    assert response.status_code == 200
    Elements(response.text)
    return [unescape(title) for _, title in TITLE.findall(response.text)]


@pytest.mark.parametrize(
    "question",
    [
        "Hvilke tiltak har bydelene ansvar for?",
        "Hvilke tiltak har UTD og bydelene sammen?",
        "Hvilke tiltak har UTD eller UKE?",
        "Hvilke tiltak har bydelene alene?",
        "Hvilke tiltak har bydelene uten UTD?",
        "Hvilke tiltak gjelder i 2026?",
        "Hvilke tiltak starter i 2026?",
        "Hvilke kontinuerlige tiltak har bydelene?",
        "Hvilke tiltak hører til veivalg 2?",
        "Hvilke tiltak handler om svømming?",
        "Hvilke tiltak har Sommerplanen for Granvik?",
        "Alle tiltak",
        "Hvilke plikter har PPT?",
        "Hva må bydelene gjøre i 2027?",
    ],
)
def test_the_rows_are_those_of_the_answer(guide: TestClient, question: str) -> None:
    answer = guide.post("/api/v1/ask", json={"question": question}).json()
    assert answer["lookups"]
    for lookup in answer["lookups"]:
        path = "/tiltak" if lookup["rows"] == "measures" else "/plikter"
        query = urlsplit(lookup["csv"]).query if lookup["csv"] else None
        told = [row["title" if path == "/tiltak" else "quote"] for row in answer[lookup["rows"]]]
        assert query is not None or not told
        if query is not None:
            assert sorted(shown(guide, f"{path}?{query}")) == sorted(told)


@pytest.mark.parametrize(
    "query",
    ["", "responsible=UTD&year=2026", "q=tur&sort=-title", "priority=Veivalg+2&group=year", "responsible=ingen"],
)
@pytest.mark.parametrize(("path", "rows"), [("/tiltak", "measures"), ("/plikter", "duties")])
def test_the_rows_are_those_of_the_interface(guide: TestClient, path: str, rows: str, query: str) -> None:
    conditions = re.sub(r"&?(?:sort|group)=[^&]*", "", query)
    told = {row["title" if rows == "measures" else "quote"] for row in guide.get(f"/api/v1/{rows}?{conditions}").json()}
    assert set(shown(guide, f"{path}?{query}")) == told


def test_a_form_without_scripts_leads_to_the_short_address(guide: TestClient) -> None:
    response = guide.get("/tiltak?q=&responsible=ppt&year=&omrade=&group=", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "/tiltak?responsible=ppt&omrade=")


def test_each_filter_shows_its_counts_and_what_is_chosen(guide: TestClient) -> None:
    page = guide.get("/tiltak?responsible=PPT").text
    assert '<option value="ppt" selected>Pedagogisk-psykologisk tjeneste, PPT (1)</option>' in page
    assert '<option value="bydelene">Bydelene (6)</option>' in page
    assert "1 av 9 tiltak" in page


@pytest.mark.parametrize(
    ("query", "chip", "left"),
    [
        ("responsible=ppt&year=2026", "Ansvarlig: Pedagogisk-psykologisk tjeneste, PPT", "/tiltak?year=2026"),
        (
            "responsible=utd&responsible=uke&sharing=any",
            "Ansvarlig: Utvikl",
            "/tiltak?responsible=utd&sharing=any",
        ),
        ("timing=continuous", "Kontinuerlig", "/tiltak"),
        ("from_year=2026&q=tur", "Fra og med 2026", "/tiltak?q=tur"),
        ("document_id=eikedal-turplan&group=year", "Dokument: Turplan for Eikedal", "/tiltak?group=year"),
        ("without=utd&sort=title", "Ikke: Byrådsavdeling", "/tiltak?sort=title"),
    ],
)
def test_a_chip_takes_its_filter_away_and_leaves_the_rest(guide: TestClient, query: str, chip: str, left: str) -> None:
    links = Elements(guide.get(f"/tiltak?{query}").text).all("a")
    (found,) = [link for link in links if str(link.get("aria-label")).startswith(f"Fjern filteret {chip}")]
    assert found["href"] == left


def test_a_value_that_is_no_choice_stays_chosen(guide: TestClient) -> None:
    page = guide.get("/plikter?priority=ingen+slik").text
    assert '<option value="ingen slik" selected>ingen slik (0)</option>' in page
    page = guide.get("/tiltak?priority=trygge+barn").text
    assert '<option value="trygge barn" selected>trygge barn (5)</option>' in page


def test_what_the_form_has_no_field_for_is_kept(guide: TestClient) -> None:
    page = Elements(guide.get("/tiltak?responsible=utd&responsible=bydelene&sharing=any&view=timeline&sort=title").text)
    hidden = [(field["name"], field["value"]) for field in page.all("input") if field.get("type") == "hidden"]
    assert hidden == [("responsible", "bydelene"), ("sharing", "any"), ("sort", "title"), ("view", "timeline")]


def test_columns_sort_both_ways_and_say_so(guide: TestClient) -> None:
    titles = shown(guide, "/tiltak?sort=title")
    assert titles[:2] == ["Badevakt", "Klatrekurs"]
    assert shown(guide, "/tiltak?sort=-title") == titles[::-1]
    schedules = shown(guide, "/tiltak?sort=schedule")
    assert schedules.index("Klatrekurs") < schedules.index("Nattevandring") < schedules.index("Badevakt")
    page = Elements(guide.get("/tiltak?sort=title&year=2025").text)
    assert [head["class"] for head in page.all("th") if head.get("aria-sort") == "ascending"] == ["column-title"]
    (link,) = [link for link in page.all("a") if link.get("id") == "sorter-title"]
    assert link["href"] == "/tiltak?year=2025&sort=-title"


@pytest.mark.parametrize(
    ("group", "headings"),
    [
        ("priority", ["Veivalg 1: Trygge barn ute (5)", "Veivalg 2: Voksne som lærer sammen (3)", "Uten veivalg (1)"]),
        ("year", ["2025 (4)", "2026 (2)", "2027 (3)", "Kontinuerlig (3)"]),
        ("document", ["Turplan for Eikedal (8)", "Sommerplan for Granvik (1)"]),
    ],
)
def test_groups_have_their_counts(guide: TestClient, group: str, headings: list[str]) -> None:
    page = guide.get(f"/tiltak?group={group}").text
    found = [re.sub(r"<[^>]+>", "", heading) for heading in re.findall(r"<h3>(.*?)</h3>", page)]
    assert found == headings
    assert ("En rad som hører til i flere grupper" in page) == (group == "year")


def test_an_empty_list_says_what_to_loosen(guide: TestClient) -> None:
    page = guide.get("/tiltak?responsible=ppt&year=2025&q=svømme").text
    assert "Ingen rader oppfyller alle filtrene." in page
    assert '/tiltak?responsible=ppt&amp;year=2025">Uten «Ord: svømme»</a> (1 tiltak)' in page
    assert "Uten «År: 2025»" not in page  # there are none without it either


def test_thousands_of_conditions_are_not_counted_one_by_one(guide: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[Conditions] = []

    def count(rows: Rows, conditions: Conditions, snapshot: Snapshot, today: date) -> int:
        counted.append(conditions)
        return 0

    monkeypatch.setattr(register_filters, "count", count)
    many = "&".join(f"responsible=enhet{number}" for number in range(300))
    assert guide.get(f"/tiltak?{many}").status_code == 200
    assert len(counted) <= 21  # the choice that is shown, and twenty that may be taken away
    too_many = "&".join(f"responsible=e{number}" for number in range(1_001))
    assert guide.get(f"/tiltak?{too_many}").status_code == 422
    assert guide.get("/tiltak?" + "&".join(["responsible=ppt"] * 1_001)).status_code == 200


def test_the_same_words_are_looked_for_once_in_a_row(guide: TestClient) -> None:
    stands_in.cache_clear()
    assert guide.get("/tiltak?q=tur|bad|svømme").status_code == 200
    assert 0 < stands_in.cache_info().misses <= 9


@pytest.mark.parametrize("query", ["year=snart", "document_id=nei", "eier=UTD", "timing=av+og+til"])
def test_a_filter_that_cannot_be_used_is_named_and_left_out(guide: TestClient, query: str) -> None:
    response = guide.get(f"/tiltak?{query}")
    assert response.status_code == 422
    assert "kan ikke brukes som filter" in response.text
    assert "9 av 9 tiltak" in response.text


def test_the_files_are_of_the_same_rows(guide: TestClient) -> None:
    page = Elements(guide.get("/tiltak?responsible=bydelene&year=2025&sort=title").text)
    files = [str(link["href"]) for link in page.all("a") if "download" in link]
    query = "?responsible=bydelene&year=2025"
    assert files == [f"/api/v1/measures.{suffix}{query}" for suffix in ("xlsx", "csv", "ics")]
    assert all(guide.get(path).status_code == 200 for path in files)


def test_the_page_says_what_is_no_event_of_the_calendar(guide: TestClient) -> None:
    page = guide.get("/tiltak").text
    assert "Kalenderen (iCalendar) har 7 heldagshendelser." in page
    assert page.index("heldagshendelser") < page.index("<table")
    assert '<a href="/tiltak?timing=continuous">3 kontinuerlige tiltak</a> er ikke hendelser' in page


def test_rows_that_stand_in_several_places_are_counted_as_the_plan_prints_them(client: TestClient) -> None:
    assert "I alt er det 5 rader i tabellene." in client.get("/tiltak").text  # of four measures
    assert "rader i tabellene" not in client.get("/tiltak?q=bassenget").text


def test_no_calendar_without_events_is_offered(guide: TestClient) -> None:
    page = guide.get("/tiltak?timing=continuous").text
    links = [str(link["href"]) for link in Elements(page).all("a") if "download" in link]
    assert [link.partition("?")[0].rpartition(".")[2] for link in links] == ["xlsx", "csv"]
    assert "Ingen av radene har årstall, så det er ingen kalender å laste ned." in page


def test_a_unit_s_measures_lead_to_its_duties_and_back(guide: TestClient) -> None:
    found = [len(guide.get(f"/api/v1/{rows}?responsible=bydelene").json()) for rows in ("measures", "duties")]
    assert all(found)
    page = guide.get("/tiltak?responsible=bydelene&year=2025").text
    assert f'Bydelene har også <a id="ogsaa" href="/plikter?responsible=bydelene">{found[1]} plikter</a>.' in page
    page = guide.get("/plikter?responsible=bydelene").text
    assert f'Bydelene har også <a id="ogsaa" href="/tiltak?responsible=bydelene">{found[0]} tiltak</a>.' in page
    assert 'id="ogsaa"' not in guide.get("/tiltak").text


def test_to_remember_one_s_unit_keeps_the_other_filters(guide: TestClient) -> None:
    page = Elements(guide.get("/tiltak?responsible=PPT&year=2025&sort=title").text)
    (query,) = [str(field["value"]) for field in page.all("input") if field.get("name") == "query"]
    data = {"unit": "ppt", "rows": "tiltak", "query": query}
    shown_then = guide.post("/min-enhet", data=data, follow_redirects=False).headers["location"]
    assert shown_then == "/tiltak?responsible=ppt&year=2025&sort=title"
    there = guide.get(shown_then).text
    assert "Min enhet: Pedagogisk-psykologisk tjeneste, PPT" in there
    assert 'id="mine"' not in there  # it would lead to where one is
    guide.post("/min-enhet", data={"unit": "", "rows": "tiltak"})


def test_one_s_own_unit_is_remembered_and_forgotten(guide: TestClient) -> None:
    assert "Husk Pedagogisk-psykologisk tjeneste, PPT som min enhet" in guide.get("/tiltak?responsible=PPT").text
    chosen = guide.post("/min-enhet", data={"unit": "ppt", "rows": "tiltak"}, follow_redirects=False)
    assert (chosen.status_code, chosen.headers["location"]) == (303, "/tiltak?responsible=ppt")
    assert "HttpOnly" in chosen.headers["set-cookie"]
    assert '<a id="mine" href="/tiltak?responsible=ppt">Mine tiltak (Pedagogisk' in guide.get("/tiltak").text
    assert '<a id="mine" href="/plikter?responsible=ppt">Mine plikter (Pedagogisk' in guide.get("/plikter").text
    guide.post("/min-enhet", data={"unit": "", "rows": "plikter"})
    assert 'id="mine"' not in guide.get("/tiltak").text


@pytest.mark.parametrize("parameter", "q responsible priority year document_id group sort ukjent".split())
def test_nothing_from_the_address_becomes_markup(client: TestClient, parameter: str) -> None:
    attack = quote_plus('"><script>alert(1)</script><img src=x onerror=alert(1)>')
    page = client.get(f"/tiltak?{parameter}={attack}").text
    assert "<script>" not in page
    assert not Elements(page).all("img")


@pytest.mark.parametrize("language", ["nn", "en"])
@pytest.mark.parametrize("path", ["/tiltak?group=year&year=2026", "/tiltak?view=timeline", "/plikter"])
def test_the_pages_are_there_in_every_language(guide: TestClient, path: str, language: str) -> None:
    page = guide.get(path, headers={"accept-language": language}).text
    assert [html["lang"] for html in Elements(page).all("html")] == [language]
