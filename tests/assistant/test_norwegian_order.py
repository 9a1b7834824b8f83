"""Lists are in the order of a Norwegian index on every surface: æ, ø and å last."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from assistant.api.dependencies import Services
from assistant.api.documents import entries
from assistant.app import create_app
from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.jobs import Jobs
from assistant.service import Assistant
from assistant.web.documents import _comparable
from assistant.web.turns import SortKey, _sort_key
from assistant.web.upload import known_values
from corpus.library import Library
from corpus.models import Metadata

IN_ORDER = ["Asker", "Zoo", "Ærøya", "Østby", "Ålesund"]
PLAN = (
    "Tiltak\n\nVeivalg 1: Turer\n\nTiltak Beskrivelse av tiltak Tidsplan Ansvar\n\n{name} Barna går tur. 2026 {name}\n"
)


@pytest.fixture
def filled(shelf: Library) -> Library:
    for number, name in enumerate(reversed(IN_ORDER)):
        said = Metadata(id=f"plan-{number}", title=f"{name} tur", issuer=name, jurisdiction=name, kind=f"{name} plan")
        ingest_content(shelf, PLAN.format(name=name).encode(), f"{number}.txt", said)
    return shelf


@pytest.fixture
def client(filled: Library) -> Iterator[TestClient]:
    made = create_app(Settings())
    jobs = Jobs(filled)
    made.state.services = Services(Assistant(filled), jobs)
    yield TestClient(made, base_url="http://127.0.0.1:8000")
    jobs.close()


def test_places_and_what_was_said_before(filled: Library) -> None:
    assistant = Assistant(filled)
    assert assistant.scopes() == IN_ORDER
    assert known_values(assistant)["issuer"] == IN_ORDER
    with pytest.raises(ValueError, match="; ".join(IN_ORDER)):
        assistant.check_scope("Nord")


def test_the_page_of_documents(client: TestClient) -> None:
    page = client.get("/dokumenter").text
    assert re.findall(r'class="document-title"><a [^>]*>(\w+) tur<', page) == IN_ORDER
    assert re.findall(r'<option value="(\w+) plan"', page) == IN_ORDER
    assert re.findall(r'<option value="(\w+)">\1 \(', page) == IN_ORDER


def test_the_documents_that_one_can_be_compared_with(filled: Library) -> None:
    assistant = Assistant(filled)
    shown = next(found for found in entries(assistant) if found.jurisdiction == "Zoo")
    assert [other.jurisdiction for other in _comparable(shown, assistant)] == [
        name for name in IN_ORDER if name != "Zoo"
    ]


@pytest.mark.parametrize("key", ["title", "responsible"])
def test_the_measures_of_an_answer(filled: Library, key: SortKey) -> None:
    rows = Assistant(filled).measures()
    assert len(rows) == len(IN_ORDER)
    assert [row.responsible for row in sorted(rows, key=lambda row: _sort_key(row, key))] == [
        (name,) for name in IN_ORDER
    ]
