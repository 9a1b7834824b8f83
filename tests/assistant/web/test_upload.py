"""Uploading by the pages' forms: nothing is read in that nobody confirmed, or that has personal data nobody allowed."""

import re
from collections.abc import Iterator
from itertools import count
from time import sleep

import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from assistant.api.dependencies import Services
from assistant.app import create_app
from assistant.config import Settings
from assistant.jobs import Jobs
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.library import Library
from corpus.store.job_tables import HeldFileRow
from ingest.limits import Limits
from ingest.workers.pool import OwnReader
from tests.assistant.web.visitor import Visitor

LOOPBACK = "http://127.0.0.1:8000"
PLAIN = "Turplan\n\fTurer\n\nBarna drar på tur til Zebrahaugen hver onsdag.\n"
WITH_A_CHILD = f"{PLAIN}\nBarnet Ola Nordmann (4 år) går ikke på ski.\n"
SAID = {"title": "Turplan for Elvedal", "language": "nb"}


@pytest.fixture
def assistant(settings: Settings) -> Iterator[Assistant]:
    """The assistant over an empty library."""
    with open_library(settings) as library:
        yield Assistant(library)


@pytest.fixture
def here(settings: Settings, assistant: Assistant) -> Iterator[TestClient]:
    """A client on the server's own machine, which takes files up to a thousand bytes."""
    app = create_app(settings)
    assert isinstance(assistant.library, Library)
    jobs = Jobs(assistant.library, OwnReader(Limits(size=1_000)))
    app.state.services = Services(assistant, jobs)
    yield Visitor(app, base_url=LOOPBACK)
    jobs.close()


def sent(client: TestClient, text: str, name: str = "tur.txt") -> str:
    """The id of a file that was sent and looked into."""
    received = client.post("/admin/opplasting", files={"fil": (name, text.encode())}, follow_redirects=False)
    assert received.status_code == 303
    await_jobs(client)
    (waiting,) = re.findall(r"fil=([0-9a-f]{32})", received.headers["location"])
    return str(waiting)


def read_in(client: TestClient, waiting: str, **said: str) -> int:
    """The status of the answer to a confirmation, once what it began is over."""
    fields = {"fil": waiting, **{f"{waiting}.{name}": value for name, value in said.items()}}
    response = client.post("/admin/opplasting/les", data=fields, follow_redirects=False)
    await_jobs(client)
    return response.status_code


def await_jobs(client: TestClient) -> None:
    for tried in count():
        if all(job["status"] in ("done", "failed") for job in client.get("/api/v1/jobs").json()):
            return
        assert tried < 600, "the jobs did not finish"
        sleep(0.05)


def test_a_file_is_read_in_once_somebody_has_said_what_it_is(here: TestClient, assistant: Assistant) -> None:
    waiting = sent(here, PLAIN)
    assert assistant.documents() == []
    assert read_in(here, waiting, language="nb") == 422  # the title is not taken from anywhere
    assert assistant.documents() == []
    assert read_in(here, waiting, **SAID) == 303
    assert [document.title for document in assistant.documents()] == [SAID["title"]]
    assert read_in(here, waiting, **SAID) == 303  # it does not wait any more
    assert len(assistant.documents()) == 1


@pytest.mark.parametrize(
    ("tag", "told", "choices"),
    [
        ("nb-NO", "Filen sier selv: Bokmål", ["", "nb", "nn", "en", "se"]),
        ("en-US", "Filen sier selv: Engelsk", ["", "nb", "nn", "en", "se"]),
        ("de", "Filen sier selv: de", ["", "de", "nb", "nn", "en", "se"]),
    ],
)
def test_a_file_that_says_its_language_can_be_described(
    here: TestClient, tag: str, told: str, choices: list[str]
) -> None:
    waiting = sent(here, f"<html lang={tag}><h1>Turplan</h1><p>Barna drar på tur hver onsdag.</p></html>", "tur.html")
    shown = here.get(f"/admin/opplasting/opplysninger?fil={waiting}")
    assert shown.status_code == 200
    assert told in shown.text
    (select,) = re.findall(r'<select[^>]*language".*?</select>', shown.text, re.DOTALL)
    assert re.findall(r'<option value="(.*?)"', select) == choices


def test_contents_name_no_heading_twice_where_there_are_no_pages(here: TestClient, assistant: Assistant) -> None:
    plan = "<h1>Turplan</h1><h2>Mål</h2><p>Barna er ute hver dag.</p><h2>Turer</h2><p>Barna går til Zebrahaugen.</p>"
    assert read_in(here, sent(here, plan, "tur.html"), **SAID) == 303
    (document,) = assistant.documents()
    (contents,) = re.findall(r'<nav class="outline".*?</nav>', here.get(f"/dokumenter/{document.id}").text, re.DOTALL)
    assert ">Turer</a>" in contents
    assert "«" not in contents


def test_personal_data_is_taken_in_only_where_that_is_allowed(here: TestClient, assistant: Assistant) -> None:
    read_in(here, sent(here, WITH_A_CHILD), **SAID)
    assert assistant.documents() == []
    read_in(here, sent(here, WITH_A_CHILD), **SAID, allow="ja")
    (document,) = assistant.documents()
    assert {found.kind for found in document.personal_data} == {"named_child"}


def test_a_file_that_is_too_large_is_refused_and_does_not_wait(here: TestClient, assistant: Assistant) -> None:
    response = here.post("/admin/opplasting", files={"fil": ("tur.txt", b"x" * 1_001)}, follow_redirects=False)
    assert response.status_code == 422
    assert "PLANASSISTENT_MAX_FILE_MB" in response.text
    assert waiting_in(assistant) == 0


def waiting_in(assistant: Assistant) -> int:
    """How many files wait."""
    assert isinstance(assistant.library, Library)
    with assistant.library.held_files._session() as session:
        return session.scalar(select(func.count()).select_from(HeldFileRow)) or 0


def test_what_is_not_confirmed_is_forgotten(here: TestClient, assistant: Assistant) -> None:
    waiting = sent(here, PLAIN)
    assert waiting_in(assistant) == 1
    here.post("/admin/opplasting/avbryt", data={"fil": waiting})
    assert waiting_in(assistant) == 0
    assert assistant.documents() == []


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host"])
def test_whoever_comes_through_a_proxy_uploads_nothing(here: TestClient, header: str) -> None:
    file = {"fil": ("tur.txt", PLAIN.encode())}
    refused = here.post("/admin/opplasting", files=file, headers={header: "planer.example"}, follow_redirects=False)
    assert refused.status_code == 401
