"""Two applications on one PostgreSQL and one Chroma server: whichever a request comes to, it is the same service."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from assistant.answering.answer import Answer
from assistant.auth.sessions import COOKIE
from assistant.auth.tokens import NewToken, create
from assistant.config import Settings
from assistant.service import Assistant
from corpus.index.embedding import EmbeddingModel
from corpus.library import Library
from corpus.store.collections import Collection
from tests.assistant.api.drafting import TEXT, begun, put
from tests.assistant.auth.conftest import browser, led_to, logged_in, over, with_login
from tests.assistant.auth.made_up_provider import MadeUpProvider, returned
from tests.assistant.web.visitor import Visitor
from tests.corpus.stores import Place, Stores
from tests.ingest.made_up import PLAN, content_of, read
from tests.servers import Chroma, PostgreSQL

ALL: dict[str, Any] = {"groups": ["drift", "ledere", "redaktører", "lesere"]}
CLOSED = read(PLAN, id="turplan", title="Turplan", collection="skole")
QUESTION = "Hva er turplanen for barnehagene i Elvedal?"
STREAM = {"Accept": "text/event-stream"}


class Pair:
    """Two browsers with the same cookies, each at an application of its own."""

    def __init__(self, apps: list[FastAPI], libraries: list[Library]) -> None:
        self.one, self.other = (browser(app) for app in apps)
        self.other._cookies = self.one._cookies
        self.library, self.other_library = libraries

    @property
    def both(self) -> tuple[Visitor, Visitor]:
        return self.one, self.other


@pytest.fixture(scope="module")
def made(
    postgresql: PostgreSQL,
    chroma: Chroma,
    embedding: EmbeddingModel,
    listening_provider: MadeUpProvider,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[list[FastAPI], list[Library]]]:
    """The applications and their libraries, in which a plan of a collection is published."""
    with ExitStack() as stack:
        place = Place(stack.enter_context(postgresql.database()), chroma.database())
        stores = Stores(Path(tmp_path_factory.mktemp("two")), place)
        stack.callback(stores.close)
        libraries = [stores.library(embedding) for _ in range(2)]
        libraries[0].publish(CLOSED, content_of(CLOSED))
        settings = with_login(Settings(), listening_provider.issuer, reader_groups="*")
        apps = [over(settings, library) for library in libraries]
        for app in apps:
            stack.callback(app.state.services.jobs.close)
        yield apps, libraries


@pytest.fixture
def pair(made: tuple[list[FastAPI], list[Library]], provider: MadeUpProvider) -> Pair:
    """Nobody is logged in."""
    return Pair(*made)


def test_a_login_that_began_at_one_ends_at_the_other_and_a_logout_holds_at_both(
    pair: Pair, provider: MadeUpProvider
) -> None:
    address = led_to(pair.one)
    assert pair.other.get(returned(address, provider.authorize(address))).status_code == 303
    cookie = pair.one.cookies[COOKIE]
    assert [found.get("/api/v1/documents").status_code for found in pair.both] == [200, 200]
    assert pair.other.post("/logg-ut").status_code == 303
    pair.one.cookies.set(COOKIE, cookie, domain="127.0.0.1")
    assert [found.get("/api/v1/documents").status_code for found in pair.both] == [401, 401]


def test_who_reads_a_collection_is_the_same_at_both_at_once(pair: Pair, provider: MadeUpProvider) -> None:
    logged_in(pair.one, provider)
    seen = []
    for readers in ((), ("lesere",), ()):
        pair.library.collections.put(Collection(id="skole", title="Skole", readers=readers))
        seen.append([found.get("/api/v1/documents/turplan").status_code for found in pair.both])
        asked = [found.post("/api/v1/ask", json={"question": QUESTION}).json() for found in pair.both]
        assert [bool(answer["citations"]) for answer in asked] == [bool(readers)] * 2
    assert seen == [[404, 404], [200, 200], [404, 404]]


def test_a_token_that_is_revoked_at_one_is_no_token_at_the_other(pair: Pair) -> None:
    token, secret = create(pair.library.tokens, NewToken(name="Intranett"), None)
    shown = {"Authorization": f"Bearer {secret}"}
    assert pair.other.get("/api/v1/documents", headers=shown).status_code == 200
    pair.library.tokens.revoke(token.id)
    assert pair.other.get("/api/v1/documents", headers=shown).status_code == 401


def test_a_conversation_goes_on_at_the_other_and_what_is_deleted_there_is_gone_here(
    pair: Pair, provider: MadeUpProvider
) -> None:
    logged_in(pair.one, provider, **ALL)
    first = pair.one.post("/api/v1/ask", json={"question": "Hvem er med på Turvenner på tvers?"}).json()
    known = first["conversation_id"]
    second = pair.other.post("/api/v1/ask", json={"question": "Og når?", "conversation_id": known}).json()
    assert second["conversation_id"] == known
    assert second["standalone_question"] != "Og når?"
    where = f"/api/v1/conversations/{known}"
    assert [len(found.get(where).json()["messages"]) for found in pair.both] == [2, 2]
    assert pair.other.delete(where).status_code == 204
    assert pair.one.get(where).status_code == 404


def test_a_draft_is_written_through_both_and_neither_writes_over_the_other(
    pair: Pair, provider: MadeUpProvider
) -> None:
    logged_in(pair.one, provider, **ALL)
    draft = begun(pair.one)["id"]
    assert put(pair.other, draft, TEXT, 0, text="Det første.").status_code == 200
    assert put(pair.one, draft, TEXT, 1, text="Det første. Det andre.").status_code == 200
    assert put(pair.other, draft, TEXT, 1, text="Et annet.").status_code == 412
    fields = [found.get(f"/api/v1/drafts/{draft}/fields/{TEXT}").json() for found in pair.both]
    assert fields[0] == fields[1]
    assert fields[0]["revision"] == 2


def test_a_file_that_is_sent_to_both_at_once_is_read_in_once(pair: Pair, provider: MadeUpProvider) -> None:
    logged_in(pair.one, provider, **ALL)
    said = {"metadata": json.dumps({"title": "Matplan", "issuer": "Elvedal", "collection": "open"})}
    text = b"Matplan\n\nKokken lager suppe av gulr\xc3\xb8tter hver torsdag.\n"
    jobs: list[str] = []

    def send(found: Visitor) -> None:
        sent = found.post("/api/v1/documents", files={"file": ("mat.txt", text)}, data=said)
        jobs.append(sent.headers["Location"])

    threads = [threading.Thread(target=send, args=(found,)) for found in pair.both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    until = time.monotonic() + 60
    reports: list[dict[str, Any]] = []
    while len(reports) < 2:
        assert time.monotonic() < until
        reports = [job for job in (pair.other.get(one).json() for one in jobs) if job["status"] == "done"]
    assert sorted(job["report"]["status"] for job in reports) == ["indexed", "unchanged"]
    listed = [[one["id"] for one in found.get("/api/v1/documents").json()] for found in pair.both]
    assert listed[0] == listed[1]
    assert listed[0].count("mat") == 1


def test_a_question_asked_again_of_another_process_while_the_first_answers_stands_once(
    pair: Pair, provider: MadeUpProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged_in(pair.one, provider, **ALL)
    asked, let, ask = threading.Event(), threading.Event(), Assistant.ask

    def waiting(self: Assistant, *given: Any, **more: Any) -> Answer:
        if not asked.is_set():
            asked.set()
            let.wait(20)
        return ask(self, *given, **more)

    monkeypatch.setattr(Assistant, "ask", waiting)
    told: list[str] = []

    def send(found: Visitor, **fields: str) -> None:
        text = found.post("/", data={"q": QUESTION, **fields}, headers=STREAM).text
        (done,) = [part for part in text.split("\n\n") if part.startswith("event: done")]
        told.append(json.loads(done.partition("data: ")[2])["after"])

    first = threading.Thread(target=send, args=(pair.one,))
    first.start()
    assert asked.wait(10)
    again = threading.Thread(target=send, args=(pair.other,), kwargs={"igjen": "60"})
    again.start()
    time.sleep(0.5)
    let.set()
    for thread in (first, again):
        thread.join(20)
    assert len(told) == 2
    assert told[0] == told[1]
