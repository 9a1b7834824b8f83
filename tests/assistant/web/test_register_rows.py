"""The pages of a measure and of a duty."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from assistant.api.dependencies import Services
from assistant.app import create_app
from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.jobs import Jobs
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.models import Metadata
from tests.assistant.quality.made_up import HEADER, ROWS
from tests.assistant.web.elements import Elements
from tests.assistant.web.visitor import Visitor


def test_a_measure_shows_all_that_is_known_of_it(client: TestClient) -> None:
    (row, *_) = client.get("/api/v1/measures").json()
    page = client.get(f"/tiltak/{row['id']}").text
    assert "Utegruppe hver uke" in page
    assert "De 2 stedene der det er trykt" in page
    assert "Planen er ikke enig med seg selv" in page
    assert "for de eldste barna" in page
    assert "Plikter i raden" in page
    for link in Elements(page).all("a"):
        if not str(link["href"]).startswith("#"):
            assert client.get(str(link["href"])).status_code == 200


def test_a_duty_leads_to_its_page_and_its_measure(client: TestClient) -> None:
    (row,) = client.get("/api/v1/duties?unit=skolen").json()
    page = client.get(f"/plikter/{row['id']}").text
    assert "Plikt for Skolen" in page
    assert "Skolen skal ta imot førskolebarna to dager i mai." in page
    assert re.search(r'<a href="/tiltak/[^"]+">Besøksdag på skolen</a>', page)


@pytest.mark.parametrize("path", ["/tiltak/nei", "/plikter/nei", "/tiltak/..%2f..%2fadmin"])
def test_what_is_not_there_is_said(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


HOSTILE = """Plan <script>alert(1)</script>
\fOm planen

Planen gjelder for alle. Barnehagene skal pakke <img src=x onerror=alert(1)> i sekken.
\fTiltak

Tiltak Beskrivelse av tiltak Tidsplan Ansvar

<img src=x onerror=alert(1)> Alle skal ha ![bilde](javascript:alert(1)) i sekken 2026 Barnehagene
"""


def test_a_measure_s_page_tells_what_the_check_of_its_plan_found_about_it(settings: Settings) -> None:
    rows = f"{ROWS}\nPakkeliste Bydelene skal gi alle barn en turvenn i skogen 2026 Bydelene\n"
    with open_library(settings) as library:
        ingest_content(library, f"Turplan\n\nTiltak\n\n{HEADER}\n\n{rows}".encode(), "turplan.txt", Metadata(id="tur"))
        made = create_app(settings)
        made.state.services = Services(Assistant(library), jobs := Jobs(library))
        client = Visitor(made, base_url="http://127.0.0.1:8000")
        (finding,) = client.get("/api/v1/documents/tur/check").json()["findings"]
        pages = {row["title"]: client.get(f"/tiltak/{row['id']}").text for row in client.get("/api/v1/measures").json()}
        jobs.close()
    assert {title for title, page in pages.items() if finding["message"] in unescape(page)} == set(finding["measures"])
    assert "Turmat på bål" not in finding["measures"]
    assert '<a href="/dokumenter/tur#funn">' in pages["Pakkeliste"]


def test_what_a_plan_says_is_never_markup(settings: Settings) -> None:
    with open_library(settings) as library:
        said = Metadata(id="ond", title="<script>alert(1)</script>", issuer="</title><script>alert(2)</script>")
        ingest_content(library, HOSTILE.encode(), "<svg onload=alert(1)>.txt", said)
        made = create_app(settings)
        made.state.services = Services(Assistant(library), jobs := Jobs(library))
        client = Visitor(made, base_url="http://127.0.0.1:8000")
        (row,) = client.get("/api/v1/measures").json()
        (duty, *_) = client.get("/api/v1/duties").json()
        lists = ("/tiltak?group=document", "/tiltak?view=timeline", "/plikter?group=responsible")
        for path in (*lists, f"/tiltak/{row['id']}", f"/plikter/{duty['id']}"):
            text = client.get(path).text
            page = Elements(text)
            assert "&lt;img src=x onerror=alert(1)&gt;" in text
            assert not page.all("img")
            assert all(str(script["src"]).startswith("/static/") for script in page.all("script"))
            assert not [link for link in page.all("a") if str(link["href"]).startswith("javascript")]
        jobs.close()
