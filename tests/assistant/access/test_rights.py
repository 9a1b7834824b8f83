"""Who may change which documents, and what uploads, jobs, notes and conversations tell of those of others."""

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.auth.user import User
from assistant.config import Settings
from assistant.opening import open_library
from corpus.library import Library
from tests.assistant.access.conftest import ADMINISTRATOR, EDITORS, READERS
from tests.assistant.access.two_towns import ELVHEIM, FJORDBY, fill
from tests.users import client_of, served

MINE, THEIRS = EDITORS["Elvheim"], EDITORS["Fjordby"]
OWN_PLAN, OTHER_PLAN = ELVHEIM.document_id, FJORDBY.document_id
HIKES = b"Turplan\n\fTurer\n\nBarna skal paa tur til Zebrahaugen hver onsdag.\n"


@pytest.fixture(scope="module")
def towns_data(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Path:
    """A data directory with both towns, to be copied."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("both-towns"), model_dir=embedding_model_dir)
    with open_library(settings) as opened:
        fill(opened, ELVHEIM, FJORDBY)
    return settings.data_dir


@pytest.fixture
def library(settings: Settings, towns_data: Path) -> Iterator[Library]:
    """Both towns in a library that may be written to."""
    shutil.copytree(towns_data, settings.data_dir)
    with open_library(settings) as opened:
        yield opened


@pytest.fixture
def app(library: Library, settings: Settings) -> Iterator[FastAPI]:
    with served(library, settings) as made:
        yield made


def uploaded(app: FastAPI, user: User, name: str, **said: str) -> dict[str, Any]:
    """The job of an upload, once it is over."""
    client = client_of(app, user)
    accepted = client.post("/api/v1/documents", files={"file": (name, HIKES)}, data={"metadata": _json(said)})
    assert accepted.status_code == 202, accepted.text
    return finished(client, accepted.json()["url"])


def finished(client: TestClient, url: str) -> dict[str, Any]:
    for _ in range(400):
        job: dict[str, Any] = client.get(url).json()
        if job["status"] in ("done", "failed"):
            return job
        time.sleep(0.02)
    raise AssertionError(job)


def _json(said: dict[str, str]) -> str:
    return json.dumps(said)


def test_an_upload_comes_into_a_collection_that_its_sender_edits(app: FastAPI, library: Library) -> None:
    job = uploaded(app, MINE, "turer.txt")
    assert job["report"]["status"] == "indexed"
    assert job["collection"] == library.snapshot.documents["turer"].collection == "elvheim"
    client = client_of(app, MINE)
    for collection in ("open", "fjordby", "finnes-ikke"):
        refused = client.post(
            "/api/v1/documents",
            files={"file": ("turer.txt", HIKES)},
            data={"metadata": _json({"collection": collection})},
        )
        assert refused.status_code == 422
        assert refused.json()["detail"].startswith("metadata.collection: du kan ikke legge dokumenter i samlingen")
    assert uploaded(app, ADMINISTRATOR, "fjell.txt")["collection"] == "open"


def test_a_file_never_takes_the_place_of_another_collection_s_document(app: FastAPI, library: Library) -> None:
    before = dict(library.snapshot.generations)
    job = uploaded(app, MINE, f"{OTHER_PLAN}.txt")
    assert job["report"]["id"] == f"{OTHER_PLAN}-elvheim"
    again = uploaded(app, MINE, f"{OTHER_PLAN}.txt")
    assert (again["report"]["id"], again["report"]["status"]) == (f"{OTHER_PLAN}-elvheim", "unchanged")
    assert uploaded(app, MINE, "felles-handbok.txt")["report"]["id"] == "felles-handbok-elvheim"
    given = uploaded(app, MINE, "turer.txt", id=OTHER_PLAN)
    assert given["report"]["status"] == "refused"
    assert OTHER_PLAN in given["report"]["reason"]
    assert "Fjordby" not in given["report"]["reason"]
    assert before.items() <= dict(library.snapshot.generations).items()


def test_reading_a_file_again_leaves_it_in_its_collection(app: FastAPI, library: Library) -> None:
    job = uploaded(app, ADMINISTRATOR, f"{OTHER_PLAN}.txt")
    assert job["report"]["status"] == "indexed"
    assert library.snapshot.documents[OTHER_PLAN].collection == "fjordby"
    uploaded(app, ADMINISTRATOR, f"{OTHER_PLAN}.txt", collection="open")
    assert library.snapshot.documents[OTHER_PLAN].collection == "open"


def test_only_who_edits_a_document_changes_moves_and_removes_it(app: FastAPI, library: Library) -> None:
    client = client_of(app, MINE)
    for path, status in ((OTHER_PLAN, 404), ("felles-handbok", 403)):
        assert client.patch(f"/api/v1/documents/{path}", json={"contact": "Meg"}).status_code == status
        assert client.delete(f"/api/v1/documents/{path}").status_code == status
        assert client.get(f"/admin/dokumenter/{path}/rediger").status_code == status
        assert client.get(f"/admin/dokumenter/{path}/fjern").status_code == status
    assert client.post(f"/admin/dokumenter/{OTHER_PLAN}/fjern", follow_redirects=False).status_code == 303
    assert client.post("/admin/dokumenter/felles-handbok/fjern", follow_redirects=False).status_code == 403
    assert {OTHER_PLAN, "felles-handbok"} <= library.snapshot.documents.keys()
    for collection in ("fjordby", "open", "finnes-ikke"):
        moved = client.patch(f"/api/v1/documents/{OWN_PLAN}", json={"collection": collection})
        assert moved.status_code == 422
    over = client_of(app, ADMINISTRATOR)
    moved = over.patch(f"/api/v1/documents/{OWN_PLAN}", json={"collection": "fjordby"})
    assert finished(over, moved.json()["url"])["report"]["status"] == "indexed"
    assert client.get(f"/api/v1/documents/{OWN_PLAN}").status_code == 404
    assert client_of(app, READERS["Fjordby"]).get(f"/api/v1/documents/{OWN_PLAN}").status_code == 200
    assert client_of(app, THEIRS).delete(f"/api/v1/documents/{OWN_PLAN}").status_code == 204


def test_a_job_is_cancelled_by_those_who_see_it_and_by_nobody_else(app: FastAPI) -> None:
    job = uploaded(app, MINE, "turer.txt")
    path, page = f"/api/v1/jobs/{job['id']}/cancel", f"/admin/jobber/{job['id']}/avbryt"
    assert client_of(app, THEIRS).post(path).status_code == 404
    assert client_of(app, THEIRS).post(page).status_code == 404
    answered = client_of(app, MINE).post(path)
    assert (answered.status_code, answered.json()["title"]) == (409, "Job is over")
    assert client_of(app, MINE).post(page, follow_redirects=False).status_code == 303


def test_a_job_is_seen_by_those_who_edit_its_collection(app: FastAPI) -> None:
    job = uploaded(app, MINE, "turer.txt")
    path = f"/api/v1/jobs/{job['id']}"
    assert client_of(app, THEIRS).get(path).status_code == 404
    assert client_of(app, THEIRS).get("/api/v1/jobs").json() == []
    assert "turer.txt" not in client_of(app, THEIRS).get("/admin/jobber", params={"jobb": job["id"]}).text
    assert [one["id"] for one in client_of(app, ADMINISTRATOR).get("/api/v1/jobs").json()] == [job["id"]]
    assert client_of(app, MINE).get(path).json() == job
    theirs = uploaded(app, ADMINISTRATOR, "ski.txt", collection="fjordby", edition_of=OWN_PLAN)
    assert any(ELVHEIM.said["years"] in note for note in theirs["report"]["notes"])
    seen = client_of(app, THEIRS).get(f"/api/v1/jobs/{theirs['id']}").json()
    assert seen["report"]["id"] == "ski"
    assert seen["report"]["notes"] == []
    assert seen["report"]["supersedes"] is None


def test_a_waiting_file_is_there_for_its_sender_alone(app: FastAPI) -> None:
    sent = client_of(app, MINE).post(
        "/admin/opplasting", files={"fil": (f"{OTHER_PLAN}.txt", HIKES)}, follow_redirects=False
    )
    assert sent.status_code == 303
    described = sent.headers["location"]
    assert client_of(app, THEIRS).get(described, follow_redirects=False).status_code == 303
    page = client_of(app, MINE).get(described)
    assert page.status_code == 200
    assert "Fjordbysamlingen" not in page.text


def test_the_same_file_in_another_collection_is_not_told_of(app: FastAPI) -> None:
    client = client_of(app, MINE)
    sent = client.post(
        "/admin/opplasting", files={"fil": (f"{OTHER_PLAN}.txt", FJORDBY.plan.encode())}, follow_redirects=False
    )
    for _ in range(200):
        page = client.get(sent.headers["location"]).text
        if f"{OTHER_PLAN}.txt" in page and 'name="fil"' in page:
            break
        time.sleep(0.02)
    assert f"/dokumenter/{OTHER_PLAN}" not in page
    assert f"/documents/{OTHER_PLAN}" not in page


def test_notes_are_written_and_removed_by_who_edits_the_document(app: FastAPI, library: Library) -> None:
    client, said = client_of(app, MINE), {"text": "Se vedtaket.", "page": 1}
    assert client.post("/api/v1/corrections", json={**said, "document_id": OTHER_PLAN}).status_code == 422
    assert client.post("/api/v1/corrections", json={**said, "document_id": "felles-handbok"}).status_code == 403
    assert client.post("/api/v1/corrections", json={**said, "document_id": OWN_PLAN}).status_code == 201
    theirs = client_of(app, THEIRS).post("/api/v1/corrections", json={**said, "document_id": OTHER_PLAN}).json()
    assert [note["document_id"] for note in client.get("/api/v1/corrections").json()] == [OWN_PLAN]
    assert client.delete(f"/api/v1/corrections/{theirs['id']}").status_code == 404
    assert client.post(f"/admin/rettelser/{theirs['id']}/fjern").status_code == 404
    assert OTHER_PLAN not in client.get("/admin/rettelser").text
    assert OTHER_PLAN not in client.get("/admin").text
    assert library.corrections.get(theirs["id"])


def test_an_answer_of_what_one_may_not_read_any_more_is_withheld(app: FastAPI) -> None:
    client, over = client_of(app, READERS["Elvheim"]), client_of(app, ADMINISTRATOR)
    asked = client.post("/api/v1/ask", json={"question": "Hvem har ansvar for svømmekurs for femåringer?"}).json()
    general = {"question": "Hva menes med kosestund?", "conversation_id": asked["conversation_id"]}
    assert client.post("/api/v1/ask", json=general).json()["status"] == "answered"
    path = f"/api/v1/conversations/{asked['conversation_id']}"
    assert "Badevakten" in client.get(path).text
    moved = over.patch(f"/api/v1/documents/{OWN_PLAN}", json={"collection": "fjordby"})
    assert finished(over, moved.json()["url"])["report"]["status"] == "indexed"
    first, second = client.get(path).json()["messages"]
    assert first["withheld"]
    assert first["answer"] is None
    assert not second["withheld"]
    assert second["answer"]["status"] == "answered"
    for address in (path, f"{path}.json", f"{path}.md", f"/samtaler/{asked['conversation_id']}"):
        shown = client.get(address)
        assert shown.status_code == 200
        assert not [own for own in ("Badevakten", "elvheim-plan", "Lyngkasse") if own in shown.text], address
    assert "ikke lenger har tilgang" in client.get(f"{path}.md").text
    assert "ikke lenger har tilgang" in client.get(f"/samtaler/{asked['conversation_id']}").text
    leaning = {"question": "Når er det?", "conversation_id": asked["conversation_id"], "after": asked["message_id"]}
    assert "femåringer" not in client.post("/api/v1/ask", json={k: leaning[k] for k in list(leaning)[:2]}).text
    assert "Badevakten" in over.get(path).text


def test_the_collections_are_those_that_one_reads(app: FastAPI) -> None:
    mine = client_of(app, READERS["Elvheim"]).get("/api/v1/collections").json()
    assert [(one["id"], one["title"], one["contact"]) for one in mine] == [
        ("open", "Åpne planer", None),
        ("elvheim", "Elvheimsamlingen", "Vakttelefonen i Elvheim"),
    ]
    assert [one["documents"] for one in mine] == [None, None]
    everything = client_of(app, ADMINISTRATOR).get("/api/v1/collections").json()
    assert [(one["id"], one["documents"]) for one in everything] == [("open", 1), ("elvheim", 1), ("fjordby", 1)]
    said = {"title": "Havet", "readers": ["hav"]}
    assert client_of(app, MINE).put("/api/v1/collections/hav", json=said).status_code == 403
    assert client_of(app, MINE).delete("/api/v1/collections/fjordby").status_code == 403
    over = client_of(app, ADMINISTRATOR)
    assert over.put("/api/v1/collections/hav", json=said).json()["readers"] == ["hav"]
    assert over.delete("/api/v1/collections/fjordby").status_code == 409
    assert over.delete("/api/v1/collections/hav").status_code == 204
    assert over.delete("/api/v1/collections/hav").status_code == 404


def test_administrators_make_change_and_remove_collections_on_a_page(app: FastAPI, library: Library) -> None:
    over, form = client_of(app, ADMINISTRATOR), {"id": "hav", "title": "Havet", "kind": "unit", "readers": "hav\nkyst"}
    assert client_of(app, MINE).get("/admin/samlinger").status_code == 403
    assert over.post("/admin/samlinger", data=form, follow_redirects=False).status_code == 303
    found = library.collections.get("hav")
    assert found is not None
    assert found.readers == ("hav", "kyst")
    assert "Havet" in over.get("/admin/samlinger?samling=hav").text
    for wrong in ({"id": "Å"}, {"title": ""}, {"kind": "x"}, {"contact": "x" * 301}):
        assert over.post("/admin/samlinger", data={**form, **wrong}).status_code == 422
    assert over.post("/admin/samlinger/fjordby/fjern").status_code == 422
    assert over.post("/admin/samlinger/hav/fjern", follow_redirects=False).status_code == 303
    assert library.collections.get("hav") is None
    uploaded(app, ADMINISTRATOR, "ski.txt", collection="ukjent")
    assert "ukjent" in over.get("/admin/samlinger").text
    assert client_of(app, MINE).get("/api/v1/documents/ski").status_code == 404


def test_the_documents_page_tells_the_collections_apart(app: FastAPI) -> None:
    client = client_of(app, READERS["Elvheim"])
    page = client.get("/dokumenter").text
    assert "Elvheimsamlingen (1)" in page
    only = client.get("/dokumenter?collection=elvheim").text
    assert "felles-handbok" not in only.split("<main")[1]
    assert {one["collection"] for one in client.get("/api/v1/documents").json()} == {"open", "elvheim"}


def test_nobody_who_is_known_sees_an_empty_library(app: FastAPI) -> None:
    client = client_of(app, None)
    page = client.get("/finnes-ikke")
    assert page.status_code == 404
    assert "Elvheim" not in page.text
    assert client.get("/readyz").json()["documents"] == 0
    assert client.get("/dokumenter").status_code == 401
