"""Whose drafts one may open, what one may lean on in them, and what others are told."""

import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.api import access
from assistant.auth.user import MACHINE, User
from assistant.config import Settings
from assistant.opening import open_library
from corpus.library import Library
from corpus.models import Passage
from tests.assistant.access.two_towns import ELVHEIM, FJORDBY, fill
from tests.assistant.api.drafting import DRAFTS, ROW, TEXT, begun, put, saved
from tests.users import administrator, client_of, editor, known_users, leader, reader, served

KARI = leader("kari", "elvheim")
KNUT = leader("knut", "elvheim")
OLA = leader("ola", "fjordby")
BOTH = leader("bodil", "elvheim", "fjordby")
EDITS = editor("elin", "elvheim")
ERIK = editor("erik", "elvheim", reads=("fjordby",))
LEADS_AND_EDITS = replace(ERIK, permissions=ERIK.permissions | KARI.permissions)
READS = reader("rita", "elvheim")
ADMINISTRATOR = administrator("adm")


@pytest.fixture(scope="module")
def towns_data(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Path:
    """A data directory with both towns, to be copied."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("drafting-towns"), model_dir=embedding_model_dir)
    with open_library(settings) as opened:
        fill(opened, ELVHEIM, FJORDBY)
    return settings.data_dir


@pytest.fixture
def library(settings: Settings, towns_data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """Both towns in a library that may be written to, and leaders of each and of both who are logged in."""
    shutil.copytree(towns_data, settings.data_dir)
    monkeypatch.setattr("assistant.api.owner.user_of", lambda request: access.user_of(request))
    with (
        open_library(settings) as opened,
        known_users(KARI, KNUT, OLA, BOTH, EDITS, LEADS_AND_EDITS, READS, ADMINISTRATOR),
    ):
        yield opened


@pytest.fixture
def app(library: Library, settings: Settings) -> Iterator[FastAPI]:
    with served(library, settings) as made:
        yield made


@pytest.fixture
def kari(app: FastAPI) -> TestClient:
    return client_of(app, KARI)


def passage_of(library: Library, document_id: str) -> Passage:
    return library.snapshot.passages_in(document_id)[-1]


def addresses(draft_id: str, comment_id: str, row: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Every method of every route of a draft, each with a body that it takes."""
    one, seen = f"{DRAFTS}/{draft_id}", {"If-Match": '"1"'}
    return [
        ("GET", one, {}),
        ("PATCH", one, {"json": {"title": "Min"}}),
        ("GET", f"{one}/fields", {}),
        ("GET", f"{one}/fields/{TEXT}", {}),
        ("POST", f"{one}/fields/{TEXT}/restore", {"json": {"revision": 1}}),
        ("PUT", f"{one}/fields/{TEXT}", {"json": {"parts": {"text": "Mitt"}}, "headers": seen}),
        ("POST", f"{one}/rows", {"json": {"table": "barnehagehverdag"}}),
        ("DELETE", f"{one}/rows/{row}", {"headers": seen}),
        ("GET", f"{one}/versions", {}),
        ("GET", f"{one}/versions/{TEXT}/1", {}),
        ("GET", f"{one}/compare/{TEXT}?from=0&to=1", {}),
        ("GET", f"{one}/sources", {}),
        ("POST", f"{one}/sources", {"json": {"passage_id": "x", "quote": "x"}}),
        ("GET", f"{one}/comments", {}),
        ("POST", f"{one}/comments", {"json": {"key": TEXT, "text": "Hei"}}),
        ("PATCH", f"{one}/comments/{comment_id}", {"json": {"resolved": True}}),
        ("DELETE", f"{one}/comments/{comment_id}", {}),
        ("DELETE", one, {}),
    ]


@pytest.mark.parametrize("collection", [None, "elvheim"])
def test_another_s_draft_is_told_of_as_one_that_there_is_not(
    app: FastAPI, kari: TestClient, collection: str | None
) -> None:
    mine = begun(kari, collection=collection, title="Hemmelig plan")["id"]
    saved(kari, mine, "Hemmelig tekst.")
    comment = kari.post(f"{DRAFTS}/{mine}/comments", json={"key": TEXT, "text": "Hemmelig"}).json()["id"]
    row = kari.post(f"{DRAFTS}/{mine}/rows", json={"table": "barnehagehverdag"}).json()["key"]
    others = [OLA] if collection else [OLA, KNUT, ADMINISTRATOR]
    for user in others:
        client = client_of(app, user)
        assert client.get(DRAFTS).json() == []
        for method, address, said in addresses(mine, comment, row):
            hidden = client.request(method, address, **said)
            unknown = client.request(method, address.replace(mine, "finnes-ikke"), **said)
            assert hidden.status_code == unknown.status_code == 404, (method, address, hidden.text)
            assert hidden.text.replace(mine, "finnes-ikke") == unknown.text
            assert dict(hidden.headers).keys() == dict(unknown.headers).keys()
    assert kari.get(f"{DRAFTS}/{mine}/fields/{TEXT}").json()["parts"]["text"] == "Hemmelig tekst."
    for method, address, said in addresses(mine, comment, row):
        assert kari.request(method, address, **said).status_code not in (401, 403, 404, 405), (method, address)


def test_the_leaders_of_a_collection_write_in_one_draft(app: FastAPI, kari: TestClient) -> None:
    shared = begun(kari, collection="elvheim")["id"]
    saved(kari, shared, "Karis ord.")
    for user in (KNUT, BOTH, ADMINISTRATOR):
        client = client_of(app, user)
        assert [found["id"] for found in client.get(DRAFTS).json()] == [shared]
        found = client.get(f"{DRAFTS}/{shared}/fields/{TEXT}").json()
        assert found["by_name"] in ("kari Lederson", "knut Lederson", "bodil Lederson")
        assert not found["mine"]
        saved(client, shared, f"{found['parts']['text']} Mer fra {user.name}.")
    text = kari.get(f"{DRAFTS}/{shared}/fields/{TEXT}").json()["parts"]["text"]
    assert text == "Karis ord. Mer fra knut Lederson. Mer fra bodil Lederson. Mer fra adm."


def test_only_leaders_write_drafts(app: FastAPI) -> None:
    client = client_of(app, READS)
    assert client.get(DRAFTS).status_code == 403
    assert client.get("/api/v1/templates").status_code == 403
    assert client.post(DRAFTS, json={"template": "lokal-handlingsplan", "unit": "Elvheim"}).status_code == 403


def test_whoever_sits_at_the_machine_sees_all(app: FastAPI, kari: TestClient) -> None:
    made = [begun(kari)["id"], begun(kari, collection="elvheim")["id"]]
    with pytest.MonkeyPatch.context() as patched:  # undone before the users of the library are
        patched.setattr("assistant.api.access.user_of", lambda _request: MACHINE)
        machine = client_of(app, None)
        assert {found["id"] for found in machine.get(DRAFTS).json()} == set(made)
        assert saved(machine, made[0], "Fra maskinen.")["by_name"] == ""


def test_a_draft_is_put_in_a_collection_that_one_reads_and_never_in_the_open_one(kari: TestClient) -> None:
    for collection in ("fjordby", "finnes-ikke", "open"):
        said = {"template": "lokal-handlingsplan", "unit": "Elvheim", "collection": collection}
        assert kari.post(DRAFTS, json=said).status_code == 422
    mine = begun(kari)["id"]
    for collection in ("fjordby", "finnes-ikke", "open"):
        refused = kari.patch(f"{DRAFTS}/{mine}", json={"collection": collection})
        assert refused.status_code == 422
        assert refused.json()["detail"].startswith("collection: ")
    assert kari.patch(f"{DRAFTS}/{mine}", json={"collection": "elvheim"}).json()["collection"] == "elvheim"


def test_a_shared_draft_leans_only_on_what_all_its_readers_may_read(app: FastAPI, library: Library) -> None:
    bodil = client_of(app, BOTH)
    own, foreign, common = (
        passage_of(library, name) for name in (ELVHEIM.document_id, FJORDBY.document_id, "felles-handbok")
    )
    shared, alone = begun(bodil, collection="elvheim")["id"], begun(bodil)["id"]
    taken = [
        bodil.post(f"{DRAFTS}/{shared}/sources", json={"passage_id": one.id, "quote": one.text}).status_code
        for one in (own, common, foreign)
    ]
    assert taken == [201, 201, 422]
    assert bodil.post(f"{DRAFTS}/{alone}/sources", json={"passage_id": foreign.id}).status_code == 201
    refused = bodil.patch(f"{DRAFTS}/{alone}", json={"collection": "elvheim"})
    assert refused.status_code == 422
    assert "kilde 1" in refused.json()["detail"]
    assert bodil.patch(f"{DRAFTS}/{alone}", json={"collection": "fjordby"}).status_code == 200


def test_what_one_may_not_read_is_no_source_and_not_told_of(kari: TestClient, library: Library) -> None:
    mine = begun(kari)["id"]
    foreign = passage_of(library, FJORDBY.document_id).id
    hidden = kari.post(f"{DRAFTS}/{mine}/sources", json={"passage_id": foreign})
    unknown = kari.post(f"{DRAFTS}/{mine}/sources", json={"passage_id": "finnes-ikke"})
    assert hidden.status_code == unknown.status_code == 422
    assert hidden.text.replace(foreign, "finnes-ikke") == unknown.text


def test_no_ids_of_people_are_shown(kari: TestClient) -> None:
    shared = begun(kari, collection="elvheim")["id"]
    saved(kari, shared, "Noe.")
    kari.post(f"{DRAFTS}/{shared}/comments", json={"key": TEXT, "text": "Hei"})
    for path in ("", "/fields", "/versions", "/comments", f"/versions/{TEXT}/1"):
        text = kari.get(f"{DRAFTS}/{shared}{path}").text
        assert '"by":' not in text
        assert '"owner":' not in text


def test_a_reader_who_lost_the_collection_writes_no_more(app: FastAPI, kari: TestClient) -> None:
    shared = begun(kari, collection="elvheim")["id"]
    former = User(**{**vars(KARI), "reads": frozenset({"open"})})
    with known_users(former):
        client = client_of(app, former)
        assert put(client, shared, ROW, 0, description="x").status_code == 404
        assert client.get(DRAFTS).json() == []


def test_only_leaders_who_edit_read_a_plan_in_and_only_into_collections_they_edit(
    app: FastAPI, kari: TestClient
) -> None:
    draft = begun(kari, collection="elvheim", title="Vedtatt plan", unit="Elvheim")["id"]
    saved(kari, draft, "Hver høst går barna til fjøset og melker geitene.")
    assert kari.patch(f"{DRAFTS}/{draft}", json={"state": "adopted"}).status_code == 200
    address = f"{DRAFTS}/{draft}/ingest"
    for user in (KARI, EDITS):
        assert client_of(app, user).post(address, json={}).status_code == 403
    erik = client_of(app, LEADS_AND_EDITS)
    for closed in ("fjordby", "open", "finnes-ikke"):
        refused = erik.post(address, json={"collection": closed})
        assert (refused.status_code, "collection" in refused.text) == (422, True), closed
    accepted = erik.post(address, json={})
    assert accepted.status_code == 202, accepted.text
    job = over(erik, accepted.json()["url"])
    assert job["report"]["status"] == "indexed", job
    document = f"/api/v1/documents/{job['report']['id']}"
    assert kari.get(document).json()["collection"] == "elvheim"
    assert client_of(app, OLA).get(document).status_code == 404
    hidden = begun(client_of(app, OLA))["id"]
    assert erik.post(f"{DRAFTS}/{hidden}/ingest", json={}).status_code == 404


def over(client: TestClient, url: str) -> Any:
    """A job when it is over."""
    for _ in range(600):
        job = client.get(url).json()
        if job["status"] in ("done", "failed"):
            return job
        time.sleep(0.05)
    pytest.fail("the job did not finish")
